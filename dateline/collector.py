"""How often Python looks for cycles of values: rarely while a story is built.

A build makes millions of small values, nearly all of them kept and none in a cycle; at the usual setting the collector walks
all of them again and again, which takes a quarter of the time (`python -m bench.bench_story`). Loading the libraries makes as many.
"""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager

PATIENCE = (2_000_000, 10, 100)
"""Values made and not given up between two looks at the new ones: a thousand articles make fewer."""


@contextmanager
def patient() -> Generator[None]:
    """Collect rarely inside this block, or inside the function that this decorates."""
    before = gc.get_threshold()
    gc.set_threshold(*PATIENCE)
    try:
        yield
    finally:
        gc.freeze()  # with the next line: all that was made counts as old, and is not walked over at once
        gc.unfreeze()
        gc.set_threshold(*before)
