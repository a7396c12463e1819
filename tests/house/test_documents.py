"""What the documents promise exists: commands, options, targets, links, the library's example."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from dateline.cli import commands

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "deploy").rglob("*.md")])
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def every_command(command: click.Command, name: str = "dateline") -> Iterator[tuple[str, click.Command]]:
    """Walk the command line's tree: `dateline evaluate timex` and what it takes."""
    if isinstance(command, click.Group):
        for child, below in command.commands.items():
            yield from every_command(below, f"{name} {child}")
    else:
        yield name, command


COMMANDS = dict(every_command(commands))


def options(command: click.Command) -> list[str]:
    return [max(option.opts, key=len) for option in command.params if isinstance(option, click.Option)]


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def shell_lines() -> list[str]:
    return [line for block in blocks("sh") for line in block.splitlines() if line.strip()]


def test_first_commands_do_everything() -> None:
    assert shell_lines()[:2] == ["make timeline", "make test"]


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_documented(name: str) -> None:
    assert name in README


@pytest.mark.parametrize(
    ("name", "option"), [(name, o) for name, command in COMMANDS.items() for o in options(command)]
)
def test_option_is_documented(name: str, option: str) -> None:
    sections = re.split(r"^#+ ", README, flags=re.MULTILINE)
    assert any(name in section and re.search(rf"`{re.escape(option)}\b", section) for section in sections)


@pytest.mark.parametrize("line", [line for line in shell_lines() if "dateline " in line])
def test_documented_call_is_one(line: str) -> None:
    words = shlex.split(line.partition("#")[0])
    called = " ".join(["dateline", *words[1:]])
    name = max((known for known in COMMANDS if called.startswith(known)), key=len, default=None)
    assert name, f"no such command: {line}"
    assert {word for word in words if word.startswith("--")} <= set(options(COMMANDS[name]))


@pytest.mark.parametrize("target", sorted(set(re.findall(r"(?:^|`)make ([a-z-]+)", README, re.MULTILINE))))
def test_documented_target_exists(target: str) -> None:
    assert target in TARGETS


@pytest.mark.parametrize("command", COMMANDS)
def test_help_tells_what_every_option_means(command: str) -> None:
    assert COMMANDS[command].help
    assert all(option.help for option in COMMANDS[command].params if isinstance(option, click.Option))


def links() -> list[tuple[Path, str]]:
    found = [
        (document, link)
        for document in DOCUMENTS
        for link in re.findall(r"\]\(([^)\s#]+)", document.read_text("utf-8"))
    ]
    return [(document, link) for document, link in found if "://" not in link and not link.startswith("mailto:")]


@pytest.mark.parametrize(("document", "link"), [pytest.param(d, link, id=f"{d.name}:{link}") for d, link in links()])
def test_link_leads_somewhere(document: Path, link: str) -> None:
    assert (document.parent / link).exists()


def test_every_document_is_linked() -> None:
    reached = {(document.parent / link).resolve() for document, link in links()}
    assert not [path for path in (ROOT / "docs").rglob("*.md") if path.resolve() not in reached]


@pytest.mark.parametrize("code", blocks("python"))
def test_library_example_runs(code: str) -> None:
    exec(compile(code, "README.md", "exec"), {})  # the README's own


def settings() -> set[str]:
    folders = ("dateline", "assets", "pipelines", "reports")
    code = "\n".join(path.read_text("utf-8") for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return set(re.findall(r"\bDATELINE_[A-Z_]*[A-Z]\b", code))


@pytest.mark.parametrize("variable", sorted(settings()))
def test_setting_is_documented(variable: str) -> None:
    assert f"`{variable}`" in README


def test_every_asset_is_documented() -> None:
    from dateline.pipelines.definitions import definitions

    repository = definitions().get_repository_def()
    keys = {key.to_user_string() for key in repository.asset_graph.get_all_asset_keys()}
    assert keys
    assert not [key for key in sorted(keys) if f"`{key}`" not in README]


@pytest.mark.parametrize("code", blocks("toml") + blocks("yaml"))
def test_examples_of_a_storys_files_are_read(code: str, tmp_path: Path) -> None:
    from dateline.ingest import story_file
    from dateline.timeline import correction_file

    reader = correction_file if code in blocks("toml") else story_file
    (tmp_path / reader.FILE).write_text(code, "utf-8")
    assert reader.read(tmp_path)


def test_make_lists_its_targets() -> None:
    listing = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "make timeline" in listing


@pytest.mark.parametrize(("room", "heading"), [("events", "Telling, file by file"), ("merge", "Merging, file by file")])
def test_every_file_of_a_long_room_is_placed(room: str, heading: str) -> None:
    section = (ROOT / "docs/architecture.md").read_text("utf-8").split(f"## {heading}", 1)[1].split("\n## ")[0]
    files = {path.stem for path in (ROOT / "dateline" / room).rglob("*.py")} - {"__init__"}
    assert files == set(re.findall(r"`(\w+)`", section))
