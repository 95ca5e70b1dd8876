"""What may be typed after `peerdesk`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from peerdesk import __version__
from peerdesk.cli import people_arguments
from peerdesk.cli.passphrases import STANDARD_INPUT
from peerdesk.cli.typed import day, one_of, path
from peerdesk.domain.importing import ImportField
from peerdesk.domain.paper import Ink, LineSpacing, PaperSize, PrintSize

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - has no other

_DESCRIPTION = "Rosters, ground rules and notes for peer-support groups, in one encrypted vault."
_EPILOG = (
    "Without a command the window opens, and with nothing but the name of a backup it shows what "
    "is in that. Exit codes: 0 done, 1 you can mend it, 2 wrong usage, "
    "3 the vault or file is damaged or not usable, 4 wrong passphrase, 130 stopped by Ctrl+C, "
    "143 by SIGTERM, 129 by a terminal that was closed."
)


SELF_TEST = "self-test"
"""What `command` says for `--self-test`."""


LIST = "list"
"""Stands where a handout's name would: tell which there are."""


class Arguments(argparse.Namespace):
    """The parsed command line. What a command does not have keeps its default."""

    command: str = ""
    self_test: bool = False
    window_vault: Path | None = None
    vault: Path | None = None
    backup: Path = Path()
    target: Path | None = None
    file: Path = Path()
    folder: Path = Path()
    passphrase_file: str | None = None
    name_file: str | None = None
    in_place: bool = False
    vault_passphrase_file: str | None = None
    even_if_damaged: bool = False
    own_passphrase_file: str | None = None
    with_opener: bool = False
    replace: bool = False
    new_passphrase_file: str | None = None
    keys_action: str = "list"
    label: str = ""
    handout: str = ""
    script: str | None = None
    group: str | None = None
    language: str | None = None
    day: date | None = None
    size: PaperSize = PaperSize.A4
    print_size: PrintSize = PrintSize.STANDARD
    spacing: LineSpacing = LineSpacing.CLOSE
    ink: Ink = Ink.COLOUR
    sample: bool = False
    discreet: bool = False
    on_one_list: bool = False
    output: Path = Path()
    json: bool = False
    take: Sequence[ImportField] = ()
    action: str = ""
    """What to do with a script."""
    with_names: bool = False
    of_person: bool = False
    all_years: bool = False
    with_untold: bool = False

    @property
    def vault_folder(self) -> Path:
        """The vault of a command that can't do without one."""
        if self.vault is None:
            raise AssertionError
        return self.vault


def parse(typed: Sequence[str]) -> Arguments:
    """The arguments in `typed`. SystemExit with 2 for wrong usage, with 0 after help."""
    parser = _parser()
    arguments = parser.parse_args(typed, namespace=Arguments())
    if arguments.command and (arguments.self_test or arguments.window_vault is not None):
        parser.error("a command can't follow --vault or --self-test")
    if (arguments.vault_passphrase_file or arguments.even_if_damaged) and not arguments.in_place:
        parser.error("--vault-passphrase-file and --even-if-damaged go with --in-place")
    if arguments.command == "handout" and arguments.handout != LIST:
        if arguments.vault is None and not arguments.sample:
            parser.error("a handout needs --vault or --sample")
        if arguments.output == Path():
            parser.error("a handout needs -o FILE.pdf")
    if arguments.own_passphrase_file is not None and arguments.target is None:
        parser.error(
            "a backup with a passphrase of its own needs a FILE: the vault's own backups "
            "open with the vault's passphrases"
        )
    others = (arguments.own_passphrase_file, arguments.new_passphrase_file)
    if arguments.passphrase_file == STANDARD_INPUT and STANDARD_INPUT in others:
        parser.error("standard input can give one of the two passphrases only")
    if arguments.command == "keys":
        _require_whole(parser, arguments)
    if arguments.self_test:
        arguments.command = SELF_TEST
    return arguments


def _require_whole(parser: argparse.ArgumentParser, arguments: Arguments) -> None:
    """SystemExit with 2 where an action with keys lacks what it is about."""
    if arguments.keys_action in {"add", "remove", "rename"} and not arguments.label.strip():
        parser.error(f"keys {arguments.keys_action} needs --label")
    if arguments.keys_action == "new-key" and arguments.backup == Path():
        parser.error("keys new-key needs --backup")


def _parser() -> argparse.ArgumentParser:
    # No abbreviations: a script that relies on one breaks when an option is added.
    parser = argparse.ArgumentParser(
        prog="peerdesk", description=_DESCRIPTION, epilog=_EPILOG, allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"PeerDesk {__version__}")
    alone = parser.add_mutually_exclusive_group()
    alone.add_argument(
        "--vault",
        dest="window_vault",
        type=path,
        metavar="DIR",
        help="open the window with this vault",
    )
    alone.add_argument(
        "--self-test",
        action="store_true",
        help="check that this installation is complete and works",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_vault_commands(commands)
    _add_keys(commands)
    _add_backup_commands(commands)
    _add_handout(commands)
    held = _command(commands, "held", "write everything about one person as a copy for them")
    people_arguments.describe_held(held)
    releases = _command(commands, "releases", "an accounting of what was given to others")
    people_arguments.describe_releases(releases)
    due = _command(commands, "retention", "say in numbers what is due by the vault's rules")
    people_arguments.describe_retention(due)
    for about_people in (held, releases, due):
        _add_passphrase(about_people)
    _add_script_commands(commands)
    privacy = _command(commands, "privacy-check", "measure what protects you on this computer")
    privacy.add_argument("--json", action="store_true", help="one JSON object for programs")
    privacy.add_argument(
        "-o",
        dest="output",
        type=path,
        metavar="FILE.pdf",
        default=Path(),
        help="a page of it",
    )
    demo = _command(commands, "demo", "show the main job with a sample vault, checking each step")
    demo.add_argument("folder", type=path, metavar="DIR", help="a new or empty folder")
    return parser


def _add_vault_commands(commands: _Commands) -> None:
    new = _command(commands, "new", "make a vault and print its recovery words, once")
    check = _command(commands, "check", "open a vault and check all of it")
    roster = _command(commands, "import-roster", "add the people of a file to the roster")
    repair = _command(commands, "repair", "say what can still be read of a damaged vault")
    for parser in (new, check, roster, repair):
        parser.add_argument("vault", type=path, metavar="VAULT", help="the vault's folder")
        _add_passphrase(parser)
    repair.add_argument(
        "--replace",
        action="store_true",
        help="put that in the vault's place; the damaged files are kept in set-aside",
    )
    roster.add_argument(
        "file", type=path, metavar="FILE", help="a table (CSV), a list of names, or vCards"
    )
    roster.add_argument(
        "--take",
        action="append",
        default=[],
        type=ImportField,
        choices=[field for field in ImportField if field is not ImportField.CHOSEN_NAME],
        help="take this as well, where the file has it; without it, the names alone",
    )
    roster.add_argument("--group", metavar="NAME", help="put everybody who is added into a group")


def _add_keys(commands: _Commands) -> None:
    keys = _command(commands, "keys", "who can open a vault, and with what")
    keys.add_argument("vault", type=path, metavar="VAULT", help="the vault's folder")
    keys.add_argument(
        "keys_action",
        nargs="?",
        choices=["list", "add", "change", "remove", "rename", "recalibrate", "new-key"],
        default="list",
        metavar="ACTION",
        help="list (as usual), add, change, remove, rename, recalibrate (fit to this computer), or "
        "new-key (everything encrypted anew, new recovery words, only this passphrase kept)",
    )
    _add_passphrase(keys)
    keys.add_argument(
        "--new-passphrase-file", metavar="F", help="the new one for add and change, likewise"
    )
    keys.add_argument(
        "--label", metavar="NAME", default="", help="whose the passphrase is: add, remove, rename"
    )
    keys.add_argument(
        "--backup",
        type=path,
        metavar="FILE",
        default=Path(),
        help="made before new-key begins",
    )


def _add_backup_commands(commands: _Commands) -> None:
    backup = _command(commands, "backup", "export a vault to one encrypted file and prove it")
    backup.add_argument("vault", type=path, metavar="VAULT", help="the vault's folder")
    backup.add_argument(
        "--own-passphrase-file",
        metavar="F",
        help="a passphrase for this backup alone, from this file (- as above); nothing else opens "
        "the backup then, and this passphrase does not open the vault",
    )
    backup.add_argument(
        "--with-opener",
        action="store_true",
        help="put a small program beside it that opens the backup without PeerDesk",
    )
    verify = _command(commands, "verify", "read a backup and prove that it can be restored")
    drill = _command(commands, "drill", "restore a backup for a trial, check all of it, discard it")
    restore = _command(commands, "restore", "make a vault from a backup")
    backup.add_argument(
        "target",
        type=path,
        metavar="FILE",
        nargs="?",
        help="the backup file; without it the vault's own backups, which are kept in rotation",
    )
    for parser in (verify, drill, restore):
        parser.add_argument("backup", type=path, metavar="FILE", help="the backup file")
    for parser in (backup, verify, drill, restore):
        _add_passphrase(parser)
        _add_json(parser)
    _add_restore_options(restore)
    listing = _command(commands, "list", "show the backups in a folder and whether they are whole")
    listing.add_argument(
        "folder", type=path, metavar="PLACE", help="a folder with backups, or a vault's"
    )
    _add_passphrase(listing, "also open each with the passphrase in this file, and check it")
    _add_json(listing)


def _add_restore_options(restore: argparse.ArgumentParser) -> None:
    restore.add_argument(
        "vault",
        type=path,
        metavar="VAULT",
        help="a new or empty folder; with --in-place the folder of the vault to replace",
    )
    restore.add_argument(
        "--in-place",
        action="store_true",
        help="replace the vault that is there, which is backed up first and kept in set-aside",
    )
    restore.add_argument(
        "--vault-passphrase-file",
        metavar="F",
        help="with --in-place: the passphrase of the vault that is there, if it is another one",
    )
    restore.add_argument(
        "--even-if-damaged",
        action="store_true",
        help="with --in-place: also where the vault that is there is damaged and does not open",
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object for programs")


def _add_handout(commands: _Commands) -> None:
    handout = _command(commands, "handout", "write a handout as PDF")
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
    _add_passphrase(handout)


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
        "--on-one-list",
        action="store_true",
        help="sign in on one list, where each reads the names of the others",
    )


def _add_script_commands(commands: _Commands) -> None:
    script = _command(commands, "script", "hand on a script as a file, take one in, check one")
    actions = script.add_subparsers(dest="action", metavar="ACTION", required=True)
    export = _command(actions, "export", "write a script of a vault to a file that anyone can read")
    take = _command(actions, "import", "add the script of a file to a vault")
    check = _command(actions, "check", "read a script file and say what is in it, or what is wrong")
    for parser in (export, take):
        parser.add_argument("vault", type=path, metavar="VAULT", help="the vault's folder")
        _add_passphrase(parser)
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


def _command(commands: _Commands, name: str, purpose: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=purpose, description=purpose, allow_abbrev=False)


_FROM_A_FILE = "read the passphrase from this file, - for standard input; otherwise it is asked for"


def _add_passphrase(parser: argparse.ArgumentParser, purpose: str = _FROM_A_FILE) -> None:
    parser.add_argument("--passphrase-file", metavar="F", help=purpose)
