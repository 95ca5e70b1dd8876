"""An open vault, with an aggregate for each kind of record."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2

from peerdesk.desk.access import AccessNeeds
from peerdesk.desk.agreements import Agreements
from peerdesk.desk.backups import Backups
from peerdesk.desk.changes import Change, Kind, PendingChange
from peerdesk.desk.consents import Consents
from peerdesk.desk.contacts import Contacts
from peerdesk.desk.crisis_resources import CrisisResources
from peerdesk.desk.debriefs import Debriefs
from peerdesk.desk.directory import Directory
from peerdesk.desk.drafts import Drafts
from peerdesk.desk.erasure import Erasures
from peerdesk.desk.follow_ups import FollowUps
from peerdesk.desk.gentle_words import GentleWordLists
from peerdesk.desk.groups import Groups
from peerdesk.desk.handout_choices import HandoutChoices
from peerdesk.desk.legal_texts import LegalTexts
from peerdesk.desk.limits import Limits
from peerdesk.desk.log import Log
from peerdesk.desk.makings import Makings
from peerdesk.desk.meeting_changes import MeetingChanges
from peerdesk.desk.member_follow_ups import MemberFollowUps
from peerdesk.desk.members import Members
from peerdesk.desk.merging import Merges
from peerdesk.desk.note_versions import NoteVersions
from peerdesk.desk.notes import Notes
from peerdesk.desk.parking import Parking
from peerdesk.desk.releases import Releases
from peerdesk.desk.retention import Retention
from peerdesk.desk.reviews import Reviews
from peerdesk.desk.rule_reviews import RuleReviews
from peerdesk.desk.running import Running
from peerdesk.desk.safeguarding import Safeguarding
from peerdesk.desk.scripts import Scripts
from peerdesk.desk.sessions import Sessions
from peerdesk.desk.tonight import Tonight
from peerdesk.desk.welcomes import Welcomes
from peerdesk.domain.locking import LockTrigger
from peerdesk.domain.log import LogKind
from peerdesk.errors import UserError
from peerdesk.vault import identity
from peerdesk.vault.cipher import Connection, told, translating
from peerdesk.vault.troubles import VaultTrouble
from peerdesk.vault.vault import OpenVault

LONGEST_WAIT_SECONDS = 0.03
"""How long a change waits for a job that changes records: nobody notices that of a window."""
_COUNT_CHANGE = "UPDATE vault SET generation = generation + 1 RETURNING generation"


class Desk:
    """The one way to read and change what an open vault holds.

    Reading methods and `change` belong to the thread that opened the vault. Background work opens
    its own `vault.reader()`.
    """

    def __init__(self, vault: OpenVault, connection: Connection | None = None) -> None:
        """`connection` is another one than the vault's own, for a job that changes records."""
        self.vault = vault
        self.connection = connection or vault.connection
        self._pending: PendingChange | None = None
        self._listeners: list[Callable[[Change], None]] = []
        self.log = Log(self)
        self.groups = Groups(self)
        self.meeting_changes = MeetingChanges(self)
        self.members = Members(self)
        self.directory = Directory(self)
        self.contacts = Contacts(self)
        self.access = AccessNeeds(self)
        self.welcomes = Welcomes(self)
        self.member_follow_ups = MemberFollowUps(self)
        self.limits = Limits(self)
        self.crisis_resources = CrisisResources(self)
        self.reviews = Reviews(self)
        self.scripts = Scripts(self)
        self.agreements = Agreements(self)
        self.rule_reviews = RuleReviews(self)
        self.makings = Makings(self)
        self.sessions = Sessions(self)
        self.tonight = Tonight(self)
        self.running = Running(self)
        self.parking = Parking(self)
        self.follow_ups = FollowUps(self)
        self.drafts = Drafts(self)
        self.debriefs = Debriefs(self)
        self.safeguarding = Safeguarding(self)
        self.consents = Consents(self)
        self.releases = Releases(self)
        self.legal_texts = LegalTexts(self)
        self.gentle_words = GentleWordLists(self)
        self.note_versions = NoteVersions(self)
        self.notes = Notes(self)
        self.erasures = Erasures(self)
        self.merges = Merges(self)
        self.retention = Retention(self)
        self.backups = Backups(self)
        self.handout_choices = HandoutChoices(self)

    @property
    def is_changing(self) -> bool:
        """Whether a change is being made that is not committed yet."""
        return self._pending is not None

    def listen(self, listener: Callable[[Change], None]) -> None:
        """Call `listener` after each commit, on the thread that made the change."""
        self._listeners.append(listener)

    def stop_listening(self, listener: Callable[[Change], None]) -> None:
        """Take `listen` back."""
        self._listeners.remove(listener)

    @contextmanager
    def change(self, kind: LogKind | None, subject: str = "") -> Iterator[PendingChange]:
        """One transaction with its log entry (none for drafts) and the next generation.

        A change inside a change joins the outer one: all of it is committed, or nothing. Where the
        outer one catches an inner error, only the inner half is taken back. Raises VaultError or
        UserError with a code of the vault for what the disk refuses, and UserError BUSY while a job
        makes a long change, for whose end no window may wait.
        """
        if self._pending is not None:
            with self._inner_half():
                yield self._pending
            return
        self.vault.require_saving()
        self._require_turn()
        pending = PendingChange()
        with translating():
            self.connection.execute("BEGIN IMMEDIATE")
            self._pending = pending
            try:
                yield pending
                if kind is not None:
                    self.log.write(kind, subject)
                    pending.touch(Kind.LOG)
                (generation,) = self.connection.execute(_COUNT_CHANGE).fetchone()
                self.connection.execute("COMMIT")
                self.vault.note_saved(generation)
            except dbapi2.DatabaseError as error:
                self.vault.note_failed(told(error))
                raise
            finally:
                self._pending = None
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
        self.tell(pending.committed())

    def _require_turn(self) -> None:
        if self.connection is not self.vault.connection:
            return  # the job itself
        turn = self.vault.long_change
        if not turn.acquire(timeout=LONGEST_WAIT_SECONDS):
            raise UserError(VaultTrouble.BUSY)
        turn.release()

    def tell(self, change: Change) -> None:
        """Pass a change on to whoever listens, also one that a job made by a desk of its own."""
        for listener in tuple(self._listeners):
            listener(change)

    @contextmanager
    def _inner_half(self) -> Iterator[None]:
        self.connection.execute("SAVEPOINT inner_half")
        done = False
        try:
            yield
            done = True
        finally:
            # A full disk may have rolled the whole transaction back already.
            if self.connection.in_transaction:
                if not done:
                    self.connection.execute("ROLLBACK TO inner_half")
                self.connection.execute("RELEASE inner_half")

    def note_in_log(self, kind: LogKind, subject: str = "", count: int = 0) -> None:
        """Log something that changed no record: an unlock, a print, a backup.

        A vault that could be opened to read only stays as it is.
        """
        if not self.vault.can_save:
            return
        with self.change(None) as pending:
            self.log.write(kind, subject, count)
            pending.touch(Kind.LOG)

    @property
    def generation(self) -> int:
        """How many changes were saved so far."""
        return identity.read(self.connection).generation

    def counts(self) -> dict[str, int]:
        """How many groups, members, scripts, sessions and notes the vault holds."""
        names = ("groups", "members", "scripts", "sessions", "group_notes", "member_notes")
        counted = {}
        for name in names:
            sql = f"SELECT count(*) FROM {name}"  # noqa: S608 - constants
            (counted[name],) = self.connection.execute(sql).fetchone()
        return counted

    def close(self, trigger: LockTrigger | None = None, *, keep_lock: bool = False) -> None:
        """Log the lock and what caused it, close the database and write the seal.

        A second call does nothing.
        """
        if self.vault.is_closed:
            return
        try:
            self.vault.by_the_reserve(lambda: self.note_in_log(LogKind.LOCKED, trigger or ""))
        finally:
            self.vault.close(keep_lock=keep_lock)
