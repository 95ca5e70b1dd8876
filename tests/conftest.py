"""What every test gets: no screen, a home of its own, and a vault that was made only once."""

import os
import secrets
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from peerdesk.app import create_desk, open_desk
from peerdesk.domain.recovery_words import generate
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.words import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerdesk.desk.desk import Desk

# Before any application object of Qt is made, and inherited by every program that a test starts.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("quick", deadline=None, max_examples=50, print_blob=True)
settings.register_profile(
    "campaign",
    deadline=None,
    max_examples=2_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)

PASSPHRASE = "seven quiet chairs by the window"
LABEL = "Robin"
HOME = pytest.StashKey[Path]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--campaigns", action="store_true", help="run the fault campaigns at full length"
    )


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("campaign" if config.getoption("--campaigns") else "quick")
    config.stash[HOME] = move_home()


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[HOME], ignore_errors=True)


HOMES = "peerdesk-tests-home-"
LONG_AGO = 60 * 60
"""Seconds. No test run takes that long, and process numbers may be used anew after a while."""


def sweep_homes(place: Path) -> None:
    """Remove the homes that killed test runs left in `place`."""
    for home in place.glob(f"{HOMES}*"):
        number = home.name.removeprefix(HOMES).partition("-")[0]
        owner_lives = number.isdecimal() and Path(f"/proc/{number}").exists()
        try:
            is_old = time.time() - home.stat().st_mtime > LONG_AGO
        except FileNotFoundError:  # another run sweeps as well
            continue
        if is_old and not owner_lives:
            shutil.rmtree(home, ignore_errors=True)


def move_home() -> Path:
    """Point this process, and all that it starts, to a home folder that is thrown away."""
    sweep_homes(Path(tempfile.gettempdir()))
    home = Path(tempfile.mkdtemp(prefix=f"{HOMES}{os.getpid()}-"))
    for variable, folder in {
        "HOME": "",
        "USERPROFILE": "",
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
        "XDG_RUNTIME_DIR": "run",
    }.items():
        place = home / folder
        place.mkdir(mode=0o700, exist_ok=True)
        os.environ[variable] = str(place)
    return home


@pytest.fixture(scope="session")
def campaigns(pytestconfig: pytest.Config) -> bool:
    """Whether fault campaigns run at full length."""
    return bool(pytestconfig.getoption("--campaigns"))


@pytest.fixture(scope="session")
def passphrase() -> str:
    """What opens `vault_folder`."""
    return PASSPHRASE


@pytest.fixture(scope="session")
def template_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with the built-in scripts in it; tests work on copies of it."""
    root = tmp_path_factory.mktemp("template") / "vault"
    create_desk(
        VaultFolder(root),
        passphrase=PASSPHRASE,
        label=LABEL,
        recovery=generate(word_list(), secrets.randbelow),
        name="Harbour House",
        cost=FLOOR,
    ).close()
    return root


@pytest.fixture
def vault_folder(template_vault: Path, tmp_path: Path) -> VaultFolder:
    """A fresh closed vault; `passphrase` opens it."""
    root = tmp_path / "vault"
    shutil.copytree(template_vault, root)
    return VaultFolder(root)


@pytest.fixture
def desk(vault_folder: VaultFolder, passphrase: str) -> "Iterator[Desk]":
    """The desk of a fresh open vault, closed again after the test."""
    opened = open_desk(vault_folder, passphrase)
    yield opened
    opened.close()
