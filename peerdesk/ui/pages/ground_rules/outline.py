"""The script in reading order: its parts, and under each part its rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from peerdesk.ui.pages.ground_rules.places import ABOUT_KEY, Place
from peerdesk.ui.pages.ground_rules.words import kind_words, said, topic_words
from peerdesk.ui.theme import current
from peerdesk.ui.widgets.dragging import DraggingList
from peerdesk.ui.widgets.records import NARROWEST, Entry
from peerdesk.ui.widgets.wrapping import lines_of, number_of_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerdesk.domain.scripts import RuleItem, ScriptVersion, Segment

PADDING = 8
EDGE = 2
INDENT = 18
"""Pixels that a rule stands in from its part."""


@dataclass(frozen=True, slots=True)
class Line(Entry):
    """An entry of the outline. `level` 1 is a rule; `quiet` is what is switched off."""

    level: int = 0
    quiet: bool = False


def lines(version: ScriptVersion) -> Iterator[Line]:
    """The whole outline of a version."""
    yield Line(ABOUT_KEY, said("About this script"))
    for number, segment in enumerate(version.segments):
        yield _segment_line(number, segment)
        for place, rule in enumerate(segment.rules):
            yield _rule_line(Place(number, place), rule, is_read=segment.switched_on)


def _segment_line(number: int, segment: Segment) -> Line:
    title = segment.title or kind_words(segment.kind)
    minutes = said("{minutes} min").format(minutes=segment.minutes)
    return Line(
        Place(number).key,
        f"{number + 1}  {title}",
        mark=minutes if segment.switched_on else said("off"),
        quiet=not segment.switched_on,
    )


def _rule_line(place: Place, rule: RuleItem, *, is_read: bool) -> Line:
    return Line(
        place.key,
        topic_words(rule.topic),
        mark="" if rule.switched_on else said("off"),
        level=1,
        quiet=not (rule.switched_on and is_read),
    )


class Outline(DraggingList):
    """The outline. Alt with an arrow key, or the mouse, moves a part; Delete removes it."""

    move_wanted = Signal(int)
    """Carries -1 for up, 1 for down."""
    remove_wanted = Signal()
    switch_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(said("Parts of the script, in reading order"))
        self.setAccessibleDescription(
            said(
                "Alt with Up or Down moves a part, Space switches it off or on, Delete removes "
                "it, Ctrl+Z takes that back."
            )
        )
        self.setItemDelegate(_OutlineLine(self))
        self.setMinimumWidth(200)

    def may_drag(self, key: str) -> bool:
        return key != ABOUT_KEY

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up, Alt+Down, Space, Delete and Ctrl+Z; the rest as in every list."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in steps and modifiers & Qt.KeyboardModifier.AltModifier:
            self.move_wanted.emit(steps[key])
        elif key is Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif key is Qt.Key.Key_Space and not modifiers:
            self.switch_wanted.emit()
        elif key is Qt.Key.Key_Z and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.undo_wanted.emit()
        else:
            super().keyPressEvent(event)


class _OutlineLine(QStyledItemDelegate):
    """Paints a line: parts bold, rules indented, what is off quieter, a mark at the right."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        colours = current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(EDGE, 1, -EDGE, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(colours["accent"]), 1.5))
            painter.setBrush(QColor(colours["tint"]))
            painter.drawRoundedRect(box, 7, 7)
        inner = box.adjusted(PADDING + INDENT * line.level, 0, -PADDING, 0)
        painter.setPen(QColor(colours["muted" if line.quiet else "text"]))
        _write(painter, option, line, inner)
        painter.restore()

    def sizeHint(
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        metrics, lines = QFontMetrics(_font_of(line, option)), 1
        parent = self.parent()
        if isinstance(parent, Outline) and parent.viewport().width() >= NARROWEST:
            room = parent.viewport().width() - 2 * EDGE - INDENT * line.level - 2 * PADDING
            room -= _width_of_mark(line, option)
            lines = number_of_lines(line.title, metrics, room)
        return QSize(120, max(32, metrics.height() * lines + (8 if line.level else 14)))


def _write(painter: QPainter, option: QStyleOptionViewItem, line: Line, inner: QRect) -> None:
    align = Qt.AlignmentFlag
    painter.setFont(option.font)
    painter.drawText(inner, align.AlignVCenter | align.AlignTrailing, line.mark)
    font = _font_of(line, option)
    painter.setFont(font)
    room = inner.adjusted(0, 0, -_width_of_mark(line, option), 0)
    words = "\n".join(lines_of(line.title, QFontMetrics(font), room.width()))
    painter.drawText(room, align.AlignVCenter | align.AlignLeading, words)


def _font_of(line: Line, option: QStyleOptionViewItem) -> QFont:
    font = QFont(option.font)
    font.setBold(not line.level and not line.quiet)
    return font


def _width_of_mark(line: Line, option: QStyleOptionViewItem) -> int:
    return QFontMetrics(option.font).horizontalAdvance(line.mark) + 8 if line.mark else 0
