"""A vault made of a backup with a passphrase of its own has no recovery words, and says so."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from checks import surroundings
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from peerdesk.app import open_desk
from peerdesk.backup.make import export
from peerdesk.backup.rekeyed import OwnPassphrase, own_keys
from peerdesk.backup.restore import restore
from peerdesk.desk.desk import Desk
from peerdesk.domain.recovery_words import generate
from peerdesk.ui.dialogs.recovery_words import NewRecoveryDialog
from peerdesk.ui.pages.vault.keys.recovery_card import RecoveryCard
from peerdesk.ui.reminders import reminders
from peerdesk.ui.widgets.banner import Banner
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.words import word_list

OWN = OwnPassphrase("nine loud benches by the door", "Passphrase of a backup")


@pytest.fixture
def restored(desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    target = tmp_path / "own.peerdesk-backup"
    export(desk.vault, target, own=own_keys(desk.vault, OWN))
    folder = VaultFolder(tmp_path / "again")
    restore(target, folder, OWN.secret)
    opened = open_desk(folder, OWN.secret)
    yield opened
    opened.close()


def test_today_and_keys_ask_for_words_until_there_are_some(
    qtbot: QtBot, restored: Desk, tmp_path: Path
) -> None:
    context = surroundings(restored, tmp_path)
    card = RecoveryCard(context, Banner())
    qtbot.addWidget(card)
    card.refresh()
    assert "This vault has none" in card.state.text()
    assert not card.rehearse.isVisibleTo(card)
    assert [each.action for each in reminders(restored, datetime.now())] == ["Make recovery words"]  # noqa: DTZ005 - the room's own clock
    words = generate(word_list(), lambda below: below // 2)
    dialog = NewRecoveryDialog(context, words, card)
    assert any("as soon as you use them" in each.text() for each in dialog.findChildren(QLabel))
    dialog.reject()
    restored.vault.ways.renew_recovery(OWN.secret, words, restored.vault.ways.dearest_cost)
    card.refresh()
    assert card.state.text().startswith("Made on")
    assert card.rehearse.isVisibleTo(card)
    assert reminders(restored, datetime.now()) == ()  # noqa: DTZ005 - the room's own clock
