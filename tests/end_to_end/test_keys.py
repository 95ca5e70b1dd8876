"""A forgotten passphrase and the privacy check, in a real window."""

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from program import Program

from peerdesk.app import create_desk
from peerdesk.domain.recovery_words import generate
from peerdesk.ui.pages.listed import PAGES
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.words import word_list

pytestmark = pytest.mark.xdist_group("screen")

Start = Callable[..., Program]
VAULT = [page.name for page in PAGES].index("vault") + 1
NEW = "nine lanterns over a quiet harbour"


def test_everything_is_encrypted_anew_and_the_vault_asks_for_its_passphrase(
    start: Start, tmp_path: Path, passphrase: str, vault_folder: VaultFolder
) -> None:
    former = vault_folder.database.read_bytes()[:16]
    with start(("-m", "peerdesk", "--vault", str(vault_folder.root))) as program:
        program.wait_for_focus("Passphrase")
        program.type(passphrase)
        program.key("Return")
        program.wait_for("Today")
        program.key(f"ctrl+{VAULT}")
        program.click("Keys", kind="QTabBar item")
        program.wait_for("Who can open this vault")
        program.key("alt+k")
        program.wait_for("When this helps")
        program.wait_for_focus("Passphrase of Robin")
        program.type(passphrase)
        program.screenshot("23-inner-key")
        program.click("Next")
        program.wait_for("New recovery words")
        words = sheet_on(program)
        for place in range(12):
            name = f"Word {place + 1}, from your sheet"
            if program.see(name):
                program.click(name)
                program.type(words[place])
        program.screenshot("24-new-words")
        program.click("Change the inner key")
        program.wait_for("Your vault is locked.")
        program.wait_for_focus("Passphrase")
        program.type(passphrase)
        program.key("Return")
        program.wait_for("Today")
        program.screenshot("25-after-the-inner-key")
        assert program.complaints() == ""
    assert vault_folder.database.read_bytes()[:16] != former
    assert not vault_folder.former.exists()


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
        program.wait_for("Whose passphrase was forgotten")
        program.wait_for_focus("The new passphrase")
        program.type(NEW)
        program.click("The same again")
        program.type(NEW)
        program.screenshot("20-a-new-passphrase")
        program.click("Use it")
        program.wait_for("The new passphrase opens the vault from now on")
        program.key(f"ctrl+{VAULT}")
        program.click("Keys", kind="QTabBar item")
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


def sheet_on(program: Program) -> list[str]:
    """The twelve words that are shown, in their order."""
    shown = (control.text.partition(".") for control in program.controls())
    numbered = {int(number): word for number, _, word in shown if number.isdecimal()}
    return [numbered[place].strip() for place in range(1, 13)]
