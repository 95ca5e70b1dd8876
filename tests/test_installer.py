"""The two commands of a fresh machine: what they look for, what they install, what they say."""

import ast
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import PySide6
import pytest
from development import checks, commands, environment, screen, shiboken, system
from development.environment import PROJECT, RUNTIME_LOCK, TEST_LOCK, Environment
from development.errors import SetupError

DEV = PROJECT / "installer" / "dev.py"
LOCKED = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)(?P<rest>[^\n]*)$", re.MULTILINE)


def entries(lock: Path) -> dict[str, str]:
    """The text of each locked package, by its name: the pin and the hashes under it."""
    text = re.sub(r"^ *#.*\n", "", lock.read_text("utf-8"), flags=re.MULTILINE)
    starts = [*LOCKED.finditer(text)]
    ends = [*(start.start() for start in starts[1:]), len(text)]
    return {
        start["name"]: text[start.start() : end] for start, end in zip(starts, ends, strict=True)
    }


def version(entry: str) -> str:
    found = LOCKED.match(entry)
    assert found
    return found["version"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with one lock in it, for stamps that don't concern the real environment."""
    (tmp_path / "lock.txt").write_text("somepackage==1\n", "utf-8")
    return tmp_path


def linked_environment(project: Path) -> Environment:
    """An environment whose Python is the one that runs the tests."""
    made = Environment(project, project / ".venv")
    made.python.parent.mkdir(parents=True)
    made.python.symlink_to(sys.executable)
    return made


class TestLocks:
    @pytest.mark.parametrize("lock", [RUNTIME_LOCK, TEST_LOCK], ids=lambda lock: lock.stem)
    def test_every_package_is_pinned_and_hashed(self, lock: Path) -> None:
        locked = entries(lock)

        assert len(locked) > 10
        for entry in locked.values():
            assert re.findall(r"--hash=sha256:[0-9a-f]{64}\b", entry), entry
        leftover = [
            line
            for line in lock.read_text("utf-8").splitlines()
            if not re.match(r"^ *#|^    --hash=sha256:[0-9a-f]{64}( \\)?$|^[a-z0-9-]+==", line)
        ]
        assert leftover == []

    @pytest.mark.parametrize("lock", [RUNTIME_LOCK, TEST_LOCK], ids=lambda lock: lock.stem)
    def test_no_lock_names_an_address(self, lock: Path) -> None:
        assert "://" not in lock.read_text("utf-8")
        assert "index" not in lock.read_text("utf-8")

    def test_what_pyproject_asks_for_is_in_the_runtime_lock(self) -> None:
        declared = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
        names = {re.split(r"[^A-Za-z0-9_.-]", line)[0].lower() for line in declared["dependencies"]}

        assert names <= entries(RUNTIME_LOCK).keys()

    def test_what_the_tests_ask_for_is_in_the_test_lock(self) -> None:
        lines = (PROJECT / "installer/locks/test.in").read_text("utf-8").splitlines()
        names = {line for line in lines if line and not line.startswith("#")}

        assert names <= entries(TEST_LOCK).keys()

    def test_both_locks_agree_where_they_name_the_same_package(self) -> None:
        runtime, test = entries(RUNTIME_LOCK), entries(TEST_LOCK)
        shared = runtime.keys() & test.keys()

        assert "pillow" in shared
        assert {name: version(runtime[name]) for name in shared} == {
            name: version(test[name]) for name in shared
        }


class TestStamp:
    def test_an_environment_that_was_not_made_is_not_filled(self, project: Path) -> None:
        assert not Environment(project, project / ".venv").is_filled_from(project / "lock.txt")

    def test_a_stamp_holds_until_the_lock_changes(self, project: Path) -> None:
        made, lock = linked_environment(project), project / "lock.txt"
        made.stamp.write_text(f'{{"lock.txt": "{made.fingerprint(lock)}"}}', "utf-8")
        before = made.is_filled_from(lock)

        lock.write_text("somepackage==2\n", "utf-8")

        assert before
        assert not made.is_filled_from(lock)

    def test_another_python_behind_the_environment_changes_the_fingerprint(
        self, project: Path
    ) -> None:
        made, lock = linked_environment(project), project / "lock.txt"
        before = made.fingerprint(lock)

        (project / "python9").touch()
        made.python.unlink()
        made.python.symlink_to(project / "python9")

        assert made.fingerprint(lock) != before

    def test_a_project_that_was_moved_changes_the_fingerprint(self, project: Path) -> None:
        made, lock = linked_environment(project), project / "lock.txt"
        moved = Environment(project / "elsewhere", made.folder)

        assert moved.fingerprint(lock) != made.fingerprint(lock)

    @pytest.mark.parametrize("content", ["", "{", "[]", '{"lock.txt": 1}', '"lock.txt"'])
    def test_a_damaged_stamp_counts_as_none(self, project: Path, content: str) -> None:
        made = linked_environment(project)
        made.stamp.write_text(content, "utf-8")

        assert not made.is_filled_from(project / "lock.txt")

    def test_a_python_without_pip_is_no_environment_that_works(self, project: Path) -> None:
        bare = [sys.executable, "-m", "venv", "--without-pip", project / ".venv"]
        subprocess.run(bare, check=True)
        (project / ".venv" / "peerdesk-setup.json").write_text("{}", "utf-8")

        assert Environment(project, project / ".venv").packages_folder() is None


class TestFilling:
    @pytest.fixture
    def wheel(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A wheel of one module, in the only place where pip looks for any."""
        path = tmp_path / "wheels" / "quietpackage-1.0-py3-none-any.whl"
        path.parent.mkdir()
        information = "quietpackage-1.0.dist-info"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("quietpackage.py", "LOUD = False\n")
            archive.writestr(
                f"{information}/METADATA",
                "Metadata-Version: 2.1\nName: quietpackage\nVersion: 1.0\n",
            )
            archive.writestr(
                f"{information}/WHEEL",
                "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            )
            archive.writestr(f"{information}/RECORD", "")
        monkeypatch.setenv("PIP_NO_INDEX", "1")
        monkeypatch.setenv("PIP_FIND_LINKS", str(path.parent))
        return path

    def test_the_environment_holds_the_lock_and_knows_the_project(
        self, project: Path, wheel: Path
    ) -> None:
        lock = project / "lock.txt"
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        lock.write_text(f"quietpackage==1.0 --hash=sha256:{digest}\n", "utf-8")
        (project / "peerdesk").mkdir()
        (project / "peerdesk" / "__init__.py").write_text("HERE = True\n", "utf-8")
        made = Environment(project, project / ".venv")
        cut_off = made.folder / "lib" / "left over from a set-up that was cut off"
        cut_off.mkdir(parents=True)

        made.fill_from((lock,))

        assert made.is_filled_from(lock)
        assert not cut_off.exists()
        question = "import peerdesk, quietpackage; print(peerdesk.HERE, quietpackage.LOUD)"
        answer = subprocess.check_output([made.python, "-I", "-c", question], cwd="/", text=True)
        assert answer.split() == ["True", "False"]
        assert list((project / "peerdesk").rglob("*.pyc"))

        wheel.unlink()  # a second time needs nothing, so that it works without a network
        made.fill_from((lock,))

    @pytest.mark.usefixtures("wheel")
    def test_a_wheel_of_another_hash_is_refused_and_not_stamped(
        self, project: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        lock = project / "lock.txt"
        lock.write_text(f"quietpackage==1.0 --hash=sha256:{'0' * 64}\n", "utf-8")
        made = Environment(project, project / ".venv")

        with pytest.raises(SetupError, match=r"could not be installed"):
            made.fill_from((lock,))

        assert "DO NOT MATCH THE HASHES" in capfd.readouterr().err
        assert not made.is_filled_from(lock)


class TestPySidesPythonPart:
    @pytest.fixture
    def packages(self, project: Path) -> Path:
        """The packages of an environment with a Shiboken of its own, from which PySide starts."""
        made = project / ".venv"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", made], check=True)
        asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
        python = Environment(project, made).python
        folder = Path(subprocess.check_output([python, "-I", "-c", asked], text=True).strip())
        here = Path(PySide6.__file__).parents[1]
        (folder / "PySide6").symlink_to(here / "PySide6")
        laid_out = shutil.ignore_patterns(shiboken.LAID_OUT)
        shutil.copytree(here / "shiboken6", folder / "shiboken6", ignore=laid_out)
        return folder

    def came_from(self, project: Path) -> Path:
        asked = "import PySide6.QtCore, sys; print(sys.modules['shibokensupport'].__file__)"
        python = Environment(project, project / ".venv").python
        return Path(subprocess.check_output([python, "-I", "-c", asked], text=True).strip())

    def test_it_is_laid_out_and_compiled_once_so_that_no_start_does_it(
        self, project: Path, packages: Path
    ) -> None:
        before = self.came_from(project)

        shiboken.lay_out(Environment(project, project / ".venv").python, packages)

        folder = packages / "shiboken6" / shiboken.LAID_OUT
        assert not before.is_relative_to(packages)
        assert self.came_from(project).is_relative_to(folder)
        sources = [path.stem for path in (folder / "shibokensupport").rglob("*.py")]
        compiled = [path.name.partition(".")[0] for path in folder.rglob("*.pyc")]
        assert sources
        assert set(sources) <= set(compiled)

    def test_another_version_finds_nothing_of_the_one_before(
        self, project: Path, packages: Path
    ) -> None:
        shiboken.lay_out(Environment(project, project / ".venv").python, packages)

        shiboken.fold_up(packages)

        assert not (packages / "shiboken6" / shiboken.LAID_OUT).exists()
        assert not self.came_from(project).is_relative_to(packages)

    def test_nothing_stays_of_what_pyside_does_not_start_with(
        self, project: Path, packages: Path
    ) -> None:
        (packages / "PySide6").unlink()

        shiboken.lay_out(Environment(project, project / ".venv").python, packages)

        assert not (packages / "shiboken6" / shiboken.LAID_OUT).exists()


class TestSystem:
    @pytest.mark.parametrize(
        ("os_release", "expected"),
        [
            ({"ID": "debian", "VERSION_ID": "12"}, True),
            ({"ID": "ubuntu", "ID_LIKE": "debian"}, True),
            ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, True),
            ({"ID": "fedora"}, False),
            ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, False),
            ({"ID": "debianesque"}, False),
            ({}, False),
        ],
    )
    def test_apt_is_trusted_on_debian_and_its_family(
        self, os_release: dict[str, str], *, expected: bool
    ) -> None:
        assert system.is_debian_like(os_release) is expected

    def test_missing_needs_are_found_by_the_thing_itself(self) -> None:
        needs = (
            system.Need("libc.so.6", "libc6", system.library_is_present),
            system.Need("libnowhere.so.7", "libnowhere7", system.library_is_present),
            system.Need("python3", "python3", system.program_is_present),
            system.Need("no-such-program", "nothing", system.program_is_present),
            system.Need("json", "python3", system.module_is_present),
            system.Need("no_such_module", "nothing", system.module_is_present),
        )

        names = [need.name for need in system.missing_of(needs)]

        assert names == ["libnowhere.so.7", "no-such-program", "no_such_module"]

    def test_packages_are_named_once_and_sorted(self) -> None:
        needs = system.libraries({"libz-b2": "libb.so libc.so", "liba1": "liba.so"})

        assert system.packages_of(needs) == ["liba1", "libz-b2"]

    def test_without_sudo_the_one_command_is_for_root(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))

        words = system.words_without_root(["libegl1", "xvfb"])

        assert "\n    apt-get update && apt-get install -y" in words
        assert words.rstrip().endswith(" libegl1 xvfb")
        assert "sudo" not in words

    def test_with_sudo_the_one_command_asks_for_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "sudo").touch(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))

        words = system.words_without_root(["libegl1"])

        assert "\n    sudo apt-get update && sudo apt-get install -y" in words

    def test_without_apt_each_missing_thing_is_named(self) -> None:
        words = system.words_without_apt(system.libraries({"libegl1": "libEGL.so.1"}))

        assert "libEGL.so.1" in words
        assert "libegl1" in words

    @pytest.mark.skipif(
        system.os_release_of_this_system().get("VERSION_CODENAME") != "bookworm",
        reason="later releases have other names for some, which provide these",
    )
    def test_the_named_packages_are_debians(self) -> None:
        packages = system.packages_of((*system.RUNTIME_NEEDS, *system.TEST_NEEDS))

        known = subprocess.run(
            ["dpkg-query", "--show", "--showformat=${Package}\n", *packages],
            capture_output=True,
            text=True,
            check=False,
        ).stdout

        assert sorted(known.split()) == packages

    @pytest.mark.skipif(sys.platform != "linux", reason="the needs are Linux's")
    @pytest.mark.parametrize("plugin", ["libqxcb.so", "libqoffscreen.so", "libqwayland.so"])
    def test_the_needs_hold_all_that_qt_asks_of_this_system(self, plugin: str) -> None:
        from PySide6.QtCore import QLibraryInfo  # noqa: PLC0415  (an import of 0.1 s)

        plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
        linked = subprocess.run(
            ["ldd", plugins / "platforms" / plugin], capture_output=True, text=True, check=True
        ).stdout
        assert "not found" not in linked

        asked = set(re.findall(r"^\s+(lib\S+) => /(?:usr/)?lib/", linked, re.MULTILINE))
        declared = {need.name for need in system.RUNTIME_NEEDS}
        direct = {name for name in asked if re.match(r"lib(xcb|EGL|GL\.|xkb|wayland|X11)", name)}
        assert direct
        assert direct <= declared


class TestCommands:
    def test_an_unknown_command_is_wrong_usage(self) -> None:
        done = subprocess.run(
            [sys.executable, DEV, "fly"], capture_output=True, text=True, check=False
        )

        assert done.returncode == 2
        assert done.stdout == ""
        assert all(name in done.stderr for name in commands.COMMANDS)

    def test_an_old_python_can_read_the_file_and_says_what_is_wrong(self) -> None:
        ast.parse(DEV.read_text("utf-8"), feature_version=(3, 7))
        pretend = "import sys, runpy; sys.version_info = (3, 9, 2); "
        start = f"runpy.run_path({str(DEV)!r}, run_name='__main__')"

        done = subprocess.run(
            [sys.executable, "-c", pretend + start], capture_output=True, text=True, check=False
        )

        assert done.returncode == 1
        assert "PeerDesk needs Python 3.11 or newer; this is Python 3.9" in done.stderr
        assert "Traceback" not in done.stderr

    def test_help_is_printed_from_any_folder(self, tmp_path: Path) -> None:
        done = subprocess.run(
            [sys.executable, DEV, "--help"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )

        assert "run " in done.stdout

    @pytest.mark.parametrize(
        "arguments",
        [["-n", "4"], ["-n0"], ["--numprocesses=3"], ["-p", "no:xdist"], ["-x", "--pdb"]],
    )
    def test_the_users_own_distribution_of_tests_is_kept(self, arguments: list[str]) -> None:
        assert checks.spread_over_processes(arguments) == arguments

    @pytest.mark.parametrize("arguments", [[], ["--campaigns"], ["-k", "notes", "tests/desk"]])
    def test_tests_are_spread_over_two_processes_otherwise(self, arguments: list[str]) -> None:
        spread = checks.spread_over_processes(arguments)

        assert spread == ["-n", "2", "--dist", "loadgroup", *arguments]

    def test_the_project_is_where_pyproject_is(self) -> None:
        assert (environment.PROJECT / "pyproject.toml").is_file()


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="measuring a start needs Xvfb")
class TestMeasuringAStart:
    def in_a_window(self, text: str) -> list[str]:
        """The command line of a program that has a connection to the screen and runs `text`."""
        beginning = (
            "import time; from Xlib import X, display\n"
            "screen = display.Display(); root = screen.screen().root\n"
            "def show(w, h):\n"
            "    root.create_window(0, 0, w, h, 0, X.CopyFromParent).map(); screen.sync()\n"
        )
        return [sys.executable, "-c", beginning + text]

    def test_small_helper_windows_are_not_taken_for_the_programs(self) -> None:
        command = self.in_a_window("show(50, 50); time.sleep(0.7); show(400, 300); time.sleep(60)")

        with screen.virtual_screen() as name:
            start = screen.start_to_window(command, dict(os.environ), name)

        assert start.seconds > 0.7
        assert 0 < start.processor < start.seconds

    def test_a_window_that_grows_after_it_is_mapped_counts_once_it_is_large(self) -> None:
        command = self.in_a_window(
            "window = root.create_window(0, 0, 9, 9, 0, X.CopyFromParent); window.map()\n"
            "screen.sync(); time.sleep(0.5); window.configure(width=640, height=480)\n"
            "screen.sync(); time.sleep(60)"
        )

        with screen.virtual_screen() as name:
            start = screen.start_to_window(command, dict(os.environ), name)

        assert start.seconds > 0.5

    def test_a_program_that_ends_first_is_an_error_with_its_own_words(self) -> None:
        command = self.in_a_window("raise SystemExit('no vault there')")

        with (
            screen.virtual_screen() as name,
            pytest.raises(SetupError, match=r"ended before it showed a window\.\nno vault there"),
        ):
            screen.start_to_window(command, dict(os.environ), name)
