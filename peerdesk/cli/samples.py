"""Desks with the sample programme on them."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from peerdesk.app import sample_desk
from peerdesk.cli.desks import locked_at_the_end
from peerdesk.desk.desk import Desk
from peerdesk.domain.passphrases import generate as generate_passphrase
from peerdesk.vault.words import word_list


@contextmanager
def passing_sample_desk() -> Iterator[Desk]:
    """A sample desk that is gone afterwards."""
    with TemporaryDirectory(prefix="peerdesk-") as folder:
        desk = sample_desk(Path(folder) / "vault")
        with locked_at_the_end(desk):
            yield desk


def random_passphrase() -> str:
    """Six words that nobody chose."""
    return generate_passphrase(word_list(), secrets.randbelow)
