"""The tree of headings and paragraphs in a PDF, by which screen readers read it in order.

ISO 32000-1 §14.7 and §14.8: text stands in marked sequences, each of which belongs to an element of
the tree; what only adorns is an artifact. ReportLab writes no tags by itself, but takes objects.
"""

from dataclasses import dataclass, field
from typing import Protocol, cast

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFCatalog,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFPage,
    PDFPages,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from peerdesk.documents.flow import Role


class _Document(Protocol):
    """What is used of ReportLab's document, which its stubs do not tell in full."""

    Pages: PDFPages
    Catalog: PDFCatalog

    def Reference(self, obj: PDFDictionary) -> PDFObjectReference:  # noqa: N802 - ReportLab's
        ...

    def thisPageRef(self) -> PDFObjectReference:  # noqa: N802 - ReportLab's
        ...


@dataclass(slots=True)
class _Element:
    """One heading, paragraph or figure, with its sequences on every page that it stands on."""

    dictionary: PDFDictionary
    reference: PDFObjectReference
    sequences: list[PDFDictionary] = field(default_factory=list)


class Tags:
    """The tree of one document while its pages are drawn."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        # ReportLab has no public way from a canvas to the document that its pages belong to.
        self._document = cast("_Document", vars(canvas)["_doc"])
        self._root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        self._whole = self._element("Document", self._document.Reference(self._root))
        self._elements: list[_Element] = []
        self._pages: list[list[_Element]] = []
        self._is_open = False

    def begin_page(self) -> None:
        """To be called before anything is drawn on a page."""
        self._pages.append([])

    def begin(self, role: Role, *, anew: bool, says: str = "") -> None:
        """What is drawn from here on has this role; unless `anew` it goes on with the last."""
        if self._is_open and not anew:
            return
        self.end()
        if role is Role.ARTIFACT:
            self._canvas.addLiteral("/Artifact BMC")
        else:
            if anew or not self._elements:
                self._elements.append(self._element(role.value, self._whole.reference, says))
            self._begin_sequence(self._elements[-1], role)
        self._is_open = True

    def end(self) -> None:
        """Nothing that is drawn from here on belongs to what was begun."""
        if self._is_open:
            self._canvas.addLiteral("EMC")
        self._is_open = False

    def end_page(self) -> None:
        """To be called after `showPage`: the page then knows its place in the tree."""
        page = cast("PDFPage", self._document.Pages.pages[-1])
        # ReportLab's list of what a page writes does not have these two.
        names = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
        place = len(self._pages) - 1
        vars(page).update(__NoDefault__=names, StructParents=place, Tabs=PDFName("S"))

    def finish(self) -> None:
        """Put the tree into the document."""
        for element in self._elements:
            element.dictionary["K"] = PDFArray(element.sequences)
        self._whole.dictionary["K"] = PDFArray([each.reference for each in self._elements])
        parents: list[object] = []
        for number, elements in enumerate(self._pages):
            parents += [number, PDFArray([each.reference for each in elements])]
        self._root["K"] = self._whole.reference
        self._root["ParentTree"] = PDFDictionary({"Nums": PDFArray(parents)})
        self._root["ParentTreeNextKey"] = len(self._pages)
        marked = PDFDictionary({"Marked": "true"})
        vars(self._document.Catalog).update(StructTreeRoot=self._root, MarkInfo=marked)

    def _begin_sequence(self, element: _Element, role: Role) -> None:
        page = self._pages[-1]
        number = len(page)
        page.append(element)
        where = {"Type": PDFName("MCR"), "Pg": self._document.thisPageRef(), "MCID": number}
        element.sequences.append(PDFDictionary(where))
        self._canvas.addLiteral(f"/{role.value} <</MCID {number}>> BDC")

    def _element(self, kind: str, parent: PDFObjectReference, says: str = "") -> _Element:
        entries = {"Type": PDFName("StructElem"), "S": PDFName(kind), "P": parent}
        if says:
            entries["Alt"] = PDFString(says)
        dictionary = PDFDictionary(entries)
        return _Element(dictionary, self._document.Reference(dictionary))
