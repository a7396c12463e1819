"""READ: formats, encodings, cleaning that keeps offsets, metadata, publication date, near-duplicates.

Lives here: everything between a file and an `Article`. Does not: what the words of an article mean.
"""

from __future__ import annotations

from dateline.articles.dating import date_story
from dateline.articles.folder import FolderListing, list_folder, read_folder
from dateline.articles.metadata import Row
from dateline.articles.reading import VERSION, content_hash, read_bytes, read_file

__all__ = [
    "VERSION",
    "FolderListing",
    "Row",
    "content_hash",
    "date_story",
    "list_folder",
    "read_bytes",
    "read_file",
    "read_folder",
]
