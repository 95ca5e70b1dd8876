"""What is chosen in the handout window and what there is to choose from.

The handout declares what it can be: papers, sizes, options. Whatever is changed, the choice fits
it again, and where a group or a handout was set before, it begins as it was set then.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.domain.handouts import NO_GROUP, HandoutChoice, HandoutKind, HandoutOption
from peerdesk.domain.paper import Ink, LineSpacing
from peerdesk.domain.sessions import SessionState
from peerdesk.ui.dialogs.handout.words import (
    ink_words,
    paper_words,
    print_size_words,
    spacing_words,
)
from peerdesk.ui.messages.handouts import NAMES
from peerdesk.ui.terms import language_words
from peerdesk.ui.widgets.picker import Offer
from peerdesk.ui.wording import when_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.paper import PaperSize, PrintSize
    from peerdesk.domain.scripts import ScriptVersion
    from peerdesk.handouts.handout import Handout, Prepared
    from peerdesk.ui.handing_out import HandoutRequest

SESSIONS_OFFERED = 12


class Choosing:
    """One choice, and the desk that it is made from."""

    def __init__(
        self,
        desk: Desk,
        handouts: Sequence[Handout],
        request: HandoutRequest,
        paper: PaperSize,
        now: datetime,
    ) -> None:
        """`paper` is the usual one of this part of the world."""
        self._desk = desk
        self._handouts = {handout.kind: handout for handout in handouts}
        self._now = now
        self._wanted = self._begun(request, paper)

    @property
    def choice(self) -> HandoutChoice:
        """What is chosen, as far as the handout can be it.

        What was wanted stays known: after a poster, which has large letters only, a sheet is as
        it was before.
        """
        wanted = self._wanted
        if self.handout.needs_group and wanted.group_id == NO_GROUP:
            groups = self._desk.groups.all()
            wanted = replace(wanted, group_id=groups[0].id if groups else NO_GROUP)
        return self.handout.fitted(wanted)

    @property
    def handout(self) -> Handout:
        """The kind of handout that is chosen."""
        return self._handouts[self._wanted.kind]

    def has(self, option: HandoutOption) -> bool:
        """Whether the chosen handout can be set in this way."""
        return option in self.handout.options

    def prepared(self) -> Prepared:
        """What the vault holds for the choice. UserError where there is nothing to print."""
        return self.handout.prepared(self._desk, self.choice, self._now)

    def set_kind(self, kind: HandoutKind) -> None:
        """Another handout, as it was set last for this group."""
        self._change(kind=kind)
        self._remember()

    def set_group(self, group_id: int) -> None:
        """Another group; its own next session, and the handout as it was set last for it.

        Whether those who hold it are named is to be decided for each group.
        """
        self._change(group_id=group_id, session_id=None, name_facilitators=False)
        self._remember()

    def set_script(self, script_id: int | None) -> None:
        """The newest version of a script, or (None) whatever the group agreed to."""
        version = None if script_id is None else self._desk.scripts.latest(script_id).id
        self._change(version_id=version)

    def set(self, **changes: object) -> None:
        """Change single attributes of the choice."""
        self._change(**changes)

    @property
    def script_id(self) -> int | None:
        """The script that was asked for by itself, or None."""
        if self.choice.version_id is None:
            return None
        return self._desk.scripts.version(self.choice.version_id).script_id

    def kinds(self) -> list[Offer[HandoutKind]]:
        """Every handout."""
        return [Offer(kind, NAMES[kind]) for kind in self._handouts]

    def groups(self, nobody: str) -> list[Offer[int]]:
        """The groups by name, after `nobody` where the handout can do without one."""
        listed = self._desk.groups.all()
        if self.choice.group_id not in {NO_GROUP, *(group.id for group in listed)}:
            listed.append(self._desk.groups.get(self.choice.group_id))  # an archived one
        groups = [Offer(group.id, group.name) for group in listed]
        return groups if self.handout.needs_group else [Offer(NO_GROUP, nobody), *groups]

    def scripts(self, agreed: str, library: str) -> list[Offer[int | None]]:
        """What the group agreed to, or else the library's general words; then each script."""
        title = self._agreed_title()
        first = agreed.format(title=title) if title else library
        named = [Offer(script.id, script.title) for script in self._desk.scripts.all()]
        return [Offer(None, first), *named]

    def versions(self, words: str) -> list[Offer[int | None]]:
        """The versions of the script that was asked for, the newest first."""
        script_id = self.script_id
        if script_id is None:
            return []
        versions = sorted(self._desk.scripts.versions(script_id), key=_number, reverse=True)
        return [Offer(version.id, words.format(number=version.number)) for version in versions]

    def sessions(self, next_one: str) -> list[Offer[int | None]]:
        """The group's next session as it is found then, and those that are known, newest first."""
        if self.choice.group_id == NO_GROUP:
            return []
        found = self._desk.sessions.of_group(self.choice.group_id, SESSIONS_OFFERED)
        known = [each for each in found if each.state is not SessionState.CANCELLED]
        if self.choice.session_id not in {None, *(each.id for each in known)}:
            known.append(self._desk.sessions.get(self.choice.session_id or 0))
        dated = [Offer(each.id, when_in_words(each.starts_at, self._now)) for each in known]
        return [Offer(None, next_one), *dated]

    def languages(self, own: str) -> list[Offer[str | None]]:
        """The languages of the library; words that were asked for by themselves keep their own."""
        if self.choice.version_id is not None and self.has(HandoutOption.SCRIPT):
            return []
        tags = sorted({each.language for each in self._desk.scripts.all() if each.built_in})
        return [Offer(None, own), *(Offer(tag, language_words(tag)) for tag in tags)]

    def papers(self) -> list[Offer[PaperSize]]:
        """What this handout is laid out for."""
        return [Offer(paper, paper_words(paper)) for paper in self.handout.papers]

    def print_sizes(self) -> list[Offer[PrintSize]]:
        """The sizes of letters that it is laid out in."""
        return [Offer(size, print_size_words(size)) for size in self.handout.print_sizes]

    def spacings(self) -> list[Offer[LineSpacing]]:
        """The distances of lines."""
        return [Offer(spacing, spacing_words(spacing)) for spacing in LineSpacing]

    def inks(self) -> list[Offer[Ink]]:
        """With colours or without."""
        return [Offer(ink, ink_words(ink)) for ink in Ink]

    def _begun(self, request: HandoutRequest, paper: PaperSize) -> HandoutChoice:
        group_id = request.group_id or self._group_that_agreed(request.version_id)
        if request.session_id is not None:
            group_id = self._desk.sessions.get(request.session_id).group_id
        last = self._desk.handout_choices.last(group_id)
        kind = request.kind or (last.kind if last is not None else HandoutKind.RULES)
        if kind not in self._handouts or (request.kind is None and not self._suits(kind, request)):
            kind = HandoutKind.RULES
        begun = HandoutChoice(
            kind=kind,
            group_id=group_id,
            version_id=request.version_id,
            session_id=request.session_id,
            paper=paper,
        )
        kept = self._desk.handout_choices.of(group_id, kind)
        return begun if kept is None else kept.applied_to(begun)

    def _suits(self, kind: HandoutKind, request: HandoutRequest) -> bool:
        """Whether a handout has a use for the words that the window was opened for."""
        return request.version_id is None or HandoutOption.SCRIPT in self._handouts[kind].options

    def _group_that_agreed(self, version_id: int | None) -> int:
        if version_id is None:
            return NO_GROUP
        for group in self._desk.groups.all():
            in_force = self._desk.agreements.in_force(group.id)
            if in_force is not None and in_force.version.id == version_id:
                return group.id
        return NO_GROUP

    def _agreed_title(self) -> str:
        if self.choice.group_id == NO_GROUP:
            return ""
        found = self._desk.agreements.in_force(self.choice.group_id)
        return "" if found is None else found.script.title

    def _change(self, **changes: object) -> None:
        self._wanted = replace(self._wanted, **changes)  # type: ignore[arg-type] # the pickers give each attribute its type

    def _remember(self) -> None:
        choice = self.choice
        kept = self._desk.handout_choices.of(choice.group_id, choice.kind)
        if kept is not None:
            self._wanted = kept.applied_to(self._wanted)


def _number(version: ScriptVersion) -> int:
    return version.number
