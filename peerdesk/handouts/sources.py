"""Whose words a handout carries, and what stands in their blanks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from peerdesk.documents.clusters import paragraphs
from peerdesk.documents.few_rules import FewRules, Room
from peerdesk.documents.sentences import first_sentence
from peerdesk.documents.troubles import DocumentTrouble
from peerdesk.domain.essentials import essential_rules
from peerdesk.domain.groups import Group
from peerdesk.domain.handouts import Remark, RemarkKind
from peerdesk.domain.placeholders import filled_in
from peerdesk.errors import UserError
from peerdesk.handouts.naming import NamesOnPaper

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from peerdesk.desk.agreements import AgreementInForce
    from peerdesk.desk.desk import Desk
    from peerdesk.domain.handouts import HandoutChoice
    from peerdesk.domain.scripts import RuleTopic, Script, ScriptVersion

LIBRARY_SCRIPT = "general"
"""The id of the built-in script that stands in where no group agreed to one yet."""
_LIBRARY_LANGUAGE = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A group, the words it is given, and the values of their blanks in the language of these."""

    group: Group
    script: Script
    version: ScriptVersion
    values: Mapping[str, str]
    remarks: tuple[Remark, ...]
    names: NamesOnPaper
    by_name: bool = False
    """Whether those who hold the group are named in the blanks."""
    unchecked: tuple[str, ...] = ()
    """The lines and places to turn to that nobody has checked lately, as they are read out."""

    def remarks_on(self, texts: Iterable[str]) -> tuple[Remark, ...]:
        """What to know before `texts` are printed."""
        on_paper = "\n".join(texts)
        remarks = [*self.remarks, *self.names.remarks_on((on_paper,), by_name=self.by_name)]
        if old := sum(line in on_paper for line in self.unchecked):
            remarks.append(Remark(RemarkKind.NOT_CHECKED_BUT_READ, number=old))
        return tuple(remarks)


def group_of(desk: Desk, choice: HandoutChoice) -> Group:
    """The group that was chosen; one without a name and an id for no group in particular."""
    return desk.groups.get(choice.group_id) if choice.group_id else Group(name="")


def language_for(desk: Desk, choice: HandoutChoice) -> str:
    """That of a handout without a script: as chosen, else that of what the group agreed to."""
    agreed = desk.agreements.in_force(choice.group_id) if choice.group_id else None
    return choice.language or (agreed.script.language if agreed else _LIBRARY_LANGUAGE)


def source_of(desk: Desk, choice: HandoutChoice, now: datetime) -> Source:
    """The words for `choice`. UserError RECORD_GONE, NOTHING_TO_PRINT."""
    group = group_of(desk, choice)
    agreed = desk.agreements.in_force(group.id) if group.id else None
    if choice.version_id is not None:
        version = desk.scripts.version(choice.version_id)
        script = desk.scripts.get(version.script_id)
    else:
        script, version = _words(desk, choice.language, agreed)
    by_name = choice.name_facilitators
    values = desk.groups.placeholders(group, now, script.language, by_name=by_name)
    names = NamesOnPaper.of(desk, group, script.language)
    return Source(
        group=group,
        script=script,
        version=version,
        values=values,
        names=names.only_from(values.values()) if script.built_in else names,
        by_name=by_name,
        remarks=_remarks(choice, script, version, agreed),
        unchecked=tuple(
            each.line
            for each in desk.crisis_resources.of_group(group.id)
            if not each.is_blank and not each.is_checked(now.date())
        ),
    )


def few_rules_of(source: Source, choice: HandoutChoice, on: date, room: Room) -> FewRules:
    """The rules that matter most and have room, the first sentence of each.

    UserError NOTHING_TO_PRINT.
    """
    rules = source.version.rules
    filled = (filled_in(rule.text, source.values) for rule in essential_rules(rules))
    first_paragraphs = (told[0] for told in map(paragraphs, filled) if told)
    sentences = tuple(text[: first_sentence(text)] for text in first_paragraphs)
    if not sentences:
        raise UserError(DocumentTrouble.NOTHING_TO_PRINT)
    rules_of_all = FewRules(
        rules=sentences,
        has_more=len(sentences) < len(rules),
        language=source.script.language,
        made_on=on,
        group_name=source.group.name,
        is_discreet=choice.discreet,
    )
    fitted = rules_of_all.fitted_into(room)
    names_somebody = any(source.names.remarks_on(fitted.texts))
    return replace(rules_of_all, says_keeping=True).fitted_into(room) if names_somebody else fitted


def library_rules(desk: Desk, source: Source) -> frozenset[tuple[RuleTopic, str]]:
    """The rules of every version of the built-in script that these words began as."""
    script = _in_the_library(desk, source.script.origin, source.script.language)
    versions = desk.scripts.versions(script.id) if script else []
    return frozenset(
        (rule.topic, rule.text)
        for version in versions
        for rule in desk.scripts.version(version.id).rules
    )


def _words(
    desk: Desk, language: str | None, agreed: AgreementInForce | None
) -> tuple[Script, ScriptVersion]:
    """What the group agreed to, in `language` where the library has it so; else the library's."""
    if agreed and language in {None, agreed.script.language}:
        return agreed.script, agreed.version
    origin = agreed.script.origin if agreed else LIBRARY_SCRIPT
    script = _in_the_library(desk, origin, language or _LIBRARY_LANGUAGE)
    if script is None and agreed:
        return agreed.script, agreed.version
    script = script or _in_the_library(desk, LIBRARY_SCRIPT, _LIBRARY_LANGUAGE)
    if script is None:
        raise UserError(DocumentTrouble.NOTHING_TO_PRINT)
    return script, desk.scripts.latest(script.id)


def _in_the_library(desk: Desk, origin: str, language: str) -> Script | None:
    built_in = (script for script in desk.scripts.all() if script.built_in)
    return next((s for s in built_in if (s.origin, s.language) == (origin, language)), None)


def _remarks(
    choice: HandoutChoice,
    script: Script,
    version: ScriptVersion,
    agreed: AgreementInForce | None,
) -> tuple[Remark, ...]:
    found = []
    if agreed and agreed.version.id != version.id:
        title, number = agreed.script.title, agreed.version.number
        stands_in = choice.version_id is None and script.language != agreed.script.language
        kind = RemarkKind.OF_THE_LIBRARY if stands_in else RemarkKind.NOT_WHAT_WAS_AGREED
        found.append(Remark(kind, title, number))
    if choice.language not in {None, script.language}:
        found.append(Remark(RemarkKind.IN_ANOTHER_LANGUAGE, script.language))
    return tuple(found)
