"""The spoken words of each language, from `resources/spoken/`."""

from functools import cache

from peerdesk.domain.spoken import SpokenWords, parse_spoken
from peerdesk.paths import resource

FALLBACK = "en"


@cache
def spoken_words(language: str) -> SpokenWords:
    """The words of a language such as `pt-BR`, of its main language, or else the English ones.

    ScriptFileError for a bad file.
    """
    root = resource("spoken")
    known = {path.parent.name: path for path in root.glob("*/words.toml")}
    for wanted in (language, language.partition("-")[0]):
        if wanted in known:
            path = known[wanted]
            return parse_spoken(path.read_text(encoding="utf-8"), f"{wanted}/{path.name}")
    path = known[FALLBACK]
    return parse_spoken(path.read_text(encoding="utf-8"), f"{FALLBACK}/{path.name}")
