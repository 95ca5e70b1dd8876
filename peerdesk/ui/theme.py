"""One look from token files: a palette, a short stylesheet and the typeface."""

import json
from functools import cache
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from peerdesk.paths import resource

Tokens = dict[str, str]
TYPEFACE = "Atkinson Hyperlegible"
HALF_LIGHT = 128
BODY_POINTS = 11
"""The least body size on screen; a larger one of the desktop is kept, and titles follow."""

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
    QPalette.ColorRole.PlaceholderText: "disabled",
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


def current() -> Tokens:
    """The colours in use."""
    application = QApplication.instance()
    name = application.property("peerdesk_theme") if application is not None else None
    return tokens(str(name or "light"))


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
    points = application.font().pointSize()
    sizes = {"title": str(points + 9), "section": str(points + 3), "large": str(points * 4)}
    pictures = {
        picture: resource("themes", f"{picture}-{name}.svg").as_posix()
        for picture in ("chevron", "chevron_up", "check")
    }
    sheet = Template(resource("themes", "peerdesk.qss").read_text(encoding="utf-8"))
    look = sheet.substitute(colours, **pictures, **sizes)
    # Qt polishes every widget anew, also where nothing is different: two seconds of a full window.
    if look != application.styleSheet():
        application.setStyleSheet(look)


def _use_typeface(application: QApplication) -> None:
    for weight in ("Regular", "Bold"):
        QFontDatabase.addApplicationFont(
            str(resource("fonts", f"AtkinsonHyperlegible-{weight}.ttf"))
        )
    application.setFont(QFont(TYPEFACE, max(BODY_POINTS, application.font().pointSize())))
