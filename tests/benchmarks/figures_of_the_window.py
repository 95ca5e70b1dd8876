"""Every tab, window and key beside those of a session: none holds the window up."""

from collections.abc import Callable, Iterator

from bench import STALL, Bench, Figure, Row
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QTabWidget

from peerdesk.ui.pages.ground_rules.page import GroundRulesPage
from peerdesk.ui.pages.people.page import PeoplePage
from peerdesk.ui.pages.vault.page import VaultPage
from peerdesk.ui.pages.vault.sections import SECTIONS


def figures(bench: Bench) -> Iterator[Row]:
    for name in ("people", "groups"):
        yield from _tabs(bench, name)
    page = bench.page("vault")
    assert isinstance(page, VaultPage)
    for section in SECTIONS:
        yield _figure(bench, f"Vault, to {section.title}", page.open, section.name)
    yield from _dialogs(bench)
    for words in ("Mask names", "Mask names", "Cover the screen", "Cover the screen"):
        yield _figure(bench, words, _action(bench, words).trigger)


def _tabs(bench: Bench, name: str) -> Iterator[Row]:
    page = bench.page(name)
    page.open(1)
    bench.settle()
    tabs = page.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    for index in reversed(range(tabs.count())):
        title = f"{page.title}, to {tabs.tabText(index)}"
        yield _figure(bench, title, tabs.setCurrentIndex, index)


def _dialogs(bench: Bench) -> Iterator[Row]:
    people = bench.page("people")
    assert isinstance(people, PeoplePage)
    people.open(2)
    yield _opened(bench, "Before you call", people.show_before_calling)
    for name in ("groups", "sessions"):
        yield _opened(bench, f"handouts from {name}", bench.page(name).open_handouts)
    rules = bench.page("ground_rules")
    assert isinstance(rules, GroundRulesPage)
    yield _opened(bench, "the library of scripts", rules.files.open_library)
    yield _opened(bench, "a script taken by a group", rules.use_for_group)
    yield _opened(bench, "a script shared", rules.files.share)
    yield _figure(bench, "an agreement made together", rules.make_together)
    for words in ("Help for this page", "Keyboard shortcuts", "Privacy check…"):
        yield _opened(bench, words, _action(bench, words).trigger)


def _action(bench: Bench, words: str) -> QAction:
    actions = bench.shell.findChildren(QAction)
    return next(each for each in actions if each.text().replace("&", "") == words)


def _figure(bench: Bench, name: str, work: Callable[..., object], *arguments: object) -> Figure:
    return Figure(name, (bench.stall(work, *arguments),), STALL)


def _opened(bench: Bench, name: str, work: Callable[..., object]) -> Figure:
    figure = _figure(bench, name, work)
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QDialog):
            window.close()
    bench.settle()
    return figure
