"""Handing a script on as a file, and taking one in: words only, and no file is overwritten."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.sharing import (
    FIRST_LINE,
    identifier,
    names_in,
    read_script,
    save_script,
    shared_words,
    take_in,
)
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.groups import Group
from peerdesk.domain.log import LogKind
from peerdesk.domain.members import Member
from peerdesk.domain.script_files import parse_script
from peerdesk.domain.scripts import RuleItem, RuleTopic, ScriptText, Segment, SegmentKind
from peerdesk.domain.strict_toml import LARGEST_FILE, ScriptFileError, ScriptTrouble
from peerdesk.errors import UserError

GIVEN = "Give your first name. Hope is not asked of you."


def script(
    text: str = GIVEN, *, title: str = "Our evening", rule: str = "Phones away."
) -> ScriptText:
    rules = (RuleItem(topic=RuleTopic.PHONES, text=rule, why="Calm helps.", ask="All right?"),)
    welcome = Segment(kind=SegmentKind.WELCOME, title="Welcome", text=text, rules=rules)
    return ScriptText(id="", language="es", title=title, summary="", segments=(welcome,))


def refusal(path: Path) -> ScriptFileError:
    with pytest.raises(ScriptFileError) as caught:
        read_script(path)
    assert caught.value.data["source"] == path.name
    return caught.value


def test_a_shared_script_comes_back_with_the_same_words(desk: Desk, tmp_path: Path) -> None:
    ours = desk.scripts.add(script())
    file = tmp_path / "evening.toml"
    save_script(desk, file, desk.scripts.text_of(ours.id))
    desk.scripts.remove(ours.id)

    again = take_in(desk, read_script(file))

    assert (again.title, again.language, again.built_in) == ("Our evening", "es", False)
    welcome = desk.scripts.latest(again.id).segments[0]
    assert (welcome.text, welcome.rules[0].ask) == (GIVEN, "All right?")


def test_the_file_holds_the_words_and_nothing_else_of_the_vault(desk: Desk) -> None:
    group = desk.groups.save(Group(name="Harbour Lights", place="Quay 7"))
    desk.members.add_to_group(Member(chosen_name="Marlene", emergency_reach="555 0199"), group.id)
    ours = desk.scripts.add(script("Welcome to {group} at {place}."))

    content = shared_words(desk.scripts.text_of(ours.id))

    stored = desk.scripts.latest(ours.id)
    secrets = ("Harbour", "Quay", "Marlene", "555", stored.uid, stored.segments[0].uid)
    assert not [each for each in secrets if each in content]
    keys = {line.partition(" = ")[0] for line in content.splitlines() if " = " in line}
    assert keys == {
        *("format", "id", "edition", "language", "level", "title", "summary"),
        *("kind", "minutes", "text", "topic", "why", "ask"),
    }


def test_a_file_is_readable_as_it_stands(desk: Desk) -> None:
    ours = desk.scripts.add(script('She said "stay"\nand then left.'))
    content = shared_words(desk.scripts.text_of(ours.id))
    assert content.startswith(FIRST_LINE)
    assert 'id = "our_evening"' in content
    assert "'''\nShe said \"stay\"\nand then left.\n'''" in content


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Dónde: ¿aquí?", "donde_aqui"), ("¿…?", "script"), ("x" * 90, "x" * 40), ("مرحبا", "script")],
)
def test_an_id_is_made_of_the_title(title: str, expected: str) -> None:
    assert identifier(title) == expected
    assert parse_script(shared_words(script(title=title)), "again").id == expected


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Marlene will greet you.", ("Marlene",)),
        ("MARLENE will greet you.", ("Marlene",)),
        ("Ask Zoë's friend.", ("Zoë",)),
        ("Ask Zoe.", ("Zoë",)),
        ("Ana Lucía opens the door.", ("Ana Lucía",)),
        ("Lucía opens the door.", ("Ana Lucía",)),
        ("We hope so.", ()),
        ("Quiet people need room. One of us waits. Others need quiet from one of us.", ()),
        ("Ask Quiet One.", ("Quiet One",)),
        ("Sit with the bike.", ()),
        ("Ask Sam.", ("Sam with the bike",)),
        ("Hope opens the door.", ("Hope",)),
        ("Bluebird opens the door.", ("Zoë's bird, or Bluebird",)),
        ("Come to the harbour lights.", ("Harbour Lights",)),
        ("Come to the harbour.", ()),
        ("Marlenes Tochter.", ()),
    ],
)
def test_names_of_the_vault_are_found_as_words(
    desk: Desk, words: str, found: tuple[str, ...]
) -> None:
    desk.groups.save(Group(name="Harbour Lights"))
    for name in ("Marlene", "Ana Lucía", "Hope", "Quiet One", "Sam with the bike"):
        desk.members.save(Member(chosen_name=name))
    desk.members.save(Member(chosen_name="Zoë", other_name="Zoë's bird, or Bluebird"))

    names = names_in(desk.connection, script(words))

    if "Bluebird" in words:
        assert names == found
    else:
        assert tuple(name for name in names if "Bluebird" not in name) == found


@pytest.mark.parametrize("place", ["title", "summary", "rule"])
def test_names_are_found_wherever_they_stand(desk: Desk, place: str) -> None:
    desk.members.save(Member(chosen_name="Marlene"))
    text = (
        script(rule="Marlene counts.")
        if place == "rule"
        else replace(script(), **{place: "As Marlene says"})
    )
    assert names_in(desk.connection, text) == ("Marlene",)


def test_somebody_who_left_is_still_not_handed_on(desk: Desk) -> None:
    group = desk.groups.save(Group(name="Monday"))
    member = desk.members.add_to_group(Member(chosen_name="Marlene"), group.id)
    desk.members.save(replace(member, left_because="moved"))
    assert names_in(desk.connection, script("Ask Marlene.")) == ("Marlene",)


def test_the_built_in_scripts_hold_no_name_of_the_sample_or_of_anyone(desk: Desk) -> None:
    for name in ("Maria", "Ben", "Ana", "Lee", "Robin"):
        desk.members.save(Member(chosen_name=name))
    assert [
        names_in(desk.connection, desk.scripts.text_of(each.id)) for each in desk.scripts.all()
    ] == [()] * len(desk.scripts.all())


@pytest.mark.parametrize(
    ("unfinished", "part", "reason"),
    [
        (script(" "), "Welcome", ""),
        (script("Dear {name}"), "Welcome", ScriptTrouble.UNKNOWN_PLACEHOLDER),
        (script(rule=""), "Welcome", ScriptTrouble.MISSING),
        (script(title="x" * 201), "x" * 201, ScriptTrouble.TOO_LONG),
    ],
)
def test_a_script_that_could_not_be_read_back_is_not_written(
    desk: Desk, tmp_path: Path, unfinished: ScriptText, part: str, reason: str
) -> None:
    file = tmp_path / "evening.toml"
    if not reason:
        unfinished = replace(
            unfinished, segments=tuple(replace(each, rules=()) for each in unfinished.segments)
        )
        reason = ScriptTrouble.MISSING
    with pytest.raises(UserError) as refused:
        save_script(desk, file, unfinished)
    assert refused.value.code is DeskTrouble.SCRIPT_PART_UNFINISHED
    assert refused.value.data == {"part": part, "reason": reason}
    assert not file.exists()


def test_what_left_is_in_the_log_without_a_word_of_it(desk: Desk, tmp_path: Path) -> None:
    save_script(desk, tmp_path / "a.toml", script())
    newest = desk.log.entries()[0]
    assert (newest.kind, newest.subject) == (LogKind.SHARED_SCRIPT, "")


def test_a_script_file_is_written_over_and_nothing_else(desk: Desk, tmp_path: Path) -> None:
    mine, other, link = tmp_path / "a.toml", tmp_path / "letter.toml", tmp_path / "link.toml"
    save_script(desk, mine, script())
    save_script(desk, mine, script("Newer."))
    assert "Newer." in mine.read_text("utf-8")
    other.write_text("Dear Ana")
    link.symlink_to(other)
    for target in (other, link):
        with pytest.raises(UserError) as refused:
            save_script(desk, target, script())
        assert refused.value.code is DeskTrouble.SCRIPT_PLACE_TAKEN
    assert other.read_text() == "Dear Ana"
    with pytest.raises(UserError) as inside:
        save_script(desk, desk.vault.folder.root / "a.toml", script())
    assert inside.value.code is DeskTrouble.PAPER_PLACE_IN_A_VAULT


def test_taking_the_same_words_in_twice_adds_them_once(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "evening.toml"
    file.write_text(shared_words(script()), "utf-8")
    take_in(desk, read_script(file))
    count = len(desk.scripts.all())
    with pytest.raises(UserError) as refused:
        take_in(desk, read_script(file))
    assert refused.value.code is DeskTrouble.SCRIPT_HERE_ALREADY
    assert len(desk.scripts.all()) == count
    take_in(desk, replace(read_script(file), summary="With other words."))
    assert len(desk.scripts.all()) == count + 1


def test_a_file_that_calls_itself_built_in_changes_no_built_in(desk: Desk, tmp_path: Path) -> None:
    general = next(each for each in desk.scripts.all() if each.origin == "general")
    before = desk.scripts.latest(general.id)
    file = tmp_path / "general.toml"
    text = replace(desk.scripts.text_of(general.id), edition=9999, segments=script().segments)
    file.write_text(shared_words(text), "utf-8")

    kept = take_in(desk, read_script(file))

    assert not kept.built_in
    assert desk.scripts.get(general.id) == general
    assert desk.scripts.latest(general.id) == before


def test_text_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "latin.toml"
    file.write_bytes(shared_words(script(title="Café")).encode("latin-1", "replace"))
    error = refusal(file)
    assert (error.code, error.data["line"]) == (ScriptTrouble.NOT_UTF8, 7)
    file.write_bytes(shared_words(script()).encode("utf-16"))
    assert refusal(file).code is ScriptTrouble.NOT_UTF8


def test_the_name_of_a_file_can_not_turn_a_message_around(tmp_path: Path) -> None:
    file = tmp_path / "a\u202e\nlmot.toml"
    file.write_text("format = 1\n")
    with pytest.raises(ScriptFileError) as caught:
        read_script(file)
    assert caught.value.data["source"] == "a lmot.toml"


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.toml"
    with file.open("wb") as huge:
        huge.truncate(50 * 1024**3)
    error = refusal(file)
    assert (error.code, error.data["limit"]) == (ScriptTrouble.TOO_LARGE, LARGEST_FILE)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_or_a_folder_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path):
        with pytest.raises(UserError) as refused:
            read_script(path)
        assert refused.value.code is DeskTrouble.SCRIPT_FILE_NOT_PLAIN


def test_markup_and_addresses_in_a_file_stay_words(desk: Desk, tmp_path: Path) -> None:
    words = "<img src='http://example.org/x'> include(other.toml) $(id) {group}"
    file = tmp_path / "evening.toml"
    file.write_text(shared_words(script(words)), "utf-8")
    kept = take_in(desk, read_script(file))
    assert desk.scripts.latest(kept.id).segments[0].text == words
