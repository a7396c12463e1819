"""Run the job `timeline` for one story, here and now: `python -m dateline.pipelines.run --story NAME`.

exit 0 the page is written, 1 nothing usable or the run failed, 2 usage, 130 interrupted, 143 terminated
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Sequence
from typing import Any, NoReturn

from dateline.errors import DatelineError, UsageError


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse the arguments, run, and turn every foreseen failure into one line and an exit code."""
    options = _options(arguments)
    signal.signal(signal.SIGTERM, _terminate)
    try:
        return _run(options)
    except UsageError as error:
        return _say(str(error), 2)
    except DatelineError as error:
        return _say(str(error), 1)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _say(f"{where}{error.strerror or error}", 1)
    except KeyboardInterrupt:
        return _say("interrupted; nothing half-written is left", 130)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m dateline.pipelines.run", description=__doc__)
    parser.add_argument("--story", required=True, metavar="NAME", help="the story's folder under the stories root")
    parser.add_argument("--stories", metavar="DIR", help="the stories root (DATELINE_STORIES, default seeds)")
    parser.add_argument(
        "--storage", metavar="DIR", help="tables, cache and history (DATELINE_STORAGE, default .dateline)"
    )
    parser.add_argument("--out", metavar="DIR", help="where outputs go (DATELINE_OUT, default out)")
    parser.add_argument("--why", default="started by hand", metavar="TEXT", help="recorded with the run")
    return parser.parse_args(arguments)


def _run(options: argparse.Namespace) -> int:
    for name in ("stories", "storage", "out"):
        if getattr(options, name):
            os.environ[f"DATELINE_{name.upper()}"] = getattr(options, name)
    from dateline.pipelines import instance as instances
    from dateline.pipelines import launch

    with instances.opened() as instance:
        for line in instances.ended_runs(instance):
            print(line, file=sys.stderr)
        started = time.monotonic()
        ended = launch.timeline(instance, options.story, options.why)
        if ended.cancelled:
            raise KeyboardInterrupt
        if not ended.success:
            return _say(f"the run failed: {ended.reason} (run {ended.run_id} in DAGSTER_HOME {instances.home()})", 1)
    for line in ended.summary:
        print(line)
    print(f"  {time.monotonic() - started:.1f} s, run {ended.run_id[:8]}")
    print(ended.page)
    return 0


def _say(message: str, code: int) -> int:
    print(f"dateline: {' '.join(message.split())}", file=sys.stderr)
    return code


def _terminate(_number: int, _frame: Any) -> NoReturn:
    """A terminated run ends as an interrupted one does: cancelled, with nothing half-written."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
