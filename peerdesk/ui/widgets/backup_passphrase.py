"""The passphrase of a backup, with a line under it that says which one is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel
from shiboken6 import isValid

from peerdesk.backup.manifest import OpensWith
from peerdesk.backup.proof import opens_with
from peerdesk.ui.messages.opens_with import WORDS
from peerdesk.ui.widgets.form import Form
from peerdesk.ui.widgets.passphrase import PassphraseField

if TYPE_CHECKING:
    from pathlib import Path

    from peerdesk.errors import PeerDeskError
    from peerdesk.ui.jobs import Jobs, Task
    from peerdesk.ui.widgets.banner import Banner


class WhichPassphrase(QLabel):
    """Says the usual until `look_at` has found that the backup has a passphrase of its own."""

    def __init__(self, field: PassphraseField, jobs: Jobs) -> None:
        super().__init__()
        self._field, self._jobs = field, jobs
        self._path: Path | None = None
        self.setWordWrap(True)
        self.setObjectName("muted")
        self._show(OpensWith.VAULT)

    def look_at(self, path: Path) -> None:
        """Ask the backup itself, in the background."""
        self._path = path

        def work(_task: Task) -> tuple[Path, OpensWith]:
            return path, opens_with(path)

        self._jobs.run(work).then(self._on_answer).otherwise(self._on_failed)

    def _on_answer(self, answer: tuple[Path, OpensWith]) -> None:
        path, found = answer
        if isValid(self) and path == self._path:
            self._show(found)

    def _on_failed(self, _error: PeerDeskError) -> None:
        """What is wrong with the file is told when it is opened, which comes next."""
        if isValid(self):
            self._show(OpensWith.VAULT)

    def _show(self, found: OpensWith) -> None:
        self.setText(WORDS[found])
        self._field.setAccessibleDescription(WORDS[found])


class BackupPassphraseForm(Form):
    """Asks for what opens a backup that is chosen already."""

    entered = Signal()

    def __init__(self, backup: Path, jobs: Jobs) -> None:
        super().__init__()
        self.field = self.add(self.tr("&Passphrase of the backup"), PassphraseField())
        self.field.entered.connect(self.entered)
        self.add_plain(WhichPassphrase(self.field, jobs)).look_at(backup)
        self.setFocusProxy(self.field)

    def taken(self, banner: Banner) -> str:
        """What was typed, which leaves the field. Empty where that was nothing, which is told."""
        secret = self.field.take()
        if secret.strip():
            return secret
        banner.notice(self.tr("Type the passphrase of the backup first."))
        self.field.setFocus()
        return ""
