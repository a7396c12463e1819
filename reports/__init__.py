"""What people see: the page and the exports.

Lives here: rendering of a Timeline. Does not: deciding what is in it.
"""
