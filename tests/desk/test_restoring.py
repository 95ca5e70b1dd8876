"""What a backup holds beside the open vault, in numbers, and what a restore takes over."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from peerdesk.app import open_desk, sample_desk
from peerdesk.backup.make import export
from peerdesk.backup.opened import opened_database
from peerdesk.backup.restore import restore
from peerdesk.desk.desk import Desk
from peerdesk.desk.restoring import Settling, compared, contents_of, legacy_of, restored_just_now
from peerdesk.domain.backups import BackupOrigin, KnownBackup
from peerdesk.domain.groups import Group, NotePolicy
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote
from peerdesk.domain.restoring import Comparison, Counted, Difference, Legacy, Restored, Standing
from peerdesk.vault.files import VaultFolder


@pytest.fixture
def backup(desk: Desk, tmp_path: Path) -> Path:
    """Two people with a note each, one group with a session, one word of each in the backup."""
    group = desk.groups.save(Group(name="Tuesday circle", note_policy=NotePolicy.FULL))
    session = desk.sessions.plan(group.id, datetime(2026, 3, 3, 18, 30))
    desk.sessions.start(session.id)
    for name in ("Wren", "Sol"):
        member = desk.members.save(Member(chosen_name=name))
        desk.notes.keep_member_note(MemberNote(member_id=member.id, text=f"About {name}."))
    target = tmp_path / "evening.peerdesk-backup"
    export(desk.vault, target)
    return target


def beside(desk: Desk, backup: Path, passphrase: str) -> Comparison:
    with opened_database(backup, passphrase) as there, closing(desk.vault.reader()) as here:
        return compared(there.connection, here)


def of(comparison: Comparison, kind: Counted) -> Difference:
    (found,) = (each for each in comparison.differences if each.kind is kind)
    return found


def member_called(desk: Desk, name: str) -> Member:
    (found,) = (member for member in desk.members.all() if member.chosen_name == name)
    return found


@contextmanager
def restored(backup: Path, root: Path, passphrase: str, legacy: Legacy) -> Iterator[Desk]:
    restore(backup, VaultFolder(root), passphrase, settle=Settling(legacy))
    desk = open_desk(VaultFolder(root), passphrase)
    try:
        yield desk
    finally:
        desk.close()


def test_what_is_inside_is_told_in_names_of_groups_and_numbers(desk: Desk, backup: Path) -> None:
    with closing(desk.vault.reader()) as reader:
        inside = contents_of(reader)
    assert (inside.name, inside.groups) == ("Harbour House", ("Tuesday circle",))
    assert inside.vault_id == desk.vault.vault_id
    assert inside.counts[Counted.MEMBER] == inside.counts[Counted.MEMBER_NOTE] == 2
    assert inside.last_session == datetime(2026, 3, 3).date()


def test_a_backup_of_this_moment_is_the_same(desk: Desk, backup: Path, passphrase: str) -> None:
    found = beside(desk, backup, passphrase)
    assert found.standing is Standing.SAME
    assert found.nothing_missing


def test_what_came_since_would_be_missing(desk: Desk, backup: Path, passphrase: str) -> None:
    newcomer = desk.members.save(Member(chosen_name="Juniper"))
    desk.notes.keep_member_note(MemberNote(member_id=newcomer.id, text="First evening."))
    desk.members.save(member_called(desk, "Wren"))
    found = beside(desk, backup, passphrase)
    assert found.standing is Standing.OLDER
    assert not found.nothing_missing
    assert of(found, Counted.MEMBER) == Difference(Counted.MEMBER, 1, 0, 1)
    assert of(found, Counted.MEMBER_NOTE) == Difference(Counted.MEMBER_NOTE, 1, 0, 0)
    assert of(found, Counted.SESSION) == Difference(Counted.SESSION, 0, 0, 0)


def test_what_was_removed_since_would_come_back_but_not_who_was_erased(
    desk: Desk, backup: Path, passphrase: str
) -> None:
    (note,) = desk.notes.of_member(member_called(desk, "Sol").id)
    desk.notes.remove_member_note(note)
    desk.erasures.erase(member_called(desk, "Wren").id)
    found = beside(desk, backup, passphrase)
    assert found.erased_here == 1
    assert of(found, Counted.MEMBER).coming_back == 0
    assert of(found, Counted.MEMBER_NOTE).coming_back == 1


def test_a_vault_that_was_put_back_is_older_than_its_backup(
    desk: Desk, backup: Path, passphrase: str, tmp_path: Path
) -> None:
    for _ in range(20):
        desk.note_in_log(LogKind.PRINTED)
    later = tmp_path / "later.peerdesk-backup"
    export(desk.vault, later)
    with restored(backup, tmp_path / "again", passphrase, Legacy()) as earlier:
        assert beside(earlier, later, passphrase).standing is Standing.NEWER


def test_a_backup_of_another_vault_is_told(
    desk: Desk, backup: Path, passphrase: str, tmp_path: Path
) -> None:
    other = sample_desk(tmp_path / "sample", passphrase)
    try:
        found = beside(other, backup, passphrase)
    finally:
        other.close()
    assert found.standing is Standing.ANOTHER_VAULT


def test_who_was_erased_since_is_erased_again_before_the_vault_is_seen(
    desk: Desk, backup: Path, passphrase: str, tmp_path: Path
) -> None:
    desk.erasures.erase(member_called(desk, "Wren").id)
    legacy = legacy_of(desk, takes_its_place=True)
    with restored(backup, tmp_path / "again", passphrase, legacy) as again:
        assert [member.chosen_name for member in again.members.all()] == ["Sol"]
        assert again.notes.search("Wren") == []
        (carried,) = again.erasures.all()
        (known,) = desk.erasures.all()
        assert (carried.record_uid, carried.erased_at) == (known.record_uid, known.erased_at)
        erased = again.log.latest(LogKind.ERASED)
        assert erased is not None
        assert erased.count == 1
        assert again.log.latest(LogKind.RESTORED) is not None


def known(path: Path, origin: BackupOrigin) -> KnownBackup:
    return KnownBackup(
        path=path, origin=origin, made_at=datetime(2026, 3, 4, tzinfo=UTC), size=9, generation=9
    )


def test_a_vault_in_the_place_of_another_knows_its_backups_and_counts_on(
    desk: Desk, backup: Path, passphrase: str, tmp_path: Path
) -> None:
    root = desk.vault.folder.root
    desk.backups.remember(known(root / "backups" / "later", BackupOrigin.DAILY))
    desk.backups.remember(known(Path("/elsewhere/later"), BackupOrigin.CHOSEN))
    legacy = legacy_of(desk, takes_its_place=True)
    with restored(backup, tmp_path / "again", passphrase, legacy) as again:
        assert {each.path for each in again.backups.all()} == {
            tmp_path / "again" / "backups" / "later",
            Path("/elsewhere/later"),
        }
        assert again.generation >= desk.generation


def test_a_vault_beside_another_forgets_the_backups_of_a_folder_that_is_not_its_own(
    desk: Desk, passphrase: str, tmp_path: Path
) -> None:
    root = desk.vault.folder.root
    desk.backups.remember(known(root / "backups" / "earlier", BackupOrigin.DAILY))
    desk.backups.remember(known(Path("/elsewhere/earlier"), BackupOrigin.CHOSEN))
    target = tmp_path / "both.peerdesk-backup"
    export(desk.vault, target)
    legacy = legacy_of(desk, takes_its_place=False)
    with restored(target, tmp_path / "again", passphrase, legacy) as again:
        assert [each.path for each in again.backups.all()] == [Path("/elsewhere/earlier")]


def test_a_restore_is_told_at_the_first_unlock_and_at_no_other(
    desk: Desk, backup: Path, passphrase: str, tmp_path: Path
) -> None:
    desk.erasures.erase(member_called(desk, "Wren").id)
    legacy = legacy_of(desk, takes_its_place=True)
    assert restored_just_now(desk) is None
    with restored(backup, tmp_path / "again", passphrase, legacy) as again:
        assert restored_just_now(again) == Restored(erased_again=1)
    with closing(open_desk(VaultFolder(tmp_path / "again"), passphrase)) as later:
        assert restored_just_now(later) is None


def test_the_list_of_the_erased_is_kept_also_where_nobody_came_back(
    desk: Desk, backup: Path, passphrase: str, tmp_path: Path
) -> None:
    erased = desk.members.save(Member(chosen_name="Juniper"))
    desk.erasures.erase(erased.id)
    settling = Settling(legacy_of(desk, takes_its_place=True))
    folder = VaultFolder(tmp_path / "again")
    restore(backup, folder, passphrase, settle=settling)
    assert (settling.done.erased_again, settling.done.counts["members"]) == (0, 2)
    again = open_desk(folder, passphrase)
    assert [each.record_uid for each in again.erasures.all()] == [erased.uid]
    assert again.log.latest(LogKind.ERASED) is None
    again.close()
