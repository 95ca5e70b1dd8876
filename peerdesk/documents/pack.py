"""Several documents bound into one: a bookmark for each, one numbering of pages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from peerdesk.documents.leaf import Leaf
from peerdesk.documents.wording import words_of


@dataclass(frozen=True, slots=True)
class PackWords:
    """What PeerDesk itself says of the whole."""

    title: str


def pack_words(language: str) -> PackWords:
    """The words in `language`."""
    return words_of(PackWords, "pack", language)


@dataclass(frozen=True, slots=True)
class Bound:
    """One document of the pack."""

    title: str
    lay_out: Callable[[], list[Leaf]]


def laid_out(documents: Iterable[Bound]) -> list[Leaf]:
    """The pages of all documents, one after the other."""
    return [leaf for document in documents for leaf in _begun(document)]


def _begun(document: Bound) -> list[Leaf]:
    first, *others = document.lay_out()
    return [replace(first, begins=document.title), *others]
