"""Looking for planted words in what a program left: files and windows."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from Xlib.display import Display
from Xlib.error import XError
from Xlib.xobject.drawable import Window

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")
LOOK_EVERY_SECONDS = 0.05
MOST_PROPERTY_WORDS = 2**16


def words_in(content: bytes, words: Iterable[str]) -> list[str]:
    """Which of the words are in the bytes, in a spelling that programs use; ASCII in any case."""
    lower = content.lower()
    return [word for word in words if any(form in lower for form in spellings(word))]


def spellings(word: str) -> set[bytes]:
    return {word.encode(encoding).lower() for encoding in ENCODINGS}


def found_in(paths: Iterable[Path], words: Iterable[str]) -> dict[str, list[str]]:
    """The files that hold any of the words in their content or their name, and which."""
    wanted = list(words)
    found = {}
    for path in paths:
        held = words_in(path.name.encode(), wanted)
        if path.is_file() and not path.is_symlink():
            held += words_in(path.read_bytes(), wanted)
        if held:
            found[str(path)] = sorted(set(held))
    return found


@dataclass
class Windows:
    """Every text that any window of a screen, or the screen itself, ever had as a property."""

    texts: set[tuple[str, bytes]] = field(default_factory=set)

    def look(self, display: Display) -> None:
        root = display.screen().root
        for window in [root, *below(root)]:
            # Windows come and go while one looks.
            with suppress(XError):
                for atom in window.list_properties():
                    held = window.get_full_property(atom, 0, MOST_PROPERTY_WORDS)
                    if held is not None and held.format == 8:
                        value = held.value if isinstance(held.value, bytes) else bytes(held.value)
                        self.texts.add((display.get_atom_name(atom), value))

    def named(self, name: str) -> set[bytes]:
        """The values that a property of that name ever had."""
        return {value for held, value in self.texts if held == name}


def below(window: Window) -> Iterator[Window]:
    with suppress(XError):
        for child in window.query_tree().children:
            yield child
            yield from below(child)


@contextmanager
def watched_windows(screen: str) -> Iterator[Windows]:
    """Look at every window of the screen, again and again, until the block ends."""
    found, ended = Windows(), threading.Event()

    def watch() -> None:
        display = Display(screen)
        while not ended.wait(LOOK_EVERY_SECONDS):
            found.look(display)
        display.close()

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield found
    finally:
        ended.set()
        watching.join()
