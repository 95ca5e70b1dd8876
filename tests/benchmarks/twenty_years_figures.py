"""The figures of a vault after twenty years, in groups; each module of `MODULES` adds its own.

    python tests/benchmarks/twenty_years_figures.py [FOLDER [GROUP …]]

A vault in FOLDER, as `twenty_years.py` makes one, is copied and not changed; without one it is made
first. A module of figures has a function `figures(bench)` that gives `Figure` and `Ratio`.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))

import figures_of_erasing  # noqa: E402 - beside this file
import figures_of_first_looks  # noqa: E402
import figures_of_pages  # noqa: E402
import figures_of_people  # noqa: E402
import figures_of_retention  # noqa: E402
import figures_of_search  # noqa: E402
import figures_of_sessions  # noqa: E402
import figures_of_the_window  # noqa: E402
import figures_of_windows  # noqa: E402
import figures_of_writing  # noqa: E402
from bench import HEAD, Bench, Row, opened  # noqa: E402
from twenty_years import PASSPHRASE, make  # noqa: E402

MODULES: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "first looks": figures_of_first_looks.figures,
    "people": figures_of_people.figures,
    "search": figures_of_search.figures,
    "sessions": figures_of_sessions.figures,
    "pages": figures_of_pages.figures,
    "window": figures_of_the_window.figures,
    "windows": figures_of_windows.figures,
    "writing": figures_of_writing.figures,
    "erasing": figures_of_erasing.figures,
    "retention": figures_of_retention.figures,
}
_COUNTED = ("members", "groups", "sessions", "attendances", "group_notes", "member_notes")


def measure(root: Path, place: Path, groups: tuple[str, ...], *, quick: bool = False) -> bool:
    """Print the figures of the vault in `root`, which changes; whether all of them hold."""
    hold = True
    with opened(root, PASSPHRASE, place, quick=quick) as bench:
        _say(_contents(bench))
        for group in groups:
            _say(f"\n{group}\n{HEAD}")
            for row in MODULES[group](bench):
                hold = hold and row.holds
                _say(row.line())
    return hold


def _contents(bench: Bench) -> str:
    counted = [
        (bench.desk.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0], table)  # noqa: S608 - constants
        for table in _COUNTED
    ]
    return "Twenty years: " + ", ".join(f"{number:,} {table}" for number, table in counted)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        root = place / "vault"
        if arguments:
            shutil.copytree(arguments[0], root)
        else:
            began = time.perf_counter()
            make(root)
            _say(f"Made in {time.perf_counter() - began:.0f} s")
        return 0 if measure(root, place, tuple(arguments[1:]) or tuple(MODULES)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
