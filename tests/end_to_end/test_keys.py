"""A forgotten passphrase and the privacy check, in a real window."""

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from program import Program

from peerdesk.app import create_desk
from peerdesk.domain.recovery_words import generate
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.words import word_list

pytestmark = pytest.mark.xdist_group("screen")

Start = Callable[..., Program]


def test_the_twelve_words_lead_in_and_the_privacy_check_holds(
    start: Start, tmp_path: Path, passphrase: str
) -> None:
    sheet = generate(word_list(), secrets.randbelow)
    root = tmp_path / "own"
    create_desk(
        VaultFolder(root),
        passphrase=passphrase,
        label="Robin",
        recovery=sheet,
        name="Ferrymoor House",
        cost=FLOOR,
    ).close()
    with start(("-m", "peerdesk", "--vault", str(root))) as program:
        program.click("Forgotten? Use the recovery words…")
        program.wait_for("Type the 12 words")
        program.wait_for_focus("Word 1")
        program.type(" ".join(sheet.words) + " ")
        program.screenshot("20-recovery-words")
        program.wait_for("The recovery words opened the vault", 60)
        program.click("Go to Keys")
        program.wait_for("Who can open this vault")
        program.screenshot("21-keys")
        program.key("alt+h")
        program.click("Privacy check…", kind="QMenu item")
        program.wait_for("No network: Holds")
        program.screenshot("22-privacy-check")
        assert program.see("Nothing to go online with: Holds")
        assert program.see("The vault is encrypted: Holds")
        assert not program.see("Does not hold") or program.see("Locks by itself: Does not hold")
        assert program.complaints() == ""
