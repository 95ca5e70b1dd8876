"""What the room saw in an evening, captured step by step and searched for names of the vault."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import pypdfium2
from patience import wait_until
from program import Program
from screen import HEIGHT, WIDTH

SECOND_SCREEN = [WIDTH, 0, WIDTH, HEIGHT]


@dataclass
class RoomSearch:
    """Everything that was on the wall: its values, what a screen reader was told, what was painted.

    `seen` has it by the kind of value, such as `RoundTimer`.
    """

    seen: dict[str, list[str]] = field(default_factory=dict)

    def capture(self, program: Program, kind: str) -> str:
        """Wait until a value of this kind is on the wall, and keep all that the room sees of it."""
        found: list[dict[str, object]] = []

        def is_shown() -> bool:
            found[:] = program.on_the_wall()
            return len(found) == 1 and str(found[0]["view"]).startswith(f"{kind}(")

        wait_until(is_shown, lambda: f"{kind} on the wall, but {found}")
        (wall,) = found
        assert wall["place"] == SECOND_SCREEN
        told = wall["told"]
        assert isinstance(told, list)
        words = " ".join((str(wall["view"]), *told, *painted(program.read_wall())))
        self.seen.setdefault(kind, []).append(words)
        return words

    def named(self, names: Iterable[str]) -> list[str]:
        """The names that the room could have read, as words of their own or run together."""
        everything = "\n".join(text for texts in self.seen.values() for text in texts)
        squeezed = "".join(everything.split())
        return [
            name
            for name in names
            if re.search(rf"\b{re.escape(name)}\b", everything, re.IGNORECASE)
            or (len(name) > 3 and "".join(name.split()) in squeezed)
        ]


def painted(pdf: bytes) -> list[str]:
    """The words of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [str(page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()
