"""The handout window: the pages that will print, and the ways to paper."""

import gc
import weakref
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
from checks import (
    NOON,
    StoppedClock,
    jobs_held_up,
    one_piece_at_a_time,
    press_in_window,
    without_a_name,
)
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from peerdesk.desk.desk import Desk
from peerdesk.documents import raster
from peerdesk.domain.groups import Group
from peerdesk.domain.handouts import NO_GROUP, HandoutKind, HandoutOption
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member, Role
from peerdesk.domain.paper import Ink, PaperSize, PrintSize
from peerdesk.domain.scripts import RuleItem, RuleTopic, ScriptVersion, SegmentKind
from peerdesk.settings import SettingsStore
from peerdesk.ui.curtain import Curtain
from peerdesk.ui.dialogs.handout import HandoutDialog, making_line
from peerdesk.ui.dialogs.help import HelpDialog
from peerdesk.ui.dialogs.print_dialog import PrintDialog
from peerdesk.ui.handing_out import HandoutRequest
from peerdesk.ui.jobs import Jobs
from peerdesk.ui.pages.page import PageContext, Wishes
from peerdesk.ui.printing.sheets import sheets_of
from peerdesk.ui.widgets.preview import PdfPreview

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def context(qapp: QApplication, desk: Desk, tmp_path: Path) -> PageContext:
    # As in the program, the jobs belong to the application: Qt's objects must not be collected on
    # a thread of the pool, which is where Python may happen to look for garbage.
    return PageContext(desk, SettingsStore(tmp_path / "settings.json"), Jobs(qapp), Wishes(qapp))


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def group(desk: Desk) -> Group:
    return desk.groups.save(Group(name="Tuesday circle", place="the library"))


@pytest.fixture
def version(desk: Desk) -> ScriptVersion:
    """An own copy of the general script, in its only version."""
    source = next(script for script in desk.scripts.all() if script.origin == "general")
    return desk.scripts.latest(desk.scripts.duplicate(source.id, "Ours").id)


def opened(
    qtbot: QtBot, context: PageContext, version: ScriptVersion, window: QWidget
) -> HandoutDialog:
    return opened_for(qtbot, context, HandoutRequest(version_id=version.id), window)


def opened_for(
    qtbot: QtBot, context: PageContext, request: HandoutRequest, window: QWidget
) -> HandoutDialog:
    dialog = HandoutDialog(context, request, window, paper=PaperSize.A4, clock=StoppedClock())
    dialog.open()
    drawn(qtbot, context, dialog)
    return dialog


def drawn(qtbot: QtBot, context: PageContext, dialog: HandoutDialog) -> None:
    """Wait until the sheet that was asked for is on the screen."""

    def is_drawn() -> None:
        assert dialog.pdf is not None
        assert not context.jobs.busy
        assert dialog.preview.page_count == raster.page_count(dialog.pdf)

    qtbot.waitUntil(is_drawn)


def choose_zoom(preview: PdfPreview, words: str) -> None:
    place = preview.zoom.findText(words)
    preview.zoom.setCurrentIndex(place)
    preview.zoom.activated.emit(place)


def choose_group(dialog: HandoutDialog, group: Group) -> None:
    dialog.fields.group.pick(group.id)


def text_of(dialog: HandoutDialog) -> str:
    assert dialog.pdf is not None
    document = pypdfium2.PdfDocument(dialog.pdf)
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    document.close()
    return "\n".join(pages)


def logged(desk: Desk, kind: LogKind) -> list[tuple[str, int]]:
    return [(each.subject, each.count) for each in desk.log.entries() if each.kind is kind]


def test_fields_that_come_one_by_one_are_reached_in_the_order_in_which_they_are_read(
    qtbot: QtBot,
    context: PageContext,
    version: ScriptVersion,
    window: QWidget,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one_piece_at_a_time(monkeypatch)
    dialog = opened(qtbot, context, version, window)
    choices = dialog.fields.findChildren(QComboBox) + dialog.fields.findChildren(QCheckBox)
    visible = (each for each in choices if each.isVisible())
    shown = sorted(visible, key=lambda each: each.mapTo(dialog, each.rect().topLeft()).y())
    reached: list[QWidget] = [dialog.fields.kind.box]
    while (following := next_by_tab(reached[-1])) is not dialog.print_button:
        reached.append(following)
    assert reached == shown
    assert len(shown) > 5
    heights = [box.mapTo(dialog, QPoint()).y() for box in reached]
    assert heights == sorted(heights)
    assert dialog.focusWidget() is dialog.preview.pages


def next_by_tab(control: QWidget) -> QWidget:
    found = control.nextInFocusChain()
    while not (found.isVisible() and found.focusPolicy() & Qt.FocusPolicy.TabFocus):
        found = found.nextInFocusChain()
    return found


def test_closed_in_the_middle_of_its_making_it_leaves_nothing_under_way(
    qtbot: QtBot,
    context: PageContext,
    version: ScriptVersion,
    window: QWidget,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one_piece_at_a_time(monkeypatch)
    with jobs_held_up(context.jobs):
        dialog = HandoutDialog(context, HandoutRequest(version_id=version.id), window)
        with qtbot.waitExposed(dialog):
            dialog.open()
        assert dialog.choosing is None
        dialog.reject()
    qtbot.waitUntil(lambda: not context.jobs.busy and not isValid(dialog))


@pytest.fixture
def very_long(desk: Desk) -> ScriptVersion:
    """So many words that laying them out takes many seconds."""
    source = next(script for script in desk.scripts.all() if script.origin == "general")
    version = desk.scripts.latest(desk.scripts.duplicate(source.id, "Long").id)
    first, *others = version.segments
    rules = tuple(
        RuleItem(
            topic=RuleTopic.PHONES, text=f"Rule {number}. " + "We listen to all who come. " * 350
        )
        for number in range(80)
    )
    segments = (replace(first, rules=rules), *others)
    return desk.scripts.revise(replace(version, segments=segments))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """How far pages are is said at once, so that no computer is too quick for it."""
    monkeypatch.setattr(making_line, "PATIENCE_MILLISECONDS", 0)
    monkeypatch.setattr(making_line, "STOP_MILLISECONDS", 0)


def begun(
    qtbot: QtBot, context: PageContext, version: ScriptVersion, window: QWidget
) -> HandoutDialog:
    """A window that makes pages for a long time, and says so."""
    dialog = HandoutDialog(context, HandoutRequest(version_id=version.id), window)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.under_way.stop.isVisible)
    return dialog


@pytest.mark.usefixtures("impatient")
def test_how_far_long_pages_are_is_said_while_they_are_laid_out(
    qtbot: QtBot, context: PageContext, very_long: ScriptVersion, window: QWidget
) -> None:
    dialog = begun(qtbot, context, very_long, window)
    said: list[str] = []

    def goes_on() -> bool:
        text = dialog.under_way.text
        said.extend([text] if text not in said else [])
        return len(said) >= 3

    qtbot.waitUntil(goes_on)
    assert said[-1].startswith("Making the pages: ")
    assert dialog.pdf is None
    dialog.reject()
    qtbot.waitUntil(lambda: not context.jobs.busy)


@pytest.mark.usefixtures("impatient")
def test_long_pages_are_stopped_and_made_after_all_or_others_in_their_place(
    qtbot: QtBot,
    desk: Desk,
    context: PageContext,
    very_long: ScriptVersion,
    window: QWidget,
) -> None:
    dialog = begun(qtbot, context, very_long, window)
    qtbot.mouseClick(dialog.under_way.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not context.jobs.busy)
    assert dialog.isVisible()
    assert dialog.pdf is None
    assert dialog.banner.text.startswith("Stopped. These pages were not made")
    assert not dialog.under_way.isVisible()
    assert not dialog.print_button.isEnabled()
    assert dialog.preview.page_count == 0
    assert dialog.focusWidget() is dialog.preview.pages

    again = dialog.banner.findChild(QPushButton, "")
    assert isinstance(again, QPushButton)
    assert again.text() == "Make the pages"
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert dialog.banner.text == ""
    qtbot.waitUntil(dialog.under_way.stop.isVisible)
    dialog.stop()
    dialog.fields.script.pick(next(each.id for each in desk.scripts.all() if each.built_in))
    assert dialog.banner.text == ""
    drawn(qtbot, context, dialog)
    assert not dialog.under_way.isVisible()


def test_the_pages_that_will_print_are_shown(
    qtbot: QtBot, context: PageContext, version: ScriptVersion, window: QWidget
) -> None:
    dialog = opened(qtbot, context, version, window)

    assert dialog.preview.page_count > 1
    assert "What is said here stays here" in text_of(dialog)
    assert dialog.print_button.isEnabled()
    assert dialog.save_button.isEnabled()


def test_a_group_puts_its_name_on_the_sheet(
    qtbot: QtBot, context: PageContext, version: ScriptVersion, window: QWidget, group: Group
) -> None:
    dialog = opened(qtbot, context, version, window)
    assert "Tuesday circle" not in text_of(dialog)

    choose_group(dialog, group)
    drawn(qtbot, context, dialog)

    assert "Tuesday circle" in text_of(dialog)
    assert "Tuesday" not in dialog.windowTitle()


def test_the_group_that_agreed_to_the_version_is_chosen_already(
    qtbot: QtBot,
    desk: Desk,
    context: PageContext,
    version: ScriptVersion,
    window: QWidget,
    group: Group,
) -> None:
    desk.agreements.take(group.id, version.id, date(2026, 5, 4))

    dialog = opened(qtbot, context, version, window)

    assert dialog.fields.group.box.currentText() == "Tuesday circle"


def test_other_words_than_the_agreed_ones_are_pointed_out(
    qtbot: QtBot,
    desk: Desk,
    context: PageContext,
    version: ScriptVersion,
    window: QWidget,
    group: Group,
) -> None:
    other = next(script for script in desk.scripts.all() if script.origin == "short_form")
    desk.agreements.take(group.id, desk.scripts.latest(other.id).id, date(2026, 5, 4))
    dialog = opened(qtbot, context, version, window)

    choose_group(dialog, group)
    drawn(qtbot, context, dialog)

    assert f"“{other.title}”, version 1" in dialog.notes.text()


def test_large_print_and_letter_paper_make_another_document(
    qtbot: QtBot, context: PageContext, version: ScriptVersion, window: QWidget
) -> None:
    dialog = opened(qtbot, context, version, window)
    standard = dialog.preview.page_count

    dialog.fields.print_size.pick(PrintSize.LARGE)
    dialog.fields.paper.pick(PaperSize.LETTER)
    drawn(qtbot, context, dialog)

    assert dialog.preview.page_count > standard
    assert sheets_of(dialog.pdf or b"").paper is PaperSize.LETTER


def test_the_newest_of_quick_choices_wins(
    qtbot: QtBot, context: PageContext, version: ScriptVersion, window: QWidget, group: Group
) -> None:
    dialog = opened(qtbot, context, version, window)

    for _ in range(5):
        choose_group(dialog, group)
        dialog.fields.group.pick(NO_GROUP)
    choose_group(dialog, group)
    drawn(qtbot, context, dialog)

    assert "Tuesday circle" in text_of(dialog)


def test_a_script_can_be_changed_in_the_window(
    qtbot: QtBot, desk: Desk, context: PageContext, version: ScriptVersion, window: QWidget
) -> None:
    dialog = opened(qtbot, context, version, window)
    other = next(script for script in desk.scripts.all() if script.origin == "short_form")
    before = text_of(dialog)

    dialog.fields.script.pick(other.id)
    drawn(qtbot, context, dialog)

    assert text_of(dialog) != before


def test_a_sheet_with_nothing_on_it_says_so(
    qtbot: QtBot, desk: Desk, context: PageContext, version: ScriptVersion, window: QWidget
) -> None:
    off = tuple(replace(segment, switched_on=False) for segment in version.segments)
    empty = desk.scripts.revise(replace(version, segments=off))
    dialog = HandoutDialog(context, HandoutRequest(version_id=empty.id), window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.banner.text != "")

    assert "nothing to put on the sheet" in dialog.banner.text
    assert not dialog.print_button.isEnabled()
    assert dialog.preview.page_count == 0


def test_facilitators_are_named_only_when_asked_and_then_it_is_said(
    qtbot: QtBot,
    desk: Desk,
    context: PageContext,
    version: ScriptVersion,
    window: QWidget,
    group: Group,
) -> None:
    ana = desk.members.save(Member(chosen_name="Ana"))
    desk.members.join(ana.id, group.id, role=Role.FACILITATOR)
    segments = tuple(
        replace(segment, text="Ask {facilitators} for help.")
        if segment.kind is SegmentKind.WHERE_TO_TURN
        else segment
        for segment in version.segments
    )
    named = desk.scripts.revise(replace(version, segments=segments))
    dialog = opened(qtbot, context, named, window)
    assert dialog.notes.isHidden()

    choose_group(dialog, group)
    drawn(qtbot, context, dialog)

    assert "Ask your facilitators for help." in text_of(dialog)
    assert dialog.notes.isHidden()
    assert dialog.names_note.isHidden()

    dialog.fields.name_facilitators.setChecked(True)
    drawn(qtbot, context, dialog)

    assert "Ask Ana for help." in text_of(dialog)
    assert "Of those who hold the group, named in the words: Ana." in dialog.notes.text()
    assert "asks for your passphrase" in dialog.names_note.text()

    dialog.fields.kind.pick(HandoutKind.CARD)
    assert not dialog.fields.name_facilitators.isVisible()


def test_characters_that_no_typeface_has_are_said(
    qtbot: QtBot, desk: Desk, context: PageContext, version: ScriptVersion, window: QWidget
) -> None:
    hieroglyph = "\U00013000"
    group = desk.groups.save(Group(name=f"Circle {hieroglyph}"))
    dialog = opened(qtbot, context, version, window)

    choose_group(dialog, group)
    drawn(qtbot, context, dialog)

    assert hieroglyph in dialog.banner.text
    assert dialog.print_button.isEnabled()


def test_a_pdf_is_saved_whole_and_logged_and_its_readers_are_said(
    qtbot: QtBot,
    desk: Desk,
    context: PageContext,
    version: ScriptVersion,
    window: QWidget,
    tmp_path: Path,
) -> None:
    dialog = opened(qtbot, context, version, window)

    dialog.save_to(tmp_path / "rules")
    qtbot.waitUntil(lambda: "not encrypted" in dialog.banner.text)

    assert (tmp_path / "rules.pdf").read_bytes() == dialog.pdf
    assert [each.name for each in tmp_path.glob(".rules*")] == []
    assert "rules.pdf" in dialog.banner.text
    assert logged(desk, LogKind.SAVED_PDF) == [("rules", 1)]


def test_a_folder_that_is_gone_is_said_and_nothing_is_logged(
    qtbot: QtBot,
    desk: Desk,
    context: PageContext,
    version: ScriptVersion,
    window: QWidget,
    tmp_path: Path,
) -> None:
    dialog = opened(qtbot, context, version, window)

    dialog.save_to(tmp_path / "stick" / "rules.pdf")
    qtbot.waitUntil(lambda: "not there any more, so nothing was saved" in dialog.banner.text)

    assert logged(desk, LogKind.SAVED_PDF) == []
    assert dialog.save_button.isEnabled()
    assert dialog.focusWidget() is dialog.save_button


def test_no_other_file_is_overwritten_and_nothing_is_logged(
    qtbot: QtBot,
    desk: Desk,
    context: PageContext,
    version: ScriptVersion,
    window: QWidget,
    tmp_path: Path,
) -> None:
    dialog = opened(qtbot, context, version, window)
    (tmp_path / "letter.pdf").write_text("mine, and no PDF")

    dialog.save_to(tmp_path / "letter.pdf")
    qtbot.waitUntil(lambda: "left alone" in dialog.banner.text)
    dialog.save_to(desk.vault.folder.root / "rules.pdf")
    qtbot.waitUntil(lambda: "inside a vault" in dialog.banner.text)

    assert (tmp_path / "letter.pdf").read_text() == "mine, and no PDF"
    assert not (desk.vault.folder.root / "rules.pdf").exists()
    assert logged(desk, LogKind.SAVED_PDF) == []


def test_printing_is_logged_with_the_number_of_copies(
    qtbot: QtBot,
    desk: Desk,
    context: PageContext,
    version: ScriptVersion,
    window: QWidget,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Stand-ins for the programs of CUPS, which are not ours.
    for name, script in (("lpstat", "echo Paper"), ("lp", f"/bin/cat > {tmp_path}/document")):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    dialog = opened(qtbot, context, version, window)

    dialog.print_sheet()
    qtbot.waitUntil(lambda: dialog.findChild(PrintDialog) is not None)
    choosing = dialog.findChild(PrintDialog)
    assert isinstance(choosing, PrintDialog)
    qtbot.waitUntil(choosing.print_button.isEnabled)
    choosing.copies.setValue(12)
    choosing.print_button.click()
    qtbot.waitUntil(lambda: "12 copies" in dialog.banner.text)

    assert (tmp_path / "document").read_bytes() == dialog.pdf
    assert logged(desk, LogKind.PRINTED) == [("rules", 12)]


def test_keys_page_through_and_zoom(
    qtbot: QtBot, context: PageContext, version: ScriptVersion, window: QWidget
) -> None:
    dialog = opened(qtbot, context, version, window)
    preview = dialog.preview
    control = Qt.KeyboardModifier.ControlModifier

    qtbot.keyClick(preview.pages, Qt.Key.Key_PageDown, control)
    assert preview.current_page == 1
    qtbot.keyClick(preview.pages, Qt.Key.Key_PageUp, control)
    assert preview.current_page == 0
    qtbot.keyClick(preview.pages, Qt.Key.Key_End)
    assert preview.current_page == preview.page_count - 1

    fitting = preview.percent
    with qtbot.waitSignal(preview.drawn):
        choose_zoom(preview, "100 %")
    assert preview.percent == 100
    with qtbot.waitSignal(preview.drawn):
        preview.zoom_in()
    assert preview.percent == 125
    with qtbot.waitSignal(preview.drawn):
        preview.zoom_out()
    with qtbot.waitSignal(preview.drawn):
        choose_zoom(preview, "Fit width")
    assert preview.percent == fitting


def test_scrolling_past_the_choices_changes_none_of_them(
    qtbot: QtBot, desk: Desk, context: PageContext, version: ScriptVersion, window: QWidget
) -> None:
    for name in ("First circle", "Second circle"):
        desk.groups.save(Group(name=name))
    dialog = opened(qtbot, context, version, window)
    boxes = dialog.fields.findChildren(QComboBox)
    dialog.preview.setFocus()
    chosen = [box.currentText() for box in boxes]

    for box in boxes:
        middle = QPointF(box.rect().center())
        turned = QWheelEvent(
            *(middle, box.mapToGlobal(middle), QPoint(), QPoint(0, -120)),
            *(Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier),
            *(Qt.ScrollPhase.NoScrollPhase, False),
        )
        QCoreApplication.sendEvent(box, turned)
        assert not turned.isAccepted()

    assert len(boxes) > 5
    assert [box.currentText() for box in boxes] == chosen
    assert not any(box.hasFocus() for box in boxes)


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_alt_and_its_letter_print_as_the_usual_keys_do(
    qtbot: QtBot,
    context: PageContext,
    version: ScriptVersion,
    window: QWidget,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
) -> None:
    dialog = opened(qtbot, context, version, window)

    qtbot.keyClick(dialog, key, modifier)

    qtbot.waitUntil(lambda: len(dialog.findChildren(PrintDialog)) == 1)
    dialog.findChildren(PrintDialog)[0].reject()


def test_what_to_know_of_a_sheet_stands_above_its_pages(
    qtbot: QtBot,
    desk: Desk,
    context: PageContext,
    version: ScriptVersion,
    window: QWidget,
    group: Group,
) -> None:
    """Below the fields it was out of sight on a small screen."""
    desk.agreements.take(group.id, version.id, date(2026, 5, 4))
    dialog = opened_for(qtbot, context, HandoutRequest(group_id=group.id), window)
    assert dialog.notes.isHidden()

    dialog.fields.language.pick("es")
    drawn(qtbot, context, dialog)

    assert "did not agree to them: it agreed to “Ours”, version 1" in dialog.notes.text()
    shown = dialog.notes.visibleRegion().boundingRect()
    assert shown.size() == dialog.notes.size()
    assert dialog.notes.mapTo(dialog, QPoint()).y() < dialog.preview.mapTo(dialog, QPoint()).y()


def test_the_pages_are_as_wide_as_the_window_and_no_wider(
    qtbot: QtBot, context: PageContext, version: ScriptVersion, window: QWidget
) -> None:
    dialog = opened(qtbot, context, version, window)
    for width in range(dialog.width() - 5, dialog.width()):
        with qtbot.waitSignal(dialog.preview.drawn):
            dialog.resize(width, dialog.height())
        assert dialog.preview.pages.horizontalScrollBar().maximum() == 0


def test_the_window_is_never_larger_than_the_screen(
    qtbot: QtBot, context: PageContext, version: ScriptVersion, window: QWidget
) -> None:
    dialog = opened(qtbot, context, version, window)
    there = dialog.screen().availableGeometry().size()
    assert dialog.size().boundedTo(there) == dialog.size()


def test_f9_and_ctrl_l_work_in_the_window(
    qtbot: QtBot, context: PageContext, version: ScriptVersion, window: QWidget
) -> None:
    curtain = Curtain(window)
    dialog = opened(qtbot, context, version, window)
    with qtbot.waitSignal(curtain.must_lock):
        press_in_window(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    press_in_window(dialog, Qt.Key.Key_F9)
    assert curtain.is_down
    curtain.lift()


def test_every_control_has_a_name(
    qtbot: QtBot, context: PageContext, version: ScriptVersion, window: QWidget
) -> None:
    assert without_a_name(opened(qtbot, context, version, window)) == []


def test_the_window_is_freed_when_it_is_closed(
    qtbot: QtBot, context: PageContext, version: ScriptVersion, window: QWidget
) -> None:
    dialog = opened(qtbot, context, version, window)
    kept = weakref.ref(dialog)

    dialog.close()
    del dialog
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()

    assert kept() is None


def test_f1_tells_about_handouts(
    qtbot: QtBot, context: PageContext, version: ScriptVersion, window: QWidget
) -> None:
    dialog = opened(qtbot, context, version, window)

    qtbot.keyClick(dialog.preview.pages, Qt.Key.Key_F1)

    told = dialog.findChild(HelpDialog)
    assert isinstance(told, HelpDialog)
    told.close()


def test_what_was_changed_is_kept_for_the_next_time_and_a_look_alone_is_not(
    qtbot: QtBot, desk: Desk, context: PageContext, version: ScriptVersion, window: QWidget
) -> None:
    opened(qtbot, context, version, window).close()
    assert desk.handout_choices.last(NO_GROUP) is None

    dialog = opened(qtbot, context, version, window)
    dialog.fields.ink.pick(Ink.GREY)
    drawn(qtbot, context, dialog)
    dialog.close()

    kept = desk.handout_choices.last(NO_GROUP)
    assert kept is not None
    assert kept.ink is Ink.GREY


def test_only_the_pages_in_sight_are_drawn(
    qtbot: QtBot, context: PageContext, version: ScriptVersion, window: QWidget
) -> None:
    dialog = opened(qtbot, context, version, window)
    dialog.fields.print_size.pick(PrintSize.GIANT)
    drawn(qtbot, context, dialog)
    pages = dialog.preview.pages
    assert pages.count > 6
    blank = [sheet.pixmap().isNull() for sheet in pages.findChildren(QLabel, "paper")]
    assert not blank[0]
    assert blank[-1]

    qtbot.keyClick(pages, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: not pages.missing)

    drawn_now = pages.findChildren(QLabel, "paper")[-1]
    assert not drawn_now.pixmap().isNull()


def test_a_whole_page_fits_in_sight(
    qtbot: QtBot, context: PageContext, version: ScriptVersion, window: QWidget
) -> None:
    dialog = opened(qtbot, context, version, window)

    with qtbot.waitSignal(dialog.preview.drawn):
        choose_zoom(dialog.preview, "Whole page")

    sheet = dialog.preview.pages.findChildren(QLabel, "paper")[0]
    assert sheet.height() <= dialog.preview.pages.viewport().height()


def test_a_group_may_be_called_anything(
    qtbot: QtBot, desk: Desk, context: PageContext, version: ScriptVersion, window: QWidget
) -> None:
    odd = desk.groups.save(Group(name="<b>&{}%"))
    desk.agreements.take(odd.id, version.id, date(2026, 5, 4))
    dialog = opened(qtbot, context, version, window)
    assert dialog.fields.group.box.currentText() == "<b>&{}%"

    for kind in dialog.fields.kind.values:
        dialog.fields.kind.pick(kind)
        qtbot.waitUntil(lambda: not context.jobs.busy)
        assert dialog.pdf is not None or dialog.banner.text
    assert dialog.findChildren(QLabel, "bannerText")[-1].textFormat() is Qt.TextFormat.PlainText


def test_every_handout_is_made_in_the_window_and_takes_no_field_that_it_has_no_use_for(
    qtbot: QtBot, desk: Desk, context: PageContext, window: QWidget, group: Group
) -> None:
    desk.sessions.plan(group.id, NOON + timedelta(hours=2))
    dialog = opened_for(qtbot, context, HandoutRequest(group_id=group.id), window)
    fields = dialog.fields
    for kind in fields.kind.values:
        fields.kind.pick(kind)
        drawn(qtbot, context, dialog)
        has = dialog.choosing.has if dialog.choosing is not None else None
        assert has is not None
        assert fields.script.box.isVisible() is has(HandoutOption.SCRIPT), kind
        assert fields.session.box.isVisible() is has(HandoutOption.SESSION), kind
        assert fields.spacing.box.isVisible() is has(HandoutOption.SPACING), kind
        assert fields.discreet.isVisible() is has(HandoutOption.DISCREET), kind
        by_name = has(HandoutOption.NAME_FACILITATORS)
        assert fields.name_facilitators.isVisible() is by_name, kind
        assert fields.one_slip.isVisible() is has(HandoutOption.ONE_SLIP_PER_PERSON), kind
