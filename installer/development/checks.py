"""Every check of the source tree, in turn; pytest comes last, so that its words end the output."""

import subprocess
import sys
from dataclasses import dataclass

from development.environment import PROJECT, Environment

# The options after which pytest must not be spread over two processes.
TAKES_OVER_DISTRIBUTION = ("-n", "--numprocesses", "--pdb", "--trace", "-pno:xdist", "no:xdist")
DISTRIBUTION = ["-n", "2", "--dist", "loadgroup"]


@dataclass(frozen=True, slots=True)
class Check:
    """One tool of the environment: what it looks at, and `python -m` arguments that start it."""

    purpose: str
    arguments: tuple[str, ...]

    def passes(self, environment: Environment) -> bool:
        """Run the tool over the source tree, its output where ours goes."""
        return run_module(environment, self.arguments) == 0


STATIC_CHECKS = (
    Check("lint", ("ruff", "check", ".")),
    Check("format", ("ruff", "format", "--check", ".")),
    Check("types", ("mypy",)),
    Check("types of the installer", ("mypy", "installer/dev.py", "installer/development")),
)


def run_checks(environment: Environment, pytest_arguments: list[str]) -> int:
    """Run every check, whatever the others say; return 0 only where all pass."""
    failed = [check.purpose for check in STATIC_CHECKS if not announced(check, environment)]
    if failed:
        print(f"FAILED: {', '.join(failed)} (see above); the tests follow", flush=True)
    tests = run_module(environment, ("pytest", *spread_over_processes(pytest_arguments)))
    return tests or int(bool(failed))


def announced(check: Check, environment: Environment) -> bool:
    """Name the check, run it, and say whether it passes."""
    print(f"== {check.purpose}: {' '.join(check.arguments)}", flush=True)
    return check.passes(environment)


def spread_over_processes(pytest_arguments: list[str]) -> list[str]:
    """Return pytest's arguments, with two processes unless the user decided on that."""
    decided = any(argument.startswith(TAKES_OVER_DISTRIBUTION) for argument in pytest_arguments)
    return pytest_arguments if decided else [*DISTRIBUTION, *pytest_arguments]


def run_module(environment: Environment, arguments: tuple[str, ...]) -> int:
    """Run `python -m` in the project's folder; return its exit code."""
    sys.stdout.flush()
    command = [str(environment.python), "-m", *arguments]
    return subprocess.run(command, cwd=PROJECT, check=False).returncode
