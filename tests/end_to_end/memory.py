"""Looking for words in the memory of another process."""

import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

BLOCK_BYTES = 8 * 1024 * 1024
READABLE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) r\S* \S+ \S+ \S+ *(.*)")
# Mapped by the kernel, not by the program; reading them fails.
KERNEL_REGIONS = {"[vvar]", "[vvar_vclock]", "[vsyscall]"}


def memory_holds(process: int, word: str) -> bool:
    """Say whether the process's memory holds the word in a form that C, Python or Qt keep it in.

    Skips the test, with the reason, where this machine does not let us look.
    """
    forms = {word.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-32-le")}
    overlap = max(map(len, forms)) - 1
    tail, expected = b"", 0
    try:
        for address, block in readable_memory(process):
            data = tail + block if address == expected else block
            if any(form in data for form in forms):
                return True
            tail, expected = data[-overlap:], address + len(block)
    except PermissionError as error:
        pytest.skip(f"this machine lets nobody read another process's memory: {error}")
    return False


def readable_memory(process: int) -> Iterator[tuple[int, bytes]]:
    """Give every block that can be read, with its address, in order."""
    maps = Path(f"/proc/{process}/maps").read_text("utf-8")
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in maps.splitlines():
            region = READABLE.fullmatch(line)
            if region is None or region[3] in KERNEL_REGIONS:
                continue
            yield from blocks(memory.fileno(), int(region[1], 16), int(region[2], 16))


def blocks(memory: int, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    while start < end:
        try:
            block = os.pread(memory, min(BLOCK_BYTES, end - start), start)
        except OSError as error:
            # The rest of a file mapping whose file is shorter by now, or memory of a device.
            if error.errno in {errno.EIO, errno.EFAULT}:
                return
            raise
        if not block:
            return
        yield start, block
        start += len(block)
