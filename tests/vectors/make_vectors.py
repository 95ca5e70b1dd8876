"""Makes the vectors: `python tests/vectors/make_vectors.py`. They are kept, so this seldom runs.

Keys, salts and the pages of a database are random, so that each run makes other files; what each
shows stays the same. Most are of a database of three pages, which keeps all of them small.
"""

import hashlib
import io
import json
import sys
import tempfile
import uuid
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from peerdesk.app import create_desk  # noqa: E402 - found by the line above
from peerdesk.backup.container import DATABASE_NAME, Container, Entry  # noqa: E402
from peerdesk.backup.make import export  # noqa: E402
from peerdesk.backup.manifest import Manifest, OpensWith  # noqa: E402
from peerdesk.backup.rekeyed import OwnPassphrase, own_keys  # noqa: E402
from peerdesk.domain.groups import Group  # noqa: E402
from peerdesk.domain.members import Member  # noqa: E402
from peerdesk.domain.recovery_words import RecoveryWords, generate  # noqa: E402
from peerdesk.vault.canonical import canonical  # noqa: E402
from peerdesk.vault.cipher import connect  # noqa: E402
from peerdesk.vault.files import VaultFolder  # noqa: E402
from peerdesk.vault.kdf import FLOOR, KdfCost  # noqa: E402
from peerdesk.vault.keys import OpenedKeys, make_keys  # noqa: E402
from peerdesk.vault.words import word_list  # noqa: E402

PASSPHRASE = "seven quiet chairs by the window"
OWN_PASSPHRASE = "nine loud benches by the door"
WORDS = generate(word_list(), lambda below: below // 2)
SUFFIX = ".peerdesk-backup"
OPENS, BEFORE, AFTER, WRONG = "opens", "refused-before-key", "refused-after-key", "wrong-secret"
Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Vector:
    """One line of `outcomes.json`; `reason` is the code that PeerDesk gives."""

    name: str
    about: str
    outcome: str
    reason: str
    content: bytes | None = None
    """None where another vector of that name holds the file."""
    secret: str = "passphrase"

    def line(self) -> Json:
        return {
            "about": self.about,
            "file": self.name + SUFFIX,
            "outcome": self.outcome,
            "reason": self.reason,
            "secret": self.secret,
        }


@dataclass(frozen=True, slots=True)
class Parts:
    """What a backup is put together from."""

    keys: OpenedKeys
    manifest: bytes
    slots: bytes
    database: bytes

    def whole(self) -> bytes:
        container = self.container()
        return container.head() + self.database + container.tail()

    def container(self) -> Container:
        return Container(self.manifest, self.slots, Entry.of(DATABASE_NAME, self.database))

    def having(self, **changed: bytes) -> bytes:
        """A container in which every checksum of the container itself holds."""
        return Parts(
            self.keys,
            changed.get("manifest", self.manifest),
            changed.get("slots", self.slots),
            changed.get("database", self.database),
        ).whole()

    def with_members(self, **members: object) -> bytes:
        """The manifest changed by somebody without the keys."""
        return canonical({**json.loads(self.manifest), **members})  # type: ignore[dict-item]


def sealed(keys: OpenedKeys, slots: bytes, database: bytes) -> bytes:
    return Manifest(
        app_version="1.0.0",
        schema_version=1,
        created=datetime(2026, 3, 3, 19, 0, tzinfo=UTC),
        vault_id=keys.key_file.vault_id,
        payload_size=len(database),
        payload_sha256=hashlib.sha256(database).hexdigest(),
        keys_sha256=hashlib.sha256(slots).hexdigest(),
        opens_with=OpensWith.VAULT,
    ).sealed(keys.subkeys.backup)


def small(folder: Path, note: str) -> Parts:
    """A backup of one table with one note, at a cost a little above the least."""
    cost = KdfCost(FLOOR.memory_kib, FLOOR.iterations + 1, FLOOR.lanes)
    keys = make_keys(str(uuid.uuid4()), PASSPHRASE, "Robin", WORDS, cost)
    path = folder / f"{keys.key_file.vault_id}.db"
    path.touch()
    with closing(connect(path, keys.subkeys.database)) as connection:
        connection.executescript(
            "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"
            "PRAGMA application_id = 0x5044534B; PRAGMA user_version = 1;"
        )
        connection.execute("INSERT INTO notes (text) VALUES (?)", (note * 150,))
    slots, database = keys.key_file.encode(), path.read_bytes()
    return Parts(keys, sealed(keys, slots, database), slots, database)


def whole_vaults(folder: Path) -> Iterator[Vector]:
    """What PeerDesk itself makes of a vault of its present schema."""
    desk = create_desk(
        VaultFolder(folder / "vault"),
        passphrase=PASSPHRASE,
        label="Robin",
        recovery=RecoveryWords(WORDS.words),
        name="Harbour House",
        cost=FLOOR,
    )
    desk.groups.save(Group(name="Tuesday circle"))
    desk.members.save(Member(chosen_name="Zoë"))
    export(desk.vault, folder / "usual")
    keys = own_keys(desk.vault, OwnPassphrase(OWN_PASSPHRASE, "Passphrase of a backup"))
    export(desk.vault, folder / "own", own=keys)
    desk.close()
    usual, own = (folder / "usual").read_bytes(), (folder / "own").read_bytes()
    yield Vector("valid", "a vault of today, with its own bytes", OPENS, "", usual)
    yield Vector("valid", "by the recovery words", OPENS, "", secret="recovery")
    yield Vector("valid", "another passphrase", WRONG, "wrong-passphrase", secret="own")
    yield Vector("valid-own", "a passphrase of its own", OPENS, "", own, secret="own")
    refused = "backup-wrong-own-passphrase"
    yield Vector("valid-own", "the vault's passphrase", WRONG, refused)
    yield Vector("valid-own", "the vault's recovery words", WRONG, refused, secret="recovery")


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 4]) + content[place + 1 :]


def accidents(parts: Parts) -> Iterator[Vector]:
    """What a worn-out stick or a copy that never finished does."""
    whole, container = parts.whole(), parts.container()
    damaged, cut = "backup-damaged", "backup-truncated"
    yield Vector("small", "the file that the next ones are damaged copies of", OPENS, "", whole)
    yield Vector("empty", "no byte at all", BEFORE, "not-a-backup", b"")
    yield Vector("other-file", "a letter", BEFORE, "not-a-backup", b"Dear all, " * 20)
    for name, length in (
        ("manifest", 100),
        ("keys", 900),
        ("database", container.database_offset + 5000),
        ("directory", container.directory_offset + 20),
        ("end", len(whole) - 1),
    ):
        yield Vector(f"truncated-{name}", f"cut within the {name}", BEFORE, cut, whole[:length])
    yield Vector("trailing-byte", "one byte too many", BEFORE, damaged, whole + b"\0")
    for name, place in (
        ("manifest", 60),
        ("manifest-checksum", 15),
        ("keys", 900),
        ("database", container.database_offset + 5000),
        ("directory", container.directory_offset + 50),
        ("end", len(whole) - 3),
    ):
        content = flipped(whole, place)
        outcome = AFTER if name == "database" else BEFORE
        yield Vector(f"flipped-{name}", f"one bit of the {name}", outcome, damaged, content)
    yield Vector("flipped-magic", "one bit of the start", BEFORE, "not-a-backup", flipped(whole, 1))


def alterations(parts: Parts, foreign: Parts) -> Iterator[Vector]:
    """What somebody without the keys does who knows the format and makes the checksums fit."""
    altered = "backup-tampered"
    swapped = foreign.database
    fitting = parts.with_members(
        payload_sha256=hashlib.sha256(swapped).hexdigest(), payload_size=len(swapped)
    )
    yield Vector(
        "swapped-payload", "another database", AFTER, altered, parts.having(database=swapped)
    )
    content = parts.having(database=swapped, manifest=fitting)
    yield Vector("swapped-payload-fitted", "its digest fitted too", AFTER, altered, content)
    content = parts.having(manifest=foreign.manifest)
    yield Vector("foreign-manifest", "the manifest of another backup", BEFORE, altered, content)
    fitting = foreign.with_members(
        keys_sha256=hashlib.sha256(parts.slots).hexdigest(),
        payload_sha256=hashlib.sha256(parts.database).hexdigest(),
        payload_size=len(parts.database),
    )
    content = parts.having(manifest=fitting)
    yield Vector("foreign-manifest-fitted", "its digests fitted too", AFTER, altered, content)
    fitting = parts.with_members(keys_sha256=hashlib.sha256(foreign.slots).hexdigest())
    content = parts.having(slots=foreign.slots, manifest=fitting)
    yield Vector("foreign-keys", "slots of another vault", AFTER, altered, content)
    content = parts.having(manifest=parts.with_members(opens_with="own"))
    yield Vector("other-opens-with", "another passphrase asked for", AFTER, altered, content)
    broken = flipped(parts.database, len(parts.database) - 2000)
    content = parts.having(database=broken, manifest=sealed(parts.keys, parts.slots, broken))
    yield Vector(
        "damaged-before", "sealed when it was damaged already", AFTER, "database-damaged", content
    )


def manifests(parts: Parts) -> Iterator[Vector]:
    """Manifests that say something else, or the same otherwise."""
    damaged, members = "backup-damaged", json.loads(parts.manifest)
    for name, reason, manifest in (
        ("extra-member", damaged, parts.with_members(name="Harbour House")),
        ("spaced-manifest", damaged, json.dumps(members, sort_keys=True).encode()),
        ("doubled-member", damaged, b'{"app_version":"1.0.0",' + parts.manifest[1:]),
        ("newer-format", "backup-newer-format", parts.with_members(format_version=2)),
        ("other-format", "not-a-backup", parts.with_members(format="something-else")),
        ("nested-manifest", damaged, b'{"a":' * 800),
    ):
        content = parts.having(manifest=manifest)
        yield Vector(name, "a manifest that is not as it must be", BEFORE, reason, content)


def with_slots(parts: Parts, change: Callable[[Json], object]) -> bytes:
    """Key slots changed by somebody without the keys, every checksum and digest made to fit."""
    header = json.loads(parts.slots)
    change(header)
    header.pop("checksum")
    header["checksum"] = hashlib.sha256(canonical(header)).hexdigest()
    slots = canonical(header) + b"\n"
    manifest = parts.with_members(keys_sha256=hashlib.sha256(slots).hexdigest())
    return parts.having(slots=slots, manifest=manifest)


def costs(parts: Parts) -> Iterator[Vector]:
    """Costs that would exhaust the computer, or make guessing cheap."""
    for name, about, cost in (
        ("absurd-memory", "1 TiB of memory", {"memory_kib": 2**30}),
        ("absurd-passes", "a million passes", {"iterations": 10**6}),
        ("absurd-together", "each bound holds, not what they cost together",
         {"memory_kib": 2**21, "iterations": 64}),
        ("downgraded-memory", "8 KiB of memory", {"memory_kib": 8}),
        ("downgraded-passes", "one pass", {"iterations": 1}),
        ("no-lanes", "no lanes", {"lanes": 0}),
    ):  # fmt: skip
        content = with_slots(parts, lambda header, cost=cost: header["slots"][0].update(cost))
        yield Vector(f"kdf-{name}", about, BEFORE, "kdf-out-of-bounds", content)
    content = with_slots(parts, lambda header: header["slots"][0].update(iterations=3))
    yield Vector(
        "kdf-cheaper", "a pass less, within the bounds", WRONG, "wrong-passphrase", content
    )
    content = with_slots(parts, lambda header: header.update(version=2))
    yield Vector("newer-keys", "key slots of a newer version", BEFORE, "newer-version", content)
    content = with_slots(parts, lambda header: header["slots"].pop())
    yield Vector("removed-slot", "the recovery words cut out", AFTER, "backup-tampered", content)


def zipped(*entries: tuple[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """An ordinary ZIP, with the header fields of a backup but for its method."""
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", method) as archive:
        warnings.filterwarnings("ignore", "Duplicate name")
        for name, content in entries:
            info = zipfile.ZipInfo(name)
            info.external_attr, info.create_system, info.extract_version = 0o100600 << 16, 3, 10
            archive.writestr(info, content, method)
    return file.getvalue()


def zip_tricks(parts: Parts) -> Iterator[Vector]:
    """What other readers of ZIP files fall for."""
    manifest, slots = ("manifest.json", parts.manifest), ("keys.json", parts.slots)
    database = ("vault.db", parts.database)
    whole, container = parts.whole(), parts.container()
    damaged, none = "backup-damaged", "not-a-backup"
    local = container.database_offset - 38
    directory = container.directory_offset
    encrypted = flipped(flipped(whole, local + 6), directory + 46 * 2 + 13 + 9 + 8)
    bomb = zipped(manifest, slots, ("vault.db", bytes(2**24)), method=zipfile.ZIP_DEFLATED)
    lying = whole[: local + 18] + (2**31).to_bytes(4, "little") * 2 + whole[local + 26 :]
    for name, about, reason, content in (
        ("duplicate-manifest", "two of one name", damaged,
         zipped(manifest, manifest, slots, database)),
        ("duplicate-database", "two of one name", damaged,
         zipped(manifest, slots, database, database)),
        ("path-traversal", "an entry that leads elsewhere", damaged,
         zipped(manifest, slots, ("../vault.db", parts.database))),
        ("absolute-path", "an entry that leads elsewhere", damaged,
         zipped(manifest, slots, ("/tmp/vault.db", parts.database))),  # noqa: S108 - a trick
        ("other-order", "the same entries in another order", damaged,
         zipped(manifest, database, slots)),
        ("extra-entry", "one entry more", damaged, zipped(manifest, slots, database, ("x", b"x"))),
        ("bomb", "compressed, a thousand times as large", none, bomb),
        ("encrypted-entry", "marked as encrypted", damaged, encrypted),
        ("wrong-size", "one byte less is told", damaged,
         whole[: local + 18] + (len(parts.database) - 1).to_bytes(4, "little") * 2
         + whole[local + 26 :]),
        ("huge-size", "2 GiB are told", "backup-truncated", lying),
        ("directory-size", "another size in the directory", damaged,
         flipped(whole, directory + 20)),
        ("zip-comment", "a comment at the end", damaged, whole[:-2] + b"\x01\x00!"),
        ("before-the-start", "bytes before the first entry", none, b"MZ" + whole),
    ):  # fmt: skip
        yield Vector(f"zip-{name}", about, BEFORE, reason, content)


def vectors(folder: Path) -> Iterator[Vector]:
    parts, foreign = small(folder, "A window seat. "), small(folder, "Another note. ")
    yield from whole_vaults(folder)
    for made in (accidents, manifests, costs, zip_tricks):
        yield from made(parts)
    yield from alterations(parts, foreign)


def main() -> None:
    for old in HERE.glob(f"*{SUFFIX}"):
        old.unlink()
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for vector in vectors(Path(folder)):
            lines.append(vector.line())
            if vector.content is not None:
                (HERE / (vector.name + SUFFIX)).write_bytes(vector.content)
    secrets = {"own": OWN_PASSPHRASE, "passphrase": PASSPHRASE, "recovery": WORDS.secret}
    told = {"secrets": secrets, "vectors": lines}
    text = json.dumps(told, indent=1, ensure_ascii=False) + "\n"
    (HERE / "outcomes.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
