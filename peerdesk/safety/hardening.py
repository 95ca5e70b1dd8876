"""What the process does for itself before it shows anything: private files, no dumps.

Only the Linux branch has been run. macOS and Windows follow the documentation of their makers.
"""

import os
import sys
from typing import Final

from peerdesk.safety import native

PRIVATE_UMASK: Final = 0o077

# From winbase.h (SetErrorMode): no error dialogs, and no crash report that would hold memory.
SEM_FAILCRITICALERRORS: Final = 0x0001
SEM_NOGPFAULTERRORBOX: Final = 0x0002
# From sys/ptrace.h of macOS: no debugger may attach any more.
PT_DENY_ATTACH: Final = 31


if sys.platform == "win32":

    def _keep_memory_private() -> None:
        import ctypes  # noqa: PLC0415 - the stubs have `windll` on Windows only

        ctypes.windll.kernel32.SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX)

    def core_dump_limit() -> tuple[int, int] | None:
        """Windows has no such limit."""
        return None

else:
    import resource

    def _keep_memory_private() -> None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "darwin":
            native.c_library().ptrace(PT_DENY_ATTACH, 0, None, 0)
        elif native.IS_LINUX:
            native.process_control(native.PR_SET_DUMPABLE, 0)

    def core_dump_limit() -> tuple[int, int] | None:
        """Give the largest core dump in bytes: now, and the most that may be asked for."""
        return resource.getrlimit(resource.RLIMIT_CORE)


def harden() -> None:
    """Make new files private and keep this process's memory to itself.

    Call at every start: a new program image is dumpable again. Raises OSError where the system
    refuses, which none is known to do.
    """
    os.umask(PRIVATE_UMASK)
    _keep_memory_private()
