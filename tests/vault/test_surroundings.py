"""Sync programs and other computers are recognised by what they leave, and nothing else is."""

import json
from pathlib import Path

import pytest

from peerdesk.ui.messages.surroundings import surroundings_in_words
from peerdesk.vault.surroundings import SyncService, look_around

LOCAL = "24 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home" / "ada"
    made.mkdir(parents=True)
    return made


def service_at(place: Path, home: Path, **environment: str) -> SyncService | None:
    return look_around(place, home, environment).service


@pytest.mark.parametrize(
    ("folder", "mark", "service"),
    [
        ("Stuff", ".dropbox", SyncService.DROPBOX),
        ("Stuff", ".dropbox.cache", SyncService.DROPBOX),
        ("Shared", ".stfolder", SyncService.SYNCTHING),
        ("Shared", ".stignore", SyncService.SYNCTHING),
        ("Cloud", ".sync_1f2e3d4c5b6a.db", SyncService.NEXTCLOUD),
        ("Cloud", "._sync_1f2e3d4c5b6a.db", SyncService.NEXTCLOUD),
        ("Cloud", ".nextcloudsync.log", SyncService.NEXTCLOUD),
        ("OneDrive", "", SyncService.ONEDRIVE),
        ("OneDrive - Harbour House", "", SyncService.ONEDRIVE),
        ("Library/Mobile Documents/com~apple~CloudDocs", "", SyncService.ICLOUD),
        ("Library/CloudStorage/GoogleDrive-ada@house.example", "", SyncService.GOOGLE_DRIVE),
        ("Dropbox (Harbour House)", "", SyncService.DROPBOX),
    ],
)
def test_a_synced_folder_is_recognised_from_within(
    home: Path, folder: str, mark: str, service: SyncService
) -> None:
    place = home / folder / "Groups" / "My vault"
    place.mkdir(parents=True)
    if mark:
        (home / folder / mark).touch()
    assert service_at(place, home) is service
    assert service_at(place / "not made yet", home) is service


def test_the_folders_that_their_own_settings_name_are_recognised(home: Path) -> None:
    box, cloud, drive = home / "Box", home / "Our cloud", home / "Work"
    (home / ".dropbox").mkdir()
    (home / ".dropbox" / "info.json").write_text(json.dumps({"personal": {"path": str(box)}}))
    (home / ".config" / "Nextcloud").mkdir(parents=True)
    settings = f"[Accounts]\n0\\Folders\\1\\localPath={cloud}/\nversion=2\n"
    (home / ".config" / "Nextcloud" / "nextcloud.cfg").write_text(settings)
    assert service_at(box / "vault", home) is SyncService.DROPBOX
    assert service_at(cloud / "vault", home) is SyncService.NEXTCLOUD
    assert service_at(drive / "vault", home, OneDrive=str(drive)) is SyncService.ONEDRIVE


def test_programs_that_copy_other_folders_say_nothing_of_this_one(home: Path) -> None:
    (home / ".dropbox").mkdir()
    (home / "Dropbox").mkdir()
    place = home / "Documents" / "My vault"
    place.mkdir(parents=True)
    assert look_around(place, home, {"OneDrive": str(home / "OneDrive")}).are_quiet


@pytest.mark.parametrize("text", ["", "{", "[]", '{"personal": 3}', "[" * 100_000])
def test_settings_of_nonsense_are_passed_by(home: Path, text: str) -> None:
    (home / ".dropbox").mkdir()
    (home / ".dropbox" / "info.json").write_text(text)
    assert service_at(home / "vault", home) is None


@pytest.mark.parametrize(
    "name",
    [
        "vault (conflicted copy 2026-11-22 1830).db",
        "vault (Ada's conflicted copy 2026-11-22).db",
        "vault.sync-conflict-20261122-183000-ABCDEF7.db",
        "vault.db.sync-conflict-20261122-183000-ABCDEF7",
        "vault-ADASLAPTOP.db",
        "vault (1).keys",
        "vault 2.seal",
    ],
)
def test_second_copies_of_the_vaults_files_are_named(home: Path, name: str) -> None:
    for each in (
        "vault.db",
        "vault.keys",
        "vault.keys.bak",
        "vault.seal",
        "vault.db-journal",
        name,
    ):
        (home / each).touch()
    found = look_around(home, home, {})
    assert found.conflicts == (name,)
    assert name in " ".join(surroundings_in_words(found))


@pytest.mark.parametrize(
    ("system", "network"), [("nfs4", "nfs4"), ("cifs", "cifs"), ("ext4", ""), ("vfat", "")]
)
def test_a_disk_of_another_computer_is_recognised(
    tmp_path: Path, system: str, network: str
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(LOCAL + f"99 24 0:50 / /mnt/our\\040share rw - {system} house:/x rw\n")
    inside = look_around(Path("/mnt/our share/vault"), tmp_path, {}, mounts)
    outside = look_around(Path("/mnt/other/vault"), tmp_path, {}, mounts)
    assert (inside.network, outside.network) == (network, "")


def test_every_line_says_what_may_happen_and_what_to_do(home: Path) -> None:
    (home / "Dropbox").mkdir()
    (told,) = surroundings_in_words(look_around(home / "Dropbox" / "vault", home, {}))
    assert "copied to other computers by Dropbox" in told
    assert "can't read anything" in told
    assert "Better keep" in told
