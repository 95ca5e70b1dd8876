"""Compared words as text with formats, and the same for a screen reader."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QBrush, QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor

from peerdesk.domain.comparison import Fate, LineKind, Passage
from peerdesk.ui.theme import current

MOST_SPOKEN = 40
"""Changes that the description for screen readers names."""


def _said(text: str) -> str:
    return QCoreApplication.translate("compare", text)


def spoken(passages: tuple[Passage, ...]) -> str:
    """The changes for a screen reader, which says nothing of colours and lines."""
    words = {Fate.ADDED: _said("new: {words}"), Fate.REMOVED: _said("gone: {words}")}
    changes = [
        words[piece.fate].format(words=piece.words)
        for passage in passages
        for piece in passage.pieces
        if piece.fate is not Fate.SAME
    ]
    return "; ".join(changes[:MOST_SPOKEN])


def write(cursor: QTextCursor, passages: tuple[Passage, ...]) -> None:
    """Write passages as plain text with formats, so that nothing typed is taken for markup."""
    cursor.beginEditBlock()
    for number, passage in enumerate(passages):
        if number:
            cursor.insertBlock()
        cursor.setBlockFormat(_block(passage.kind, first=not number))
        cursor.setCharFormat(QTextCharFormat())
        for place, piece in enumerate(passage.pieces):
            if place:
                cursor.insertText(" ", QTextCharFormat())
            cursor.insertText(piece.words, _format(passage.kind, piece.fate))
    cursor.endEditBlock()


def _block(kind: LineKind, *, first: bool) -> QTextBlockFormat:
    block = QTextBlockFormat()
    is_title = kind is LineKind.TITLE
    block.setTopMargin(14 if is_title and not first else 4)
    block.setLeftMargin({LineKind.TITLE: 0, LineKind.TEXT: 0, LineKind.RULE: 16}.get(kind, 32))
    return block


def _format(kind: LineKind, fate: Fate) -> QTextCharFormat:
    colours = current()
    shown = QTextCharFormat()
    shown.setFontWeight(QFont.Weight.Bold if kind is LineKind.TITLE else QFont.Weight.Normal)
    if kind in {LineKind.WHY, LineKind.QUESTION} or fate is Fate.REMOVED:
        shown.setForeground(QBrush(QColor(colours["muted"])))
    if fate is Fate.REMOVED:
        shown.setFontStrikeOut(True)
    elif fate is Fate.ADDED:
        shown.setForeground(QBrush(QColor(colours["text"])))
        shown.setBackground(QBrush(QColor(colours["tint"])))
        shown.setFontUnderline(True)
    return shown
