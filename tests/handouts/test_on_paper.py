"""Every handout read back, as a viewer and as two other readers of PDF see it."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from pathlib import Path

import pypdfium2
import pytest
from evenings import Evening
from pdf_reading import Character, characters, contrast, page_sizes, plain

from peerdesk.documents import raster
from peerdesk.documents.clusters import paragraphs
from peerdesk.documents.direction import runs_right_to_left
from peerdesk.documents.wording import wording
from peerdesk.domain.handouts import HandoutChoice, HandoutOption, RemarkKind
from peerdesk.domain.paper import Ink, PaperSize, PrintSize
from peerdesk.handouts.handout import Handout, Prepared
from peerdesk.handouts.listed import HANDOUTS

SMALLEST = 12.0
PRINTERS_EDGE = 14.0
"""Points at each edge that office printers leave white: 5 mm."""

EACH = pytest.mark.parametrize("handout", HANDOUTS, ids=lambda handout: handout.kind)
EACH_SIZE = pytest.mark.parametrize(
    ("handout", "paper", "size"),
    [
        pytest.param(handout, paper, size, id=f"{handout.kind}-{paper}-{size}")
        for handout in HANDOUTS
        for paper, size in product(handout.papers, handout.print_sizes)
    ],
)


@dataclass(frozen=True, slots=True)
class Printed:
    prepared: Prepared
    pdf: bytes

    @property
    def letters(self) -> list[Character]:
        return _letters(self.pdf)


@cache
def _letters(pdf: bytes) -> list[Character]:
    return characters(pdf)


@cache
def _printed(evening: Evening, choice: HandoutChoice) -> Printed:
    handout = next(handout for handout in HANDOUTS if handout.kind == choice.kind)
    prepared = handout.prepared(evening.desk, choice, evening.now)
    return Printed(prepared, prepared.render())


def printed(evening: Evening, handout: Handout, **wanted: object) -> Printed:
    choice = HandoutChoice(kind=handout.kind, group_id=evening.group.id)
    return _printed(evening, handout.fitted(replace(choice, **wanted)))  # type: ignore[arg-type]


@pytest.fixture
def on_disk(tmp_path: Path, evening: Evening, handout: Handout) -> Path:
    """The handout as a file, for readers that are programs of their own."""
    path = tmp_path / "handout.pdf"
    path.write_bytes(printed(evening, handout).pdf)
    return path


def told_by(program: str, *arguments: str | Path) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed here")
    done = subprocess.run(
        [found, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def squeezed(text: str) -> str:
    return "".join(plain(text).split())


@EACH_SIZE
def test_letters_are_as_large_as_asked_for_and_within_what_printers_print(
    evening: Evening, handout: Handout, paper: PaperSize, size: PrintSize
) -> None:
    made = printed(evening, handout, paper=paper, print_size=size)

    sizes = page_sizes(made.pdf)
    sides = {tuple(sorted((round(w), round(h)))) for w, h in sizes}
    assert sides == {(round(paper.width), round(paper.height))}
    smallest = min(letter.size for letter in made.letters)
    assert smallest >= SMALLEST
    if size is not PrintSize.STANDARD and len(handout.print_sizes) > 1:
        assert smallest >= size.body
    for letter in made.letters:
        width, height = sizes[letter.page]
        assert letter.left >= PRINTERS_EDGE, letter
        assert letter.bottom >= PRINTERS_EDGE, letter
        assert letter.right <= width - PRINTERS_EDGE, letter
        assert letter.top <= height - PRINTERS_EDGE, letter


@EACH_SIZE
def test_the_line_on_keeping_paper_with_names_stands_below_all_else_on_each_side(
    evening: Evening, handout: Handout, paper: PaperSize, size: PrintSize
) -> None:
    if HandoutOption.NAME_FACILITATORS not in handout.options:
        return
    made = printed(evening, handout, paper=paper, print_size=size, name_facilitators=True)
    sizes = page_sizes(made.pdf)
    told = [squeezed(wording(language).keeping) for language in ("en", "es")]
    saying = 0

    for page, (width, _height) in enumerate(sizes):
        letters = [each for each in made.letters if each.page == page and each.text.strip()]
        whole = "".join(each.text for each in letters)
        said = next((line for line in told if line in whole), "")
        if not said:
            continue
        saying += 1
        start = whole.index(said)
        line = letters[start : start + len(said)]
        others = [*letters[:start], *letters[start + len(said) :]]
        assert max(each.top for each in line) < min(each.bottom for each in others)
        assert min(each.bottom for each in line) >= PRINTERS_EDGE
        assert min(each.left for each in line) >= PRINTERS_EDGE
        assert max(each.right for each in line) <= width - PRINTERS_EDGE
        assert all(each.size >= SMALLEST for each in line)
    named = {RemarkKind.NAMES_PEOPLE, RemarkKind.NAMES_FACILITATORS}
    assert bool(saying) is any(each.kind in named for each in made.prepared.remarks)


def behind(letter: Character, image: raster.PageImage) -> tuple[int, int, int]:
    """The colour that is most frequent around a letter, at 72 dots an inch."""
    left, right = max(0, int(letter.left) - 3), min(image.width, int(letter.right) + 4)
    top = max(0, image.height - int(letter.top) - 3)
    bottom = min(image.height, image.height - int(letter.bottom) + 3)
    seen: Counter[bytes] = Counter()
    for row in range(top, bottom):
        start = row * image.stride
        seen.update(image.pixels[start + 4 * x : start + 4 * x + 3] for x in range(left, right))
    blue, green, red = seen.most_common(1)[0][0]
    return red, green, blue


@EACH
def test_letters_stand_out_from_what_is_behind_them(evening: Evening, handout: Handout) -> None:
    made = printed(evening, handout)

    images = raster.pages(made.pdf, 72)
    for letter in made.letters[::25]:
        assert contrast(letter.colour, behind(letter, images[letter.page])) >= 7, letter


@EACH
def test_grey_ink_is_grey_everywhere(evening: Evening, handout: Handout) -> None:
    pdf = printed(evening, handout, ink=Ink.GREY).pdf

    for image in raster.pages(pdf, 60):
        assert image.pixels[0::4] == image.pixels[1::4] == image.pixels[2::4]
    assert printed(evening, handout).pdf != pdf


@EACH
def test_fonts_are_embedded_as_subsets_that_say_what_they_mean(
    handout: Handout, on_disk: Path
) -> None:
    fonts = told_by("pdffonts", on_disk).splitlines()[2:]
    assert fonts
    for line in fonts:
        assert re.search(r"^[A-Z]{6}\+\S+ +TrueType +\S+ +yes yes yes ", line), line


@EACH
def test_the_file_is_whole_and_tagged_and_says_nothing_about_anyone(
    handout: Handout, on_disk: Path, evening: Evening
) -> None:
    told_by("qpdf", "--check", on_disk)
    about = told_by("pdfinfo", on_disk)
    made = printed(evening, handout).prepared

    assert re.search(r"^Tagged: +yes$", about, re.MULTILINE)
    assert re.search(rf"^Title: +{re.escape(made.title)}$", about, re.MULTILINE)
    assert re.search(r"^(Author|Creator): +PeerDesk$", about, re.MULTILINE)
    names = {member.chosen_name for member in evening.desk.members.all()}
    for text in (evening.group.name, *names):
        assert text not in about
    metadata = pypdfium2.PdfDocument(on_disk.read_bytes()).get_metadata_dict()
    assert metadata["CreationDate"] == f"D:{made.made_on:%Y%m%d}000000Z"


def paragraphs_told(path: Path) -> Iterator[tuple[str, str]]:
    """The kind and the text of each element of the tree, by poppler."""
    kind = ""
    for line in told_by("pdfinfo", "-struct-text", path).splitlines():
        text = re.fullmatch(r' +"(.*)"', line)
        if text:
            yield kind, text[1]
        else:
            kind = line.split()[0] if line.strip() else kind


@EACH
def test_what_somebody_typed_is_read_aloud_in_one_piece(
    handout: Handout, on_disk: Path, evening: Evening
) -> None:
    told = squeezed("".join(text for _kind, text in paragraphs_told(on_disk)))

    typed = [part for text in printed(evening, handout).prepared.texts for part in paragraphs(text)]
    for text in typed:
        if not runs_right_to_left(text):
            assert squeezed(text) in told


@EACH
def test_a_title_comes_first_among_the_headings(handout: Handout, on_disk: Path) -> None:
    headings = [kind for kind, _text in paragraphs_told(on_disk) if kind.startswith("H")]
    assert headings[:1] == ["H1"]


@EACH
def test_it_is_in_spanish_from_its_title_to_its_tags(evening: Evening, handout: Handout) -> None:
    spanish = printed(evening, handout, language="es")
    assert spanish.prepared.language == "es"
    assert b"/Lang (es)" in spanish.pdf
    assert spanish.prepared.title != printed(evening, handout).prepared.title
