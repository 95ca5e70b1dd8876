"""What may be typed after the commands about handouts and scripts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from peerdesk.cli.describing import command, describe_passphrase, describe_vault
from peerdesk.cli.typed import day, one_of, path
from peerdesk.domain.paper import Ink, LineSpacing, PaperSize, PrintSize

if TYPE_CHECKING:
    import argparse

    from peerdesk.cli.describing import Commands


def add_handout(commands: Commands) -> None:
    """A handout as PDF."""
    handout = command(commands, "handout", "write a handout as PDF")
    handout.add_argument("handout", metavar="KIND", help="one of those that `handout list` tells")
    source = handout.add_mutually_exclusive_group()
    source.add_argument("--vault", type=path, metavar="VAULT", help="words and group of a vault")
    source.add_argument("--sample", action="store_true", help="words of the sample programme")
    handout.add_argument("--group", metavar="NAME", help="for which group; else the first by name")
    handout.add_argument(
        "--date",
        dest="day",
        type=day,
        metavar="DAY",
        help="of which session, as 2026-12-01; else the next",
    )
    handout.add_argument(
        "--script", metavar="NAME", help="its title, or the id of a built-in one, as es/general"
    )
    handout.add_argument(
        "--language", metavar="TAG", help="the words of the library in this language, as es"
    )
    _add_look(handout)
    handout.add_argument(
        "-o",
        dest="output",
        type=path,
        metavar="FILE.pdf",
        default=Path(),
        help="where it goes",
    )
    describe_passphrase(handout)


def _add_look(handout: argparse.ArgumentParser) -> None:
    """How it is set."""
    handout.add_argument(
        "--size",
        type=one_of(PaperSize),
        choices=list(PaperSize),
        default=PaperSize.A4,
        help="of the paper; a handout that is not made in it takes the nearest",
    )
    handout.add_argument(
        "--print-size",
        type=one_of(PrintSize),
        choices=list(PrintSize),
        default=PrintSize.STANDARD,
        help="standard has 14 point letters, large 18, giant 24",
    )
    handout.add_argument(
        "--spacing",
        type=one_of(LineSpacing),
        choices=list(LineSpacing),
        default=LineSpacing.CLOSE,
        help="from line to line: close is 1.2 times the letters' size, open 1.5",
    )
    handout.add_argument("--ink", type=one_of(Ink), choices=list(Ink), default=Ink.COLOUR)
    handout.add_argument(
        "--discreet", action="store_true", help="a neutral title and no name of a group"
    )
    handout.add_argument(
        "--name-facilitators",
        action="store_true",
        help="those who hold the group by name, where the words have a blank for them",
    )
    handout.add_argument(
        "--on-one-list",
        action="store_true",
        help="sign in on one list, where each reads the names of the others",
    )


def add_script_commands(commands: Commands) -> None:
    """Scripts as files."""
    script = command(commands, "script", "hand on a script as a file, take one in, check one")
    actions = script.add_subparsers(dest="action", metavar="ACTION", required=True)
    export = command(actions, "export", "write a script of a vault to a file that anyone can read")
    take = command(actions, "import", "add the script of a file to a vault")
    check = command(actions, "check", "read a script file and say what is in it, or what is wrong")
    for parser in (export, take):
        describe_vault(parser)
        describe_passphrase(parser)
    export.add_argument("script", metavar="NAME", help="its title, or the id of a built-in one")
    export.add_argument(
        "-o",
        dest="output",
        type=path,
        metavar="FILE.toml",
        required=True,
        help="where it goes",
    )
    export.add_argument(
        "--with-names", action="store_true", help="even where names of the vault are in it"
    )
    for parser in (take, check):
        parser.add_argument("file", type=path, metavar="FILE.toml", help="the script file")
