"""kill -9 while many are erased at once: all of them are gone, or none is."""

import random
import time
from datetime import datetime
from pathlib import Path

import children
import pytest
from campaign_table import Campaign, CampaignRow

from peerdesk.app import open_desk
from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote
from peerdesk.domain.sessions import Presence
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.findings import FindingKind

PEOPLE = 12
PASSPHRASE = "seven quiet chairs by the window"
"""That of `vault_folder`."""
ERASER = """
import sys
from pathlib import Path
from peerdesk.app import open_desk
from peerdesk.desk.bulk_erasure import desk_for_a_job, erase_many
from peerdesk.domain.retention import RetentionKind
from peerdesk.vault.files import VaultFolder

desk = open_desk(VaultFolder(Path(sys.argv[1])), sys.argv[2])
keys = [(RetentionKind.PERSON, each.id) for each in desk.members.all(with_left=True)]
print("open", flush=True)
with desk_for_a_job(desk.vault) as (beside, _changes):
    erase_many(beside, keys, share=lambda done: print(done, flush=True))
print("erased", flush=True)
input()
"""


def filled(root: Path) -> None:
    """People who came, each with a note, in a vault that is closed again."""
    desk = open_desk(VaultFolder(root), PASSPHRASE)
    group = desk.groups.save(Group(name="Harbour evening"))
    session = desk.sessions.plan(group.id, datetime(2025, 11, 4, 19, 0))
    for number in range(PEOPLE):
        member = desk.members.save(Member(chosen_name=f"Quickthorn {number}"))
        desk.sessions.mark(session.id, member.id, Presence.PRESENT)
        text = f"spoke of lighthouse {number} " * 80
        desk.notes.keep_member_note(MemberNote(member_id=member.id, text=text))
    desk.close()


def standing(desk: Desk) -> tuple[int, int, int, int]:
    """People, notes, the bare count and the list of erasures."""
    (session,) = desk.sessions.recent()
    notes = desk.counts()["member_notes"]
    return (
        len(desk.members.all(with_left=True)),
        notes,
        session.erased,
        len(desk.erasures.all()),
    )


@pytest.mark.campaign
def test_killed_while_many_are_erased_all_are_gone_or_none(
    vault_folder: VaultFolder, campaigns: bool, campaign: Campaign
) -> None:
    rounds, lost, worst = (100 if campaigns else 4), 0, 0.0
    filled(vault_folder.root)
    whole = vault_folder.database.read_bytes()
    for seed in range(rounds):
        chance = random.Random(seed)  # noqa: S311 - when to pull the plug
        vault_folder.database.write_bytes(whole)
        child = children.start(ERASER, vault_folder.root, PASSPHRASE)
        assert children.next_line(child) == "open"
        for _ in range(chance.randrange(0, PEOPLE + 2)):
            children.next_line(child)
        time.sleep(chance.random() * 0.03)
        acknowledged = "erased" in children.kill(child)
        vault_folder.lock_file.unlink()
        began = time.monotonic()
        desk = open_desk(vault_folder, PASSPHRASE)
        worst = max(worst, time.monotonic() - began)
        found = standing(desk)
        none, everybody = (PEOPLE, PEOPLE, 0, 0), (0, 0, PEOPLE, PEOPLE)
        lost += found not in {none, everybody} or (acknowledged and found != everybody)
        assert {finding.kind for finding in desk.vault.findings} <= {
            FindingKind.AFTER_CRASH,
            FindingKind.ROLLED_BACK,
        }
        desk.close()
    campaign(CampaignRow("kill -9 while many are erased", rounds, lost, 0, worst))
    assert lost == 0
