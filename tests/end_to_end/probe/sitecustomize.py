"""Tells the tests what a running window shows; never part of PeerDesk.

Python imports this at its start when the folder is on PYTHONPATH. Nothing happens until the
application's event loop runs. From then on each line in the FIFO `ask` of the folder named by
PEERDESK_PROBE is answered by a file of that name, holding a list of what can be seen, as JSON. A
name that begins with `room` is answered by what is on the wall instead (`room_probe.py`). There is
no thread and no timer, and nothing is kept after an answer.
"""

import importlib.util
import json
import os
import sys
import threading
from pathlib import Path

WATCHED = "PySide6.QtWidgets"
CLOCKED = "peerdesk.app"
KNOW_NO_QT = frozenset({"peerdesk.ui.repairing"})
"""Modules of the window's floor that a job may load: all that they import is there by then."""


class PatchingLoader:
    """Loads a module as its own loader does, then changes it."""

    def __init__(self, loader, change):
        self._loader = loader
        self._change = change

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        self._loader.exec_module(module)
        self._change(module)


class Watch:
    """Waits on the import path for one module."""

    def __init__(self, watched, change):
        self._watched = watched
        self._change = change

    def find_spec(self, name, _path=None, _target=None):
        if name != self._watched:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        spec.loader = PatchingLoader(spec.loader, self._change)
        return spec


def listen_when_the_loop_runs(widgets):
    run = widgets.QApplication.exec

    def run_with_probe(*arguments):
        notifier = listen(widgets)
        try:
            return run()
        finally:
            notifier.setEnabled(False)

    widgets.QApplication.exec = run_with_probe


def listen(widgets):
    from PySide6.QtCore import QSocketNotifier  # noqa: PLC0415 - Qt is the program's to load

    folder = Path(os.environ["PEERDESK_PROBE"])
    # Open for writing too, so that the FIFO never reads as ended.
    questions = os.open(folder / "ask", os.O_RDWR | os.O_NONBLOCK)
    notifier = QSocketNotifier(
        questions, QSocketNotifier.Type.Read, widgets.QApplication.instance()
    )

    def answer():
        for name in os.read(questions, 4096).decode().split():
            unfinished = folder / f"{name}.part"
            if name.startswith("room"):
                from room_probe import on_the_wall  # noqa: PLC0415 - beside this file

                seen = on_the_wall(widgets, folder)
            else:
                seen = list(visible(widgets))
            unfinished.write_text(json.dumps(seen), "utf-8")
            unfinished.rename(folder / name)

    notifier.activated.connect(answer)
    return notifier


def visible(widgets):
    modal = widgets.QApplication.activePopupWidget() or widgets.QApplication.activeModalWidget()
    for window in widgets.QApplication.topLevelWidgets():
        if not window.isVisible():
            continue
        is_open = modal is None or window is modal
        for widget in (window, *window.findChildren(widgets.QWidget)):
            if widget.window() is window and widget.isVisible():
                yield from described(widgets, widget, is_open and window.isActiveWindow(), is_open)


def described(widgets, widget, is_active, is_open):
    region = widget.visibleRegion().boundingRect()
    common = {
        "class": type(widget).__name__,
        "object_name": widget.objectName(),
        "window": widget.window().windowTitle(),
        "active": is_active,
        "open": is_open,
    }
    yield {
        **common,
        "name": widget.accessibleName(),
        "text": text_of(widgets, widget),
        "rectangle": on_screen(widget, region),
        "enabled": widget.isEnabled(),
        "focus": widgets.QApplication.focusWidget() is widget,
        "checked": bool(getattr(widget, "isChecked", bool)()),
        "clickable": isinstance(
            widget,
            widgets.QAbstractButton
            | widgets.QLineEdit
            | widgets.QTextEdit
            | widgets.QPlainTextEdit
            | widgets.QComboBox
            | widgets.QAbstractSpinBox,
        ),
    }
    for name, text, rectangle, enabled, checked in parts_of(widgets, widget):
        yield {
            **common,
            "class": f"{common['class']} item",
            "name": name,
            "text": text,
            "rectangle": on_screen(widget, rectangle),
            "enabled": enabled,
            "focus": False,
            "checked": checked,
            "clickable": True,
        }


def text_of(widgets, widget):
    """What a control shows; a passphrase field answers with its dots."""
    if isinstance(widget, widgets.QLineEdit):
        return widget.displayText() or widget.placeholderText()
    for getter in ("toPlainText", "currentText", "text", "title"):
        if hasattr(widget, getter):
            try:
                return str(getattr(widget, getter)())
            except TypeError:  # some have a method of that name that wants an argument
                continue
    return ""


def parts_of(widgets, widget):
    """(name, text, rectangle in the widget, enabled, checked) of rows, tabs and menu entries."""
    from PySide6.QtCore import QPoint, Qt  # noqa: PLC0415 - Qt is the program's to load

    if isinstance(widget, widgets.QMenu | widgets.QMenuBar):
        for action in widget.actions():
            if action.isVisible() and not action.isSeparator():
                area = widget.actionGeometry(action)
                yield "", action.text(), area, action.isEnabled(), action.isChecked()
    elif isinstance(widget, widgets.QTabBar):
        for tab in range(widget.count()):
            is_chosen = widget.currentIndex() == tab
            area = widget.tabRect(tab)
            yield "", widget.tabText(tab), area, widget.isTabEnabled(tab), is_chosen
    elif isinstance(widget, widgets.QAbstractItemView) and widget.model() is not None:
        port, model = widget.viewport(), widget.model()
        origin = port.mapTo(widget, QPoint(0, 0))
        for index in indexes(model, widget.rootIndex()):
            area = widget.visualRect(index).intersected(port.rect())
            if not area.isEmpty():
                name = str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")
                is_chosen = widget.selectionModel().isSelected(index)
                enabled = bool(model.flags(index) & Qt.ItemFlag.ItemIsEnabled)
                yield name, str(index.data() or ""), area.translated(origin), enabled, is_chosen


def indexes(model, parent):
    from PySide6.QtCore import (  # noqa: PLC0415 - Qt is the program's to load
        QAbstractListModel,
        QAbstractTableModel,
    )

    # A list's count of columns is private, and so is whether a table has children: it has none.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    is_flat = isinstance(model, QAbstractListModel | QAbstractTableModel)
    for row in range(model.rowCount(parent)):
        for column in range(columns):
            index = model.index(row, column, parent)
            yield index
            if column == 0 and not is_flat and model.hasChildren(index):
                yield from indexes(model, index)


def on_screen(widget, rectangle):
    """[left, top, width, height] in pixels of the screen; no size where nothing can be seen."""
    corner = widget.mapToGlobal(rectangle.topLeft())
    return [corner.x(), corner.y(), rectangle.width(), rectangle.height()]


def hand_in_a_told_clock(app):
    from told_clock import hand_in  # noqa: PLC0415 - beside this file

    hand_in(app)


def refuse_qt_on_other_threads(event, arguments):
    """Whatever makes types of Qt's belongs to the window's thread (`peerdesk/ui/loading.py`)."""
    if event != "import" or threading.current_thread() is threading.main_thread():
        return
    name = arguments[0]
    if name.startswith(("PySide6", "peerdesk.ui.")) and name not in KNOW_NO_QT:
        raise RuntimeError(f"{name} is loaded on another thread than the window's")


if "PEERDESK_PROBE" in os.environ:
    sys.addaudithook(refuse_qt_on_other_threads)
    sys.meta_path.insert(0, Watch(WATCHED, listen_when_the_loop_runs))
if "PEERDESK_TOLD_CLOCK" in os.environ:
    sys.meta_path.insert(0, Watch(CLOCKED, hand_in_a_told_clock))
