"""The headless program as its users meet it: started as a process, judged by what it leaves."""

import codecs
import os
import pty
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pypdfium2
import pytest
from command_line import PROGRAM, PROJECT, peerdesk
from patience import PATIENCE_SECONDS

from peerdesk.app import open_desk
from peerdesk.cli.arguments import Arguments, parse
from peerdesk.cli.papers import choice_of
from peerdesk.cli.troubles import CliTrouble, words_for
from peerdesk.desk.desk import Desk
from peerdesk.documents.wording import languages_on_paper
from peerdesk.domain.groups import Group
from peerdesk.domain.handouts import HandoutKind
from peerdesk.errors import UserError
from peerdesk.handouts.listed import HANDOUTS, handout_of
from peerdesk.vault.files import VaultFolder

NOBODY = 65534
EVENING = datetime(2026, 1, 6, 18, 30)
UNUSUAL_NAMES = ("Zoë Ångström", "مها من الميناء", "נועה", "Kit 🌻", "ñ" * 200)


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


@pytest.fixture
def backup(vault_folder: VaultFolder, key: Path, tmp_path: Path) -> Path:
    path = tmp_path / "tonight.peerdesk-backup"
    done = peerdesk("backup", vault_folder.root, path, "--passphrase-file", key)
    assert done.returncode == 0, done.stderr
    return path


# Starting


def test_the_version_is_printed() -> None:
    done = peerdesk("--version")

    assert (done.returncode, done.stdout, done.stderr) == (0, "PeerDesk 0.1.0\n", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("bogus",),
        ("check",),
        ("--vault",),
        ("--vault", "x", "--self-test"),
        ("--vault", ""),
        ("--vault", "x", "check", "x"),
        ("--self-test", "check", "x"),
        ("new", b"bad\xff"),
        ("handout", "rules", "-o", "x.pdf"),
        ("handout", "rules", "--sample"),
        ("handout", "rules", "--sample", "--vault", "x", "-o", "x.pdf"),
        ("handout", "rules", "--sample", "--size", "a7", "-o", "x.pdf"),
        ("check", "x", "--passphrase", "on the command line"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_how_it_is_used(
    arguments: tuple[str | bytes, ...],
) -> None:
    done = peerdesk(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert "usage: peerdesk" in done.stderr


def test_a_plain_start_loads_no_argument_parser() -> None:
    code = (
        "import sys; before = set(sys.modules); import peerdesk.__main__; "
        "print(sorted({'argparse', 'json', 'dataclasses'} & (set(sys.modules) - before)))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_a_bug_is_told_in_one_line_without_the_text_of_the_exception() -> None:
    code = (
        "import sys; from peerdesk import cli; sys.excepthook = cli.tell_of_bug; "
        "import peerdesk.cli.passphrases as asking; asking.passphrase(['a word of a note'])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr.startswith("PeerDesk met a bug: TypeError at cli/passphrases.py:")
    assert done.stderr.count("\n") == 1
    assert "note" not in done.stderr


def test_every_trouble_of_the_commands_has_its_words() -> None:
    data = {"limit": 1, "known": "general", "step": "a step", "found": "nothing"}
    data["names"] = "Juniper"

    for trouble in CliTrouble:
        assert len(words_for(UserError(trouble, **data))) > 20


def test_control_c_while_the_program_loads_is_silent() -> None:
    code = (
        "import os, runpy, signal, sys\n"
        "class Impatient:\n"
        "    def find_spec(name, path=None, target=None):\n"
        "        if name == 'peerdesk.cli':\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Impatient)\n"
        "sys.argv[1:] = ['check', 'x']\n"
        "runpy.run_module('peerdesk', run_name='__main__', alter_sys=True)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=PROJECT
    )

    assert (done.returncode, done.stderr) == (-signal.SIGINT, "")


def test_a_filter_that_could_not_be_installed_is_said(vault_folder: VaultFolder, key: Path) -> None:
    code = (
        "import sys; from peerdesk.safety import filtering; from peerdesk import cli; "
        "filtering.LIBRARY = 'libseccomp-of-nobody.so'; sys.exit(cli.run(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, "check", vault_folder.root, "--passphrase-file", key]
    if "Seccomp:\t2" in Path("/proc/self/status").read_text(encoding="utf-8"):
        with_filter = subprocess.run(command, capture_output=True, text=True, check=False)
        if not with_filter.stderr:
            pytest.skip("a filter is in force here already")

    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=PROJECT)

    assert done.returncode == 0
    assert "libseccomp is missing" in done.stderr


# Making and checking a vault


def test_a_new_vault_shows_twelve_words_once_that_open_it(tmp_path: Path) -> None:
    vault = tmp_path / "Our vault"

    made = peerdesk("new", vault, "--passphrase-file", "-", typed=b"a quiet room with tea\n")

    assert made.returncode == 0, made.stderr
    assert len(made.stdout.split()) == 12
    assert made.stdout.count("\n") == 1
    assert "write them down" in made.stderr
    opened = peerdesk("check", vault, "--passphrase-file", "-", typed=made.stdout.encode())
    assert opened.returncode == 0, opened.stderr
    assert made.stdout.strip() not in opened.stdout + opened.stderr
    assert not any(made.stdout.strip().encode() in f.read_bytes() for f in vault.glob("*.*"))


def test_a_passphrase_that_is_too_short_makes_no_vault(tmp_path: Path) -> None:
    done = peerdesk("new", tmp_path / "vault", "--passphrase-file", "-", typed=b"short\n")

    assert (done.returncode, done.stdout) == (1, "")
    assert "15" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("weak", [b"passwordpassword", b"a" * 18, b" " * 15])
def test_a_passphrase_that_is_guessed_quickly_makes_no_vault(tmp_path: Path, weak: bytes) -> None:
    done = peerdesk("new", tmp_path / "vault", "--passphrase-file", "-", typed=weak)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_vault_can_be_made_in_the_folder_one_is_in(tmp_path: Path, key: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()

    made = peerdesk("new", ".", "--passphrase-file", key, folder=here)

    assert made.returncode == 0, made.stderr
    assert peerdesk("check", here, "--passphrase-file", key).returncode == 0


def test_an_unusable_folder_is_told_before_anybody_is_asked(
    tmp_path: Path, vault_folder: VaultFolder
) -> None:
    (tmp_path / "roster.csv").write_text("name\nAna\n")
    for command, words in (
        (["new", vault_folder.root], "something in it"),
        (["check", tmp_path], "no vault"),
        (["import-roster", tmp_path, tmp_path / "roster.csv"], "no vault"),
        (["backup", tmp_path, vault_folder.root / "b.peerdesk-backup"], "no vault"),
        (["backup", vault_folder.root, tmp_path], "folder"),
        (["verify", tmp_path / "nowhere"], "no file"),
        (["restore", tmp_path / "nowhere", tmp_path / "again"], "no file"),
        (["handout", "rules", "--vault", tmp_path, "-o", tmp_path / "x.pdf"], "no vault"),
    ):
        done = peerdesk(*command)

        assert (done.returncode, done.stdout) == (1, "")
        assert words in done.stderr
        assert "terminal" not in done.stderr


def test_a_vault_is_never_made_over_something_else(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")

    done = peerdesk("new", tmp_path, "--passphrase-file", "-", typed=b"a quiet room with tea")

    assert (done.returncode, done.stdout) == (1, "")
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


def test_a_check_counts_what_a_whole_vault_holds(vault_folder: VaultFolder, key: Path) -> None:
    done = peerdesk("check", vault_folder.root, "--passphrase-file", key)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "whole"
    held = counts(done.stdout)
    assert held["members"] == 0
    assert held["scripts"] >= 3


def test_a_wrong_passphrase_exits_with_4(vault_folder: VaultFolder) -> None:
    done = peerdesk(
        "check", vault_folder.root, "--passphrase-file", "-", typed=b"some other chairs, eight"
    )

    assert (done.returncode, done.stdout) == (4, "")
    assert "some other" not in done.stderr


@pytest.mark.parametrize("damaged", ["database", "keys"])
def test_a_damaged_vault_exits_with_3(vault_folder: VaultFolder, key: Path, damaged: str) -> None:
    for path in [vault_folder.keys, vault_folder.keys_backup]:
        if damaged == "keys" and path.exists():
            path.write_bytes(path.read_bytes()[:-40])
    if damaged == "database":
        content = bytearray(vault_folder.database.read_bytes())
        content[len(content) // 2] ^= 1
        vault_folder.database.write_bytes(content)

    done = peerdesk("check", vault_folder.root, "--passphrase-file", key)

    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr


def test_a_search_index_that_forgot_a_note_is_found(vault_folder: VaultFolder, key: Path) -> None:
    with_index = "INSERT INTO group_notes_search (group_notes_search) VALUES ('delete-all')"
    desk = open_desk(vault_folder, key.read_text(encoding="utf-8").strip())
    group = desk.groups.save(Group(name="Tuesday"))
    session = desk.sessions.plan(group.id, EVENING)
    desk.notes.keep_group_note(session.id, "About waiting")
    with desk.change(None):
        desk.connection.execute(with_index)
    desk.close()

    done = peerdesk("check", vault_folder.root, "--passphrase-file", key)

    assert (done.returncode, done.stdout) == (3, "")


def test_a_folder_that_is_no_vault_exits_with_1(tmp_path: Path, key: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        done = peerdesk("check", folder, "--passphrase-file", key)

        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr
    assert not (tmp_path / "nowhere").exists()


def test_a_vault_of_a_newer_version_exits_with_3_and_is_left_alone(
    vault_folder: VaultFolder, key: Path
) -> None:
    desk = open_desk(vault_folder, key.read_text(encoding="utf-8").strip())
    desk.connection.execute("PRAGMA user_version = 999")
    desk.close()
    before = vault_folder.database.read_bytes()

    done = peerdesk("check", vault_folder.root, "--passphrase-file", key)

    assert (done.returncode, done.stdout) == (3, "")
    assert vault_folder.database.read_bytes() == before


HOLD = """
import sys
from pathlib import Path
from peerdesk.app import open_desk
from peerdesk.vault.files import VaultFolder
desk = open_desk(VaultFolder(Path(sys.argv[1])), sys.argv[2])
print("open", flush=True)
sys.stdin.read()
desk.close()
"""


def test_a_vault_that_another_program_has_open_exits_with_1(
    vault_folder: VaultFolder, key: Path, passphrase: str
) -> None:
    holding = [sys.executable, "-c", HOLD, str(vault_folder.root), passphrase]
    with subprocess.Popen(
        holding, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"

        done = peerdesk("check", vault_folder.root, "--passphrase-file", key)

        holder.communicate()
    assert holder.returncode == 0
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr
    assert peerdesk("check", vault_folder.root, "--passphrase-file", key).returncode == 0


@pytest.fixture
def folder_of_nobody() -> Iterator[Path]:
    """A folder that an ordinary user can reach, as pytest's own can't be."""
    folder = Path(tempfile.mkdtemp(prefix="peerdesk-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


CHECK_AS_NOBODY = f"""
import os, sys
from peerdesk.cli import run
writable, read_only, *options = sys.argv[1:]
run(["check", writable, *options])  # loads what the ordinary user may not be able to read
print("then", flush=True)
if os.geteuid() == 0:
    os.setgroups([]), os.setgid({NOBODY}), os.setuid({NOBODY})
sys.exit(run(["check", read_only, *options]))
"""


def test_a_read_only_folder_is_checked_and_stays_as_it_is(
    vault_folder: VaultFolder, folder_of_nobody: Path, passphrase: str
) -> None:
    key, root = folder_of_nobody / "key", folder_of_nobody / "vault"
    key.write_text(passphrase)
    shutil.copytree(vault_folder.root, root)
    for path in [key, root, *root.rglob("*")]:
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)
        path.chmod(0o500 if path.is_dir() else 0o400)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}

    arguments = [str(vault_folder.root), str(root), "--passphrase-file", str(key)]
    done = subprocess.run(
        [sys.executable, "-c", CHECK_AS_NOBODY, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=PROJECT,
    )

    after = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    root.chmod(0o700)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("whole\n") == 2
    assert done.stderr.startswith("You can read and print; nothing can be saved here")
    assert done.stderr.count("\n") == 1
    assert after == before


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A medium with 64 KiB left."""
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    place = tmp_path / "stick"
    place.mkdir()
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    done = subprocess.run(command, capture_output=True, check=False) if unmount else None
    if done is None or done.returncode:
        pytest.skip("mounting a small disk is not allowed here")
    yield place
    subprocess.run([str(unmount), str(place)], check=True)


def test_a_full_disk_exits_with_1_and_leaves_nothing_half_written(
    vault_folder: VaultFolder, key: Path, full_disk: Path
) -> None:
    done = peerdesk(
        "backup", vault_folder.root, full_disk / "b.peerdesk-backup", "--passphrase-file", key
    )

    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    assert list(full_disk.iterdir()) == []


# Passphrases


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


# Streams and signals


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


# Rosters


def test_a_roster_is_imported_and_its_odd_lines_are_counted(
    vault_folder: VaultFolder, key: Path, tmp_path: Path
) -> None:
    table = tmp_path / "roster.csv"
    table.write_bytes(
        codecs.BOM_UTF8 + "Chosen name;Pronouns\nZoë;she\n\nzoë;she\nSam;\n;they\n".encode()
    )

    done = peerdesk("import-roster", vault_folder.root, table, "--passphrase-file", key)

    assert done.returncode == 0, done.stderr
    assert counts(done.stdout) == {
        "added": 2, "duplicates": 1, "empty": 2, "too_long": 0, "no_such_day": 0
    }  # fmt: skip
    assert "line 3, 4, 6" in done.stderr


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"name\nSam\x00\n", "Line 2"),
        (b"name\n", "No name"),
        (b"Ada,1\nBo,2\n", "2 columns"),
        (b"name\n" + b"Somebody\n" * 10_001, "10000"),
    ],
    ids=["binary", "empty", "no-column", "too-large"],
)
def test_an_unusable_roster_exits_with_1_and_changes_nothing(
    vault_folder: VaultFolder, key: Path, tmp_path: Path, content: bytes, line: str
) -> None:
    table = tmp_path / "roster.csv"
    table.write_bytes(content)
    before = vault_folder.database.read_bytes()

    done = peerdesk("import-roster", vault_folder.root, table, "--passphrase-file", key)

    assert (done.returncode, done.stdout) == (1, "")
    assert line in done.stderr
    assert vault_folder.database.read_bytes() == before


def test_ten_thousand_people_are_imported(
    vault_folder: VaultFolder, key: Path, tmp_path: Path
) -> None:
    table = tmp_path / "roster.csv"
    table.write_text("name\n" + "".join(f"Person {number}\n" for number in range(10_000)))

    done = peerdesk("import-roster", vault_folder.root, table, "--passphrase-file", key)

    assert counts(done.stdout)["added"] == 10_000, done.stderr
    assert (
        counts(peerdesk("check", vault_folder.root, "--passphrase-file", key).stdout)["members"]
        == 10_000
    )


def test_more_than_the_name_is_taken_on_request_and_into_a_group(
    vault_folder: VaultFolder, key: Path, tmp_path: Path, passphrase: str
) -> None:
    table = tmp_path / "roster.csv"
    table.write_text("name;pronouns;joined\nZoë;she;29.02.2024\n")
    with closing(open_desk(vault_folder, passphrase)) as desk:
        desk.groups.save(Group(name="Café"))
    wanted = ("--take", "pronouns", "--take", "joined_on", "--group", "cafe")

    done = peerdesk("import-roster", vault_folder.root, table, "--passphrase-file", key, *wanted)

    assert done.returncode == 0, done.stderr
    with closing(open_desk(vault_folder, passphrase)) as desk:
        ((member, _),) = desk.members.of_group(desk.groups.all()[0].id)
        assert (member.pronouns, str(member.joined_on)) == ("she", "2024-02-29")
    done = peerdesk(
        "import-roster", vault_folder.root, table, "--passphrase-file", key, "--group", "nobody"
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "no group of that name" in done.stderr


def test_a_pipe_as_roster_is_refused_at_once(
    vault_folder: VaultFolder, key: Path, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    done = peerdesk("import-roster", vault_folder.root, pipe, "--passphrase-file", key)

    assert (done.returncode, done.stdout) == (1, "")
    assert "a pipe" in done.stderr


def test_a_roster_of_one_endless_line_is_told_as_too_large(
    vault_folder: VaultFolder, key: Path, tmp_path: Path
) -> None:
    table = tmp_path / "roster.csv"
    table.write_bytes(b"x" * (65 * 1024 * 1024))

    done = peerdesk("import-roster", vault_folder.root, table, "--passphrase-file", key)

    assert (done.returncode, done.stdout) == (1, "")
    assert "64 MiB" in done.stderr
    assert "1 lines" not in done.stderr


def test_a_missing_roster_exits_with_1(
    vault_folder: VaultFolder, key: Path, tmp_path: Path
) -> None:
    done = peerdesk("import-roster", vault_folder.root, tmp_path / "no", "--passphrase-file", key)

    assert (done.returncode, done.stdout) == (1, "")


def test_unusual_names_survive_from_import_to_restore(
    vault_folder: VaultFolder, key: Path, tmp_path: Path, passphrase: str
) -> None:
    table, backup, again = tmp_path / "r.csv", tmp_path / "b.peerdesk-backup", tmp_path / "again"
    table.write_text("name\n" + "\n".join(UNUSUAL_NAMES), encoding="utf-8")

    imported = peerdesk("import-roster", vault_folder.root, table, "--passphrase-file", key)
    assert counts(imported.stdout)["added"] == len(UNUSUAL_NAMES), imported.stderr

    desk = open_desk(vault_folder, passphrase)
    assert_found(desk)
    for name in UNUSUAL_NAMES:
        assert_printed(desk, name)
    desk.close()

    made = peerdesk("backup", vault_folder.root, backup, "--passphrase-file", key)
    assert made.returncode == 0, made.stderr
    restored = peerdesk("restore", backup, again, "--passphrase-file", key)
    assert restored.returncode == 0, restored.stderr
    desk = open_desk(VaultFolder(again), passphrase)
    assert_found(desk)
    desk.close()


def assert_found(desk: Desk) -> None:
    for name in UNUSUAL_NAMES:
        assert [member.chosen_name for member in desk.directory.closest(name[:5], 3)] == [name]


def assert_printed(desk: Desk, name: str) -> None:
    """The name, as the name of the group, on paper: its characters in one order or the other."""
    for group in desk.groups.all():
        desk.groups.save(replace(group, archived=True))
    group = desk.groups.save(Group(name=name))
    script = next(script for script in desk.scripts.all() if script.origin == "general")
    desk.agreements.take(group.id, desk.scripts.latest(script.id).id, date(2026, 1, 6))
    choice = choice_of(desk, HandoutKind.RULES, Arguments())
    assert choice.group_id == group.id
    prepared = handout_of(choice.kind).prepared(desk, choice, datetime(2026, 1, 6, 18, 0))
    printed = "".join(words_of(prepared.render()).split())
    wanted = "".join(name.split())
    assert wanted in printed or wanted[::-1] in printed


# Backups


def test_a_backup_is_verified_and_restored_beside(
    vault_folder: VaultFolder, key: Path, tmp_path: Path, backup: Path
) -> None:
    live = counts(peerdesk("check", vault_folder.root, "--passphrase-file", key).stdout)

    verified = peerdesk("verify", backup, "--passphrase-file", key)
    restored = peerdesk("restore", backup, tmp_path / "again", "--passphrase-file", key)

    assert verified.returncode == 0, verified.stderr
    assert counts(verified.stdout)["bytes"] == backup.stat().st_size
    assert restored.returncode == 0, restored.stderr
    assert restored.stdout.splitlines()[0] == "restored"
    assert counts(restored.stdout) == live


def test_a_backup_with_a_passphrase_of_its_own_opens_with_that_alone(
    vault_folder: VaultFolder, key: Path, tmp_path: Path
) -> None:
    own, target = tmp_path / "own.txt", tmp_path / "own.peerdesk-backup"
    own.write_text("nine loud benches by the door\n", encoding="utf-8")
    options = ("--passphrase-file", key, "--own-passphrase-file", own, "--with-opener")

    made = peerdesk("backup", vault_folder.root, target, *options)
    with_vaults = peerdesk("verify", target, "--passphrase-file", key)
    restored = peerdesk("restore", target, tmp_path / "again", "--passphrase-file", own)

    assert made.returncode == 0, made.stderr
    assert (tmp_path / "open_backup.py").is_file()
    assert with_vaults.returncode == 4
    assert "passphrase of its own" in with_vaults.stderr
    assert restored.returncode == 0, restored.stderr
    assert "no recovery words" in restored.stderr


@pytest.mark.parametrize("own", ["short", "the vault's own"])
def test_a_passphrase_that_is_weak_or_the_vaults_is_none_for_a_backup(
    vault_folder: VaultFolder, key: Path, tmp_path: Path, own: str
) -> None:
    other, target = tmp_path / "own.txt", tmp_path / "own.peerdesk-backup"
    other.write_text(own, encoding="utf-8")
    chosen = key if own == "the vault's own" else other

    done = peerdesk(
        *("backup", vault_folder.root, target, "--passphrase-file", key),
        *("--own-passphrase-file", chosen),
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert not target.exists()


def test_standard_input_gives_one_passphrase_only(
    vault_folder: VaultFolder, tmp_path: Path
) -> None:
    done = peerdesk(
        *("backup", vault_folder.root, tmp_path / "b", "--passphrase-file", "-"),
        *("--own-passphrase-file", "-"),
        typed=b"nine loud benches by the door",
    )

    assert (done.returncode, done.stdout) == (2, "")


def test_a_backup_without_a_file_goes_into_the_vaults_own_folder(
    vault_folder: VaultFolder, key: Path
) -> None:
    done = peerdesk("backup", vault_folder.root, "--passphrase-file", key)

    assert done.returncode == 0, done.stderr
    (made,) = vault_folder.backups.iterdir()
    assert f"file {made}" in done.stdout.splitlines()
    assert peerdesk("verify", made, "--passphrase-file", key).returncode == 0


def test_a_backup_opens_with_no_other_passphrase(backup: Path, tmp_path: Path) -> None:
    wrong = b"nine loud benches by the door"
    for command in (["verify", backup], ["restore", backup, tmp_path / "again"]):
        done = peerdesk(*command, "--passphrase-file", "-", typed=wrong)

        assert (done.returncode, done.stdout) == (4, "")
    assert not (tmp_path / "again").exists()


def test_a_damaged_backup_exits_with_3_and_restores_nothing(
    backup: Path, key: Path, tmp_path: Path
) -> None:
    content = backup.read_bytes()
    flipped = bytearray(content)
    flipped[len(content) // 2] ^= 4
    for damaged in (content[:-1000], bytes(flipped), b"not a backup at all"):
        backup.write_bytes(damaged)
        for command in (["verify", backup], ["restore", backup, tmp_path / "again"]):
            done = peerdesk(*command, "--passphrase-file", key)

            assert (done.returncode, done.stdout) == (3, "")
            assert done.stderr
        assert not (tmp_path / "again").exists()


def test_a_missing_backup_exits_with_1(key: Path, tmp_path: Path) -> None:
    done = peerdesk("verify", tmp_path / "no.peerdesk-backup", "--passphrase-file", key)

    assert (done.returncode, done.stdout) == (1, "")


def test_restoring_never_overwrites(vault_folder: VaultFolder, key: Path, backup: Path) -> None:
    before = vault_folder.database.read_bytes()

    done = peerdesk("restore", backup, vault_folder.root, "--passphrase-file", key)

    assert (done.returncode, done.stdout) == (1, "")
    assert vault_folder.database.read_bytes() == before


def test_a_backup_to_a_folder_that_is_not_there_exits_with_1(
    vault_folder: VaultFolder, key: Path, tmp_path: Path
) -> None:
    target = tmp_path / "nowhere" / "b.peerdesk-backup"

    done = peerdesk("backup", vault_folder.root, target, "--passphrase-file", key)

    assert (done.returncode, done.stdout) == (1, "")
    assert not target.parent.exists()


# Handouts, self-test, demo


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
