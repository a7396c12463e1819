"""Clusters the event mentions that a corpus has marked (ECB+), by weights learned from it.

Lives here: reading the marks, grouping documents, comparing the marked mentions. Does not: finding mentions in text.
"""

from dateline.merge.marked.clusters import cluster_gold

__all__ = ["cluster_gold"]
