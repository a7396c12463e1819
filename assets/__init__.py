"""What is stored: one Dagster asset per table, and the checks on it.

Lives here: wrappers. Does not: domain logic, which is the engine's.
"""
