"""The headless commands, over the same services as the window."""

import json
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from peerdesk.cli import terminal
from peerdesk.cli.arguments import Arguments, parse
from peerdesk.cli.stopping import Stopped, stop_in_order
from peerdesk.cli.terminal import ExitCode
from peerdesk.cli.troubles import words_for
from peerdesk.errors import PeerDeskError, UserError, WrongPassphraseError
from peerdesk.safety.filtering import FilterState
from peerdesk.safety.hardening import harden
from peerdesk.safety.network import refuse_network
from peerdesk.vault.troubles import told_of_system


def run(typed: Sequence[str]) -> int:
    """Do what the command line asks for and give the exit code.

    Every failure ends in words on standard error; a bug ends as `tell_of_bug` says.
    """
    sys.excepthook = tell_of_bug
    try:
        return _done(typed)
    except BrokenPipeError:
        # Whoever read the results has seen enough, and no words would reach them.
        return ExitCode.MENDABLE
    except Stopped as stopped:
        # Results may wait for a reader who never comes.
        terminal.lead_nowhere(terminal.OUTPUT)
        terminal.tell("Stopped. Nothing half-written was left behind.")
        return 128 + stopped.number
    except PeerDeskError as error:
        return _told(error, typed)
    except OSError as error:
        return _told(told_of_system(error), typed)


def _done(typed: Sequence[str]) -> int:
    try:
        arguments = parse(typed)
    except SystemExit as leaving:
        # argparse has said why, but its words may still wait in the buffer of a closed pipe.
        terminal.show()
        terminal.tell()
        return ExitCode.DONE if not leaving.code else ExitCode.USAGE
    terminal.require_output()
    return _command(arguments)


def _command(arguments: Arguments) -> int:
    if not arguments.command:
        from peerdesk.app import run_window  # noqa: PLC0415 - only its command pays for it

        return run_window(arguments.window_vault)
    stop_in_order()
    # First of all, since the filter on system calls must be there before the first thread.
    harden()
    _tell_of_filter(refuse_network())
    return _headless(arguments)


def _headless(arguments: Arguments) -> ExitCode:
    """Each command loads what it needs and no more."""
    match arguments.command:
        case "new" | "check" | "repair" | "import-roster" | "keys":
            from peerdesk.cli import vaults  # noqa: PLC0415 - only its command pays for it

            return vaults.COMMANDS[arguments.command](arguments)
        case "backup" | "verify" | "drill" | "restore" | "list":
            from peerdesk.cli import backups  # noqa: PLC0415 - only its command pays for it

            return backups.COMMANDS[arguments.command](arguments)
        case "handout":
            from peerdesk.cli import papers  # noqa: PLC0415 - only its command pays for it

            return papers.run(arguments)
        case "held" | "releases" | "retention":
            from peerdesk.cli import people  # noqa: PLC0415 - only its command pays for it

            return people.COMMANDS[arguments.command](arguments)
        case "script":
            from peerdesk.cli import scripts  # noqa: PLC0415 - only its command pays for it

            return scripts.COMMANDS[arguments.action](arguments)
    return _without_a_vault(arguments)


def _without_a_vault(arguments: Arguments) -> ExitCode:
    match arguments.command:
        case "privacy-check":
            from peerdesk.cli import protections  # noqa: PLC0415 - only its command pays for it

            return protections.check_privacy(arguments)
        case "demo":
            from peerdesk.cli import demo  # noqa: PLC0415 - only its command pays for it

            return demo.show_main_job(arguments.folder)
        case "self-test":
            from peerdesk import selftest  # noqa: PLC0415 - only its command pays for it

            return ExitCode.DONE if selftest.run(terminal.show) else ExitCode.UNUSABLE
    raise AssertionError(arguments.command)


def _tell_of_filter(state: FilterState) -> None:
    """Say where the promised wall is missing; the command itself asks for no network."""
    if state in {FilterState.LIBRARY_MISSING, FilterState.REFUSED_BY_KERNEL}:
        terminal.tell(
            "The filter that refuses the network to PeerDesk is not in force here: libseccomp is "
            "missing, or the system refused it. PeerDesk itself asks for no network all the same."
        )


def _told(error: PeerDeskError, typed: Sequence[str]) -> ExitCode:
    """Tell people in words, and programs that asked for JSON in one object."""
    terminal.tell(words_for(error))
    if "--json" in typed:
        # Where standard output itself is the trouble, the exit code is all that is left to say.
        with suppress(BrokenPipeError, UserError):
            terminal.show(json.dumps({"result": "failed", "error": str(error.code)}))
    return _code_of(error)


def _code_of(error: PeerDeskError) -> ExitCode:
    if isinstance(error, WrongPassphraseError):
        return ExitCode.WRONG_PASSPHRASE
    return ExitCode.MENDABLE if isinstance(error, UserError) else ExitCode.UNUSABLE


def tell_of_bug(
    kind: type[BaseException], _error: BaseException, trace: TracebackType | None
) -> None:
    """The last-resort hook: one line on standard error; Python then gives exit code 1.

    It says the kind of the exception and its place, never its text, which could quote a note.
    """
    terminal.tell(f"PeerDesk met a bug: {kind.__name__} at {_place(trace)}. Please report it.")


def _place(trace: TracebackType | None) -> str:
    """The file and line of our own code that an exception passed last."""
    package = Path(__file__).resolve().parent.parent
    ours = [
        f"{Path(frame.filename).relative_to(package)}:{frame.lineno}"
        for frame in traceback.extract_tb(trace)
        if Path(frame.filename).is_relative_to(package)
    ]
    return ours[-1] if ours else "an unknown place"
