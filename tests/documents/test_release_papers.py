"""Papers about releases, read back: the form, what goes along, and the accounting."""

from dataclasses import replace
from datetime import date, datetime

import pypdfium2
import pytest
from pdf_reading import bookmarks, page_sizes, texts, whole_text

from peerdesk.documents import accounting_sheet, release_note
from peerdesk.documents.consent_form import ConsentForm, render
from peerdesk.documents.release_note import ReleaseNote
from peerdesk.documents.release_words import saying
from peerdesk.documents.wording import languages_on_paper, wording
from peerdesk.domain.accounting import AccountedRelease, Accounting
from peerdesk.domain.legal_texts import NOTICE
from peerdesk.domain.paper import PaperSize, PrintSize
from peerdesk.domain.releases import (
    Authority,
    InformationRelease,
    ReleaseConsent,
    Told,
    Way,
)
from peerdesk.domain.scripts import Manner

DAY = date(2026, 11, 20)
CONSENT = ReleaseConsent(
    member_id=1,
    what="That I come on Tuesdays",
    recipient="Dr Lee",
    organisation="Harbour Clinic",
    purpose="Housing",
    manner=Manner.ON_PAPER,
    given_on=date(2026, 9, 1),
    expires_on=date(2026, 12, 18),
)
RELEASE = InformationRelease(
    member_id=1,
    consent_id=1,
    released_on=DAY,
    what="That she came four times",
    recipient="Dr Lee",
    organisation="Harbour Clinic",
    purpose="A place to live",
    authority=Authority.CONSENT,
    way=Way.TELEPHONE,
    told=Told.BEFORE,
)
NOTE = ReleaseNote("Harbour House", "Zoë", RELEASE, CONSENT, NOTICE, notice_is_usual=True)
BOTH = pytest.mark.parametrize("language", languages_on_paper())


def is_tagged(pdf: bytes) -> bool:
    return bool(pypdfium2.raw.FPDFCatalog_IsTagged(pypdfium2.PdfDocument(pdf)))


def test_what_goes_along_has_the_notice_and_the_scope_of_the_consent() -> None:
    pdf = release_note.render(NOTE, PaperSize.A4)
    text = whole_text(pdf)
    for words in (
        "42 CFR part 2 prohibits unauthorized use or disclosure of these records.",
        "To: Dr Lee, Harbour Clinic",
        "About: Zoë",
        "What: That she came four times",
        "What: That I come on Tuesdays",
        "What for: Housing",
        "consent given on 1 September 2026, on paper, good until 18 December 2026",
        "The consent covers this and nothing else.",
    ):
        assert words in text
    assert len(texts(pdf)) == 1
    assert is_tagged(pdf)


def test_the_notice_stands_in_the_words_of_the_law_in_every_language() -> None:
    spanish = whole_text(release_note.render(replace(NOTE, language="es"), PaperSize.LETTER))
    assert NOTICE in spanish
    assert "Es decir" in spanish
    own = replace(NOTE, notice="Our own words.", notice_is_usual=False, language="es")
    assert "Es decir" not in whole_text(release_note.render(own, PaperSize.A4))


def test_where_part_2_does_not_hold_there_is_no_notice() -> None:
    text = whole_text(release_note.render(replace(NOTE, notice=""), PaperSize.A4))
    assert "CFR" not in text
    assert "Notice" not in text


def test_what_rests_on_no_consent_says_what_it_rests_on() -> None:
    ordered = replace(RELEASE, authority=Authority.COURT_ORDER, reference="County court 12/26")
    note = replace(NOTE, release=ordered, consent=None)
    text = whole_text(release_note.render(note, PaperSize.A4))
    assert "Not on a consent: a court ordered it: County court 12/26." in text
    assert "The consent covers" not in text


@BOTH
@pytest.mark.parametrize("paper", [PaperSize.A4, PaperSize.LETTER])
def test_the_form_holds_every_element_of_the_law_and_is_signed_beside_it(
    language: str, paper: PaperSize
) -> None:
    form = ConsentForm(language=language, made_on=DAY, group_name="Tuesday", notice=NOTICE)
    pdf = render(form, paper, PrintSize.STANDARD)
    first, second = texts(pdf)
    elements = {
        "en": ("My name:", "Who may give it:", "What may be given:", "To whom", "What for:",
               "Until", "I can take this back at any time", "as the HIPAA rules allow",
               "without my consent or a court order it may not be used against me in a civil",
                   "nothing changes in the group for those who don't",
               "My signature:", "Day:"),
        "es": ("Mi nombre:", "Quién puede darlo:", "Qué se puede dar:", "A quién", "Para qué:",
               "Hasta cuándo", "Puedo retirarlo en cualquier momento", "las normas HIPAA",
               "sin mi acuerdo escrito o una orden judicial no se puede usar contra mí en un",
                   "no cambia nada para quien no firme",
               "Mi firma:", "Día:"),
    }[language]  # fmt: skip
    for words in elements:
        assert words in " ".join(first.split()), words
    assert {"en": "I take it back", "es": "Lo retiro"}[language] in second
    whole = " ".join(f"{first} {second}".split())
    assert wording(language).keeping not in whole, "it names nobody yet"
    assert NOTICE in whole
    assert {"en": "Each needs a form of its own", "es": "un formulario propio"}[language] in whole
    assert page_sizes(pdf)[0] == pytest.approx((paper.width, paper.height), abs=1)
    assert is_tagged(pdf)


def test_what_was_noted_stands_on_the_form_and_the_rest_has_lines() -> None:
    form = ConsentForm(
        language="en",
        made_on=DAY,
        name="Zoë",
        what="That I come",
        added="Ask for Robin at the desk.",
    )
    pdf = render(form, PaperSize.A4, PrintSize.STANDARD)
    text = whole_text(pdf)
    assert "My name: Zoë" in text
    assert "What may be given: That I come" in text
    assert "Ask for Robin at the desk." in text
    assert "CFR" not in text
    assert "HIPAA" not in text
    assert text.count("Keep it locked away, or shred it.") == len(texts(pdf)), "it names Zoë"
    assert "is enough" in text  # what for is still to be written


def accounting(**values: object) -> Accounting:
    usual = {
        "vault_name": "Harbour House",
        "name": "Zoë",
        "since": date(2023, 11, 28),
        "until": date(2026, 11, 28),
        "releases": (AccountedRelease(RELEASE, CONSENT, "", ""),),
    }
    return Accounting(**(usual | values))  # type: ignore[arg-type] # as the record has them


@BOTH
def test_an_accounting_says_when_to_whom_what_and_what_for(language: str) -> None:
    made = datetime(2026, 11, 28, 17, 0)
    pdf = accounting_sheet.render(accounting(), PaperSize.A4, language, made)
    text = whole_text(pdf)
    said = saying(language)
    for words in (
        "Zoë",
        f"{said.day(DAY)}: Dr Lee, Harbour Clinic",
        "That she came four times",
        "A place to live",
        said.consent(CONSENT),
    ):
        assert words in text
    assert bookmarks(pdf) == [f"{said.day(DAY)}: Dr Lee, Harbour Clinic"]
    assert is_tagged(pdf)


def test_the_organisations_own_accounting_names_people_and_says_so() -> None:
    whole = accounting(name="", releases=(AccountedRelease(RELEASE, None, "Zoë", "Sam"),))
    text = whole_text(
        accounting_sheet.render(whole, PaperSize.A4, "en", datetime(2026, 11, 28, 17, 0))
    )
    for words in ("Accounting of releases", "About: Zoë", "Given by: Sam", "It names people"):
        assert words in text


def test_an_empty_accounting_says_so() -> None:
    pdf = accounting_sheet.render(
        accounting(releases=()), PaperSize.A4, "en", datetime(2026, 11, 28, 17, 0)
    )
    assert "Nothing was given in this time, as far as it was noted." in whole_text(pdf)


@BOTH
def test_every_code_has_its_words(language: str) -> None:
    said = saying(language)
    for authority in Authority:
        assert said.authority(replace(RELEASE, authority=authority))
    assert all(said.way(way) for way in Way)
    assert all(said.told(told) for told in Told)
    open_end = replace(CONSENT, expires_on=None)
    either = replace(CONSENT, expires_when="a flat", withdrawn_on=DAY)
    assert said.own.until_open in said.consent(open_end)
    assert "a flat" in said.consent(either)
    assert said.day(DAY) in said.consent(either)
