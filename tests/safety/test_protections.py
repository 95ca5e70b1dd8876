"""Each protection is proven in a process of its own, because none can be taken off again."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from peerdesk.safety import filtering

PROJECT = Path(__file__).resolve().parents[2]

needs_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="seccomp is Linux's")
needs_filter = pytest.mark.skipif(
    not sys.platform.startswith("linux") or filtering.library() is None,
    reason="this machine has no libseccomp",
)

HARDENED = """
import json, os, sys
from peerdesk.safety.hardening import harden
from peerdesk.safety.network import refuse_network
harden()
state = refuse_network()
"""
# Sockets by way of the C library alone: what the kernel says, past anything that Python does.
BY_C = """
import ctypes, errno
library = ctypes.CDLL(None, use_errno=True)
def asked(call, *arguments):
    ctypes.set_errno(0)
    return errno.errorcode.get(ctypes.get_errno()) if call(*arguments) < 0 else "made"
"""

COUNT_FILTERS = """
import json
with open("/proc/self/status") as status:
    fields = dict(line.split(":", 1) for line in status)
print(json.dumps(int(fields["Seccomp_filters"])))
"""


def answer_of(script: str, **environment: str) -> object:
    """Run a script in a fresh interpreter, and give what it printed as JSON."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=PROJECT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: object = json.loads(done.stdout)
    return answer


@needs_linux
def test_without_the_filter_the_same_questions_get_other_answers() -> None:
    asked = "import json\nprint(json.dumps([asked(library.socket, f, 1, 0) for f in (1, 2, 4000)]))"
    assert answer_of(BY_C + asked) == ["made", "made", "EAFNOSUPPORT"]


@needs_filter
def test_the_kernel_refuses_every_family_but_unix() -> None:
    script = (
        HARDENED + BY_C + "print(json.dumps([asked(library.socket, f, 1, 0) for f in range(48)]))"
    )
    answers = answer_of(script)
    assert isinstance(answers, list)
    assert answers.pop(1) == "made"
    assert set(answers) == {"EACCES"}


@needs_filter
def test_the_kernel_refuses_pairs_of_sockets_but_unix() -> None:
    pairs = """
pair = (ctypes.c_int * 2)()
print(json.dumps([asked(library.socketpair, f, 1, 0, pair) for f in (1, 2, 10)]))
"""
    assert answer_of(HARDENED + BY_C + pairs) == ["made", "EACCES", "EACCES"]


@needs_filter
def test_the_kernel_refuses_io_uring() -> None:
    calls = "print(json.dumps([asked(library.syscall, n, 1, None) for n in (425, 426, 427)]))"
    assert answer_of(HARDENED + BY_C + calls) == ["EACCES"] * 3


@needs_filter
def test_a_child_process_inherits_the_refusal() -> None:
    child = (
        "import socket, sys\ntry: socket.socket()\nexcept OSError as error: sys.exit(error.errno)"
    )
    script = (
        HARDENED
        + f"import subprocess\nprint(subprocess.run([sys.executable, '-c', {child!r}]).returncode)"
    )
    assert answer_of(script) == errno.EACCES


@needs_filter
def test_a_process_that_starts_anew_in_place_keeps_one_filter() -> None:
    before = answer_of(COUNT_FILTERS)
    again = HARDENED + "assert state == 'in_force_already', state\n" + COUNT_FILTERS
    after = answer_of(HARDENED + f"os.execv(sys.executable, [sys.executable, '-c', {again!r}])")
    assert isinstance(before, int)
    assert after == before + 1


@needs_filter
def test_threads_that_run_already_are_filtered_too() -> None:
    script = (
        "import threading\nfrom queue import Queue\nquestions, answers = Queue(), Queue()\n"
        + BY_C
        + "def work():\n    questions.get()\n    answers.put(asked(library.socket, 2, 1, 0))\n"
        "threading.Thread(target=work).start()\n"
        + HARDENED
        + "questions.put(None)\nprint(json.dumps(answers.get()))"
    )
    assert answer_of(script) == "EACCES"


def test_a_socket_asked_for_in_python_trips_the_wire() -> None:
    script = HARDENED + (
        "import socket\n"
        "from peerdesk.safety.tripwire import NetworkRefusedError\n"
        "def tried(work):\n"
        "    try: work()\n"
        "    except NetworkRefusedError: return 'tripwire'\n"
        "    return 'done'\n"
        "print(json.dumps([tried(work) for work in (\n"
        "    socket.socket,\n"
        "    lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM),\n"
        "    lambda: socket.getaddrinfo('localhost', 80),\n"
        "    lambda: socket.gethostbyname('localhost'),\n"
        "    lambda: __import__('urllib.request').request.urlopen('http://localhost/'),\n"
        "    socket.gethostname,\n"
        ")]))"
    )
    assert answer_of(script) == ["tripwire"] * 5 + ["done"]


@needs_linux
def test_unix_sockets_carry_data() -> None:
    script = HARDENED + (
        "import socket, tempfile\n"
        "with tempfile.TemporaryDirectory() as folder:\n"
        "    listener = socket.socket(socket.AF_UNIX)\n"
        "    listener.bind(folder + '/s'); listener.listen()\n"
        "    caller = socket.socket(socket.AF_UNIX); caller.connect(folder + '/s')\n"
        "    caller.sendall(b'hello'); print(json.dumps(listener.accept()[0].recv(5).decode()))\n"
    )
    assert answer_of(script) == "hello"


def test_laying_the_tripwire_twice_lays_one() -> None:
    script = """
import json, sys
from peerdesk.safety import tripwire
before, laid = tripwire.is_laid(), []
sys.addaudithook(lambda event, _: laid.append(event) if event == "sys.addaudithook" else None)
tripwire.lay()
tripwire.lay()
print(json.dumps([before, tripwire.is_laid(), len(laid)]))
"""
    assert answer_of(script) == [False, True, 1]


@needs_linux
def test_a_crash_leaves_no_dump_and_new_files_are_private() -> None:
    script = """
import ctypes, resource, tempfile
with tempfile.TemporaryDirectory() as folder:
    open(folder + "/new", "w").close()
    mode = oct(os.stat(folder + "/new").st_mode & 0o777)
dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
print(json.dumps([mode, resource.getrlimit(resource.RLIMIT_CORE), dumpable]))
"""
    assert answer_of(HARDENED + script) == ["0o600", [0, 0], 0]


@needs_filter
def test_qt_starts_under_the_filter() -> None:
    script = HARDENED + (
        "from PySide6.QtWidgets import QApplication, QLabel\n"
        "application = QApplication([]); label = QLabel('shown'); label.show()\n"
        "application.processEvents(); print(json.dumps(label.isVisible()))"
    )
    assert answer_of(script, QT_QPA_PLATFORM="offscreen") is True


MEASURE = """
from peerdesk.safety.measuring import measured
print(json.dumps([[p.line, p.standing, p.cause] for p in measured()]))
"""
LINES = ["network", "io_uring", "tripwire", "libraries", "core_dumps", "memory", "new_files"]


@needs_filter
def test_every_line_is_measured_to_hold_when_all_is_done() -> None:
    assert answer_of(HARDENED + MEASURE) == [[line, "holds", None] for line in LINES]


@needs_linux
def test_nothing_is_measured_to_hold_when_nothing_is_done() -> None:
    undone = """
import json, os, socket
os.umask(0o022)
"""
    measured = answer_of(undone + MEASURE)
    assert isinstance(measured, list)
    standings = {line: standing for line, standing, _cause in measured}
    io_uring = standings.pop("io_uring")
    assert io_uring in {"does_not_hold", "holds"}, "a kernel may lack rings by itself"
    assert set(standings.values()) == {"does_not_hold"}


@needs_linux
def test_a_missing_libseccomp_is_told_and_is_no_error() -> None:
    without = (
        "import json\nfrom peerdesk.safety import filtering\n"
        "filtering.LIBRARY = 'libseccomp.so.none'\n"
        "from peerdesk.safety.hardening import harden\n"
        "from peerdesk.safety.network import refuse_network\n"
        "harden()\nstate = refuse_network()\n"
        "from peerdesk.safety.measuring import measured\n"
        "first = measured()[0]\nprint(json.dumps([state, first.standing, first.cause]))"
    )
    assert answer_of(without) == ["library_missing", "does_not_hold", "library_missing"]
