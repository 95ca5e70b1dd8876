"""The commands of `installer/dev.py`."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from development.checks import run_checks
from development.environment import RUNTIME_LOCK, TEST_LOCK, Environment
from development.errors import SetupError
from development.locks import make_locks
from development.system import (
    BENCH_NEEDS,
    ENVIRONMENT_NEEDS,
    RUNTIME_NEEDS,
    TEST_NEEDS,
    Need,
    provide,
)


@dataclass(frozen=True, slots=True)
class Command:
    """What one command is for, what it needs of the system and of the locks, and what does it."""

    summary: str
    needs: tuple[Need, ...]
    locks: tuple[Path, ...]
    act: Callable[[Environment, list[str]], int]


def set_up(command: Command) -> Environment:
    """Provide all that the command needs, system first, so that one message names it all.

    Raises SetupError with what the user can do.
    """
    environment = Environment()
    provide(command.needs if environment.is_whole() else (*ENVIRONMENT_NEEDS, *command.needs))
    environment.fill_from(command.locks)
    return environment


def run(environment: Environment, arguments: list[str]) -> int:
    """Become PeerDesk, in the folder that the user is in."""
    # -P: a file in that folder must not pass for one of Python's own modules.
    command = [str(environment.python), "-P", "-m", "peerdesk", *arguments]
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606  (no shell is what is wanted)
    return subprocess.run(command, check=False).returncode


def bench(environment: Environment, arguments: list[str]) -> int:
    """Measure the start, a backup, and a vault of twenty years.

    All in the environment's Python, which can speak to the screen.
    """
    refuse(arguments, "bench")
    figures = environment.project / "tests" / "benchmarks"
    measures = (
        ["-m", "development.bench"],
        [str(figures / "backup_figures.py"), str(BENCH_MEGABYTES)],
        [str(figures / "twenty_years_figures.py")],
    )
    installer = environment.project / "installer"
    ended = [
        subprocess.run([str(environment.python), *each], cwd=installer, check=False).returncode
        for each in measures
    ]
    return max(ended)


def lock(environment: Environment, arguments: list[str]) -> int:
    """Make the locks anew."""
    make_locks(environment, arguments)
    return 0


def finish(environment: Environment, arguments: list[str]) -> int:
    """Say that all is set up; every command has done that much before it acts."""
    refuse(arguments, "setup")
    print(f"PeerDesk is set up in {environment.folder}")
    return 0


def refuse(arguments: list[str], command: str) -> None:
    """Raise SetupError where a command that takes no arguments was given some."""
    if arguments:
        raise SetupError(f"`{command}` takes no arguments; it was given: {' '.join(arguments)}")


BENCH_MEGABYTES = 200
"""A vault of twenty years, and then some."""
ONLY_RUNTIME = (RUNTIME_LOCK,)
EVERYTHING = (RUNTIME_LOCK, TEST_LOCK)

COMMANDS = {
    "run": Command(
        "set up, then start PeerDesk with the arguments", RUNTIME_NEEDS, ONLY_RUNTIME, run
    ),
    "test": Command(
        "set up, then check everything; the arguments are pytest's",
        (*RUNTIME_NEEDS, *TEST_NEEDS),
        EVERYTHING,
        run_checks,
    ),
    "bench": Command(
        "compare the start with KeePassXC's and a backup with the plain work, and measure"
        " a vault of twenty years",
        (*RUNTIME_NEEDS, *BENCH_NEEDS),
        EVERYTHING,
        bench,
    ),
    "lock": Command("make the locks anew; --upgrade takes newer versions", (), EVERYTHING, lock),
    "setup": Command("only set up", RUNTIME_NEEDS, ONLY_RUNTIME, finish),
}


def usage() -> str:
    """Return the text of `--help`."""
    lines = [f"  {name:6} {command.summary}" for name, command in COMMANDS.items()]
    return "\n".join(["usage: python3 installer/dev.py COMMAND [arguments]", "", *lines])


def main(arguments: list[str]) -> int:
    """Do one command; return the exit code: 1 where the user can mend it, 2 for wrong usage."""
    if arguments[:1] in (["-h"], ["--help"], ["help"]):
        print(usage())
        return 0
    if not arguments or arguments[0] not in COMMANDS:
        print(usage(), file=sys.stderr)
        return 2
    command = COMMANDS[arguments[0]]
    try:
        return command.act(set_up(command), arguments[1:])
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
