"""The one place that finds `resources/` and the folders for data and settings."""

import sys
from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """The folder of fonts, icons, scripts and words.

    It lies beside the package in a source tree, inside it in a wheel, and beside the program in a
    packaged app.
    """
    packaged = getattr(sys, "_MEIPASS", None)
    if packaged is not None:
        return Path(packaged) / "resources"
    package = Path(__file__).resolve().parent
    beside = package.parent / "resources"
    return beside if beside.is_dir() else package / "resources"


def resource(*parts: str) -> Path:
    """The path of one resource, as in `resource("words", "eff_large.txt")`."""
    return resources().joinpath(*parts)


def default_vault_folder() -> Path:
    """Where a first vault is proposed: the user's own data folder, which is not synced."""
    from platformdirs import user_data_path  # noqa: PLC0415 - only its caller pays for it

    return user_data_path("PeerDesk", appauthor=False) / "My vault"
