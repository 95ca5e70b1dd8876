"""`peerdesk demo`: the main job with a sample vault, each step done for real and checked."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from peerdesk.app import sample_desk
from peerdesk.backup.make import export
from peerdesk.backup.proof import verify
from peerdesk.backup.restore import restore
from peerdesk.cli.demo_handouts import write_every_handout
from peerdesk.cli.desks import locked_at_the_end, opened
from peerdesk.cli.proofs import FEWEST_SHADES, drawn_shades, require
from peerdesk.cli.samples import random_passphrase
from peerdesk.cli.terminal import ExitCode, show, tell
from peerdesk.cli.troubles import CliTrouble
from peerdesk.desk.desk import Desk
from peerdesk.desk.examination import faults_of
from peerdesk.desk.new_place import NewPlace
from peerdesk.domain.log import LogKind
from peerdesk.errors import VaultError
from peerdesk.vault.files import VaultFolder


@dataclass(frozen=True, slots=True)
class DemoFolder:
    """Where each thing of the demo goes."""

    root: Path

    @property
    def vault(self) -> VaultFolder:
        """The sample vault."""
        return VaultFolder(self.root / "vault")

    @property
    def restored(self) -> VaultFolder:
        """The vault that the backup gave."""
        return VaultFolder(self.root / "restored")

    @property
    def backup(self) -> Path:
        """The one encrypted file."""
        return self.root / "sample.peerdesk-backup"

    @property
    def handouts(self) -> Path:
        """PDF files."""
        return self.root / "handouts"

    @property
    def screens(self) -> Path:
        """Pictures of every page."""
        return self.root / "screens"


def show_main_job(root: Path) -> ExitCode:
    """Do each step in `root` and check it. UserError FOLDER_NOT_EMPTY, VaultError CHECK_FAILED.

    What was made stays for a look where a check fails; on any other failure nothing is left.
    """
    place = NewPlace.at(root)
    place.root.mkdir(parents=True, exist_ok=True)
    with ExitStack() as undo:
        undo.callback(place.put_back)
        try:
            _do_each_step(DemoFolder(place.root))
        except VaultError as error:
            if error.code is CliTrouble.CHECK_FAILED:
                undo.pop_all()
            raise
        undo.pop_all()
    tell("Every step was done and checked. Open the sample vault with the passphrase above.")
    return ExitCode.DONE


def _do_each_step(folder: DemoFolder) -> None:
    secret = random_passphrase()
    desk = sample_desk(folder.vault.root, secret)
    with locked_at_the_end(desk):
        show(f"passphrase: {secret}")
        _tell_of_vault(desk, folder)
        write_every_handout(desk, folder.handouts)
        _back_up(desk, folder, secret)
        _restore(folder, secret, desk.counts())
        _draw_pages(desk, folder)


def _tell_of_vault(desk: Desk, folder: DemoFolder) -> None:
    counts = desk.counts()
    held = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in counts.items())
    require("the sample vault holds records of every kind", all(counts.values()), held)
    faults = faults_of(desk)
    require("the sample vault is whole", not faults, f"{len(faults)} faults")
    show(f"vault: {folder.vault.root} ({held})")


def _back_up(desk: Desk, folder: DemoFolder, secret: str) -> None:
    made = export(desk.vault, folder.backup)
    desk.note_in_log(LogKind.BACKED_UP)
    proven = verify(folder.backup, secret)
    require("the backup holds the same counts when read again", made.counts == proven.counts, "")
    size = folder.backup.stat().st_size
    require("the backup has the size it says", size == proven.summary.size, f"{size} bytes")
    show(f"backup: {folder.backup} ({size} bytes, read back and verified)")


def _restore(folder: DemoFolder, secret: str, held: dict[str, int]) -> None:
    restore(folder.backup, folder.restored, secret)
    with opened(folder.restored.root, secret) as desk:
        found = desk.counts()
        require("the restored vault holds the same counts", found == held, str(found))
        faults = faults_of(desk)
        require("the restored vault is whole", not faults, f"{len(faults)} faults")
    show(f"restored: {folder.restored.root} (the same counts, whole)")


def _draw_pages(desk: Desk, folder: DemoFolder) -> None:
    draw_every_page = _drawer()
    folder.screens.mkdir()
    pictures = draw_every_page(desk, folder.screens)
    require("every page was drawn", bool(pictures), f"{len(pictures)} pictures")
    for picture in pictures:
        shades = drawn_shades(picture)
        require(f"{picture.name} is not blank", shades >= FEWEST_SHADES, f"{shades} shades")
    show(f"screens: {folder.screens} ({len(pictures)} pictures, none blank)")


def _drawer() -> Callable[[Desk, Path], list[Path]]:
    from peerdesk.ui.gallery import draw_every_page  # noqa: PLC0415 - brings the whole window

    return draw_every_page
