"""What a place means for a vault or for a file that anyone can read, in words."""

from peerdesk.vault.surroundings import Surroundings


def surroundings_in_words(found: Surroundings) -> list[str]:
    """A line for each thing to know; none for a quiet place."""
    told = []
    if found.service is not None:
        told.append(
            f"This folder is copied to other computers by {found.service}. It can't read anything "
            "in the vault, but it sees that you use PeerDesk, keeps old copies, and may put an "
            "older file in the place of a newer one. Better keep the vault in a folder that is not "
            "copied, and put backups there instead."
        )
    if found.network:
        told.append(
            f"This folder lies on another computer ({found.network}). Nobody can read the vault "
            "there, but a lost connection may cost the last change. Better keep the vault on this "
            "computer or on a stick."
        )
    if found.conflicts:
        told.append(
            "A sync program has made second copies of the vault's files: "
            f"{', '.join(found.conflicts[:3])}. PeerDesk uses none of them. If something is "
            "missing, look into your newest backup before you remove them."
        )
    return told


def place_of_paper_in_words(found: Surroundings, *, can_be_taken_out: bool) -> list[str]:
    """What to know of the folder that a readable file goes to; none for a quiet place."""
    told = []
    if found.service is not None:
        told.append(
            f"This folder is copied to other computers by {found.service}, where the file can be "
            "read as well."
        )
    if found.network:
        told.append(
            f"This folder lies on another computer ({found.network}), where the file can be read "
            "as well."
        )
    if can_be_taken_out:
        told.append(
            "This is a stick, a card or a disk that can be taken out: whoever finds it can read "
            "the file."
        )
    return told
