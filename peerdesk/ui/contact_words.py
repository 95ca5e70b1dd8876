"""Ways to reach somebody, what was agreed about them, and access needs as people say them."""

from PySide6.QtCore import QCoreApplication

from peerdesk.domain.access import AccessKind, AccessNeed
from peerdesk.domain.contacts import Channel, Permission


def _said(text: str) -> str:
    return QCoreApplication.translate("contact", text)


def channel_words(channel: Channel) -> str:
    """A way to reach somebody, as in a list."""
    return {
        Channel.PHONE: _said("Phone call"),
        Channel.TEXT_MESSAGE: _said("Text message"),
        Channel.EMAIL: _said("E-mail"),
        Channel.LETTER: _said("Letter"),
        Channel.OTHER: _said("Another way"),
    }[channel]


def value_words(channel: Channel) -> str:
    """What its value is."""
    return {
        Channel.PHONE: _said("Number"),
        Channel.TEXT_MESSAGE: _said("Number"),
        Channel.EMAIL: _said("E-mail address"),
        Channel.LETTER: _said("Where to"),
        Channel.OTHER: _said("Which way"),
    }[channel]


def allowed_words(answer: Permission) -> str:
    """Whether a way may be used."""
    return {
        Permission.YES: _said("Yes, they said so"),
        Permission.NO: _said("No, never"),
        Permission.UNASKED: _said("Not asked yet"),
    }[answer]


def voicemail_words(answer: Permission) -> str:
    """Whether a voicemail may be left."""
    return {
        Permission.YES: _said("May be left"),
        Permission.NO: _said("Never"),
        Permission.UNASKED: _said("Not asked yet: never"),
    }[answer]


def access_words(kind: AccessKind) -> str:
    """A need of the list, in a few words; empty for one in words of its own."""
    return {
        AccessKind.LARGE_PRINT: _said("Large print"),
        AccessKind.EASY_READ: _said("Easy-read handouts"),
        AccessKind.STEP_FREE: _said("Step-free way in"),
        AccessKind.NEAR_DOOR: _said("A seat near the door"),
        AccessKind.HEARING_LOOP: _said("Hearing loop"),
        AccessKind.INTERPRETER: _said("An interpreter"),
        AccessKind.OTHER_CHAIR: _said("A different chair"),
        AccessKind.BREAKS: _said("Breaks, room to move"),
        AccessKind.COMPANION: _said("Somebody with them"),
        AccessKind.ASSISTANCE_DOG: _said("Room for an assistance dog"),
        AccessKind.OTHER: "",
    }[kind]


def need_words(need: AccessNeed) -> str:
    """One need of somebody."""
    return need.words or access_words(need.kind)
