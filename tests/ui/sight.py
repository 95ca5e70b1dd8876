"""What can be measured of what is seen: cut texts, small targets, things over one another."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QWidget,
)

from peerdesk.ui.widgets.rows import OneLine

LEAST_TARGET = 32
TARGETS = (
    QPushButton,
    QToolButton,
    QCheckBox,
    QRadioButton,
    QScrollArea,
    QComboBox,
    QLineEdit,
    QAbstractSpinBox,
    QApplication,
)
TOLD = (QLabel, QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox)
"""What must have a place of its own."""
LEAST_TURNS, MOST_TURNS = 3, 20
"""How often a window is laid out before it is looked at."""
SPARE = 1
"""Pixels by which Qt rounds."""
BREAKS = r"[\s/\\-]"
"""After these a line may end."""


def faults(window: QWidget) -> list[str]:
    """Everything that is wrong with what a window shows now."""
    lay_out(window)
    seen = [each for each in window.findChildren(QWidget) if each.isVisibleTo(window)]
    seen = [each for each in seen if each.window() is window]
    return [
        *(f"cut: {said(each)}" for each in seen if is_cut(each)),
        *(f"low: {said(each)}" for each in seen if is_low(each)),
        *(f"beyond: {said(each)}" for each in seen if sticks_out(each)),
        *(f"wide: {one}" for one in too_wide_pages(seen)),
        *(f"over: {one}" for one in over_one_another(seen)),
        *(f"arrows: {said(each)}" for each in seen if needs_arrows(each)),
        *several_primary(seen),
    ]


def lay_out(window: QWidget) -> None:
    """Until nothing moves any more: what is in one another asks anew, one after the other."""
    before: list[QRect] = []
    for turn in range(MOST_TURNS):
        QApplication.processEvents()
        window.grab()  # lays out what was changed since it was last painted
        places = [each.geometry() for each in window.findChildren(QWidget)]
        if places == before and turn >= LEAST_TURNS:
            return
        before = places


def said(widget: QWidget) -> str:
    """What a widget is, in a line of a report."""
    text = widget.text() if hasattr(widget, "text") else widget.accessibleName()
    if isinstance(widget, QComboBox):
        text = widget.currentText()
    if not text:
        text = " | ".join(each.text() for each in widget.findChildren(QPushButton))
    place = f"{widget.width()}x{widget.height()}"
    return f"{type(widget).__name__} {place} {str(text)[:60]!r}"


def is_cut(widget: QWidget) -> bool:
    """Whether some of a text has no room."""
    match widget:
        case OneLine():
            return False  # ends in …, and says the whole
        case QLabel():
            return is_label_cut(widget)
        case QPushButton() | QToolButton() | QCheckBox() | QRadioButton():
            room = widget.size() + QSize(SPARE, SPARE)
            return bool(widget.text()) and room != room.expandedTo(widget.sizeHint())
        case QComboBox():
            return is_choice_cut(widget)
    return False


def is_label_cut(label: QLabel) -> bool:
    if not label.text():
        return False
    room = label.contentsRect().size()
    if label.textFormat() is Qt.TextFormat.RichText:
        return False
    words = re.split(BREAKS if label.wordWrap() else "\n", label.text())
    metrics = QFontMetrics(label.font())
    if any(metrics.horizontalAdvance(word) > room.width() + SPARE for word in words):
        return True
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + SPARE
    return label.sizeHint().height() > label.height() + SPARE


def is_choice_cut(choice: QComboBox) -> bool:
    if choice.toolTip() == choice.currentText():
        return False  # says the whole
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    field = choice.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox,
        option,
        QStyle.SubControl.SC_ComboBoxEditField,
        choice,
    )
    return choice.fontMetrics().horizontalAdvance(choice.currentText()) > field.width() + SPARE


def needs_arrows(widget: QWidget) -> bool:
    """Whether some of the tabs are out of sight until an arrow is pressed."""
    return isinstance(widget, QTabBar) and widget.sizeHint().width() > widget.width() + SPARE


def is_low(widget: QWidget) -> bool:
    """Whether an unsteady hand would miss it."""
    if not isinstance(widget, TARGETS) or widget.objectName().startswith("qt_"):
        return False
    inside = isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox | QTabBar)
    if inside or (isinstance(widget, QToolButton) and isinstance(widget.parentWidget(), QLineEdit)):
        return False
    return widget.height() < LEAST_TARGET


def is_scrolled(widget: QWidget) -> bool:
    """Whether its parent shows a part of it at a time."""
    parent = widget.parentWidget()
    around = parent.parentWidget() if parent is not None else None
    return isinstance(around, QAbstractScrollArea) and parent is around.viewport()


def sticks_out(widget: QWidget) -> bool:
    """Whether a part of it is outside of what holds it, and so is never seen."""
    parent = widget.parentWidget()
    if parent is None or is_scrolled(widget) or isinstance(parent, QAbstractScrollArea):
        return False
    if isinstance(parent, QTabBar) or widget.width() == 0 or widget.height() == 0:
        return False
    return not parent.rect().adjusted(-SPARE, -SPARE, SPARE, SPARE).contains(widget.geometry())


def too_wide_pages(seen: list[QWidget]) -> Iterator[str]:
    """What asks for more width than a page has that scrolls up and down only."""
    off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    for area in seen:
        if not isinstance(area, QScrollArea) or area.horizontalScrollBarPolicy() != off:
            continue
        content, room = area.widget(), area.viewport().width()
        if content is not None and content.minimumSizeHint().width() > room + SPARE:
            yield f"{room} has no room for {said(widest(content, room))}"


def widest(widget: QWidget, room: int) -> QWidget:
    """The innermost part that asks for more than `room`."""
    inside = [
        each
        for each in widget.children()
        if isinstance(each, QWidget) and each.isVisible() and asked(each) > room
    ]
    return widest(max(inside, key=asked), room - SPARE) if inside else widget


def asked(widget: QWidget) -> int:
    return max(widget.minimumSizeHint().width(), widget.minimumWidth())


def over_one_another(seen: list[QWidget]) -> Iterator[str]:
    """Texts and controls that share a place with another one beside them."""
    told = [each for each in seen if isinstance(each, TOLD)]
    by_parent: dict[QWidget, list[QWidget]] = {}
    for each in told:
        parent = each.parentWidget()
        if parent is not None and not isinstance(parent, (QTabBar, QLineEdit)):
            by_parent.setdefault(parent, []).append(each)
    for beside in by_parent.values():
        for number, one in enumerate(beside):
            for other in beside[number + 1 :]:
                shared = one.geometry().intersected(other.geometry())
                if shared.width() > SPARE and shared.height() > SPARE:
                    yield f"{said(one)} | {said(other)}"


def several_primary(seen: list[QWidget]) -> list[str]:
    """More than one button that asks to be pressed first."""
    primary = [each for each in seen if isinstance(each, QPushButton) and is_primary(each)]
    return [f"primary: {', '.join(map(said, primary))}"] if len(primary) > 1 else []


def is_primary(button: QPushButton) -> bool:
    return button.objectName() == "primary" and not button.visibleRegion().isEmpty()


def place_in(window: QWidget, widget: QWidget) -> QRect:
    """Where a widget is in its window."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
