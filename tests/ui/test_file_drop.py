"""A backup is dropped on a window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.ui.widgets.file_drop import BackupDrop


def carrying(*urls: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    return data


def held_over(window: QWidget, data: QMimeData) -> bool:
    """Whether the window takes what is held over it."""
    event = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def drop_on(window: QWidget, data: QMimeData) -> None:
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, event)


def test_a_backup_is_taken(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dropped: list[Path] = []
    BackupDrop(window).dropped.connect(dropped.append)
    data = carrying("file:///media/stick/our%20evening.peerdesk-backup")
    assert held_over(window, data)
    drop_on(window, data)
    assert dropped == [Path("/media/stick/our evening.peerdesk-backup")]


@pytest.mark.parametrize(
    "urls",
    [
        (),
        ("file:///home/letter.odt",),
        ("https://example.org/a.peerdesk-backup",),
        ("file:///a.peerdesk-backup", "file:///b.peerdesk-backup"),
    ],
)
def test_anything_else_is_refused(qtbot: QtBot, urls: tuple[str, ...]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dropped: list[Path] = []
    BackupDrop(window).dropped.connect(dropped.append)
    data = carrying(*urls)
    assert not held_over(window, data)
    drop_on(window, data)
    assert dropped == []
