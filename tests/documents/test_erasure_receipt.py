from dataclasses import replace
from datetime import datetime

import pytest
from pdf_reading import texts, whole_text

from peerdesk.documents.erasure_receipt import ErasureReceipt, render
from peerdesk.domain.erasure import ErasurePreview, ErasureProof
from peerdesk.domain.paper import PaperSize

ERASED = ErasurePreview(
    member_id=7,
    notes=3,
    memberships=2,
    acknowledgements=1,
    came_to=40,
    other_marks=5,
    named_in=(8, 9),
)


def receipt(proof: ErasureProof, erased: ErasurePreview = ERASED) -> ErasureReceipt:
    return ErasureReceipt(
        vault_name="Harbour House",
        number="1f2e3d4c",
        erased_at=datetime(2026, 11, 28, 14, 5),
        erased=erased,
        proof=proof,
    )


def test_it_says_what_went_what_stays_and_what_was_searched() -> None:
    proof = ErasureProof(pages=12_345, texts=67, elsewhere=2, left=0)
    pdf = render(receipt(proof), PaperSize.A4)
    text = whole_text(pdf)
    for words in (
        "Erased on 28 November 2026 at 14:05",
        "Notes about them: 3. Places in groups: 2.",
        "Marks of who was where: 45.",
        "Sessions that keep one: 40.",
        "Sessions in whose notes it stands: 2.",
        "12,345 pages. Pieces of text looked for: 67.",
        "2 stand in other records as well",
        "Erasure 1f2e3d4c",
    ):
        assert words in text
    assert "Traces" not in text
    assert len(texts(pdf)) == 1


def test_it_never_says_more_than_was_proven() -> None:
    erased = ErasurePreview(
        member_id=7,
        notes=0,
        memberships=0,
        acknowledgements=0,
        came_to=0,
        other_marks=0,
        named_in=(),
    )
    text = whole_text(render(receipt(ErasureProof(10, 5, 0, 1), erased), PaperSize.LETTER))
    assert "Traces that were still found: 1." in text
    assert "No count of sessions" in text
    assert "safeguarding concerns, if there are any at all" in text
    assert "too short" not in text


@pytest.mark.parametrize(("language", "said"), [("en", "too short"), ("es", "demasiado breves")])
def test_what_no_search_can_tell_is_on_it(language: str, said: str) -> None:
    proof = ErasureProof(10, 5, 0, 0, short=2)
    text = whole_text(render(replace(receipt(proof), language=language), PaperSize.A4))
    assert said in text
    assert ": 2." in text
