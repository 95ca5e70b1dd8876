"""One spelling of JSON, so that MACs and checksums are over bytes that can't vary."""

import json
from collections.abc import Mapping
from typing import TypeAlias

Json: TypeAlias = "str | int | list[Json] | dict[str, Json]"


def canonical(value: Mapping[str, Json]) -> bytes:
    """Keys sorted, no spaces, ASCII only."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def parse_object(data: bytes, *, most_brackets: int) -> dict[str, object]:
    """Read one JSON object strictly; raise `ValueError` for anything else.

    `most_brackets` bounds the openings of objects and lists, and with them the depth, before the
    parser sees the text. Duplicate keys, NaN and other constants, and fractions are refused.
    """
    if data.count(b"{") + data.count(b"[") > most_brackets:
        message = "more brackets than the format has"
        raise ValueError(message)
    found = json.loads(
        data.decode("ascii"),
        object_pairs_hook=_without_duplicates,
        parse_constant=_refuse,
        parse_float=_refuse,
    )
    if not isinstance(found, dict):
        message = "not an object"
        raise ValueError(message)  # noqa: TRY004 - one exception for all malformed input
    return found


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        message = "a key appears twice"
        raise ValueError(message)
    return found


def _refuse(text: str) -> object:
    message = f"not a whole number: {text[:20]}"
    raise ValueError(message)
