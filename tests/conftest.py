"""What tests over several rooms share: the corpora, a browser, and a clean place to write to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

settings.register_profile(
    "quick", max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("soak", parent=settings.get_profile("quick"), max_examples=20_000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests' caches and Dagster instances out of the user's."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        patch.setenv("DATELINE_CACHE", str(home / "cache"))
        patch.setenv("DAGSTER_DISABLE_TELEMETRY", "yes")
        patch.delenv("DAGSTER_HOME", raising=False)
        yield


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Return the folder of the labelled corpora, which the project may not ship; skip where it is absent."""
    folder = Path(os.environ.get("DATELINE_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"the corpora are not at {folder}; DATELINE_SHARED names another place")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of any Chromium or Chrome of this machine; skip where there is none."""
    named = os.environ.get("DATELINE_CHROMIUM")
    found = named or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if not found:
        pytest.skip(f"no browser among {', '.join(BROWSERS)} on PATH; DATELINE_CHROMIUM names another")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Start one real browser for the session."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        running = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield running
        running.close()
