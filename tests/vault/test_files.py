import subprocess
import sys
from pathlib import Path

import pytest

from peerdesk.vault.files import VaultFolder, read_at_most, set_file_aside, write_atomically


def test_a_file_is_replaced_whole_private_and_without_leavings(tmp_path: Path) -> None:
    path = tmp_path / "vault.seal"
    path.write_bytes(b"former")
    path.chmod(0o644)
    write_atomically(path, b"latter")
    assert path.read_bytes() == b"latter"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_replacement_that_fails_leaves_the_former_file_and_nothing_beside(
    tmp_path: Path,
) -> None:
    path = tmp_path / "taken"
    path.mkdir()
    (path / "inside").write_bytes(b"x")
    with pytest.raises(OSError):  # noqa: PT011 - which one differs between systems
        write_atomically(path, b"latter")
    assert [each.name for each in tmp_path.iterdir()] == ["taken"]


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "vault.keys"
    path.write_bytes(b"x" * 11)
    assert read_at_most(path, 10) is None
    assert read_at_most(path, 11) == b"x" * 11


def test_files_set_aside_twice_are_both_kept(tmp_path: Path) -> None:
    folder = VaultFolder(tmp_path)
    kept = []
    for content in (b"one", b"two"):
        folder.keys.write_bytes(content)
        kept.append(set_file_aside(folder, folder.keys))
    assert [path.read_bytes() for path in kept] == [b"one", b"two"]
    assert not folder.keys.exists()


def test_the_unlock_prompt_pays_for_no_cryptography() -> None:
    script = (
        "import sys, peerdesk.vault.files, peerdesk.vault.troubles, peerdesk.vault.progress\n"
        "print([m for m in ('argon2', 'cryptography', 'sqlcipher3', 'zxcvbn') if m in sys.modules])"
    )
    root = Path(__file__).parent.parent.parent
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=root
    )
    assert done.stdout == "[]\n"
