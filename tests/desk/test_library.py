"""The built-in scripts and their way into a vault."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from pace import within

from peerdesk.desk.desk import Desk
from peerdesk.desk.library import built_in_scripts, install_built_ins
from peerdesk.desk.spoken import spoken_words
from peerdesk.domain.groups import Group
from peerdesk.domain.placeholders import unknown_placeholders
from peerdesk.domain.script_files import format_script
from peerdesk.domain.scripts import ReadingForm, Script, Segment, SegmentKind
from peerdesk.domain.secrecy import promises_of


@pytest.fixture
def general(desk: Desk) -> Script:
    return next(s for s in desk.scripts.all() if (s.origin, s.language) == ("general", "en"))


@pytest.fixture
def group(desk: Desk) -> Group:
    return desk.groups.save(Group(name="Harbour"))


@pytest.fixture
def newer(desk: Desk, general: Script, tmp_path: Path) -> Path:
    """A folder with a newer edition of one script, as a newer PeerDesk would have it."""
    welcome = Segment(kind=SegmentKind.WELCOME, title="Welcome", text="Newer words.")
    text = replace(
        desk.scripts.text_of(general.id),
        title="Newer title",
        edition=general.edition + 1,
        segments=(welcome,),
    )
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "general.toml").write_text(format_script(text), encoding="utf-8")
    return tmp_path


def test_a_new_vault_has_every_built_in_script(desk: Desk) -> None:
    shipped = {(text.id, text.language): text for text in built_in_scripts()}
    kept = {(s.origin, s.language): s for s in desk.scripts.all() if s.built_in}
    assert len(shipped) == 22
    assert kept.keys() == shipped.keys()
    for key, script in kept.items():
        words = [(part.title, part.text) for part in desk.scripts.latest(script.id).segments]
        assert words == [(part.title, part.text) for part in shipped[key].segments]


def test_the_whole_library_loads_within_50_milliseconds() -> None:
    within(0.05, built_in_scripts)


def test_installing_again_adds_nothing(desk: Desk) -> None:
    before = desk.scripts.all()
    assert install_built_ins(desk) == 0
    assert desk.scripts.all() == before


def test_built_ins_use_only_placeholders_that_can_be_filled(desk: Desk) -> None:
    for text in built_in_scripts():
        for segment in text.segments:
            assert unknown_placeholders(segment.text) == ()
            assert all(unknown_placeholders(rule.text) == () for rule in segment.rules)


def test_newer_words_replace_those_that_nobody_used(
    desk: Desk, general: Script, newer: Path
) -> None:
    assert install_built_ins(desk, newer) == 1
    assert [version.number for version in desk.scripts.versions(general.id)] == [1]
    assert desk.scripts.latest(general.id).segments[0].text == "Newer words."
    assert desk.scripts.get(general.id).title == "Newer title"


def test_newer_words_are_the_next_version_where_a_group_agreed_to_the_older(
    desk: Desk, general: Script, group: Group, newer: Path
) -> None:
    agreed = desk.scripts.latest(general.id)
    desk.agreements.take(group.id, agreed.id, date(2026, 11, 22))
    install_built_ins(desk, newer)
    assert desk.scripts.version(agreed.id).segments == agreed.segments
    assert desk.scripts.latest(general.id).number == 2
    in_force = desk.agreements.in_force(group.id)
    assert in_force is not None
    assert in_force.version.id == agreed.id


def test_newer_words_do_not_change_what_somebody_prepared_to_read(
    desk: Desk, general: Script, group: Group, newer: Path
) -> None:
    session = desk.sessions.plan(group.id, datetime(2026, 11, 24, 18, 30))
    prepared = desk.scripts.latest(general.id)
    desk.sessions.choose_reading(session.id, prepared.id, ReadingForm.FULL)
    install_built_ins(desk, newer)
    assert desk.scripts.version(prepared.id) == prepared


def test_a_vault_that_a_newer_peerdesk_used_keeps_its_newer_words(
    desk: Desk, general: Script, newer: Path
) -> None:
    install_built_ins(desk, newer)
    generation = desk.generation
    assert install_built_ins(desk) == 0
    assert desk.scripts.latest(general.id).segments[0].text == "Newer words."
    assert desk.generation == generation


def test_a_copy_of_ones_own_is_not_renewed(desk: Desk, general: Script, newer: Path) -> None:
    ours = desk.scripts.duplicate(general.id, "Ours")
    before = desk.scripts.latest(ours.id)
    install_built_ins(desk, newer)
    assert desk.scripts.latest(ours.id) == before
    assert desk.scripts.get(ours.id) == ours


def test_no_built_in_script_promises_secrecy(desk: Desk) -> None:
    for script in desk.scripts.all():
        version = desk.scripts.latest(script.id)
        assert promises_of(version, spoken_words(script.language)) == ()


def test_a_vault_made_by_an_earlier_peerdesk_gets_the_rest_and_keeps_what_it_agreed_to(
    desk: Desk, general: Script, group: Group
) -> None:
    agreed = desk.scripts.latest(general.id)
    desk.agreements.take(group.id, agreed.id, date(2026, 11, 22))
    with desk.change(None):
        desk.connection.execute("DELETE FROM scripts WHERE id <> ?", (general.id,))
        desk.connection.execute("UPDATE scripts SET edition = 1")
    assert install_built_ins(desk) == 22
    assert len(desk.scripts.all()) == 22
    assert desk.scripts.version(agreed.id).segments == agreed.segments
    assert [version.number for version in desk.scripts.versions(general.id)] == [2, 1]
    assert install_built_ins(desk) == 0
