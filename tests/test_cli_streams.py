"""Commands whose streams are closed or full, and commands that are stopped."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest
from command_line import PROGRAM, PROJECT, stopped_once
from patience import PATIENCE_SECONDS

from peerdesk.app import open_desk
from peerdesk.vault.files import VaultFolder


def in_shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run the program, `"$@"` in `command`, with the streams that a shell can close."""
    return subprocess.run(
        ["/bin/sh", "-c", command, "sh", *PROGRAM],
        capture_output=True,
        text=True,
        check=False,
        cwd=PROJECT,
    )


def test_a_closed_standard_input_has_a_clean_end(vault_folder: VaultFolder) -> None:
    done = in_shell(f'"$@" check "{vault_folder.root}" --passphrase-file - <&-')

    assert (done.returncode, done.stdout) == (1, "")
    assert "can't be read" in done.stderr


def test_a_closed_standard_output_stops_before_anything_is_made(tmp_path: Path, key: Path) -> None:
    vault = tmp_path / "vault"

    done = in_shell(f'"$@" new "{vault}" --passphrase-file "{key}" >&-')

    assert done.returncode == 1
    assert "Nothing was done" in done.stderr
    assert not vault.exists()


def test_a_full_standard_output_leaves_no_vault_whose_words_nobody_saw(
    tmp_path: Path, key: Path
) -> None:
    done = in_shell(f'"$@" new "{tmp_path}/programme/vault" --passphrase-file "{key}" >/dev/full')

    assert done.returncode == 1
    assert "taken away again" in done.stderr
    assert not (tmp_path / "programme").exists()


def test_results_that_can_not_be_shown_are_told_as_that(
    vault_folder: VaultFolder, key: Path, tmp_path: Path, backup: Path, passphrase: str
) -> None:
    table, again = tmp_path / "one.csv", tmp_path / "again"
    table.write_text("name\nAna\n", encoding="utf-8")
    for command in (
        f'import-roster "{vault_folder.root}" "{table}" --passphrase-file "{key}"',
        f'restore "{backup}" "{again}" --passphrase-file "{key}"',
        f'backup "{vault_folder.root}" "{backup}" --passphrase-file "{key}"',
        f'verify "{backup}" --passphrase-file "{key}"',
    ):
        done = in_shell(f'"$@" {command} >/dev/full')

        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("Standard output can't be written to")
        assert "not saved" not in done.stderr
        assert done.stderr.count("\n") == 1
    desk = open_desk(vault_folder, passphrase)
    assert [member.chosen_name for member in desk.members.all()] == ["Ana"]
    desk.close()
    open_desk(VaultFolder(again), passphrase).close()


@pytest.mark.parametrize("errors", ["2>/dev/full", "2>&-", "2>&1 >/dev/null | head -c 0"])
def test_the_exit_code_is_the_same_where_errors_can_not_be_shown(
    vault_folder: VaultFolder, tmp_path: Path, errors: str
) -> None:
    file = tmp_path / "wrong"
    file.write_text("some other chairs, eight", encoding="utf-8")
    says = f'; echo "$?" >"{tmp_path}/code"'

    in_shell(f'("$@" check "{vault_folder.root}" --passphrase-file "{file}" {says}) {errors}')
    assert (tmp_path / "code").read_text() == "4\n"

    in_shell(f'("$@" check {says}) {errors}')
    assert (tmp_path / "code").read_text() == "2\n"


# argparse itself forgives a closed pipe after help, so there it is no failure.
@pytest.mark.parametrize(
    ("arguments", "code"), [("--help", 0), ("--version", 0), ("check VAULT --passphrase-file K", 1)]
)
def test_a_reader_that_leaves_early_causes_no_noise(
    vault_folder: VaultFolder, key: Path, arguments: str, code: int
) -> None:
    filled = arguments.replace("VAULT", str(vault_folder.root)).replace(" K", f" {key}")
    reading, writing = os.pipe()
    os.close(reading)

    done = subprocess.run(
        [*PROGRAM, *filled.split()],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        cwd=PROJECT,
    )

    os.close(writing)
    assert (done.returncode, done.stderr) == (code, "")


def test_control_c_has_a_clean_end(vault_folder: VaultFolder, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [*PROGRAM, "check", str(vault_folder.root), "--passphrase-file", str(pipe)]
    with (
        subprocess.Popen(command, stderr=subprocess.PIPE, cwd=PROJECT, text=True) as program,
        pipe.open("wb"),  # opens once the program waits at the other end
    ):
        program.send_signal(signal.SIGINT)
        _, errors = program.communicate(timeout=PATIENCE_SECONDS)
    assert program.returncode == 130
    assert errors == "Stopped. Nothing half-written was left behind.\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_other_signals_have_a_clean_end_too(
    vault_folder: VaultFolder, tmp_path: Path, number: signal.Signals
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [*PROGRAM, "check", str(vault_folder.root), "--passphrase-file", str(pipe)]
    with (
        subprocess.Popen(command, stderr=subprocess.PIPE, cwd=PROJECT, text=True) as program,
        pipe.open("wb"),
    ):
        program.send_signal(number)
        _, errors = program.communicate(timeout=PATIENCE_SECONDS)
    assert program.returncode == 128 + number
    assert errors == "Stopped. Nothing half-written was left behind.\n"


def full_pipe() -> tuple[int, int]:
    """The two ends of a pipe that takes nothing more."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with suppress(BlockingIOError):
        while True:
            os.write(writing, b"x")
    os.set_blocking(writing, True)
    return reading, writing


def age_of(path: Path) -> float:
    """Seconds since the file was written; 0 where there is none."""
    return time.time() - path.stat().st_mtime if path.exists() else 0


def test_a_restore_that_is_stopped_leaves_nothing(backup: Path, key: Path, tmp_path: Path) -> None:
    place = tmp_path / "programme"
    place.mkdir()

    code, errors = stopped_once(
        ["restore", backup, place / "again", "--passphrase-file", key],
        lambda: any(place.iterdir()),
    )

    assert code == 128 + signal.SIGTERM, errors
    assert list(place.iterdir()) == []


def test_a_new_vault_whose_words_nobody_read_is_taken_away_when_stopped(
    tmp_path: Path, key: Path
) -> None:
    reading, writing = full_pipe()
    vault = tmp_path / "programme" / "vault"

    # The built-in scripts are in after a moment, and then the words wait for a reader.
    code, errors = stopped_once(
        ["new", vault, "--passphrase-file", key],
        lambda: age_of(vault / "vault.lock") > 1,
        output=writing,
    )

    os.close(reading)
    os.close(writing)
    assert code == 128 + signal.SIGTERM, errors
    assert not vault.parent.exists()
