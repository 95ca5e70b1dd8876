"""The built-in scripts: files in `resources/scripts/`, kept in each vault so that versions stay.

A newer PeerDesk may bring newer words, which a file says by a higher `edition`. Words that were
read or agreed to stay; the newer ones are then the script's next version.
"""

from collections.abc import Iterable
from pathlib import Path

from peerdesk.desk.changes import Kind
from peerdesk.desk.desk import Desk
from peerdesk.domain.log import LogKind
from peerdesk.domain.script_files import parse_library
from peerdesk.domain.scripts import ScriptText
from peerdesk.paths import resource


def built_in_scripts(folder: Path | None = None) -> tuple[ScriptText, ...]:
    """Every built-in script, by language and file name. ScriptFileError for a bad file."""
    root = folder or resource("scripts")
    return parse_library(
        {
            str(path.relative_to(root)): path.read_text(encoding="utf-8")
            for path in sorted(root.glob("*/*.toml"))
        }
    )


def install_built_ins(desk: Desk, texts: Iterable[ScriptText] | None = None) -> int:
    """Add the built-in scripts that the vault does not have yet, and the newer words of others.

    Gives how many were added or renewed. A vault that a newer PeerDesk used keeps its newer words.
    """
    known = {
        (script.origin, script.language): script for script in desk.scripts.all() if script.built_in
    }
    shipped = built_in_scripts() if texts is None else texts
    paired = [(text, known.get((text.id, text.language))) for text in shipped]
    news = [(text, kept) for text, kept in paired if kept is None or kept.edition < text.edition]
    if news:
        with desk.change(LogKind.CHANGED, Kind.SCRIPT):
            for text, kept in news:
                if kept is None:
                    desk.scripts.add(text, built_in=True)
                else:
                    desk.scripts.renew(kept, text)
    return len(news)
