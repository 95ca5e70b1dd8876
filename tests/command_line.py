"""PeerDesk's commands as their users meet them: a process without a terminal."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from patience import PATIENCE_SECONDS

from peerdesk.vault.files import VaultFolder

PROJECT = Path(__file__).resolve().parents[1]
PROGRAM = [sys.executable, "-m", "peerdesk"]


def peerdesk(
    *arguments: str | bytes | Path,
    typed: bytes = b"",
    folder: Path = PROJECT,
    patience: float = PATIENCE_SECONDS,
) -> subprocess.CompletedProcess[str]:
    """Run the program in `folder`, with `typed` as its standard input."""
    done = subprocess.run(
        [*PROGRAM, *arguments],
        input=typed,
        capture_output=True,
        check=False,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        timeout=patience,
        start_new_session=True,
    )
    assert b"Traceback" not in done.stderr
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


@pytest.fixture
def key(tmp_path: Path, passphrase: str) -> Path:
    """A passphrase file as an editor leaves it, with a newline at its end."""
    path = tmp_path / "passphrase.txt"
    path.write_text(passphrase + "\n", encoding="utf-8")
    return path


@pytest.fixture
def backup(vault_folder: VaultFolder, key: Path, tmp_path: Path) -> Path:
    """A backup of `vault_folder`, made by the command."""
    path = tmp_path / "tonight.peerdesk-backup"
    done = peerdesk("backup", vault_folder.root, path, "--passphrase-file", key)
    assert done.returncode == 0, done.stderr
    return path


def stopped_once(
    command: list[str | Path], began: Callable[[], bool], output: int | None = None
) -> tuple[int, bytes]:
    """Send SIGTERM to the program once `began` holds; gives its exit code and errors."""
    with subprocess.Popen(
        [*PROGRAM, *command], stdout=output, stderr=subprocess.PIPE, cwd=PROJECT
    ) as program:
        end = time.monotonic() + PATIENCE_SECONDS
        while not began() and program.poll() is None and time.monotonic() < end:
            time.sleep(0.002)
        program.send_signal(signal.SIGTERM)
        _, errors = program.communicate(timeout=PATIENCE_SECONDS)
    return program.returncode, errors


def counts(output: str) -> dict[str, int]:
    """The lines of the form `name number`."""
    pairs = (line.rsplit(" ", 1) for line in output.splitlines())
    return {pair[0]: int(pair[1]) for pair in pairs if len(pair) == 2 and pair[1].isdecimal()}


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
