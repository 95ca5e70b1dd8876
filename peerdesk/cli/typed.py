"""What is typed on the command line as values; what does not fit is said in words."""

from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import date
from enum import StrEnum
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
