"""Erasing a person: what goes and what stays, then the passphrase, then the proof in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.desk.erased_backups import may_hold_erased, set_aside_with_erased
from peerdesk.desk.traces import prove
from peerdesk.documents.erasure_receipt import ErasureReceipt
from peerdesk.errors import PeerDeskError, WrongPassphraseError
from peerdesk.ui.dialogs.erase_records.working import OneGone, erasing_of_one, preview_of_one
from peerdesk.ui.dialogs.erasure_receipt import ReceiptButtons
from peerdesk.ui.latest import Latest
from peerdesk.ui.messages.erasing import short_in_words
from peerdesk.ui.messages.set_aside import may_hold_erased_in_words
from peerdesk.ui.naming import called
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import FRAME
from peerdesk.ui.widgets.form import Form, plain
from peerdesk.ui.widgets.layout import column as below_one_another
from peerdesk.ui.widgets.layout import row, scrolling
from peerdesk.ui.widgets.passphrase import PassphraseField
from peerdesk.ui.wording import counted
from peerdesk.vault.troubles import VaultTrouble

if TYPE_CHECKING:
    from peerdesk.domain.erasure import ErasurePreview, ErasureProof
    from peerdesk.ui.jobs import Task
    from peerdesk.ui.pages.page import PageContext

WIDTH = 560


class EraseMemberDialog(Dialog):
    """One decision. `beginning` comes right before the records go, `erased` with the proof."""

    beginning = Signal()
    erased = Signal(object)
    """Carries the `ErasureProof`."""
    backups_wanted = Signal()
    """Show the backups from before, which may still hold the person."""

    def __init__(self, context: PageContext, member_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        # A window's title is seen in the task bar: no name in it.
        self.setWindowTitle(self.tr("Erase a person"))
        self.setMinimumWidth(WIDTH)
        self._context = context
        self._preview: ErasurePreview | None = None
        self._member = context.desk.members.get(member_id)
        self._erased_uid = ""
        self._counting: Latest[ErasurePreview] = Latest(context.jobs)
        self.banner = Banner()
        self.passphrase = PassphraseField()
        self.passphrase.entered.connect(self.erase)
        self._form = Form()
        self._form.add(self.tr("Your &passphrase, because this can't be undone"), self.passphrase)
        self.explanation = plain(self.tr("Counting what would go…"))
        self.heading = plain(
            self.tr("Erase {name}?").format(name=called(self._member)), style="sectionTitle"
        )
        self.accounting = button(
            self.tr("&Look at their accounting first…"),
            self._show_accounting,
            icon_name="file-text",
        )
        # Enter in the passphrase erases, and is not for this.
        self.accounting.setAutoDefault(False)
        self.accounting.hide()
        self.receipt = ReceiptButtons(context, self.banner)
        self.receipt.leaving.ended.connect(self._fit)
        self._content = below_one_another(
            self.heading,
            self.explanation,
            row(self.accounting, None),
            self.banner,
            self.receipt,
            self._form,
            spacing=12,
        )
        self.erase_button = button(self.tr("&Erase for good"), self.erase, icon_name="trash-2")
        self.backups_button = button(self.tr("Look at these &backups…"), self._go_to_backups)
        self.backups_button.hide()
        self.close_button = button(self.tr("Keep"), self.reject, weight="primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(scrolling(self._content))
        layout.addWidget(row(self.backups_button, None, self.erase_button, self.close_button))
        self._fit()
        # Qt gives the focus to a button that comes first, whatever has it.
        QWidget.setTabOrder(self.passphrase.line, self.accounting)
        self.passphrase.setFocus()
        self.erase_button.setEnabled(False)
        self.finished.connect(self._counting.drop)
        context.jobs.ending.connect(self._counting.drop)
        self._counting.run(
            preview_of_one(context.desk.vault, member_id), self._on_counted, self._on_not_counted
        )

    def erase(self) -> None:
        """Check the passphrase, then erase, then say what the search of the file found."""
        secret = self.passphrase.take()
        if not secret.strip():
            self.banner.notice(self.tr("Type your passphrase first. Nothing was erased."))
            self.passphrase.setFocus()
            return
        if self._preview is None:
            self.banner.notice(self.tr("What would go is still being counted. Nothing was erased."))
            self.passphrase.setFocus()
            return
        self._busy(busy=True)
        vault = self._context.desk.vault

        def work(_task: Task) -> bool:
            return vault.ways.accepts(secret)

        self._context.jobs.run(work).then(self._on_checked).otherwise(self._on_failed)

    def _on_checked(self, accepted: bool) -> None:  # noqa: FBT001 - the job's answer
        if not accepted:
            self._on_failed(
                WrongPassphraseError(VaultTrouble.WRONG_PASSPHRASE, slots=1, recovery=0, old_keys=0)
            )
            return
        self.beginning.emit()
        work = erasing_of_one(self._context.desk.vault, self._member.id)
        self._context.jobs.run(work).then(self._on_gone).otherwise(self._on_failed)

    def _on_gone(self, gone: OneGone) -> None:
        erased = gone.erased
        self._preview, self._erased_uid = gone.preview, erased.record_uid
        for change in gone.changes:
            self._context.desk.tell(change)
        self._form.hide()
        self.erase_button.hide()
        self.accounting.hide()
        self.heading.setText(self.tr("Erased"))
        self.explanation.setText(self.tr("Searching the whole file for what may be left…"))
        vault = self._context.desk.vault

        def work(task: Task) -> ErasureProof:
            return prove(vault, erased.texts, cancelled=task.cancelled)

        self._context.jobs.run(work).then(self._on_proven).otherwise(self._on_not_searched)

    def _on_counted(self, preview: ErasurePreview) -> None:
        self._preview = preview
        self.explanation.setText(self._in_words(preview))
        self.accounting.setVisible(preview.to_account_for > 0)
        self.erase_button.setEnabled(True)
        self._fit()

    def _on_not_counted(self, error: PeerDeskError) -> None:
        self.explanation.setText(self.tr("What would go could not be counted. Nothing was erased."))
        self.banner.explain(error)
        self._fit()

    def _on_proven(self, proof: ErasureProof) -> None:
        if self._preview is not None:
            self.receipt.offer(self._receipt_of(self._preview, proof))
        self._end_with(self._outcome(proof))
        if not proof.holds:
            self.heading.setText(self.tr("Erased, with traces left"))
        self.erased.emit(proof)

    def _receipt_of(self, seen: ErasurePreview, proof: ErasureProof) -> ErasureReceipt:
        (record,) = (
            each
            for each in self._context.desk.erasures.all()
            if each.record_uid == self._erased_uid
        )
        return ErasureReceipt(
            vault_name=self._context.desk.vault.name,
            # Not the uid that the person's record had, which a backup still knows.
            number=record.uid[:8],
            erased_at=record.erased_at.astimezone(),
            erased=seen,
            proof=proof,
        )

    def _on_not_searched(self, error: PeerDeskError) -> None:
        """The erasure is done and saved; only the search of the file did not come to its end."""
        self._end_with(
            self.tr(
                "The records are gone. The search of the whole file could not be finished, so "
                "nothing is proven."
            )
        )
        self.banner.explain(error)
        self._fit()

    def _on_failed(self, error: PeerDeskError) -> None:
        self._busy(busy=False)
        self.banner.explain(error)
        self.passphrase.setFocus()
        self._fit()

    def _end_with(self, words: str) -> None:
        self.explanation.setText(words)
        self.close_button.setText(self.tr("&Close"))
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.setEnabled(True)
        self.receipt.take_enter(otherwise=self.close_button)
        self._fit()

    def _outcome(self, proof: ErasureProof) -> str:
        if not proof.holds:
            return self.tr(
                "The records are gone, but {n} traces of them are still in the vault's file. "
                "Restore your newest backup as a new vault, erase there, and tell the makers of "
                "PeerDesk."
            ).format(n=proof.left)
        lines = [
            self.tr(
                "The whole file was decrypted and searched afterwards, {pages} pages, "
                "unused ones too: nothing of this person is in it."
            ).format(pages=f"{proof.pages:,}")
        ]
        if proof.elsewhere:
            lines.append(
                self.tr(
                    "{n} of the words looked for are in other records as well, such as somebody "
                    "else of that name or a script; those stay."
                ).format(n=proof.elsewhere)
            )
        if proof.short:
            lines.append(short_in_words(proof.short))
        lines.append(self._about_backups())
        return "\n\n".join(lines)

    def _about_backups(self) -> str:
        older = len(may_hold_erased(self._context.desk))
        aside = set_aside_with_erased(self._context.desk)
        self.backups_button.setVisible(older > 0 or bool(aside))
        told = self.tr(
            "Backups made before still hold them. If you restore one while this vault is open, "
            "PeerDesk erases this person again."
        )
        if older:
            known = counted(older, self.tr("such backup"), self.tr("such backups"))
            told += " " + self.tr("{known} can be looked after now.").format(known=known)
        return " ".join(filter(None, (told, may_hold_erased_in_words(aside))))

    def _go_to_backups(self) -> None:
        self.accept()
        self.backups_wanted.emit()

    def _in_words(self, seen: ErasurePreview) -> str:
        lines = [self._what_goes(seen), self._what_stays(seen)]
        if seen.to_account_for:
            lines.append(self._may_have_to_be_kept(seen.to_account_for))
        if self._is_in_a_running_session():
            lines.append(
                self.tr(
                    "They are in a session that is running now. They go from its list and its "
                    "round at once."
                )
            )
        if seen.named_in:
            lines.append(
                self.tr(
                    "Their name is also in what was written about {sessions}. That is not "
                    "changed; find it under Notes and write it otherwise first."
                ).format(sessions=counted(len(seen.named_in), "session", "sessions"))
            )
        return "\n\n".join(lines)

    def _may_have_to_be_kept(self, number: int) -> str:
        return self.tr(
            "42 CFR Part 2 holds for a group of theirs, or may: an accounting of what was given in "
            "the last three years ({releases}) may have to be kept for them. Print it first if "
            "they want it, and check this with your organisation. Whether to erase stays with you "
            "and them."
        ).format(releases=counted(number, self.tr("release"), self.tr("releases")))

    def _show_accounting(self) -> None:
        from peerdesk.ui.dialogs.accounting import AccountingDialog  # noqa: PLC0415 - rare

        AccountingDialog(self._context, self._member, self._context.clock.now, self).open()

    def _is_in_a_running_session(self) -> bool:
        sessions = self._context.desk.sessions
        return any(
            self._member.id in sessions.attendance(running.id) for running in sessions.running()
        )

    def _what_goes(self, seen: ErasurePreview) -> str:
        """Only what there is: a row of zeros would hide it."""
        parts = [
            counted(number, one, more)
            for number, one, more in (
                (seen.notes, "note about them", "notes about them"),
                (seen.memberships, "place in a group", "places in groups"),
                (seen.acknowledgements, "agreement", "agreements"),
                (seen.releases, "release of information", "releases of information"),
                (seen.consents, "consent to a release", "consents to releases"),
            )
            if number
        ]
        return self.tr(
            "This goes for good: the name and everything else on their page, {parts}."
        ).format(parts=", ".join((*parts, self.tr("and who was where"))))

    def _what_stays(self, seen: ErasurePreview) -> str:
        stays = []
        if seen.came_to:
            stays.append(
                self.tr(
                    "This stays: a bare count, so that {sessions} still say how many came."
                ).format(sessions=counted(seen.came_to, "session", "sessions"))
            )
        if seen.concerns:
            stays.append(
                self.tr(
                    "Safeguarding concerns are never erased by the way: what was written about "
                    "them there stays ({concerns}), no longer tied to anybody, and a name in its "
                    "words with it."
                ).format(concerns=counted(seen.concerns, "concern", "concerns"))
            )
        return " ".join(stays) or self.tr("Nothing about them stays, not even a count.")

    def _busy(self, *, busy: bool) -> None:
        self.banner.clear()
        for control in (self.passphrase, self.erase_button, self.close_button):
            control.setEnabled(not busy)
        self.erase_button.setText(self.tr("Erasing…") if busy else self.tr("&Erase for good"))

    def _fit(self) -> None:
        """As high as the words need, and no higher than the screen."""
        height = self._content.heightForWidth(max(WIDTH, self.width()) - 48) + 96
        self.resize(
            max(WIDTH, self.width()),
            min(height, self.screen().availableGeometry().height() - FRAME),
        )

    def reject(self) -> None:
        """Not while it is under way: an erasure ends with its proof, a receipt with its line."""
        if self.close_button.isEnabled() and not self.receipt.leaving.writing:
            super().reject()
