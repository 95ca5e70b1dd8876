"""The seccomp filter: the kernel itself refuses this process, and its children, the network.

libseccomp knows the system-call numbers of every architecture. It is called directly: the
`pyseccomp` binding looks the library up by starting `ldconfig`, which takes over 20 ms.
"""

import ctypes
import errno
from enum import StrEnum
from typing import Final

from peerdesk.safety import native

LIBRARY: Final = "libseccomp.so.2"

# Any socket of a family that no kernel has is answered with EAFNOSUPPORT before anything else is
# looked at. Only a filter that lists what is allowed answers otherwise, and no kernel module gets
# loaded by asking.
FAMILY_THAT_IS_NONE: Final = 4_000

ALLOW: Final = 0x7FFF0000
REFUSE: Final = 0x00050000 | errno.EACCES
NOT_EQUAL: Final = 1
ATTRIBUTE_FOREIGN_ARCHITECTURE: Final = 2
ATTRIBUTE_NO_NEW_PRIVILEGES: Final = 3
ATTRIBUTE_EVERY_THREAD: Final = 4

SOCKET_CALLS: Final = (b"socket", b"socketpair")
RING_CALLS: Final = (b"io_uring_setup", b"io_uring_enter", b"io_uring_register")


class FilterState(StrEnum):
    """What came of asking for the filter."""

    INSTALLED = "installed"
    IN_FORCE_ALREADY = "in_force_already"
    LIBRARY_MISSING = "library_missing"
    REFUSED_BY_KERNEL = "refused_by_kernel"
    NOT_ON_THIS_SYSTEM = "not_on_this_system"


class _Comparison(ctypes.Structure):
    """`struct scmp_arg_cmp` of seccomp.h: argument number, operator, two operands."""

    _fields_ = (
        ("argument", ctypes.c_uint),
        ("operator", ctypes.c_int),
        ("operand", ctypes.c_uint64),
        ("second_operand", ctypes.c_uint64),
    )


def is_in_force() -> bool:
    """Measure whether a filter that lists allowed socket families, and one for rings, holds."""
    return native.socket_error(FAMILY_THAT_IS_NONE) == errno.EACCES and native.is_refusal(
        native.io_uring_error()
    )


def library() -> ctypes.CDLL | None:
    """Load libseccomp; None where this machine has none."""
    try:
        seccomp = ctypes.CDLL(LIBRARY)
    except OSError:
        return None
    seccomp.seccomp_init.restype = ctypes.c_void_p
    seccomp.seccomp_release.restype = None
    for name, types in {
        "seccomp_init": (ctypes.c_uint32,),
        "seccomp_release": (ctypes.c_void_p,),
        "seccomp_load": (ctypes.c_void_p,),
        "seccomp_attr_set": (ctypes.c_void_p, ctypes.c_int, ctypes.c_uint32),
        "seccomp_syscall_resolve_name": (ctypes.c_char_p,),
        "seccomp_rule_add_array": (
            ctypes.c_void_p,
            ctypes.c_uint32,
            ctypes.c_int,
            ctypes.c_uint,
            ctypes.POINTER(_Comparison),
        ),
    }.items():
        getattr(seccomp, name).argtypes = types
    return seccomp


def install() -> FilterState:
    """Refuse every socket but AF_UNIX, and io_uring, from now on and for good.

    Does nothing where that is in force already: a filter is inherited by the process that a lock
    puts in this one's place, and filters pile up, each costing time at every system call.
    """
    if not native.IS_LINUX:
        return FilterState.NOT_ON_THIS_SYSTEM
    if is_in_force():
        return FilterState.IN_FORCE_ALREADY
    seccomp = library()
    if seccomp is None:
        return FilterState.LIBRARY_MISSING
    rules = seccomp.seccomp_init(ALLOW)
    if not rules:
        raise MemoryError
    try:
        _refuse_the_network(seccomp, rules)
        loaded = seccomp.seccomp_load(rules)
    finally:
        seccomp.seccomp_release(rules)
    return FilterState.INSTALLED if loaded == 0 else FilterState.REFUSED_BY_KERNEL


def _refuse_the_network(seccomp: ctypes.CDLL, rules: int) -> None:
    """Add every rule. Raises OSError where libseccomp does not know a call, which is a bug."""
    for attribute, value in {
        # A 32-bit program on a 64-bit kernel numbers its calls differently: refuse them all.
        ATTRIBUTE_FOREIGN_ARCHITECTURE: REFUSE,
        ATTRIBUTE_NO_NEW_PRIVILEGES: 1,
        ATTRIBUTE_EVERY_THREAD: 1,
    }.items():
        _check(seccomp.seccomp_attr_set(rules, attribute, value))
    not_unix = _Comparison(0, NOT_EQUAL, native.AF_UNIX, 0)
    for name in SOCKET_CALLS:
        _add_rule(seccomp, rules, name, not_unix)
    for name in RING_CALLS:
        _add_rule(seccomp, rules, name)


def _add_rule(seccomp: ctypes.CDLL, rules: int, name: bytes, *conditions: _Comparison) -> None:
    call = seccomp.seccomp_syscall_resolve_name(name)
    array = (_Comparison * len(conditions))(*conditions)
    _check(seccomp.seccomp_rule_add_array(rules, REFUSE, call, len(conditions), array))


def _check(answer: int) -> None:
    """libseccomp answers 0, or a negative errno."""
    if answer < 0:
        raise OSError(-answer, "libseccomp")
