"""Above every page: what the unlock found out about the vault, and what comes up in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from peerdesk.ui.messages import finding_in_words
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.wording import counted
from peerdesk.vault.findings import FindingKind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from peerdesk.domain.restoring import Restored
    from peerdesk.vault.findings import Finding

LOOK_AT_BACKUPS = frozenset(
    {FindingKind.ROLLED_BACK, FindingKind.ALTERED, FindingKind.NEW_INNER_KEY}
)
"""What is answered where the backups are: by the newest one, or by a new one."""
READ_MILLISECONDS = 20_000
"""How long good news about a crash stays at the least, whatever is done meanwhile."""


class UnlockBanner(Banner):
    """A message that asks for nothing goes once it was read and work goes on."""

    backups_wanted = Signal()

    def __init__(self, read_within: int = READ_MILLISECONDS) -> None:
        super().__init__()
        self._told: tuple[Finding, ...] = ()
        self._of_findings: QWidget | None = None
        self._has_gone_on = False
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(read_within)
        self._reading.timeout.connect(self._leave)

    def tell(self, findings: tuple[Finding, ...]) -> None:
        """Say what the unlock found out about the vault's files."""
        self._told = tuple(each for each in findings if each.kind is not FindingKind.SLIPS)
        if not self._told:
            return
        words = " ".join(finding_in_words(finding) for finding in self._told)
        if any(finding.kind in LOOK_AT_BACKUPS for finding in self._told):
            self.warn(words, self.tr("Go to backups"), self.backups_wanted.emit)
        elif self._asks_for_nothing:
            self.notice(words)
            self._reading.start()
        else:
            self.warn(words)
        self._of_findings = self.message

    def tell_restored(self, restored: Restored) -> None:
        """Say at the first unlock after a restore that it was done."""
        told = self.tr("This vault was restored from a backup.")
        if restored.erased_again:
            who = counted(restored.erased_again, self.tr("person"), self.tr("people"))
            told += " " + self.tr(
                "Erased again, because they had been erased since: {who}."
            ).format(who=who)
        if not self.text:
            self.notice(told)

    @property
    def still_told(self) -> tuple[Finding, ...]:
        """The findings that are shown and were not closed."""
        is_shown = self.message is not None and self.message is self._of_findings
        return self._told if is_shown else ()

    def went_on(self) -> None:
        """Something was saved, or another page looked at."""
        self._has_gone_on = True
        self._leave()

    @property
    def _asks_for_nothing(self) -> bool:
        return all(finding.kind is FindingKind.AFTER_CRASH for finding in self._told)

    def _leave(self) -> None:
        is_read = self._has_gone_on and not self._reading.isActive()
        if is_read and self.still_told and self._asks_for_nothing:
            self.clear()
