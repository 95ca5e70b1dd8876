import hashlib
import json
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pace import within
from vault_kit import PASSPHRASE, Desk, flip, kinds, sampled_bits

from peerdesk.errors import VaultError, WrongPassphraseError
from peerdesk.vault.canonical import canonical
from peerdesk.vault.findings import FindingKind
from peerdesk.vault.keyfile import MOST_BYTES, decode
from peerdesk.vault.troubles import VaultTrouble

Change = Callable[[dict], object]  # type: ignore[type-arg]
UNUSABLE = {
    VaultTrouble.KEYS_DAMAGED,
    VaultTrouble.NEWER_VERSION,
    VaultTrouble.KDF_OUT_OF_BOUNDS,
}


def resealed(data: bytes, change: Change) -> bytes:
    """The file as an attacker without the keys would change it: the checksum made to fit."""
    header = json.loads(data)
    change(header)
    header.pop("checksum", None)
    header["checksum"] = hashlib.sha256(canonical(header)).hexdigest()
    return canonical(header) + b"\n"


def code_of(data: bytes) -> VaultTrouble:
    with pytest.raises(VaultError) as trouble:
        decode(data)
    code = trouble.value.code
    assert isinstance(code, VaultTrouble)
    return code


def test_what_is_read_is_written_back_byte_for_byte(desk: Desk) -> None:
    data = desk.folder.keys.read_bytes()
    assert decode(data).encode() == data


def test_every_sampled_bit_flip_is_found_before_any_key_is_derived(desk: Desk) -> None:
    whole = desk.folder.keys.read_bytes()
    for bit in sampled_bits(desk.folder.keys, 1_000, seed=1):
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << (bit % 8)
        assert code_of(bytes(flipped)) in UNUSABLE


def test_every_truncation_is_found(desk: Desk) -> None:
    whole = desk.folder.keys.read_bytes()
    for length in range(0, len(whole), 7):
        assert code_of(whole[:length]) is VaultTrouble.KEYS_DAMAGED
    assert code_of(whole + b" ") is VaultTrouble.KEYS_DAMAGED


@pytest.mark.parametrize(
    "change",
    [
        lambda header: header.update(extra=1),
        lambda header: header.pop("mac"),
        lambda header: header.update(mac=header["mac"].upper()),
        lambda header: header.update(mac=header["mac"][:-2]),
        lambda header: header.update(vault="not a vault id"),
        lambda header: header.update(version=True),
        lambda header: header.update(version=0),
        lambda header: header.update(format="other"),
        lambda header: header.update(slots=[]),
        lambda header: header.update(slots={}),
        lambda header: header.update(slots=header["slots"] * 17),
        lambda header: header["slots"].append(header["slots"][0]),
        lambda header: header["slots"][0].update(kind="other"),
        lambda header: header["slots"][0].update(kdf="scrypt"),
        lambda header: header["slots"][0].update(salt="00"),
        lambda header: header["slots"][0].update(salt=None),
        lambda header: header["slots"][0].update(lanes="4"),
        lambda header: header["slots"][0].update(memory_kib=10**30),
        lambda header: header["slots"][0].update(memory_kib=-1),
        lambda header: header["slots"][0].update(created_at="yesterday"),
        lambda header: header["slots"][0].update(label="00" * 200),
        lambda header: header["slots"][0].pop("nonce"),
    ],
)
def test_a_malformed_field_is_damage_whatever_the_checksum(desk: Desk, change: Change) -> None:
    assert code_of(resealed(desk.folder.keys.read_bytes(), change)) is VaultTrouble.KEYS_DAMAGED


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 100,
        b"[" * MOST_BYTES,
        b'{"a":' * 10_000,
        b'{"version":' + b"9" * 60_000 + b"}",
        b'{"slots":[' + b"{}," * 1_000_000 + b"{}]}",
        b'{"a":NaN}',
        b'{"a":1,"a":2}',
        b'{"a":1.5}',
        b'"\\ud800"',
        "{}".encode("utf-16"),
        b" " * (MOST_BYTES + 1),
        b"null",
    ],
)
def test_hostile_bytes_are_damage_quickly_and_in_little_memory(data: bytes) -> None:
    tracemalloc.start()
    assert code_of(data) is VaultTrouble.KEYS_DAMAGED
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 64 * 2**20
    within(1, lambda: code_of(data))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=20,
)


@settings(max_examples=300, deadline=1000, suppress_health_check=list(HealthCheck))
@given(field=st.sampled_from(["format", "mac", "slots", "vault", "version", "slot"]), value=JSON)
def test_any_value_in_any_field_is_refused_without_a_traceback(
    template: Desk, field: str, value: object
) -> None:
    whole = template.folder.keys.read_bytes()
    header = json.loads(whole)
    if field == "slot":
        header["slots"][0] = value
    else:
        header[field] = value
    data = json.dumps(header, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    if data != whole:
        assert code_of(data) in UNUSABLE


@settings(max_examples=300, deadline=1000)
@given(st.binary(max_size=2_000))
def test_any_bytes_are_refused_without_a_traceback(data: bytes) -> None:
    assert code_of(data) is VaultTrouble.KEYS_DAMAGED


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("memory_kib", 65535),
        ("memory_kib", 2**21 + 1),
        ("memory_kib", 2**31 - 1),
        ("iterations", 2),
        ("iterations", 65),
        ("lanes", 0),
        ("lanes", 17),
    ],
)
def test_a_cost_out_of_bounds_is_refused_before_it_is_paid(
    desk: Desk, name: str, value: int
) -> None:
    def change(header: dict) -> None:  # type: ignore[type-arg]
        header["slots"][0][name] = value

    desk.folder.keys_backup.unlink()
    desk.folder.keys.write_bytes(resealed(desk.folder.keys.read_bytes(), change))

    def refused() -> None:
        with pytest.raises(VaultError) as trouble:
            desk.unlock()
        assert trouble.value.code is VaultTrouble.KDF_OUT_OF_BOUNDS
        assert trouble.value.data[name] == value

    within(0.5, refused)


def test_a_newer_key_file_is_not_taken_for_a_damaged_one(desk: Desk) -> None:
    newer = resealed(desk.folder.keys.read_bytes(), lambda header: header.update(version=2))
    desk.folder.keys.write_bytes(newer)
    with pytest.raises(VaultError) as trouble:
        desk.unlock()
    assert trouble.value.code is VaultTrouble.NEWER_VERSION
    assert desk.folder.keys.read_bytes() == newer


def test_a_change_to_what_no_slot_is_bound_to_breaks_the_mac(desk: Desk) -> None:
    def drop_recovery(header: dict) -> None:  # type: ignore[type-arg]
        header["slots"].pop()

    desk.folder.keys_backup.unlink()
    desk.folder.keys.write_bytes(resealed(desk.folder.keys.read_bytes(), drop_recovery))
    with pytest.raises(VaultError) as trouble:
        desk.unlock()
    assert trouble.value.code is VaultTrouble.KEYS_ALTERED


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "recovery"),
        ("created_at", "2020-01-01T00:00:00Z"),
        ("iterations", 4),
        ("label", "00" * 28),
        ("salt", "00" * 16),
        ("id", "00" * 16),
    ],
)
def test_a_slot_is_bound_to_each_of_its_fields(desk: Desk, name: str, value: object) -> None:
    def change(header: dict) -> None:  # type: ignore[type-arg]
        header["slots"][0][name] = value

    desk.folder.keys_backup.unlink()
    desk.folder.keys.write_bytes(resealed(desk.folder.keys.read_bytes(), change))
    with pytest.raises(WrongPassphraseError):
        desk.unlock()


@pytest.mark.parametrize("harm", ["flip", "missing", "empty", "drop a slot"])
def test_the_copy_takes_the_place_of_unusable_keys_and_this_is_told(desk: Desk, harm: str) -> None:
    whole = desk.folder.keys.read_bytes()
    if harm == "flip":
        flip(desk.folder.keys, 800)
    elif harm == "missing":
        desk.folder.keys.unlink()
    elif harm == "empty":
        desk.folder.keys.write_bytes(b"")
    else:
        altered = resealed(whole, lambda header: header["slots"].pop())
        desk.folder.keys.write_bytes(altered)
    with desk.unlock() as vault:
        assert kinds(vault) == {FindingKind.KEYS_FROM_BACKUP}
        kept_as = vault.findings[0].kept_as
    assert desk.folder.keys.read_bytes() == whole
    assert bool(kept_as) == (harm != "missing")
    assert not kept_as or (desk.folder.set_aside / kept_as).exists()
    with desk.unlock() as vault:
        assert vault.findings == ()


def test_a_damaged_copy_is_told_and_made_anew(desk: Desk) -> None:
    flip(desk.folder.keys_backup, 900)
    with desk.unlock() as vault:
        assert kinds(vault) == {FindingKind.KEYS_COPY_RENEWED}
    assert desk.folder.keys_backup.read_bytes() == desk.folder.keys.read_bytes()


def test_a_refusal_by_the_copy_says_that_it_is_the_older_one(desk: Desk) -> None:
    with desk.unlock() as vault:
        vault.ways.change_passphrase(PASSPHRASE, "an entirely new passphrase")
    flip(desk.folder.keys, 800)
    with pytest.raises(WrongPassphraseError) as trouble:
        desk.unlock("an entirely new passphrase")
    assert trouble.value.data["old_keys"] == 1
    with desk.unlock(PASSPHRASE) as vault:
        assert FindingKind.KEYS_FROM_BACKUP in kinds(vault)


def _dear(memory_kib: int, iterations: int, count: int) -> Change:
    def change(header: dict) -> None:  # type: ignore[type-arg]
        slot = header["slots"][0] | {"memory_kib": memory_kib, "iterations": iterations}
        header["slots"] = [slot | {"id": f"{number:032x}"} for number in range(count)]

    return change


def test_slots_that_cost_too_much_together_are_refused_before_any_is_tried(desk: Desk) -> None:
    whole = desk.folder.keys.read_bytes()
    dear = resealed(whole, _dear(2**21, 64, 32))
    desk.folder.keys.write_bytes(dear)
    desk.folder.keys_backup.write_bytes(dear)

    def refused() -> None:
        with pytest.raises(VaultError) as trouble:
            desk.unlock()
        assert trouble.value.code is VaultTrouble.KDF_OUT_OF_BOUNDS

    within(0.5, refused)


@pytest.mark.parametrize(("iterations", "count"), [(64, 4), (16, 16), (8, 32)])
def test_the_slots_of_several_facilitators_are_within_bounds(
    desk: Desk, iterations: int, count: int
) -> None:
    calibrated = resealed(desk.folder.keys.read_bytes(), _dear(2**18, iterations, count))
    assert len(decode(calibrated).slots) == count
