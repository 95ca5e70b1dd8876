"""Reading aloud in a session: from rule to rule, and who agreed."""

from dataclasses import replace
from datetime import UTC

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from session_kit import SEVEN, Evening, agree_on_general, resumed

from peerdesk.domain.scripts import (
    Manner,
    ReadingForm,
    RuleItem,
    RuleTopic,
    ScriptText,
    Segment,
    SegmentKind,
)
from peerdesk.domain.sessions import Presence
from peerdesk.ui.pages.sessions.run import Tab
from peerdesk.ui.reading.place import ReadingPlace, rules_read, words_of
from peerdesk.ui.widgets.agreeing import AgreeingRow


def read_to_the_end(qtbot: QtBot, evening: Evening) -> list[tuple[int, str]]:
    """Each stop of the Page Down key: the number of the part, and the rule that is marked there."""
    reader = evening.reader
    evening.page.view.run.tabs.setCurrentWidget(reader)
    stops: list[tuple[int, str]] = []
    for _ in range(500):
        marked = reader.view.text.extraSelections()
        stop = (reader.view.place.part, marked[0].cursor.block().text() if marked else "")
        if stop not in stops:
            stops.append(stop)
        place, scrolled = reader.view.place, reader.view.text.verticalScrollBar().value()
        qtbot.keyClick(reader.view.text, Qt.Key.Key_PageDown)
        if (place, scrolled) == (reader.view.place, reader.view.text.verticalScrollBar().value()):
            return stops
    raise AssertionError(stops)


def test_page_down_goes_from_rule_to_rule_and_part_to_part_numbered_through(
    qtbot: QtBot, evening: Evening
) -> None:
    agree_on_general(evening)
    evening.running()
    stops = read_to_the_end(qtbot, evening)
    parts = evening.reader.view.parts
    rules = [rule.text for part in parts for rule in rules_read(part)]
    marked = [rule for _, rule in stops if rule]
    assert list(dict.fromkeys(part for part, _ in stops)) == list(range(len(parts)))
    assert [text.split(".", 1)[0] for text in marked] == [str(n) for n in range(1, len(rules) + 1)]
    assert len(rules) > 5


def test_page_up_goes_back_the_same_way(qtbot: QtBot, evening: Evening) -> None:
    agree_on_general(evening)
    evening.running()
    reader = evening.reader
    read_to_the_end(qtbot, evening)
    for _ in range(500):
        qtbot.keyClick(reader.view.text, Qt.Key.Key_PageUp)
    assert reader.view.place == ReadingPlace()
    assert reader.view.text.extraSelections() == []


def test_a_marked_rule_is_all_in_sight_in_a_low_window(qtbot: QtBot, evening: Evening) -> None:
    agree_on_general(evening)
    evening.running()
    reader = evening.reader
    evening.page.view.run.tabs.setCurrentWidget(reader)
    reader.view.text.setFixedHeight(120)
    for _ in range(12):
        qtbot.keyClick(reader.view.text, Qt.Key.Key_PageDown)
        for marked in reader.view.text.extraSelections():
            rule = marked.cursor.block()
            assert marked.cursor.selectedText() == rule.text()
            place = reader.view.text.cursorRect(QTextCursor(rule))
            assert 0 <= place.top() <= place.bottom() <= reader.view.text.viewport().height()


def test_one_key_chooses_the_form(qtbot: QtBot, evening: Evening) -> None:
    session = evening.running()
    reader = evening.reader
    for key, form in (("s", ReadingForm.SHORT), ("n", ReadingForm.NEWCOMER)):
        qtbot.keyClick(reader.view.text, key)
        assert evening.desk.sessions.get(session.id).form is form
        assert reader.view.form.currentData() == form.value


def test_a_rule_is_flagged_without_a_name_and_the_flag_can_be_taken_back(
    qtbot: QtBot, evening: Evening
) -> None:
    agree_on_general(evening)
    evening.running()
    reader = evening.reader
    evening.page.view.run.tabs.setCurrentWidget(reader)
    assert not reader.flag_button.isEnabled()
    while reader.view.rule is None:
        qtbot.keyClick(reader.view.text, Qt.Key.Key_PageDown)
    rule = reader.view.rule
    reader.flag_button.click()
    (flag,) = evening.desk.rule_reviews.waiting(evening.group.id)
    assert (flag.topic, flag.words) == (rule.topic, rule.text)
    evening.page.undo()
    assert evening.desk.rule_reviews.waiting(evening.group.id) == []


def test_what_was_flagged_is_said_while_the_next_session_is_prepared(evening: Evening) -> None:
    rule = RuleItem(topic=RuleTopic.PHONES, text="Phones are on silent.")
    evening.planned()
    assert not evening.page.view.prepare.reading.revisit.isVisible()
    evening.desk.rule_reviews.flag(evening.group.id, rule)
    assert "Phones are on silent." in evening.page.view.prepare.reading.revisit.text()


def test_a_click_on_a_rule_makes_it_the_one_that_is_read(evening: Evening) -> None:
    agree_on_general(evening)
    evening.running()
    reader = evening.reader
    while len(rules_read(reader.view.parts[reader.view.place.part])) < 2:
        reader.view.turn()
    segment = reader.view.parts[reader.view.place.part]
    reader.view.text.pressed.emit(len(words_of(segment)) + 1)
    assert reader.view.rule == rules_read(segment)[1]
    reader.view.text.pressed.emit(0)
    assert reader.view.rule is None


def test_a_clicker_turns_and_never_chooses_another_form(qtbot: QtBot, evening: Evening) -> None:
    session = evening.running()
    evening.page.resize(1072, 800)
    run, reader = evening.page.view.run, evening.page.view.run.reader
    run.attendance.begin()
    qtbot.waitUntil(lambda: run.attendance.isAncestorOf(QApplication.focusWidget()))
    bar = run.tabs.tabBar()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(Tab.READ).center())
    assert QApplication.focusWidget() is reader.view.text
    qtbot.waitUntil(lambda: reader.view.is_seen)  # its tab is laid out by then
    form = evening.desk.sessions.get(session.id).form
    reader.view.form.setFocus()
    qtbot.keyClick(reader.view.form, Qt.Key.Key_PageDown)
    assert reader.view.place == ReadingPlace(1)
    qtbot.keyClick(reader.view.form, Qt.Key.Key_PageUp)
    assert reader.view.place == ReadingPlace()
    assert evening.desk.sessions.get(session.id).form is form


def test_who_has_not_agreed_is_in_sight_below_as_many_buttons_as_there_can_be(
    qtbot: QtBot, evening: Evening
) -> None:
    before = agree_on_general(evening)
    evening.desk.agreements.acknowledge(
        before, [member.id for member in evening.members], at=SEVEN.astimezone(UTC)
    )
    other = next(each for each in evening.desk.scripts.all() if each.origin == "bereavement")
    latest = evening.desk.scripts.latest(other.id)
    evening.desk.agreements.take(evening.group.id, latest.id, SEVEN.date())
    session = evening.running()
    for member in evening.members:
        evening.desk.sessions.mark(session.id, member.id, Presence.PRESENT)
    evening.page.resize(1072, 748)
    reader, notes = evening.reader, evening.reader.notes
    while reader.view.rule is None:
        qtbot.keyClick(reader.view.text, Qt.Key.Key_PageDown)
    reader.flag_button.click()
    qtbot.waitUntil(notes.make_button.isVisible)

    def is_whole(control: QWidget) -> bool:
        return control.visibleRegion().boundingRect().size() == control.size()

    buttons = (notes.one_by_one, notes.changes_button, notes.make_button)
    qtbot.waitUntil(lambda: all(each.width() >= each.sizeHint().width() for each in buttons))
    qtbot.waitUntil(lambda: all(is_whole(each) for each in buttons))
    notes.one_by_one.click()
    first = notes.waiting.row(evening.members[0].id)
    qtbot.waitUntil(lambda: is_whole(first))
    assert notes._list.height() >= notes._list.minimumHeight()
    assert notes._list.y() - notes.one_by_one.mapTo(notes, QPoint()).y() < 60


def test_people_agree_one_by_one_spoken_or_on_paper(evening: Evening) -> None:
    agreement = agree_on_general(evening)
    session = evening.running()
    amina, bo, _ = evening.members
    for member in (amina, bo):
        evening.desk.sessions.mark(session.id, member.id, Presence.PRESENT)
    notes = evening.reader.notes
    evening.page.view.run.tabs.setCurrentWidget(evening.reader)
    assert not notes._list.isVisible()
    notes.one_by_one.click()
    assert notes._list.isVisible()
    row = notes.waiting.row(bo.id)
    assert isinstance(row, AgreeingRow)
    row.on_paper.click()
    (given,) = evening.desk.agreements.acknowledgements(agreement)
    assert (given.member_id, given.manner) == (bo.id, Manner.ON_PAPER)
    assert len(notes.waiting.rows) == 1
    evening.page.undo()
    assert evening.desk.agreements.acknowledgements(agreement) == []


def test_what_was_read_is_noted_with_its_form_and_can_be_taken_back(evening: Evening) -> None:
    session = evening.running()
    evening.reader.notes.read_button.click()
    read = evening.desk.sessions.get(session.id)
    assert read.version_id is not None
    assert read.form is ReadingForm.NEWCOMER
    assert read.read_at == SEVEN.astimezone(UTC)
    evening.page.undo()
    assert evening.desk.sessions.get(session.id).read_at is None


def test_everyone_present_agreed_means_those_present_and_can_be_undone(evening: Evening) -> None:
    agreement = agree_on_general(evening)
    session = evening.running()
    amina, bo, carla = evening.members
    evening.desk.sessions.mark(session.id, amina.id, Presence.PRESENT)
    evening.desk.sessions.mark(session.id, bo.id, Presence.LATE)
    evening.desk.sessions.mark(session.id, carla.id, Presence.APOLOGIES)
    evening.reader.notes.agreed_button.click()
    given = {each.member_id for each in evening.desk.agreements.acknowledgements(agreement)}
    assert given == {amina.id, bo.id}
    evening.page.undo()
    assert evening.desk.agreements.acknowledgements(agreement) == []


def test_the_keyboard_is_at_the_words_once_everyone_present_agreed(evening: Evening) -> None:
    agree_on_general(evening)
    session = evening.running()
    evening.desk.sessions.mark(session.id, evening.members[0].id, Presence.PRESENT)
    notes = evening.reader.notes
    notes.agreed_button.setFocus()
    notes.agreed_button.click()
    assert evening.reader.view.text.hasFocus()


def test_nobody_is_asked_to_agree_to_words_that_are_not_the_groups_own(evening: Evening) -> None:
    evening.running()
    assert evening.reader.notes.agreed_button.isHidden()


def test_what_to_do_about_words_that_are_not_the_groups_own_is_said(evening: Evening) -> None:
    session = evening.running()
    notes = evening.reader.notes
    assert "Make one together, or use this script" in notes.state.text()
    wished: list[tuple[str, object]] = []
    evening.page.context.wishes.go.connect(lambda page, key: wished.append((page, key)))
    notes.make_button.click()
    assert wished == [("ground_rules", f"make:{session.group_id}")]


def test_the_short_form_takes_less_time_to_read_than_everything(evening: Evening) -> None:
    agree_on_general(evening)
    session = evening.planned()
    minutes = []
    for form in (ReadingForm.FULL, ReadingForm.SHORT):
        evening.desk.sessions.choose_reading(
            session.id, evening.desk.agreements.in_force(evening.group.id).version.id, form
        )
        words = evening.page.view.prepare.reading.why.text().split()
        minutes.append(int(words[words.index("About") + 1]))
    assert minutes[0] > minutes[1] >= 1


def test_a_script_that_promises_secrecy_is_not_chosen_where_people_under_age_come(
    evening: Evening,
) -> None:
    promise = Segment(kind=SegmentKind.WELCOME, title="Hello", text="It stays between us.")
    text = ScriptText(id="", language="en", title="Secret", summary="", segments=(promise,))
    version = evening.desk.scripts.latest(evening.desk.scripts.add(text).id)
    evening.desk.groups.save(replace(evening.group, minors=True))
    session = evening.planned()
    card = evening.page.view.prepare.reading
    before = card.script.currentData()

    card.script.setCurrentIndex(card.script.findData(version.id))
    card.script.activated.emit(0)

    assert "nobody can promise them secrecy" in evening.page.banner.text
    assert card.script.currentData() == before
    assert evening.desk.sessions.get(session.id).version_id is None


def test_after_a_lock_reading_goes_on_at_the_same_rule(qtbot: QtBot, evening: Evening) -> None:
    agree_on_general(evening)
    session = evening.running()
    reader = evening.reader
    while reader.view.rule is None:
        qtbot.keyClick(reader.view.text, Qt.Key.Key_PageDown)
    qtbot.keyClick(reader.view.text, Qt.Key.Key_PageDown)
    again = resumed(qtbot, evening, session)
    assert again.reader.view.rule == reader.view.rule
