"""Results of the commands about backups: lines for people, one JSON object for programs."""

import json
from collections.abc import Iterator, Mapping

from peerdesk.backup.reports import BackupSummary
from peerdesk.cli.arguments import Arguments
from peerdesk.cli.terminal import show

Fact = str | int | list[str]
"""What a line or a JSON member says; each text of a list has a line of its own."""


def show_result(
    arguments: Arguments,
    result: str,
    facts: Mapping[str, Fact],
    records: Mapping[str, int],
    more: Mapping[str, Fact] | None = None,
) -> None:
    """Say what was done, with `records` by their kind; `more` is for programs alone."""
    if arguments.json:
        told = {"result": result, **facts, **(more or {}), "records": dict(records)}
        show(json.dumps(told))
    else:
        show(result, *_lines(facts), *_lines(records))


def _lines(facts: Mapping[str, Fact]) -> Iterator[str]:
    for name, told in facts.items():
        for each in told if isinstance(told, list) else [told]:
            yield f"{name} {each}"


def facts_of(summary: BackupSummary) -> dict[str, Fact]:
    """When the backup was made, and how large it is."""
    return {"created": summary.created.isoformat(), "bytes": summary.size}


def identity_of(summary: BackupSummary) -> dict[str, Fact]:
    """Which file it is, and of which vault."""
    return {"file": str(summary.path), "vault": summary.vault_id}
