"""What people are called on screen: by their chosen name, or masked by their initials.

Every page, dialog and announcement asks here, so that one key masks all of them. Fields in which a
name is typed are not masked by this; see `widgets.masking`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerdesk.domain.names import kept_apart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerdesk.desk.directory import Directory
    from peerdesk.domain.directory import Listed
    from peerdesk.domain.members import Member

_NOBODY = "•"


@dataclass(slots=True)
class _Naming:
    directory: Directory | None = None
    masked: bool = False


_now = _Naming()
"""Of the vault that is open, as the theme is of the application. A lock replaces the process, and
with it this."""


def use(directory: Directory) -> None:
    """Name the people of this vault; one that was opened anew shows its names."""
    if _now.directory is not directory:
        _now.directory, _now.masked = directory, False


def mask(*, masked: bool) -> None:
    """Show initials in the place of names, or the names again."""
    _now.masked = masked


def is_masked() -> bool:
    """Whether names are masked now."""
    return _now.masked


def called(person: Member | Listed) -> str:
    """Somebody's name, with what tells them apart where another has the same; or their initials."""
    return called_by_id(person.id, person.chosen_name)


def called_by_id(member_id: int, name: str) -> str:
    """As `called`, where only id and chosen name are at hand."""
    directory = _directory()
    if directory is None:
        return _NOBODY if _now.masked else kept_apart(name)
    if _now.masked:
        return kept_apart(directory.mask(member_id))
    apart = directory.apart(member_id)
    return f"{kept_apart(name)} ({kept_apart(apart)})" if apart else kept_apart(name)


def other_name(person: Member | Listed) -> str:
    """The other name that is known of somebody; nothing while names are masked."""
    return "" if _now.masked else person.other_name


def all_called(people: Iterable[Member | Listed]) -> tuple[str, ...]:
    """The names of several."""
    return tuple(called(person) for person in people)


def veiled(text: str) -> str:
    """Words that may have a name in them, as a follow-up or the excerpt of a note."""
    directory = _directory()
    if not _now.masked or directory is None:
        return text
    return directory.veiled(text)


def _directory() -> Directory | None:
    """That of the vault, as long as it is open."""
    directory = _now.directory
    return directory if directory is not None and directory.is_open else None
