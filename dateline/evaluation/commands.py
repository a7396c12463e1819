"""`dateline evaluate`: a command for each kind of labelled text. Nothing heavy is imported before one of them needs it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import click

from dateline.arguments import INPUT, known


@click.group()
def evaluate() -> None:
    """Score against a labelled corpus in its own format and print every measure."""


def _evaluation(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command what all evaluations take."""
    system_out = click.option(
        "--system-out", type=INPUT, metavar="PATH", help="Keep our output as the scorers read it."
    )
    return click.argument("folder", type=INPUT, metavar="DIR")(system_out(command))


@evaluate.command()
@_evaluation
@click.option("--errors", is_flag=True, help="List each expression that was missed, wrong or invented.")
def timex(folder: Path, system_out: Path | None, errors: bool) -> None:
    """Temporal expressions, in a folder DIR of TimeML or CAT XML; the output is a folder of TimeML."""
    known(folder, folder=True)
    from dateline.evaluation import timex as measured

    click.echo(measured.describe(measured.evaluate_timex(folder, system_out), errors=errors))


@evaluate.command()
@_evaluation
@click.option("--split", default="dev", show_default=True, metavar="NAME", help="Which mentions-NAME.json to score.")
def coreference(folder: Path, system_out: Path | None, split: str) -> None:
    """Event coreference over the gold mentions of ECB+ in DIR; the output is one JSON file."""
    known(folder, folder=True)
    from dateline.evaluation import coreference as measured

    scores = measured.evaluate_coreference(folder, split, system_out)
    click.echo(measured.describe(scores, measured.lemma_baseline(folder, split)))


@evaluate.command()
@_evaluation
@click.option(
    "--track", type=click.Choice(["a", "b"]), default="b", show_default=True, help="Raw text, or gold events."
)
def anchoring(folder: Path, system_out: Path | None, track: Literal["a", "b"]) -> None:
    """Dates of events in DIR, a corpus_N folder of SemEval-2015 Task 4; the output is a folder of timelines."""
    known(folder, folder=True)
    from dateline.evaluation import timelines
    from dateline.evaluation.anchoring import evaluate_anchoring

    scores = evaluate_anchoring(folder, track, system_out)
    click.echo(timelines.describe(scores) if scores else "the folder holds no gold timelines, so nothing is scored")


@evaluate.command()
@_evaluation
@click.option("--errors", is_flag=True, help="List each event and article that was missed or told otherwise.")
def story(folder: Path, system_out: Path | None, errors: bool) -> None:
    """A labelled story in DIR (articles/ and gold.json), or all that stand in it; the output is that of `build`."""
    known(folder, folder=True)
    from dateline.evaluation import story as measured
    from dateline.reports import exports

    folders = [path.parent for path in sorted(folder.glob("*/gold.json"))]
    if not folders or (folder / "gold.json").is_file():
        click.echo(measured.describe(measured.evaluate_story(folder, system_out, exports.write), errors=errors))
        return
    scores = [measured.evaluate_story(each, system_out and system_out / each.name, exports.write) for each in folders]
    click.echo(measured.compare(scores, errors=errors))


@evaluate.command()
@click.argument("table", type=INPUT, metavar="TABLE")
@click.option(
    "--errors", is_flag=True, help="List each contradiction that was missed or is false, but for unread stories."
)
def contradictions(table: Path, errors: bool) -> None:
    """The contradictions that small stories show, labelled in TABLE, a TOML file like tests/cases/merge/whole_stories.toml."""
    known(table)
    from dateline.evaluation import contradictions as measured

    click.echo(measured.describe(list(measured.evaluate_contradictions(table)), errors=errors))
