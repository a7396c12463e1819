"""`dateline serve`: a local server that lists stories and shows their pages, rebuilt when an article changes."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from dateline.errors import DatelineError
from dateline.model import Timeline
from dateline.reports import exports, index, live, page

Build = Callable[[Path], Timeline]
_LOG = logging.getLogger(__name__)
_SHOWN = {
    "timeline.html", "timeline.json", "timeline.csv", "timeline.ics", "timeline.md",
    "timexes.jsonl", "timelinejs.json", "timeline.svg",
}  # fmt: skip
PAGE = "timeline.html"
_FRESH = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
_UNSAFE_HOST = "this server answers only to this machine's own name"


class Newsroom:
    """The stories under a root, built to `out`, and those who wait for the next change.

    A story is a folder with files in it, or the root itself where it holds articles and no folders.
    """

    def __init__(self, root: Path, out: Path, build: Build) -> None:
        self.root, self.out, self.build = root, out, build
        self.problems: dict[str, str] = {}
        self.version = 0
        self.changed = asyncio.Condition()

    def folders(self) -> list[Path]:
        folders = sorted(p for p in self.root.iterdir() if p.is_dir() and not p.name.startswith(".") and p != self.out)
        return [f for f in folders if any(f.rglob("*.*"))] or [self.root]

    async def rebuild(self, folder: Path) -> None:
        """Build one story away from the server's own thread; a failure is shown in the list."""
        name = folder.name
        try:
            timeline = await asyncio.to_thread(self.build, folder)
            await asyncio.to_thread(exports.write, timeline, self.out / name)
            self.problems.pop(name, None)
        except (DatelineError, OSError, ValueError) as error:
            self.problems[name] = str(error)
            _LOG.warning("%s could not be built: %s", name, error)
        async with self.changed:
            self.version += 1
            self.changed.notify_all()

    def state(self, story: str = "") -> str:
        """What differs from moment to moment: of a story when its page was written, of the list how often it changed."""
        if not story:
            return str(self.version)
        try:
            return str((self.out / story / PAGE).stat().st_mtime_ns)
        except OSError:
            return ""

    async def next_state(self, seen: str, story: str = "", patience: float = 15) -> str:
        """Wait, at most so many seconds, for a state other than the one that was seen."""
        async with self.changed:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.changed.wait_for(lambda: self.state(story) != seen), patience)
            return self.state(story)

    async def watch(self) -> None:
        """Build all stories, then each again whose folder changes."""
        from watchfiles import awatch  # pyright: ignore[reportUnknownVariableType]  # its callback is half typed

        for folder in self.folders():
            await self.rebuild(folder)
        async for found in awatch(self.root, debounce=400, step=100):
            touched = {Path(path) for _, path in found}
            for folder in self.folders():
                if any(path.is_relative_to(folder) and not path.is_relative_to(self.out) for path in touched):
                    await self.rebuild(folder)

    def stories(self) -> list[index.Story]:
        """What the list shows: pages that are made, stories in the making, and why some could not be made."""
        listed = {s.address.split("/")[0]: s for s in index.found(self.out)}
        for folder in self.folders():
            if folder.name not in listed and folder.name not in self.problems:
                listed[folder.name] = index.Story(
                    "", Timeline(folder.name, "", (), (), ()), problem="it is being built"
                )
        for name, problem in self.problems.items():
            listed[name] = index.Story(f"{name}/timeline.html", Timeline(name, "", (), (), ()), problem=problem)
        return list(listed.values())


def application(root: Path, out: Path, build: Build) -> Starlette:
    """The server as an ASGI application; `build` makes the timeline of a story's folder."""
    newsroom = Newsroom(root.resolve(), out.resolve(), build)
    return Starlette(
        routes=[
            Route("/", partial(_list, newsroom)),
            Route("/changes", partial(_changes, newsroom)),
            Route("/{story}/{file}", partial(_file, newsroom)),
        ],
        lifespan=partial(_lifespan, newsroom),
    )


@contextlib.asynccontextmanager
async def _lifespan(newsroom: Newsroom, _: Starlette) -> AsyncGenerator[None]:
    watching = asyncio.create_task(newsroom.watch())
    yield
    watching.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await watching


def _local(request: Request) -> bool:
    """Refuse names that a foreign page could point at this machine (DNS rebinding)."""
    return (request.url.hostname or "") in {"localhost", "127.0.0.1", "::1", "testserver"}


async def _list(newsroom: Newsroom, request: Request) -> Response:
    if not _local(request):
        return PlainTextResponse(_UNSAFE_HOST, 403)
    stories = await asyncio.to_thread(newsroom.stories)
    return HTMLResponse(index.render(stories, script=page.asset("serve.js")))


async def _file(newsroom: Newsroom, request: Request) -> Response:
    story, name = request.path_params["story"], request.path_params["file"]
    if not _local(request):
        return PlainTextResponse(_UNSAFE_HOST, 403)
    known = {folder.name for folder in await asyncio.to_thread(newsroom.folders)}
    path = newsroom.out / story / name
    if story not in known or name not in _SHOWN or not path.is_file():
        return PlainTextResponse("no such page; the story may still be in the making", 404)
    if name == PAGE:
        return HTMLResponse(live.page(await asyncio.to_thread(path.read_text, "utf-8"), story), headers=_FRESH)
    return FileResponse(path, headers=_FRESH)


async def _changes(newsroom: Newsroom, request: Request) -> Response:
    if not _local(request):
        return PlainTextResponse(_UNSAFE_HOST, 403)
    story = request.query_params.get("story", "")
    if story and story not in {folder.name for folder in await asyncio.to_thread(newsroom.folders)}:
        return PlainTextResponse("no such story", 404)
    return StreamingResponse(_stream(newsroom, request.is_disconnected, story), media_type="text/event-stream")


async def _stream(newsroom: Newsroom, gone: Callable[[], Awaitable[bool]], story: str = "") -> AsyncIterator[str]:
    """Send a line at every change, of one story or of any, and one every 15 s so that a closed page is noticed."""
    seen = newsroom.state(story)
    yield f"data: {seen}\n\n"
    while not await gone():
        seen = await newsroom.next_state(seen, story)
        yield f"data: {seen}\n\n"


def run(root: Path, out: Path, build: Build, *, port: int = 8000) -> None:
    """Serve the stories under `root` at http://127.0.0.1:PORT until interrupted; `build` makes a folder's timeline."""
    import uvicorn

    uvicorn.run(application(root, out, build), host="127.0.0.1", port=port, log_level="warning")
