"""Names that run from the right, in sentences that run from the left."""

import pytest
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication

from peerdesk.desk.spoken import spoken_words
from peerdesk.domain.members import Member
from peerdesk.ui.naming import all_called, called

HEBREW, ARABIC = "רות", "أمينة"


def places(text: str, *parts: str) -> list[float]:
    """How far from the left each part is drawn."""
    layout = QTextLayout(text)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    starts = (text.index(part) for part in parts)
    return [min(line.cursorToX(at)[0], line.cursorToX(at + 1)[0]) for at in starts]


@pytest.mark.usefixtures("qapp")
def test_a_list_of_names_keeps_its_order() -> None:
    people = [Member(id=n, chosen_name=name) for n, name in enumerate((HEBREW, ARABIC, "Jo"))]
    listed = ", ".join(all_called(people))
    assert places(listed, HEBREW, ARABIC, "Jo") == sorted(places(listed, HEBREW, ARABIC, "Jo"))
    bare = ", ".join(person.chosen_name for person in people)
    assert places(bare, HEBREW, ARABIC, "Jo") != sorted(places(bare, HEBREW, ARABIC, "Jo"))


def test_a_sentence_that_begins_with_a_name_begins_at_the_left(qapp: QApplication) -> None:
    assert qapp.isLeftToRight()
    sentence = f"{called(Member(id=1, chosen_name=ARABIC))} is new here."
    first, last = places(sentence, ARABIC, "here")
    assert first < last


def test_the_duty_of_somebody_is_read_in_the_order_of_the_language() -> None:
    said = spoken_words("en").listed((HEBREW, ARABIC))
    assert said.replace("\u2068", "").replace("\u2069", "") == f"{HEBREW} and {ARABIC}"
    assert places(said, HEBREW, "and", ARABIC) == sorted(places(said, HEBREW, "and", ARABIC))


def test_a_name_that_runs_with_the_sentence_is_left_as_it_is() -> None:
    assert called(Member(id=1, chosen_name="Ana")) == "Ana"
