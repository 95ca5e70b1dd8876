"""What the process does for itself before it shows anything: private files, no dumps, no network.

Only the Linux branch has been run. macOS and Windows follow the documentation of their makers.
"""

import os
import sys
from typing import Final

from peerdesk.safety import filter as network_filter
from peerdesk.safety import native, tripwire
from peerdesk.safety.filter import FilterState

PRIVATE_UMASK: Final = 0o077

# From winbase.h (SetErrorMode): no error dialogs, and no crash report that would hold memory.
SEM_FAILCRITICALERRORS: Final = 0x0001
SEM_NOGPFAULTERRORBOX: Final = 0x0002
# From sys/ptrace.h of macOS: no debugger may attach any more.
PT_DENY_ATTACH: Final = 31


def harden() -> None:
    """Make new files private and keep this process's memory to itself.

    Call at every start: a new program image is dumpable again. Raises OSError where the system
    refuses, which none is known to do.
    """
    os.umask(PRIVATE_UMASK)
    if sys.platform == "win32":
        _suppress_crash_reports()
        return
    _refuse_core_dumps()
    if sys.platform == "darwin":
        native.c_library().ptrace(PT_DENY_ATTACH, 0, None, 0)
    elif native.IS_LINUX:
        native.process_control(native.PR_SET_DUMPABLE, 0)


def refuse_network() -> FilterState:
    """Take the network from this process and its children; call before any thread starts."""
    tripwire.lay()
    return network_filter.install()


if sys.platform == "win32":

    def _suppress_crash_reports() -> None:
        """Not run yet: PeerDesk has not been tried on Windows."""
        import ctypes  # noqa: PLC0415 - the type stubs have `windll` on Windows only

        ctypes.windll.kernel32.SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX)

else:
    import resource

    def _refuse_core_dumps() -> None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
