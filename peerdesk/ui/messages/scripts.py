"""What a script file is refused for, in words; `peerdesk.ui.messages` puts them with the rest."""

from enum import StrEnum

from peerdesk.domain.strict_toml import ScriptTrouble

_IN_FILE = "In {source}, line {line}: "
_NOT_READ = " Nothing was taken from the file. Mend that line and try again."

_SCRIPT_REASONS: dict[StrEnum, str] = {
    ScriptTrouble.TOO_LARGE: "the file has more than {limit} bytes, which is the most.",
    ScriptTrouble.NOT_UTF8: "this is not UTF-8 text. Save the file as UTF-8.",
    ScriptTrouble.NOT_TOML: "this is not written as TOML, so it can't be understood.",
    ScriptTrouble.TOO_DEEP: "a key has more than {limit} parts.",
    ScriptTrouble.UNKNOWN_KEY: "“{key}” is not a key that a script has.",
    ScriptTrouble.MISSING: "“{key}” is missing or empty.",
    ScriptTrouble.WRONG_TYPE: "“{key}” should be {expected}.",
    ScriptTrouble.TOO_LONG: "“{key}” has {length}; {limit} is the most.",
    ScriptTrouble.OUT_OF_RANGE: "“{key}” should be from {lowest} to {highest}.",
    ScriptTrouble.UNKNOWN_VALUE: "“{value}” is not a value that “{key}” can have.",
    ScriptTrouble.CONTROL_CHARACTER: "“{key}” has a hidden character ({character}).",
    ScriptTrouble.UNKNOWN_PLACEHOLDER: "{{{placeholder}}} can't be filled in; known are {allowed}.",
    ScriptTrouble.DUPLICATE: "“{value}” is there a second time.",
    ScriptTrouble.NEWER_FORMAT: "the file has format {format}; this PeerDesk knows {known}.",
    ScriptTrouble.NOT_KEPT: "“{key}” has words for a group that keeps none.",
}
NAMED_VALUES: dict[str | int, str] = {
    "text": "text in quotes",
    "number": "a whole number",
    "yes_or_no": "true or false",
    "list": "a list in square brackets",
    "table": "a table",
    ScriptTrouble.MISSING.value: "it has no words or no title yet",
    ScriptTrouble.UNKNOWN_PLACEHOLDER.value: "it has a blank in braces that PeerDesk can't fill in",
    ScriptTrouble.CONTROL_CHARACTER.value: "it has a hidden character",
    ScriptTrouble.TOO_LONG.value: "it is too long",
    ScriptTrouble.TOO_LARGE.value: "all its words together are too long",
    ScriptTrouble.UNKNOWN_VALUE.value: "its language or its id is not written as it should be",
    ScriptTrouble.OUT_OF_RANGE.value: "its minutes are below 1 or above 180",
}
"""What the strict reader expected, and what is wrong with a part, as a person would say it."""

WORDS: dict[StrEnum, str] = {
    code: _IN_FILE + reason + _NOT_READ for code, reason in _SCRIPT_REASONS.items()
}
