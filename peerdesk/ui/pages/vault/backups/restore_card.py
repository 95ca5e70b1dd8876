"""Restoring a backup, trying one out, taking single records: what backups are for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from peerdesk.desk import drills
from peerdesk.desk.erased_backups import may_hold_erased, set_aside_with_erased
from peerdesk.desk.taking import take_back
from peerdesk.errors import PeerDeskError
from peerdesk.ui.clock import SystemClock
from peerdesk.ui.dialogs.drill import DrillDialog
from peerdesk.ui.dialogs.erased_in_backups import ErasedInBackupsDialog
from peerdesk.ui.dialogs.restore_backup import RestoreBackupDialog
from peerdesk.ui.dialogs.take_records import TakeRecordsDialog
from peerdesk.ui.messages.set_aside import may_hold_erased_in_words
from peerdesk.ui.widgets.backup_file import chosen_backup
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, flowing, with_action
from peerdesk.ui.wording import counted, day_in_words

if TYPE_CHECKING:
    from pathlib import Path

    from peerdesk.backup.drill import DrillReport
    from peerdesk.domain.taking import TakeReport
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.banner import Banner
    from peerdesk.vault.files import VaultFolder


class RestoreCard(Card):
    """Every way begins with a look inside; nothing is decided by choosing a file."""

    def __init__(self, context: PageContext, banner: Banner) -> None:
        super().__init__(self.tr("Restore"))
        self._context = context
        self._banner = banner
        self.body.addWidget(
            plain(
                self.tr(
                    "You see what is in a backup before you decide, and the vault that is open is "
                    "kept either way. A backup can also be dropped on this page."
                )
            )
        )
        self._restore = button(
            self.tr("&Restore a backup…"), self._choose_to_restore, icon_name="history"
        )
        self._drill = button(
            self.tr("&Try a backup out…"), self._choose_to_drill, icon_name="shield-check"
        )
        self._take = button(
            self.tr("Take single records…"), self._choose_to_take, icon_name="undo-2"
        )
        self.body.addWidget(flowing(self._restore, self._take, self._drill))
        self._drilled = muted("")
        self.body.addWidget(self._drilled)
        self._erased = plain("")
        self._look_after = button(self.tr("&Look after them…"), self._show_erased)
        self._erased_row = with_action(self._erased, self._look_after)
        self.body.addWidget(self._erased_row)

    def refresh(self) -> None:
        """Say when a backup was last tried out, and which may hold somebody who was erased."""
        self._drilled.setText(self._last_drill())
        told = self._about_erased()
        self._erased_row.setVisible(bool(told))
        self._erased.setText(told)

    def _about_erased(self) -> str:
        older = may_hold_erased(self._context.desk)
        told = [may_hold_erased_in_words(set_aside_with_erased(self._context.desk))]
        if older:
            in_backups = self.tr("{backups} from before a person was erased may still hold them.")
            known = counted(len(older), self.tr("backup"), self.tr("backups"))
            told.insert(0, in_backups.format(backups=known))
        return " ".join(filter(None, told))

    def restore(self, backup: Path) -> None:
        """Look into one backup, and decide."""
        dialog = RestoreBackupDialog(self._context, backup, self)
        dialog.restored.connect(self._on_restored)
        dialog.open()

    def drill(self, backup: Path) -> None:
        """Restore one backup into a place that is thrown away."""
        dialog = DrillDialog(self._context, backup, self)
        dialog.drilled.connect(self._on_drilled)
        dialog.open()

    def _show_erased(self) -> None:
        ErasedInBackupsDialog(self._context, self).open()

    def _choose_to_restore(self) -> None:
        backup = chosen_backup(self, self.tr("Restore a backup"))
        if backup is not None:
            self.restore(backup)

    def _choose_to_drill(self) -> None:
        backup = chosen_backup(self, self.tr("Try a backup out"))
        if backup is not None:
            self.drill(backup)

    def _choose_to_take(self) -> None:
        backup = chosen_backup(self, self.tr("Take single records"))
        if backup is not None:
            dialog = TakeRecordsDialog(self._context, backup, self)
            dialog.taken.connect(self._on_taken)
            dialog.open()

    def _on_restored(self, folder: VaultFolder) -> None:
        self._banner.notice(
            self.tr(
                "Restored as a new vault in {place}. The one that is open stays as it is."
            ).format(place=folder.root),
            self.tr("Lock, and open the new one"),
            partial(self._context.wishes.open_other.emit, folder),
        )

    def _on_drilled(self, report: DrillReport) -> None:
        self.refresh()
        self._banner.notice(
            self.tr(
                "This backup restores. It was put together in a private place, opened, and "
                "every one of its {rows} records was read; then it was thrown away. {ways}"
            ).format(rows=f"{sum(report.counts.values()):,}", ways=self._ways(report))
        )

    def _ways(self, report: DrillReport) -> str:
        passphrases = counted(
            report.passphrases, self.tr("passphrase opens it"), self.tr("passphrases open it")
        )
        if report.recovery_words:
            return self.tr("{passphrases}, and the recovery words of its day.").format(
                passphrases=passphrases
            )
        return self.tr("{passphrases}; it has no recovery words.").format(passphrases=passphrases)

    def _on_taken(self, report: TakeReport) -> None:
        if not report.taken:
            self._banner.notice(self.tr("All of that is in the vault already. Nothing was taken."))
            return
        self._banner.notice(
            self.tr("Taken out of the backup: {what}.").format(
                what=counted(report.taken, self.tr("record"), self.tr("records"))
            ),
            self.tr("Undo"),
            partial(self._take_back, report),
        )

    def _take_back(self, report: TakeReport) -> None:
        try:
            take_back(self._context.desk, report.undo)
        except PeerDeskError as error:
            self._banner.explain(error)
        else:
            self._banner.good(self.tr("Taken back. The vault is as it was."))

    def _last_drill(self) -> str:
        last = drills.last_drill(self._context.desk)
        if last is None:
            return self.tr("No backup was tried out yet. It takes a minute, and changes nothing.")
        day = day_in_words(last.astimezone().date(), SystemClock().now().date())
        return self.tr("Last tried out {day}.").format(day=day)
