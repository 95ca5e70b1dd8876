"""What the desk refuses, as codes; the words are in `peerdesk.ui.messages`."""

from enum import StrEnum


class DeskTrouble(StrEnum):
    """Each is carried by a UserError."""

    NAME_MISSING = "name_missing"
    NAME_TOO_LONG = "name_too_long"
    """data: limit, length (characters)"""
    CHANGED_SINCE = "changed_since"
    RECORD_GONE = "record_gone"
    """data: kind"""
    ALREADY_IN_GROUP = "already_in_group"
    NOTE_POLICY_CONTENT_FREE = "note_policy_content_free"
    BUILT_IN_SCRIPT = "built_in_script"
    SESSION_NOT_RUNNING = "session_not_running"
    SCRIPT_IN_USE = "script_in_use"
    SCRIPT_WITHOUT_WORDS = "script_without_words"
    ROSTER_ENCODING = "roster_encoding"
    """data: row (the first line that is not UTF-8)"""
    ROSTER_EMPTY = "roster_empty"
    ROSTER_NO_NAME_COLUMN = "roster_no_name_column"
    """data: columns (how many were found)"""
    ROSTER_TOO_LARGE = "roster_too_large"
    """data: limit (lines), mebibytes"""
    ROSTER_NOT_A_TABLE = "roster_not_a_table"
    """data: row"""
    PAPER_PLACE_IS_A_FOLDER = "paper_place_is_a_folder"
    PAPER_PLACE_IN_A_VAULT = "paper_place_in_a_vault"
    PAPER_PLACE_TAKEN = "paper_place_taken"
