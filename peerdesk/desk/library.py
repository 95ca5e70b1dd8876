"""The built-in scripts: files in `resources/scripts/`, kept in each vault so that versions stay.

A newer PeerDesk may bring newer words, which a file says by a higher `edition`. Words that were
read or agreed to stay; the newer ones are then the script's next version.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from peerdesk.desk.changes import Kind
from peerdesk.desk.desk import Desk
from peerdesk.domain.log import LogKind
from peerdesk.domain.script_files import parse_library
from peerdesk.domain.scripts import ScriptText
from peerdesk.paths import resource

_EDITION = re.compile(r"^edition = (\d+)$", re.MULTILINE)


def built_in_scripts(folder: Path | None = None) -> tuple[ScriptText, ...]:
    """Every built-in script, by language and file name. ScriptFileError for a bad file."""
    return parse_library(dict(_files(folder)))


def install_built_ins(desk: Desk, folder: Path | None = None) -> int:
    """Add the built-in scripts that the vault does not have yet, and the newer words of others.

    Gives how many were added or renewed. A vault that a newer PeerDesk used keeps its newer words.
    """
    known = {
        f"{script.language}/{script.origin}.toml": script
        for script in desk.scripts.all()
        if script.built_in
    }
    # Only what is new is read as a whole: this runs at every unlock.
    news = parse_library(
        {
            name: text
            for name, text in _files(folder)
            if name not in known or known[name].edition < _edition(text)
        }
    )
    if news:
        with desk.change(LogKind.CHANGED, Kind.SCRIPT):
            for text in news:
                kept = known.get(f"{text.language}/{text.id}.toml")
                if kept is None:
                    desk.scripts.add(text, built_in=True)
                else:
                    desk.scripts.renew(kept, text)
    return len(news)


def _files(folder: Path | None) -> Iterator[tuple[str, str]]:
    """Each file by its language and id, `en/general.toml`, with its text."""
    root = folder or resource("scripts")
    for path in sorted(root.glob("*/*.toml")):
        yield f"{path.parent.name}/{path.name}", path.read_text(encoding="utf-8")


def _edition(text: str) -> int:
    found = _EDITION.search(text)
    return int(found[1]) if found else 1
