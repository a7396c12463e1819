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
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import click

from dateline.arguments import DAY, INPUT, known, writable
from dateline.collector import patient
from dateline.errors import DatelineError, UsageError
from dateline.evaluation.commands import evaluate

if TYPE_CHECKING:
    import datetime as dt

    from dateline.cache import Cache
    from dateline.model import Timeline

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
@click.option("--as-of", type=DAY, metavar="DAY", help="Read only what was published by DAY: YYYY-MM-DD.")
@click.option("--quiet", is_flag=True, help="Print the page's path and nothing else.")
@patient()
def build(
    folder: Path,
    out: Path,
    title: str | None,
    root: Path | None,
    no_cache: bool,
    as_of: dt.datetime | None,
    quiet: bool,
) -> None:
    """Build one story's timeline from the articles in FOLDER.

    Reads .txt, .html, .json, .jsonl, .csv and feeds (.xml), sub-folders too; an optional articles.csv gives outlets and
    dates by file. Writes timeline.html, .json, .csv, .ics, .md and timexes.jsonl.
    """
    known(folder, folder=True)
    writable(out)
    from dateline import story as engine
    from dateline import terminal
    from dateline.reports import exports

    cache = None if no_cache else _cache(root)
    with terminal.progress(quiet=quiet) as report:
        until = as_of.date() if as_of else None
        timeline = engine.build(folder, title=title, cache=cache, progress=report, as_of=until)
        report("write", 0, 1)
        files = list(exports.write(timeline, out))
        report("write", 1, 1)
    if not quiet:
        terminal.summarise(timeline, cache)
    page = next((file for file in files if file.suffix == ".html"), out)
    click.echo(str(page))


@commands.command()
@click.argument("folder", type=INPUT)
def fetch(folder: Path) -> None:
    """Ask the sources that FOLDER's story.yaml names, once; what is new is kept in its fetched/ folder.

    A source that fails is named and costs only itself; exit 1 where nothing could be had from any.
    """
    known(folder, folder=True)
    writable(folder)
    from dateline.ingest import gather, story_file

    if not story_file.read(folder).sources:
        raise UsageError(f"{folder / story_file.FILE} names no sources")
    brought = gather.gather(folder)
    for file in brought.new:
        click.echo(f"new {folder / 'fetched' / file}")
    for problem in brought.problems:
        click.echo(f"left out {problem.source}: {problem.reason}", err=True)
    click.echo(f"{len(brought.new)} new, {brought.unchanged} unchanged, {brought.filtered} filtered out")
    if brought.problems and not brought.new and not brought.unchanged:
        raise DatelineError("nothing could be fetched")


@commands.command()
@click.argument("path", type=INPUT)
@click.option("--out", type=INPUT, required=True, metavar="DIR", help="Where the tagged files are written.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["timeml", "jsonl"]),
    default="timeml",
    show_default=True,
    help="What to write.",
)
@click.option("--published", type=DAY, metavar="DATE", help="Publication date of what states none: YYYY-MM-DD.")
def tag(path: Path, out: Path, form: Literal["timeml", "jsonl"], published: dt.datetime | None) -> None:
    """Tag the temporal expressions in PATH, a file or a folder.

    TimeML input brings its own creation time and comes back under the same name with TIMEX3 tags.
    """
    known(path)
    writable(out)
    from dateline import tagging

    tagged = tagging.tag_path(path, out, format=form, published=published.date() if published else None)
    for rejected in tagged.rejected:
        click.echo(f"left out {rejected.file}: {rejected.reason}", err=True)
    for file in tagged.undated:
        click.echo(f"{file}: no date, so relative expressions stay unresolved; see --published", err=True)
    click.echo(f"{tagged.timexes} expressions in {tagged.documents} documents, {len(tagged.written)} files in {out}")


@commands.command()
@click.argument("root", type=INPUT)
@click.option(
    "--out", type=INPUT, default=Path("out"), show_default=True, metavar="DIR", help="Where the pages are kept."
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to listen.")
def serve(root: Path, out: Path, port: int) -> None:
    """List and show the stories under ROOT at http://127.0.0.1:PORT, each built again when its articles change."""
    known(root, folder=True)
    writable(out)
    from functools import partial

    from dateline import story as engine
    from dateline.reports import serve as server

    click.echo(f"http://127.0.0.1:{port}/  (Ctrl-C ends it)")
    server.run(root, out, partial(engine.build, cache=_cache(None)), port=port)


@commands.command()
@click.argument("older", type=INPUT)
@click.argument("newer", type=INPUT)
def diff(older: Path, newer: Path) -> None:
    """Say what changed from OLDER to NEWER, two outputs of `build`, and which new articles tell of it."""
    from dateline.reports import changes

    before, after = _timeline(older), _timeline(newer)
    found = changes.compare(before, after)
    click.echo(changes.summary(found))
    old = {article.file for article in before.articles}
    fresh = {article.id: article.file for article in after.articles if article.file not in old}
    told = {event.id: {fresh[q.article] for q in event.evidence if q.article in fresh} for event in after.events}
    for change in found:
        source = ", ".join(sorted(told.get(change.event, ())))
        click.echo(f"  {change.sentence}" + (f"  [{source}]" if source else ""))


@commands.command()
@click.argument("root", type=INPUT)
def index(root: Path) -> None:
    """List the stories under ROOT, a folder of outputs of `build`, in ROOT/index.html, each with its latest change."""
    known(root, folder=True)
    writable(root)
    from dateline.reports import index as listing

    click.echo(str(listing.write(root)))


@commands.command()
@click.argument("timeline", type=INPUT)
@click.argument("file", type=INPUT)
@click.option("--most", type=click.IntRange(1, 200), default=40, show_default=True, help="How many events to draw.")
def picture(timeline: Path, file: Path, most: int) -> None:
    """Draw TIMELINE, an output of `build`, as FILE: a .png, .svg or .pdf of its most important dated events.

    Needs the extra dateline[pictures] and a Chromium; the page saves pictures of its own without either.
    """
    if file.suffix.lower() not in (".png", ".svg", ".pdf"):
        raise UsageError(f"{file} is neither a .png nor a .svg nor a .pdf")
    told = _timeline(timeline)
    writable(file.resolve().parent)
    from dateline.reports import figure

    try:
        figure.figure(told, limit=most).write_image(file)  # pyright: ignore[reportUnknownMemberType]  # plotly's is untyped
    except (ValueError, RuntimeError) as error:
        raise DatelineError(f"no picture could be drawn: {str(error).strip()}; see `dateline doctor`") from error
    click.echo(str(file))


def _timeline(path: Path) -> Timeline:
    """Read a timeline.json, or the one in a folder."""
    known(path)
    from dateline.reports.timeline_json import read_json

    try:
        return read_json(path / "timeline.json" if path.is_dir() else path)
    except (ValueError, FileNotFoundError) as error:
        raise UsageError(f"{path} holds no timeline: {error}") from error


@commands.command()
@click.pass_context
def doctor(context: click.Context) -> None:
    """Check this installation and say what to do where something is missing; exit 1 where it is needed."""
    from dateline import doctor as examination

    findings = examination.examine()
    for finding in findings:
        mark = "ok" if finding.well else "missing" if finding.needed else "absent"
        click.echo(f"{mark:8} {finding.name}: {finding.says}")
        if not finding.well:
            click.echo(f"{'':8} {finding.remedy}")
    context.exit(0 if examination.is_well(findings) else 1)


commands.add_command(evaluate)


def _cache(root: Path | None) -> Cache:
    from platformdirs import user_cache_path

    from dateline.cache import Cache

    return Cache(root or Path(os.environ.get("DATELINE_CACHE") or user_cache_path("dateline")))


def _reason(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"


def _terminate(_number: int, _frame: Any) -> NoReturn:
    """Let every `finally` run before a terminated process ends."""
    raise SystemExit(143)
