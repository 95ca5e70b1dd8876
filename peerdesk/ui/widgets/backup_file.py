"""The file of a backup: one that is there to be opened, or the place for one that is to be made."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from peerdesk.backup.naming import SUFFIX
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import Form
from peerdesk.ui.widgets.layout import row


def chosen_backup(parent: QWidget, title: str, start: Path | None = None) -> Path | None:
    """The backup that somebody picks, from `start` or the home folder on; None if they do not."""
    kinds = QCoreApplication.translate(
        "BackupFile", "PeerDesk backups (*{suffix});;All files (*)"
    ).format(suffix=SUFFIX)
    chosen, _filter = QFileDialog.getOpenFileName(parent, title, str(start or Path.home()), kinds)
    return Path(chosen) if chosen else None


def proposed_name(what_for: str = "") -> str:
    """A name that says which day the backup is of, and what it was made for."""
    today = date.today()  # noqa: DTZ011 - local day
    return " ".join(filter(None, (f"PeerDesk {today:%Y-%m-%d}", what_for))) + SUFFIX


class BackupFileForm(Form):
    """Where a new backup goes: typed, or found with a button. Nothing is written here."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.line = self.add(self.tr("Backup &file"), QLineEdit(str(Path.home() / name)))
        self.choose_button = button(self.tr("Ch&oose where…"), self._choose)
        self.add_plain(row(self.choose_button, None))

    @property
    def is_empty(self) -> bool:
        """Whether no file is named yet."""
        return not self.line.text().strip()

    @property
    def target(self) -> Path:
        """What is named, from the home folder on, with the ending that backups have."""
        return _with_suffix(self.line.text().strip())

    def _choose(self) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self,
            self.tr("Back up to"),
            self.line.text(),
            self.tr("PeerDesk backups (*{suffix})").format(suffix=SUFFIX),
        )
        if chosen:
            self.line.setText(str(_with_suffix(chosen)))


def _with_suffix(named: str) -> Path:
    target = Path.home() / Path(named).expanduser()
    return target if target.suffix == SUFFIX else target.with_name(target.name + SUFFIX)
