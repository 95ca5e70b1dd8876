"""Help: a page for each page, and links that lead nowhere else."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from checks import without_a_name
from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

import peerdesk
from peerdesk.paths import resource
from peerdesk.ui.dialogs.help import HelpDialog
from peerdesk.ui.pages.listed import PAGES

HELP = sorted(path.stem for path in resource("help").glob("*.md"))


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    yield made
    made.hide()


def said(dialog: HelpDialog) -> str:
    browser = dialog.findChild(QTextBrowser)
    assert isinstance(browser, QTextBrowser)
    return browser.toPlainText()


def follow(dialog: HelpDialog, link: str) -> None:
    browser = dialog.findChild(QTextBrowser)
    assert isinstance(browser, QTextBrowser)
    browser.anchorClicked.emit(QUrl(link))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_has_its_help(window: QWidget, page: type) -> None:
    name = str(page.name).replace("_", "-")  # type: ignore[attr-defined] # a page
    assert name in HELP
    assert len(said(HelpDialog(name, window)).split()) > 30


@pytest.mark.parametrize("name", ["shortcuts", "privacy", "about", "first-steps"])
def test_the_help_menu_has_its_texts(window: QWidget, name: str) -> None:
    assert name in HELP
    assert said(HelpDialog(name, window))


@pytest.mark.parametrize("name", HELP)
def test_links_lead_to_help_that_exists_and_nowhere_else(name: str) -> None:
    text = resource("help", f"{name}.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert target.removesuffix(".md") in HELP
    assert "http" not in text


def test_a_link_shows_the_other_text(window: QWidget) -> None:
    dialog = HelpDialog("today", window)
    before = said(dialog)
    follow(dialog, "groups.md")
    assert said(dialog) != before


@pytest.mark.parametrize(
    "link", ["https://example.org", "file:///etc/passwd", "../../settings.md", "x.md/../../y"]
)
def test_a_link_to_elsewhere_does_nothing(window: QWidget, link: str) -> None:
    dialog = HelpDialog("today", window)
    before = said(dialog)
    follow(dialog, link)
    assert said(dialog) == before


def test_an_unknown_name_leads_to_the_first_steps(window: QWidget) -> None:
    assert said(HelpDialog("no-such-help", window)) == said(HelpDialog("first-steps", window))


def test_the_version_is_filled_in(window: QWidget) -> None:
    text = said(HelpDialog("about", window))
    assert peerdesk.__version__ in text
    assert "{version}" not in text


def test_every_control_has_a_name_and_the_dialog_goes_when_closed(
    qtbot: QtBot, window: QWidget
) -> None:
    dialog = HelpDialog("today", window)
    dialog.open()
    assert without_a_name(dialog) == []
    with qtbot.waitSignal(dialog.destroyed):
        dialog.accept()


def test_help_fits_a_small_screen(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QScreen, "availableSize", lambda _screen: QSize(500, 300))
    dialog = HelpDialog("today", window)
    assert dialog.width() <= 500
    assert dialog.height() <= 300


def test_every_page_has_its_shortcut_in_the_help_and_no_other(window: QWidget) -> None:
    text = said(HelpDialog("shortcuts", window))
    numbered = re.findall(r"Ctrl\+(\d) (.+)", text)
    assert numbered == [(str(number), page.title) for number, page in enumerate(PAGES, start=1)]
    assert not re.search(rf"Ctrl\+[{len(PAGES) + 1}-9]", text)


def test_help_on_privacy_leads_to_the_privacy_check(window: QWidget) -> None:
    assert "Help ▸ Privacy check…" in said(HelpDialog("privacy", window))


def test_nobody_is_marked_absent_by_hand(window: QWidget) -> None:
    text = said(HelpDialog("sessions", window))
    assert "not marked counts as absent" in text


SHOWN = re.compile(r"\*\*([^*]+)\*\*")
KEYS = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)*(?:Page (?:Up|Down)|F\d+|[A-Z0-9+?-]|[A-Z][a-z]+)")


@cache
def said_on_screens() -> str:
    """Every text of the window and of its messages, without the marks of keys."""
    found = set()
    for path in Path(peerdesk.__file__).parent.joinpath("ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value.replace("&", "").casefold())
    return "\n".join(found)


@cache
def titles_of_scripts() -> frozenset[str]:
    files = resource("scripts").glob("*/*.toml")
    return frozenset(tomllib.loads(path.read_text("utf-8"))["title"].casefold() for path in files)


@pytest.mark.parametrize("page", HELP)
def test_what_a_page_of_help_shows_in_bold_is_on_a_screen(page: str) -> None:
    """What ends a sentence heads a paragraph, and is no name of a button."""
    text = re.sub(r"`[^`]*`", "", resource("help", f"{page}.md").read_text("utf-8"))
    bold = SHOWN.findall(text)
    names = [
        part.strip("…:,").casefold()
        for text in bold
        if not text.endswith((".", "?")) and not KEYS.fullmatch(text)
        for part in text.split(" ▸ ")
    ]
    unknown = [
        name for name in names if name not in said_on_screens() and name not in titles_of_scripts()
    ]
    assert unknown == []
