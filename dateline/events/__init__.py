"""EXTRACT and ANCHOR: event mentions with participants, place, status and date.

Lives here: what one article says happened. Does not: comparing articles with one another.
"""
