"""After the recovery words: a new passphrase at once, without typing the words again."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from checks import surroundings, too_small, without_a_name
from pytestqt.qtbot import QtBot

from peerdesk.app import create_desk, open_desk
from peerdesk.desk.desk import Desk
from peerdesk.domain.log import LogKind
from peerdesk.domain.recovery_words import RecoveryWords, generate
from peerdesk.errors import WrongPassphraseError
from peerdesk.ui.dialogs.forgotten import ForgottenDialog
from peerdesk.ui.pages.listed import PAGES
from peerdesk.ui.pages.page import PageContext
from peerdesk.ui.shell import Shell
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.findings import Finding, FindingKind
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.words import word_list

NEW = "nine lanterns over a quiet harbour"


@pytest.fixture
def sheet() -> RecoveryWords:
    return generate(word_list(), secrets.randbelow)


@pytest.fixture
def forgetful(tmp_path: Path, passphrase: str, sheet: RecoveryWords) -> Iterator[Desk]:
    """A desk that the recovery words opened."""
    folder = VaultFolder(tmp_path / "own")
    create_desk(
        folder, passphrase=passphrase, label="Robin", recovery=sheet, name="House", cost=FLOOR
    ).close()
    desk = open_desk(folder, sheet.secret)
    yield desk
    desk.close()


@pytest.fixture
def context(forgetful: Desk, tmp_path: Path) -> PageContext:
    return surroundings(forgetful, tmp_path)


@pytest.fixture
def shell(qtbot: QtBot, context: PageContext) -> Shell:
    made = Shell(context, PAGES)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_new_passphrase_takes_the_place_of_the_forgotten_one(
    qtbot: QtBot, shell: Shell, forgetful: Desk, sheet: RecoveryWords, passphrase: str
) -> None:
    shell.offer_new_passphrase(sheet.secret)
    dialog = shell.findChild(ForgottenDialog)
    assert isinstance(dialog, ForgottenDialog)
    assert without_a_name(dialog) == []
    assert too_small(dialog) == []
    dialog.replace()
    assert "at least 15" in dialog.banner.text
    dialog.new.show_text(NEW)
    dialog.again.show_text(NEW + "x")
    dialog.replace()
    assert "not the same" in dialog.banner.text
    dialog.again.show_text(NEW)
    with qtbot.waitSignal(dialog.replaced):
        dialog.replace()
    assert "opens the vault from now on" in shell._findings.text
    assert forgetful.vault.ways.accepts(NEW)
    assert not forgetful.vault.ways.accepts(passphrase)
    assert forgetful.vault.ways.accepts(sheet.secret)
    assert [way.label for way in forgetful.vault.ways.slots()] == ["Robin", ""]
    assert forgetful.log.latest(LogKind.KEYS_CHANGED) is not None


def test_later_leaves_the_way_to_the_keys_beside_what_the_unlock_found(
    shell: Shell, forgetful: Desk, sheet: RecoveryWords, passphrase: str
) -> None:
    shell.tell((Finding(FindingKind.FAILED_UNLOCKS, count=4),))
    shell.offer_new_passphrase(sheet.secret)
    dialog = shell.findChild(ForgottenDialog)
    assert isinstance(dialog, ForgottenDialog)
    dialog.reject()
    assert "4 times" in shell._findings.text
    assert "under Keys" in shell._findings.text
    assert forgetful.vault.ways.accepts(passphrase)


def test_an_unlock_by_words_is_in_the_log_as_such(forgetful: Desk) -> None:
    entry = forgetful.log.latest(LogKind.UNLOCKED)
    assert entry is not None
    assert (entry.subject, entry.opened_by) == ("recovery", "")


def test_words_of_another_vault_replace_nothing(forgetful: Desk, passphrase: str) -> None:
    other = generate(word_list(), secrets.randbelow)
    slot = forgetful.vault.ways.slots()[0].id
    with pytest.raises(WrongPassphraseError):
        forgetful.vault.ways.replace_passphrase(slot, other.secret, NEW)
    assert forgetful.vault.ways.accepts(passphrase)
