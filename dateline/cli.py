"""The command line. Nothing heavy is imported before a command needs it: `dateline --help` answers at once.

exit 0     done
exit 1     the input was read and holds nothing usable, or the work failed
exit 2     usage: an unknown folder, an unwritable output, an option that is not one
exit 130   interrupted (143 when terminated)
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from dateline.errors import DatelineError, UsageError

if TYPE_CHECKING:
    from dateline.cache import Cache

INPUT = click.Path(path_type=Path)
_SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Failed(click.ClickException):
    """One line for a person, and exit code 1."""

    def show(self, file: Any = None) -> None:
        click.echo(f"dateline: {' '.join(self.format_message().split())}", file=file or sys.stderr)


class Refused(Failed):
    """The same with exit code 2: what was asked for is impossible."""

    exit_code = 2


class Commands(click.Group):
    """A group whose commands report every error that Dateline raises on purpose as one line."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise Refused(str(error)) from error
        except DatelineError as error:
            raise Failed(str(error)) from error
        except OSError as error:
            raise Failed(_reason(error)) from error


def main() -> None:
    """Run the command line; the entry point of `dateline`."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        code = commands.main(prog_name="dateline", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("dateline: interrupted; nothing half-written is left", err=True)
        code = 130
    sys.exit(code if isinstance(code, int) else 0)


@click.group(cls=Commands, context_settings=_SETTINGS)
@click.version_option(package_name="dateline", message="dateline %(version)s")
def commands() -> None:
    """Rebuild the timeline of a story from its news coverage."""


@commands.command()
@click.argument("folder", type=INPUT)
@click.option("--out", type=INPUT, required=True, metavar="DIR", help="Where the page and the exports are written.")
@click.option("--title", metavar="TEXT", help="The story's title; else its folder's name.")
@click.option("--cache", "root", type=INPUT, metavar="DIR", help="Where parsed articles are kept for the next run.")
@click.option("--no-cache", is_flag=True, help="Parse every article again and keep nothing.")
@click.option("--quiet", is_flag=True, help="Print the page's path and nothing else.")
def build(folder: Path, out: Path, title: str | None, root: Path | None, no_cache: bool, quiet: bool) -> None:
    """Build one story's timeline from the articles in FOLDER.

    Reads .txt, .html, .json, .jsonl, .csv and feeds (.xml), sub-folders too; an optional articles.csv gives outlets and
    dates by file. Writes timeline.html, .json, .csv, .ics, .md and timexes.jsonl.
    """
    _known(folder, folder=True)
    _writable(out)
    from dateline import story, terminal

    cache = None if no_cache else _cache(root)
    with terminal.progress(quiet=quiet) as report:
        timeline = story.build(folder, title=title, cache=cache, progress=report)
        report("write", 0, 1)
        files = _write(timeline, out)
        report("write", 1, 1)
    if not quiet:
        terminal.summarise(timeline, cache)
    page = next((file for file in files if file.suffix == ".html"), out)
    click.echo(str(page))


def _write(timeline: Any, out: Path) -> list[Path]:
    from dateline.reports import exports

    return list(exports.write(timeline, out))


def _cache(root: Path | None) -> Cache:
    from platformdirs import user_cache_path

    from dateline.cache import Cache

    return Cache(root or Path(os.environ.get("DATELINE_CACHE") or user_cache_path("dateline")))


def _known(path: Path, *, folder: bool = False) -> None:
    if not path.exists():
        raise UsageError(f"there is no {'folder' if folder else 'file or folder'} {path}")
    if folder and not path.is_dir():
        raise UsageError(f"{path} is not a folder")


def _writable(out: Path) -> None:
    """Make the output folder, and find out before the work whether a file can be written in it."""
    import tempfile

    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as error:
        raise UsageError(f"cannot write to {out}: {error.strerror}") from error


def _reason(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"


def _terminate(_number: int, _frame: Any) -> NoReturn:
    """Let every `finally` run before a terminated process ends."""
    raise SystemExit(143)
