"""What is stored: one Dagster asset per table of a story, and the checks on it.

Assets are wrappers: what happens in them is decided in the engine. When and where they run is decided in `dateline.pipelines`.
"""
