"""What the desktops of Linux say of light and dark, by org.freedesktop.portal.Settings.

Qt asks as well, but not with each of its platform themes: that of GTK learns of a change alone. The
portal is reached by a local socket, which the filter on system calls lets through.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant

from peerdesk.ui.session_watch.buses import session_bus_is_named, slot

PORTAL, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SETTINGS = "org.freedesktop.portal.Settings"
APPEARANCE, SCHEME = "org.freedesktop.appearance", "color-scheme"
SCHEMES = {1: "dark", 2: "light"}
"""As the portal's documentation has them; 0 is no preference."""


class DesktopPortal(QObject):
    """`told` carries light or dark: once at the beginning, and with each change."""

    told = Signal(str)

    def listen(self) -> None:
        """Ask, and listen from now on. A desktop without a portal says nothing."""
        if not session_bus_is_named():
            return
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        changed = slot("on_setting(QDBusMessage)")
        bus.connect(PORTAL, PATH, SETTINGS, "SettingChanged", self, changed)
        question = QDBusMessage.createMethodCall(PORTAL, PATH, SETTINGS, "Read")
        question.setArguments([APPEARANCE, SCHEME])
        self._asked = QDBusPendingCallWatcher(bus.asyncCall(question), self)
        self._asked.finished.connect(self._on_answer)

    def _on_answer(self) -> None:
        self._tell(self._asked.reply().arguments()[-1:])

    @Slot(QDBusMessage)
    def on_setting(self, message: QDBusMessage) -> None:
        """One of the desktop's settings changed."""
        space, key, *value = message.arguments()
        if (space, key) == (APPEARANCE, SCHEME):
            self._tell(value)

    def _tell(self, values: list[object]) -> None:
        for value in values:
            # `Read` wraps its answer twice.
            inner = value
            while isinstance(inner, QDBusVariant):
                inner = inner.variant()
            if isinstance(inner, int) and inner in SCHEMES:
                self.told.emit(SCHEMES[inner])
