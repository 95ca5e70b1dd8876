"""What is typed on the command line as values; what does not fit is said in words."""

from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

Kind = TypeVar("Kind", bound=StrEnum)


def day(text: str) -> date:
    """A day as 2026-12-01."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no day; write it as 2026-12-01") from None


def one_of(kinds: type[Kind]) -> Callable[[str], Kind]:
    """One of `kinds`, by its name."""

    def chosen(text: str) -> Kind:
        try:
            return kinds(text)
        except ValueError:
            raise ArgumentTypeError(f"“{text}” is none of {', '.join(kinds)}") from None

    return chosen


def path(typed: str) -> Path:
    """The path in full, since what it leads to may change places while the command works."""
    if not typed or "\0" in typed:
        message = "a name is needed"
        raise ArgumentTypeError(message)
    if any("\ud800" <= character <= "\udfff" for character in typed):
        # So Python hands over bytes that are no text; a vault is named after its folder.
        message = "the name is not UTF-8 text"
        raise ArgumentTypeError(message)
    return Path(typed).absolute()
