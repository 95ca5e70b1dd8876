"""Set PeerDesk up and run it from its source tree: `python3 installer/dev.py --help`.

Needs the standard library only. This file is kept readable to Python 3.6, so that an old one can
say what is wrong; the rest, under `development/`, is written for the oldest that is supported.
"""

import shutil
import sys

OLDEST_PYTHON = (3, 11)


def refuse_old_python() -> None:
    """Exit with a sentence that helps where this Python is too old to run PeerDesk."""
    if sys.version_info >= OLDEST_PYTHON:
        return
    newer = [f"python3.{minor}" for minor in range(20, 10, -1) if shutil.which(f"python3.{minor}")]
    advice = f"Type: {newer[0]} installer/dev.py" if newer else "Install a newer Python first."
    found = f"{sys.version_info[0]}.{sys.version_info[1]} ({sys.executable})"
    sys.exit(f"PeerDesk needs Python 3.11 or newer; this is Python {found}.\n{advice}")


if __name__ == "__main__":
    refuse_old_python()
    from development.commands import main

    sys.exit(main(sys.argv[1:]))
