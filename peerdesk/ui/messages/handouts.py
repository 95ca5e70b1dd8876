"""Handouts in words: what each is called and is for, and what to know before it is printed."""

from peerdesk.domain.handouts import HandoutKind, Remark, RemarkKind

NAMES: dict[HandoutKind, str] = {
    HandoutKind.RULES: "Ground-rules sheet",
    HandoutKind.EASY_READ: "Easy-read sheet",
    HandoutKind.POSTER: "Wall poster",
    HandoutKind.TENT: "Table tent",
    HandoutKind.CARD: "Wallet card",
    HandoutKind.AGREEMENT: "Group agreement",
    HandoutKind.SIGN_IN: "Sign-in",
    HandoutKind.PLAN: "Facilitator plan",
    HandoutKind.SLIP: "Feedback slip",
    HandoutKind.CRISIS: "Where to turn",
    HandoutKind.DATES: "Next dates",
    HandoutKind.CONSENT_FORM: "Consent form",
    HandoutKind.PACK: "Session pack",
}

PURPOSES: dict[HandoutKind, str] = {
    HandoutKind.RULES: "The ground rules with their reasons, to read along and to take home.",
    HandoutKind.EASY_READ: "One idea a line, a picture on the left and few words on the right.",
    HandoutKind.POSTER: "The ground rules in few words, to be read from across the room.",
    HandoutKind.TENT: "Stands on the table and reads the right way up from both sides.",
    HandoutKind.CARD: "The essentials on cards the size of a bank card, several a sheet.",
    HandoutKind.AGREEMENT: "What the group agreed, with room for initials or signatures.",
    HandoutKind.SIGN_IN: "Who is here tonight, by chosen names; one slip for each person.",
    HandoutKind.PLAN: "Tonight's timed plan and what is read aloud, for whoever holds the group.",
    HandoutKind.SLIP: "Five anonymous questions for the end, several slips a sheet.",
    HandoutKind.CRISIS: "Lines and places to turn to, with the day each was last checked.",
    HandoutKind.DATES: "When the group meets next, and when it does not.",
    HandoutKind.CONSENT_FORM: "Signed before something is passed on; taken back on the same sheet.",
    HandoutKind.PACK: "All that tonight needs, in one document.",
}

_REMARKS: dict[RemarkKind, str] = {
    RemarkKind.NAMES_PEOPLE: (
        "These people of your roster are named in the words: {title}. Whoever finds the paper "
        "reads it too. The words can be changed on Ground rules."
    ),
    RemarkKind.NAMES_FACILITATORS: (
        "Of those who hold the group, named in the words: {title}. Whoever finds the paper learns "
        "that they belong to it."
    ),
    RemarkKind.NOT_WHAT_WAS_AGREED: (
        "This group did not agree to these words. It agreed to “{title}”, version {number}."
    ),
    RemarkKind.OF_THE_LIBRARY: (
        "These are the words of PeerDesk's library in this language. This group did not agree to "
        "them: it agreed to “{title}”, version {number}, in another language."
    ),
    RemarkKind.IN_ANOTHER_LANGUAGE: (
        "There is no translation into the language that was asked for, so the words are in the "
        "language of their script."
    ),
    RemarkKind.LONG_SENTENCES: (
        "Sentences of your own with more than 15 words: {number}. They are printed whole; shorter "
        "ones are easier to read."
    ),
    RemarkKind.NOT_ON_THE_POSTER: (
        "A poster has room for few words. Rules that are on the sheet only: {number}."
    ),
    RemarkKind.LARGER_CARD: (
        "In large print a card is larger than a bank card: {number} % of its width and height."
    ),
    RemarkKind.NOT_ON_CARD: (
        "Left out, as they were not checked for 90 days: {number} under Where to turn, on the "
        "page of the group."
    ),
    RemarkKind.NOT_CHECKED_BUT_READ: (
        "In these words, though not checked for 90 days: {number} under Where to turn, on the "
        "page of the group."
    ),
    RemarkKind.WITHOUT_RULES: (
        "The script has no rule that is switched on, so no sheet of rules is in the pack."
    ),
    RemarkKind.NOT_CHECKED: (
        "Printed with a warning, as they were not checked for 90 days: {number} under Where to "
        "turn, on the page of the group."
    ),
}


def remark_in_words(remark: Remark) -> str:
    """One thing to know before a handout is printed."""
    return _REMARKS[remark.kind].format(title=remark.title, number=remark.number)
