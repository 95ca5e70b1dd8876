"""What the desk refuses, in words."""

from enum import StrEnum

from peerdesk.desk.troubles import DeskTrouble

WORDS: dict[StrEnum, str] = {
    DeskTrouble.NAME_MISSING: "A name is needed. Nothing was changed; type a name and go on.",
    DeskTrouble.NAME_TOO_LONG: (
        "That is {length} characters; {limit} is the most. Nothing was saved; shorten it and go on."
    ),
    DeskTrouble.CHANGED_SINCE: (
        "Something was saved since, which would be lost with it, so nothing was taken back. Remove "
        "by hand what should not be here."
    ),
    DeskTrouble.RECORD_GONE: (
        "This record was removed meanwhile. Nothing else was changed; choose another one."
    ),
    DeskTrouble.GENTLE_WORD_MISSING: (
        "Both are needed: the word, and what could stand there instead. Nothing was changed."
    ),
    DeskTrouble.KEPT_TOO_SHORTLY: (
        "These have to be kept for {least} months at the least. Nothing was changed; choose a "
        "longer time."
    ),
    DeskTrouble.KEPT_TOO_LONG: (
        "{most} years is the most. Nothing was changed; choose a shorter time, or no end."
    ),
    DeskTrouble.REVIEW_DAY_PASSED: (
        "That day is not ahead of today. Nothing was changed; choose a later day."
    ),
    DeskTrouble.REVIEW_WITHOUT_WHY: (
        "Keeping something longer than the rule says needs a reason, in a few words. Nothing was "
        "changed; say why and go on."
    ),
    DeskTrouble.ERASING_STOPPED: (
        "Stopped before anything was erased. Nothing was changed; begin again when you like."
    ),
    DeskTrouble.DECIDING_STOPPED: (
        "Stopped before anything was decided. Nothing was changed; decide again when you like."
    ),
    DeskTrouble.IMPORT_STOPPED: (
        "Stopped before anybody was added or taken back. Nothing was changed; begin again when you "
        "like."
    ),
    DeskTrouble.PROOF_STOPPED: (
        "The search was stopped. The records are gone and do not come back; that no trace of them "
        "is left was not proven. A check under Vault, Health, reads every page again."
    ),
    DeskTrouble.NO_MEETINGS_AHEAD: (
        "No meeting lies ahead, so nothing was written. Say when the group meets, or plan a "
        "session."
    ),
    DeskTrouble.BREAK_ENDS_BEFORE_IT_BEGINS: (
        "The last day lies before the first one. Nothing was changed; choose the days again."
    ),
    DeskTrouble.ALREADY_IN_GROUP: "This person is in the group already. Nothing was changed.",
    DeskTrouble.NOTE_POLICY_CONTENT_FREE: (
        "This group agreed that nothing is written down about its sessions, so no note was kept. "
        "The group's page has the note policy, if the group wants to change it."
    ),
    DeskTrouble.BUILT_IN_SCRIPT: (
        "Built-in scripts stay as they are. Duplicate it, and change your own copy."
    ),
    DeskTrouble.SESSION_NOT_RUNNING: (
        "This session is not running, so there is nothing to close. Nothing was changed."
    ),
    DeskTrouble.SCRIPT_IN_USE: (
        "This script was read, agreed to or chosen for a session, so it stays on record. Nothing "
        "was removed."
    ),
    DeskTrouble.SCRIPT_CHANGED_SINCE: (
        "This script was changed in another place meanwhile, and nothing of that was overwritten. "
        "What you typed is still in its field; look at the newest words, then type it again."
    ),
    DeskTrouble.SECRECY_PROMISED_TO_MINORS: (
        "Young people come to this group, so nobody can promise them secrecy: where somebody "
        "under age is in danger, adults have to act. Part {part} of the script does promise it. "
        "Nothing was changed. Open the script in Ground rules, which shows the sentence, and say "
        "what can't be kept secret instead."
    ),
    DeskTrouble.AGREEMENT_REPLACED_SINCE: (
        "The group has taken other ground rules since, so this can't be taken back any more. "
        "Nothing was changed. What is in force stands on the group's page, under Ground rules."
    ),
    DeskTrouble.AGREEMENT_INCOMPLETE: (
        "Confidentiality and its limits belong in every agreement, and one of them is not agreed "
        "yet. All words were kept. Go back to it, then keep the agreement."
    ),
    DeskTrouble.SCRIPT_WITHOUT_WORDS: (
        "A script needs at least one part to read. The last saved words were kept."
    ),
    DeskTrouble.ROSTER_ENCODING: (
        "Line {row} can't be in that encoding, so names would be garbled. Nothing was imported. "
        "Choose another encoding, or save the file again as “CSV UTF-8”."
    ),
    DeskTrouble.ROSTER_EMPTY: (
        "No name was found in the file. Nothing was imported. It needs one name on each line."
    ),
    DeskTrouble.ROSTER_NO_NAME_COLUMN: (
        "The file has {columns} columns and none is headed “name”. Nothing was imported. Say which "
        "column has the names, or give it the heading “name”."
    ),
    DeskTrouble.ROSTER_TOO_LARGE: (
        "The file is too large: {limit} lines and {mebibytes} MiB are the most at once. Nothing "
        "was imported. Split it."
    ),
    DeskTrouble.ROSTER_NOT_A_TABLE: (
        "Line {row} is not text in columns. Nothing was imported. Save the list as CSV first."
    ),
    DeskTrouble.ROSTER_CARD_UNENDED: (
        "The card that begins in line {row} does not end, so the file is not whole. Nothing was "
        "imported. Export it once more from the other program."
    ),
    DeskTrouble.SOURCE_NOT_PLAIN: (
        "That is not a plain file of one name: a folder, a pipe, a link, or a file that lies in "
        "two places. Nothing was changed; look after it in the file manager."
    ),
    DeskTrouble.SOURCE_UNREADABLE: (
        "The file can't be read, so nothing was imported. Look whether it is still there, and "
        "whether you may read it; then choose it again."
    ),
    DeskTrouble.SOURCE_CHANGED: (
        "The file was changed since it was read, so nothing of it was removed. Look at it first, "
        "and remove it in the file manager."
    ),
    DeskTrouble.PAPER_PLACE_IS_A_FOLDER: (
        "The name of the new file belongs to a folder. Nothing was written; name a file."
    ),
    DeskTrouble.PAPER_PLACE_IN_A_VAULT: (
        "That place is inside a vault, where a file that anyone can read does not belong. Nothing "
        "was written; choose a folder outside of it."
    ),
    DeskTrouble.SCRIPT_PART_UNFINISHED: (
        "The part “{part}” can't be put in a file: {reason}. Nothing was written. Mend that part "
        "and try again."
    ),
    DeskTrouble.SCRIPT_HERE_ALREADY: (
        "This vault has “{title}” already, with the same words. Nothing was added."
    ),
    DeskTrouble.SCRIPT_FILE_NOT_PLAIN: (
        "That is a folder or a device, not a file. Nothing was taken in. Choose a script file."
    ),
    DeskTrouble.SCRIPT_PLACE_TAKEN: (
        "That name has something else than a script already. It was left alone and nothing was "
        "written; choose another name."
    ),
    DeskTrouble.PAPER_PLACE_READ_ONLY: (
        "The file of that name is read-only. It was left alone and nothing was written; choose "
        "another name."
    ),
    DeskTrouble.PAPER_PLACE_TAKEN: (
        "That name has another kind of file already. It was left alone and nothing was "
        "written; choose another name."
    ),
}
