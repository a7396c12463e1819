"""A process that has everything imported and forks a fresh run for each line it reads: a run then costs its work alone.

Reads JSON lines: {"cwd", "env", "arguments", "out", "err", "call"} starts a child and answers its process id;
{"wait": pid} answers its exit code, negative for a signal, or null while it runs. It is started by test_running.py.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import traceback


def main() -> None:
    import dateline.pipelines.launch
    import dateline.pipelines.run  # noqa: F401  # imported before forking
    from dateline import story
    from dateline.reports import changes, exports, figure, page  # noqa: F401  # as above

    del story
    codes: dict[int, int] = {}
    print("ready", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        answer = _state(asked["wait"], codes) if "wait" in asked else _start(asked)
        print(json.dumps(answer), flush=True)


def _state(pid: int, codes: dict[int, int]) -> int | None:
    if pid not in codes:
        found, status = os.waitpid(pid, os.WNOHANG)
        if not found:
            return None
        codes[pid] = os.waitstatus_to_exitcode(status)
    return codes[pid]


def _start(asked: dict[str, object]) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 70
    try:
        os.chdir(str(asked["cwd"]))
        os.environ.clear()
        os.environ.update(asked["env"])  # type: ignore[arg-type]  # a mapping of text
        for stream, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(str(asked[name]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        code = _called(asked)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001  # a child must never return into its parent's loop
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _called(asked: dict[str, object]) -> int:
    if asked["call"] == "open":
        from dateline.pipelines import instance

        with instance.opened() as opened:
            opened.get_runs_count()
        return 0
    from dateline.pipelines.run import main as run

    return run(asked["arguments"])  # type: ignore[arg-type]  # a list of text


if __name__ == "__main__":
    main()
