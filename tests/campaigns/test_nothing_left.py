"""A whole evening with planted words: afterwards they are in the vault and in what was asked for.

One session, looked at from every side: files, windows, clipboard, memory, sockets.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import injection
import main_job
import pytest
from campaign_table import Campaign, CampaignRow
from leavings import Windows, found_in, watched_windows, words_in
from patience import wait_until
from program import Program
from screen import Screen
from traced import WATCHED, Trace
from Xlib.display import Display

pytestmark = [pytest.mark.xdist_group("screen"), pytest.mark.campaign]

MEMBER_NOTE = "Periwinkle compass, said twice"
DRAFT = "Obsidian teacup half a"
FOLDER = "Nightjar drawer"
"""Where the exports go: a name that only its owner should see."""
PLANTED = (
    *main_job.PLANTED,
    *(part for name in main_job.MEMBERS for part in name.split()),
    "Lanternwick",
    "Velvetine",
    "Periwinkle compass",
    "Obsidian teacup",
)
QUEUE = 'case "$1" in -e) echo Paper ;; -d) echo "system default destination: Paper" ;; esac'
PLACES = (Path("/dev/shm"), Path("/var/tmp"), Path("/tmp"))  # noqa: S108 - where files are left
LARGEST = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Evening:
    """What there was to see of the session."""

    home: Path
    exports: Path
    printed: Path
    windows: Windows
    trace: Trace | None
    clipboard_owner: int
    in_memory: list[str]
    could_be_found: bool
    libraries: set[str]
    interfaces: set[str]
    """What the program could have sent anything over."""
    arguments: set[bytes]
    complaints: str
    left_elsewhere: list[Path]
    seconds: float

    def asked_for(self) -> set[Path]:
        """The files that a person wanted in the clear."""
        return {self.exports / "rules.pdf"}


@pytest.fixture(scope="module")
def evening(screen: Screen, tmp_path_factory: pytest.TempPathFactory) -> Evening:
    home = tmp_path_factory.mktemp("evening")
    exports = home / FOLDER
    exports.mkdir()
    printed = home.with_name(f"{home.name} printed")
    log = home.with_name(f"{home.name} trace")
    is_traced = not injection.reason_against_tracing()
    launcher = without_network()
    if is_traced:
        launcher += [*injection.tracer(), "-e", f"trace={WATCHED}", "-o", str(log)]
    program = Program(
        screen,
        home,
        home.with_name(f"{home.name} pictures"),
        environment={"PATH": f"{print_service(home, printed)}:{os.environ['PATH']}"},
        launcher=launcher,
    )
    before = set(elsewhere())
    began = time.monotonic()
    with watched_windows(screen.name) as windows, program:
        arguments = spend_the_evening(program, exports)
        could_be_found = program.memory_holds(DRAFT)
        arguments |= command_line(program)
        libraries = program.loaded_libraries()
        interfaces = interfaces_of(program)
        main_job.lock(program)
        owner = clipboard_owner(screen)
        in_memory = [word for word in (*PLANTED, DRAFT) if program.memory_holds(word)]
        main_job.unlock(program)
        erase(program, main_job.MEMBERS[1])
        program.key("ctrl+q")
        wait_until(lambda: not program.is_running, lambda: "the end of the program")
    return Evening(
        home,
        exports,
        printed,
        windows,
        Trace(log.read_text("utf-8", errors="replace")) if is_traced else None,
        owner,
        in_memory,
        could_be_found,
        libraries,
        interfaces,
        arguments,
        program.complaints(),
        [path for path in elsewhere() if path not in before],
        time.monotonic() - began,
    )


def without_network() -> list[str]:
    """What starts a program in a network of its own with nothing in it; empty where not allowed."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return []
    command = [unshare, "--net"]
    allowed = subprocess.run([*command, "true"], check=False, capture_output=True).returncode == 0
    return command if allowed else []


def interfaces_of(program: Program) -> set[str]:
    lines = Path(f"/proc/{program.pid}/net/dev").read_text("ascii").splitlines()[2:]
    return {line.partition(":")[0].strip() for line in lines}


def print_service(home: Path, printed: Path) -> Path:
    """Stand-ins for the programs of CUPS; the printer keeps what it is given."""
    programs = home.with_name(f"{home.name} programs")
    programs.mkdir()
    for name, script in {"lpstat": QUEUE, "lp": f"exec cat > '{printed}'"}.items():
        (programs / name).write_text(f"#!/bin/sh\n{script}\n")
        (programs / name).chmod(0o755)
    return programs


def spend_the_evening(program: Program, exports: Path) -> set[bytes]:
    """Write, search, copy, print, save and back up; leave a note half typed."""
    main_job.create_vault(program)
    arguments = command_line(program)
    main_job.add_group_with_members(program)
    main_job.hold_session(program)
    copy_from_search(program)
    print_and_save(program, exports)
    main_job.export_backup(program, exports / "evening.peerdesk-backup")
    write_member_note(program)
    return arguments


def copy_from_search(program: Program) -> None:
    program.fill("Search", "velvetine")
    program.wait_for("Session note")
    program.key("ctrl+a", "ctrl+c")
    program.key("Escape")


def print_and_save(program: Program, exports: Path) -> None:
    main_job.go_to(program, "Ground rules")
    program.click("Handout…")
    program.wait_for("Page 1 of")
    program.click("Print…")
    program.wait_for("Paper (usual)")
    program.click("Print", kind="QPushButton")
    program.wait_for("The printer has it")
    program.click("Save as PDF…")
    choose_file(program, exports / "rules.pdf")
    program.wait_for("rules.pdf")
    wait_until((exports / "rules.pdf").exists, lambda: "the saved handout")
    program.key("Escape")
    program.wait_until_gone("Page 1 of")


def choose_file(program: Program, path: Path) -> None:
    program.wait_for("File name")
    program.key("ctrl+a")
    program.type(str(path))
    program.key("Return")


def write_member_note(program: Program) -> None:
    main_job.go_to(program, "People")
    program.click(main_job.MEMBERS[0], kind="RecordList item")
    program.click("Notes", kind="QTabBar item")
    program.click("Add a note")
    program.type(MEMBER_NOTE)
    program.wait_for("Saved")
    program.type(f". {DRAFT}")


def erase(program: Program, name: str) -> None:
    main_job.go_to(program, "People")
    program.click(name, kind="RecordList item")
    program.click("About", kind="QTabBar item")
    left, top = program.find("The limits are explained").centre
    # What is done once in a person's life lies below what is done every week.
    program.screen.xdotool("mousemove", str(left), str(top), "click", "--repeat", "30", "5")
    program.click("Erase this person…")
    program.fill("Your passphrase, because this can't be undone", main_job.PASSPHRASE)
    program.click("Erase for good")
    program.wait_for("nothing of this person is in it")
    program.click("Close")


def command_line(program: Program) -> set[bytes]:
    process = Path(f"/proc/{program.pid}")
    return {(process / "cmdline").read_bytes(), (process / "environ").read_bytes()}


def clipboard_owner(screen: Screen) -> int:
    with closing(Display(screen.name)) as display:
        owner = display.get_selection_owner(display.get_atom("CLIPBOARD"))
    return int(getattr(owner, "id", owner))


def elsewhere() -> Iterator[Path]:
    """Files that lie where every program may leave some."""
    for place in PLACES:
        yield from (path for path in place.iterdir() if path.is_file())


def test_no_file_holds_a_planted_word(evening: Evening, campaign: Campaign) -> None:
    everything = [path for path in evening.home.rglob("*") if path.is_file()]
    looked_at = [
        path
        for path in {*everything, *evening.left_elsewhere}
        if path.exists() and path.stat().st_size < LARGEST
    ]
    kept = [path for path in looked_at if path not in evening.asked_for()]
    began = time.monotonic()
    found = found_in(kept, PLANTED)
    campaign(
        CampaignRow(
            "files searched for planted words", len(kept), 0, len(found), time.monotonic() - began
        )
    )
    assert found == {}
    assert len(kept) >= 6, "vault.db, its keys and seal, the backup and the settings at least"


def test_no_paper_was_written_that_nobody_asked_for(evening: Evening) -> None:
    # The text of a PDF is compressed and encoded by its fonts, so that no search would find it.
    papers = {path for path in evening.home.rglob("*") if path.is_file() and is_pdf(path)}
    assert papers == evening.asked_for()


def is_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return b"%PDF" in file.read(1024)


def test_the_words_are_where_they_were_asked_for(evening: Evening) -> None:
    assert evening.printed.read_bytes().startswith(b"%PDF")
    assert (evening.exports / "rules.pdf").read_bytes().startswith(b"%PDF")
    assert (evening.exports / "evening.peerdesk-backup").exists()


def test_no_file_tells_where_exports_were_put(evening: Evening) -> None:
    others = [path for path in evening.home.rglob("*") if path.name != FOLDER]
    assert found_in(others, [FOLDER, FOLDER.replace(" ", "%20")]) == {}
    names = {path.name for path in evening.home.rglob("*")}
    assert names.isdisjoint({"QtProject.conf", "recently-used.xbel"})


def test_no_window_ever_told_a_planted_word(evening: Evening) -> None:
    assert any(b"PeerDesk" in title for title in evening.windows.named("_NET_WM_NAME"))
    told = {name: words_in(value, PLANTED) for name, value in evening.windows.texts}
    assert {name: words for name, words in told.items() if words} == {}


def test_nothing_was_in_the_arguments_or_the_environment(evening: Evening) -> None:
    assert [words_in(text, PLANTED) for text in evening.arguments if words_in(text, PLANTED)] == []


def test_nobody_owns_the_clipboard_after_a_lock(evening: Evening) -> None:
    assert evening.clipboard_owner == 0


def test_the_memory_after_a_lock_holds_no_planted_word(
    evening: Evening, campaign: Campaign
) -> None:
    assert evening.could_be_found, "the search must be able to find what is there"
    found = len(evening.in_memory)
    campaign(CampaignRow("memory after a lock", 1, 0, found, evening.seconds))
    assert evening.in_memory == []


def test_no_complaint_was_written(evening: Evening) -> None:
    assert evening.complaints == ""


def test_only_local_sockets_were_made(evening: Evening, campaign: Campaign) -> None:
    if evening.trace is None:
        pytest.skip(injection.reason_against_tracing())
    others = evening.trace.made_families() - {"AF_UNIX"}
    campaign(CampaignRow("sockets of a whole session", 1, 0, len(others), evening.seconds))
    assert others == set()
    assert evening.trace.rings() == []
    assert evening.trace.spoke_to("AF_INET") == evening.trace.spoke_to("AF_INET6") == []
    assert "AF_UNIX" in evening.trace.made_families(), "the window has a socket of its own"


def test_the_whole_job_was_done_in_an_empty_network(evening: Evening, campaign: Campaign) -> None:
    if not without_network():
        pytest.skip("this machine lets nobody make a network namespace")
    campaign(CampaignRow("a whole session without any network", 1, 0, 0, evening.seconds))
    assert evening.interfaces == {"lo"}


def test_every_file_that_was_written_was_searched(evening: Evening) -> None:
    if evening.trace is None:
        pytest.skip(injection.reason_against_tracing())
    written = {path for path in evening.trace.written() if path.exists() and path.is_file()}
    outside = [path for path in written if not path.is_relative_to(evening.home)]
    assert found_in(outside, PLANTED) == {}
    assert any(path.name == "vault.db" for path in written)


def test_no_network_library_is_in_the_process(evening: Evening) -> None:
    forbidden = ("_socket.", "_ssl.", "libssl", "libQt6Network", "libQt6WebSockets")
    assert any(name.startswith("libQt6Widgets") for name in evening.libraries)
    assert [name for name in evening.libraries if name.startswith(forbidden)] == []
