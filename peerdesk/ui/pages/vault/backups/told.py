"""What came of a backup, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.errors import PeerDeskError
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from peerdesk.backup.reports import BackupReport
    from peerdesk.ui.backing_up import Everywhere


def contents_in_words(report: BackupReport) -> str:
    """`3 groups, 31 people, 62 sessions`."""
    counts = report.counts
    return ", ".join(
        (
            counted(counts["groups"], "group", "groups"),
            counted(counts["members"], "person", "people"),
            counted(counts["sessions"], "session", "sessions"),
        )
    )


def made_in_words(made: Everywhere, now: datetime, *, has_second_place: bool) -> str:
    """What was made and where, then what failed; `now` is local."""
    return " ".join(_sentences(made, now, has_second_place=has_second_place))


def _sentences(made: Everywhere, now: datetime, *, has_second_place: bool) -> Iterator[str]:
    if made.placed:
        what = contents_in_words(made.placed[0].made.report)
        yield f"Backed up and verified, {now:%H:%M}: {what}."
    if isinstance(made.second, PeerDeskError):
        yield f"In the second place: {words_on(Occasion.SECOND_PLACE, made.second)}"
    elif made.second is not None:
        yield "It is in the second place as well. If that is a stick, it can be taken out now."
    elif has_second_place:
        yield "It is on this computer only: the second place is not there. Put its stick in."
    else:
        yield "It is on this computer only. Choose a second place for it below."
    if isinstance(made.own, PeerDeskError):
        yield f"In the vault's own folder: {words_on(Occasion.BACKUP, made.own)}"
    removed = sum(len(placed.tidied.removed) for placed in made.placed)
    if removed:
        yield f"Removed, as the list had said: {counted(removed, 'backup', 'backups')}."
    stayed = sum(len(placed.tidied.stayed) for placed in made.placed)
    if stayed:
        yield f"{counted(stayed, 'older backup', 'older backups')} could not be removed; no harm."
