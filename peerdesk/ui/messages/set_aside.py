"""What was put aside, where it lies and how it goes: PeerDesk itself never removes it."""

from collections.abc import Sequence

from peerdesk.ui.wording import counted
from peerdesk.vault.set_aside import SetAside


def may_hold_erased_in_words(found: Sequence[SetAside]) -> str:
    """One sentence for a page; empty where there is nothing."""
    if not found:
        return ""
    kept = counted(len(found), "item", "items")
    return f"{kept} that a restore or a repair put aside may still hold somebody who was erased."


def where_and_how_in_words(found: Sequence[SetAside]) -> str:
    """Where each lies and how to remove it; empty where there is nothing."""
    if not found:
        return ""
    names = "\n".join(f"  {each.path.name}" for each in found)
    return (
        "Put aside by a restore or a repair from before, and encrypted like the vault. It may "
        f"still hold them:\n{names}\nPeerDesk never removes these, so that a repair can always "
        "be taken back. When you are sure that you need none of them any more, lock PeerDesk and "
        f"delete them with your file manager, in this folder:\n{found[0].path.parent}"
    )
