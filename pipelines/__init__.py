"""When and where it runs: definitions, jobs, schedules, sensors, partitions, resources, storage.

Lives here: operation. Does not: assets, which stand in dateline.assets.
"""
