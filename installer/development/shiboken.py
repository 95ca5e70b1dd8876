"""PySide's own Python part, laid out as files once, so that no start has to compile it.

Shiboken carries that part as source within its library, and compiles it whenever PySide is
imported: 12 ms of the 110 that the unlock prompt has. Told by `SBK_EMBED`, it writes it out as
files, which Python keeps compiled; it looks for those first from then on.
"""

import os
import shutil
import subprocess
from pathlib import Path

LAID_OUT = "files.dir"
"""The name that Shiboken gives the folder, in its own package."""
WRITE_IT_OUT = {"SBK_EMBED": "false"}


def fold_up(packages_folder: Path) -> None:
    """Remove what was laid out, which belongs to the version of Shiboken that is there now."""
    shutil.rmtree(packages_folder / "shiboken6" / LAID_OUT, ignore_errors=True)


def lay_out(python: Path, packages_folder: Path) -> None:
    """Lay the files out where Shiboken is installed, and compile them.

    Where that fails, or PySide does not start with them, they go again: without them, it only
    takes longer.
    """
    package = packages_folder / "shiboken6"
    if not package.is_dir():
        return
    start = ["-c", "import PySide6.QtCore"]
    steps: tuple[tuple[list[str], dict[str, str]], ...] = (
        (start, WRITE_IT_OUT),
        (["-m", "compileall", "-q", str(package / LAID_OUT)], {}),
        (start, {}),
    )
    for arguments, more in steps:
        done = subprocess.run(
            [python, "-I", *arguments],
            env={**os.environ, **more},
            capture_output=True,
            check=False,
        )
        if done.returncode != 0:
            fold_up(packages_folder)
            return
