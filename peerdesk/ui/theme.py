"""One look from token files: a palette, a short stylesheet and the typeface."""

import json
from functools import cache
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from peerdesk.paths import resource

Tokens = dict[str, str]
TYPEFACE = "Atkinson Hyperlegible"
HALF_LIGHT = 128
BODY_POINTS = 11
"""The least body size on screen; a larger one of the desktop is kept, and titles follow."""

GROWTH_OF_SIGNS = 0.6
"""How much the signs beside letters grow, of what the letters do."""

_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "window",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "on_accent",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "placeholder",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Mid: "line",
}


@cache
def tokens(name: str) -> Tokens:
    """The colours of light, dark or contrast."""
    loaded: Tokens = json.loads(resource("themes", f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def resolved(application: QApplication, choice: str) -> str:
    """The token file for a setting; `system` follows the desktop.

    The desktop's choice is read from the palette that it gave us before we set our own: asking Qt
    for the colour scheme by name would load its whole namespace, 22 ms before the unlock prompt.
    """
    remembered = application.property("peerdesk_desktop")
    if remembered is None:
        window = application.palette().color(QPalette.ColorRole.Window)
        remembered = "dark" if window.lightness() < HALF_LIGHT else "light"
        application.setProperty("peerdesk_desktop", remembered)
    return str(remembered) if choice == "system" else choice


def note_desktop(application: QApplication, scheme: str) -> bool:
    """Remember what the desktop says now; whether that is another choice than before."""
    if scheme not in {"light", "dark"} or scheme == resolved(application, "system"):
        return False
    application.setProperty("peerdesk_desktop", scheme)
    return True


def in_use() -> str:
    """The name of the look that was put on; empty before that."""
    application = QApplication.instance()
    name = application.property("peerdesk_theme") if application is not None else None
    return str(name or "")


def current() -> Tokens:
    """The colours in use."""
    return tokens(in_use() or "light")


def scaled(pixels: int) -> int:
    """So many pixels beside body text of the usual size, and more beside a larger one.

    Not quite as many more as the letters have: signs are told apart sooner, and room is scarce.
    """
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return pixels
    points = QFontInfo(application.font()).pointSizeF()
    return round(pixels * (1 + GROWTH_OF_SIGNS * max(0.0, points / BODY_POINTS - 1)))


def apply(application: QApplication, choice: str) -> None:
    """Put the look on the whole application.

    The palette is set explicitly, because the platform's own colour scheme does nothing offscreen.
    """
    name = resolved(application, choice)
    application.setProperty("peerdesk_theme", name)
    colours = tokens(name)
    if application.font().family() != TYPEFACE:
        _use_typeface(application)
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(role, QColor(colours[token]))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours["disabled"]))
    application.setPalette(palette)
    pictures = {
        picture: resource("themes", f"{picture}-{name}.svg").as_posix()
        for picture in ("chevron", "chevron_up", "chevron_left", "chevron_right", "check")
    }
    sheet = Template(resource("themes", "peerdesk.qss").read_text(encoding="utf-8"))
    look = sheet.substitute(colours, **pictures, **_sizes(application.font()))
    # Qt polishes every widget anew, also where nothing is different: two seconds of a full window.
    if look != application.styleSheet():
        application.setStyleSheet(look)


def _sizes(body: QFont) -> dict[str, int]:
    """What follows the size of the body text: the letters in points, everything else in pixels.

    A least height in the sheet takes the place of one that a widget was given, so it has to hold a
    line of letters.
    """
    points, line = body.pointSize(), QFontMetrics(body).height()
    return {
        "title": points + 9,
        "section": points + 3,
        "large": points + 33,
        "line_of_button": max(20, line),
        "line_of_field": max(22, line),
        "line_of_box": max(32, line),
        "box": scaled(18),
        "half_box": scaled(18) // 2,
        "arrow": scaled(16),
        "small_arrow": scaled(12),
        "date_arrow": scaled(14),
        "drop_down": scaled(26),
        "spin": scaled(28),
        "scroller": scaled(36),
    }


def _use_typeface(application: QApplication) -> None:
    for weight in ("Regular", "Bold"):
        QFontDatabase.addApplicationFont(
            str(resource("fonts", f"AtkinsonHyperlegible-{weight}.ttf"))
        )
    application.setFont(QFont(TYPEFACE, max(BODY_POINTS, application.font().pointSize())))
