"""The disk refuses at any moment: clear words, the earlier state whole, nothing half-made."""

import random
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import injection
import pytest
from campaign_table import Campaign, CampaignRow
from injection import Refused

from peerdesk.app import open_desk
from peerdesk.backup.make import export
from peerdesk.backup.proof import verify
from peerdesk.errors import PeerDeskError, UserError, VaultError
from peerdesk.ui.messages import words
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.findings import FindingKind
from peerdesk.vault.troubles import VaultTrouble

ROSTER = "name\nAmber Quill\nBeryl Oar\n"
ADDED = {"Amber Quill", "Beryl Oar"}
AFTER = {FindingKind.AFTER_CRASH}
AFTER_RESTORE = {FindingKind.KEYS_COPY_RENEWED, FindingKind.SEAL_MISSING}
"""What the first unlock writes, which could not be written."""
WORDS = tuple(
    words(error).partition("(code")[0]
    for error in (
        UserError(VaultTrouble.DISK_FULL),
        UserError(VaultTrouble.READ_ONLY),
        UserError(VaultTrouble.MEDIUM_GONE),
        VaultError(VaultTrouble.IO_FAILED, errno=0),
    )
)
LAST_CALL = 400
SHORT = {
    "import-roster": "the disk is full",
    "handout": "the disk becomes read-only",
    "restore": "the stick is gone",
    "backup": "one fault of the disk",
}
"""One fault for each command, where the run is short."""


@dataclass(frozen=True, slots=True)
class Place:
    """A vault, what opens it, and where else the commands read and write."""

    root: Path
    passphrase: str

    @property
    def vault(self) -> Path:
        return self.root / "vault"

    @property
    def backup(self) -> Path:
        return self.root / "evening.peerdesk-backup"

    @property
    def restored(self) -> Path:
        return self.root / "restored" / "vault"

    @property
    def paper(self) -> Path:
        return self.root / "rules.pdf"

    @property
    def roster(self) -> Path:
        return self.root / "roster.csv"

    @property
    def secret(self) -> Path:
        return self.root / "passphrase"

    def people(self, vault: Path, *usual: FindingKind) -> set[str]:
        """Everybody in the vault, which opens as after a crash at worst, or with what is usual."""
        desk = open_desk(VaultFolder(vault), self.passphrase)
        try:
            assert {finding.kind for finding in desk.vault.findings} <= {*AFTER, *usual}
            return {member.chosen_name for member in desk.members.all()}
        finally:
            desk.close()


@dataclass(frozen=True, slots=True)
class Job:
    """A command, and whether what it left is whole: as before, or done where it says so."""

    arguments: Callable[[Place], Sequence[object]]
    is_whole: Callable[[Place, Refused], bool]


def roster_is_all_or_nothing(place: Place, ended: Refused) -> bool:
    people = place.people(place.vault)
    return people == ADDED if "added 2" in ended.output else people in (set(), ADDED)


def backup_is_good(place: Place, ended: Refused) -> bool:
    place.people(place.vault)
    is_new = "backed up and verified" in ended.output
    kept = [path for path in place.root.iterdir() if path.suffix == ".previous"]
    good = place.backup if place.backup.exists() else kept[0]
    people = verify(good, place.passphrase).counts["members"]
    return people == 0 and (not is_new or good == place.backup)


def restored_is_whole_or_not_there(place: Place, ended: Refused) -> bool:
    if ended.code and not ended.could_remove:
        # Half of it may stay then; the backup that it came from is as it was.
        return verify(place.backup, place.passphrase).counts["members"] == 0
    if not place.restored.exists() or not any(place.restored.iterdir()):
        return "restored" not in ended.output
    return place.people(place.restored, *AFTER_RESTORE) == set()


def handout_is_whole_or_not_there(place: Place, ended: Refused) -> bool:
    place.people(place.vault)
    if not place.paper.exists() or not place.paper.stat().st_size:
        return ended.code != 0
    return place.paper.read_bytes().rstrip().endswith(b"%%EOF")


JOBS = {
    "import-roster": Job(lambda place: (place.vault, place.roster), roster_is_all_or_nothing),
    "backup": Job(lambda place: (place.vault, place.backup), backup_is_good),
    "restore": Job(lambda place: (place.backup, place.restored), restored_is_whole_or_not_there),
    "handout": Job(
        lambda place: ("rules", "--vault", place.vault, "--script", "general", "-o", place.paper),
        handout_is_whole_or_not_there,
    ),
}


@pytest.fixture(scope="module")
def whole_place(
    template_vault: Path, passphrase: str, tmp_path_factory: pytest.TempPathFactory
) -> Place:
    place = Place(tmp_path_factory.mktemp("whole") / "place", passphrase)
    shutil.copytree(template_vault, place.vault)
    place.roster.write_text(ROSTER)
    place.secret.write_text(passphrase)
    desk = open_desk(VaultFolder(place.vault), passphrase)
    export(desk.vault, place.backup)
    desk.close()
    return place


@dataclass
class Tried:
    """What came of the rounds of one fault."""

    rounds: int = 0
    worst: float = 0.0
    untold: list[object] = field(default_factory=list)
    lost: list[object] = field(default_factory=list)


@pytest.mark.campaign
@pytest.mark.parametrize("command", JOBS)
def test_whatever_is_refused_is_told_and_nothing_is_lost(
    whole_place: Place,
    tmp_path: Path,
    command: str,
    campaigns: bool,
    campaign: Campaign,
) -> None:
    tried = {}
    for what in injection.FAULTS if campaigns else [SHORT[command]]:
        chance = random.Random(f"{command} {what}")  # noqa: S311 - which call, not a secret
        firsts = range(1, LAST_CALL) if campaigns else [chance.randrange(1, 12)]
        found = tried[what] = refused_from(firsts, command, what, whole_place, tmp_path)
        lost, untold = len(found.lost), len(found.untold)
        row = CampaignRow(f"{what}: {command}", found.rounds, lost, untold, found.worst)
        campaign(row)
    assert [(what, found.lost, found.untold) for what, found in tried.items()] == [
        (what, [], []) for what in tried
    ]
    assert all(0 < found.rounds < LAST_CALL - 1 for found in tried.values())


def refused_from(
    firsts: Iterable[int], command: str, what: str, whole: Place, folder: Path
) -> Tried:
    """Run the command once for each number of a call, from which on calls are refused."""
    tried = Tried()
    for first in firsts:
        place = Place(folder / f"{what} {first}", whole.passphrase)
        shutil.copytree(whole.root, place.root)
        began = time.monotonic()
        arguments = (command, *JOBS[command].arguments(place), "--passphrase-file", place.secret)
        ended = injection.run(arguments, injection.FAULTS[what], first, folder / "log")
        tried.worst = max(tried.worst, time.monotonic() - began)
        if not ended.calls:
            break
        tried.rounds += 1
        if not is_told(ended):
            tried.untold.append((first, ended))
        if not is_whole(JOBS[command], place, ended):
            tried.lost.append((first, ended))
        shutil.rmtree(place.root)
    return tried


def is_whole(job: Job, place: Place, ended: Refused) -> bool:
    """Whether the job left what it should; a vault or a backup that does not open is none."""
    try:
        return job.is_whole(place, ended)
    except PeerDeskError:
        return False


def is_told(ended: Refused) -> bool:
    """Whether it was done all the same, or ended with the words for what the disk does wrong."""
    return ended.code == 0 or any(known in ended.words for known in WORDS)
