"""MERGE: which mentions tell of the same event, and where their sources disagree.

Lives here: blocking, comparing, clustering, fusing, conflicts. Does not: reading text.
"""

from dateline.merge.marked import cluster_gold
from dateline.merge.story import merge

__all__ = ["cluster_gold", "merge"]
