"""Typed settings of this computer's user. They never hold anything about people.

They are read before the vault opens, so nothing here may come from inside one.
"""

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

SHORTEST_IDLE, LONGEST_IDLE = 1, 60
"""Minutes without a key or a click before PeerDesk locks itself."""
SLOWEST_READING, QUICKEST_READING = 60, 240
"""Words a minute."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What survives a lock: looks, the window's place, the page's name and where the vault is."""

    theme: str = "system"
    """system, light, dark or contrast."""
    idle_minutes: int = 5
    vault: str = ""
    """The folder of the vault that was opened last."""
    geometry: str = ""
    """Qt's window geometry, in hexadecimal."""
    page: str = "today"
    may_be_captured: bool = False
    """Whether PeerDesk's windows may be in screenshots and shared screens."""
    words_a_minute: int = 130
    """How quickly this person reads aloud."""

    def checked(self) -> "Settings":
        """These settings with everything out of bounds put back to its default."""
        usual = Settings()
        return replace(
            self,
            theme=self.theme if self.theme in THEMES else usual.theme,
            idle_minutes=min(max(self.idle_minutes, SHORTEST_IDLE), LONGEST_IDLE),
            geometry=self.geometry if _is_hexadecimal(self.geometry) else usual.geometry,
            words_a_minute=min(max(self.words_a_minute, SLOWEST_READING), QUICKEST_READING),
            page=self.page if self.page.isidentifier() else usual.page,
        )


THEMES = ("system", "light", "dark", "contrast")


class SettingsStore:
    """The settings file. A missing or damaged one gives the defaults."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.current = self._read()

    def change(self, **values: str | int) -> None:
        """Keep new values. A file that can't be written costs comfort, never a lock: see `kept`."""
        self.current = replace(self.current, **values).checked()  # type: ignore[arg-type] # the dataclass checks the names, `checked` the values
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside = self._path.with_suffix(".new")
            beside.write_text(json.dumps(asdict(self.current), indent=1), encoding="utf-8")
            os.replace(beside, self._path)  # noqa: PTH105 - atomic on every system
        except OSError:
            self.kept = False
        else:
            self.kept = True

    kept = True
    """Whether the last change reached the disk."""

    def _read(self) -> Settings:
        try:
            raw = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return Settings()
        if not isinstance(raw, dict):
            return Settings()
        usual = asdict(Settings())
        known = {field.name for field in fields(Settings)}
        values = {
            name: value
            for name, value in raw.items()
            if name in known and type(value) is type(usual[name])
        }
        return Settings(**values).checked()


def _is_hexadecimal(text: str) -> bool:
    whole_bytes = len(text) < 1024 and len(text) % 2 == 0
    return whole_bytes and all(character in "0123456789abcdef" for character in text)
