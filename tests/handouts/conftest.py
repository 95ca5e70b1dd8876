"""A sample vault, filled once for all tests that only read it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from evenings import Evening

from peerdesk.app import sample_desk
from peerdesk.desk.desk import Desk

NOW = datetime(2026, 11, 24, 18, 0)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk of the sample programme; what a test adds to it stays for the others."""
    desk = sample_desk(tmp_path_factory.mktemp("sample") / "vault")
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def evening(sample: Desk) -> Evening:
    """What most handouts are printed for."""
    for session in sample.sessions.planned(NOW):
        if sample.agreements.in_force(session.group_id) is not None:
            group = sample.groups.get(session.group_id)
            return Evening(sample, group, session.starts_at - timedelta(hours=1))
    raise AssertionError("the sample has no group that is going to meet and agreed to anything")
