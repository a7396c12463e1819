"""The package that others install: complete, one name, the same from a wheel and from a checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SETUPTOOLS = PROJECT["tool"]["setuptools"]
OUTER = {name: folder for name, folder in SETUPTOOLS["package-dir"].items() if "." in name}

PROBE = """
import importlib, json, pathlib, dateline
rooms = ["dateline.articles", "dateline.assets", "dateline.pipelines", "dateline.reports"]
print(json.dumps([str(pathlib.Path(importlib.import_module(name).__file__).parent) for name in rooms]))
"""


def packages_on_disk() -> set[str]:
    inner = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "dateline").rglob("__init__.py")}
    outer = {
        ".".join([name, *path.parent.relative_to(ROOT / folder).parts])
        for name, folder in OUTER.items()
        for path in (ROOT / folder).rglob("__init__.py")
    }
    return inner | outer


def test_package_list_is_what_stands_on_disk() -> None:
    assert sorted(SETUPTOOLS["packages"]) == sorted(packages_on_disk())


def package_files() -> list[Path]:
    folders = [ROOT / "dateline", *(ROOT / folder for folder in OUTER.values())]
    return [
        path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".py" and path.name != "README.md"
    ]


def test_every_file_of_data_is_packaged() -> None:
    patterns = [pattern.removeprefix("**/") for pattern in SETUPTOOLS["package-data"]["*"]]
    assert not [path for path in package_files() if not any(fnmatch(path.name, pattern) for pattern in patterns)]


def test_version_is_the_changelogs() -> None:
    assert f"## [{PROJECT['project']['version']}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("editable", [False, True], ids=["wheel", "editable"])
def test_installs_and_runs_from_another_folder(editable: bool, tmp_path: Path) -> None:
    tree = copy_of_the_tree(tmp_path / "tree")
    python = environment(tmp_path / "venv")
    pip = [sys.executable, "-m", "pip", f"--python={python}", "install", "--quiet", "--no-deps", "--no-index"]
    run([*pip, "--no-build-isolation", *(["--editable"] if editable else []), str(tree)])

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    places = run([str(python), "-c", PROBE], cwd=elsewhere)
    assert (str(tree) in places) is editable
    assert "Rebuild the timeline" in run([str(python.parent / "dateline"), "--help"], cwd=elsewhere)
    assert (
        run([str(python.parent / "dateline"), "--version"], cwd=elsewhere).split()[-1] == PROJECT["project"]["version"]
    )
    if not editable:
        assert_is_whole(tree, tmp_path / "venv")


def copy_of_the_tree(to: Path) -> Path:
    """Copy what git would: a build writes into the folder it builds from."""
    listing = run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT)
    for name in filter(None, listing.split("\0")):
        if name.startswith(("dateline/", "assets/", "pipelines/", "reports/")) or "/" not in name:
            target = to / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)
    return to


def environment(folder: Path) -> Path:
    """Make a virtual environment that finds the dependencies in ours, but not our own editable install."""
    run([sys.executable, "-m", "venv", "--without-pip", str(folder)])
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin" / "python"


def assert_is_whole(tree: Path, venv: Path) -> None:
    """One name in site-packages, and every file of the tree's packages below it."""
    site = Path(sysconfig.get_path("purelib", vars={"base": str(venv), "platbase": str(venv)}))
    names = {path.name for path in site.iterdir() if path.is_dir() and not path.name.endswith(".dist-info")}
    assert names == {"dateline"}
    for folder, place in {"dateline": "", **{folder: folder for folder in OUTER.values()}}.items():
        for path in (tree / folder).rglob("*"):
            if path.is_file() and path.name != "README.md":
                assert (site / "dateline" / place / path.relative_to(tree / folder)).is_file(), path


def run(command: list[str], cwd: Path | None = None) -> str:
    clean = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME"}}
    finished = subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout
