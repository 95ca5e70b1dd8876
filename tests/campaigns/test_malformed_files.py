"""Hostile `vault.keys` and backups: refused in words, at once, in little memory, unchanged."""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import children
import pytest
from campaign_table import Campaign, CampaignRow
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pace import slowness
from vault_kit import PASSPHRASE, Desk

from peerdesk.backup.container import DATABASE_NAME, Container, Entry, opened_file, read_container
from peerdesk.backup.make import export
from peerdesk.backup.proof import inspect, verify
from peerdesk.errors import VaultError
from peerdesk.vault.keyfile import decode

if TYPE_CHECKING:
    import subprocess

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the memory limit is Linux's")

MOST_SECONDS = 1.0
Answer = dict[str, object]
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([-1, 0, 1, 2**31 - 1, 2**31, 2**63, 2**64, 10**4000]),
    st.floats(),
    st.text(max_size=40),
    st.sampled_from(["", "00", "zz", "0" * 70_000, "\ud800", "argon2id\0", "ARGON2ID"]),
)
DEAR = {"memory_kib": (2**21 + 1, 2**31 - 1), "iterations": (65, 2**31 - 1), "lanes": (17, 2**20)}
"""Costs above every bound, from the smallest to the largest that reads as a number."""
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=15,
)


class Hostile(bytes):
    """A file's content, which shows its beginning where it made a test fail."""

    def __repr__(self) -> str:
        return f"{len(self)} bytes: {self[:300]!r}"


@dataclass
class Reader:
    """The child, and what it has answered so far."""

    process: "subprocess.Popen[str]"
    rounds: int = 0
    opened: int = 0
    worst: float = 0.0
    codes: set[object] = field(default_factory=set)

    def read(self, what: str, content: bytes) -> Answer:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{what} {content.hex()}\n")
        self.process.stdin.flush()
        line = children.next_line(self.process)
        assert line, "the reader died of this file"
        told: Answer = json.loads(line)
        self.rounds += 1
        self.opened += told["code"] == "opened"
        self.worst = max(self.worst, float(str(told["seconds"])))
        self.codes.add(told["code"])
        return told

    def refuses(self, what: str, content: bytes) -> None:
        told = self.read(what, content)
        assert told["code"] != "opened"
        assert told["words"]
        assert told["changed"] == []
        assert float(str(told["seconds"])) < MOST_SECONDS * slowness()


@pytest.fixture
def reader(desk: Desk) -> Iterator[Reader]:
    desk.folder.keys_backup.unlink()  # which would take the place of an unusable file
    script = (children.TESTS / "campaigns" / "reader.py").read_text("utf-8")
    process = children.start(script, desk.folder.root)
    yield Reader(process)
    process.kill()
    process.communicate()


def refitted(header: object) -> bytes:
    """The file as somebody without the keys would write it: with a checksum that fits."""
    if isinstance(header, dict):
        header.pop("checksum", None)
        header["checksum"] = hashlib.sha256(spelled(header)).hexdigest()
    return spelled(header) + b"\n"


def spelled(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")


def places(value: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """The way to each value in a JSON document, but for the document itself."""
    inner = enumerate(value) if isinstance(value, list) else ()
    for key, held in value.items() if isinstance(value, dict) else inner:
        yield (*path, key)
        yield from places(held, (*path, key))


@st.composite
def misshapen(draw: st.DrawFn, whole: bytes) -> bytes:
    """The document with one to three of its values put out of shape, its checksum fitted or not."""
    header = json.loads(whole)
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from(sorted(places(header), key=str)))
        held = header
        for step in way:
            held = held[step]
        match draw(st.sampled_from(["replace", "remove", "add", "repeat", "wrap"])):
            case "replace":
                held[last] = draw(ANYTHING)
            case "remove":
                del held[last]
            case "add" if isinstance(held, dict):
                held[draw(st.text(max_size=8))] = draw(ANYTHING)
            case "repeat" if isinstance(held, list):
                held.extend(held * draw(st.sampled_from([1, 16, 200])))
            case _:
                held[last] = [held[last]]
        if not list(places(header)):
            break
    return refitted(header) if draw(st.booleans()) else spelled(header) + b"\n"


@st.composite
def dear(draw: st.DrawFn, whole: bytes) -> bytes:
    """A key file in which everything is right but what a slot costs, or the slots do together."""
    header = json.loads(whole)
    name = draw(st.sampled_from([*DEAR, "together"]))
    slot = header["slots"][0]
    if name == "together":
        slot |= {"memory_kib": 2**21, "iterations": 64}
        count = draw(st.integers(2, 32))
        header["slots"] = [{**slot, "id": f"{number:032x}"} for number in range(count)]
    else:
        slot[name] = draw(st.integers(*DEAR[name]))
    return refitted(header)


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """The bytes flipped, cut, repeated, put elsewhere or spelled otherwise."""
    at = draw(st.integers(0, len(whole) - 1))
    to = draw(st.integers(at, min(len(whole), at + 200)))
    return draw(
        st.sampled_from(
            [
                whole[:at],
                whole[:at] + bytes([whole[at] ^ (1 << at % 8)]) + whole[at + 1 :],
                whole[:at] + whole[to:],
                whole[:to] + whole[at:],
                whole[:at] + whole[at:to] * 30 + whole[to:],
                whole[:at] + draw(st.binary(min_size=1, max_size=20)) + whole[at:],
                whole + whole[at:to],
                b"\xef\xbb\xbf" + whole,
                whole.decode("latin-1").encode("utf-16"),
                whole.upper(),
                whole.replace(b",", b" ,", 1),
                whole[:-1] + b"}" + whole[-1:],
                b"[" * at + whole + b"]" * at,
                whole.replace(b'"slots":[', b'"slots":' + b"[" * at, 1),
                whole.replace(b'"version":', b'"version":9,"version":', 1),
                whole.replace(b'"slots":[', b'"slots":[' + b"{}," * 20_000, 1),
                whole[:at] + b"9" * 60_000 + whole[at:],
            ]
        )
    )


def is_usable(data: bytes) -> bool:
    """Whether it is a key file after all, as another salt with a fitted checksum is."""
    try:
        decode(data)
    except VaultError:
        return False
    return True


@pytest.mark.campaign
def test_malformed_key_files_are_refused_in_words(
    desk: Desk, reader: Reader, campaigns: bool, campaign: Campaign
) -> None:
    whole = desk.folder.keys.read_bytes()
    hostile = (misshapen(whole), damaged(whole), dear(whole), ANYTHING.map(spelled), st.binary())

    @many(10_000 if campaigns else 150)
    @given(st.one_of(hostile).map(Hostile))
    def is_refused(content: bytes) -> None:
        assume(not is_usable(content))
        reader.refuses("keys", content)

    is_refused()
    row = CampaignRow("malformed vault.keys", reader.rounds, 0, reader.opened, reader.worst)
    campaign(row)
    assert {"keys-damaged", "kdf-out-of-bounds"} <= reader.codes


@pytest.mark.campaign
def test_malformed_backups_are_refused_in_words(
    desk: Desk, reader: Reader, tmp_path: Path, campaigns: bool, campaign: Campaign
) -> None:
    backup = tmp_path / "good.peerdesk-backup"
    with desk.unlock() as vault:
        export(vault, backup)
    whole = backup.read_bytes()
    with opened_file(backup) as file:
        parts = read_container(file)
    database = whole[parts.database_offset :][: parts.database.size]

    def around(manifest: bytes, keys: bytes = parts.keys) -> bytes:
        container = Container(manifest, keys, Entry.of(DATABASE_NAME, database))
        return container.head() + database + container.tail()

    altered = tmp_path / "altered.peerdesk-backup"
    hostile = st.one_of(
        misshapen(parts.manifest).map(around),
        misshapen(parts.keys).map(lambda keys: around(parts.manifest, keys)),
        damaged(parts.manifest).map(around),
        damaged(whole),
        st.binary(max_size=2_000),
    )

    @many(10_000 if campaigns else 150)
    @given(hostile.map(Hostile))
    def is_refused(content: bytes) -> None:
        assume(content != whole)
        if not is_well_formed(content, altered):
            reader.refuses("backup", content)

    is_refused()
    row = CampaignRow("malformed backups", reader.rounds, 0, reader.opened, reader.worst)
    campaign(row)


def is_well_formed(content: bytes, path: Path) -> bool:
    """Whether only a key tells that it was altered, and whether that key does."""
    path.write_bytes(content)
    try:
        inspect(path)
    except VaultError:
        return False
    with pytest.raises(VaultError):
        verify(path, PASSPHRASE)
    return True


def many(examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """So many examples, none remembered from run to run, none too slow to be made."""
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
