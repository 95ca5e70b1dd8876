"""Several documents bound into one: a bookmark for each, one numbering of pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from peerdesk.documents.leaf import Leaf
from peerdesk.documents.pace import UNWATCHED, Pace
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
    lay_out: Callable[[Pace], list[Leaf]]


def laid_out(documents: Sequence[Bound], pace: Pace = UNWATCHED) -> list[Leaf]:
    """The pages of all documents, one after the other. UserError STOPPED where the pace says so."""
    return [
        leaf
        for number, document in enumerate(documents)
        for leaf in _begun(document, pace.of_document(number, len(documents)))
    ]


def _begun(document: Bound, pace: Pace) -> list[Leaf]:
    pace.require_wanted()
    first, *others = document.lay_out(pace)
    return [replace(first, begins=document.title), *others]
