"""Papers about one release or one consent: what they read from the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.desk.accounting import masked
from peerdesk.desk.held import veil_over_others
from peerdesk.documents.consent_form import ConsentForm
from peerdesk.documents.release_note import ReleaseNote
from peerdesk.documents.release_words import saying
from peerdesk.domain.legal_texts import LegalTextKind
from peerdesk.domain.releases import Authority

if TYPE_CHECKING:
    from datetime import date

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.releases import InformationRelease, ReleaseConsent


def note_for(desk: Desk, release: InformationRelease, language: str) -> ReleaseNote:
    """The paper that goes with a release, without names of others. UserError RECORD_GONE.

    The notice is on it where 42 CFR Part 2 holds, and where nobody is sure.
    """
    veil = veil_over_others(desk.connection, release.member_id or 0)
    consent = None
    if release.authority is Authority.CONSENT and release.consent_id is not None:
        found = desk.consents.get(release.consent_id)
        consent = replace(found, what=veil.over(found.what), purpose=veil.over(found.purpose))
    notice = desk.legal_texts.get(LegalTextKind.NOTICE)
    may_apply = desk.releases.part2_of_release(release).may_apply
    return ReleaseNote(
        vault_name=desk.vault.name,
        about=_about(desk, release),
        release=masked(release, veil),
        consent=consent,
        notice=notice.wording if may_apply else "",
        notice_is_usual=notice.is_built_in,
        language=language,
    )


def form_for(desk: Desk, consent: ReleaseConsent, language: str, today: date) -> ConsentForm:
    """The form on which what was noted stands already, to be signed. UserError RECORD_GONE."""
    may_apply = desk.releases.part2_of(consent.member_id).may_apply
    said = saying(language)
    named = consent.recipient or consent.organisation
    ends = consent.expires_on or consent.expires_when
    return ConsentForm(
        language=language,
        made_on=today,
        notice=desk.legal_texts.get(LegalTextKind.NOTICE).wording if may_apply else "",
        added=desk.legal_texts.get(LegalTextKind.CONSENT_FORM).wording,
        name=desk.members.get(consent.member_id).chosen_name,
        what=consent.what,
        recipient=said.recipient(consent) if named else "",
        purpose=consent.purpose,
        until=said.until(consent) if ends else "",
    )


def _about(desk: Desk, release: InformationRelease) -> str:
    if release.member_id is not None:
        return desk.members.get(release.member_id).chosen_name
    return desk.groups.get(release.group_id or 0).name
