"""Leaves drawn as a PDF by ReportLab: fonts embedded and subset, the same bytes every time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from peerdesk.documents.embedding import embedded
from peerdesk.documents.leaf import Leaf
from peerdesk.documents.pace import UNWATCHED, Pace
from peerdesk.documents.pen import Pen
from peerdesk.documents.typeface import Weight, typeface
from peerdesk.domain.paper import Ink

_PRODUCT = "PeerDesk"
_VERSION = (1, 7)
"""Of PDF, as in ISO 32000-1."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the file says about itself; never anything about a group or a person."""

    title: str
    language: str
    made_on: date


def printed(
    leaves: Sequence[Leaf], imprint: Imprint, ink: Ink = Ink.COLOUR, *, pace: Pace = UNWATCHED
) -> bytes:
    """The PDF of `leaves`. Equal arguments give equal bytes, on any day and on any thread.

    UserError STOPPED where the pace says so.
    """
    target = BytesIO()
    first_font = embedded(typeface(Weight.REGULAR.value)).fontName
    canvas = Canvas(
        target,
        pagesize=(leaves[0].width, leaves[0].height),
        pageCompression=1,
        invariant=1,
        lang=imprint.language,
        pdfVersion=_VERSION,
        # Else every page would name Helvetica, which is not embedded.
        initialFontName=first_font,  # type: ignore[arg-type]  # the stub takes it for a number
    )
    _say_what_it_is(canvas, imprint)
    pen = Pen(canvas, ink)
    for number, leaf in enumerate(pace.drawing(leaves), start=1):
        pen.draw(leaf.numbered(number, len(leaves)))
    pen.finish()
    canvas.save()
    return target.getvalue()


def _say_what_it_is(canvas: Canvas, imprint: Imprint) -> None:
    canvas.setTitle(imprint.title)
    canvas.setAuthor(_PRODUCT)
    canvas.setCreator(_PRODUCT)
    canvas.setProducer(_PRODUCT)
    canvas.setSubject("")
    # The day that is printed on the sheet; the hour would tell more than anyone needs.
    day = f"D:{imprint.made_on:%Y%m%d}000000Z"
    canvas.setDateFormatter(lambda *_clock: day)
    canvas.setViewerPreference("DisplayDocTitle", "true")
