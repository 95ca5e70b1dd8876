"""What PeerDesk needs of the operating system: seeing what is missing, and getting it.

Libraries and programs are looked for themselves, not the packages that bring them, because the
names of packages change from one release of Debian to the next.
"""

import ctypes
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from development.errors import SetupError

APT_LISTS = Path("/var/lib/apt/lists")


@dataclass(frozen=True, slots=True)
class Need:
    """One library, program or module, how to look for it, and the Debian package that brings it."""

    name: str
    package: str
    is_present: Callable[[str], bool]


def library_is_present(name: str) -> bool:
    """Say whether the loader finds the shared library `name`, which stays loaded."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def program_is_present(name: str) -> bool:
    """Say whether `name` can be started from the search path."""
    return shutil.which(name) is not None


def module_is_present(name: str) -> bool:
    """Say whether this Python has the module `name`."""
    return importlib.util.find_spec(name) is not None


def libraries(packages: Mapping[str, str]) -> tuple[Need, ...]:
    """Make needs of {Debian package: "soname soname"}."""
    return tuple(
        Need(soname, package, library_is_present)
        for package, sonames in packages.items()
        for soname in sonames.split()
    )


# What the libraries of Qt's own wheel ask the loader for, its xcb and Wayland plugins included.
# libdbus and libseccomp are opened by name at run time, by QtDBus and by peerdesk.safety.filtering.
RUNTIME_NEEDS = libraries(
    {
        "libegl1": "libEGL.so.1",
        "libgl1": "libGL.so.1",
        "libglib2.0-0": "libglib-2.0.so.0 libgthread-2.0.so.0",
        "libdbus-1-3": "libdbus-1.so.3",
        "libfontconfig1": "libfontconfig.so.1",
        "libfreetype6": "libfreetype.so.6",
        "libseccomp2": "libseccomp.so.2",
        "libwayland-client0": "libwayland-client.so.0",
        "libwayland-cursor0": "libwayland-cursor.so.0",
        "libx11-6": "libX11.so.6",
        "libx11-xcb1": "libX11-xcb.so.1",
        "libxkbcommon0": "libxkbcommon.so.0",
        "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
        "libxcb1": "libxcb.so.1",
        "libxcb-cursor0": "libxcb-cursor.so.0",
        "libxcb-glx0": "libxcb-glx.so.0",
        "libxcb-icccm4": "libxcb-icccm.so.4",
        "libxcb-image0": "libxcb-image.so.0",
        "libxcb-keysyms1": "libxcb-keysyms.so.1",
        "libxcb-randr0": "libxcb-randr.so.0",
        "libxcb-render0": "libxcb-render.so.0",
        "libxcb-render-util0": "libxcb-render-util.so.0",
        "libxcb-shape0": "libxcb-shape.so.0",
        "libxcb-shm0": "libxcb-shm.so.0",
        "libxcb-sync1": "libxcb-sync.so.1",
        "libxcb-util1": "libxcb-util.so.1",
        "libxcb-xfixes0": "libxcb-xfixes.so.0",
        "libxcb-xkb1": "libxcb-xkb.so.1",
    }
)

TEST_NEEDS = (
    Need("Xvfb", "xvfb", program_is_present),
    Need("xdotool", "xdotool", program_is_present),
    Need("openbox", "openbox", program_is_present),
    Need("xrandr", "x11-xserver-utils", program_is_present),
    Need("pdftotext", "poppler-utils", program_is_present),
    Need("dbus-daemon", "dbus", program_is_present),
    Need("strace", "strace", program_is_present),
)

BENCH_NEEDS = (
    Need("Xvfb", "xvfb", program_is_present),
    Need("dbus-daemon", "dbus", program_is_present),
    Need("keepassxc", "keepassxc", program_is_present),
)

# Debian keeps the part of Python that puts pip into a new environment in a package of its own.
ENVIRONMENT_NEEDS = (
    Need(
        "ensurepip",
        f"python{sys.version_info.major}.{sys.version_info.minor}-venv",
        module_is_present,
    ),
)


def missing_of(needs: Iterable[Need]) -> tuple[Need, ...]:
    """Return the needs that this machine does not meet."""
    return tuple(need for need in needs if not need.is_present(need.name))


def is_debian_like(os_release: Mapping[str, str]) -> bool:
    """Say whether apt looks after this system, from the fields of its os-release(5)."""
    family = {os_release.get("ID", ""), *os_release.get("ID_LIKE", "").split()}
    return not family.isdisjoint({"debian", "ubuntu"})


def provide(needs: Iterable[Need]) -> None:
    """Install what is missing, where this user may.

    Raises SetupError with what to type or to install where this user may not, or where something
    is missing even afterwards. Only Linux has needs; elsewhere Python's own packages suffice.
    """
    missing = missing_of(needs) if sys.platform == "linux" else ()
    if not missing:
        return
    if not is_debian_like(os_release_of_this_system()) or not program_is_present("apt-get"):
        raise SetupError(words_without_apt(missing))
    packages = packages_of(missing)
    become_root = way_to_become_root()
    if become_root is None:
        raise SetupError(words_without_root(packages))
    install_with_apt(packages, become_root)
    if still_missing := missing_of(missing):
        names = ", ".join(need.name for need in still_missing)
        raise SetupError(f"apt-get installed its packages, and yet these are missing: {names}.")


def os_release_of_this_system() -> Mapping[str, str]:
    """Return the fields of os-release(5); none where the system has no such file."""
    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}


def packages_of(needs: Iterable[Need]) -> list[str]:
    """Return the Debian packages that meet the needs, each once, sorted."""
    return sorted({need.package for need in needs})


def way_to_become_root() -> list[str] | None:
    """Return what to put before a command so that root runs it; None where no way is open."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    # -n: never ask for a password, which would look like a programme that hangs.
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode:
        return None
    return [sudo, "-n"] if sudo else None


def install_with_apt(packages: list[str], become_root: list[str]) -> None:
    """Install Debian packages; the lists are fetched only where apt cannot do without.

    Raises SetupError where apt-get fails; its own words are on standard error by then.
    """
    apt = [*become_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    install = [*apt, "install", "--no-install-recommends", *packages]
    print(f"Installing system packages: {' '.join(packages)}", file=sys.stderr, flush=True)
    if any(APT_LISTS.glob("*_Packages*")) and succeeds(install):
        return
    if not (succeeds([*apt, "update"]) and succeeds(install)):
        raise SetupError("apt-get could not install the packages; its own words are above.")


def succeeds(command: list[str]) -> bool:
    """Run a command with its output on standard error; say whether it went well."""
    return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0


def words_without_root(packages: list[str]) -> str:
    """Return the message for a user who may not install: the one command, for whoever may."""
    install = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if program_is_present("sudo"):
        command = f"sudo apt-get update && sudo {install}"
        who = "Type this once, then the same again as before:"
    else:
        command = f"apt-get update && {install}"
        who = "Somebody who is root on this machine has to type this once:"
    return f"System packages that PeerDesk needs are missing. {who}\n\n    {command}\n"


def words_without_apt(missing: Iterable[Need]) -> str:
    """Return the message for a system without apt: what is missing, by its own name."""
    names = "\n".join(f"    {need.name:28} (Debian: {need.package})" for need in missing)
    return (
        "PeerDesk needs these of the system; install the packages that bring them with this "
        f"system's own package manager, then try again:\n\n{names}\n"
    )
