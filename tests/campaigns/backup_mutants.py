"""Mutated backups, by number, and a process of its own that looks at them.

    python backup_mutants.py look|open FOLDER   with numbers as JSON on standard input

`look` reads them as anybody may, without a secret; `open` also types the passphrase. The answer is
JSON: which were let through, what failed other than with words, the longest computing time in
seconds (on the clock a busy machine would be measured), and by how many KiB the process grew beyond
what it had taken for good backups.
"""

import hashlib
import json
import random
import re
import resource
import struct
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))

from peerdesk.backup.container import DATABASE_NAME, Container, Entry  # noqa: E402 - see above
from peerdesk.backup.proof import inspect, verify  # noqa: E402
from peerdesk.errors import PeerDeskError  # noqa: E402
from peerdesk.vault.canonical import canonical  # noqa: E402

VECTORS = PROJECT / "tests" / "vectors"
ORIGINALS = [(VECTORS / f"{name}.peerdesk-backup").read_bytes() for name in ("small", "valid")]
PASSPHRASE = json.loads((VECTORS / "outcomes.json").read_text("utf-8"))["secrets"]["passphrase"]

Mutation = Callable[[random.Random, bytes], bytes]
VALUES = (0, 1, 20, 0xFFFF, 2**31 - 1, 2**31, 2**32 - 2**20, 2**32 - 1)
ODD: tuple[object, ...] = (
    None, True, -1, 0, 1.5, 2**53, 10**30, "", "x" * 3000, "\0", "é", [], {}, [[[]]], "own",
    "1970-01-01T00:00:00+00:00", "0" * 64, "00000000-0000-4000-8000-000000000000",
)  # fmt: skip


@dataclass(slots=True)
class Findings:
    """What came of a run; `unclear` names the exceptions that were no clear errors."""

    let_through: list[int] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    worst_seconds: float = 0.0
    grown_kib: int = 0


def mutant(number: int) -> bytes:
    """The mutated backup of that number, the same in every process."""
    chance = random.Random(number)  # noqa: S311 - a seeded sample
    original = chance.choices(ORIGINALS, (4, 1))[0]
    changed = original
    while changed == original:
        for _ in range(chance.choice((1, 1, 1, 2, 5))):
            changed = chance.choice(MUTATIONS)(chance, changed)
    return changed


def flip_bits(chance: random.Random, whole: bytes) -> bytes:
    changed = bytearray(whole or b"\0")
    for _ in range(chance.choice((1, 1, 2, 50))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(chance: random.Random, whole: bytes) -> bytes:
    first, last = _span(chance, whole)
    return chance.choice((whole[:first], whole[:first] + whole[last:], whole[first:]))


def insert(chance: random.Random, whole: bytes) -> bytes:
    first, last = _span(chance, whole)
    filling = chance.choice((chance.randbytes(chance.randrange(1, 5000)), whole[first:last], b"\0"))
    return whole[:first] + filling + whole[first:]


def overwrite(chance: random.Random, whole: bytes) -> bytes:
    first, last = _span(chance, whole)
    source = chance.choice(ORIGINALS)
    other = source[first:last].ljust(last - first, b"\0")
    return whole[:first] + chance.choice((bytes(last - first), other)) + whole[last:]


def change_number(chance: random.Random, whole: bytes) -> bytes:
    """A field of a ZIP header: a size, a checksum, an offset, a count, a flag."""
    signs = [found.start() for found in re.finditer(rb"PK(\x03\x04|\x01\x02|\x05\x06)", whole)]
    if not signs:
        return flip_bits(chance, whole)
    at, form = chance.choice(signs) + chance.randrange(4, 46), chance.choice(["<H", "<I"])
    value = struct.pack(form, chance.choice(VALUES) % 2 ** (8 * struct.calcsize(form)))
    return whole[:at] + value + whole[at + len(value) :]


def change_member(chance: random.Random, whole: bytes) -> bytes:
    """A member of the manifest or of the key slots, where the container's checksums fit again."""
    try:
        manifest, slots, database = _parts(whole)
        if chance.random() < 0.5:
            manifest = _odd(chance, manifest)
        else:
            slots = _odd(chance, slots) + b"\n"
    except (ValueError, TypeError, AttributeError, struct.error):
        # Another mutation before this one has left no container to take apart.
        return flip_bits(chance, whole)
    container = Container(manifest, slots, Entry.of(DATABASE_NAME, database))
    return container.head() + database + container.tail()


def fit_checksums(chance: random.Random, whole: bytes) -> bytes:
    """Another database, where every checksum that takes no key fits."""
    try:
        manifest, slots, database = _parts(whole)
        members = json.loads(manifest)
        database = flip_bits(chance, database)
        members["payload_sha256"] = _sha256(database)
        members["payload_size"] = len(database)
        members["keys_sha256"] = _sha256(slots)
        container = Container(canonical(members), slots, Entry.of(DATABASE_NAME, database))
    except (ValueError, TypeError, struct.error):
        return flip_bits(chance, whole)
    return container.head() + database + container.tail()


MUTATIONS: tuple[Mutation, ...] = (
    *(flip_bits, cut, insert, overwrite, change_number) * 4,
    # Those that get past the checksums: each costs the making of a key.
    *(change_member, fit_checksums),
)


def look(path: Path) -> None:
    inspect(path)


def open_it(path: Path) -> None:
    verify(path, PASSPHRASE)


def watch(numbers: list[int], act: Callable[[Path], None], path: Path) -> Findings:
    """Have every mutant looked at or opened."""
    for original in ORIGINALS:
        path.write_bytes(original)
        act(path)
    findings, before = Findings(), _peak_kib()
    for number in numbers:
        path.write_bytes(mutant(number))
        began = time.thread_time()
        try:
            act(path)
        except PeerDeskError:
            # Refused in words, as it must be.
            pass
        except Exception as error:  # noqa: BLE001 - every other kind is what is looked for
            findings.unclear.append(f"{number}: {type(error).__name__}")
        else:
            findings.let_through.append(number)
        findings.worst_seconds = max(findings.worst_seconds, time.thread_time() - began)
    findings.grown_kib = _peak_kib() - before
    return findings


def _span(chance: random.Random, whole: bytes) -> tuple[int, int]:
    first = chance.randrange(len(whole) + 1)
    return first, min(len(whole), first + chance.choice((1, 4, 30, 4096, 10**6)))


def _parts(whole: bytes) -> tuple[bytes, bytes, bytes]:
    """Manifest, slots and database by the sizes that the local headers tell. struct.error."""
    parts, at = [], 0
    for name in ("manifest.json", "keys.json", "vault.db"):
        (size,) = struct.unpack_from("<I", whole, at + 18)
        at += 30 + len(name)
        parts.append(whole[at : at + size])
        at += size
    return parts[0], parts[1], parts[2]


def _odd(chance: random.Random, raw: bytes) -> bytes:
    """The JSON with one member, or one of the first slot, changed, doubled, lost or added."""
    members = json.loads(raw)
    inner = members["slots"][0] if "slots" in members and chance.random() < 0.5 else members
    name = chance.choice([*sorted(inner), "more"])
    if chance.random() < 0.2:
        inner.pop(name, None)
    else:
        inner[name] = chance.choice(ODD)
    if "checksum" in members and chance.random() < 0.7:
        members.pop("checksum")
        members["checksum"] = _sha256(canonical(members))
    return canonical(members)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _peak_kib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    found = watch(
        json.load(sys.stdin), {"look": look, "open": open_it}[sys.argv[1]], Path(sys.argv[2], "m")
    )
    sys.stdout.write(json.dumps(asdict(found)))
