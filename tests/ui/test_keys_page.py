"""Keys for people: several passphrases, and recovery words that are tried and made anew."""

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from checks import shown, surroundings, too_small, without_a_name
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from vault_page_kit import button, settle, type_into_next_dialog

from peerdesk.app import create_desk
from peerdesk.desk.desk import Desk
from peerdesk.desk.rehearsals import REMIND_AFTER, is_due, last_rehearsal
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogKind
from peerdesk.domain.recovery_words import RecoveryWords, generate
from peerdesk.ui.dialogs.recovery_words import NewRecoveryDialog, RehearsalDialog
from peerdesk.ui.dialogs.rename_passphrase import RenameDialog
from peerdesk.ui.pages.vault.keys.fit_card import FitCard
from peerdesk.ui.pages.vault.keys.section import KeysSection
from peerdesk.ui.pages.vault.page import VaultPage
from peerdesk.ui.reminders import reminders
from peerdesk.ui.widgets.recovery_grid import RecoveryGrid
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import FLOOR, Fit, KdfCost
from peerdesk.vault.words import word_list

OTHER = "nine lanterns over a quiet harbour"


def least_cost() -> KdfCost:
    return FLOOR


@pytest.fixture
def sheet() -> RecoveryWords:
    """Always the same: one in some thousands stays a sheet when two words are swapped."""
    places = iter(range(7, 7000, 600))
    return generate(word_list(), lambda _words: next(places))


@pytest.fixture
def vault(tmp_path: Path, passphrase: str, sheet: RecoveryWords) -> Iterator[Desk]:
    made = create_desk(
        VaultFolder(tmp_path / "own"),
        passphrase=passphrase,
        label="Robin",
        recovery=sheet,
        name="Harbour House",
        cost=FLOOR,
    )
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, vault: Desk, tmp_path: Path) -> VaultPage:
    made = VaultPage(surroundings(vault, tmp_path))
    shown(qtbot, made)
    made.open("keys")
    return made


@pytest.fixture
def section(page: VaultPage) -> KeysSection:
    found = page.section
    assert isinstance(found, KeysSection)
    found.add.cost = least_cost
    return found


def add(section: KeysSection, new: str, authority: str, label: str = "Kim") -> None:
    section.add.label.setText(label)
    section.add.new.show_text(new)
    section.add.again.show_text(new)
    section.add.authority.show_text(authority)
    section.add.add()


def test_a_second_person_gets_a_passphrase_of_their_own(
    qtbot: QtBot, page: VaultPage, section: KeysSection, vault: Desk, passphrase: str
) -> None:
    add(section, OTHER, passphrase)
    settle(qtbot, page)
    assert "Added" in page.banner.text
    assert vault.vault.ways.accepts(OTHER)
    assert vault.vault.ways.accepts(passphrase)
    assert {way.label for way in vault.vault.ways.slots()} == {"Robin", "Kim", ""}
    assert vault.log.latest(LogKind.KEY_ADDED) is not None
    assert section.add.new.text == section.add.authority.text == ""


def test_the_recovery_words_let_a_new_passphrase_in(
    qtbot: QtBot, page: VaultPage, section: KeysSection, vault: Desk, sheet: RecoveryWords
) -> None:
    add(section, OTHER, sheet.secret)
    settle(qtbot, page)
    assert vault.vault.ways.accepts(OTHER)


@pytest.mark.parametrize(
    ("new", "authority", "label", "answer"),
    [
        (OTHER, "not a passphrase of this vault", "Kim", "does not open this vault"),
        ("too short", "x", "Kim", "at least 15"),
        (OTHER, "", "Kim", "your own passphrase"),
        (OTHER, "x", " ", "whose passphrase"),
    ],
)
def test_what_will_not_do_adds_nothing(
    qtbot: QtBot,
    page: VaultPage,
    section: KeysSection,
    vault: Desk,
    new: str,
    authority: str,
    label: str,
    answer: str,
) -> None:
    add(section, new, authority, label)
    settle(qtbot, page)
    assert answer in page.banner.text
    assert len(vault.vault.ways.slots()) == 2


def test_the_last_passphrase_has_no_button_to_remove_it(page: VaultPage) -> None:
    with pytest.raises(ValueError, match="unpack"):
        button(page, "Remove the passphrase of Robin")


def test_a_passphrase_is_removed_by_whoever_still_has_one(
    qtbot: QtBot, page: VaultPage, section: KeysSection, vault: Desk, passphrase: str
) -> None:
    add(section, OTHER, passphrase)
    settle(qtbot, page)
    type_into_next_dialog(passphrase)
    button(page, "Remove the passphrase of Kim").click()
    settle(qtbot, page)
    assert "Older backups still open" in page.banner.text
    assert not vault.vault.ways.accepts(OTHER)
    assert vault.log.latest(LogKind.KEY_REMOVED) is not None


def rehearsal(section: KeysSection) -> RehearsalDialog:
    section.recovery.rehearse.click()
    dialog = section.findChild(RehearsalDialog)
    assert isinstance(dialog, RehearsalDialog)
    return dialog


def test_the_words_of_this_vault_are_tried_and_logged(
    qtbot: QtBot, page: VaultPage, section: KeysSection, vault: Desk, sheet: RecoveryWords
) -> None:
    dialog = rehearsal(section)
    assert without_a_name(dialog) == []
    assert too_small(dialog) == []
    assert last_rehearsal(vault) is None
    for field, word in zip(dialog.grid.fields, sheet.words, strict=True):
        field.setText(word)
    with qtbot.waitSignal(dialog.rehearsed):
        dialog.check()
    assert last_rehearsal(vault) is not None
    assert "Last tried on" in section.recovery.state.text()


def test_the_sheet_of_another_vault_is_told_from_a_slip(
    qtbot: QtBot, section: KeysSection, sheet: RecoveryWords
) -> None:
    dialog = rehearsal(section)
    other = generate(word_list(), secrets.randbelow)
    for field, word in zip(dialog.grid.fields, other.words, strict=True):
        field.setText(word)
    dialog.check()
    qtbot.waitUntil(lambda: bool(dialog.banner.text))
    assert "not of this vault" in dialog.banner.text
    for field, word in zip(dialog.grid.fields, sheet.words, strict=True):
        field.setText(word)
    dialog.grid.fields[4].setText("zzz")
    dialog.check()
    assert "Word 5 is on no recovery sheet" in dialog.banner.text
    dialog.grid.fields[4].setText(sheet.words[5])
    dialog.grid.fields[5].setText(sheet.words[4])
    dialog.check()
    assert "two may be swapped" in dialog.banner.text


def test_new_words_take_effect_after_two_were_typed_back(
    qtbot: QtBot, section: KeysSection, vault: Desk, sheet: RecoveryWords, passphrase: str
) -> None:
    section.recovery.renew.click()
    dialog = section.findChild(NewRecoveryDialog)
    assert isinstance(dialog, NewRecoveryDialog)
    dialog.cost = least_cost
    dialog.passphrase.show_text(passphrase)
    dialog.renew()
    assert "is not as on the sheet" in dialog.banner.text
    assert vault.vault.ways.accepts(sheet.secret)
    words = dialog._words
    for place, answer in dialog.typed_back.answers.items():
        answer.setText(words.words[place].upper())
    with qtbot.waitSignal(dialog.renewed):
        dialog.renew()
    assert vault.vault.ways.accepts(words.secret)
    assert not vault.vault.ways.accepts(sheet.secret)
    assert vault.log.latest(LogKind.RECOVERY_RENEWED) is not None


def test_today_reminds_after_ninety_days(vault: Desk) -> None:
    now = datetime.now(UTC)
    assert not is_due(vault, now + REMIND_AFTER - timedelta(days=1))
    assert reminders(vault, now) == ()
    assert is_due(vault, now + REMIND_AFTER + timedelta(hours=1))
    (reminder,) = reminders(vault, now + REMIND_AFTER + timedelta(hours=1))
    assert (reminder.page, reminder.key) == ("vault", "keys")
    vault.note_in_log(LogKind.RECOVERY_REHEARSED)
    assert not is_due(vault, datetime.now(UTC) + REMIND_AFTER - timedelta(minutes=1))


@pytest.fixture
def grid(qtbot: QtBot) -> RecoveryGrid:
    made = RecoveryGrid()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_word_is_completed_by_the_space_bar_as_soon_as_only_one_fits(
    qtbot: QtBot, grid: RecoveryGrid
) -> None:
    qtbot.keyClicks(grid.fields[0], "abacu ")
    assert grid.fields[0].text() == "abacus"
    qtbot.keyClicks(grid.fields[1], "ab ")
    assert grid.fields[1].text() == "ab"
    assert grid.first_unknown() == 2


def test_a_whole_sheet_can_be_pasted(grid: RecoveryGrid, sheet: RecoveryWords) -> None:
    numbered = " ".join(f"{place}. {word}" for place, word in enumerate(sheet.words, start=1))
    grid.fields[0].setText(numbered)
    grid.fields[0].textEdited.emit(numbered)
    assert grid.text == sheet.secret
    assert grid.first_unknown() == 0
    assert isValid(grid)


def rename_dialog(section: KeysSection, page: VaultPage, name: str) -> RenameDialog:
    button(page, f"Rename the passphrase of {name}").click()
    dialog = section.findChild(RenameDialog)
    assert isinstance(dialog, RenameDialog)
    return dialog


def test_a_passphrase_is_given_another_name_by_whoever_has_it(
    qtbot: QtBot, page: VaultPage, section: KeysSection, vault: Desk, passphrase: str
) -> None:
    dialog = rename_dialog(section, page, "Robin")
    assert without_a_name(dialog) == []
    assert too_small(dialog) == []
    dialog.label.setText(" ")
    dialog.rename()
    assert "whose passphrase" in dialog.banner.text
    dialog.label.setText("Sascha")
    dialog.rename()
    assert "Type that passphrase" in dialog.banner.text
    dialog.secret.show_text(passphrase)
    dialog.rename()
    settle(qtbot, page)
    assert [way.label for way in vault.vault.ways.slots()] == ["Sascha", ""]
    assert vault.log.latest(LogKind.KEY_RENAMED) is not None


def test_a_wrong_passphrase_renames_nothing(
    qtbot: QtBot, page: VaultPage, section: KeysSection, vault: Desk
) -> None:
    dialog = rename_dialog(section, page, "Robin")
    dialog.label.setText("Sascha")
    dialog.secret.show_text("not the passphrase at all")
    dialog.rename()
    settle(qtbot, page)
    assert "does not open this vault" in page.banner.text
    assert [way.label for way in vault.vault.ways.slots()] == ["Robin", ""]


def refreshed(section: KeysSection, vault: Desk, fit: Fit, seconds: float) -> FitCard:
    """The card as it is where opening the vault took so long."""
    vault.vault.opened_fit, vault.vault.opened_seconds = fit, seconds
    section.fit.measure = lambda: KdfCost(FLOOR.memory_kib, 8, FLOOR.lanes)
    section.fit.refresh()
    return section.fit


def test_what_fits_this_computer_is_not_spoken_of(section: KeysSection, vault: Desk) -> None:
    assert refreshed(section, vault, Fit.FITS, 1.1).isHidden()


def test_a_passphrase_that_is_slow_here_says_how_slow(section: KeysSection, vault: Desk) -> None:
    card = refreshed(section, vault, Fit.SLOW, 4.2)
    assert not card.isHidden()
    assert "took about 4 seconds" in card.state.text()


def test_a_passphrase_of_a_slower_computer_is_fitted(
    qtbot: QtBot, page: VaultPage, section: KeysSection, vault: Desk, passphrase: str
) -> None:
    card = refreshed(section, vault, Fit.QUICK, 0.1)
    assert "could be guarded better" in card.state.text()
    type_into_next_dialog("not the passphrase at all")
    card.button.click()
    settle(qtbot, page)
    assert "does not open this vault" in page.banner.text
    type_into_next_dialog(passphrase)
    card.button.click()
    settle(qtbot, page)
    assert card.isHidden()
    assert vault.vault.ways.slots()[0].cost.iterations == 8
    assert vault.log.latest(LogKind.KEY_FITTED) is not None


@pytest.mark.parametrize("count", [6, 7, 8])
def test_a_suggestion_has_as_many_words_as_were_chosen(section: KeysSection, count: int) -> None:
    suggest = section.add.suggest
    suggest.count.setCurrentIndex(suggest.count.findData(count))
    suggest.button.click()
    assert len(section.add.new.text.split(" ")) == count
    assert section.add.strength.text() == "Strong."


def test_names_of_this_vault_and_its_groups_are_refused_in_a_passphrase(
    page: VaultPage, section: KeysSection, vault: Desk
) -> None:
    vault.groups.save(Group(name="Thursday Circle", place="Saint Mary Hall"))
    page.refresh()
    section.add.new.show_text("thursday circle saint mary")
    assert "belongs to this vault, a group" in section.add.strength.text()
    section.add.label.setText("Kim")
    section.add.add()
    assert "guessed too quickly: part of it is a name" in page.banner.text
