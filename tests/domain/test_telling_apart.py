"""Namesakes told apart, and initials that never say the same of two people."""

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.directory import Listed, Veil, differences, initials, listed, masks


def person(number: int, name: str, **about: object) -> Listed:
    names = (
        name,
        str(about.get("pronouns", "")),
        str(about.get("other_name", "")),
        str(about.get("apart", "")),
    )
    groups = about.get("groups", ())
    assert isinstance(groups, tuple)
    return listed(number, names, groups, left=False)


def test_words_that_somebody_chose_come_before_everything_else() -> None:
    both = [
        person(1, "Sam", apart="plays the fiddle", groups=("Harbour",)),
        person(2, "Sam", groups=("Lanterns",)),
    ]
    assert differences(both) == {1: "plays the fiddle", 2: "Lanterns"}


def test_what_both_have_tells_nobody_apart() -> None:
    both = [
        person(1, "Sam", pronouns="he/him", groups=("Harbour",)),
        person(2, "Sam", pronouns="they/them", groups=("Harbour",)),
    ]
    assert differences(both) == {1: "he/him", 2: "they/them"}


def test_without_any_difference_they_are_numbered_as_they_came() -> None:
    assert differences([person(7, "Sam"), person(3, "Sam")]) == {3: "1", 7: "2"}


@given(
    st.lists(
        st.tuples(*(st.sampled_from(["", "a", "b", "A"]) for _ in range(3))),
        min_size=2,
        max_size=6,
    )
)
def test_namesakes_never_look_the_same(about: list[tuple[str, str, str]]) -> None:
    people = [
        person(number, "Sam", apart=apart, pronouns=pronouns, other_name=other)
        for number, (apart, pronouns, other) in enumerate(about, 1)
    ]
    found = differences(people)
    assert len(set(found.values())) == len(people)


def test_initials_are_letters_and_a_name_without_any_is_a_dot() -> None:
    assert initials("Marguerite") == "M."
    assert initials("Sam with the bike") == "S. W. T."
    assert initials("🦊 Fox") == "F."
    assert initials("🌿") == "•"
    assert initials("نور") == "ن."


@given(st.lists(st.text(min_size=1, max_size=8), max_size=12))
def test_the_initials_of_two_people_differ(names: list[str]) -> None:
    found = masks([person(number, name) for number, name in enumerate(names, 1)])
    assert len(set(found.values())) == len(names)


def veil(*names: str) -> Veil:
    people = [person(number, name) for number, name in enumerate(names, 1)]
    return Veil(people, masks(people))


def test_a_name_within_other_words_becomes_initials() -> None:
    veiled = veil("Ana", "Sam with the bike", "Hope").over(
        "Ana and Sam with the bike said: hope, ANA’s banana, Hope."
    )
    assert veiled == "A. and S. W. T. said: hope, A.’s banana, H.."


def test_accents_do_not_hide_a_name_from_the_veil() -> None:
    assert veil("Zoë").over("Zoe came with Zoë") == "Z. came with Z."


@given(st.lists(st.sampled_from(["Ana", "Bo Lee", "Zoë", "x"]), max_size=4), st.text(max_size=40))
def test_no_name_is_left_under_the_veil(names: list[str], around: str) -> None:
    said = veil("Ana", "Bo Lee", "Zoë").over(f"{around} {' , '.join(names)} {around}")
    words = said.split()
    assert "Ana" not in words
    assert "Zoë" not in words
