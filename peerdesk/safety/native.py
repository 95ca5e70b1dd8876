"""System calls and the C library's process settings, through ctypes.

ctypes costs about 3 ms to import, which the start to the unlock prompt can bear. Everything here
takes and gives plain numbers.
"""

import ctypes
import errno
import os
import sys
from typing import Final

IS_LINUX: Final = sys.platform.startswith("linux")

AF_UNIX: Final = 1
SOCK_STREAM: Final = 1

PR_GET_DUMPABLE: Final = 3
PR_SET_DUMPABLE: Final = 4

IO_URING_SETUP: Final = 425
"""The number is the same on every architecture: Linux shares those above 423."""


def c_library() -> ctypes.CDLL:
    """Give the C library that is loaded already, with its `errno` kept."""
    return ctypes.CDLL(None, use_errno=True)


def process_control(option: int, argument: int = 0) -> int:
    """Call `prctl(2)` and give what it answers. Linux only; raises OSError where it fails."""
    # The kernel reads whole registers, so that each argument must be given at full width.
    rest = [ctypes.c_ulong(value) for value in (argument, 0, 0, 0)]
    answer = c_library().prctl(ctypes.c_int(option), *rest)
    if answer < 0:
        raise OSError(ctypes.get_errno(), "prctl")
    return int(answer)


def socket_error(family: int) -> int:
    """Ask for a socket of the family, close it at once, and give the errno (0: it was made)."""
    descriptor = c_library().socket(family, SOCK_STREAM, 0)
    if descriptor < 0:
        return ctypes.get_errno()
    os.close(descriptor)
    return 0


def io_uring_error() -> int:
    """Ask for a ring without saying where to describe it, and give the errno.

    Where rings may be used that is EFAULT; no ring is made in any case.
    """
    call = c_library().syscall
    call.restype = ctypes.c_long
    answer = call(ctypes.c_long(IO_URING_SETUP), ctypes.c_ulong(1), ctypes.c_void_p(None))
    return ctypes.get_errno() if answer < 0 else 0


def is_refusal(error: int) -> bool:
    """Whether an errno says that the call is not allowed, or that this kernel lacks it."""
    return error in {errno.EACCES, errno.EPERM, errno.ENOSYS}
