"""A child that reads hostile files, one after the other, with little memory to spare.

Run as a program with a vault's folder: each line on standard input names what to read ("keys" or
"backup") and the file's bytes in hexadecimal, each answer is one line of JSON.
"""

import json
import resource
import sys
import time
from pathlib import Path

from vault_kit import Desk

from peerdesk.backup.proof import inspect
from peerdesk.errors import PeerDeskError
from peerdesk.ui.messages import has_words, words
from peerdesk.vault.files import VaultFolder

SPARE_BYTES = 64 * 2**20


def main() -> None:
    """Answer until standard input ends."""
    folder = VaultFolder(Path(sys.argv[1]))
    backup = folder.root.with_name("hostile.peerdesk-backup")
    # Everything is imported and read once before the limit, which is for the file alone.
    answer("keys", b"{}", folder, backup)
    answer("backup", b"PK", folder, backup)
    limit = used_bytes() + SPARE_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    for line in sys.stdin:
        what, _, content = line.rstrip("\n").partition(" ")
        told = answer(what, bytes.fromhex(content), folder, backup)
        sys.stdout.write(f"{json.dumps(told)}\n")
        sys.stdout.flush()


def used_bytes() -> int:
    """The size of this process's address space."""
    pages = Path("/proc/self/statm").read_text("ascii").split()[0]
    return int(pages) * resource.getpagesize()


def answer(what: str, content: bytes, folder: VaultFolder, backup: Path) -> dict[str, object]:
    """What came of the file: a code with words, how long it took, and what else was changed."""
    target = folder.keys if what == "keys" else backup
    target.write_bytes(content)
    before = listing(folder.root.parent)
    began = time.thread_time()
    try:
        Desk(folder, "").unlock().close() if what == "keys" else inspect(backup)
    except PeerDeskError as error:
        code, has = str(error.code), has_words(error.code) and bool(words(error))
    else:
        code, has = "opened", False
    seconds = time.thread_time() - began
    changed = sorted(before.items() ^ listing(folder.root.parent).items())
    return {
        "code": code,
        "words": has,
        "seconds": seconds,
        "changed": [name for name, _ in changed],
    }


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of change of every file below."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in found}


if __name__ == "__main__":
    main()
