"""What every test gets: no screen, a home of its own, and a vault that was made only once."""

import os
import secrets
import shutil
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from homes import move_home
from hypothesis import HealthCheck, settings
from patience import PatientBot

from peerdesk.app import create_desk, open_desk
from peerdesk.domain.recovery_words import generate
from peerdesk.vault import kdf
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.words import word_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication

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

pytest_plugins = ["campaign_table", "command_line", "window_fixtures"]


def _remembering(derive: "Callable[..., bytes]") -> "Callable[..., bytes]":
    """Argon2id with its answers kept: equal secrets, salts and costs give equal keys.

    Copies of one vault are opened thousands of times, at a third of a second of both cores each.
    What measures the computer (`calibrate`, by a salt of zeros) pays in full.
    """
    kept = lru_cache(maxsize=None)(derive)

    def remembered(secret: bytes, salt: bytes, **cost: object) -> bytes:
        asked = kept if any(salt) else derive
        return asked(secret, salt, **cost)

    return remembered


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
    kdf.hash_secret_raw = _remembering(kdf.hash_secret_raw)


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[HOME], ignore_errors=True)


@pytest.fixture
def qtbot(qapp: "QApplication", request: pytest.FixtureRequest) -> PatientBot:
    """Waits as long as anything takes on the slowest machine."""
    return PatientBot(request)


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
    """The desk of a fresh open vault, closed after the test unless that has closed it."""
    opened = open_desk(vault_folder, passphrase)
    yield opened
    if not opened.vault.is_closed:
        opened.close()
