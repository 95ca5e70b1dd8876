"""The words around what a search found, on one line, with the places to be shown bold."""

from dataclasses import dataclass

from peerdesk.domain.light_markdown import plain_line

MATCH_BEGINS, MATCH_ENDS = "\x02", "\x03"
"""Around each match in what the search gives; no note can hold them."""

BEFORE = 24
"""Letters of context that may stand before the first match, so that a narrow list shows it."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line of words; `found` has the first place of each match and the one after its last."""

    text: str
    found: tuple[tuple[int, int], ...] = ()


def read_excerpt(marked: str) -> Excerpt:
    """`marked`, as a search gives it, from a word at which the first match is near the front.

    Where nothing was searched for, it is the beginning of a note without its markers.
    """
    pieces: list[str] = []
    found: list[tuple[int, int]] = []
    length, began = 0, 0
    if MATCH_BEGINS not in marked:
        return Excerpt(" ".join(" ".join(map(_shown, marked.splitlines())).split()))
    line = _from_near_the_first(" ".join(marked.split()))
    for character in line:
        if character == MATCH_BEGINS:
            began = length
        elif character == MATCH_ENDS:
            found.append((began, length))
        else:
            pieces.append(character)
            length += 1
    return Excerpt("".join(pieces), tuple(found))


def _shown(line: str) -> str:
    """The line without what marks its form."""
    plain = plain_line(line)
    return f"{plain.listed} {plain.text}"


def _from_near_the_first(line: str) -> str:
    first = line.find(MATCH_BEGINS)
    if first <= BEFORE:
        return line
    cut = line.find(" ", first - BEFORE, first)
    return "… " + line[(first if cut < 0 else cut + 1) :]
