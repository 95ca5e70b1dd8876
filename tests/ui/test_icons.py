"""Icons, drawn in the colours of the theme."""

import ast
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

import peerdesk
from peerdesk.paths import resource
from peerdesk.ui import theme
from peerdesk.ui.icons import SIZES, icon
from peerdesk.ui.pages.listed import PAGES

SHIPPED = sorted(path.stem for path in resource("icons").glob("*.svg"))


def opaque_colours(name: str, colour: str) -> set[str]:
    picture = icon(name, colour).pixmap(SIZES[1], SIZES[1]).toImage()
    pixels = [
        picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())
    ]
    return {pixel.name().upper() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("name", SHIPPED)
def test_every_icon_draws_something(qapp: QApplication, name: str) -> None:
    picture = icon(name).pixmap(20, 20).toImage()
    assert picture.width() >= 20
    assert any(picture.pixelColor(x, y).alpha() for x in range(picture.width()) for y in range(20))


def test_an_icon_takes_the_colour_of_the_theme(qapp: QApplication) -> None:
    for choice in ("light", "dark"):
        theme.apply(qapp, choice)
        wanted = QColor(theme.tokens(choice)["accent"]).name().upper()
        assert opaque_colours("lock", "accent") == {wanted}
    theme.apply(qapp, "light")


def test_an_icon_that_is_not_shipped_is_a_bug(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


def test_every_page_has_its_icon() -> None:
    assert {page.icon for page in PAGES} <= set(SHIPPED)


def test_no_icon_is_shipped_that_nothing_shows() -> None:
    package = Path(peerdesk.__file__).parent
    texts = [path.read_text(encoding="utf-8") for path in package.rglob("*.py")]
    assert [name for name in SHIPPED if not any(f'"{name}"' in text for text in texts)] == []


def test_every_icon_that_is_named_in_the_program_is_shipped() -> None:
    named = set()
    for path in Path(peerdesk.__file__).parent.joinpath("ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "icon_name":
                named |= {
                    each.value
                    for each in ast.walk(node.value)
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                }
    assert named
    assert named - {""} <= set(SHIPPED)
