"""Start PeerDesk: the window for a plain start, the headless commands for everything else."""

import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # Until a command is there to tidy up, Ctrl+C just ends the process: there is nothing to tidy,
    # and a traceback out of an import would say nothing to anyone.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import sys
from pathlib import Path

BACKUP_SUFFIX = ".peerdesk-backup"
"""As in `peerdesk.backup.naming`, which the prompt must not wait for."""


def main() -> int:
    """Run with the arguments of the command line and give the exit code."""
    arguments = sys.argv[1:]
    if not _asks_for_the_window(arguments):
        from peerdesk.cli import run  # noqa: PLC0415 - the unlock prompt must not wait for it

        return run(arguments)
    from peerdesk.app import run_window  # noqa: PLC0415 - the commands need no window

    return run_window(_vault_of(arguments), _backup_of(arguments))


def _asks_for_the_window(arguments: list[str]) -> bool:
    """Whether it is nothing but `--vault DIR`, a backup's name, or nothing at all.

    Told by hand, because loading argparse would show the unlock prompt later.
    """
    if _backup_of(arguments) is not None:
        return True
    if len(arguments) == 1:
        return len(arguments[0]) > len("--vault=") and arguments[0].startswith("--vault=")
    is_option = len(arguments) == 2 and arguments[0] == "--vault"
    is_named = is_option and arguments[1] != "" and not arguments[1].startswith("-")
    return not arguments or is_named


def _vault_of(arguments: list[str]) -> Path | None:
    """The vault in full, since it is remembered for starts from other folders."""
    if not arguments or _backup_of(arguments) is not None:
        return None
    return Path(arguments[-1].removeprefix("--vault=")).absolute()


def _backup_of(arguments: list[str]) -> Path | None:
    """The backup that was clicked twice: nothing but its name, which no option begins like."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        return None
    return Path(arguments[0]).absolute() if arguments[0].endswith(BACKUP_SUFFIX) else None


if __name__ == "__main__":
    sys.exit(main())
