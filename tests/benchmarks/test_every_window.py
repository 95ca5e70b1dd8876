"""No window that opens over the main one is left out of the figures."""

import importlib
import pkgutil

from figures_of_windows import OPENED

import peerdesk.ui
from peerdesk.ui.widgets.dialog import Dialog

OF_OTHER_SYSTEMS = ("windows", "macos")


def windows(of: type[Dialog] = Dialog) -> set[type[Dialog]]:
    """All that the program has: each without others made of it, which have it in common."""
    ours = {each for each in of.__subclasses__() if each.__module__.startswith("peerdesk.")}
    return set().union(*(windows(each) or {each} for each in ours))


def test_every_window_is_measured() -> None:
    for module in pkgutil.walk_packages(peerdesk.ui.__path__, "peerdesk.ui."):
        if not module.name.endswith(OF_OTHER_SYSTEMS):
            importlib.import_module(module.name)
    assert {each.__name__ for each in windows()} == {each.__name__ for each in OPENED}
