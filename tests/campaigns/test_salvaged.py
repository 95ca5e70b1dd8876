"""Whatever was damaged, no row that is saved reads otherwise than it once did.

Each row that comes out is held against the rows of the same table and number from before. So a row
of another table, one that never was, and one put together of two are all found.
"""

import random
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from campaign_table import Campaign, CampaignRow
from salvage_kit import Rows, Sample, altered, as_it_is, damaged_pages, salvaged, sample_at

from peerdesk.vault.cipher import Connection, connect
from peerdesk.vault.page_cipher import PAGE_BYTES

ROUNDS_OF_A_SAMPLE = 15

DAMAGED = (1, 2, 4, 8, 16, 32, 64)
CHANGED = ("agenda_items", "attendances", "member_notes", "acknowledgements", "follow_ups")
"""Tables that nearly look alike, so that their pages change hands."""


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Sample]:
    with sample_at(tmp_path / "sample") as made:
        yield made


@pytest.mark.campaign
def test_of_randomly_damaged_files_nothing_is_altered_and_every_loss_is_counted(
    tmp_path: Path, campaigns: bool, campaign: Campaign
) -> None:
    draw = random.Random(17)  # noqa: S311 - which pages are damaged
    rounds, undetected, worst = 0, 0, 0.0
    for number in range(20 if campaigns else 1):
        with sample_at(tmp_path / str(number)) as sample:
            for _ in range(ROUNDS_OF_A_SAMPLE):
                began = time.monotonic()
                undetected += not is_saved_as_it_was(sample, draw, tmp_path / "round")
                worst, rounds = max(worst, time.monotonic() - began), rounds + 1
    campaign(CampaignRow("random pages damaged, repaired", rounds, 0, undetected, worst))
    assert not undetected


def is_saved_as_it_was(sample: Sample, draw: random.Random, place: Path) -> bool:
    """Damage some pages; say whether what is saved reads as before, and the losses are counted."""
    damaged = draw.sample(range(1, sample.pages + 1), draw.choice(DAMAGED))
    saved = salvaged(sample, damaged_pages(sample, damaged, draw), place)
    counted = sum(saved.report.saved.values()) + sum(saved.report.lost.values())
    return (
        saved.report.damaged_pages == len(damaged)
        and altered(saved, sample.rows) == []
        and (counted == sample.count if saved.report.is_exact else counted <= sample.count)
    )


@pytest.mark.campaign
def test_pages_of_earlier_days_among_the_others_mix_no_tables_up(
    sample: Sample, tmp_path: Path, campaigns: bool, campaign: Campaign
) -> None:
    draw = random.Random(29)  # noqa: S311 - what changes and which pages are old
    undetected, worst, rounds = 0, 0.0, 150 if campaigns else 6
    states = list(days(sample, draw, 8))
    for _ in range(rounds):
        content = mixed(states, draw)
        content = damaged_pages(as_bytes(states[-1], content), draw_pages(content, draw), draw)
        began = time.monotonic()
        saved = salvaged(states[-1], content, tmp_path / "round")
        worst = max(worst, time.monotonic() - began)
        undetected += bool(altered(saved, *(state.rows for state in states)))
    campaign(CampaignRow("pages of earlier days, repaired", rounds, 0, undetected, worst))
    assert not undetected


def days(sample: Sample, draw: random.Random, count: int) -> Iterator[Sample]:
    """The vault as it was day after day, while rows came and went and pages changed hands."""
    yield sample
    for _ in range(count):
        with closing(connect(sample.folder.database, sample.keys.subkeys.database)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            for table in draw.sample(CHANGED, 3):
                change(connection, table, draw)
            connection.execute("COMMIT")
        yield as_it_is(sample.folder, sample.keys)


def change(connection: Connection, table: str, draw: random.Random) -> None:
    """Remove a third of a table's rows and write as many new ones, with new uids."""
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    copied = ", ".join(names[2:])
    third = f"abs(id * {draw.randrange(1, 10**6)}) % 3"
    connection.execute(
        f"INSERT OR IGNORE INTO {table} (id, uid, {copied}) "  # noqa: S608 - names of our own schema
        f"SELECT id + {draw.randrange(1_000, 9_000)}, lower(hex(randomblob(16))), "
        f"{copied.replace('position', f'position + {draw.randrange(50, 9_000)}')} "
        f"FROM {table} WHERE {third} = 0"
    )
    connection.execute(f"DELETE FROM {table} WHERE {third} = 1")  # noqa: S608 - as above


def mixed(states: list[Sample], draw: random.Random) -> bytes:
    """The newest file, with pages of earlier ones at their places."""
    content = bytearray(states[-1].whole)
    for _ in range(draw.choice([1, 3, 9, 27])):
        earlier = draw.choice(states[:-1]).whole
        at = draw.randrange(len(earlier) // PAGE_BYTES) * PAGE_BYTES
        content[at : at + PAGE_BYTES] = earlier[at : at + PAGE_BYTES]
    return bytes(content)


def as_bytes(sample: Sample, content: bytes) -> Sample:
    return Sample(sample.folder, sample.keys, content, sample.rows)


def draw_pages(content: bytes, draw: random.Random) -> list[int]:
    return draw.sample(range(1, len(content) // PAGE_BYTES + 1), draw.choice([0, 2, 8, 24]))


def test_the_days_differ_and_pages_change_hands(sample: Sample) -> None:
    draw = random.Random(29)  # noqa: S311 - as above
    first, *_others, last = days(sample, draw, 4)
    assert gone(first.rows, last.rows)
    assert gone(last.rows, first.rows)


def gone(before: Rows, after: Rows) -> set[tuple[str, int]]:
    return {
        (table, key) for table, rows in before.items() for key in rows.keys() - after[table].keys()
    }
