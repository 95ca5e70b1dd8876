"""Pictograms: our own drawings in `resources/pictograms`, read from a strict small part of SVG.

That part is: one `svg` with a `viewBox`, in it `path` (absolute M, L, C, Z), `rect`, `circle` and
`ellipse`, each with `fill`, `stroke` and `stroke-width`. Line ends and corners are round.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from xml.etree import ElementTree as ET

from peerdesk.documents.drawing import Drawing, Outline, Shape, Step, Verb, box, ellipse
from peerdesk.documents.lines import Colour
from peerdesk.paths import resource

_SPACE = "{http://www.w3.org/2000/svg}"
_TOKEN = re.compile(r"[MLCZ]|-?\d+(?:\.\d+)?")
_ONLY_TOKENS = re.compile(rf"(?:{_TOKEN.pattern}|[\s,])*")
_VERBS = {"M": (Verb.MOVE, 2), "L": (Verb.LINE, 2), "C": (Verb.CURVE, 6), "Z": (Verb.CLOSE, 0)}
_LOOKS = {"fill", "stroke", "stroke-width"}
_PLACES = {
    "path": ("d",),
    "rect": ("x", "y", "width", "height", "rx"),
    "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
}


def names() -> tuple[str, ...]:
    """Every pictogram there is."""
    return tuple(sorted(path.stem for path in resource("pictograms").glob("*.svg")))


@cache
def pictogram(name: str) -> Drawing:
    """One of `names`."""
    return read_svg(resource("pictograms", f"{name}.svg").read_text(encoding="utf-8"))


def read_svg(text: str) -> Drawing:
    """A drawing from its file. Raises ValueError for whatever is not in the small part of SVG."""
    root = ET.fromstring(text)  # noqa: S314 - only files of our own are read
    if root.tag != f"{_SPACE}svg" or root.attrib.keys() != {"viewBox"}:
        raise ValueError(root.tag, sorted(root.attrib))
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    if left or top:
        raise ValueError(root.attrib["viewBox"])
    return Drawing(width, height, tuple(_shape(element) for element in root))


def _shape(element: ET.Element) -> Shape:
    kind = element.tag.removeprefix(_SPACE)
    if len(element) or kind not in _PLACES:
        raise ValueError(element.tag)
    needed = set(_PLACES[kind]) - {"rx"} if kind == "rect" else set(_PLACES[kind])
    found = set(element.attrib)
    if not needed <= found or found - set(_PLACES[kind]) - _LOOKS:
        raise ValueError(kind, sorted(found))
    fill, stroke = (_colour(element.attrib.get(name, "none")) for name in ("fill", "stroke"))
    if fill is None and stroke is None:
        raise ValueError(kind, "neither filled nor stroked")
    width = float(element.attrib.get("stroke-width", "1"))
    return Shape(_outline(kind, element.attrib), fill, stroke, width)


def _outline(kind: str, given: Mapping[str, str]) -> Outline:
    if kind == "path":
        return tuple(_steps(given["d"]))
    places = [float(given.get(name, "0")) for name in _PLACES[kind]]
    if kind == "rect":
        return box(*places)
    across, down = (places[2], places[2]) if kind == "circle" else (places[2], places[3])
    return ellipse(places[0], places[1], across, down)


def _steps(path: str) -> Iterator[Step]:
    if _ONLY_TOKENS.fullmatch(path) is None:
        raise ValueError(path)
    tokens = _TOKEN.findall(path)
    while tokens:
        verb, count = _VERBS[tokens.pop(0)]
        points = tuple(map(float, tokens[:count]))
        if len(points) < count:
            raise ValueError(path)
        del tokens[:count]
        yield Step(verb, points)


def _colour(text: str) -> Colour | None:
    if text == "none":
        return None
    if re.fullmatch("#[0-9a-f]{6}", text) is None:
        raise ValueError(text)
    return Colour(int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16))
