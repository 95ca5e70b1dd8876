"""The headless program as its users meet it: how it starts, and what it says of wrong usage."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import PROJECT, peerdesk

from peerdesk.cli.troubles import CliTrouble, words_for
from peerdesk.errors import UserError
from peerdesk.vault.files import VaultFolder


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
