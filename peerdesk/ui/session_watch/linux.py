"""Linux: the login manager on the system bus, screen savers on the session bus.

Both are local sockets, which the filter on system calls lets through. Interfaces:
org.freedesktop.login1(5), "INHIBITORS" of systemd.io/INHIBITOR_LOCKS, and the screen savers' own.
"""

from __future__ import annotations

import os

from PySide6.QtCore import QObject, Slot
from PySide6.QtDBus import (
    QDBus,
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)

from peerdesk.domain.locking import LockTrigger
from peerdesk.ui.session_watch.buses import session_bus_is_named, slot
from peerdesk.ui.session_watch.watch import SessionWatch

LOGIN = "org.freedesktop.login1"
MANAGER_PATH = "/org/freedesktop/login1"
MANAGER, SESSION = f"{LOGIN}.Manager", f"{LOGIN}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
ANSWER_MILLISECONDS = 500
"""How long a service of the system may take to answer before it counts as silent."""
SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.kde.screensaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)


class LinuxWatch(SessionWatch):
    """Listens on both buses; one that is not there, or is reached over the network, is left out."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._session = ""
        self._system = QDBusConnection.systemBus()
        if LOGIN in _services(self._system):
            self._listen_to_login_manager()
        if session_bus_is_named():
            self._listen_to_screen_savers(QDBusConnection.sessionBus())

    def _listen_to_login_manager(self) -> None:
        bus = self._system
        if bus.connect(
            LOGIN, MANAGER_PATH, MANAGER, "PrepareForSleep", self, slot("on_sleep(bool)")
        ):
            self._heard.add(LockTrigger.SLEEP)
            self._delay_sleep()
        if self._property(MANAGER_PATH, MANAGER, "LidClosed") is not None and bus.connect(
            LOGIN, MANAGER_PATH, PROPERTIES, "PropertiesChanged", self, slot("on_manager()")
        ):
            self._heard.add(LockTrigger.LID)
        self._session = self._own_session()
        if not self._session:
            return
        if bus.connect(LOGIN, self._session, SESSION, "Lock", self, slot("on_screen_lock()")):
            self._heard.add(LockTrigger.SCREEN)
        if bus.connect(
            LOGIN, self._session, PROPERTIES, "PropertiesChanged", self, slot("on_session()")
        ):
            self._heard.add(LockTrigger.SESSION)

    def _listen_to_screen_savers(self, bus: QDBusConnection) -> None:
        services = _services(bus)
        for interface in SCREEN_SAVERS:
            # At any path, since these differ between desktops and their versions.
            bus.connect("", "", interface, "ActiveChanged", self, slot("on_saver(bool)"))
            if interface in services:
                self._heard.add(LockTrigger.SCREEN)

    def _delay_sleep(self) -> None:
        """Ask for the moment that a lock takes before the computer sleeps."""
        answer = self._call(
            MANAGER_PATH, MANAGER, "Inhibit", "sleep", "PeerDesk", "Locking the vault", "delay"
        )
        if answer and isinstance(answer[0], QDBusUnixFileDescriptor):
            # A copy of ours, held until `exec` closes it: locking lets the computer go to sleep.
            os.dup(answer[0].fileDescriptor())

    def _own_session(self) -> str:
        answer = self._call(MANAGER_PATH, MANAGER, "GetSessionByPID", 0)
        if not answer:
            # Where the desktop is no session of its own, as under systemd's user manager.
            answer = self._call(MANAGER_PATH, MANAGER, "GetSession", "auto")
        path = answer[0] if answer else None
        return path.path() if isinstance(path, QDBusObjectPath) else ""

    def _property(self, path: str, interface: str, name: str) -> object:
        answer = self._call(path, PROPERTIES, "Get", interface, name)
        value = answer[0] if answer else None
        return value.variant() if isinstance(value, QDBusVariant) else None

    def _call(self, path: str, interface: str, method: str, *arguments: object) -> list[object]:
        """What a method of the login manager answers; nothing where it does not."""
        message = QDBusMessage.createMethodCall(LOGIN, path, interface, method)
        message.setArguments(list(arguments))
        answer = self._system.call(message, QDBus.CallMode.Block, ANSWER_MILLISECONDS)
        if answer.type() is not QDBusMessage.MessageType.ReplyMessage:
            return []
        return list(answer.arguments())

    @Slot(bool)
    def on_sleep(self, beginning: bool) -> None:  # noqa: FBT001 - the signal's argument
        """The computer is about to sleep, or woke up."""
        if beginning:
            self.must_lock.emit(LockTrigger.SLEEP)

    @Slot()
    def on_screen_lock(self) -> None:
        """The session is asked to lock its screen."""
        self.must_lock.emit(LockTrigger.SCREEN)

    @Slot(bool)
    def on_saver(self, active: bool) -> None:  # noqa: FBT001 - the signal's argument
        """A screen saver covers the screen, or uncovers it."""
        if active:
            self.must_lock.emit(LockTrigger.SCREEN)

    @Slot()
    def on_session(self) -> None:
        """Something about the session changed: is it still ours, and not locked?"""
        if self._property(self._session, SESSION, "LockedHint") is True:
            self.must_lock.emit(LockTrigger.SCREEN)
        elif self._property(self._session, SESSION, "Active") is False:
            self.must_lock.emit(LockTrigger.SESSION)

    @Slot()
    def on_manager(self) -> None:
        """Something about the computer changed: is the lid closed?"""
        if self._property(MANAGER_PATH, MANAGER, "LidClosed") is True:
            self.must_lock.emit(LockTrigger.LID)


def _services(bus: QDBusConnection) -> frozenset[str]:
    """The names that somebody answers to; none on a bus that is not there or that hangs."""
    if not bus.isConnected():
        return frozenset()
    message = QDBusMessage.createMethodCall(
        "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ListNames"
    )
    answer = bus.call(message, QDBus.CallMode.Block, ANSWER_MILLISECONDS).arguments()
    return frozenset(answer[0]) if answer and isinstance(answer[0], list) else frozenset()
