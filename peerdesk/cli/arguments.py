"""What may be typed after `peerdesk`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from peerdesk import __version__
from peerdesk.cli import paper_arguments, people_arguments
from peerdesk.cli.describing import command, describe_json, describe_passphrase, describe_vault
from peerdesk.cli.passphrases import STANDARD_INPUT
from peerdesk.cli.typed import path
from peerdesk.domain.importing import ImportField
from peerdesk.domain.paper import Ink, LineSpacing, PaperSize, PrintSize

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from peerdesk.cli.describing import Commands

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
    name_facilitators: bool = False
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
    paper_arguments.add_handout(commands)
    people_arguments.add_commands(commands)
    paper_arguments.add_script_commands(commands)
    privacy = command(commands, "privacy-check", "measure what protects you on this computer")
    privacy.add_argument("--json", action="store_true", help="one JSON object for programs")
    privacy.add_argument(
        "-o",
        dest="output",
        type=path,
        metavar="FILE.pdf",
        default=Path(),
        help="a page of it",
    )
    demo = command(commands, "demo", "show the main job with a sample vault, checking each step")
    demo.add_argument("folder", type=path, metavar="DIR", help="a new or empty folder")
    return parser


def _add_vault_commands(commands: Commands) -> None:
    new = command(commands, "new", "make a vault and print its recovery words, once")
    check = command(commands, "check", "open a vault and check all of it")
    roster = command(commands, "import-roster", "add the people of a file to the roster")
    repair = command(commands, "repair", "say what can still be read of a damaged vault")
    for parser in (new, check, roster, repair):
        describe_vault(parser)
        describe_passphrase(parser)
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


def _add_keys(commands: Commands) -> None:
    keys = command(commands, "keys", "who can open a vault, and with what")
    describe_vault(keys)
    keys.add_argument(
        "keys_action",
        nargs="?",
        choices=["list", "add", "change", "remove", "rename", "recalibrate", "new-key"],
        default="list",
        metavar="ACTION",
        help="list (as usual), add, change, remove, rename, recalibrate (fit to this computer), or "
        "new-key (everything encrypted anew, new recovery words, only this passphrase kept)",
    )
    describe_passphrase(keys)
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


def _add_backup_commands(commands: Commands) -> None:
    backup = command(commands, "backup", "export a vault to one encrypted file and prove it")
    describe_vault(backup)
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
    verify = command(commands, "verify", "read a backup and prove that it can be restored")
    drill = command(commands, "drill", "restore a backup for a trial, check all of it, discard it")
    restore = command(commands, "restore", "make a vault from a backup")
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
        describe_passphrase(parser)
        describe_json(parser)
    _add_restore_options(restore)
    listing = command(commands, "list", "show the backups in a folder and whether they are whole")
    listing.add_argument(
        "folder", type=path, metavar="PLACE", help="a folder with backups, or a vault's"
    )
    describe_passphrase(listing, "also open each with the passphrase in this file, and check it")
    describe_json(listing)


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
