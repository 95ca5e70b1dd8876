"""Start PeerDesk: the window for a plain start, the headless commands for everything else."""

import sys
from pathlib import Path


def main() -> int:
    """Run with the arguments of the command line and give the exit code."""
    arguments = sys.argv[1:]
    if not _asks_for_the_window(arguments):
        from peerdesk.cli import run  # noqa: PLC0415 - the unlock prompt must not wait for it

        return run(arguments)
    from peerdesk.app import run_window  # noqa: PLC0415 - the commands need no window

    return run_window(_vault_of(arguments))


def _asks_for_the_window(arguments: list[str]) -> bool:
    """Whether it is nothing but `--vault DIR`, or nothing at all.

    Told by hand, because loading argparse would show the unlock prompt later.
    """
    if len(arguments) == 1:
        return len(arguments[0]) > len("--vault=") and arguments[0].startswith("--vault=")
    is_option = len(arguments) == 2 and arguments[0] == "--vault"
    return not arguments or (is_option and not arguments[1].startswith("-"))


def _vault_of(arguments: list[str]) -> Path | None:
    return Path(arguments[-1].removeprefix("--vault=")) if arguments else None


if __name__ == "__main__":
    sys.exit(main())
