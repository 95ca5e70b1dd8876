"""What every campaign begins from: one vault, made once at the floor's cost."""

from pathlib import Path

import pytest
from vault_kit import Desk, make_desk

from peerdesk.vault.files import VaultFolder


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return make_desk(VaultFolder(tmp_path_factory.mktemp("template") / "My vault"))


@pytest.fixture
def desk(template: Desk, tmp_path: Path) -> Desk:
    return template.copy_to(tmp_path / "My vault")
