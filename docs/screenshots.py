"""Takes the pictures of the page that the documents show: `make screenshots`.

    python -m docs.screenshots [STORY_FOLDER --prefix NAME] [--out DIR]

Of the sample story: 1400 px light and dark, a phone of 390 px, the first printed page, and the true scale; of the longer
labelled story under $DATELINE_SHARED, where that is at hand, the first and the third.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


class Shot(NamedTuple):
    """One picture: its name, the window, the colours, and how the page is laid out."""

    name: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    medium: Literal["screen", "print"] = "screen"
    tab: str = "rows"
    touch: bool = False


SHOTS: tuple[Shot, ...] = (
    Shot("light", 1400, 1000),
    Shot("dark", 1400, 1000, "dark"),
    Shot("phone", 390, 844, touch=True),
    Shot("print", 794, 1123, medium="print"),
    Shot("scale", 1400, 1000, tab="scale"),
)


LONGER = Path(os.environ.get("DATELINE_SHARED", ROOT.parent / "shared")) / "data" / "stories" / "takeover" / "articles"


def main() -> None:
    """Build the stories and take their pictures; prints where each one is."""
    options = _options()
    stories = [(options.story, options.prefix, SHOTS)]
    if options.prefix == "page" and LONGER.is_dir():
        stories.append((LONGER, "takeover", tuple(shot for shot in SHOTS if shot.name in ("light", "phone"))))
    elif options.prefix == "page":
        print(f"no pictures of the longer story: {LONGER} does not exist")
    options.out.mkdir(parents=True, exist_ok=True)
    for story, prefix, shots in stories:
        _picture(story, shots, options.out / prefix)


def _picture(story: Path, shots: tuple[Shot, ...], target: Path) -> None:
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = _build(story, Path(folder))
        browser = playwright.chromium.launch(executable_path=_browser(), args=["--no-sandbox"])
        for shot in shots:
            print(_take(browser, page, shot, target.with_name(f"{target.name}-{shot.name}.png")))
        browser.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("story", type=Path, nargs="?", default=ROOT / "seeds" / "blinken-in-beijing")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--prefix", default="page")
    return parser.parse_args()


def _build(story: Path, out: Path) -> Path:
    from dateline.reports import exports
    from dateline.story import build

    exports.write(build(story), out)
    return out / "timeline.html"


def _browser() -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    return found or sys.exit(f"no browser among {', '.join(BROWSERS)} on PATH")


def _take(browser: Browser, page: Path, shot: Shot, target: Path) -> Path:
    view = browser.new_page(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.scheme,
        reduced_motion="reduce",
        is_mobile=shot.touch,
        has_touch=shot.touch,
    )
    view.goto(page.as_uri())
    _wait(view)
    if shot.tab != "rows":
        view.click(f"#tab-{shot.tab}")
    view.emulate_media(media=shot.medium, color_scheme=shot.scheme)
    view.wait_for_timeout(600)
    view.screenshot(path=target)
    view.close()
    return target


def _wait(view: Page) -> None:
    for _ in range(600):
        if view.evaluate("document.documentElement.dataset.ready") in {"figure", "rows-only"}:
            return
        view.wait_for_timeout(50)


if __name__ == "__main__":
    main()
