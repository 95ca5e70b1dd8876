"""Scripts and their versions. A version that was read or agreed to never changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate, required_name
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table, now
from peerdesk.desk.segment_rows import SegmentRows
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.log import LogKind
from peerdesk.domain.names import many_lines, one_line
from peerdesk.domain.scripts import Script, ScriptText, ScriptVersion, Segment
from peerdesk.errors import UserError

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk


_USUAL_ORDER = """
built_in, CASE WHEN built_in THEN language END, built_in AND origin <> 'general',
title COLLATE NOCASE, id
"""
_LIBRARY_WORDS = """
SELECT r.text FROM rule_items AS r JOIN segments AS s ON s.id = r.segment_id
JOIN script_versions AS v ON v.id = s.version_id JOIN scripts AS c ON c.id = v.script_id
WHERE c.built_in
"""
_REFERRED_TO = """
SELECT EXISTS (SELECT 1 FROM sessions WHERE version_id = :version)
    OR EXISTS (SELECT 1 FROM agreements WHERE version_id = :version)
    OR EXISTS (SELECT 1 FROM agreement_makings WHERE version_id = :version)
"""


class Scripts(Aggregate):
    """What is read aloud."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._table = Table(self._connection, "scripts", Script)
        self._versions = Table(self._connection, "script_versions", ScriptVersion)
        self._segments = SegmentRows(self._connection)

    def all(self) -> list[Script]:
        """The own scripts, then the built-in ones by language, the general one first of each."""
        return self._table.where("1", order=_USUAL_ORDER)

    def get(self, script_id: int) -> Script:
        """One script. UserError RECORD_GONE."""
        return self._table.get(script_id)

    def save(self, script: Script) -> Script:
        """Keep the title and summary of an own script. UserError NAME_MISSING, BUILT_IN_SCRIPT."""
        if script.id and self.get(script.id).built_in:
            raise UserError(DeskTrouble.BUILT_IN_SCRIPT)
        cleaned = replace(
            script, title=required_name(script.title), summary=many_lines(script.summary)
        )
        with self._desk.change(LogKind.CHANGED, Kind.SCRIPT) as change:
            kept = self._table.save(cleaned)
            change.touch(Kind.SCRIPT, kept.id)
        return kept

    def add(self, text: ScriptText, *, built_in: bool = False) -> Script:
        """Keep a script from a file, as version 1."""
        script = Script(
            title=required_name(text.title),
            summary=text.summary,
            language=text.language,
            level=text.level,
            origin=text.id,
            edition=text.edition,
            built_in=built_in,
        )
        with self._desk.change(LogKind.CHANGED, Kind.SCRIPT) as change:
            kept = self._table.add(script)
            self._add_version(ScriptVersion(script_id=kept.id, segments=text.segments))
            change.touch(Kind.SCRIPT, kept.id)
        return kept

    def duplicate(self, script_id: int, title: str) -> Script:
        """An own script with the newest words of another."""
        return self.add(replace(self.text_of(script_id), title=title))

    def text_of(self, script_id: int) -> ScriptText:
        """The newest words of a script, with nothing of the vault. UserError RECORD_GONE."""
        script = self.get(script_id)
        return ScriptText(
            id=script.origin,
            language=script.language,
            level=script.level,
            edition=script.edition,
            title=script.title,
            summary=script.summary,
            segments=self.latest(script_id).segments,
        )

    def renew(self, script: Script, text: ScriptText) -> None:
        """Keep the newer words of a built-in script.

        A version that was used, or that a session has chosen to read, stays; the newer words are
        then the next version.
        """
        with self._desk.change(LogKind.CHANGED, Kind.SCRIPT) as change:
            self._table.update(
                replace(
                    script,
                    title=required_name(text.title),
                    summary=text.summary,
                    level=text.level,
                    edition=text.edition,
                )
            )
            newest = self.versions(script.id)[0]
            if newest.used_at is not None or self._is_going_to_be_read(script.id):
                self._add_next(script.id, text.segments)
            else:
                self._rewrite(newest, replace(newest, segments=text.segments))
            change.touch(Kind.SCRIPT, script.id)

    def remove(self, script_id: int) -> ScriptText:
        """Remove an own script that was never used; give what `add` makes it again from.

        One that a session has chosen to read is in use as well.

        UserError BUILT_IN_SCRIPT, SCRIPT_IN_USE.
        """
        script = self.get(script_id)
        if script.built_in:
            raise UserError(DeskTrouble.BUILT_IN_SCRIPT)
        used = any(version.used_at is not None for version in self.versions(script_id))
        if used or self._is_going_to_be_read(script_id):
            raise UserError(DeskTrouble.SCRIPT_IN_USE)
        text = self.text_of(script_id)
        with self._desk.change(LogKind.CHANGED, Kind.SCRIPT) as change:
            self._table.delete("id = ?", (script_id,))
            change.touch(Kind.SCRIPT, script_id)
        return text

    def versions(self, script_id: int) -> list[ScriptVersion]:
        """Every version without its segments, newest first."""
        return self._versions.where("script_id = ?", (script_id,), order="number DESC")

    def version(self, version_id: int) -> ScriptVersion:
        """One version with its segments. UserError RECORD_GONE."""
        return self._with_segments(self._versions.get(version_id))

    def latest(self, script_id: int) -> ScriptVersion:
        """The newest version with its segments. UserError RECORD_GONE."""
        found = self._versions.where("script_id = ?", (script_id,), order="number DESC LIMIT 1")
        if not found:
            raise UserError(DeskTrouble.RECORD_GONE, kind=Kind.SCRIPT)
        return self._with_segments(found[0])

    def revise(self, version: ScriptVersion) -> ScriptVersion:
        """Keep edited segments: in place, or as the next version if `version` was used.

        UserError BUILT_IN_SCRIPT, SCRIPT_WITHOUT_WORDS; SCRIPT_CHANGED_SINCE where `version` was
        read before somebody else's change, which would be lost.
        """
        self._require_own(version.script_id, version.segments)
        wanted = replace(version, reason=one_line(version.reason))
        with self._desk.change(LogKind.CHANGED, Kind.SCRIPT) as change:
            current = self._versions.get(version.id)
            newest = self.versions(version.script_id)[0]
            if newest.id != current.id:
                raise UserError(DeskTrouble.SCRIPT_CHANGED_SINCE)
            if current.used_at is None:
                self._rewrite(current, wanted)
                kept = current
            else:
                kept = self._add_next(version.script_id, version.segments, wanted.reason)
            change.touch(Kind.SCRIPT, version.script_id)
        return self.version(kept.id)

    def words_of_built_ins(self) -> str:
        """Every rule of the built-in scripts, in all languages, for telling words from names."""
        return "\n".join(words for (words,) in self._connection.execute(_LIBRARY_WORDS))

    def add_version(
        self, script_id: int, segments: tuple[Segment, ...], reason: str = ""
    ) -> ScriptVersion:
        """Keep words as the next version of an own script, whatever the newest one says.

        UserError BUILT_IN_SCRIPT, SCRIPT_WITHOUT_WORDS.
        """
        self._require_own(script_id, segments)
        with self._desk.change(LogKind.CHANGED, Kind.SCRIPT) as change:
            kept = self._add_next(script_id, segments, one_line(reason))
            change.touch(Kind.SCRIPT, script_id)
        return self.version(kept.id)

    def take_back_version(self, version: ScriptVersion) -> bool:
        """Remove a version that was added by mistake, and its script with the last one.

        It stays where an agreement or a session refers to it; whether it went.
        """
        if self._is_referred_to(version.id):
            return False
        with self._desk.change(LogKind.CHANGED, Kind.SCRIPT) as change:
            # What was used can't be removed, and this was used by nothing but a mistake.
            self._versions.update(replace(self._versions.get(version.id), used_at=None))
            self._versions.delete("id = ?", (version.id,))
            if not self.versions(version.script_id):
                self._table.delete("id = ?", (version.script_id,))
            change.touch(Kind.SCRIPT, version.script_id)
        return True

    def mark_used(self, version_id: int) -> None:
        """Say that a version was read or agreed to, inside the change that did so."""
        version = self._versions.get(version_id)
        if version.used_at is None:
            self._versions.update(replace(version, used_at=now()))

    def _is_going_to_be_read(self, script_id: int) -> bool:
        found = self._connection.execute(
            "SELECT EXISTS (SELECT 1 FROM sessions AS s "
            "JOIN script_versions AS v ON v.id = s.version_id WHERE v.script_id = ?)",
            (script_id,),
        ).fetchone()
        return bool(found[0])

    def _is_referred_to(self, version_id: int) -> bool:
        found = self._connection.execute(_REFERRED_TO, {"version": version_id}).fetchone()
        return bool(found[0])

    def _require_own(self, script_id: int, segments: tuple[Segment, ...]) -> None:
        if self.get(script_id).built_in:
            raise UserError(DeskTrouble.BUILT_IN_SCRIPT)
        if not segments:
            raise UserError(DeskTrouble.SCRIPT_WITHOUT_WORDS)

    def _rewrite(self, current: ScriptVersion, wanted: ScriptVersion) -> None:
        if wanted.updated_at != current.updated_at:
            raise UserError(DeskTrouble.SCRIPT_CHANGED_SINCE)
        self._segments.rewrite(current.id, wanted.segments)
        self._versions.update(replace(current, reason=wanted.reason))

    def _add_next(
        self, script_id: int, segments: tuple[Segment, ...], reason: str = ""
    ) -> ScriptVersion:
        number = self.versions(script_id)[0].number + 1
        return self._add_version(
            ScriptVersion(script_id=script_id, number=number, reason=reason, segments=segments)
        )

    def _add_version(self, version: ScriptVersion) -> ScriptVersion:
        kept = self._versions.add(version)
        self._segments.add(kept.id, version.segments)
        return kept

    def _with_segments(self, version: ScriptVersion) -> ScriptVersion:
        return replace(version, segments=self._segments.of_version(version.id))
