import itertools

import pytest
from pdf_reading import contrast

from peerdesk.documents.drawing import Drawing, Verb
from peerdesk.documents.lines import Colour
from peerdesk.documents.pictograms import names, pictogram, read_svg
from peerdesk.domain.scripts import RuleTopic
from peerdesk.paths import resource

PAPER = Colour(255, 255, 255)
PALETTE = {
    Colour(0x1B, 0x24, 0x26),
    Colour(0x12, 0x4E, 0x4D),
    Colour(0xCF, 0xE3, 0xDF),
    Colour(0xF6, 0xDF, 0xB8),
    Colour(0x8A, 0x46, 0x00),
    PAPER,
}
EACH = pytest.mark.parametrize("name", names())
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">{}</svg>'


def parts(colour: Colour) -> tuple[int, int, int]:
    return colour.red, colour.green, colour.blue


def corners(drawing: Drawing) -> list[tuple[float, float, float]]:
    """Where each shape's steps end, with half the width of its stroke."""
    return [
        (*step.points[-2:], shape.width / 2 if shape.stroke else 0.0)
        for shape in drawing.shapes
        for step in shape.outline
        if step.verb is not Verb.CLOSE
    ]


def test_every_topic_of_a_rule_has_its_picture() -> None:
    assert {topic.value for topic in RuleTopic} <= set(names())
    assert "Apache" in resource("pictograms", "LICENSE.txt").read_text("utf-8")


@EACH
def test_a_picture_stays_on_the_grid_and_in_the_palette(name: str) -> None:
    drawing = pictogram(name)

    assert (drawing.width, drawing.height) == (96, 96)
    for x, y, reach in corners(drawing):
        assert x - reach >= 0
        assert x + reach <= 96
        assert y - reach >= 0
        assert y + reach <= 96
    used = {colour for shape in drawing.shapes for colour in (shape.fill, shape.stroke) if colour}
    assert used <= PALETTE


@EACH
def test_what_is_light_has_a_dark_edge(name: str) -> None:
    """A light shape alone would be lost on a bad copy; light lines only lie within dark ones."""
    shapes = pictogram(name).shapes
    dark = [
        place
        for place, shape in enumerate(shapes)
        if shape.stroke and contrast(parts(shape.stroke), parts(PAPER)) >= 7
    ]
    assert dark
    for place, shape in enumerate(shapes):
        if shape.fill and shape.fill != PAPER and contrast(parts(shape.fill), parts(PAPER)) < 3:
            outlined = shape.stroke == Colour(0x1B, 0x24, 0x26)
            assert outlined or place > dark[0], "neither outlined nor on something dark"


def test_no_two_pictures_are_the_same() -> None:
    assert all(pictogram(a) != pictogram(b) for a, b in itertools.combinations(names(), 2))


@pytest.mark.parametrize(
    "inside",
    [
        '<text x="1">No</text>',
        '<path d="M 1 1 Q 2 2 3 3" stroke="#000000"/>',
        '<path d="M 1 1 L 2" stroke="#000000"/>',
        '<path d="M 1 1" stroke="red"/>',
        '<path d="M 1 1"/>',
        '<g><path d="M 1 1" fill="#000000"/></g>',
        '<rect x="1" y="1" width="3" fill="#000000"/>',
        '<circle cx="1" cy="1" r="1" fill="#000000" transform="scale(2)"/>',
    ],
)
def test_what_is_not_in_the_small_part_of_svg_is_refused(inside: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        read_svg(SVG.format(inside))


def test_lines_boxes_and_circles_are_read() -> None:
    drawing = read_svg(
        SVG.format(
            '<path d="M 1 2 L 3.5 -4 C 1 2 3 4 5 6 Z" stroke="#1b2426" stroke-width="4"/>'
            '<rect x="1" y="2" width="3" height="4" fill="#ffffff"/>'
            '<circle cx="5" cy="5" r="2" fill="#cfe3df"/>'
        )
    )
    line, box, circle = drawing.shapes
    assert [step.verb for step in line.outline] == [Verb.MOVE, Verb.LINE, Verb.CURVE, Verb.CLOSE]
    assert (line.stroke, line.fill, line.width) == (Colour(0x1B, 0x24, 0x26), None, 4.0)
    assert [step.points for step in box.outline[:3]] == [(1, 2), (4, 2), (4, 6)]
    assert circle.outline[0].points == (7, 5)
