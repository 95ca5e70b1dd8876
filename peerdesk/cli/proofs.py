"""How the demo checks what it made, and pictures of what it printed."""

from pathlib import Path

from PIL import Image

from peerdesk.cli.troubles import CliTrouble
from peerdesk.documents.raster import PageImage
from peerdesk.errors import VaultError

FEWEST_SHADES = 16
"""A blank page has one or two; any page with letters on it has more, by their smooth edges."""
_BETWEEN = 8
"""Pixels around each page of a sheet of pages."""
_BEHIND = (130, 130, 130)


def require(step: str, holds: bool, found: str) -> None:  # noqa: FBT001 - reads as a sentence
    """VaultError CHECK_FAILED unless `step` holds."""
    if not holds:
        raise VaultError(CliTrouble.CHECK_FAILED, step=step, found=found)


def drawn_shades(picture: Path) -> int:
    """How many shades a picture has."""
    with Image.open(picture) as image:
        return shades_of(image)


def shades_of(image: Image.Image) -> int:
    """How many shades of grey an image has once its colours are gone."""
    return sum(count > 0 for count in image.convert("L").histogram())


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
