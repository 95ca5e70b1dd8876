"""A file that was cut, lengthened, or put together of its own earlier states."""

import os
import shutil
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from campaign_table import Campaign, CampaignRow
from vault_kit import PASSPHRASE, Desk, add_member, kinds

from peerdesk.errors import VaultError, WrongPassphraseError
from peerdesk.vault.findings import FindingKind
from peerdesk.vault.troubles import VaultTrouble

PAGE = 4096
CHANGED = "another passphrase, longer than most"
State = dict[str, bytes]
FILES = ("vault.db", "vault.keys", "vault.keys.bak", "vault.seal")


@pytest.mark.campaign
def test_a_database_cut_at_any_page_border_is_refused(
    desk: Desk, campaigns: bool, campaign: Campaign
) -> None:
    whole = desk.folder.database.read_bytes()
    borders = range(0, len(whole), PAGE)
    cut = [whole[:length] for length in (borders if campaigns else borders[::20])]
    told = [{VaultTrouble.DATABASE_DAMAGED}] * len(cut)
    _require_told(campaign, "cut at a page border", _unlocked(desk, cut), told)


@pytest.mark.campaign
def test_a_database_with_pages_appended_is_refused(
    desk: Desk, campaigns: bool, campaign: Campaign
) -> None:
    whole = desk.folder.database.read_bytes()
    pages = [whole[at : at + PAGE] for at in range(0, len(whole), PAGE)]
    extra = [*pages, bytes(PAGE), os.urandom(PAGE), whole, bytes(PAGE * 200), b"\0"]
    longer = [whole + tail for tail in (extra if campaigns else [*pages[::20], *extra[-5:]])]
    told = [{VaultTrouble.DATABASE_DAMAGED}] * len(longer)
    _require_told(campaign, "pages appended", _unlocked(desk, longer), told)


@pytest.mark.campaign
def test_any_page_of_an_earlier_state_is_told(
    desk: Desk, campaigns: bool, campaign: Campaign
) -> None:
    states = _states(desk, 12 if campaigns else 2)
    newest = states[-1]["vault.db"]
    mixed = [
        newest[:at] + earlier["vault.db"][at : at + PAGE] + newest[at + PAGE :]
        for earlier in states[:-1]
        for at in range(0, len(earlier["vault.db"]), PAGE)
        if earlier["vault.db"][at : at + PAGE] != newest[at : at + PAGE]
    ]
    told: set[object] = {
        FindingKind.ALTERED,
        FindingKind.ROLLED_BACK,
        VaultTrouble.DATABASE_DAMAGED,
    }
    _require_told(
        campaign, "a stale page replayed", _unlocked(desk, mixed), [told] * len(mixed), any_of=True
    )


OLDER: dict[str, object] = {
    "vault.db": FindingKind.ROLLED_BACK,
    "vault.seal": FindingKind.AFTER_CRASH,
    "vault.keys": FindingKind.KEYS_ROLLED_BACK,
}
"""What an earlier file is told as; an older seal makes the database look as after a crash."""


@pytest.mark.campaign
@pytest.mark.parametrize("name", OLDER)
def test_an_older_whole_file_is_told(
    desk: Desk, name: str, campaigns: bool, campaign: Campaign
) -> None:
    states = _states(desk, 40 if campaigns else 2)
    told = [{OLDER[name]}] * (len(states) - 1)
    answers = _with_each(desk, name, [state[name] for state in states[:-1]], states[-1])
    _require_told(campaign, f"an older {name}", answers, told)


def _require_told(
    campaign: Campaign,
    fault: str,
    answers: Iterator[tuple[set[object], float]],
    wanted: list[set[object]],
    *,
    any_of: bool = False,
) -> None:
    """Count what was not told as wanted, and the slowest answer in seconds."""
    rounds, undetected, worst = 0, 0, 0.0
    for (told, seconds), expected in zip(answers, wanted, strict=True):
        rounds, worst = rounds + 1, max(worst, seconds)
        undetected += not (told & expected if any_of else told == expected)
    campaign(CampaignRow(fault, rounds, 0, undetected, worst))
    assert rounds > 0
    assert undetected == 0


def _unlocked(desk: Desk, databases: Iterable[bytes]) -> Iterator[tuple[set[object], float]]:
    """What an unlock says of each in the place of the vault's own, and how long it took."""
    return _with_each(desk, "vault.db", databases, _state(desk))


def _with_each(
    desk: Desk, name: str, contents: Iterable[bytes], newest: State
) -> Iterator[tuple[set[object], float]]:
    for content in contents:
        _put(desk, {**newest, name: content})
        began = time.monotonic()
        told = _said(desk)
        yield told, time.monotonic() - began
        shutil.rmtree(desk.folder.set_aside, ignore_errors=True)


def _said(desk: Desk) -> set[object]:
    for secret in (desk.passphrase, CHANGED):
        try:
            with desk.unlock(secret) as vault:
                return set(kinds(vault)) - {FindingKind.FAILED_UNLOCKS, FindingKind.SLIPS}
        except WrongPassphraseError:
            continue
        except VaultError as trouble:
            return {trouble.code}
    return set()


def _state(desk: Desk) -> State:
    return {name: (desk.folder.root / name).read_bytes() for name in FILES}


def _put(desk: Desk, state: State) -> None:
    for name, content in state.items():
        (desk.folder.root / name).write_bytes(content)


def _states(desk: Desk, count: int) -> list[State]:
    """The vault's files after each of so many openings, in each of which everything changed."""
    states = [_state(desk)]
    for number in range(count):
        old, new = (PASSPHRASE, CHANGED) if number % 2 == 0 else (CHANGED, PASSPHRASE)
        with desk.unlock(old) as vault:
            add_member(vault, f"later {number}")
            vault.ways.change_passphrase(old, new)
        states.append(_state(desk))
    return states


def test_the_states_differ_in_every_file(desk: Desk) -> None:
    first, second = _states(desk, 1)
    assert [name for name in FILES if first[name] == second[name]] == ["vault.keys.bak"]
    assert Path(desk.folder.root, "vault.keys").read_bytes() == second["vault.keys"]
