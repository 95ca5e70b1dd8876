"""What is said where the exchange of a vault is refused."""

from pathlib import Path

import pytest

from peerdesk.errors import UserError
from peerdesk.ui.messages.occasions import Occasion
from peerdesk.ui.replacing import refusal_in_words
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.troubles import VaultTrouble

FULL = UserError(VaultTrouble.DISK_FULL)


@pytest.mark.parametrize("occasion", [Occasion.REPLACING, Occasion.NEW_KEY])
def test_before_it_was_decided_the_vault_is_as_it_was(tmp_path: Path, occasion: Occasion) -> None:
    assert "Your vault is as it was" in refusal_in_words(VaultFolder(tmp_path), occasion, FULL)


def test_once_it_was_decided_the_next_unlock_finishes_it(tmp_path: Path) -> None:
    folder = VaultFolder(tmp_path)
    folder.next.mkdir()
    words = refusal_in_words(folder, Occasion.REPLACING, FULL)
    assert "finishes it" in words
    assert "as it was" not in words
