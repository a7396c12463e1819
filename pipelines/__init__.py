"""When and where it runs: definitions, jobs, schedules, sensors, storage, and the instance they run in.

What is stored, and how it comes about, is said in `dateline.assets`; nothing here knows what an event is.
"""
