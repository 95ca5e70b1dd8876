"""The few rules that matter most, for where there is little room: a card, a tent."""

from dataclasses import dataclass, replace
from datetime import date

from peerdesk.documents.fitting import that_fit
from peerdesk.documents.flow import Row, kept_together
from peerdesk.documents.setting import Setting
from peerdesk.documents.wording import wording, words_of


@dataclass(frozen=True, slots=True)
class FewRulesWords:
    """What PeerDesk itself says above and below the rules."""

    title: str
    neutral_title: str
    more: str


def few_rules_words(language: str) -> FewRulesWords:
    """The words in `language`."""
    return words_of(FewRulesWords, "few_rules", language)


@dataclass(frozen=True, slots=True)
class Room:
    """The place that the rules have on paper. `height` is points, `gap` letter sizes."""

    setting: Setting
    height: float
    gap: float
    has_flourish: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FewRules:
    """Rules of one sentence each, the most essential first, and what stands above them."""

    rules: tuple[str, ...]
    has_more: bool
    """Whether there are more than these, so that the paper has to say so."""
    language: str
    made_on: date
    group_name: str = ""
    is_discreet: bool = False
    """A neutral title and no name of a group."""
    says_keeping: bool = False
    """How it is kept or destroyed, on the piece itself: somebody is named."""

    @property
    def title(self) -> str:
        """What heads them."""
        words = few_rules_words(self.language)
        return words.neutral_title if self.is_discreet else words.title

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text on paper that somebody may have typed."""
        return (*self._above, *self.rules)

    @property
    def _above(self) -> tuple[str, ...]:
        return () if self.is_discreet else (self.group_name,)

    def fitted_into(self, room: Room) -> "FewRules":
        """Those that have room, whole, and a word that there is more where some have not."""
        chosen = that_fit(
            self._head(room),
            self._each(room),
            [*self._more(room), *self._keeping(room)],
            room.height,
            is_all=not self.has_more and not self.says_keeping,
        )
        rules = tuple(self.rules[place] for place in chosen)
        return replace(self, rules=rules, has_more=self.has_more or len(rules) < len(self.rules))

    def rows(self, room: Room) -> list[Row]:
        """All of it below one another."""
        rules = [row for rule in self._each(room) for row in rule]
        return [
            *self._head(room),
            *rules,
            *(self._more(room) if self.has_more else ()),
            *self._keeping(room),
        ]

    def _head(self, room: Room) -> list[Row]:
        setting = room.setting
        above = [row for text in self._above for row in setting.rows(text, setting.accent)]
        rows = kept_together([*above, *setting.head(self.title)])
        return [*rows, setting.flourish()] if room.has_flourish else rows

    def _each(self, room: Room) -> list[list[Row]]:
        setting = room.setting
        return [kept_together(setting.rows(r, setting.body, gap=room.gap)) for r in self.rules]

    def _more(self, room: Room) -> list[Row]:
        said = few_rules_words(self.language).more
        return room.setting.rows(said, room.setting.quiet, gap=room.gap)

    def _keeping(self, room: Room) -> list[Row]:
        said = wording(self.language).keeping if self.says_keeping else ""
        return room.setting.rows(said, room.setting.strong, gap=room.gap)
