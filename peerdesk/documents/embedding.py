"""Fonts inside a PDF: only the glyphs that are used, and the text that each stands for."""

import threading
from typing import cast
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import BasicFonts, PDFDictionary, PDFDocument, PDFStream
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTFont
from reportlab.pdfgen.canvas import Canvas

from peerdesk.documents.typeface import Glyph, Typeface
from peerdesk.paths import resource

_AS_ONE = {
    "\u0644\u0622": "\ufef5",
    "\u0644\u0623": "\ufef7",
    "\u0644\u0625": "\ufef9",
    "\u0644\u0627": "\ufefb",
}
"""Lam with alef is one glyph. Readers put right-to-left text in order glyph by glyph, and would
turn its two letters around; so it stands for the one character that means both."""

_NOTHING = "\u200b"
"""A glyph that only completes its neighbour reads as a zero-width space."""


class EmbeddedFont(TTFont):
    """A font that also holds glyphs without a character of their own, and says what they mean.

    ReportLab addresses glyphs by characters, and lets a reader copy those. Shaped glyphs have a
    private one, so each document notes the text behind it and writes that into its ToUnicode map.
    """

    def __init__(self, face: Typeface) -> None:
        super().__init__(face.name, str(resource("fonts", f"{face.name}.ttf")), asciiReadable=False)
        self._texts: WeakKeyDictionary[PDFDocument, dict[int, str]] = WeakKeyDictionary()

    def take_up(self, glyphs: tuple[Glyph, ...], canvas: Canvas) -> ShapedStr:
        """`glyphs` in the form in which ReportLab draws them on `canvas`."""
        # ReportLab has no public way from a canvas to the document that its fonts belong to.
        document = cast("PDFDocument", vars(canvas)["_doc"])
        texts = self._texts.setdefault(document, {})
        for glyph in glyphs:
            code = ord(glyph.code)
            texts.setdefault(code, _AS_ONE.get(glyph.text, glyph.text) or _NOTHING)
            if glyph.code != glyph.text:
                self.face.charToGlyph[code] = glyph.number
                self.face.charWidths[code] = glyph.width
        data = [
            ShapeData(
                position, glyph.advance, 0, glyph.right, glyph.up,
                self.face.charWidths[ord(glyph.code)],
            )
            for position, glyph in enumerate(glyphs)
        ]  # fmt: skip
        codes = "".join(glyph.code for glyph in glyphs)
        return ShapedStr(codes, data)  # type: ignore[arg-type]  # the stub forgets the list

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - ReportLab's name
        """Write the font, then the map from its codes back to text."""
        subsets = self.state[doc].subsets
        names = [self.getSubsetInternalName(n, doc)[1:] for n in range(len(subsets))]
        super().addObjects(doc)
        texts = self._texts.pop(doc)
        fonts = cast("PDFDictionary", doc.idToObject[BasicFonts]).dict
        for name, subset in zip(names, subsets, strict=True):
            stream = cast("PDFStream", doc.idToObject[fonts[name].ToUnicode.name])
            stream.content = _to_unicode([texts.get(code, chr(code)) for code in subset])


def _to_unicode(texts: list[str]) -> str:
    """A CMap from one-byte codes to `texts` (ISO 32000-1 §9.10.3: UTF-16BE, blocks of 100)."""
    entries = [f"<{n:02X}> <{t.encode('utf-16-be').hex().upper()}>" for n, t in enumerate(texts)]
    blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <00> <FF> endcodespacerange",
            *(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    )


_registering = threading.Lock()


def embedded(face: Typeface) -> EmbeddedFont:
    """The font of `face` as ReportLab knows it, registered at most once in the process."""
    with _registering:
        if face.name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(EmbeddedFont(face))
        font = pdfmetrics.getFont(face.name)
    if not isinstance(font, EmbeddedFont):
        raise TypeError(face.name)
    return font
