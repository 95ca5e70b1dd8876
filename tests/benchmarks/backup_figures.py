"""How long a backup with its proof takes, and how much memory: as multiples of the plain work.

    python tests/benchmarks/backup_figures.py MEGABYTES

The plain work is what nobody can leave out: read the vault's file, write it to the same disk, flush
it, read it back from there, and take the SHA-256 of it twice. It is done in the same run, in turn
with the backups, because a busy machine is slow for both.
"""

import hashlib
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))

from peerdesk.app import create_desk, open_desk  # noqa: E402 - found by the line above
from peerdesk.backup.make import export  # noqa: E402
from peerdesk.backup.rekeyed import OwnPassphrase, own_keys  # noqa: E402
from peerdesk.desk.desk import Desk  # noqa: E402
from peerdesk.domain.members import Member  # noqa: E402
from peerdesk.domain.recovery_words import generate  # noqa: E402
from peerdesk.vault.files import VaultFolder  # noqa: E402
from peerdesk.vault.kdf import FLOOR  # noqa: E402
from peerdesk.vault.words import word_list  # noqa: E402

PASSPHRASE = "seven quiet chairs by the window"
OWN = OwnPassphrase("nine loud benches by the door", "Passphrase of a backup")
TURNS = 5
MIB = 2**20
NOTE_WORDS = 600
"""Some four KiB: a long note."""

MOST_TIMES_PLAIN, MOST_TIMES_PLAIN_OWN = 3.0, 8.0
MOST_GROWN_MIB = 150


@dataclass(frozen=True, slots=True)
class Figures:
    """Medians of seconds, and the MiB by which the process grew at most.

    `own_seconds` is without the making of its key, which is meant to take long.
    """

    size_mib: float
    plain_seconds: float
    usual_seconds: float
    own_seconds: float
    grown_mib: float

    @property
    def usual_ratio(self) -> float:
        return self.usual_seconds / self.plain_seconds

    @property
    def own_ratio(self) -> float:
        return self.own_seconds / self.plain_seconds

    def lines(self) -> list[str]:
        return [
            f"Backup with proof of a vault of {self.size_mib:.0f} MiB, median of {TURNS}",
            f"  plain work       {self.plain_seconds:6.2f} s",
            _line("backup", self.usual_seconds, self.usual_ratio, MOST_TIMES_PLAIN),
            _line("own passphrase", self.own_seconds, self.own_ratio, MOST_TIMES_PLAIN_OWN),
            f"  memory above idle {self.grown_mib:5.0f} MiB, limit {MOST_GROWN_MIB}",
        ]

    def hold(self) -> bool:
        return (
            self.usual_ratio <= MOST_TIMES_PLAIN
            and self.own_ratio <= MOST_TIMES_PLAIN_OWN
            and self.grown_mib <= MOST_GROWN_MIB
        )


def _line(name: str, taken: float, ratio: float, limit: float) -> str:
    return f"  {name:16} {taken:6.2f} s, ratio {ratio:.1f}, limit {limit:.0f}"


def large_vault(root: Path, megabytes: int) -> None:
    """A vault of about that many MiB: long notes with their search index, and drafts.

    Three quarters are drafts, because a search index of so many words takes minutes to make.
    """
    desk = create_desk(
        VaultFolder(root),
        passphrase=PASSPHRASE,
        label="Robin",
        recovery=generate(word_list(), random.Random(1).randrange),  # noqa: S311 - no secret
        name="Harbour House",
        cost=FLOOR,
    )
    member = desk.members.save(Member(chosen_name="Zoë"))
    connection = desk.vault.connection
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO member_notes (uid, created_at, updated_at, member_id, text)"
        " VALUES (?, '2026-01-01', '2026-01-01', ?, ?)",
        ((f"{number:032x}", member.id, text) for number, text in _texts(megabytes * MIB // 5)),
    )
    connection.executemany(
        "INSERT INTO drafts (uid, created_at, updated_at, kind, subject_id, text)"
        " VALUES (?, '2026-01-01', '2026-01-01', 'member', ?, ?)",
        ((f"{number:032x}", number, text) for number, text in _texts(megabytes * MIB * 3 // 4)),
    )
    connection.execute("UPDATE vault SET generation = generation + 1")
    connection.execute("COMMIT")
    desk.close()


def _texts(size: int) -> Iterator[tuple[int, str]]:
    """Numbered texts of so many bytes together."""
    chance, number = random.Random(2), 0  # noqa: S311 - no secret
    words = word_list()[:1000]
    while size > 0:
        text = " ".join(chance.choices(words, k=NOTE_WORDS))
        size -= len(text)
        number += 1
        yield number, text


def measure(root: Path, folder: Path) -> Figures:
    """The figures of the vault in `root`, with `folder` for what is written."""
    desk = open_desk(VaultFolder(root), PASSPHRASE)
    target = folder / "figures.peerdesk-backup"
    # A file that is read for the first time comes from the disk for whoever is first.
    plain_work(desk, folder)
    times: dict[str, list[float]] = {"plain": [], "usual": [], "own": []}
    grown = 0.0
    with closing(desk):
        idle = resident_mib()
        for _ in range(TURNS):
            times["plain"].append(seconds(lambda: plain_work(desk, folder)))
            with peak_since(idle) as peak:
                times["usual"].append(seconds(lambda: export(desk.vault, target)))
            grown = max(grown, peak[0])
            times["own"].append(own_seconds(desk, target))
        size = desk.vault.saved_size / MIB
    middle = {name: statistics.median(taken) for name, taken in times.items()}
    return Figures(size, middle["plain"], middle["usual"], middle["own"], grown)


def own_seconds(desk: Desk, target: Path) -> float:
    """From the first byte that is copied: before that, keys are derived."""
    began = 0.0

    def progress(step: str) -> None:
        nonlocal began
        if step == "backup-step-copying":
            began = time.perf_counter()

    export(desk.vault, target, own=own_keys(desk.vault, OWN), progress=progress)
    return time.perf_counter() - began


def plain_work(desk: Desk, folder: Path) -> None:
    """Read, write, flush, read back from the medium, SHA-256 twice."""
    copy = folder / "plain"
    digest = hashlib.sha256()
    with desk.vault.folder.database.open("rb") as source, copy.open("wb") as target:
        while chunk := source.read(MIB):
            digest.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    with copy.open("rb") as written:
        os.posix_fadvise(written.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        assert hashlib.file_digest(written, "sha256").digest() == digest.digest()
    copy.unlink()


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def resident_mib() -> float:
    return _status("VmRSS")


@contextmanager
def peak_since(idle: float) -> Iterator[list[float]]:
    """The MiB above `idle` at the highest, in a list of one; the kernel forgets earlier peaks."""
    Path("/proc/self/clear_refs").write_text("5")
    peak: list[float] = []
    yield peak
    peak.append(_status("VmHWM") - idle)


def _status(name: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    (line,) = (line for line in lines if line.startswith(name))
    return int(line.split()[1]) / 1024


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        large_vault(folder / "vault", int(sys.argv[1]))
        figures = measure(folder / "vault", folder)
    sys.stdout.write("\n".join(figures.lines()) + "\n")
    return 0 if figures.hold() else 1


if __name__ == "__main__":
    sys.exit(main())
