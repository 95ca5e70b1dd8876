"""How each command describes what may be typed after it: what several of them have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.cli.typed import path

if TYPE_CHECKING:
    import argparse

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - has no other

_FROM_A_FILE = "read the passphrase from this file, - for standard input; otherwise it is asked for"


def command(commands: Commands, name: str, purpose: str) -> argparse.ArgumentParser:
    """One more command, without abbreviations: those would break when an option is added."""
    return commands.add_parser(name, help=purpose, description=purpose, allow_abbrev=False)


def describe_vault(parser: argparse.ArgumentParser) -> None:
    """The vault that a command is about."""
    parser.add_argument("vault", type=path, metavar="VAULT", help="the vault's folder")


def describe_passphrase(parser: argparse.ArgumentParser, purpose: str = _FROM_A_FILE) -> None:
    """Where the passphrase comes from."""
    parser.add_argument("--passphrase-file", metavar="F", help=purpose)


def describe_json(parser: argparse.ArgumentParser) -> None:
    """The answer for programs."""
    parser.add_argument("--json", action="store_true", help="one JSON object for programs")
