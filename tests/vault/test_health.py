"""Whether the check of an open vault finds what is wrong, in numbers, and can be stopped."""

import random
import time
from functools import partial

import pytest
from pace import Clock, steps_within
from vault_kit import Desk, add_member, flip

from peerdesk.errors import UserError
from peerdesk.vault.health import HealthReport, HealthStep, examine
from peerdesk.vault.page_cipher import PAGE_BYTES
from peerdesk.vault.search_index import rebuild_search
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.vault import OpenVault


def faulty(report: HealthReport) -> dict[HealthStep, int]:
    return {answer.step: answer.faults for answer in report.answers if answer.faults}


def answer_of(report: HealthReport, step: HealthStep) -> tuple[int, int, tuple[str, ...]]:
    (found,) = (answer for answer in report.answers if answer.step is step)
    return found.looked_at, found.faults, found.parts


def add_note(vault: OpenVault, text: str) -> None:
    vault.connection.execute(
        "INSERT INTO member_notes (uid, created_at, updated_at, member_id, text)"
        " VALUES (lower(hex(randomblob(16))), 'now', 'now', 1, ?)",
        (text,),
    )


def test_a_whole_vault_is_whole_in_every_step(desk: Desk) -> None:
    with desk.unlock() as vault:
        report = examine(vault)
        pages = vault.saved_size // PAGE_BYTES
    assert report.is_whole
    assert [answer.step for answer in report.answers] == list(HealthStep)
    assert answer_of(report, HealthStep.PAGES) == (pages, 0, ())
    assert answer_of(report, HealthStep.RECORDS)[0] == 42, "41 people and the vault's own row"


def test_progress_rises_through_every_step(desk: Desk) -> None:
    told: list[tuple[HealthStep, float]] = []
    with desk.unlock() as vault:
        examine(vault, lambda step, share: told.append((step, share)))
    assert list(dict.fromkeys(step for step, _ in told)) == list(HealthStep)
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] < 1


def test_the_pages_that_are_damaged_are_those_that_the_engine_finds(desk: Desk) -> None:
    draw = random.Random(5)  # noqa: S311 - which pages are damaged
    with desk.unlock() as vault:
        whole = desk.folder.database.read_bytes()
        for _ in range(25):
            count = draw.randint(1, 5)
            for page in draw.sample(range(1, len(whole) // PAGE_BYTES), count):
                flip(desk.folder.database, (page * PAGE_BYTES + draw.randrange(PAGE_BYTES)) * 8)
            found = answer_of(examine(vault), HealthStep.PAGES)[1]
            engine = vault.connection.execute("PRAGMA cipher_integrity_check").fetchall()
            assert (found, len(engine)) == (count, count)
            desk.folder.database.write_bytes(whole)


def test_a_damaged_first_page_is_told_rather_than_raised(desk: Desk) -> None:
    with desk.unlock() as vault:
        flip(desk.folder.database, 300 * 8)
        report = examine(vault)
    assert answer_of(report, HealthStep.PAGES)[1] == 1
    assert report.records_are_damaged


def test_a_missing_parent_is_counted_with_its_table(desk: Desk) -> None:
    with desk.unlock() as vault:
        vault.connection.execute("PRAGMA foreign_keys = OFF")
        add_note(vault, "of nobody")
        vault.connection.execute("UPDATE member_notes SET member_id = 4711")
        report = examine(vault)
    assert faulty(report) == {HealthStep.REFERENCES: 1}
    assert answer_of(report, HealthStep.REFERENCES)[2] == ("member_notes",)


def test_a_draft_whose_record_is_gone_is_counted(desk: Desk) -> None:
    with desk.unlock() as vault:
        vault.connection.execute(
            "INSERT INTO drafts (uid, created_at, updated_at, kind, subject_id, text)"
            " VALUES ('d', 'now', 'now', 'group', 12, 'half a note')"
        )
        report = examine(vault)
    assert faulty(report) == {HealthStep.LOOSE: 1}
    assert not report.records_are_damaged


def test_a_search_index_that_lags_behind_is_the_only_fault_and_is_mended(desk: Desk) -> None:
    with desk.unlock() as vault:
        add_note(vault, "lanterns")
        vault.connection.execute(
            "INSERT INTO member_notes_search (member_notes_search, rowid, text)"
            " VALUES ('delete', 1, 'lanterns')"
        )
        report = examine(vault)
        assert report.only_search_is_damaged
        assert answer_of(report, HealthStep.SEARCH) == (2, 1, ("member_notes_search",))
        rebuild_search(vault.connection)
        assert examine(vault).is_whole
        found = vault.connection.execute(
            "SELECT count(*) FROM member_notes_search WHERE member_notes_search MATCH 'lanterns'"
        )
        assert found.fetchone() == (1,)


@pytest.mark.parametrize("name", ["vault.db", "vault.keys", "vault.seal"])
def test_a_file_that_was_exchanged_while_the_vault_is_open_is_named(desk: Desk, name: str) -> None:
    vault = desk.unlock()
    path = desk.folder.root / name
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes() + (b"" if name == "vault.db" else b" "))
    copy.replace(path)
    assert answer_of(examine(vault), HealthStep.FILES) == (3, 1, (name,))
    if name == "vault.db":
        with pytest.raises(UserError) as trouble:
            vault.close()
        assert trouble.value.code is VaultTrouble.MEDIUM_GONE
    vault.close()


def test_damage_that_was_found_is_never_sealed(desk: Desk) -> None:
    with desk.unlock() as vault:
        flip(desk.folder.database, (6 * PAGE_BYTES + 40) * 8)
        vault.distrust()
    assert not desk.folder.seal.exists()


def test_saves_go_on_between_two_steps(desk: Desk) -> None:
    with desk.unlock() as vault:

        def save(step: HealthStep, _share: float) -> None:
            add_member(vault, f"saved during {step}")

        # Its own reader holds the file still only within a step.
        assert examine(vault, save).is_whole


LONG = (HealthStep.PAGES, HealthStep.RECORDS, HealthStep.REFERENCES, HealthStep.SEARCH)


class Watch:
    """Asks to stop after a millisecond of work on one step."""

    def __init__(self, step: HealthStep) -> None:
        self._step = step
        self.stop_at = float("inf")

    def progress(self, step: HealthStep, _share: float) -> None:
        if step is self._step:
            self.stop_at = min(self.stop_at, time.thread_time() + 0.001)

    def is_over(self) -> bool:
        return time.thread_time() > self.stop_at


def test_it_stops_at_once_also_within_a_long_step(desk: Desk) -> None:
    with desk.unlock() as vault:
        vault.connection.execute("BEGIN")
        for number in range(6_000):
            add_note(vault, f"a note about nothing in particular, number {number} " * 12)
        vault.connection.execute("COMMIT")

        def seconds_until_it_stopped(step: HealthStep) -> float:
            watch = Watch(step)
            with pytest.raises(UserError) as stopped:
                examine(vault, watch.progress, watch.is_over)
            assert stopped.value.code is VaultTrouble.CHECK_STOPPED
            return time.thread_time() - watch.stop_at

        def stop_each(clock: Clock) -> None:
            for step in LONG:
                clock.read(step, partial(seconds_until_it_stopped, step))

        steps_within(0.2, stop_each)
        assert examine(vault).is_whole
