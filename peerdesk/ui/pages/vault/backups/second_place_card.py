"""Choosing the second place: a folder on a stick or another disk that backups go to as well."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from peerdesk.backup.second_place import choose, is_on_the_same_disk
from peerdesk.errors import PeerDeskError
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, flowing
from peerdesk.vault.cipher import translating

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerdesk.domain.backups import SecondPlace
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.pages.vault.backups.survey import Survey
    from peerdesk.ui.widgets.banner import Banner


@dataclass(frozen=True, slots=True)
class Choice:
    """A folder that was chosen and marked."""

    place: SecondPlace
    is_on_the_same_disk: bool


class SecondPlaceCard(Card):
    """Says where it is, whether it is there now, and lets another one be chosen."""

    def __init__(self, context: PageContext, banner: Banner) -> None:
        super().__init__("")
        self._context = context
        self._banner = banner
        self.body.addWidget(plain(self.tr("Second place"), style="sectionTitle"))
        self.body.addWidget(
            muted(
                self.tr(
                    "A folder on a USB stick or another disk. PeerDesk notices when it is there, "
                    "offers a backup, and says when the stick can be taken out. Keep it somewhere "
                    "else than this computer."
                )
            )
        )
        self._state = plain("")
        self.body.addWidget(self._state)
        self._choose = button(
            self.tr("Choose a &place…"), self._choose_folder, icon_name="folder-open"
        )
        self._forget = button(self.tr("&Use none"), self._use_none, weight="quiet")
        self.body.addWidget(flowing(self._choose, self._forget))

    def refresh(self, survey: Survey | None = None) -> None:
        """Say where the second place is; `survey` tells whether it is there now."""
        place = self._context.desk.backups.second_place
        self._forget.setVisible(place is not None)
        if place is None:
            self._state.setText(self.tr("None is chosen yet."))
            return
        shown = survey.second_folder if survey and survey.second_folder else place.folder
        words = self.tr("{folder}").format(folder=shown)
        if survey is not None:
            there = survey.second_folder is not None
            now = self.tr("It is there.") if there else self.tr("It is not there now.")
            words = f"{words}\n{now}"
        self._state.setText(words)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("Choose a folder on a stick or another disk"), str(Path.home())
        )
        if not chosen:
            return
        folder = self._context.desk.vault.folder
        self._banner.clear()
        self._choose.setEnabled(False)

        def work(_task: Task) -> Choice:
            place = choose(folder, Path(chosen))
            with translating():
                return Choice(place, is_on_the_same_disk(folder, place))

        self._context.jobs.run(work).then(self._on_chosen).otherwise(self._on_failed)

    def _on_chosen(self, choice: Choice) -> None:
        self._choose.setEnabled(True)
        choose_it = self._context.desk.backups.choose_second_place
        if not self._attempt(partial(choose_it, choice.place)):
            return
        if choice.is_on_the_same_disk:
            self._banner.warn(
                self.tr(
                    "This folder is on the same disk as the vault, and would be lost together "
                    "with it. It is used from now on; a USB stick would be better."
                )
            )
        else:
            self._banner.notice(
                self.tr("Backups go to {folder} as well from now on. Back up now to begin.").format(
                    folder=choice.place.folder
                )
            )

    def _use_none(self) -> None:
        if self._attempt(self._context.desk.backups.forget_second_place):
            self._choose.setFocus()
            self._banner.notice(
                self.tr("There is no second place any more. The backups in it stay as they are.")
            )

    def _attempt(self, work: Callable[[], None]) -> bool:
        try:
            work()
        except PeerDeskError as error:
            self._banner.explain(error)
            return False
        return True

    def _on_failed(self, error: PeerDeskError) -> None:
        self._choose.setEnabled(True)
        self._banner.warn(
            self.tr("This folder can't be the second place: {why}").format(
                why=words_on(Occasion.CHOOSING_PLACE, error)
            )
        )
