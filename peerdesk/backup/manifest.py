"""The manifest of a backup: what it is, and the proof that all of it belongs together.

Canonical JSON (UTF-8, ASCII only, keys sorted, no spaces) of exactly these members:

==================  ==============================================================================
`format`            "peerdesk-backup"
`format_version`    1
`app_version`       the PeerDesk that made it
`schema_version`    the schema of the database inside
`created`           the moment, UTC, as in 2026-11-22T21:05:00+00:00
`vault_id`          the vault's UUID
`payload_size`      bytes of `vault.db`
`payload_sha256`    its SHA-256, lower-case hexadecimal
`keys_sha256`       SHA-256 of `keys.json`
`opens_with`        "vault": the passphrases and recovery words of the vault on that day;
                    "own": a passphrase of the backup's own, and nothing else
`mac`               HMAC-SHA256 under the backup subkey over the canonical JSON of all the others
==================  ==============================================================================

The digests bind the other two entries, and the container leaves nothing else to choose, so the MAC
covers the whole file. No name is in it, and no count of anything.
"""

import hmac
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from peerdesk.backup.container import damaged
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.errors import VaultError
from peerdesk.vault.canonical import Json, canonical, parse_object
from peerdesk.vault.keyfile import UUID_FORM

FORMAT: Final = "peerdesk-backup"
FORMAT_VERSION: Final = 1

_HEXADECIMAL = re.compile(r"[0-9a-f]{64}")
_APP_VERSION = re.compile(r"[0-9A-Za-z.+-]{1,40}")
_LARGEST_NUMBER = 2**53


class OpensWith(StrEnum):
    """Which secrets a backup opens with, so that people are asked for the right one."""

    VAULT = "vault"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the MAC is made over; sizes in bytes, digests in hexadecimal."""

    app_version: str
    schema_version: int
    created: datetime
    vault_id: str
    payload_size: int
    payload_sha256: str
    keys_sha256: str
    opens_with: OpensWith

    def sealed(self, key: bytes | bytearray) -> bytes:
        """The manifest as it stands in the file, authenticated with the 32-byte backup subkey."""
        return canonical({**self._fields(), "mac": self.mac(key)})

    def mac(self, key: bytes | bytearray) -> str:
        """HMAC-SHA256 in hexadecimal."""
        return hmac.digest(key, canonical(self._fields()), "sha256").hex()

    def _fields(self) -> dict[str, Json]:
        fields: dict[str, Json] = asdict(self)
        fields["created"] = self.created.isoformat(timespec="seconds")
        return {**fields, "format": FORMAT, "format_version": FORMAT_VERSION}


@dataclass(frozen=True, slots=True)
class SealedManifest:
    """A manifest as read, with the MAC that it carries."""

    manifest: Manifest
    mac: str

    def require_authentic(self, key: bytes | bytearray) -> None:
        """VaultError TAMPERED unless the MAC was made with this backup subkey."""
        if not hmac.compare_digest(self.mac, self.manifest.mac(key)):
            raise VaultError(BackupTrouble.TAMPERED, part="manifest")


def read_sealed(raw: bytes) -> SealedManifest:
    """Parse a manifest strictly. VaultError NOT_A_BACKUP, NEWER_FORMAT, DAMAGED."""
    fields = _object(raw)
    if fields.get("format") != FORMAT:
        raise VaultError(BackupTrouble.NOT_A_BACKUP)
    version = fields.get("format_version")
    if type(version) is int and FORMAT_VERSION < version <= _LARGEST_NUMBER:
        raise VaultError(BackupTrouble.NEWER_FORMAT, found=version, known=FORMAT_VERSION)
    try:
        manifest = Manifest(
            app_version=_matching(fields["app_version"], _APP_VERSION),
            schema_version=_count(fields["schema_version"]),
            created=_moment(fields["created"]),
            vault_id=_matching(fields["vault_id"], UUID_FORM),
            payload_size=_count(fields["payload_size"]),
            payload_sha256=_matching(fields["payload_sha256"], _HEXADECIMAL),
            keys_sha256=_matching(fields["keys_sha256"], _HEXADECIMAL),
            opens_with=OpensWith(_text(fields["opens_with"])),
        )
        sealed = SealedManifest(manifest, _matching(fields["mac"], _HEXADECIMAL))
    except (KeyError, TypeError, ValueError) as error:
        raise damaged("manifest") from error
    # Written out again it must be the same bytes: no second spelling, no member that we don't know.
    if canonical({**manifest._fields(), "mac": sealed.mac}) != raw:
        raise damaged("manifest")
    return sealed


def _object(raw: bytes) -> dict[str, object]:
    try:
        return parse_object(raw, most_brackets=1)
    except (ValueError, RecursionError) as error:
        raise damaged("manifest") from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value))
    return value


def _matching(value: object, pattern: re.Pattern[str]) -> str:
    text = _text(value)
    if pattern.fullmatch(text) is None:
        raise ValueError(pattern.pattern)
    return text


def _count(value: object) -> int:
    if type(value) is not int:
        raise TypeError(type(value))
    if not 0 < value <= _LARGEST_NUMBER:
        raise ValueError(value)
    return value


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.utcoffset() != timedelta(0):
        raise ValueError(value)
    return moment.astimezone(UTC)
