"""What speed, memory and growth are, measured: `make bench`, or `python -m bench NAME` for one of them.

Lives here: one script per question, each run in a process of its own so that its memory is its own. Does not: tests.
"""
