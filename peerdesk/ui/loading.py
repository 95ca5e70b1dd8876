"""What is loaded after the prompt shows, while somebody types, and on which thread.

Everything that knows Qt is loaded on the window's thread, a stone at a time. A module that defines
a widget makes types of PySide, which share tables with whatever Qt's own code calls back: made on
another thread meanwhile, they most likely were what once ended the program with a fault of memory,
in some 1,500 unlocks that came as soon as the prompt did.
"""

from __future__ import annotations

import gc
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from peerdesk.ui.jobs import Task

FLOORS = ("domain", "vault", "desk", "documents", "backup", "handouts", "safety")
"""The packages that know nothing of Qt, and so may be loaded on any thread."""

STEPPING_STONES = (
    "peerdesk.ui.pages.ground_rules.share_dialog",
    "peerdesk.ui.pages.groups.about",
    "peerdesk.ui.pages.vault.backups.restore_card",
    "peerdesk.ui.pages.people.about",
    "peerdesk.ui.pages.people.page",
    "peerdesk.ui.pages.ground_rules.making.begin_pane",
    "peerdesk.ui.pages.ground_rules.page",
    "peerdesk.ui.pages.notes.page",
    "peerdesk.ui.pages.sessions.run",
    "peerdesk.ui.pages.sessions.view",
    "peerdesk.ui.pages.vault.keys.section",
    "peerdesk.ui.pages.groups.page",
    "peerdesk.ui.pages.sessions.page",
    "peerdesk.ui.pages.vault.backups.section",
    "peerdesk.ui.pages.vault.page",
    "peerdesk.ui.pages.listed",
    "peerdesk.ui.shell",
)
"""Modules that bring others along, in an order in which none brings many."""

RARELY_OPENED = (
    "peerdesk.ui.dialogs.accounting",
    "peerdesk.ui.dialogs.forgotten",
    "peerdesk.ui.dialogs.gentle_words",
    "peerdesk.ui.dialogs.handout",
    "peerdesk.ui.dialogs.help",
    "peerdesk.ui.dialogs.import_people",
    "peerdesk.ui.dialogs.look_through",
    "peerdesk.ui.dialogs.note_versions",
    "peerdesk.ui.dialogs.print_dialog",
    "peerdesk.ui.dialogs.privacy_check",
    "peerdesk.ui.passing_on.paper_dialog",
    "peerdesk.ui.passing_on.papers",
)
"""The windows that no page needs before one is opened, with all that they bring along."""


def load_floors(task: Task | None = None) -> None:
    """Load all that knows nothing of Qt; in a job where a `task` is given, which may be ended."""
    for floor in FLOORS:
        package = import_module(f"peerdesk.{floor}")
        for found in walk_packages(package.__path__, f"{package.__name__}."):
            if task is not None and task.cancelled():
                return
            import_module(found.name)
    gc.freeze()


def one_by_one(names: Iterable[str]) -> Iterator[None]:
    """Load modules on the window's thread, one with each step.

    All of them stay until the lock: nobody is to wait while garbage is looked for there. What
    garbage there is when a step ends stays as well, since to look for it among all of them would
    take 50 ms: a handful of objects, which a test counts.
    """
    for name in names:
        import_module(name)
        gc.freeze()
        yield
