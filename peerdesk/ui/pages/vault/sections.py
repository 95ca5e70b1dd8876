"""Every section of the Vault page, in the order of its tabs."""

from peerdesk.ui.pages.vault.backups.section import BackupsSection
from peerdesk.ui.pages.vault.computer.section import ComputerSection
from peerdesk.ui.pages.vault.health.section import HealthSection
from peerdesk.ui.pages.vault.keeping.section import KeepingSection
from peerdesk.ui.pages.vault.keys.section import KeysSection
from peerdesk.ui.pages.vault.log.section import LogSection
from peerdesk.ui.pages.vault.section import VaultSection

SECTIONS: tuple[type[VaultSection], ...] = (
    BackupsSection,
    KeysSection,
    HealthSection,
    KeepingSection,
    LogSection,
    ComputerSection,
)
