"""Handouts without a window: of a vault, as they were asked for, into no vault."""

import os
from pathlib import Path

import pypdfium2
import pytest
from command_line import counts, peerdesk, words_of

from peerdesk.app import open_desk
from peerdesk.cli.arguments import parse
from peerdesk.handouts.listed import HANDOUTS
from peerdesk.vault.files import VaultFolder


def test_a_handout_of_the_sample_is_written(tmp_path: Path) -> None:
    output = tmp_path / "rules.pdf"

    done = peerdesk(
        *("handout", "rules", "--sample", "--script", "General", "--size", "letter"),
        *("--print-size", "large", "-o", output),
    )

    assert done.returncode == 0, done.stderr
    assert counts(done.stdout)["bytes"] == output.stat().st_size
    document = pypdfium2.PdfDocument(output)
    assert document.get_page_size(0) == pytest.approx((612, 792))
    document.close()
    assert "rules" in words_of(output.read_bytes())


def test_a_handout_of_a_vault_is_written_and_logged(
    vault_folder: VaultFolder, key: Path, tmp_path: Path, passphrase: str
) -> None:
    output = tmp_path / "rules.pdf"

    done = peerdesk(
        *("handout", "rules", "--vault", vault_folder.root, "--passphrase-file", key),
        *("-o", output),
    )

    assert done.returncode == 0, done.stderr
    assert output.read_bytes().startswith(b"%PDF")
    desk = open_desk(vault_folder, passphrase)
    assert "saved_pdf" in [entry.kind for entry in desk.log.entries()]
    desk.close()


@pytest.mark.parametrize(
    ("script", "output", "words"),
    [
        ("no such words", "rules.pdf", "first_meeting"),
        ("general", "nowhere/rules.pdf", "make the folder"),
        ("general", ".", "belongs to a folder"),
    ],
)
def test_a_handout_that_can_not_be_written_exits_with_1(
    tmp_path: Path, script: str, output: str, words: str
) -> None:
    done = peerdesk("handout", "rules", "--sample", "--script", script, "-o", tmp_path / output)

    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_facilitators_are_named_where_that_is_asked_for_and_it_is_said(tmp_path: Path) -> None:
    bare, named = tmp_path / "bare.pdf", tmp_path / "named.pdf"

    one = peerdesk("handout", "rules", "--sample", "--group", "Tuesday evenings", "-o", bare)
    other = peerdesk(
        *("handout", "rules", "--sample", "--group", "Tuesday evenings"),
        *("--name-facilitators", "-o", named),
    )

    assert (one.returncode, other.returncode) == (0, 0)
    assert "Marguerite" not in words_of(bare.read_bytes())
    assert "holds names" not in one.stderr
    assert "Marguerite" in words_of(named.read_bytes())
    assert "It holds names" in other.stderr


@pytest.mark.parametrize("name", ["vault.db", "vault.keys", "handout.pdf", "backups/handout.pdf"])
def test_a_handout_is_never_written_into_a_vault(
    vault_folder: VaultFolder, key: Path, name: str
) -> None:
    before = {path: path.read_bytes() for path in vault_folder.root.rglob("*") if path.is_file()}
    for source in (["--vault", vault_folder.root, "--passphrase-file", key], ["--sample"]):
        done = peerdesk("handout", "rules", *source, "-o", vault_folder.root / name)

        assert (done.returncode, done.stdout) == (1, "")
        assert "inside a vault" in done.stderr
    after = {path: path.read_bytes() for path in vault_folder.root.rglob("*") if path.is_file()}
    assert after == before


def test_a_handout_takes_the_place_of_nothing_but_a_handout(tmp_path: Path) -> None:
    text, link, pipe = tmp_path / "keep.txt", tmp_path / "link.pdf", tmp_path / "pipe"
    text.write_text("mine")
    link.symlink_to(text)
    os.mkfifo(pipe)
    for taken in (text, link, pipe):
        done = peerdesk("handout", "rules", "--sample", "-o", taken)

        assert (done.returncode, done.stdout) == (1, "")
        assert "left alone" in done.stderr
    assert (text.read_text(), link.is_symlink(), pipe.is_fifo()) == ("mine", True, True)

    former, empty = tmp_path / "former.pdf", tmp_path / "empty.pdf"
    former.write_bytes(b"%PDF-1.4 an earlier one")
    empty.touch()
    for free in (former, empty):
        done = peerdesk("handout", "rules", "--sample", "-o", free)
        assert done.returncode == 0, done.stderr
        assert counts(done.stdout)["bytes"] == free.stat().st_size


@pytest.mark.parametrize(
    ("option", "typed", "said"),
    [
        ("--date", "today", "“today” is no day; write it as 2026-12-01"),
        ("--print-size", "huge", "“huge” is none of standard, large, giant"),
    ],
)
def test_what_a_handout_does_not_take_is_said_in_words(
    option: str, typed: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parse(["handout", "slip", "--sample", option, typed])
    assert said in capsys.readouterr().err


def test_handouts_are_listed_with_what_each_is_for() -> None:
    done = peerdesk("handout", "list")

    assert done.returncode == 0, done.stderr
    listed = [line.split("  ", 1) for line in done.stdout.splitlines()]
    assert [kind.strip() for kind, _purpose in listed] == [handout.kind for handout in HANDOUTS]
    assert all(purpose.endswith(".") for _kind, purpose in listed)


def test_a_handout_is_made_as_it_was_asked_for(tmp_path: Path) -> None:
    output = tmp_path / "poster.pdf"

    done = peerdesk(
        *("handout", "poster", "--sample", "--group", "tuesday EVENINGS", "--language", "es"),
        *("--size", "letter", "--ink", "grey", "-o", output),
    )

    assert done.returncode == 0, done.stderr
    assert "This group did not agree to them" in done.stderr
    pdf = output.read_bytes()
    assert "Tuesday Evenings" in words_of(pdf)
    assert pypdfium2.PdfDocument(pdf)[0].get_size() == (11 * 72, 17 * 72)
    assert b"/Lang (es)" in pdf


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("brochure",), "There are: rules, easy-read"),
        (("rules", "--group", "Nobody"), "no group of that name"),
        (("rules", "--date", "1999-12-31"), "no session on that day"),
    ],
)
def test_a_handout_or_a_group_that_is_not_there_is_told(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    output = tmp_path / "x.pdf"
    done = peerdesk("handout", *arguments, "--sample", "-o", output)
    assert done.returncode == 1
    assert said in done.stderr
    assert not output.exists()
