"""A login manager and a screen saver for the tests, on a bus of their own.

Run as a program, it owns the names on the bus of DBUS_SYSTEM_BUS_ADDRESS and, for each line on
standard input, says on the bus what the system would say: sleep, lock, locked, switch, lid, saver.
Each answer to PeerDesk's calls follows org.freedesktop.login1(5).
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSocketNotifier
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
    QDBusVirtualObject,
)

LOGIN, MANAGER_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
SESSION_PATH = f"{MANAGER_PATH}/session/_31"
PROPERTIES = "org.freedesktop.DBus.Properties"
SAVER = "org.freedesktop.ScreenSaver"

CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
"""


@dataclass(frozen=True, slots=True)
class System:
    """The bus, and the program that speaks for the system on it."""

    address: str
    speaker: "subprocess.Popen[str]"

    def says(self, what: str) -> None:
        """Have the system tell everybody."""
        assert self.speaker.stdin is not None
        self.speaker.stdin.write(f"{what}\n")
        self.speaker.stdin.flush()


@contextmanager
def running_bus(folder: Path) -> Iterator[str]:
    """A bus of its own, on which nothing starts by being asked for. Gives its address."""
    daemon = shutil.which("dbus-daemon")
    assert daemon is not None
    socket = folder / "bus"
    configuration = folder / "bus.conf"
    configuration.write_text(CONFIGURATION.format(socket=socket))
    bus = subprocess.Popen(
        [daemon, f"--config-file={configuration}", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert bus.stdout is not None
        bus.stdout.readline()
        yield f"unix:path={socket}"
    finally:
        bus.kill()
        bus.communicate()


@contextmanager
def running_system(folder: Path) -> Iterator[System]:
    """A bus with a login manager and a screen saver."""
    with running_bus(folder) as address:
        speaker = subprocess.Popen(
            [sys.executable, __file__],
            env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": address, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert speaker.stdout is not None
            assert speaker.stdout.readline() == "ready\n"
            yield System(address, speaker)
        finally:
            speaker.kill()
            speaker.communicate()


class LoginManager(QDBusVirtualObject):
    """Answers what PeerDesk asks, and says what it is told to say."""

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self._bus = bus
        self._state = {"LidClosed": False, "LockedHint": False, "Active": True}
        self._kept: list[int] = []

    def introspect(self, path: str) -> str:  # noqa: ARG002 - Qt's signature
        return ""

    def handleMessage(  # noqa: N802 - Qt's name
        self, message: QDBusMessage, connection: QDBusConnection
    ) -> bool:
        answer = self._answer(message)
        if answer is None:
            return False
        reply = message.createReply()
        reply.setArguments([answer])
        return connection.send(reply)

    def _answer(self, message: QDBusMessage) -> object:
        if message.member() == "Inhibit":
            read, write = os.pipe()
            self._kept.append(write)
            return QDBusUnixFileDescriptor(read)
        if message.member() == "Get":
            return QDBusVariant(self._state[str(message.arguments()[1])])
        if message.member().startswith("GetSession"):
            return QDBusObjectPath(SESSION_PATH)
        return None

    def speak(self) -> None:
        """Say what the next line of standard input asks for."""
        said = sys.stdin.readline().strip()
        signals: dict[str, tuple[object, ...]] = {
            "sleep": (MANAGER_PATH, f"{LOGIN}.Manager", "PrepareForSleep", True),
            "lock": (SESSION_PATH, f"{LOGIN}.Session", "Lock"),
            "saver": ("/ScreenSaver", SAVER, "ActiveChanged", True),
        }
        changes = {
            "locked": (SESSION_PATH, f"{LOGIN}.Session", "LockedHint", True),
            "switch": (SESSION_PATH, f"{LOGIN}.Session", "Active", False),
            "lid": (MANAGER_PATH, f"{LOGIN}.Manager", "LidClosed", True),
        }
        if said in signals:
            path, interface, name, *arguments = signals[said]
        else:
            path, changed, prop, value = changes[said]
            self._state[prop] = value
            interface, name, arguments = (
                PROPERTIES,
                "PropertiesChanged",
                [changed, {prop: value}, []],
            )
        message = QDBusMessage.createSignal(str(path), str(interface), str(name))
        message.setArguments(arguments)
        assert self._bus.send(message)


def main() -> int:
    """Speak for the system."""
    application = QCoreApplication([])
    bus = QDBusConnection.systemBus()
    manager = LoginManager(bus)
    option = QDBusConnection.VirtualObjectRegisterOption.SubPath
    assert bus.registerVirtualObject(MANAGER_PATH, manager, option)
    assert bus.registerService(LOGIN)
    assert bus.registerService(SAVER)
    notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
    notifier.activated.connect(manager.speak)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
