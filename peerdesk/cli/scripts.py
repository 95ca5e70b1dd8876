"""`peerdesk script export`, `import` and `check`."""

from collections.abc import Callable
from pathlib import Path

from peerdesk.cli.arguments import Arguments
from peerdesk.cli.desks import asked_and_opened
from peerdesk.cli.terminal import ExitCode, show, tell
from peerdesk.cli.troubles import CliTrouble, on
from peerdesk.desk.desk import Desk
from peerdesk.desk.sharing import names_in, read_script, save_script, take_in
from peerdesk.domain.names import folded
from peerdesk.domain.scripts import Script, ScriptText
from peerdesk.errors import UserError
from peerdesk.ui.messages.occasions import Occasion

USUAL_LANGUAGE = "en"
"""The language of a built-in script that is named by its id alone."""


def script_named(desk: Desk, name: str) -> Script:
    """By title, or by the id of a built-in script such as `general` or `es/general`.

    Case does not matter. UserError SCRIPT_UNKNOWN.
    """
    scripts = desk.scripts.all()
    for script in scripts:
        if folded(name) in {folded(script.title), _id_of(script)}:
            return script
    known = ", ".join(_id_of(script) for script in scripts if script.built_in)
    raise UserError(CliTrouble.SCRIPT_UNKNOWN, known=known)


def _id_of(script: Script) -> str:
    if not script.built_in:
        return ""
    usual = script.language == USUAL_LANGUAGE
    return script.origin if usual else f"{script.language}/{script.origin}"


def export(arguments: Arguments) -> ExitCode:
    """Write a script to a file. Names of the vault leave with it only where that is asked for."""
    with asked_and_opened(arguments.vault_folder, arguments.passphrase_file) as desk:
        script = script_named(desk, arguments.script or "")
        text = desk.scripts.text_of(script.id)
        names = names_in(desk.connection, text)
        if names and not arguments.with_names:
            raise UserError(CliTrouble.NAMES_IN_SCRIPT, names=", ".join(names))
        if not arguments.output.parent.is_dir():
            raise UserError(CliTrouble.FOLDER_MISSING)
        with on(Occasion.SAVING_PAPER):
            save_script(desk, arguments.output, text)
    show(f"bytes {arguments.output.stat().st_size}")
    tell("Anyone who gets this file can read it.")
    return ExitCode.DONE


def take(arguments: Arguments) -> ExitCode:
    """Keep the script of a file as an own one."""
    text = _read(arguments.file)
    with asked_and_opened(arguments.vault_folder, arguments.passphrase_file) as desk:
        script = take_in(desk, text)
    show(f"added {script.title}")
    return ExitCode.DONE


def check(arguments: Arguments) -> ExitCode:
    """Read a script file and say what is in it; no vault is opened."""
    text = _read(arguments.file)
    rules = sum(len(segment.rules) for segment in text.segments)
    show(
        f"script {text.language}/{text.id}",
        f"title {text.title}",
        f"level {text.level}",
        f"parts {len(text.segments)}",
        f"rules {rules}",
    )
    return ExitCode.DONE


def _read(path: Path) -> ScriptText:
    try:
        return read_script(path)
    except OSError as error:
        raise UserError(CliTrouble.FILE_UNREADABLE) from error


COMMANDS: dict[str, Callable[[Arguments], ExitCode]] = {
    "export": export,
    "import": take,
    "check": check,
}
