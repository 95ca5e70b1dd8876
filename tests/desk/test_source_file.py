"""The file that people came from, taken off the disk."""

import hashlib
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from peerdesk.desk.source_file import SourceFile, read_source, remove_source
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.errors import UserError


@pytest.fixture
def source(tmp_path: Path) -> SourceFile:
    path = tmp_path / "list.csv"
    path.write_bytes(b"Ada\nBo\n" * 1000)
    return read_source(path)


def refusal(source: SourceFile) -> object:
    with pytest.raises(UserError) as caught:
        remove_source(source)
    return caught.value.code


def test_its_bytes_are_written_over_before_it_goes(source: SourceFile) -> None:
    # Whoever has it open sees what is left of it.
    with source.path.open("rb") as witness:
        remove_source(source)
        assert witness.read() == b""
        assert os.fstat(witness.fileno()).st_nlink == 0

    assert not source.path.exists()


def test_what_is_not_what_was_read_stays(source: SourceFile) -> None:
    source.path.write_bytes(b"something else")

    assert refusal(source) is DeskTrouble.SOURCE_CHANGED
    assert source.path.read_bytes() == b"something else"


def test_a_file_with_a_second_name_stays(source: SourceFile) -> None:
    second = source.path.with_name("second.csv")
    second.hardlink_to(source.path)

    assert refusal(source) is DeskTrouble.SOURCE_NOT_PLAIN
    assert second.read_bytes() == source.data


def test_a_link_is_not_followed(source: SourceFile) -> None:
    target = source.path.rename(source.path.with_name("target.csv"))
    source.path.symlink_to(target)

    assert refusal(source) is DeskTrouble.SOURCE_NOT_PLAIN
    assert target.read_bytes() == source.data


def test_a_file_that_takes_its_place_in_between_is_left_alone(
    source: SourceFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a sync program would, right after the file was compared with what was read."""
    really = hashlib.file_digest

    def exchanged(file: io.FileIO, kind: str) -> object:
        found = really(file, kind)
        newer = source.path.with_name("newer")
        newer.write_bytes(b"somebody's newer list")
        newer.replace(source.path)
        return found

    with source.path.open("rb") as witness:
        monkeypatch.setattr(hashlib, "file_digest", exchanged)
        remove_source(source)
        assert witness.read() == b"", "what was read is written over, whatever its name leads to"
    assert source.path.read_bytes() == b"somebody's newer list"


def test_a_link_that_takes_its_place_in_between_leads_nowhere(
    source: SourceFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = source.path.with_name("target.csv")
    target.write_bytes(source.data)
    really = os.open

    def exchanged(path: Path, flags: int) -> int:
        source.path.unlink()
        source.path.symlink_to(target)
        return really(path, flags)

    monkeypatch.setattr(os, "open", exchanged)
    assert refusal(source) is DeskTrouble.SOURCE_NOT_PLAIN
    assert target.read_bytes() == source.data


@pytest.mark.parametrize("read", [read_source, lambda path: remove_source(SourceFile(path, b""))])
def test_a_pipe_is_not_waited_for(tmp_path: Path, read: Callable[[Path], object]) -> None:
    os.mkfifo(tmp_path / "list.csv")
    with pytest.raises(UserError) as caught:
        read(tmp_path / "list.csv")
    assert caught.value.code is DeskTrouble.SOURCE_NOT_PLAIN


def test_a_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    for path, code in (
        (tmp_path, DeskTrouble.SOURCE_NOT_PLAIN),
        (tmp_path / "gone.csv", DeskTrouble.SOURCE_UNREADABLE),
    ):
        with pytest.raises(UserError) as caught:
            read_source(path)
        assert caught.value.code is code
