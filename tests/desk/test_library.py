"""The built-in scripts and their way into a vault."""

from peerdesk.desk.desk import Desk
from peerdesk.desk.library import built_in_scripts, install_built_ins
from peerdesk.domain.placeholders import unknown_placeholders


def test_a_new_vault_has_every_built_in_script(desk: Desk) -> None:
    shipped = {(text.id, text.language): text for text in built_in_scripts()}
    kept = {(s.origin, s.language): s for s in desk.scripts.all() if s.built_in}
    assert len(shipped) >= 3
    assert kept.keys() == shipped.keys()
    for key, script in kept.items():
        words = [(part.title, part.text) for part in desk.scripts.latest(script.id).segments]
        assert words == [(part.title, part.text) for part in shipped[key].segments]


def test_installing_again_adds_nothing(desk: Desk) -> None:
    before = desk.scripts.all()
    assert install_built_ins(desk) == 0
    assert desk.scripts.all() == before


def test_built_ins_use_only_placeholders_that_can_be_filled(desk: Desk) -> None:
    for text in built_in_scripts():
        for segment in text.segments:
            assert unknown_placeholders(segment.text) == ()
