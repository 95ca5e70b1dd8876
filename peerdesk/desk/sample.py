"""The sample vault: a fictional programme turned into records that look lived in.

Everything follows from the programme, the day and the seed, so that a sample of the same day is the
same sample each time.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from random import Random

from peerdesk.desk.desk import Desk
from peerdesk.desk.groups import next_dates
from peerdesk.desk.sample_log import SampleLog
from peerdesk.domain.groups import Group, NotePolicy
from peerdesk.domain.members import Member, Role
from peerdesk.domain.notes import MemberNote
from peerdesk.domain.sample_files import Programme, parse_programme
from peerdesk.domain.scripts import Manner, ReadingForm
from peerdesk.domain.sessions import Presence, Session
from peerdesk.paths import resource

SEED = 20
PRESENCES = (Presence.PRESENT,) * 12 + (Presence.LATE,) * 2 + (Presence.LEFT_EARLY,)
ABSENCES = (Presence.ABSENT,) * 2 + (Presence.APOLOGIES,) * 3
GUESTS = (0,) * 7 + (1, 1, 2)
