"""READ: formats, encodings, cleaning that keeps offsets, metadata, publication date, near-duplicates.

Lives here: everything between a file and an `Article`. Does not: what the words of an article mean.
"""
