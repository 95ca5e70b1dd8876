"""Desks with the sample programme on them."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from peerdesk.app import create_desk
from peerdesk.cli.desks import LABEL, locked_at_the_end
from peerdesk.desk.desk import Desk
from peerdesk.desk.sample import built_in_programme, fill_with_sample
from peerdesk.domain.passphrases import generate as generate_passphrase
from peerdesk.domain.recovery_words import generate as generate_recovery_words
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.words import word_list


def new_sample_desk(folder: VaultFolder, passphrase: str) -> Desk:
    """A vault filled with the sample programme as of today.

    Its keys cost the least that is allowed: it holds nobody's data, and nobody should wait for it.
    """
    programme = built_in_programme()
    desk = create_desk(
        folder,
        passphrase=passphrase,
        label=LABEL,
        recovery=generate_recovery_words(word_list(), secrets.randbelow),
        name=programme.name,
        cost=FLOOR,
        is_sample=True,
    )
    fill_with_sample(desk, programme, date.today())  # noqa: DTZ011 - the day on the wall
    return desk


@contextmanager
def passing_sample_desk() -> Iterator[Desk]:
    """A sample desk that is gone afterwards."""
    with TemporaryDirectory(prefix="peerdesk-") as folder:
        desk = new_sample_desk(VaultFolder(Path(folder) / "vault"), random_passphrase())
        with locked_at_the_end(desk):
            yield desk


def random_passphrase() -> str:
    """Six words that nobody chose."""
    return generate_passphrase(word_list(), secrets.randbelow)
