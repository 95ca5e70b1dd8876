"""Every page, in the order of the sidebar and of Ctrl+1 to Ctrl+9."""

from peerdesk.ui.pages.ground_rules.page import GroundRulesPage
from peerdesk.ui.pages.groups.page import GroupsPage
from peerdesk.ui.pages.notes.page import NotesPage
from peerdesk.ui.pages.page import Page
from peerdesk.ui.pages.people.page import PeoplePage
from peerdesk.ui.pages.sessions.page import SessionsPage
from peerdesk.ui.pages.today import TodayPage
from peerdesk.ui.pages.vault.page import VaultPage

PAGES: tuple[type[Page], ...] = (
    TodayPage,
    GroupsPage,
    PeoplePage,
    GroundRulesPage,
    SessionsPage,
    NotesPage,
    VaultPage,
)
