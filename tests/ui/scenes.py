"""Every place of the program that somebody looks at: pages and their dialogs.

A scene brings a stage to a place and gives its name and the window that shows it.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QTabWidget, QWidget
from stage import Stage, further_down

from peerdesk.domain.directory import Showing
from peerdesk.ui.dialogs.help import HelpDialog
from peerdesk.ui.dialogs.merge_members import MergeDialog
from peerdesk.ui.dialogs.privacy_check import PrivacyCheckDialog
from peerdesk.ui.pages.ground_rules.page import GroundRulesPage
from peerdesk.ui.pages.groups.page import GroupsPage
from peerdesk.ui.pages.notes.page import NotesPage
from peerdesk.ui.pages.people.page import PeoplePage
from peerdesk.ui.pages.vault.page import VaultPage

Sight = tuple[str, QWidget]
Scene = Callable[[Stage], Iterator[Sight]]
FOREIGN = Path(__file__).parents[1] / "desk" / "foreign"
SAMPLE_PERSON = "Noor"


def all_of(name: str, window: QWidget, within: QWidget | None = None) -> Iterator[Sight]:
    """What is seen of a window at first, and what its largest part shows further down."""
    yield name, window
    for number in further_down(within or window):
        yield f"{name}-{number}", window


def today(stage: Stage) -> Iterator[Sight]:
    yield from all_of("today", stage.shell, stage.page("today"))
    stage.shell._sidebar.finder.setText("mar")
    stage.shell._sidebar.finder.textEdited.emit("mar")
    stage.settle()
    yield "today-search", stage.shell
    stage.shell._sidebar.finder.clear()


def people(stage: Stage) -> Iterator[Sight]:
    page = stage.page("people")
    assert isinstance(page, PeoplePage)
    yield "people", stage.shell
    for showing in Showing:
        page.filters.show_all(showing)
        stage.settle()
        yield f"people-showing-{showing.value}", stage.shell
    page.filters.show_all(Showing.HERE)
    page.filters.search.setText("nobody of this name")
    stage.settle()
    yield "people-nobody-found", stage.shell
    page.filters.search.clear()


def person(stage: Stage) -> Iterator[Sight]:
    known = stage.desk.directory.closest(SAMPLE_PERSON, 1)[0].id
    page = stage.page("people", known)
    assert isinstance(page, PeoplePage)
    for tab in range(page.tabs.count()):
        page.tabs.setCurrentIndex(tab)
        stage.settle()
        yield from all_of(f"person-{page.tabs.tabText(tab)}", stage.shell, page.tabs)
    page.tabs.setCurrentIndex(0)
    dialog = stage.dialog(page.show_before_calling)
    yield "person-before-you-call", dialog
    stage.put_away(dialog)
    page.about.joining.begin()
    dialog = stage.dialog()
    yield "person-merge", dialog
    assert isinstance(dialog, MergeDialog)
    stage.put_away(dialog)
    dialog = stage.dialog(page.about.erasing.show_held)
    yield "person-what-is-held", dialog
    stage.put_away(dialog)
    dialog = stage.dialog(page.about.erasing.begin)
    yield "person-erase", dialog
    stage.put_away(dialog)
    page.begin_new()
    stage.settle()
    yield "person-new", stage.shell
    page.open(known)


def welcome(stage: Stage) -> Iterator[Sight]:
    page = stage.page("people", Showing.TO_WELCOME.value)
    assert isinstance(page, PeoplePage)
    page.list.choose_first()
    stage.settle()
    yield from all_of("person-welcome", stage.shell, page.tabs)


def importing(stage: Stage) -> Iterator[Sight]:
    page = stage.page("people")
    assert isinstance(page, PeoplePage)
    dialog = stage.dialog(lambda: page.import_file(FOREIGN / "google-contacts.csv"))
    yield "import", dialog
    dialog.import_button.click()  # type: ignore[attr-defined] # the dialog of an import
    stage.settle()
    yield "import-afterwards", dialog
    stage.put_away(dialog)


def groups(stage: Stage) -> Iterator[Sight]:
    page = stage.page("groups")
    assert isinstance(page, GroupsPage)
    for tab in range(page.tabs.count()):
        page.tabs.setCurrentIndex(tab)
        stage.settle()
        yield from all_of(f"group-{page.tabs.tabText(tab)}", stage.shell, page.tabs)
    page.tabs.setCurrentIndex(0)
    page.begin_new()
    stage.settle()
    yield "group-new", stage.shell


def ground_rules(stage: Stage) -> Iterator[Sight]:
    page = stage.page("ground_rules")
    assert isinstance(page, GroundRulesPage)
    yield "rules", stage.shell
    for row in (1, 4, 7):
        page.view.outline.setCurrentIndex(page.view.outline.model().index(row, 0))
        stage.settle()
        yield f"rules-part-{row}", stage.shell
    page.duplicate()
    stage.settle()
    yield "rules-own", stage.shell
    for name, opening in (
        ("library", page.files.open_library),
        ("read-aloud", page.read_aloud),
        ("compare", page.compare_versions),
        ("use-for-a-group", page.use_for_group),
        ("share", page.files.share),
    ):
        dialog = stage.dialog(opening)
        yield f"rules-{name}", dialog
        stage.put_away(dialog)


def making(stage: Stage) -> Iterator[Sight]:
    page = stage.page("ground_rules")
    assert isinstance(page, GroundRulesPage)
    page.make_together()
    stage.settle()
    yield "making-begin", stage.shell
    page.open(f"make:{stage.desk.groups.all()[0].id}")
    stage.settle()
    yield from all_of("making-topic", stage.shell, page.making)
    page.making.whole_button.click()
    stage.settle()
    yield from all_of("making-whole", stage.shell, page.making)
    page._stop_making()
    stage.settle()


def notes(stage: Stage) -> Iterator[Sight]:
    page = stage.page("notes")
    assert isinstance(page, NotesPage)
    yield "notes", stage.shell
    page.search_for("sleep")
    stage.settle()
    yield "notes-search", stage.shell
    page.search_for("zzzz")
    stage.settle()
    yield "notes-nothing", stage.shell
    page.search_for("")
    dialog = stage.dialog(lambda: stage.click("Print…", page))
    yield "notes-print", dialog
    stage.put_away(dialog)


def vault(stage: Stage) -> Iterator[Sight]:
    page = stage.page("vault")
    assert isinstance(page, VaultPage)
    tabs = stage.child(QTabWidget, page)
    for tab in range(tabs.count()):
        tabs.setCurrentIndex(tab)
        stage.settle()
        yield from all_of(f"vault-{tabs.tabText(tab)}", stage.shell, tabs)
    tabs.setCurrentIndex(0)


def around(stage: Stage) -> Iterator[Sight]:
    stage.page("today")
    for name in ("today", "sessions", "shortcuts", "privacy", "about"):
        dialog = stage.dialog(HelpDialog(name, stage.shell).open)
        yield f"help-{name}", dialog
        stage.put_away(dialog)
    dialog = stage.dialog(PrivacyCheckDialog(stage.context, stage.shell).open)
    yield from all_of("privacy-check", dialog)
    stage.put_away(dialog)
    page = stage.page("groups")
    dialog = stage.dialog(page.open_handouts)
    stage.wait(500)
    stage.settle()
    yield "handout", dialog
    stage.put_away(dialog)
