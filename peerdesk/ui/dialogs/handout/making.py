"""Making the pages and letting them out: what runs on the threads of jobs.

Nothing here is imported by more than name before it runs: ReportLab and all that it loads would
hold the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerdesk.desk.paper_file import require_place_for_paper, save_paper
from peerdesk.vault.mounts import can_be_taken_out
from peerdesk.vault.surroundings import Surroundings, look_around
from peerdesk.vault.troubles import told_of_system

if TYPE_CHECKING:
    from pathlib import Path

    from peerdesk.handouts.handout import Handout, Prepared
    from peerdesk.ui.jobs import Task
    from peerdesk.vault.open_vault import OpenVault


@dataclass(frozen=True, slots=True)
class Made:
    """A finished handout and the characters of it that no typeface has."""

    prepared: Prepared
    pdf: bytes
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file is to go, and what is known of that place."""

    target: Path
    surroundings: Surroundings
    can_be_taken_out: bool


def load_handouts(_task: Task) -> tuple[Handout, ...]:
    """Every handout there is; the first time it loads all that draws them."""
    from peerdesk.documents import raster, typeface  # noqa: F401, PLC0415 - loaded, see above
    from peerdesk.handouts.listed import HANDOUTS  # noqa: PLC0415 - see above

    return HANDOUTS


def make(prepared: Prepared, task: Task) -> Made | None:
    """Lay out and draw the pages; None where they are not wanted any more."""
    from peerdesk.documents.typeface import unprintable  # noqa: PLC0415 - see above

    if task.cancelled():
        return None
    return Made(prepared, prepared.render(), unprintable("\n".join(prepared.texts)))


def look_at_place(target: Path, _task: Task) -> Place:
    """What is to be known of the place; refuses one as `require_place_for_paper`."""
    try:
        require_place_for_paper(target)
        return Place(target, look_around(target.parent), can_be_taken_out(target.parent))
    except OSError as failure:
        raise told_of_system(failure) from failure


def write(place: Place, pdf: bytes, vault: OpenVault, secret: str | None, _task: Task) -> Place:
    """Save, after the passphrase where one was asked for.

    WrongPassphraseError; UserError and VaultError for what the place refuses.
    """
    if secret is not None:
        vault.ways.require(secret)
    try:
        save_paper(place.target, pdf)
    except OSError as failure:
        raise told_of_system(failure) from failure
    return place


def allow(vault: OpenVault, secret: str, _task: Task) -> None:
    """WrongPassphraseError unless the passphrase is right."""
    vault.ways.require(secret)
