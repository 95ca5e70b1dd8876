import shutil
from pathlib import Path

import pytest
from vault_kit import NOTE, Desk, add_member, kinds, members

from peerdesk.errors import VaultError
from peerdesk.vault.findings import Finding, FindingKind
from peerdesk.vault.troubles import VaultTrouble

PAGE = 4096


def test_a_missing_seal_is_told_and_made_anew(desk: Desk) -> None:
    desk.folder.seal.unlink()
    with desk.unlock() as vault:
        assert kinds(vault) == {FindingKind.SEAL_MISSING}
    with desk.unlock() as vault:
        assert vault.findings == ()


@pytest.mark.parametrize("length", [0, 10, 16, 100, PAGE, -PAGE, -1, -100])
def test_a_truncated_database_is_found(desk: Desk, length: int) -> None:
    whole = desk.folder.database.read_bytes()
    desk.folder.database.write_bytes(whole[:length])
    with pytest.raises(VaultError) as trouble:
        desk.unlock()
    assert trouble.value.code is VaultTrouble.DATABASE_DAMAGED


@pytest.mark.parametrize("what", ["a page of the file", "zeros", "half a page"])
def test_trailing_bytes_are_found(desk: Desk, what: str) -> None:
    whole = desk.folder.database.read_bytes()
    extra = {
        "a page of the file": whole[PAGE : 2 * PAGE],
        "zeros": bytes(PAGE),
        "half a page": bytes(PAGE // 2),
    }
    desk.folder.database.write_bytes(whole + extra[what])
    with pytest.raises(VaultError) as trouble:
        desk.unlock()
    assert trouble.value.code is VaultTrouble.DATABASE_DAMAGED


def test_any_single_page_replayed_from_an_older_file_is_found_or_told(
    desk: Desk, tmp_path: Path
) -> None:
    older = desk.folder.database.read_bytes()
    with desk.unlock() as vault:
        vault.connection.execute("UPDATE members SET pronouns = 'they'")
        add_member(vault, "later")
    newer = desk.folder.database.read_bytes()
    pages = [at for at in range(0, len(older), PAGE) if older[at:][:PAGE] != newer[at:][:PAGE]]
    assert len(pages) >= 4
    for at in pages:
        mixed = newer[:at] + older[at : at + PAGE] + newer[at + PAGE :]
        copy = desk.copy_to(tmp_path / f"page {at}")
        copy.folder.database.write_bytes(mixed)
        assert _said(copy) & {
            FindingKind.ALTERED,
            FindingKind.ROLLED_BACK,
            VaultTrouble.DATABASE_DAMAGED,
        }, at


def test_an_older_whole_file_is_told_with_both_generations(desk: Desk, tmp_path: Path) -> None:
    older = shutil.copy(desk.folder.database, tmp_path / "older")
    with desk.unlock() as vault:
        add_member(vault, "later")
    shutil.copy(older, desk.folder.database)
    with desk.unlock() as vault:
        assert vault.findings == (Finding(FindingKind.ROLLED_BACK, 41, 42),)
        assert members(vault)[0] == NOTE


def test_a_newer_file_than_the_seal_reads_as_a_crash(desk: Desk) -> None:
    seal = desk.folder.seal.read_bytes()
    with desk.unlock() as vault:
        add_member(vault, "later")
    desk.folder.seal.write_bytes(seal)
    with desk.unlock() as vault:
        assert vault.findings == (Finding(FindingKind.AFTER_CRASH, 42, 41),)


def test_an_old_journal_put_beside_a_sealed_file_is_not_played_back(desk: Desk) -> None:
    with desk.unlock() as vault:
        vault.connection.execute("BEGIN IMMEDIATE")
        vault.connection.execute("UPDATE members SET pronouns = 'they'")
        # Fewer pages than the change needs, so that the journal is flushed and becomes playable.
        vault.connection.execute("PRAGMA cache_size = 1")
        vault.connection.execute("UPDATE members SET other_name = hex(randomblob(400))")
        journal = desk.folder.journal.read_bytes()
        vault.connection.execute("COMMIT")
        add_member(vault, "later")
    sealed = desk.folder.database.read_bytes()
    desk.folder.journal.write_bytes(journal)
    with desk.unlock() as vault:
        assert kinds(vault) == {FindingKind.AFTER_CRASH}
        assert members(vault)[-1] == "later"
        kept = vault.findings[0].kept_as
    assert desk.folder.database.read_bytes() == sealed
    assert (desk.folder.set_aside / kept).read_bytes() == journal


def _said(desk: Desk) -> set[object]:
    try:
        with desk.unlock() as vault:
            return set(kinds(vault))
    except VaultError as trouble:
        return {trouble.code}
