"""The window in which the inner key is changed, up to the lock that it ends with."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from checks import shown, surroundings, too_small, without_a_name
from pytestqt.qtbot import QtBot
from vault_page_kit import button, whole_page

from peerdesk.app import create_desk, open_desk
from peerdesk.desk.desk import Desk
from peerdesk.domain.locking import LockTrigger
from peerdesk.domain.log import LogKind
from peerdesk.domain.recovery_words import generate
from peerdesk.errors import WrongPassphraseError
from peerdesk.ui.dialogs.new_key import NewKeyDialog
from peerdesk.ui.jobs import Jobs
from peerdesk.ui.locking import close
from peerdesk.ui.pages.vault.page import VaultPage
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.reencryption import ReadySet
from peerdesk.vault.words import word_list

KIM = "nine lanterns over a quiet harbour"


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path, passphrase: str) -> VaultPage:
    desk.vault.ways.add_passphrase(passphrase, KIM, "Kim", FLOOR)
    made = whole_page(surroundings(desk, tmp_path))
    shown(qtbot, made)
    made.open("keys")
    return made


@pytest.fixture
def dialog(page: VaultPage, tmp_path: Path) -> Iterator[NewKeyDialog]:
    button(page, "Change the vault's inner key…").click()
    found = page.findChild(NewKeyDialog)
    assert isinstance(found, NewKeyDialog)
    found.first.place.line.setText(str(tmp_path / "before"))
    yield found
    page.context.jobs.wait()


def type_passphrases(dialog: NewKeyDialog, *typed: str) -> None:
    """Into the fields from above; that of whoever opened the vault comes first."""
    for field, secret in zip(dialog.first.fields.values(), typed, strict=False):
        field.show_text(secret)


def to_the_sheet(qtbot: QtBot, dialog: NewKeyDialog) -> None:
    dialog.go_on()
    qtbot.waitUntil(dialog.back_button.isVisible)


def type_back(dialog: NewKeyDialog) -> None:
    for place, answer in dialog.typed_back.answers.items():
        answer.setText(dialog.words.words[place])


def test_it_ends_with_a_vault_under_a_new_key_and_a_lock(
    qtbot: QtBot, page: VaultPage, dialog: NewKeyDialog, desk: Desk, passphrase: str, tmp_path: Path
) -> None:
    assert without_a_name(dialog) == []
    assert too_small(dialog) == []
    former = bytes(desk.vault.subkeys.database)
    type_passphrases(dialog, passphrase)
    to_the_sheet(qtbot, dialog)
    assert "Kim" in dialog._left_out.text()
    dialog.go_on()
    assert "is not as on the sheet" in dialog.banner.text
    type_back(dialog)
    with qtbot.waitSignal(page.context.wishes.replace) as asked:
        dialog.go_on()
    ready = asked.args[0].successor
    assert isinstance(ready, ReadySet)
    assert (tmp_path / "before.peerdesk-backup").exists()
    folder, held = desk.vault.folder, desk.vault.lock
    close(desk, page.context.jobs, LockTrigger.NEW_KEY, keep_lock=True)
    ready.take_place()
    held.release()
    assert_only_these_open(folder, passphrase, dialog.words.secret, former)


def assert_only_these_open(folder: VaultFolder, passphrase: str, words: str, former: bytes) -> None:
    with pytest.raises(WrongPassphraseError):
        open_desk(folder, KIM)
    open_desk(folder, words).close()
    again = open_desk(folder, passphrase)
    kinds = [entry.kind for entry in again.log.entries()]
    assert bytes(again.vault.subkeys.database) != former
    assert LogKind.VAULT_KEY_RENEWED in kinds
    assert kinds.index(LogKind.LOCKED) < kinds.index(LogKind.VAULT_KEY_RENEWED)
    assert LogKind.BACKED_UP in kinds
    again.close()


def test_a_wrong_passphrase_is_told_before_the_words_are_shown(
    qtbot: QtBot, dialog: NewKeyDialog, passphrase: str
) -> None:
    type_passphrases(dialog, passphrase, "not the passphrase of Kim")
    dialog.go_on()
    qtbot.waitUntil(lambda: bool(dialog.banner.text))
    assert "not the passphrase of “Kim”" in dialog.banner.text
    assert not dialog.back_button.isVisible()
    assert dialog.next_button.isEnabled()


def test_escape_while_the_passphrases_are_tried_leaves(
    qtbot: QtBot, dialog: NewKeyDialog, desk: Desk, passphrase: str
) -> None:
    type_passphrases(dialog, passphrase)
    dialog.go_on()
    with qtbot.waitSignal(dialog.finished):
        dialog.reject()
    assert desk.vault.ways.accepts(KIM)


@pytest.mark.parametrize(("empty", "said"), [("file", "file for the backup"), ("", "at least one")])
def test_what_is_missing_is_asked_for(dialog: NewKeyDialog, empty: str, said: str) -> None:
    if empty:
        dialog.first.place.line.clear()
    dialog.go_on()
    assert said in dialog.banner.text


def test_a_backup_that_can_not_be_made_is_told_before_anything_else(
    dialog: NewKeyDialog, passphrase: str, tmp_path: Path
) -> None:
    dialog.first.place.line.setText(str(tmp_path / "nowhere" / "before"))
    type_passphrases(dialog, passphrase, KIM)
    dialog.go_on()
    assert "folder for the backup is not there" in dialog.banner.text
    assert dialog.first.left_out == ()


def test_escape_while_it_works_stops_it_and_the_vault_is_as_it_was(
    qtbot: QtBot, dialog: NewKeyDialog, desk: Desk, passphrase: str
) -> None:
    type_passphrases(dialog, passphrase)
    to_the_sheet(qtbot, dialog)
    type_back(dialog)
    dialog.go_on()
    dialog.reject()
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: bool(dialog.banner.text))
    assert not desk.vault.folder.next_in_the_making.exists()
    assert desk.vault.ways.accepts(KIM)


def test_the_sample_has_no_inner_key_to_change(
    qtbot: QtBot, tmp_path: Path, passphrase: str
) -> None:
    sample = create_desk(
        VaultFolder(tmp_path / "sample"),
        passphrase=passphrase,
        label="Robin",
        recovery=generate(word_list(), secrets.randbelow),
        name="Sample",
        cost=FLOOR,
        is_sample=True,
    )
    page = whole_page(surroundings(sample, tmp_path))
    shown(qtbot, page)
    page.open("keys")
    assert not button(page, "Change the vault's inner key…").isVisible()
    sample.close()


def test_a_lock_ends_the_work(
    qtbot: QtBot, page: VaultPage, dialog: NewKeyDialog, desk: Desk, passphrase: str
) -> None:
    type_passphrases(dialog, passphrase)
    to_the_sheet(qtbot, dialog)
    type_back(dialog)
    folder, jobs = desk.vault.folder, page.context.jobs
    assert isinstance(jobs, Jobs)
    with qtbot.assertNotEmitted(page.context.wishes.replace):
        dialog.go_on()
        close(desk, jobs, LockTrigger.SLEEP)
        jobs.wait()
    open_desk(folder, KIM).close()
