"""What may be typed after the commands about people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from peerdesk.cli.typed import day, path

if TYPE_CHECKING:
    from argparse import ArgumentParser

_NAME = (
    "a file with their chosen name; else it is asked for, since other programs can read a "
    "command line"
)


def describe_held(parser: ArgumentParser) -> None:
    """A copy for one person."""
    _add_vault(parser)
    parser.add_argument("--name-file", metavar="F", help=_NAME)
    parser.add_argument(
        "-o",
        dest="output",
        type=path,
        metavar="FILE",
        required=True,
        help="a .pdf to read, or a .json for programs",
    )


def describe_releases(parser: ArgumentParser) -> None:
    """An accounting of one person, or of all."""
    _add_vault(parser)
    parser.add_argument(
        "--of-person",
        action="store_true",
        help="of one person, without names of others; otherwise of everybody and of groups",
    )
    parser.add_argument("--name-file", metavar="F", help=f"with --of-person: {_NAME}")
    parser.add_argument(
        "--all-years", action="store_true", help="all of it; otherwise the last three years"
    )
    parser.add_argument(
        "--with-untold",
        action="store_true",
        help="with --of-person: also what they were not told of; leave it out where telling them "
        "could put somebody in danger",
    )
    parser.add_argument("--language", metavar="TAG", help="of a .pdf, as es; otherwise English")
    parser.add_argument("--json", action="store_true", help="one JSON object for programs")
    parser.add_argument(
        "-o",
        dest="output",
        type=path,
        metavar="FILE",
        default=Path(),
        help="a .pdf to read, a .json or a .csv; otherwise it is shown",
    )


def describe_retention(parser: ArgumentParser) -> None:
    """What is due by the rules, in numbers."""
    _add_vault(parser)
    parser.add_argument(
        "--day", type=day, metavar="YYYY-MM-DD", help="as of another day than today"
    )
    parser.add_argument("--with-names", action="store_true", help="list each record with its name")
    parser.add_argument("--json", action="store_true", help="one JSON object for programs")


def _add_vault(parser: ArgumentParser) -> None:
    parser.add_argument("vault", type=path, metavar="VAULT", help="the vault's folder")
