"""Every vector has the outcome that is written down for it, in PeerDesk and in the opener."""

import io
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from runpy import run_path

import pytest
from pace import within

from peerdesk.backup.opener import OPENER
from peerdesk.backup.proof import inspect, verify
from peerdesk.errors import PeerDeskError, VaultError, WrongPassphraseError
from peerdesk.paths import resource

FOLDER = Path(__file__).resolve().parents[1] / "vectors"
TOLD = json.loads((FOLDER / "outcomes.json").read_text("utf-8"))
EXIT_CODES = {"opens": 0, "refused-before-key": 3, "refused-after-key": 3, "wrong-secret": 4}
OPENER_PROGRAM = run_path(str(resource("recover", OPENER)))
NO_SECRET = ""
"""Whoever derives a key from it calls it a wrong one, and so shows that a key was derived."""
SECONDS = 1.0
"""Within which a hostile file is refused where no key has to be derived."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of `outcomes.json`."""

    path: Path
    outcome: str
    reason: str
    secret: str

    def __str__(self) -> str:
        return f"{self.path.stem} {self.outcome}"


LINES = [
    Line(FOLDER / line["file"], line["outcome"], line["reason"], TOLD["secrets"][line["secret"]])
    for line in TOLD["vectors"]
]


def test_every_file_has_an_outcome_and_all_are_small() -> None:
    files = set(FOLDER.glob("*.peerdesk-backup"))
    assert files == {line.path for line in LINES}
    assert sum(file.stat().st_size for file in files) < 3 * 2**20
    assert {line.outcome for line in LINES} == set(EXIT_CODES)


@pytest.mark.parametrize("line", LINES, ids=str)
def test_peerdesk_finds_what_is_written_down(line: Line) -> None:
    is_early = line.outcome == "refused-before-key"
    secret = NO_SECRET if is_early else line.secret
    try:
        verify(line.path, secret)
    except PeerDeskError as error:
        found, kind = str(error.code), type(error)
    else:
        found, kind = "", None
    assert found == line.reason
    if line.outcome == "opens":
        inspect(line.path)
    elif line.outcome == "wrong-secret":
        assert kind is WrongPassphraseError
    else:
        assert kind is VaultError
    if is_early:

        def refused() -> None:
            with pytest.raises(PeerDeskError):
                verify(line.path, secret)

        within(SECONDS, refused)


@pytest.fixture
def usual_umask() -> Iterator[None]:
    """The opener sets its own, which is for a process of its own."""
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.usefixtures("usual_umask")
@pytest.mark.parametrize("line", LINES, ids=str)
def test_the_opener_comes_to_the_same_end(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Within this process, since sixty starts of Python would take half a minute."""
    typed = NO_SECRET if line.outcome == "refused-before-key" else line.secret
    out = tmp_path / "opened"
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    monkeypatch.setattr(sys, "argv", ["open_backup.py", str(line.path), str(out)])
    code = 0
    try:
        OPENER_PROGRAM["main"]()
    except SystemExit as ended:
        code = ended.code
    assert code == EXIT_CODES[line.outcome], capsys.readouterr().err
    assert out.exists() == (line.outcome == "opens")
    assert len(list(tmp_path.iterdir())) == out.exists()
