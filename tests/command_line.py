"""PeerDesk's commands as their users meet them: a process without a terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from patience import PATIENCE_SECONDS

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
