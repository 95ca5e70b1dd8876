"""What to go through with somebody who is new, in about three minutes."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from peerdesk.domain.records import Record

NEW_FOR = timedelta(weeks=8)
"""How long somebody counts as new; a welcome that was begun is shown until it is done."""


class WelcomeStep(StrEnum):
    """The steps in the order in which they are gone through."""

    LIMITS_EXPLAINED = "limits_explained"
    AGREEMENT_SEEN = "agreement_seen"
    SAFE_CONTACT = "safe_contact"
    ACCESS_NEEDS = "access_needs"
    EMERGENCY_CONTACT = "emergency_contact"


OPTIONAL = frozenset({WelcomeStep.EMERGENCY_CONTACT})


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomeMark(Record):
    """That one step was gone through with a member, whatever they said."""

    member_id: int
    step: WelcomeStep
    done_on: date


@dataclass(frozen=True, slots=True)
class Welcome:
    """How far the welcome of somebody is: what was ticked, and what their records show."""

    ticked: frozenset[WelcomeStep]
    evident: frozenset[WelcomeStep]

    @property
    def done(self) -> frozenset[WelcomeStep]:
        """What needs no more asking."""
        return self.ticked | self.evident

    @property
    def is_complete(self) -> bool:
        """Whether nothing is open but what is optional."""
        return frozenset(WelcomeStep) - OPTIONAL <= self.done
