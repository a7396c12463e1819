"""What can go wrong, as a tree.

DatelineError            anything that Dateline itself reports
  UsageError             the caller asked for something impossible: a folder that is not there, an option that is not one
  NothingUsableError     the input was read and holds no article
  ArticleError           one article cannot be used; its message names file, offset and expression
"""


class DatelineError(Exception):
    """The base of every error that Dateline raises on purpose; its message is one line for a person."""


class UsageError(DatelineError):
    """The caller asked for something impossible."""


class NothingUsableError(DatelineError):
    """The input was read and holds no article that can be used."""


class ArticleError(DatelineError):
    """One article cannot be used."""
