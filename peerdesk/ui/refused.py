"""Words that were typed and that were not saved, as by a full disk: how many a lock would lose."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from peerdesk.ui.entry.unlock import LOST_TO_THE_DISK, LOST_WAITING, WORDS_LOST
from peerdesk.ui.widgets.autosave import Autosave
from peerdesk.ui.widgets.note_editor import NoteEditor
from peerdesk.ui.wording import counted

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from peerdesk.ui.shell import Shell
    from peerdesk.vault.reserve import Reserve


def is_refused(window: QWidget) -> bool:
    """Whether something that was typed in this window could not be saved."""
    return any(each.is_refused for each in window.findChildren(Autosave)) or any(
        each.unsaved for each in window.findChildren(NoteEditor)
    )


def words_before_a_lock(window: QWidget) -> str:
    """What a lock would lose, for the curtain: anybody may read it, so it has none of the words."""
    words = sum(
        len(text.split())
        for editor in window.findChildren(NoteEditor)
        for text in editor.unsaved.values()
    )
    what = counted(words, _said("word"), _said("words")) if words else _said("what was typed last")
    if _only_waits(window):
        return _said(
            "Not locked yet: a long change of many records has not ended, so that {what} could not "
            "be saved, and a lock would lose that. Wait a moment and lock again, or go on. "
            "PeerDesk locks by itself in a minute."
        ).format(what=what)
    return _said(
        "Not locked yet: the disk refuses to save {what}, and a lock would lose that. Make some "
        "room and lock again, or go on. PeerDesk locks by itself in a minute."
    ).format(what=what)


def save_by_the_reserve(window: Shell, reserve: Reserve) -> None:
    """Save what the disk refused in the room that was kept for a lock, as far as that goes."""
    if not is_refused(window):
        return
    # More room ends no long change, whose job was stopped before this.
    if not _only_waits(window) and not reserve.give_up():
        return
    # The drafts first: they need the least room, and every word is in one of them.
    _try_again(window)
    window.flush()
    _try_again(window)


def _only_waits(window: QWidget) -> bool:
    refused = [each for each in window.findChildren(Autosave) if each.is_refused]
    return bool(refused) and all(each.only_waits for each in refused)


def _try_again(window: QWidget) -> None:
    for each in window.findChildren(Autosave):
        if each.is_refused:
            each.flush()


def remember_loss(window: QWidget) -> None:
    """Tell the process that takes the place of this one what could not be kept."""
    if is_refused(window):
        os.environ[WORDS_LOST] = LOST_WAITING if _only_waits(window) else LOST_TO_THE_DISK


def _said(text: str) -> str:
    return QCoreApplication.translate("refused", text)
