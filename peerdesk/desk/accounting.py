"""What was given to others in a span of days, as it leaves the vault."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from peerdesk.desk.held import member_of, veil_over_others
from peerdesk.desk.paper_file import FileForm, table_form
from peerdesk.desk.rows import Table
from peerdesk.domain.accounting import (
    COLUMNS,
    FORMAT,
    AccountedRelease,
    Accounting,
    as_json,
    rows_of,
)
from peerdesk.domain.log import LogKind
from peerdesk.domain.releases import InformationRelease, ReleaseConsent, Told
from peerdesk.domain.tables import csv_of
from peerdesk.vault.cipher import translating

if TYPE_CHECKING:
    from datetime import date

    from peerdesk.domain.directory import Veil
    from peerdesk.vault.cipher import Connection
    from peerdesk.vault.open_vault import OpenVault

ACCOUNTING_FILE = FileForm(
    (".json",), LogKind.EXPORTED, (f'{{\n  "format": {json.dumps(FORMAT)}'.encode(),)
)
ACCOUNTING_TABLE = table_form(csv_of([COLUMNS]))
_OF_MEMBER = "member_id = ? AND released_on BETWEEN ? AND ?"
_OF_ALL = "released_on BETWEEN ? AND ?"
_NEWEST_FIRST = "released_on DESC, id DESC"
_UNTOLD = f"SELECT count(*) FROM information_releases WHERE {_OF_MEMBER} AND told = ?"  # noqa: S608 - constants
_NAMES = "SELECT id, chosen_name FROM members"
_GROUPS = "SELECT id, name FROM groups"


@dataclass(frozen=True, slots=True)
class AccountingQuestion:
    """Whose releases, of which days. `member_id` None: everybody's, and those of groups."""

    member_id: int | None
    since: date
    until: date
    with_untold: bool = False
    """Also what the person was not told of; of no matter where it is of everybody."""


def accounting_for(vault: OpenVault, question: AccountingQuestion) -> Accounting:
    """As `accounting_of`, in a job. Raises the vault's codes."""
    with translating(), closing(vault.reader()) as reader:
        return accounting_of(reader, vault.name, question)


def accounting_of(
    connection: Connection, vault_name: str, question: AccountingQuestion
) -> Accounting:
    """What was given. Of one person it has no name of anybody else. UserError RECORD_GONE."""
    if question.member_id is None:
        return _of_all(connection, vault_name, question)
    member = member_of(connection, question.member_id)
    veil = veil_over_others(connection, member.id)
    found = _found(connection, _OF_MEMBER, (question.member_id, question.since, question.until))
    told = [each for each in found if question.with_untold or each.told is not Told.NO]
    consents = _consents(connection)
    releases = tuple(
        AccountedRelease(masked(each, veil), _named(consents, each.consent_id), "", "")
        for each in told
    )
    return Accounting(
        vault_name,
        member.chosen_name,
        question.since,
        question.until,
        releases,
        left_out=len(found) - len(told),
    )


def has_untold(connection: Connection, question: AccountingQuestion) -> bool:
    """Whether there is something that the person was not told of, without the names in it."""
    asked = (question.member_id, question.since, question.until, Told.NO)
    (found,) = connection.execute(_UNTOLD, asked).fetchone()
    return bool(found)


def masked(release: InformationRelease, veil: Veil) -> InformationRelease:
    """`release` without names of others; to whom it was given stays, as that is what is told."""
    return replace(
        release,
        what=veil.over(release.what),
        purpose=veil.over(release.purpose),
        reference=veil.over(release.reference),
        not_told_because=veil.over(release.not_told_because),
    )


def json_of(accounting: Accounting) -> bytes:
    """A file of `ACCOUNTING_FILE`."""
    return f"{json.dumps(as_json(accounting), ensure_ascii=False, indent=2)}\n".encode()


def table_of(accounting: Accounting) -> bytes:
    """A file of `ACCOUNTING_TABLE`."""
    return csv_of([COLUMNS, *rows_of(accounting)])


def _of_all(connection: Connection, vault_name: str, question: AccountingQuestion) -> Accounting:
    names = {int(row_id): str(name) for row_id, name in connection.execute(_NAMES)}
    groups = {int(row_id): str(name) for row_id, name in connection.execute(_GROUPS)}
    consents = _consents(connection)
    found = _found(connection, _OF_ALL, (question.since, question.until))
    releases = tuple(
        AccountedRelease(
            each,
            _named(consents, each.consent_id),
            names[each.member_id] if each.member_id is not None else groups[each.group_id or 0],
            names.get(each.given_by_id or 0, ""),
        )
        for each in found
    )
    return Accounting(vault_name, "", question.since, question.until, releases)


def _found(
    connection: Connection, condition: str, values: tuple[object, ...]
) -> list[InformationRelease]:
    table = Table(connection, "information_releases", InformationRelease)
    return table.where(condition, values, order=_NEWEST_FIRST)


def _consents(connection: Connection) -> dict[int, ReleaseConsent]:
    found = Table(connection, "release_consents", ReleaseConsent).where()
    return {consent.id: consent for consent in found}


def _named(consents: dict[int, ReleaseConsent], consent_id: int | None) -> ReleaseConsent | None:
    return consents.get(consent_id) if consent_id is not None else None
