"""Standard error and standard output of a program with a window, which may lead nowhere.

Started by its icon it may have neither, and the terminal that it was started from may be gone.
Nothing that has to be done, a lock least of all, waits for somebody who reads them.
"""

import sys


def complain(words: str) -> None:
    """Write a line to standard error, if anybody can read it."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return  # there is nobody left to tell it to


def flush_streams() -> None:
    """Write what is still in the streams, as far as they lead anywhere."""
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        try:
            stream.flush()
        except (OSError, ValueError):
            continue
