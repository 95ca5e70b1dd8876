"""The self-test and the demo of an installation."""

import signal
import subprocess
from pathlib import Path

from command_line import counts, peerdesk, stopped_once
from patience import PATIENCE_SECONDS

from peerdesk.documents.wording import languages_on_paper
from peerdesk.handouts.listed import HANDOUTS


def test_the_installation_tests_itself() -> None:
    done = peerdesk("--self-test")

    assert [line for line in done.stdout.splitlines() if not line.startswith("ok ")] == []
    assert done.returncode == 0
    assert done.stdout.count("\n") == 10


def test_the_demo_does_the_main_job_and_leaves_it_to_look_at(tmp_path: Path) -> None:
    folder = tmp_path / "demo"

    done = peerdesk("demo", folder, patience=5 * PATIENCE_SECONDS)

    assert done.returncode == 0, done.stderr
    assert done.stderr.count("\n") == 1  # none of Qt's own remarks
    every = sum(len(h.papers) * len(h.print_sizes) for h in HANDOUTS) * len(languages_on_paper())
    for kind in ("pdf", "png"):
        assert len(list((folder / "handouts").glob(f"*.{kind}"))) == every
    assert len(list((folder / "screens").glob("*.png"))) > 6
    secret = done.stdout.splitlines()[0].removeprefix("passphrase: ").encode()
    for vault in ("vault", "restored"):
        checked = peerdesk("check", folder / vault, "--passphrase-file", "-", typed=secret)
        assert counts(checked.stdout)["members"] == 30, checked.stderr


def test_the_demo_never_writes_into_a_folder_with_something_in_it(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")

    done = peerdesk("demo", tmp_path)

    assert (done.returncode, done.stdout) == (1, "")
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


def test_a_demo_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "demo"

    code, errors = stopped_once(
        ["demo", folder], (folder / "handouts").exists, output=subprocess.DEVNULL
    )

    assert code == 128 + signal.SIGTERM, errors
    assert list(tmp_path.iterdir()) == []
