"""What somebody sees before a vault is open, and of one that holds nothing yet."""

from collections.abc import Iterator
from dataclasses import replace

import entry_kit
from scenes import Sight, all_of
from stage import Stage

from peerdesk.ui.entry.create import NewVault
from peerdesk.ui.entry.flow import EntryFlow
from peerdesk.ui.pages.listed import PAGES
from peerdesk.vault.files import VaultFolder


def entry(stage: Stage) -> Iterator[Sight]:
    window = stage.entry()
    services = entry_kit.services(stage.folder)
    stage.others.append(services.jobs)
    flow = EntryFlow(window, services)

    def seen(name: str) -> Iterator[Sight]:
        stage.settle()
        yield from all_of(name, window)

    flow.welcome()
    yield from seen("entry-welcome")
    draft = NewVault(name="Harbour House", place=str(stage.folder / "new"))
    flow._name(draft)
    yield from seen("entry-1-name")
    flow._passphrase(draft)
    yield from seen("entry-2-passphrase")
    phrase = "seven quiet chairs by the window"
    flow._passphrase(replace(draft, passphrase=phrase, again=phrase))
    yield from seen("entry-2-passphrase-typed")
    flow._recovery(replace(draft, passphrase=phrase, again=phrase))
    yield from seen("entry-3-recovery")
    flow.restore()
    yield from seen("entry-restore")
    flow.ask_passphrase(VaultFolder(stage.copy_of_vault()))
    yield from seen("entry-unlock")
    entry_kit.field(window, "Passphrase").setText("not this one")
    stage.click("Unlock", window)
    yield from seen("entry-unlock-wrong")
    flow._ask_recovery_words(VaultFolder(stage.copy_of_vault()))
    yield from seen("entry-forgotten")
    window.close()
    window.deleteLater()


def empty(stage: Stage) -> Iterator[Sight]:
    """For a stage whose vault holds nothing."""
    for page in PAGES:
        stage.page(page.name)
        yield f"empty-{page.name}", stage.shell
