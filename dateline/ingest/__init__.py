"""FETCH: articles that come in by themselves, from feeds, lists of addresses, folders and object stores.

Lives here: a story's sources, polite fetching, and keeping what was fetched as it came. Does not: reading an article.
"""
