"""Every import is declared, every declaration is used or says why, and every lock is hashed and free of addresses."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ("dateline", "assets", "pipelines", "reports")
LOCKS = ("requirements.lock", "requirements-dev.lock")
MODEL_HASH = "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(file: str) -> dict[str, str]:
    """Read a requirements.in: each name and the reason under it."""
    lines = (ROOT / file).read_text("utf-8").splitlines()
    names = {i: re.match(r"[\w.-]+", line) for i, line in enumerate(lines) if line and not line.startswith(("#", "-"))}
    return {normal(found[0]): lines[i + 1].removeprefix("# ^ ") for i, found in names.items() if found}


RUNTIME = declared("requirements.in")
DEVELOPING = declared("requirements-dev.in")
OPTIONAL = {
    normal(re.match(r"[\w.-]+", line)[0])
    for extra in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "optional-dependencies"
    ].values()
    for line in extra
}


@cache
def imports(*folders: str) -> dict[str, str]:
    """Return each distribution that the code under some folders imports, and one file that does."""
    found: dict[str, str] = {}
    for path in sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for name in names_of(node):
                for distribution in distributions_of(name):
                    found.setdefault(normal(distribution), str(path.relative_to(ROOT)))
    return found


def names_of(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module.partition(".")[0]]
    if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "import_module":
        return [str(name.value).partition(".")[0] for name in node.args[:1] if isinstance(name, ast.Constant)]
    return []


@cache
def installed() -> dict[str, list[str]]:
    return dict(packages_distributions())


def distributions_of(name: str) -> list[str]:
    """Return the distributions that may bring a module, at most one of which is ours to declare."""
    if name in sys.stdlib_module_names or name in {"dateline", "tests", "bench", "docs", "tools"}:
        return []
    return installed().get(name, [name])


DISTILLING = {"safetensors", "tokenizers"}
"""Needed once, to make vectors.npz anew; dateline/merge/distil.py says how to get them."""


def undeclared(found: dict[str, str], known: set[str]) -> list[str]:
    return [f"{path} imports {name}" for name, path in found.items() if name not in known]


def test_what_ships_imports_declared_dependencies_only() -> None:
    assert not undeclared(imports(*SHIPPED), set(RUNTIME) | OPTIONAL | DISTILLING)


def test_what_develops_imports_declared_dependencies_only() -> None:
    assert not undeclared(imports("tests", "bench", "docs", "tools"), set(RUNTIME) | set(DEVELOPING) | OPTIONAL)


@pytest.mark.parametrize("name", RUNTIME)
def test_runtime_dependency_is_used_or_says_why(name: str) -> None:
    assert name in imports(*SHIPPED) or RUNTIME[name].startswith("not imported: ")


@pytest.mark.parametrize("name", DEVELOPING)
def test_development_dependency_is_used_or_says_why(name: str) -> None:
    assert name in imports("tests", "bench", "docs", "tools", *SHIPPED) or DEVELOPING[name].startswith("not imported: ")


@pytest.mark.parametrize("name", [*RUNTIME, *DEVELOPING])
def test_dependency_has_its_reason(name: str) -> None:
    assert len((RUNTIME | DEVELOPING)[name]) > 10


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_pins_and_hashes_everything_and_names_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    entries = re.split(r"\n(?=\S)", "\n".join(line for line in text.splitlines() if not line.strip().startswith("#")))
    assert len(entries) > 50
    assert not [
        entry for entry in entries if not re.match(r"[\w.-]+(\[\w+\])?==\S+ [\s\S]*--hash=sha256:[0-9a-f]{64}", entry)
    ]
    assert "://" not in text


def test_locks_hold_what_is_declared_and_agree() -> None:
    runtime, developing = (pins(lock) for lock in LOCKS)
    assert set(RUNTIME) <= set(runtime)
    assert set(RUNTIME) | set(DEVELOPING) <= set(developing)
    assert runtime.items() <= developing.items()


def pins(lock: str) -> dict[str, str]:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    found = [re.match(r"([\w.-]+)(?:\[[\w,]+\])?==(\S+)", line) for line in lines]
    return {normal(match[1]): match[2] for match in found if match}


def test_language_model_is_the_one_that_was_measured() -> None:
    assert f"--hash=sha256:{MODEL_HASH}" in (ROOT / "requirements.lock").read_text("utf-8")
