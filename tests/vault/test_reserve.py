"""Room that is kept for a lock on a full disk: made where there is plenty, and given up whole."""

import os
import stat
from pathlib import Path

import pytest

from peerdesk.vault.reserve import BYTES, Reserve


@pytest.fixture
def reserve(tmp_path: Path) -> Reserve:
    return Reserve(tmp_path / "vault.reserve")


def test_it_is_private_takes_its_room_and_says_nothing(tmp_path: Path, reserve: Reserve) -> None:
    assert reserve.make()
    assert reserve.is_kept
    path = tmp_path / "vault.reserve"
    found = path.stat()
    assert stat.S_IMODE(found.st_mode) == 0o600
    assert found.st_blocks * 512 >= BYTES, "a file with holes keeps no room"
    assert len(set(path.read_bytes())) == 256, "a disk that squeezes zeros would keep none"


def test_it_is_made_once(tmp_path: Path, reserve: Reserve) -> None:
    reserve.make()
    before = (tmp_path / "vault.reserve").read_bytes()
    assert reserve.make()
    assert (tmp_path / "vault.reserve").read_bytes() == before


def test_half_of_one_is_made_whole(tmp_path: Path, reserve: Reserve) -> None:
    (tmp_path / "vault.reserve").write_bytes(bytes(700))
    assert not reserve.is_kept
    assert reserve.make()
    assert reserve.is_kept


def test_given_up_it_is_gone_and_can_be_made_again(tmp_path: Path, reserve: Reserve) -> None:
    assert not reserve.give_up()
    reserve.make()
    assert reserve.give_up()
    assert list(tmp_path.iterdir()) == []
    assert not reserve.is_kept
    assert reserve.make()


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_what_is_none_of_ours_is_left_alone(tmp_path: Path, reserve: Reserve, kind: str) -> None:
    diary = tmp_path / "diary.txt"
    diary.write_text("mine", "utf-8")
    planted = tmp_path / "vault.reserve"
    if kind == "link":
        planted.symlink_to(diary)
    elif kind == "pipe":
        os.mkfifo(planted)
    else:
        planted.mkdir()
    assert not reserve.make()
    assert not reserve.give_up()
    assert os.path.lexists(planted)
    assert diary.read_text("utf-8") == "mine"


def test_where_nothing_can_be_written_there_is_none(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path / "gone" / "vault.reserve")
    assert not reserve.make()
    assert not reserve.give_up()
