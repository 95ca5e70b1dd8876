"""The library of scripts and script files, used as a facilitator would."""

from dataclasses import replace
from pathlib import Path

import pytest
from checks import StoppedClock, jobs_held_up, shown, too_small, without_a_name
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot
from vault_page_kit import type_into_next_dialog

from peerdesk.desk.desk import Desk
from peerdesk.desk.sharing import shared_words
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.domain.scripts import Script
from peerdesk.settings import SettingsStore
from peerdesk.ui.jobs import Jobs
from peerdesk.ui.pages.ground_rules.page import GroundRulesPage
from peerdesk.ui.pages.ground_rules.script_library import ScriptLibraryDialog
from peerdesk.ui.pages.ground_rules.share_dialog import ShareDialog
from peerdesk.ui.pages.ground_rules.take_in_dialog import TakeInDialog
from peerdesk.ui.pages.page import PageContext, Wishes
from peerdesk.ui.terms import language_words

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk, tmp_path: Path) -> GroundRulesPage:
    settings = SettingsStore(tmp_path / "settings.json")
    made = GroundRulesPage(PageContext(desk, settings, Jobs(qapp), Wishes(qapp)), StoppedClock())
    shown(qtbot, made)
    return made


@pytest.fixture
def library(qtbot: QtBot, page: GroundRulesPage) -> ScriptLibraryDialog:
    qtbot.mouseClick(page.library_button, Qt.MouseButton.LeftButton)
    return dialog_of(page, ScriptLibraryDialog)


def dialog_of(page: GroundRulesPage, kind: type[QDialog]) -> QDialog:
    found = page.window().findChildren(kind)
    assert len(found) == 1
    return found[0]


def built_in(desk: Desk, language: str, origin: str) -> Script:
    wanted = (True, language, origin)
    return next(s for s in desk.scripts.all() if (s.built_in, s.language, s.origin) == wanted)


def choose_language(library: ScriptLibraryDialog, code: str) -> None:
    library.language.setCurrentIndex(library.language.findData(code))


def test_the_page_lists_the_library_by_language_with_the_general_script_first(
    page: GroundRulesPage,
) -> None:
    titles = [entry.title for entry in page.list.entries]
    assert titles[:2] == ["Built in: English", "General well-being"]
    assert titles[12:14] == ["Built in: Español", "Bienestar general"]
    assert len(titles) == 24


@pytest.mark.parametrize(
    ("code", "name"), [("en", "English"), ("es", "Español"), ("pt-BR", "Português"), ("qq", "qq")]
)
def test_a_language_is_called_by_its_own_name(code: str, name: str) -> None:
    assert language_words(code) == name


def test_the_library_says_of_each_script_when_to_use_it(
    desk: Desk, library: ScriptLibraryDialog
) -> None:
    choose_language(library, "es")
    assert len(library.list.entries) == 11
    for entry in library.list.entries:
        assert library.list.choose(entry.key)
        assert library.description.text() == desk.scripts.get(int(entry.key)).summary
    assert library.list.entries[0].title == "Bienestar general"


def test_looking_at_a_script_of_the_library_opens_it_on_the_page(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, library: ScriptLibraryDialog
) -> None:
    choose_language(library, "es")
    library.list.choose(built_in(desk, "es", "voices").id)
    qtbot.mouseClick(library.look_button, Qt.MouseButton.LeftButton)
    assert page.opened is not None
    assert page.opened.script == built_in(desk, "es", "voices")
    assert page.list.current_key == page.opened.script.id


def test_a_script_of_the_library_becomes_ones_own_with_one_key(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, library: ScriptLibraryDialog
) -> None:
    library.list.choose(built_in(desk, "en", "carers").id)
    qtbot.keyClick(library.copy_button, Qt.Key.Key_Space)
    assert page.opened is not None
    assert page.opened.script.title == "Carers and family, ours"
    assert not page.opened.script.built_in
    assert page.opened.script.language == "en"


def shared(qtbot: QtBot, page: GroundRulesPage) -> ShareDialog:
    """The window that shares the shown script, with all that is to be known of it."""
    opened = page.files.share()
    assert opened is not None
    qtbot.waitUntil(lambda: opened.is_looked_through or bool(opened.banner.text))
    return opened


def test_every_control_of_the_windows_has_a_name_and_is_large_enough(
    qtbot: QtBot, page: GroundRulesPage, library: ScriptLibraryDialog
) -> None:
    assert without_a_name(library) == []
    assert too_small(library) == []
    share = shared(qtbot, page)
    assert without_a_name(share) == []
    assert too_small(share) == []


def test_a_closed_library_is_freed(
    qtbot: QtBot, page: GroundRulesPage, library: ScriptLibraryDialog
) -> None:
    library.reject()
    qtbot.waitUntil(lambda: not page.window().findChildren(ScriptLibraryDialog))


def test_what_would_leave_is_shown_before_it_leaves(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage
) -> None:
    page.open(built_in(desk, "es", "repair").id)
    share = shared(qtbot, page)
    text = desk.scripts.text_of(built_in(desk, "es", "repair").id)
    assert share.words.toPlainText() == shared_words(text)
    assert share.banner.text == ""
    assert all(entry.kind is not LogKind.SHARED_SCRIPT for entry in desk.log.entries())


def test_an_older_version_is_shared_as_it_is_shown(desk: Desk, page: GroundRulesPage) -> None:
    ours = desk.scripts.duplicate(built_in(desk, "en", "general").id, "Ours")
    older = desk.scripts.latest(ours.id)
    with desk.change(None):
        desk.scripts.mark_used(older.id)
    first, *others = older.segments
    desk.scripts.revise(
        replace(desk.scripts.version(older.id), segments=(replace(first, text="Newer."), *others))
    )
    page.open(ours.id)
    newest = page.files.share()
    assert newest is not None
    assert "Newer." in newest.words.toPlainText()
    newest.reject()
    page.view.version_chosen.emit(older.id)
    shared = page.files.share()
    assert shared is not None
    assert "Newer." not in shared.words.toPlainText()


def test_a_saved_script_is_where_it_was_said_and_in_the_log(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, tmp_path: Path
) -> None:
    share = shared(qtbot, page)
    with qtbot.waitSignal(share.saved):
        share.save_to(tmp_path / "for Ana")
    assert (tmp_path / "for Ana.toml").is_file()
    assert desk.log.entries()[0].kind is LogKind.SHARED_SCRIPT
    assert "anyone who gets it can read it" in page.banner.text


def test_nothing_leaves_before_it_is_known_which_names_are_in_it(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, tmp_path: Path
) -> None:
    desk.members.save(Member(chosen_name="Marlene"))
    page.open(desk.scripts.duplicate(built_in(desk, "en", "general").id, "Marlene's words").id)
    with jobs_held_up(page.context.jobs):
        share = page.files.share()
        assert share is not None
        assert "Marlene's words" in share.words.toPlainText()
        assert not share.save_button.isEnabled()
        share.save_to(tmp_path / "ours.toml")
        assert not share.leaving.busy
    qtbot.waitUntil(lambda: "in the words: Marlene." in share.banner.text)
    assert share.save_button.isEnabled()
    assert list(tmp_path.glob("*.toml")) == []


def test_names_of_the_vault_are_pointed_out_before_a_script_leaves(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage
) -> None:
    desk.members.save(Member(chosen_name="Marlene"))
    page.open(desk.scripts.duplicate(built_in(desk, "en", "general").id, "Marlene's words").id)
    share = shared(qtbot, page)
    assert "in the words: Marlene." in share.banner.text
    assert share.save_button.isEnabled()


def test_a_script_with_names_leaves_after_the_passphrase_only(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, tmp_path: Path, passphrase: str
) -> None:
    desk.members.save(Member(chosen_name="Marlene"))
    page.open(desk.scripts.duplicate(built_in(desk, "en", "general").id, "Marlene's words").id)
    share = shared(qtbot, page)

    type_into_next_dialog("not the passphrase at all")
    share.save_to(tmp_path / "ours.toml")
    qtbot.waitUntil(lambda: "passphrase" in share.banner.text)
    assert list(tmp_path.glob("*.toml")) == []
    assert share.isVisible()

    type_into_next_dialog(passphrase)
    with qtbot.waitSignal(share.saved):
        share.save_to(tmp_path / "ours.toml")
    assert "Marlene's words" in (tmp_path / "ours.toml").read_text("utf-8")


def test_an_unfinished_script_says_which_part_keeps_it_from_leaving(
    qtbot: QtBot, page: GroundRulesPage
) -> None:
    page.begin_new()
    share = shared(qtbot, page)
    assert "“Welcome”" in share.banner.text
    assert not share.save_button.isEnabled()


def test_a_file_that_would_be_overwritten_is_left_alone(
    qtbot: QtBot, page: GroundRulesPage, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.toml"
    letter.write_text("Dear Ana")
    share = shared(qtbot, page)
    share.save_to(letter)
    qtbot.waitUntil(lambda: bool(share.banner.text))
    assert "something else than a script" in share.banner.text
    assert letter.read_text() == "Dear Ana"
    assert share.save_button.isEnabled()


def test_a_script_from_a_file_is_looked_at_and_then_ones_own(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, tmp_path: Path
) -> None:
    file = tmp_path / "ours.toml"
    words = shared_words(desk.scripts.text_of(built_in(desk, "es", "carers").id))
    file.write_text(words.replace("Quienes cuidan, y la familia", "Los martes"), "utf-8")
    count = len(desk.scripts.all())

    page.files.read_file(file)
    qtbot.waitUntil(lambda: bool(page.window().findChildren(TakeInDialog)))
    dialog = page.window().findChildren(TakeInDialog)[0]
    assert "Los martes" in dialog.words.toPlainText()
    assert without_a_name(dialog) == []
    assert len(desk.scripts.all()) == count

    qtbot.mouseClick(dialog.take_button, Qt.MouseButton.LeftButton)
    assert page.opened is not None
    assert (page.opened.script.title, page.opened.script.language) == ("Los martes", "es")
    assert len(desk.scripts.all()) == count + 1


def test_a_bad_file_is_refused_with_file_line_and_reason(
    qtbot: QtBot, desk: Desk, page: GroundRulesPage, tmp_path: Path
) -> None:
    file = tmp_path / "theirs.toml"
    file.write_text('format = 1\nid = "theirs"\ntitle = "No language"\n')
    count = len(desk.scripts.all())
    page.files.read_file(file)
    qtbot.waitUntil(lambda: bool(page.banner.text))
    assert "In theirs.toml, line 1: “language” is missing" in page.banner.text
    assert len(desk.scripts.all()) == count


def test_a_file_that_is_gone_is_said_in_words(
    qtbot: QtBot, page: GroundRulesPage, tmp_path: Path
) -> None:
    page.files.read_file(tmp_path / "gone.toml")
    qtbot.waitUntil(lambda: bool(page.banner.text))


def test_the_library_leads_to_files(
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    desk: Desk,
    page: GroundRulesPage,
    library: ScriptLibraryDialog,
    tmp_path: Path,
) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(shared_words(desk.scripts.text_of(desk.scripts.all()[0].id)), "utf-8")
    # The system's own window for choosing a file can't be driven from here.
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    qtbot.mouseClick(library.file_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.window().findChildren(TakeInDialog)))
    dialog = page.window().findChildren(TakeInDialog)[0]
    dialog.take()
    assert "with the same words" in dialog.banner.text


def test_closing_waits_for_a_file_that_is_being_written(
    qtbot: QtBot, page: GroundRulesPage, tmp_path: Path
) -> None:
    share = shared(qtbot, page)
    with qtbot.waitSignal(share.saved):
        share.save_to(tmp_path / "a.toml")
        share.reject()
        assert share.isVisible()
