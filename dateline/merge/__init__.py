"""MERGE: which mentions tell of the same event, and where their sources disagree.

Lives here: blocking, comparing, clustering, fusing, conflicts. Does not: reading text.
"""

from dateline.merge.story import merge

__all__ = ["merge"]
