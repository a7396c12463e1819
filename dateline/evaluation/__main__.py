"""`python -m dateline.evaluation`: score every corpus that is there, and fail below a floor (`make score`)."""

from __future__ import annotations

import sys

import click

from dateline.evaluation import floors
from dateline.evaluation.floors import Outcome


@click.command()
@click.argument("corpora", nargs=-1, type=click.Choice(list(floors.BENCHMARKS)))
@click.option("--lift", is_flag=True, help="Raise the floors to just below what was measured.")
def main(corpora: tuple[str, ...], lift: bool) -> None:
    """Score the corpora, or the named ones, and exit with 1 where a score lies below its floor."""
    outcomes: list[Outcome] = []
    for outcome in floors.check(corpora):
        outcomes.append(outcome)
        click.echo(f"== {outcome.corpus}")
        click.echo(f"skipped: {outcome.skipped}" if outcome.skipped else outcome.report)
        for complaint in outcome.below:
            click.echo(f"BELOW: {complaint}")
    if lift:
        floors.lift(outcomes)
    sys.exit(any(outcome.below for outcome in outcomes) and not lift)


if __name__ == "__main__":
    main()
