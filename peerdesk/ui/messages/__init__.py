"""Every failure in words for people: what happened, what was kept, what to do next.

A table for each floor lies beside this file; `occasions` has those that depend on what was being
done. No Qt here, because the headless commands use the same words.
"""

import os
import sys
from datetime import datetime
from enum import StrEnum

from peerdesk.errors import PeerDeskError
from peerdesk.ui.messages import backup, desk, findings, keys, paper, scripts, steps, vault
from peerdesk.vault.findings import Finding

_WORDS: dict[StrEnum, str] = {
    **scripts.WORDS,
    **desk.WORDS,
    **vault.WORDS,
    **keys.WORDS,
    **backup.WORDS,
    **paper.WORDS,
}


_NAMED_VALUES: dict[str | int, str] = {
    **scripts.NAMED_VALUES,
    **{str(reason): said for reason, said in keys.WEAK_REASONS.items()},
}


def words(error: PeerDeskError) -> str:
    """What to tell a person about `error`. KeyError for a code without words, which is a bug."""
    return _WORDS[error.code].format(**data_in_words(error))


def data_in_words(error: PeerDeskError) -> dict[str, str | int]:
    """What an error tells of, as it stands in a sentence."""
    data = {name: _NAMED_VALUES.get(value, value) for name, value in error.data.items()}
    if "host" in data:
        data["host"] = _computer(str(data["host"]))
    if data.get("said"):
        data["said"] = f" It says: {data['said']}"
    return data


def _computer(host: str) -> str:
    """A computer as a person would call it; `host` is its name, empty where unknown."""
    # Asking `platform` would load the network's modules on Windows.
    here = os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename
    same = host.casefold() in {"", here.casefold()}
    return "this computer" if same else f"the computer {host}"


def has_words(code: StrEnum) -> bool:
    """Whether a code of trouble has its message."""
    return code in _WORDS


def finding_in_words(finding: Finding) -> str:
    """What an unlock found out about the vault's files."""
    return findings.WORDS[finding.kind].format(
        generation=finding.generation,
        sealed_generation=finding.sealed_generation,
        kept_as=finding.kept_as,
        times=_times(finding.count),
        when=_when(finding.last),
        former=_former(finding.kept_as),
    )


def _former(kept_as: str) -> str:
    return f" The vault as it was before is kept in set-aside as {kept_as}." if kept_as else ""


def _times(count: int) -> str:
    if not count:
        return "how often is not known, since the file that counts was altered"
    return "once" if count == 1 else f"{count} times"


def _when(moment: datetime | None) -> str:
    if moment is None:
        return ""
    local = moment.astimezone()
    return f", last on {local.day} {local:%B, %H:%M}"


def step_in_words(step: str) -> str:
    """What is being done; the code itself for a step without words, which is a bug."""
    return steps.WORDS.get(step, step)
