"""Names masked by one key: no page says one, whatever it shows."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from checks import surroundings
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

import peerdesk.ui
from peerdesk.app import sample_desk
from peerdesk.desk.desk import Desk
from peerdesk.domain.names import folded, kept_apart
from peerdesk.ui import naming
from peerdesk.ui.pages.listed import PAGES
from peerdesk.ui.pages.page import PageContext
from peerdesk.ui.pages.people.page import PeoplePage
from peerdesk.ui.shell import Shell
from peerdesk.ui.widgets.records import RecordList

# Qt's offscreen platform says so about every window that has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

UI = Path(peerdesk.ui.__file__).parent
READ_NAMES = {
    "naming.py",  # which masks
    "pages/people/about.py",  # the field of the name, which shows dots
    "pages/sessions/circle.py",  # which makes initials of them
    # names of a file, of people who are not here yet
    "dialogs/import_people/choosing.py",
    "dialogs/import_people/people_table.py",
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = sample_desk(tmp_path_factory.mktemp("masked") / "vault")
    yield desk
    desk.close()


@pytest.fixture
def context(sample: Desk, tmp_path: Path) -> PageContext:
    return surroundings(sample, tmp_path)


@pytest.fixture
def shell(qtbot: QtBot, context: PageContext) -> Iterator[Shell]:
    made = Shell(context, PAGES)
    qtbot.addWidget(made)
    made.resize(1240, 700)
    made.show()
    yield made
    made.put_away()
    naming.mask(masked=False)


def press_f8(shell: Shell) -> None:
    (action,) = [
        each for each in shell.actions() + _of_menus(shell) if each.text() == "&Mask names"
    ]
    assert action.shortcut().toString() == "F8"
    action.trigger()
    QApplication.processEvents()


def _of_menus(shell: Shell) -> list:  # type: ignore[type-arg] # actions, which Qt does not type
    return [each for menu in shell.menuBar().actions() for each in menu.menu().actions()]


def texts(widget: QWidget) -> Iterator[str]:
    """What somebody beside the screen reads of a widget, and what a screen reader says."""
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield widget.toolTip()
    yield widget.windowTitle()
    match widget:
        case QLineEdit():
            yield widget.displayText()
        case QPlainTextEdit() | QTextEdit():
            yield widget.toPlainText()
        case QComboBox():
            yield from (widget.itemText(number) for number in range(widget.count()))
        case QLabel():
            yield widget.text()
        case RecordList():
            yield from (f"{each.title} {each.subtitle}" for each in widget.entries)
        case QTableView():
            yield from _of_model(widget.model())
        case _ if hasattr(widget, "text"):
            yield str(widget.text())


def _of_model(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(model.rowCount()):
        for column in range(model.columnCount(QModelIndex())):
            index = model.index(row, column)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                yield str(index.data(role) or "")


def names_on(shell: Shell, desk: Desk) -> set[str]:
    """Names of the roster that a visible widget shows."""
    seen = " \n ".join(
        text
        for widget in shell.findChildren(QWidget)
        if widget.isVisible()
        for text in texts(widget)
    )
    shown = f" {' '.join(folded(seen).split())} "
    for mark in ",.:;()“”\"'·":
        shown = shown.replace(mark, " ")
    people = desk.directory.everybody()
    return {each.chosen_name for each in people if f" {folded(each.chosen_name)} " in shown}


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_no_page_shows_a_name_while_names_are_masked(shell: Shell, sample: Desk, page: str) -> None:
    shell.show_page(page)
    press_f8(shell)
    assert names_on(shell, sample) == set()
    press_f8(shell)


def test_the_pages_of_people_do_show_names_otherwise(shell: Shell, sample: Desk) -> None:
    shell.show_page("people")
    assert len(names_on(shell, sample)) > 20


def test_every_part_of_a_persons_page_is_masked(shell: Shell, sample: Desk) -> None:
    shell.show_page("people", sample.directory.closest("Noor", 1)[0].id)
    press_f8(shell)
    page = shell.page
    assert isinstance(page, PeoplePage)
    for tab in range(page.tabs.count()):
        page.tabs.setCurrentIndex(tab)
        QApplication.processEvents()
        assert names_on(shell, sample) == set()
    press_f8(shell)
    assert page.heading.text() == kept_apart("نور")


def test_a_running_session_is_masked(shell: Shell, sample: Desk) -> None:
    session = sample.sessions.recent(1)[0]
    shell.show_page("sessions", session.id)
    press_f8(shell)
    assert names_on(shell, sample) == set()
    press_f8(shell)


def test_the_search_masks_whom_it_finds(shell: Shell, sample: Desk) -> None:
    press_f8(shell)
    shell._sidebar.finder.setText("mar")
    shell._sidebar.finder.textEdited.emit("mar")
    QApplication.processEvents()
    assert "Marguerite" not in names_on(shell, sample)
    press_f8(shell)


def test_what_was_typed_in_a_masked_field_is_kept(qtbot: QtBot, shell: Shell, sample: Desk) -> None:
    member = sample.directory.closest("Ruth", 1)[0]
    shell.show_page("people", member.id)
    press_f8(shell)
    page = shell.page
    assert isinstance(page, PeoplePage)
    assert page.about.name.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClicks(page.about.name, " B")
    page.flush()
    assert sample.members.get(member.id).chosen_name == "Ruth B"
    press_f8(shell)


def test_a_vault_that_is_opened_anew_shows_its_names(sample: Desk, desk: Desk) -> None:
    naming.use(sample.directory)
    naming.mask(masked=True)
    naming.use(desk.directory)
    assert not naming.is_masked()


def shown_as_typed(path: Path) -> list[str]:
    """Where a chosen name is read but for sorting by it or filling its own field."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    sorted_by = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "casefold"
    }
    return [
        f"{path.relative_to(UI)}:{node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr == "chosen_name"
        and id(node) not in sorted_by
    ]


def test_no_page_reads_a_name_but_by_the_one_that_masks() -> None:
    """A sample has no session that runs, and no dialog that is open: this sees the rest."""
    found = [place for path in sorted(UI.rglob("*.py")) for place in shown_as_typed(path)]
    elsewhere = [place for place in found if place.partition(":")[0] not in READ_NAMES]
    assert elsewhere == []
