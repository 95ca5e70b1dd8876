"""Making the pages: what runs on the threads of jobs.

Nothing here is imported by more than name before it runs: ReportLab and all that it loads would
hold the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerdesk.ui.leaving import pace_of

if TYPE_CHECKING:
    from peerdesk.handouts.handout import Handout, Prepared
    from peerdesk.ui.jobs import Task


@dataclass(frozen=True, slots=True)
class Made:
    """A finished handout and the characters of it that no typeface has."""

    prepared: Prepared
    pdf: bytes
    missing: tuple[str, ...]


def load_handouts(_task: Task) -> tuple[Handout, ...]:
    """Every handout there is; the first time it loads all that draws them."""
    from peerdesk.documents import raster, typeface  # noqa: F401, PLC0415 - loaded, see above
    from peerdesk.handouts.listed import HANDOUTS  # noqa: PLC0415 - see above

    return HANDOUTS


def make(prepared: Prepared, task: Task) -> Made:
    """Lay out and draw the pages. UserError STOPPED where they are not wanted any more."""
    from peerdesk.documents.typeface import unprintable  # noqa: PLC0415 - see above

    return Made(prepared, prepared.render(pace_of(task)), unprintable("\n".join(prepared.texts)))
