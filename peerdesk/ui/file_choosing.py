"""File dialogs that leave no list of where somebody looked, and that the curtain can cover.

A system's own dialog adds what was chosen to the list of recent files, and no program can draw over
it. Qt's own is a window of ours, but remembers folders in settings that all Qt programs share.
"""

import os
import sys

from PySide6.QtCore import QCoreApplication, QSettings, Qt

ORGANISATION, GROUP = "QtProject", "FileDialog"
"""Where Qt keeps the folders that were looked at: ~/.config/QtProject.conf on Linux."""


def leave_no_history() -> None:
    """Use Qt's own dialogs from now on, and keep them from writing folders down."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    if sys.platform not in {"win32", "darwin"}:
        # No file can be made below it, and Qt goes on without.
        native, user = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
        QSettings.setPath(native, user, os.devnull)


def forget_folders() -> None:
    """Take off what Qt wrote down; Windows and macOS have no place to lead it to. Not run there."""
    if sys.platform in {"win32", "darwin"}:
        QSettings(QSettings.Scope.UserScope, ORGANISATION).remove(GROUP)
