"""A running program, used as a person uses it: by its window, with mouse and keyboard."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count, cycle
from pathlib import Path
from types import TracebackType
from typing import Self

import memory
from patience import PATIENCE_SECONDS, NotInTimeError, wait_until
from screen import Screen

PROJECT = Path(__file__).resolve().parents[2]
PROBE = Path(__file__).parent / "probe"

WHEEL_UP, WHEEL_DOWN = "4", "5"
"""Which buttons a wheel is for X."""
LOOKS_AT_AN_END = 15
"""So many looks at what does not move say that it can't be turned further."""
TYPING_MILLISECONDS = 12


@dataclass(frozen=True, slots=True)
class Control:
    """Something that can be seen: a widget, or a row, tab or menu entry inside one."""

    kind: str
    object_name: str
    name: str
    text: str
    window: str
    rectangle: tuple[int, int, int, int]
    """Left, top, width and height of the part that is not covered, in pixels of the screen."""
    active: bool
    """Its window has the keyboard."""
    open: bool
    """No menu or modal dialog stands before its window."""
    enabled: bool
    focus: bool
    checked: bool
    clickable: bool

    @property
    def centre(self) -> tuple[int, int]:
        left, top, width, height = self.rectangle
        return left + width // 2, top + height // 2

    @property
    def is_seen(self) -> bool:
        return self.rectangle[2] > 0 and self.rectangle[3] > 0

    @property
    def words(self) -> tuple[str, str]:
        """What it is called and what it shows, without the marks of mnemonics."""
        return plain(self.name), plain(self.text)

    def is_called(self, words: str) -> bool:
        return plain(words) in self.words

    def tells(self, words: str) -> bool:
        return any(plain(words) in part for part in self.words)


def plain(text: str) -> str:
    """Take out each `&`, because the probe cannot know which of them Qt shows as a mnemonic."""
    return text.replace("&", "")


@dataclass(slots=True)
class Program:
    """A program with a window on a screen of its own, in a home folder of its own.

    Everything that waits takes a time limit in seconds, and fails saying what was on the screen.
    """

    screen: Screen
    home: Path
    pictures: Path
    arguments: Sequence[str] = ("-m", "peerdesk")
    environment: dict[str, str] = field(default_factory=dict)
    """What is added to the environment, or put in the place of what is in it."""
    launcher: Sequence[str] = ()
    """What is put in front of Python, such as a tracer; it must become the program itself."""
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _questions: "count[int]" = field(default_factory=count, init=False)

    def __enter__(self) -> Self:
        for folder in ("probe", "run"):
            (self.home / folder).mkdir(parents=True, mode=0o700, exist_ok=True)
        if not self._ask.exists():
            os.mkfifo(self._ask, 0o600)
        with self._complaints_file.open("ab") as complaints:
            self._process = subprocess.Popen(
                [*self.launcher, sys.executable, "-P", *self.arguments],
                cwd=self.home,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=complaints,
                stderr=complaints,
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self.screen.save_picture(self.pictures / "failed.png")
            self._keep_words()
        process = self._running
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(timeout=PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _keep_words(self) -> None:
        """Keep beside the picture what the program said, and how it ended if it did."""
        told = f"exit code: {self.exit_code}\n{self.complaints()}"
        (self.pictures / "failed.txt").write_text(told, "utf-8")

    def _environment(self) -> dict[str, str]:
        """Give only what a session needs, so that nothing of the person who tests gets in."""
        return {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(self.home),
            "TMPDIR": str(self.home / "run"),
            "XDG_RUNTIME_DIR": str(self.home / "run"),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.home / 'run' / 'no-bus'}",
            "DISPLAY": self.screen.name,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": os.pathsep.join((str(PROBE), str(PROJECT))),
            "PEERDESK_PROBE": str(self._ask.parent),
            # A crash says where it was; see `failed.txt` beside the pictures.
            "PYTHONFAULTHANDLER": "1",
            **self.environment,
        }

    @property
    def _ask(self) -> Path:
        return self.home / "probe" / "ask"

    @property
    def _complaints_file(self) -> Path:
        return self.home / "complaints.txt"

    @property
    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "use the program in a `with` block"
        return self._process

    @property
    def pid(self) -> int:
        """The number of the process, the same before and after a lock."""
        return self._running.pid

    def worked_seconds(self) -> float:
        """How long the program has worked so far, all its threads together."""
        stat = Path(f"/proc/{self.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def is_running(self) -> bool:
        return self._running.poll() is None

    @property
    def exit_code(self) -> int | None:
        """What the program ended with; the number of a signal below 0; None while it runs."""
        return self._running.poll()

    def complaints(self) -> str:
        """Give all that the program wrote to standard output and standard error."""
        return self._complaints_file.read_text("utf-8", errors="replace")

    def controls(self) -> list[Control]:
        """Ask the probe what is on the screen; nothing while the program is not ready to say."""
        return [read_control(control) for control in self._asked("answer")]

    def on_the_wall(self) -> list[dict[str, object]]:
        """Ask the probe what each open room display shows; see `probe/room_probe.py`."""
        return self._asked("room")

    def read_wall(self) -> bytes:
        """What the room display painted when `on_the_wall` was asked last, as a PDF."""
        return (self._ask.parent / "wall.pdf").read_bytes()

    def _asked(self, what: str) -> list[dict[str, object]]:
        answer = self._ask.parent / f"{what}-{next(self._questions)}"
        # Reading too keeps the question in the FIFO until a program that just starts gets there.
        questions = os.open(self._ask, os.O_RDWR | os.O_NONBLOCK)
        try:
            os.write(questions, f"{answer.name}\n".encode())
            wait_until(
                lambda: answer.exists() or not self.is_running,
                lambda: f"an answer of the probe\n{self.complaints()}",
            )
        finally:
            os.close(questions)
        if not self.is_running:
            raise NotInTimeError(f"the program ended with {self.exit_code}\n{self.complaints()}")
        seen: list[dict[str, object]] = json.loads(answer.read_text("utf-8"))
        answer.unlink()
        return seen

    def see(self, words: str) -> bool:
        """Whether anything on the screen now has these words in it."""
        return any(control.tells(words) for control in self.controls() if control.is_seen)

    def wait_for(self, words: str, seconds: float = PATIENCE_SECONDS) -> None:
        """Return once these words are on the screen."""
        wait_until(lambda: self.see(words), lambda: self._awaited(words), seconds)

    def wait_until_gone(self, words: str, seconds: float = PATIENCE_SECONDS) -> None:
        """Return once these words are nowhere on the screen."""
        wait_until(lambda: not self.see(words), lambda: f"{words!r} gone", seconds)

    def wait_for_focus(self, words: str, seconds: float = PATIENCE_SECONDS) -> None:
        """Return once the control of that name has the keyboard."""

        def has_focus() -> bool:
            return any(one.focus and one.active and one.is_called(words) for one in self.controls())

        wait_until(has_focus, lambda: f"the keyboard in {self._awaited(words)}", seconds)

    def find(self, words: str, seconds: float = PATIENCE_SECONDS, kind: str = "") -> Control:
        """Wait for exactly one control of that name that can be used, resting in its place.

        `kind` is the class of widget, for a name that several have.
        """
        found: list[Control] = []

        def is_there() -> bool:
            before = found[:]
            found[:] = [one for one in best(words, self.controls()) if kind in {"", one.kind}]
            return len(found) == 1 and found == before

        wait_until(is_there, lambda: f"one {self._awaited(words)}, but {found}", seconds)
        return found[0]

    def click(self, words: str, seconds: float = PATIENCE_SECONDS, kind: str = "") -> None:
        """Click on the middle of the control that `find` gives."""
        left, top = self.find(words, seconds, kind).centre
        self.screen.xdotool("mousemove", str(left), str(top), "click", "1")

    def scroll_to(self, words: str, over: str) -> None:
        """Turn the wheel over a control, down and then up, until another one can be used."""
        self.wait_for(over)
        left, top = next(one.centre for one in self.controls() if one.is_seen and one.tells(over))
        self.screen.xdotool("mousemove", str(left), str(top))

        turns = cycle((WHEEL_DOWN, WHEEL_UP))
        turn = next(turns)
        places: list[tuple[int, int, int, int]] = []
        looks_alike = 0

        def is_there() -> bool:
            nonlocal turn, looks_alike
            controls = self.controls()
            if best(words, controls):
                return True
            # A turn whose effect is not seen yet is not repeated: two might go past what is sought.
            now = [one.rectangle for one in controls]
            looks_alike = looks_alike + 1 if now == places else 0
            if looks_alike == LOOKS_AT_AN_END:
                turn, looks_alike = next(turns), 0
            if looks_alike == 0:
                places[:] = now
                self.screen.xdotool("click", turn)
            return False

        wait_until(is_there, lambda: self._awaited(words))

    def fill(self, words: str, text: str) -> None:
        """Click into the field of that name and type, in place of what is there."""
        self.click(words)
        self.wait_for_focus(words)
        self.key("ctrl+a")
        self.type(text)

    def type(self, text: str) -> None:
        """Type into whatever has the keyboard."""
        self._wait_for_keyboard()
        self.screen.teach("".join(letter for letter in text if not letter.isascii()))
        options = ("--clearmodifiers", "--delay", str(TYPING_MILLISECONDS), "--")
        self.screen.xdotool("type", *options, text)

    def key(self, *chords: str) -> None:
        """Press keys, each as xdotool names it, such as `ctrl+l` or `Return`."""
        self._wait_for_keyboard()
        self.screen.xdotool("key", "--clearmodifiers", *chords)

    def screenshot(self, name: str) -> Path:
        """Keep a picture of the screen as `name`.png."""
        path = self.pictures / f"{name}.png"
        self.screen.save_picture(path)
        return path

    def memory_holds(self, word: str) -> bool:
        """Say whether the program's memory holds the word; skips where we may not look."""
        return memory.memory_holds(self.pid, word)

    def loaded_libraries(self) -> set[str]:
        """Give the file names of every library in the process."""
        maps = Path(f"/proc/{self.pid}/maps").read_text("utf-8")
        return {Path(line.split(maxsplit=5)[5]).name for line in maps.splitlines() if "/" in line}

    def _wait_for_keyboard(self) -> None:
        """A window that just opened is on the screen before the window manager activates it."""
        wait_until(
            lambda: any(control.active for control in self.controls()),
            lambda: f"the keyboard in a window of the program\n{self.complaints()}",
        )

    def _awaited(self, words: str) -> str:
        shown = sorted({part for one in self.controls() if one.is_seen for part in one.words})
        return f"{words!r}; on the screen: {shown}\n{self.complaints()}"


def read_control(seen: dict[str, object]) -> Control:
    rectangle = seen.pop("rectangle")
    assert isinstance(rectangle, list)
    left, top, width, height = rectangle
    return Control(
        kind=str(seen["class"]),
        object_name=str(seen["object_name"]),
        name=str(seen["name"]),
        text=str(seen["text"]),
        window=str(seen["window"]),
        rectangle=(left, top, width, height),
        active=bool(seen["active"]),
        open=bool(seen["open"]),
        enabled=bool(seen["enabled"]),
        focus=bool(seen["focus"]),
        checked=bool(seen["checked"]),
        clickable=bool(seen["clickable"]),
    )


def best(words: str, controls: list[Control]) -> list[Control]:
    """Give the controls that a person who is told to click on these words would take."""
    usable = [
        control
        for control in controls
        if control.is_called(words) and control.is_seen and control.enabled and control.open
    ]
    return [control for control in usable if control.clickable] or usable
