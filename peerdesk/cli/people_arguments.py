"""What may be typed after the commands about people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from peerdesk.cli.describing import command, describe_json, describe_passphrase, describe_vault
from peerdesk.cli.typed import day, path

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from peerdesk.cli.describing import Commands

_NAME = (
    "a file with their chosen name; else it is asked for, since other programs can read a "
    "command line"
)


def add_commands(commands: Commands) -> None:
    """What is held about somebody, what was given to others, and what is due."""
    for name, purpose, describe in (
        ("held", "write everything about one person as a copy for them", _describe_held),
        ("releases", "an accounting of what was given to others", _describe_releases),
        ("retention", "say in numbers what is due by the vault's rules", _describe_retention),
    ):
        parser = command(commands, name, purpose)
        describe_vault(parser)
        describe(parser)
        describe_passphrase(parser)


def _describe_held(parser: ArgumentParser) -> None:
    parser.add_argument("--name-file", metavar="F", help=_NAME)
    parser.add_argument(
        "-o",
        dest="output",
        type=path,
        metavar="FILE",
        required=True,
        help="a .pdf to read, or a .json for programs",
    )


def _describe_releases(parser: ArgumentParser) -> None:
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
    describe_json(parser)
    parser.add_argument(
        "-o",
        dest="output",
        type=path,
        metavar="FILE",
        default=Path(),
        help="a .pdf to read, a .json or a .csv; otherwise it is shown",
    )


def _describe_retention(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--day", type=day, metavar="YYYY-MM-DD", help="as of another day than today"
    )
    parser.add_argument("--with-names", action="store_true", help="list each record with its name")
    describe_json(parser)
