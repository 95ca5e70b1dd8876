"""Making the locks anew: every package that may be installed, in one version, with its hashes."""

import subprocess
from pathlib import Path

from development.environment import LOCKS, PROJECT, RUNTIME_LOCK, TEST_LOCK, Environment
from development.errors import SetupError

OLDEST_PYTHON = "3.11"


def make_locks(environment: Environment, arguments: list[str]) -> None:
    """Write both locks; versions in them are kept unless `arguments` hold uv's --upgrade.

    Raises SetupError where uv finds no set of versions that fit together.
    """
    compile_lock(environment, PROJECT / "pyproject.toml", RUNTIME_LOCK, arguments)
    constraint = ["--constraints", str(RUNTIME_LOCK.relative_to(PROJECT))]
    compile_lock(environment, LOCKS / "test.in", TEST_LOCK, [*constraint, *arguments])


def compile_lock(environment: Environment, source: Path, lock: Path, arguments: list[str]) -> None:
    """Resolve `source` for every system and every Python from the oldest supported on."""
    whole = ["--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes"]
    wheels = ["--only-binary", ":all:"]
    text = ["--no-emit-index-url", "--custom-compile-command", "python3 installer/dev.py lock"]
    # Paths are relative to the project, because uv writes them into the lock.
    files = [str(source.relative_to(PROJECT)), "--output-file", str(lock.relative_to(PROJECT))]
    command = [str(environment.python), "-m", "uv", "--quiet", "pip", "compile"]
    done = subprocess.run(
        [*command, *whole, *wheels, *text, *arguments, *files],
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode != 0:
        raise SetupError(f"{lock.name} was not made; uv's own words are above.")
