"""Which code made something: a hash over the sources of the packages that took part, rules and lexicons included."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

_ENGINE = Path(__file__).parent
_SOURCES = (".py", ".toml", ".tsv", ".json", ".txt")


@functools.cache
def code_version(*packages: str) -> str:
    """Hash the sources of packages of the engine, such as `times`, and of the model they share; 12 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in sorted(_sources(packages)):
        digest.update(path.relative_to(_ENGINE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _sources(packages: tuple[str, ...]) -> list[Path]:
    found = [_ENGINE / "model.py"]
    for package in packages:
        found += [path for path in (_ENGINE / package).rglob("*") if path.suffix in _SOURCES]
    return found
