"""A handout takes the place of nothing but a handout, whichever floor saves it."""

from pathlib import Path

import pytest

from peerdesk.desk.paper_file import PDF, require_place_for, save_paper
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.errors import UserError
from peerdesk.vault.files import VaultFolder

OUR_PDF = b"%PDF-1.4 what the renderer gave"


def refusal(target: Path) -> UserError:
    with pytest.raises(UserError) as refused:
        save_paper(target, OUR_PDF)
    return refused.value


def test_a_free_name_an_empty_file_and_a_former_handout_are_written(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "former.pdf").write_bytes(b"%PDF-1.7 an earlier one")

    for name in ("free.pdf", "empty.pdf", "former.pdf"):
        save_paper(tmp_path / name, OUR_PDF)
        assert (tmp_path / name).read_bytes() == OUR_PDF


@pytest.mark.parametrize("left", ["vault.db", "vault.keys", "vault.keys.bak"])
def test_half_a_vault_is_a_vault_still(vault_folder: VaultFolder, left: str) -> None:
    for path in (vault_folder.database, vault_folder.keys, vault_folder.keys_backup):
        if path.name != left:
            path.unlink()

    for target in (vault_folder.root / "rules.pdf", vault_folder.backups / "rules.pdf"):
        assert refusal(target).code is DeskTrouble.PAPER_PLACE_IN_A_VAULT


def test_a_link_into_a_vault_does_not_hide_it(vault_folder: VaultFolder, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").symlink_to(vault_folder.root)

    target = tmp_path / "elsewhere" / "rules.pdf"

    assert refusal(target).code is DeskTrouble.PAPER_PLACE_IN_A_VAULT


def test_other_files_links_and_folders_are_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "keep.txt"
    text.write_text("mine")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "nowhere")

    assert refusal(text).code is DeskTrouble.PAPER_PLACE_TAKEN
    assert refusal(tmp_path / "link.pdf").code is DeskTrouble.PAPER_PLACE_TAKEN
    assert refusal(tmp_path).code is DeskTrouble.PAPER_PLACE_IS_A_FOLDER
    assert text.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["keep.txt", "link.pdf"]


def test_a_missing_folder_is_for_the_medium_to_tell(tmp_path: Path) -> None:
    require_place_for(PDF, tmp_path / "nowhere" / "rules.pdf")

    with pytest.raises(FileNotFoundError):
        save_paper(tmp_path / "nowhere" / "rules.pdf", OUR_PDF)
