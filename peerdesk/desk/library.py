"""The built-in scripts: files in `resources/scripts/`, kept in each vault so that versions stay."""

from pathlib import Path

from peerdesk.desk.desk import Desk
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


def install_built_ins(desk: Desk) -> int:
    """Add the built-in scripts that the vault does not have yet, and say how many those were."""
    known = {(script.origin, script.language) for script in desk.scripts.all() if script.built_in}
    missing = [text for text in built_in_scripts() if (text.id, text.language) not in known]
    for text in missing:
        desk.scripts.add(text, built_in=True)
    return len(missing)
