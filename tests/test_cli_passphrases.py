"""Where a command takes its passphrase from, and what it never shows of it."""

import codecs
import os
import pty
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from command_line import PROGRAM, PROJECT, peerdesk
from patience import PATIENCE_SECONDS

from peerdesk.vault.files import VaultFolder


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"\xff\xfe not utf-8", b"x" * 5000], ids=["empty", "nl", "enc", "long"]
)
def test_an_unusable_passphrase_file_exits_with_1(
    vault_folder: VaultFolder, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "key"
    file.write_bytes(content)

    done = peerdesk("check", vault_folder.root, "--passphrase-file", file)

    assert (done.returncode, done.stdout) == (1, "")
    assert "passphrase" in done.stderr.casefold()


def test_a_byte_order_mark_is_no_part_of_the_passphrase(
    vault_folder: VaultFolder, tmp_path: Path, passphrase: str
) -> None:
    file = tmp_path / "key"
    file.write_bytes(codecs.BOM_UTF8 + passphrase.encode() + b"\r\n")

    assert peerdesk("check", vault_folder.root, "--passphrase-file", file).returncode == 0


@pytest.mark.parametrize("hidden", ["\n", "\0", "\x1b"], ids=["line", "nul", "escape"])
def test_a_hidden_character_in_the_passphrase_is_said(tmp_path: Path, hidden: str) -> None:
    typed = f"seven quiet chairs{hidden}by the window\n".encode()

    done = peerdesk("new", tmp_path / "vault", "--passphrase-file", "-", typed=typed)

    assert (done.returncode, done.stdout) == (1, "")
    assert "hidden character" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_missing_passphrase_file_exits_with_1(vault_folder: VaultFolder, tmp_path: Path) -> None:
    done = peerdesk("check", vault_folder.root, "--passphrase-file", tmp_path / "nowhere")

    assert done.returncode == 1
    assert "can't be read" in done.stderr


def test_without_a_terminal_nothing_is_read_as_a_passphrase(
    vault_folder: VaultFolder, passphrase: str
) -> None:
    done = peerdesk("check", vault_folder.root, typed=passphrase.encode())

    assert (done.returncode, done.stdout) == (1, "")
    assert "--passphrase-file" in done.stderr


def at_a_terminal(*arguments: str | Path, typed: bytes) -> tuple[int, bytes, bytes, bytes]:
    """Type into the program's terminal once it asks; gives code, output, errors and screen."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        ["setsid", "--ctty", "--wait", *PROGRAM, *arguments],
        stdin=slave,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=PROJECT,
    ) as program:
        screen = os.read(master, 100)
        os.write(master, typed)
        output, errors = program.communicate(timeout=PATIENCE_SECONDS)
        os.set_blocking(master, False)
        with suppress(BlockingIOError):  # nothing more was echoed
            screen += os.read(master, 1000)
    os.close(master)
    os.close(slave)
    return program.returncode, output, errors, screen


@pytest.mark.parametrize("options", [(), ("--passphrase-file", "-")], ids=["prompt", "stdin"])
def test_a_terminal_is_asked_and_shows_nothing_of_the_passphrase(
    vault_folder: VaultFolder, passphrase: str, options: tuple[str, ...]
) -> None:
    code, output, errors, screen = at_a_terminal(
        "check", vault_folder.root, *options, typed=passphrase.encode() + b"\n"
    )

    assert code == 0, errors
    assert screen.startswith(b"Passphrase: ")
    assert output.startswith(b"whole\n")
    assert passphrase.encode() not in screen


def test_nothing_typed_at_the_prompt_is_told_as_that(vault_folder: VaultFolder) -> None:
    code, output, errors, _screen = at_a_terminal("check", vault_folder.root, typed=b"\x04")

    assert (code, output) == (1, b"")
    assert b"is empty" in errors


def test_a_passphrase_that_is_too_short_is_not_asked_for_twice(tmp_path: Path) -> None:
    code, _output, errors, screen = at_a_terminal("new", tmp_path / "vault", typed=b"short\n")

    assert code == 1
    assert b"15" in errors
    assert b"once more" not in screen
