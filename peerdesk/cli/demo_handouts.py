"""The demo's handouts: each one on every paper, in every print size and language, and looked at."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import product
from pathlib import Path

from peerdesk.cli.arguments import Arguments
from peerdesk.cli.papers import choice_of, save
from peerdesk.cli.proofs import FEWEST_SHADES, picture_of, require, shades_of, side_by_side
from peerdesk.cli.terminal import show
from peerdesk.desk.desk import Desk
from peerdesk.documents.raster import pages
from peerdesk.documents.wording import languages_on_paper
from peerdesk.domain.handouts import HandoutChoice
from peerdesk.handouts.handout import Handout
from peerdesk.handouts.listed import HANDOUTS
from peerdesk.selftest import TYPEFACE, fonts_of

_DOTS_PER_INCH = 50
_POINTS_PER_INCH = 72
_FASTEST = 1
"""Of PNG's levels: the pictures are looked at once."""


def write_every_handout(desk: Desk, folder: Path) -> None:
    """A PDF and a picture of its pages for each. VaultError CHECK_FAILED."""
    folder.mkdir()
    for handout in HANDOUTS:
        choices = list(_choices(desk, handout))
        counts = [_write(desk, handout, choice, folder) for choice in choices]
        show(f"handout: {handout.kind} ({len(choices)} files, {sum(counts)} pages, each checked)")


def _choices(desk: Desk, handout: Handout) -> Iterator[HandoutChoice]:
    usual = choice_of(desk, handout.kind, Arguments())
    sizes = product(handout.papers, handout.print_sizes, languages_on_paper())
    for paper, print_size, language in sizes:
        yield replace(usual, paper=paper, print_size=print_size, language=language)


def _write(desk: Desk, handout: Handout, choice: HandoutChoice, folder: Path) -> int:
    """Write one, check it, and say how many pages it has."""
    name = f"{handout.kind}-{choice.paper}-{choice.print_size}-{choice.language}.pdf"
    output = folder / name
    now = datetime.now()  # noqa: DTZ005 - the room's own clock
    save(desk, handout.prepared(desk, choice, now), output)
    pdf = output.read_bytes()
    fonts = fonts_of(pdf)
    found = str(sorted(fonts.embedded | fonts.missing))
    require(f"{name} has its typeface embedded", fonts.carry(TYPEFACE), found)
    images = [picture_of(page) for page in pages(pdf, _DOTS_PER_INCH)]
    require(f"{name} has pages", bool(images), f"{len(images)} pages")
    wanted = {round(side * _DOTS_PER_INCH / _POINTS_PER_INCH) for side in _sides(choice)}
    for image in images:
        right = all(any(abs(s - w) <= 1 for w in wanted) for s in image.size)
        require(f"{name} has the size of its paper", right, str(image.size))
        shades = shades_of(image)
        require(f"{name} has no blank page", shades >= FEWEST_SHADES, f"{shades} shades")
    side_by_side(images).save(output.with_suffix(".png"), compress_level=_FASTEST)
    return len(images)


def _sides(choice: HandoutChoice) -> tuple[float, float]:
    return choice.paper.width, choice.paper.height
