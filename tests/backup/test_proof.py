"""Every class of damage to a backup is noticed, and told as what it is."""

import hashlib
import json
import random
import resource
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable
from contextlib import nullcontext
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from filled_vault import NAMES, Made
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pace import within

from peerdesk.backup.container import DATABASE_NAME, Container, Entry, opened_file, read_container
from peerdesk.backup.manifest import FORMAT_VERSION, read_sealed
from peerdesk.backup.proof import inspect, verify
from peerdesk.backup.reports import BackupStep
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.errors import PeerDeskError, UserError, VaultError, WrongPassphraseError
from peerdesk.vault.canonical import canonical
from peerdesk.vault.troubles import VaultTrouble

SHARED_FOLDER = settings(
    max_examples=200, deadline=1000, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
Fields = dict[str, str | int]


def taken_apart(path: Path) -> tuple[Container, bytes]:
    with opened_file(path) as file:
        container = read_container(file)
        file.seek(container.database_offset)
        return container, file.read(container.database.size)


def put_together(path: Path, manifest: bytes, keys: bytes, database: bytes) -> None:
    """A container in which every checksum of the container itself holds."""
    container = Container(manifest, keys, Entry.of(DATABASE_NAME, database))
    path.write_bytes(container.head() + database + container.tail())


def with_manifest(path: Path, change: Callable[[Fields], Fields]) -> None:
    container, database = taken_apart(path)
    changed = canonical(change(json.loads(container.manifest)))
    put_together(path, changed, container.keys, database)


def test_a_good_backup_says_what_it_is(made: Made) -> None:
    summary = inspect(made.backup)
    assert summary.size == made.backup.stat().st_size
    assert 0 < summary.database_size < summary.size
    assert summary.created.utcoffset() is not None
    assert summary.schema_version >= 1


def test_a_good_backup_verifies_and_counts(made: Made, passphrase: str) -> None:
    steps: list[BackupStep] = []
    report = verify(made.backup, passphrase, steps.append)
    assert report.summary == inspect(made.backup)
    assert report.counts["members"] == len(NAMES)
    assert report.counts["group_notes"] == report.counts["member_notes"] == 1
    assert steps == [BackupStep.DERIVING_KEYS, BackupStep.READING_BACK, BackupStep.CHECKING]


def test_a_wrong_passphrase_is_told_as_such(made: Made) -> None:
    with pytest.raises(WrongPassphraseError):
        verify(made.backup, "not the passphrase at all")


def test_flipped_bits_are_found_everywhere(backup: Path) -> None:
    whole = backup.read_bytes()
    container, _ = taken_apart(backup)
    chance = random.Random(20260303)  # noqa: S311 - a seeded sample
    edges = (0, container.database_offset, container.directory_offset, len(whole))
    for first, last in pairwise(edges):
        for _ in range(120):
            mutant = bytearray(whole)
            mutant[chance.randrange(first, last)] ^= 1 << chance.randrange(8)
            backup.write_bytes(mutant)
            with pytest.raises(VaultError):
                inspect(backup)


def test_a_cut_copy_is_told_as_unfinished(backup: Path) -> None:
    whole = backup.read_bytes()
    for length in (100, len(whole) // 2, len(whole) - 1):
        backup.write_bytes(whole[:length])
        with pytest.raises(VaultError) as raised:
            inspect(backup)
        assert raised.value.code is BackupTrouble.TRUNCATED


def test_bytes_after_the_end_are_refused(backup: Path) -> None:
    with backup.open("ab") as file:
        file.write(b"\0")
    with pytest.raises(VaultError, match="backup-damaged"):
        inspect(backup)


def test_a_database_that_was_swapped_with_its_checksums_is_tampering(backup: Path) -> None:
    container, database = taken_apart(backup)
    swapped = database[:-4096] + bytes(4096)
    put_together(backup, container.manifest, container.keys, swapped)
    with pytest.raises(VaultError) as raised:
        inspect(backup)
    assert (raised.value.code, raised.value.data) == (
        BackupTrouble.TAMPERED,
        {"part": "database"},
    )


def test_a_manifest_made_to_fit_fails_its_authentication(backup: Path, passphrase: str) -> None:
    container, database = taken_apart(backup)
    swapped = database[:-4096] + bytes(4096)
    fields = json.loads(container.manifest)
    fields["payload_sha256"] = hashlib.sha256(swapped).hexdigest()
    put_together(backup, canonical(fields), container.keys, swapped)
    inspect(backup)  # without a passphrase it can't be told
    with pytest.raises(VaultError) as raised:
        verify(backup, passphrase)
    assert raised.value.code is BackupTrouble.TAMPERED


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("created", "2020-01-01T00:00:00+00:00"),
        ("app_version", "9.9.9"),
        ("schema_version", 77),
        ("vault_id", "00000000-0000-4000-8000-000000000000"),
        ("mac", "0" * 64),
    ],
)
def test_every_word_of_the_manifest_is_authenticated(
    backup: Path, passphrase: str, name: str, value: str | int
) -> None:
    with_manifest(backup, lambda fields: {**fields, name: value})
    with pytest.raises(VaultError) as raised:
        verify(backup, passphrase)
    assert raised.value.code is BackupTrouble.TAMPERED


def test_the_key_slots_of_another_vault_are_tampering(
    backup: Path, template_vault: Path, passphrase: str
) -> None:
    container, database = taken_apart(backup)
    slots = json.loads(container.keys)
    slots["vault"] = "00000000-0000-4000-8000-000000000000"
    body = {name: value for name, value in slots.items() if name != "checksum"}
    foreign = canonical({**body, "checksum": hashlib.sha256(canonical(body)).hexdigest()}) + b"\n"
    put_together(backup, container.manifest, foreign, database)
    with pytest.raises(VaultError, match="backup-tampered"):
        inspect(backup)
    fields = json.loads(container.manifest)
    fields["keys_sha256"] = hashlib.sha256(foreign).hexdigest()
    put_together(backup, canonical(fields), foreign, database)
    with pytest.raises(PeerDeskError) as raised:  # slots are bound to the vault's id
        verify(backup, passphrase)
    assert isinstance(raised.value, WrongPassphraseError)


def test_key_slots_that_are_none_are_tampering(backup: Path, passphrase: str) -> None:
    container, database = taken_apart(backup)
    fields = json.loads(container.manifest)
    fields["keys_sha256"] = hashlib.sha256(b"{}").hexdigest()
    put_together(backup, canonical(fields), b"{}", database)
    with pytest.raises(VaultError) as raised:
        verify(backup, passphrase)
    assert (raised.value.code, raised.value.data) == (BackupTrouble.TAMPERED, {"part": "keys"})


def test_a_newer_format_is_told_even_where_the_rest_is_unknown(backup: Path) -> None:
    container, _ = taken_apart(backup)
    newer = canonical({"format": "peerdesk-backup", "format_version": 2, "more": "unknown"})
    future = Container(newer, container.keys, container.database)
    backup.write_bytes(future.head()[:-38] + b"something else")
    with pytest.raises(VaultError) as raised:
        inspect(backup)
    assert raised.value.code is BackupTrouble.NEWER_FORMAT
    assert raised.value.data == {"found": 2, "known": FORMAT_VERSION}


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 4000,
        b'{"a":' * 800,
        b'{"format":"peerdesk-backup","format_version":' + b"9" * 4000 + b"}",
        b'{"format":"peerdesk-backup","format":"peerdesk-backup"}',
        b'{"format":"peerdesk-backup","format_version":NaN}',
        b'{"format":"peerdesk-backup","format_version":true}',
        "\ufeff{}".encode(),
        b"null",
        b"\xff\xfe",
    ],
)
def test_malformed_manifests_are_refused_in_words(raw: bytes) -> None:
    with pytest.raises(VaultError):
        read_sealed(raw)


def test_other_spellings_of_a_manifest_are_refused(made: Made) -> None:
    container, _ = taken_apart(made.backup)
    fields = json.loads(container.manifest)
    spellings = [
        json.dumps(fields, sort_keys=True).encode(),
        canonical({**fields, "name": "Harbour House"}),
        canonical({**fields, "created": fields["created"].replace("+00:00", "Z")}),
        canonical({**fields, "vault_id": fields["vault_id"].upper()}),
        canonical({name: value for name, value in fields.items() if name != "mac"}),
        container.manifest + b" ",
    ]
    for raw in spellings:
        with pytest.raises(VaultError, match="backup-damaged"):
            read_sealed(raw)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
MEMBERS = ("app_version", "created", "format_version", "keys_sha256", "mac", "payload_sha256")


@SHARED_FOLDER
@given(member=st.sampled_from((*MEMBERS, "payload_size", "schema_version", "vault_id")), value=JSON)
def test_any_value_in_a_manifest_reads_as_itself_or_is_refused(
    made: Made, member: str, value: object
) -> None:
    container, _ = taken_apart(made.backup)
    raw = json.dumps(
        {**json.loads(container.manifest), member: value}, sort_keys=True, separators=(",", ":")
    ).encode()
    try:
        sealed = read_sealed(raw)
    except VaultError:
        return
    assert getattr(sealed.manifest, member, sealed.mac) == value


@SHARED_FOLDER
@given(
    splices=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 5000), st.binary(max_size=100)),
        min_size=1,
        max_size=3,
    )
)
def test_spliced_backups_are_refused_in_words_and_at_once(
    backup: Path, made: Made, splices: list[tuple[float, int, bytes]]
) -> None:
    whole = made.backup.read_bytes()
    mutant = whole
    for share, removed, inserted in splices:
        place = int(share * len(mutant))
        mutant = mutant[:place] + inserted + mutant[place + removed :]
    backup.write_bytes(mutant)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def looked_at() -> None:
        with nullcontext() if mutant == whole else pytest.raises(VaultError):
            inspect(backup)

    within(1, looked_at)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


def test_the_checksum_of_the_container_is_that_of_every_zip_reader(made: Made) -> None:
    container, database = taken_apart(made.backup)
    assert container.database.crc == zlib.crc32(database)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="backup-file-missing"):
        inspect(tmp_path / "none")
    with pytest.raises(VaultError, match="not-a-backup"):
        inspect(tmp_path)


def test_costs_out_of_bounds_are_refused_before_any_key_is_derived(
    backup: Path, passphrase: str
) -> None:
    container, database = taken_apart(backup)
    slots = json.loads(container.keys)
    slots["slots"][0]["memory_kib"] = 2**30
    body = {name: value for name, value in slots.items() if name != "checksum"}
    hostile = canonical({**body, "checksum": hashlib.sha256(canonical(body)).hexdigest()}) + b"\n"
    fields = json.loads(container.manifest)
    fields["keys_sha256"] = hashlib.sha256(hostile).hexdigest()
    put_together(backup, canonical(fields), hostile, database)

    def refused() -> None:
        with pytest.raises(VaultError) as raised:
            verify(backup, passphrase)
        assert raised.value.code is VaultTrouble.KDF_OUT_OF_BOUNDS

    within(1, refused)


READER = """
import os, sys
from pathlib import Path
from peerdesk.backup.proof import verify
from peerdesk.errors import PeerDeskError

if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    verify(Path(sys.argv[1]), "never asked for")
except PeerDeskError as trouble:
    print(type(trouble).__name__, trouble.code)
"""


@pytest.mark.parametrize("closed", ["file", "folder"])
def test_a_backup_that_may_not_be_read_is_told_as_such(made: Made, closed: str) -> None:
    with TemporaryDirectory() as folder:
        copy = shutil.copy(made.backup, Path(folder) / "b.peerdesk-backup")
        Path(folder).chmod(0o755 if closed == "file" else 0)
        copy.chmod(0)
        done = subprocess.run(
            [sys.executable, "-B", "-c", READER, str(copy)],
            capture_output=True,
            text=True,
            check=False,
            cwd=Path(__file__).parent.parent.parent,
        )
        Path(folder).chmod(0o700)
    assert (done.stdout, done.stderr) == ("UserError not-readable\n", "")


def test_a_link_to_a_backup_is_as_good_as_the_backup(
    backup: Path, passphrase: str, tmp_path: Path
) -> None:
    link = tmp_path / "link"
    link.symlink_to(backup)
    assert verify(link, passphrase).counts == verify(backup, passphrase).counts
