"""The look: what can be read, in each theme, computed from the token files."""

import re

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from peerdesk.paths import resource
from peerdesk.settings import THEMES
from peerdesk.ui import theme

NAMES = ("light", "dark", "contrast")
TEXT_PAIRS = [
    *((text, ground) for text in ("text", "muted") for ground in ("window", "surface", "sidebar")),
    ("text", "tint"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("accent", "window"),
    ("placeholder", "surface"),
    *((f"{kind}_text", kind) for kind in ("notice", "warning", "good")),
]
CONTROL_PAIRS = [
    *((edge, ground) for edge in ("border", "focus") for ground in ("window", "surface")),
    ("focus", "sidebar"),
    ("accent", "surface"),
    ("accent", "tint"),
    ("amber", "window"),
    ("disabled", "surface"),
]


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2: 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def application(qapp: QApplication) -> QApplication:
    return qapp


def test_the_measure_of_contrast_is_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_is_read_easily(name: str, text: str, ground: str) -> None:
    colours = theme.tokens(name)
    assert contrast(colours[text], colours[ground]) >= 7


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("edge", "ground"), CONTROL_PAIRS)
def test_the_edges_of_controls_are_seen(name: str, edge: str, ground: str) -> None:
    colours = theme.tokens(name)
    assert contrast(colours[edge], colours[ground]) >= 3


def test_every_theme_has_the_same_tokens() -> None:
    keys = [theme.tokens(name).keys() for name in NAMES]
    assert keys[0] == keys[1] == keys[2]


@pytest.mark.parametrize("name", NAMES)
def test_every_token_is_a_colour(name: str) -> None:
    assert all(re.fullmatch("#[0-9A-F]{6}", value) for value in theme.tokens(name).values())


@pytest.mark.parametrize("name", NAMES)
def test_a_theme_is_applied_whole(application: QApplication, name: str) -> None:
    theme.apply(application, name)
    colours = theme.tokens(name)
    assert theme.current() == colours
    assert application.palette().color(QPalette.ColorRole.Window) == QColor(colours["window"])
    assert "$" not in application.styleSheet()
    for picture in re.findall(r'url\("([^"]+)"\)', application.styleSheet()):
        assert resource("themes").as_posix() in picture
        assert QSvgRenderer(picture).isValid()


def test_the_typeface_is_our_own(application: QApplication) -> None:
    theme.apply(application, "light")
    assert application.font().family() == theme.TYPEFACE


def test_every_choice_in_the_settings_can_be_applied(application: QApplication) -> None:
    for choice in THEMES:
        theme.apply(application, choice)
        assert theme.resolved(application, choice) in NAMES


def test_a_sheet_of_the_theme_reaches_a_widget(qtbot: QtBot, application: QApplication) -> None:
    theme.apply(application, "dark")
    label = QLabel("quiet")
    label.setObjectName("muted")
    qtbot.addWidget(label)
    label.ensurePolished()
    drawn = label.palette().color(QPalette.ColorRole.WindowText)
    assert drawn == QColor(theme.tokens("dark")["muted"])
    theme.apply(application, "light")
