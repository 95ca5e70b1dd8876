"""How the demo checks what it made, and pictures of what it printed."""

from pathlib import Path

from PIL import Image

from peerdesk.cli.troubles import CliTrouble
from peerdesk.documents.raster import PageImage
from peerdesk.errors import VaultError

MOST_COLOURS = 1 << 24
FEWEST_COLOURS = 16
"""A blank page has one or two; any page with letters on it has more, by their smooth edges."""
_BETWEEN = 8
"""Pixels around each page of a sheet of pages."""
_BEHIND = (130, 130, 130)


def require(step: str, holds: bool, found: str) -> None:  # noqa: FBT001 - reads as a sentence
    """VaultError CHECK_FAILED unless `step` holds."""
    if not holds:
        raise VaultError(CliTrouble.CHECK_FAILED, step=step, found=found)


def drawn_colours(picture: Path) -> int:
    """How many colours a picture has."""
    with Image.open(picture) as image:
        return colours_of(image)


def colours_of(image: Image.Image) -> int:
    """How many colours an image has."""
    return len(image.convert("RGB").getcolors(MOST_COLOURS) or ())


def picture_of(page: PageImage) -> Image.Image:
    """A page of a PDF as an image."""
    size = (page.width, page.height)
    return Image.frombuffer("RGB", size, page.pixels, "raw", "BGRX", page.stride, 1)


def side_by_side(images: list[Image.Image]) -> Image.Image:
    """All pages of a document in one picture, to be looked at in one glance."""
    width = sum(image.width + _BETWEEN for image in images) + _BETWEEN
    height = max(image.height for image in images) + 2 * _BETWEEN
    sheet = Image.new("RGB", (width, height), _BEHIND)
    left = _BETWEEN
    for image in images:
        sheet.paste(image, (left, _BETWEEN))
        left += image.width + _BETWEEN
    return sheet
