"""Open Dagster's interface with every story ready to run: `python -m dateline.pipelines.dev`; options go to `dagster dev`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from dateline.errors import DatelineError, UsageError


def main() -> int:
    """Prepare the instance, register the stories, end abandoned runs, then become `dagster dev`."""
    from dateline.assets.partitions import stories, story_names
    from dateline.pipelines import instance as instances
    from dateline.pipelines import settings

    try:
        names = story_names(Path(settings.from_environment().stories))
        with instances.opened() as instance:
            instance.add_dynamic_partitions(str(stories.name), names)
            for line in instances.ended_runs(instance):
                print(line, file=sys.stderr)
    except UsageError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return 2
    except DatelineError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return 1
    print(f"Stories: {', '.join(names)}. Open Assets, then Materialize all, at the address below.", flush=True)
    dagster = Path(sys.executable).with_name("dagster")
    workspace = Path("workspace.yaml")
    where = ["-w", str(workspace)] if workspace.exists() else ["-m", "dateline.pipelines.definitions"]
    return os.execv(dagster, [str(dagster), "dev", *where, *sys.argv[1:]])  # noqa: S606  # becomes Dagster: Ctrl-C reaches it


if __name__ == "__main__":
    sys.exit(main())
