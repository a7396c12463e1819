"""`python -m dateline` is the command line, for where the script isn't on the path."""

from dateline.cli import main

if __name__ == "__main__":
    main()
