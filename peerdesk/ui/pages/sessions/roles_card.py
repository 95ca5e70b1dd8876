"""Who does what tonight: as usual in the group, unless somebody else does it this time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QVBoxLayout

from peerdesk.domain.running import TonightRole
from peerdesk.ui.naming import called
from peerdesk.ui.pages.sessions.part import Part
from peerdesk.ui.pages.sessions.words import tonight_words
from peerdesk.ui.widgets.columns import Adaptive, narrow
from peerdesk.ui.widgets.form import Form
from peerdesk.ui.widgets.layout import Card

if TYPE_CHECKING:
    from peerdesk.domain.sessions import Session
    from peerdesk.ui.pages.sessions.page import SessionsPage

AS_USUAL = 0


class RolesCard(Part):
    """A choice for each role, made already where the group has somebody for it."""

    def __init__(self, page: SessionsPage) -> None:
        super().__init__(page)
        self.choices: dict[TonightRole, QComboBox] = {}
        forms = [Form(), Form()]
        for number, role in enumerate(TonightRole):
            choice = narrow(QComboBox())
            choice.activated.connect(partial(self._on_chosen, role))
            self.choices[role] = forms[number % 2].add(tonight_words(role), choice)
        card = Card(self.tr("Who does what tonight"))
        card.body.addWidget(Adaptive(*forms, spacing=12, least=28))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def show_session(self, session: Session, *, fresh: bool) -> None:  # noqa: ARG002 - a Part's
        given = self.desk.tonight.roles(session.id)
        doing = self.desk.tonight.roles_or_usual(session)
        people = [(m.id, called(m)) for m, _ in self.desk.members.of_group(session.group_id)]
        known = {member_id for member_id, _ in people}
        people += [(m.id, called(m)) for m in doing.values() if m.id not in known]
        for role, choice in self.choices.items():
            usual = doing.get(role) if role not in given else None
            first = (
                self.tr("As usual: {name}").format(name=called(usual))
                if usual is not None
                else self.tr("As usual")
                if role in given
                else self.tr("Nobody yet")
            )
            self._fill(choice, [(AS_USUAL, first), *people])
            choice.setCurrentIndex(max(0, choice.findData(given.get(role, AS_USUAL))))

    def _fill(self, choice: QComboBox, wanted: list[tuple[int, str]]) -> None:
        shown = [(choice.itemData(n), choice.itemText(n)) for n in range(choice.count())]
        if shown == wanted:
            return
        choice.clear()
        for member_id, name in wanted:
            choice.addItem(name, member_id)

    def _on_chosen(self, role: TonightRole, _index: int) -> None:
        member_id = int(self.choices[role].currentData())
        give = partial(self.desk.tonight.give_role, self.page.session_id, role, member_id or None)
        self.page.attempt(give)
