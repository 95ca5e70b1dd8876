"""Which papers there are about a release and about a consent."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from peerdesk.documents import consent_form, release_note
from peerdesk.domain.handouts import HandoutKind
from peerdesk.domain.paper import PrintSize
from peerdesk.domain.releases import remarks_on
from peerdesk.handouts.release_papers import form_for, note_for
from peerdesk.ui.dialogs.handout.dialog import usual_paper
from peerdesk.ui.passing_on.paper_dialog import Paper
from peerdesk.ui.passing_on.words import remark_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from peerdesk.desk.desk import Desk
    from peerdesk.documents.consent_form import ConsentForm
    from peerdesk.documents.release_note import ReleaseNote
    from peerdesk.domain.paper import PaperSize
    from peerdesk.domain.releases import InformationRelease, ReleaseConsent

NOTE_SUBJECT = "release_note"


def _said(text: str) -> str:
    return QCoreApplication.translate("passing_on", text)


def paper_with(desk: Desk, release: InformationRelease) -> Paper:
    """The paper that goes with a release. UserError RECORD_GONE."""
    consent = desk.consents.get(release.consent_id) if release.consent_id else None
    remarks = remarks_on(release, consent, desk.releases.part2_of_release(release))
    return Paper(
        title=_said("Paper that goes with it"),
        explanation=_said(
            "It says what was consented to, or why else it was allowed; where 42 CFR Part 2 holds "
            "or may, it has the notice. Names of others are masked. Check it with your "
            "organisation."
        ),
        warning=" ".join(remark_words(remark) for remark in remarks),
        stem=_said("Paper that goes with information"),
        subject=NOTE_SUBJECT,
        make=partial(_note, desk, release),
    )


def form_to_sign(desk: Desk, consent: ReleaseConsent, today: date) -> Paper:
    """The form of a consent that was noted, with room for a signature."""
    return Paper(
        title=_said("Form to sign"),
        explanation=_said(
            "What you noted stands on it already; what is missing has a line to write on. They "
            "sign it, and can take the consent back on the same sheet."
        ),
        warning="",
        stem=_said("Consent form"),
        subject=HandoutKind.CONSENT_FORM,
        make=partial(_form, desk, consent, today),
    )


def _note(desk: Desk, release: InformationRelease, language: str) -> Callable[[], bytes]:
    return partial(_render_note, note_for(desk, release, language), usual_paper())


def _form(desk: Desk, consent: ReleaseConsent, today: date, language: str) -> Callable[[], bytes]:
    return partial(_render_form, form_for(desk, consent, language, today), usual_paper())


def _render_note(note: ReleaseNote, paper: PaperSize) -> bytes:
    return release_note.render(note, paper)


def _render_form(form: ConsentForm, paper: PaperSize) -> bytes:
    return consent_form.render(form, paper, PrintSize.STANDARD)
