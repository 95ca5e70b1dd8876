"""What is left of a damaged vault beside its newest backup, in words and numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from peerdesk.vault.salvage import SalvageReport

KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Groups", ("groups",)),
    ("People", ("members",)),
    ("Sessions", ("sessions",)),
    ("Notes about sessions", ("group_notes",)),
    ("Notes about people", ("member_notes",)),
    ("Unfinished notes", ("drafts",)),
    ("Ground rules", ("scripts", "script_versions", "segments", "rule_items", "agreements")),
)
"""What a person knows records by, and the tables that they are kept in."""
_OTHERS = "Everything else"
_NOT_A_RECORD = frozenset({"vault"})


@dataclass(frozen=True, slots=True)
class RepairRow:
    """A kind of record: how many can be read, are known to be missing, and are in the backup.

    None where nothing can be read, or there is no backup.
    """

    kind: str
    readable: int | None
    missing: int | None
    in_backup: int | None


def rows(salvage: SalvageReport | None, backup: Mapping[str, int] | None) -> list[RepairRow]:
    """A row for each kind that is anywhere, those in many tables added up."""
    tables = {*(salvage.saved if salvage else ()), *(backup or ())} - _NOT_A_RECORD
    named = {table for _, kind in KINDS for table in kind}
    kinds = [*KINDS, (_OTHERS, tuple(sorted(tables - named)))]
    found = [
        RepairRow(
            kind,
            _sum(salvage.saved if salvage else None, tables_of_kind),
            _sum(salvage.lost if salvage else None, tables_of_kind),
            _sum(backup, tables_of_kind),
        )
        for kind, tables_of_kind in kinds
    ]
    return [row for row in found if row.readable or row.missing or row.in_backup]


def _sum(counts: Mapping[str, int] | None, tables: tuple[str, ...]) -> int | None:
    return None if counts is None else sum(counts.get(table, 0) for table in tables)


def damage_in_words(salvage: SalvageReport) -> str:
    """What happened to the file."""
    if salvage.damaged_pages:
        return (
            f"Of {salvage.pages:,} pages of vault.db, {salvage.damaged_pages:,} are damaged. "
            "Nothing was changed."
        )
    return (
        "Every page of vault.db can be read, but they do not fit together: some are from another "
        "day, or a part is missing. Nothing was changed."
    )


def doubts_in_words(salvage: SalvageReport) -> str:
    """What the numbers do not say; empty where there is nothing."""
    told = []
    if not salvage.is_exact:
        told.append("More may be missing than is counted here.")
    stood_in = sum(salvage.stood_in.values())
    if stood_in:
        told.append(
            f"{stood_in:,} records that others belong to are lost themselves: they are called "
            "“?” and a number, so that their notes stay."
        )
    return " ".join(told)


def backup_in_words(made: str | None, refused: int) -> str:
    """Which backup there is; `made` is its moment in words, None where none can be used."""
    damaged = {0: "", 1: " One newer file there can't be used."}.get(
        refused, f" {refused} newer files there can't be used."
    )
    if made is None:
        others = f" {refused} files there can't be used." if refused else ""
        return f"No backup that this passphrase opens is in the vault's folder.{others}"
    return f"The newest backup in the vault's folder, checked just now: {made}.{damaged}"
