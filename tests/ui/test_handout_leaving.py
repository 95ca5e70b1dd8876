"""A handout on its way out: the passphrase before names leave, and what is said of the place."""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from checks import NOON, StoppedClock
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from vault_page_kit import type_into_next_dialog

from peerdesk.app import create_desk
from peerdesk.desk.desk import Desk
from peerdesk.domain.handouts import HandoutChoice, HandoutKind
from peerdesk.domain.log import LogKind
from peerdesk.domain.recovery_words import generate
from peerdesk.handouts.handout import Prepared
from peerdesk.handouts.listed import handout_of
from peerdesk.settings import SettingsStore
from peerdesk.ui.dialogs.handout.leaving import Leaving
from peerdesk.ui.dialogs.handout.making import Made
from peerdesk.ui.dialogs.print_dialog import PrintDialog
from peerdesk.ui.jobs import Jobs
from peerdesk.ui.messages.surroundings import place_of_paper_in_words
from peerdesk.ui.pages.page import PageContext, Wishes
from peerdesk.ui.widgets.banner import Banner
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.surroundings import Surroundings, SyncService
from peerdesk.vault.words import word_list

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def prepared(desk: Desk) -> Prepared:
    choice = HandoutChoice(kind=HandoutKind.RULES)
    return handout_of(choice.kind).prepared(desk, choice, StoppedClock().now())


@pytest.fixture
def made(prepared: Prepared) -> Made:
    return Made(prepared, prepared.render(), ())


@pytest.fixture
def naming(prepared: Prepared, made: Made) -> Made:
    """The same paper, as one that says who comes."""
    return replace(made, prepared=replace(prepared, holds_names=True))


@pytest.fixture
def leaving(qtbot: QtBot, qapp: QApplication, desk: Desk, tmp_path: Path) -> Iterator[Leaving]:
    context = PageContext(desk, SettingsStore(tmp_path / "s.json"), Jobs(qapp), Wishes(qapp))
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    yield Leaving(context, window, Banner(window))
    context.jobs.wait()
    window.close()


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    return folder


def said(leaving: Leaving) -> str:
    return leaving._banner.text


def window_of(leaving: Leaving) -> QWidget:
    return leaving._window


def logged(desk: Desk, kind: LogKind) -> list[tuple[str, int]]:
    return [(each.subject, each.count) for each in desk.log.entries() if each.kind is kind]


def test_names_are_saved_after_the_passphrase_only(
    qtbot: QtBot, leaving: Leaving, naming: Made, papers: Path, passphrase: str, desk: Desk
) -> None:
    type_into_next_dialog("not the passphrase at all")
    leaving.save_to(papers / "list.pdf", naming)
    qtbot.waitUntil(lambda: "passphrase" in said(leaving), timeout=20_000)
    assert list(papers.iterdir()) == []
    assert logged(desk, LogKind.SAVED_PDF) == []

    type_into_next_dialog(passphrase)
    with qtbot.waitSignal(leaving.left, timeout=20_000):
        leaving.save_to(papers / "list.pdf", naming)
    assert (papers / "list.pdf").read_bytes() == naming.pdf
    assert logged(desk, LogKind.SAVED_PDF) == [("rules", 1)]


def test_a_changed_mind_at_the_passphrase_saves_nothing(
    qtbot: QtBot, leaving: Leaving, naming: Made, papers: Path
) -> None:
    type_into_next_dialog("")
    with qtbot.waitSignal(leaving.ended, timeout=20_000):
        leaving.save_to(papers / "list.pdf", naming)
    assert list(papers.iterdir()) == []


def test_names_are_printed_after_the_passphrase_only(
    qtbot: QtBot, leaving: Leaving, naming: Made, passphrase: str
) -> None:
    type_into_next_dialog("not the passphrase at all")
    leaving.print(naming)
    qtbot.waitUntil(lambda: "passphrase" in said(leaving), timeout=20_000)
    assert window_of(leaving).findChild(PrintDialog) is None

    type_into_next_dialog(passphrase)
    leaving.print(naming)
    qtbot.waitUntil(lambda: window_of(leaving).findChild(PrintDialog) is not None, timeout=20_000)


def test_the_sample_vault_whose_passphrase_nobody_knows_asks_for_none(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, papers: Path
) -> None:
    desk = create_desk(
        VaultFolder(tmp_path / "sample"),
        passphrase="a passphrase that nobody chose",
        label="Sample",
        recovery=generate(word_list(), secrets.randbelow),
        name="Sample",
        cost=FLOOR,
        is_sample=True,
    )
    choice = HandoutChoice(kind=HandoutKind.RULES)
    paper = handout_of(choice.kind).prepared(desk, choice, NOON)
    made = Made(replace(paper, holds_names=True), paper.render(), ())
    context = PageContext(desk, SettingsStore(tmp_path / "s.json"), Jobs(qapp), Wishes(qapp))
    window = QWidget()
    qtbot.addWidget(window)
    leaving = Leaving(context, window, Banner(window))

    with qtbot.waitSignal(leaving.left, timeout=20_000):
        leaving.save_to(papers / "list.pdf", made)

    assert (papers / "list.pdf").read_bytes() == made.pdf
    desk.close()


def test_a_folder_that_is_copied_elsewhere_is_said(
    qtbot: QtBot, leaving: Leaving, made: Made, papers: Path
) -> None:
    (papers / ".stfolder").mkdir()

    with qtbot.waitSignal(leaving.left, timeout=20_000):
        leaving.save_to(papers / "rules.pdf", made)

    assert "copied to other computers by Syncthing" in said(leaving)
    assert (papers / "rules.pdf").exists()


def test_each_thing_to_know_of_a_place_is_a_sentence() -> None:
    quiet = Surroundings(None, "", ())
    assert place_of_paper_in_words(quiet, can_be_taken_out=False) == []

    told = place_of_paper_in_words(
        Surroundings(SyncService.DROPBOX, "nfs4", ("vault 2.db",)), can_be_taken_out=True
    )
    assert len(told) == 3
    for known, line in zip(("Dropbox", "nfs4", "stick"), told, strict=True):
        assert known in line


def test_a_read_only_file_is_left_alone(
    qtbot: QtBot, leaving: Leaving, made: Made, papers: Path, desk: Desk
) -> None:
    kept = papers / "rules.pdf"
    kept.write_bytes(b"%PDF-1.4 the one to keep")
    kept.chmod(0o444)

    leaving.save_to(kept, made)
    qtbot.waitUntil(lambda: "read-only" in said(leaving), timeout=20_000)

    assert kept.read_bytes() == b"%PDF-1.4 the one to keep"
    assert [path.name for path in papers.iterdir()] == ["rules.pdf"]
    assert logged(desk, LogKind.SAVED_PDF) == []


def test_the_proposed_name_tells_of_no_group_and_of_nobody(
    leaving: Leaving, naming: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed = []

    def choose_nothing(*given: object) -> tuple[str, str]:
        proposed.append(Path(str(given[2])).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose_nothing)
    leaving.save(naming)

    assert proposed == [f"{naming.prepared.title}.pdf"]
