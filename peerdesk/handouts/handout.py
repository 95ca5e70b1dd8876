"""What a handout says about itself, and what it is once the vault has been read for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from peerdesk.documents.keeping import keeping_said
from peerdesk.documents.pace import UNWATCHED, Pace
from peerdesk.domain.handouts import HandoutOption, RemarkKind
from peerdesk.domain.paper import Duplex, PaperSize, PrintSize

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.documents.leaf import Leaf
    from peerdesk.domain.handouts import HandoutChoice, HandoutKind, Remark

_OF_NAMES = {RemarkKind.NAMES_PEOPLE, RemarkKind.NAMES_FACILITATORS}
OFFICE_PAPERS = (PaperSize.A4, PaperSize.LETTER)
WALL_PAPERS = (PaperSize.A3, PaperSize.TABLOID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A handout with all that it needs; the vault may be locked from here on."""

    choice: HandoutChoice
    title: str
    """The title of the document and the stem of its file name, which lists and print queues show:
    it names no group and no person."""
    language: str
    made_on: date
    lay_out: Callable[[Pace], list[Leaf]]
    texts: tuple[str, ...] = ()
    """All that somebody may have typed, for a look at letters that no typeface has."""
    lists_people: bool = False
    """Whether somebody on the roster is listed, as on a sign-in."""
    is_bound: bool = False
    """Whether it is made of others, each of which says how it is kept where it names somebody."""
    duplex: Duplex = Duplex.LONG_EDGE
    remarks: tuple[Remark, ...] = ()

    @property
    def holds_names(self) -> bool:
        """Whether somebody on the roster is named, whoever they are: listed, or in the words.

        That somebody holds a group tells that they belong to it, so they are no exception.
        """
        return self.lists_people or self._names_in_words

    @property
    def _names_in_words(self) -> bool:
        return any(remark.kind in _OF_NAMES for remark in self.remarks)

    @property
    def subject(self) -> str:
        """What the log says was printed or saved."""
        return self.choice.kind.value

    @property
    def stem(self) -> str:
        """A file name without its ending."""
        return self.title

    def leaves(self, pace: Pace = UNWATCHED) -> list[Leaf]:
        """The pages; where the words name somebody, each says how it is kept or destroyed.

        UserError STOPPED where the pace says so.
        """
        leaves = self.lay_out(pace)
        if self.is_bound or not self._names_in_words:
            return leaves
        return keeping_said(leaves, self.language)

    def render(self, pace: Pace = UNWATCHED) -> bytes:
        """The PDF. It may take a while; call it off the thread that draws the window.

        UserError STOPPED where the pace says so.
        """
        from peerdesk.documents.ink import Imprint, printed  # noqa: PLC0415 - loads ReportLab

        imprint = Imprint(self.title, self.language, self.made_on)
        pace.require_wanted()
        return printed(self.leaves(pace), imprint, self.choice.ink, pace=pace)


def at_once(lay_out: Callable[..., list[Leaf]], *of: object) -> Callable[[Pace], list[Leaf]]:
    """How a page or two are laid out: there is nothing to tell of in between."""
    return lambda _pace: lay_out(*of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """One kind of handout. `prepare` reads the vault, fast enough for the window's own thread.

    It is given a choice that `fitted` has seen, and the time on the clock of the room. It raises
    UserError where there is nothing to print.
    """

    kind: HandoutKind
    prepare: Callable[[Desk, HandoutChoice, datetime], Prepared]
    papers: tuple[PaperSize, ...] = OFFICE_PAPERS
    print_sizes: tuple[PrintSize, ...] = tuple(PrintSize)
    options: frozenset[HandoutOption] = frozenset()
    may_list_people: bool = False
    """Whether it can list somebody on the roster."""
    needs_group: bool = False
    """Whether it makes no sense for no group in particular."""

    def fitted(self, choice: HandoutChoice) -> HandoutChoice:
        """`choice` with the nearest paper and print size that this handout has."""
        papers = [p for p in self.papers if p.is_metric == choice.paper.is_metric] or self.papers
        paper = choice.paper if choice.paper in papers else papers[0]
        wanted = choice.print_size.body
        size = min(self.print_sizes, key=lambda each: abs(each.body - wanted))
        names = choice.name_facilitators and HandoutOption.NAME_FACILITATORS in self.options
        return replace(
            choice, kind=self.kind, paper=paper, print_size=size, name_facilitators=names
        )

    def prepared(self, desk: Desk, choice: HandoutChoice, now: datetime) -> Prepared:
        """`prepare` for the choice that fits."""
        return self.prepare(desk, self.fitted(choice), now)
