from itertools import islice
from pathlib import Path

import pytest
from vault_kit import Desk, FileLock, new_recovery

from peerdesk.errors import UserError
from peerdesk.vault import exchange
from peerdesk.vault.exchange import Reason
from peerdesk.vault.files import VaultFolder, write_new
from peerdesk.vault.findings import Finding, FindingKind
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.vault import create

OTHER = "another passphrase for another day"


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> VaultFolder:
    """A second vault, closed, whose files are to take the first one's place."""
    folder = VaultFolder(tmp_path_factory.mktemp("other") / "vault")
    create(
        folder,
        passphrase=OTHER,
        label="Other",
        recovery=new_recovery(),
        cost=FLOOR,
        lock=FileLock(folder),
        name="The other vault",
    ).close()
    return folder


def put_in(made: VaultFolder, other: VaultFolder) -> None:
    for path in other.files:
        if path.exists():
            write_new(made.root / path.name, path.read_bytes())


def decided(desk: Desk, other: VaultFolder, *, keep_former: bool = True) -> str:
    with exchange.in_the_making(desk.folder) as made:
        put_in(made, other)
        return exchange.decide(desk.folder, Reason.RESTORE, keep_former=keep_former)


def contents(folder: VaultFolder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.files if path.exists()}


def number_of_steps(desk: Desk, other: VaultFolder, place: Path) -> int:
    rehearsal = desk.copy_to(place)
    decided(rehearsal, other)
    return len(list(exchange.steps(rehearsal.folder)))


def test_the_new_set_takes_the_place_and_the_former_one_is_kept_whole(
    desk: Desk, other: VaultFolder
) -> None:
    former, wanted = contents(desk.folder), contents(other)
    kept_as = decided(desk, other)
    exchange.finish(desk.folder)
    assert contents(desk.folder) == wanted
    assert contents(VaultFolder(desk.folder.set_aside / kept_as)) == former
    assert not desk.folder.next.exists()
    with desk.unlock(OTHER) as vault:
        assert vault.name == "The other vault"
        assert vault.findings == ()


def test_until_it_is_decided_nothing_has_changed(desk: Desk, other: VaultFolder) -> None:
    former = contents(desk.folder)
    with exchange.in_the_making(desk.folder) as made:
        put_in(made, other)
    assert contents(desk.folder) == former
    assert not desk.folder.next_in_the_making.exists()


def test_what_a_killed_making_left_is_swept_by_the_next_unlock(
    desk: Desk, other: VaultFolder
) -> None:
    desk.folder.next_in_the_making.mkdir()
    put_in(VaultFolder(desk.folder.next_in_the_making), other)
    with desk.unlock() as vault:
        assert vault.findings == (Finding(FindingKind.NOT_EXCHANGED),)
    assert not desk.folder.next_in_the_making.exists()


@pytest.mark.parametrize("keep_former", [True, False])
def test_stopped_after_any_step_the_next_unlock_finishes_it(
    desk: Desk, other: VaultFolder, tmp_path: Path, *, keep_former: bool
) -> None:
    former, wanted = contents(desk.folder), contents(other)
    steps = number_of_steps(desk, other, tmp_path / "rehearsal")
    assert steps > 2 * len(wanted)
    for done in range(steps):
        stopped = desk.copy_to(tmp_path / f"stopped after {done}")
        kept_as = decided(stopped, other, keep_former=keep_former)
        for _ in islice(exchange.steps(stopped.folder), done):
            pass
        assert stopped.folder.exists(), done
        assert_finished_by_an_unlock(stopped, kept_as if keep_former else "", former)


def assert_finished_by_an_unlock(stopped: Desk, kept_as: str, former: dict[str, bytes]) -> None:
    with stopped.unlock(OTHER) as vault:
        assert vault.name == "The other vault"
        said = list(vault.findings)
        if not kept_as:
            assert said.pop().kind is FindingKind.NEW_INNER_KEY
        assert said in ([], [Finding(FindingKind.EXCHANGED, kept_as=kept_as)])
    if kept_as:
        assert contents(VaultFolder(stopped.folder.set_aside / kept_as)) == former
    assert not stopped.folder.next.exists()
    assert not stopped.folder.former.exists()


def test_a_former_vault_that_may_go_stays_until_the_new_one_has_opened(
    desk: Desk, other: VaultFolder
) -> None:
    former = contents(desk.folder)
    decided(desk, other, keep_former=False)
    exchange.finish(desk.folder)
    assert contents(VaultFolder(desk.folder.former)) == former
    desk.unlock(OTHER).close()
    assert not desk.folder.former.exists()


def test_a_set_without_its_keys_is_not_put_in_place(desk: Desk, other: VaultFolder) -> None:
    former = contents(desk.folder)
    with exchange.in_the_making(desk.folder) as made:
        write_new(made.database, other.database.read_bytes())
        with pytest.raises(Exception, match=VaultTrouble.KEYS_MISSING):
            exchange.decide(desk.folder, Reason.REPAIR)
    assert contents(desk.folder) == former


def test_a_folder_of_that_name_that_peerdesk_did_not_make_is_set_aside(desk: Desk) -> None:
    former = contents(desk.folder)
    desk.folder.next.mkdir()
    (desk.folder.next / "vault.db").write_bytes(b"planted")
    (desk.folder.next / "former-out..backups").write_bytes(b"")
    with desk.unlock() as vault:
        (finding,) = vault.findings
        assert finding.kind is FindingKind.FOREIGN_LOG
        assert (desk.folder.set_aside / finding.kept_as / "vault.db").read_bytes() == b"planted"
    assert contents(desk.folder)["vault.keys"] == former["vault.keys"]


@pytest.mark.parametrize("name", ["vault.next", "vault.next.making", "vault.former"])
def test_a_link_in_the_way_is_refused_and_its_target_untouched(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    target = tmp_path / "somebody else's"
    target.mkdir()
    (target / "vault.db").write_bytes(b"theirs")
    (desk.folder.root / name).symlink_to(target)
    with pytest.raises(UserError, match=VaultTrouble.UNSAFE_FOLDER):
        desk.unlock()
    assert (target / "vault.db").read_bytes() == b"theirs"


@pytest.mark.parametrize("gone", [("vault.db",), ("vault.keys", "vault.keys.bak")])
def test_a_decided_set_that_is_not_whole_takes_nothing_away(
    desk: Desk, other: VaultFolder, gone: tuple[str, ...]
) -> None:
    former = contents(desk.folder)
    decided(desk, other, keep_former=False)
    for name in gone:
        (desk.folder.next / name).unlink()
    assert_set_aside_and_opened(desk, former)


def test_a_decided_set_with_a_link_in_it_takes_nothing_away(
    desk: Desk, other: VaultFolder, tmp_path: Path
) -> None:
    former = contents(desk.folder)
    decided(desk, other)
    seal = VaultFolder(desk.folder.next).seal
    seal.rename(tmp_path / "elsewhere")
    seal.symlink_to(tmp_path / "elsewhere")
    assert_set_aside_and_opened(desk, former)


def assert_set_aside_and_opened(desk: Desk, former: dict[str, bytes]) -> None:
    with desk.unlock() as vault:
        (finding,) = vault.findings
        assert finding.kind is FindingKind.FOREIGN_LOG
        assert (desk.folder.set_aside / finding.kept_as).is_dir()
    assert contents(desk.folder) == former
    assert not desk.folder.next.exists()
    assert not desk.folder.former.exists()
