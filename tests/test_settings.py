"""Settings: whatever is in the file, the program starts, and nothing odd comes out of it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.settings import LONGEST_IDLE, SHORTEST_IDLE, THEMES, Settings, SettingsStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def written(path: Path, content: str | bytes) -> Settings:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return SettingsStore(path).current


def test_without_a_file_everything_is_usual(path: Path) -> None:
    assert SettingsStore(path).current == Settings()


def test_what_was_changed_is_there_at_the_next_start(path: Path) -> None:
    store = SettingsStore(path)
    store.change(theme="dark", idle_minutes=9)
    store.change(page="notes", vault="/home/é/My vault", geometry="01d9")
    assert store.kept
    assert SettingsStore(path).current == Settings(
        theme="dark", idle_minutes=9, page="notes", vault="/home/é/My vault", geometry="01d9"
    )


@pytest.mark.parametrize(
    "content",
    [
        "",
        "null",
        "[]",
        '"dark"',
        "{",
        b"\xff\xfe{}",
        b"\x00" * 100,
        "[" * 100_000,
        '{"theme":' * 20_000,
        '{"idle_minutes": ' + "9" * 5000 + "}",
        '{"theme": 3, "idle_minutes": "5", "vault": null, "geometry": [], "page": {}}',
        '{"theme": "../../etc", "geometry": "zz", "page": "../x", "idle_minutes": true}',
        '{"__class__": "os.system", "kept": false}',
    ],
)
def test_a_damaged_or_hostile_file_gives_the_defaults(path: Path, content: str | bytes) -> None:
    assert written(path, content) == Settings()


@given(
    st.dictionaries(
        st.sampled_from(["theme", "idle_minutes", "vault", "geometry", "page", "other"]),
        st.one_of(st.text(), st.integers(), st.booleans(), st.none(), st.floats(), st.just("abc")),
    )
)
def test_whatever_is_read_is_within_bounds(
    tmp_path_factory: pytest.TempPathFactory, raw: dict[str, object]
) -> None:
    path = tmp_path_factory.getbasetemp() / "hostile" / "settings.json"
    current = written(path, json.dumps(raw))
    assert current.theme in THEMES
    assert SHORTEST_IDLE <= current.idle_minutes <= LONGEST_IDLE
    assert current.page.isidentifier()
    bytes.fromhex(current.geometry)


def test_one_bad_value_does_not_cost_the_others(path: Path) -> None:
    current = written(path, '{"theme": "dark", "idle_minutes": 600, "geometry": "abc"}')
    assert (current.theme, current.idle_minutes, current.geometry) == ("dark", LONGEST_IDLE, "")


def test_a_folder_that_cannot_be_written_costs_only_the_setting(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    store = SettingsStore(tmp_path / "config" / "settings.json")
    store.change(theme="dark")
    assert not store.kept
    assert store.current.theme == "dark"


def test_only_settings_that_exist_can_be_changed(path: Path) -> None:
    with pytest.raises(TypeError):
        SettingsStore(path).change(member="Ana")


def test_nothing_is_left_beside_the_file(path: Path) -> None:
    SettingsStore(path).change(theme="light")
    assert [found.name for found in path.parent.iterdir()] == ["settings.json"]
