"""What a new inner key is for, where the backup goes, and whose passphrase is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.backup.beside import require_usable_target
from peerdesk.errors import PeerDeskError
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.widgets.backup_file import BackupFileForm, proposed_name
from peerdesk.ui.widgets.form import Form, muted, plain
from peerdesk.ui.widgets.layout import column
from peerdesk.ui.widgets.passphrase import PassphraseField
from peerdesk.ui.wording import counted
from peerdesk.vault.cipher import translating
from peerdesk.vault.keyfile import SlotKind

if TYPE_CHECKING:
    from pathlib import Path

    from peerdesk.ui.widgets.banner import Banner
    from peerdesk.vault.open_vault import OpenVault
    from peerdesk.vault.ways_in import SlotSummary


class FirstPart(QWidget):
    """Asks for everything that the work needs, apart from the new recovery words."""

    entered = Signal()

    def __init__(self, vault: OpenVault) -> None:
        super().__init__()
        self._vault = vault
        # Whoever opened the vault now is asked first.
        passphrases = (way for way in vault.ways.slots() if way.kind is SlotKind.PASSPHRASE)
        self._ways = sorted(passphrases, key=self._is_of_another)
        # A name of its own: the backup of today that there may be already is left alone.
        self.place = BackupFileForm(proposed_name("before a new inner key"))
        self.fields: dict[str, PassphraseField] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 12, 0)
        layout.setSpacing(20)
        for part in (self._what_it_is_for(), self._backup(), self._people()):
            layout.addWidget(part)
        self.setFocusProxy(next(iter(self.fields.values())))

    @property
    def target(self) -> Path:
        """The file of the backup that comes first."""
        return self.place.target

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, by the id of its slot; those left empty are not in it."""
        return {slot: field.text for slot, field in self.fields.items() if field.text.strip()}

    @property
    def left_out(self) -> tuple[str, ...]:
        """The labels of those who have to be added again."""
        typed = self.typed
        return tuple(self._named(way) for way in self._ways if way.id not in typed)

    def is_usable(self, banner: Banner) -> bool:
        """Whether there is enough to go on; if not, it is told, and the keyboard is there."""
        if self.place.is_empty:
            banner.notice(self.tr("Choose the file for the backup first. Nothing was changed."))
            self.place.line.setFocus()
            return False
        try:
            with translating():
                require_usable_target(self._vault.folder, self.target)
        except PeerDeskError as error:
            banner.warn(words_on(Occasion.BACKUP, error))
            self.place.line.setFocus()
            return False
        if not self.typed:
            banner.notice(self.tr("Type at least one passphrase. Nothing was changed."))
            self.setFocus()
            return False
        return True

    def forget(self) -> None:
        """Empty every field."""
        for field in self.fields.values():
            field.take()

    def _is_of_another(self, way: SlotSummary) -> bool:
        return way.id != self._vault.ways.opened_slot

    def _named(self, way: SlotSummary) -> str:
        return way.label or self.tr("Without a name")

    def _what_it_is_for(self) -> QWidget:
        older = older_copies(self._vault)
        in_folder = (
            self.tr("In this vault's own folder: {n}.").format(
                n=counted(older, self.tr("file"), self.tr("files"))
            )
            if older
            else ""
        )
        return column(
            plain(self.tr("When this helps"), style="sectionTitle"),
            plain(
                self.tr(
                    "All passphrases lead to one inner key, and that key opens the vault. If "
                    "somebody has a copy of the vault and a passphrase of that day, a new "
                    "passphrase does not keep them out of later copies. A new inner key does."
                )
            ),
            plain(
                self.tr(
                    "Do it when a passphrase may have been seen by somebody who can reach a copy "
                    "or a backup, or when somebody left who may have kept one."
                )
            ),
            muted(
                self.tr(
                    "Copies and backups from before still open with the passphrases and words of "
                    "their day; nobody can change that. Once you have a new backup, destroy the "
                    "old ones. {in_folder}"
                ).format(in_folder=in_folder)
            ),
        )

    def _backup(self) -> QWidget:
        return column(
            plain(self.tr("A backup comes first"), style="sectionTitle"),
            muted(self.tr("As the vault is now, read back and proven. A stick is a good place.")),
            self.place,
        )

    def _people(self) -> QWidget:
        form = Form()
        for way in self._ways:
            name = self.tr("Passphrase of {name}").format(name=self._named(way))
            field = self.fields[way.id] = form.add(name, PassphraseField())
            field.entered.connect(self.entered)
        parts: list[QWidget] = [plain(self.tr("Who can open it afterwards"), style="sectionTitle")]
        if len(self._ways) > 1:
            parts.append(
                muted(
                    self.tr(
                        "Whoever is here types their own. Those whose field stays empty can't "
                        "open the vault any more, until you add them again under Keys."
                    )
                )
            )
        return column(*parts, form)


def older_copies(vault: OpenVault) -> int:
    """Files in the vault's own folder that older keys open: its backups, and what was set aside."""
    places = (vault.folder.backups, vault.folder.set_aside)
    return sum(path.is_file() for place in places if place.is_dir() for path in place.rglob("*"))
