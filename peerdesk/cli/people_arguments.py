"""What may be typed after the commands about people: `held` and `retention`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.cli.typed import day

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path


def add_held(held: argparse.ArgumentParser, path: Callable[[str], Path]) -> None:
    """A person's own copy of everything."""
    held.add_argument("vault", type=path, metavar="VAULT", help="the vault's folder")
    held.add_argument(
        "--name-file",
        metavar="F",
        help="a file with their chosen name; else it is asked for, since other "
        "programs can read a command line",
    )
    held.add_argument(
        "-o",
        dest="output",
        type=path,
        metavar="FILE",
        required=True,
        help="a .pdf to read, or a .json for programs",
    )


def add_retention(due: argparse.ArgumentParser, path: Callable[[str], Path]) -> None:
    """What is due by the rules."""
    due.add_argument("vault", type=path, metavar="VAULT", help="the vault's folder")
    due.add_argument("--day", type=day, metavar="YYYY-MM-DD", help="as of another day than today")
    due.add_argument("--with-names", action="store_true", help="list each record with its name")
    due.add_argument("--json", action="store_true", help="one JSON object for programs")
