"""A story of three short articles of our own, and its assets materialised once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import pytest

from dateline.assets.places import Places
from dateline.pipelines.definitions import ASSETS
from dateline.pipelines.storage import ParquetTablesFactory

ARTICLES = {
    "first.txt": (
        "Bridge talks open in Lund\n\nLund, March 4, 2024\n\nMinister Eva Holm met engineers in Lund on Monday to discuss the "
        "damaged bridge. The talks lasted nearly three hours. Holm said the bridge would reopen in May."
    ),
    "second.txt": (
        "Reopening of bridge postponed\n\nMarch 18, 2024\n\nThe reopening of the bridge in Lund, planned for May, was postponed "
        "on Friday. Minister Eva Holm met engineers in Lund on 4 March. The talks lasted four hours."
    ),
    "third.txt": (
        "Inspectors visit bridge\n\nMarch 20, 2024\n\nInspectors visited the bridge yesterday. They will return next week, "
        "according to Minister Eva Holm."
    ),
}
STORY = "lund-bridge"


@dataclass(frozen=True)
class Workshop:
    """A stories root, a storage and an output folder of their own, and an instance to run in."""

    root: Path
    instance: dg.DagsterInstance

    @property
    def places(self) -> Places:
        return Places(
            stories=str(self.root / "stories"), storage=str(self.root / "storage"), out=str(self.root / "out")
        )

    @property
    def story(self) -> Path:
        return self.root / "stories" / STORY

    @property
    def out(self) -> Path:
        return self.root / "out" / STORY

    def materialize(self, *, story: str = STORY, raise_on_error: bool = True) -> dg.ExecuteInProcessResult:
        self.instance.add_dynamic_partitions("stories", [story])
        resources = {"places": self.places, "io_manager": ParquetTablesFactory(storage=str(self.root / "storage"))}
        return dg.materialize(
            ASSETS,
            partition_key=story,
            instance=self.instance,
            resources=resources,
            raise_on_error=raise_on_error,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )


def make_workshop(root: Path) -> Workshop:
    story = root / "stories" / STORY
    story.mkdir(parents=True)
    for name, text in ARTICLES.items():
        (story / name).write_text(text, encoding="utf-8")
    return Workshop(root, dg.DagsterInstance.ephemeral())


@pytest.fixture
def workshop(tmp_path):
    return make_workshop(tmp_path)


@pytest.fixture(scope="session")
def finished(tmp_path_factory):
    """A workshop whose story was materialised once; tests read it and change nothing."""
    made = make_workshop(tmp_path_factory.mktemp("finished"))
    made.materialize()
    return made
