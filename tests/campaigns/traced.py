"""What the kernel saw a program do: sockets that it asked for, files that it opened to write."""

import re
from dataclasses import dataclass
from pathlib import Path

WATCHED = "network,io_uring_setup,io_uring_enter,open,openat,creat"
SOCKET = re.compile(r"\b(?:socket|socketpair)\((\w+)")
OPENED = re.compile(r'\b(?:openat\(AT_FDCWD, |open\(|creat\()"((?:[^"\\]|\\.)*)", (\w[\w|]*)')
WRITING = {"O_WRONLY", "O_RDWR", "O_CREAT"}


@dataclass(frozen=True, slots=True)
class Trace:
    """The log of `strace -f -e trace=...`."""

    text: str

    def made_families(self) -> set[str]:
        """The families of the sockets that the kernel gave."""
        return {found[1] for line in self._granted() if (found := SOCKET.search(line))}

    def rings(self) -> list[str]:
        """The rings that the kernel gave, by which a program could open sockets unseen."""
        return [line for line in self._granted() if "io_uring" in line]

    def spoke_to(self, family: str) -> list[str]:
        """Calls that name an address of the family, whether they were refused or not."""
        return [line for line in self.text.splitlines() if f"sa_family={family}" in line]

    def written(self) -> set[Path]:
        """Every file that was opened to be written to, by its name at that time."""
        opened = (OPENED.search(line) for line in self._granted())
        return {
            Path(found[1].encode().decode("unicode_escape").encode("latin-1").decode())
            for found in opened
            if found and WRITING & set(found[2].split("|"))
        }

    def _granted(self) -> list[str]:
        return [line for line in self.text.splitlines() if " = -1 " not in line]
