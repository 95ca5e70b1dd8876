"""Names that somebody who knows the vault would try first as part of a passphrase."""

from peerdesk.desk.desk import Desk


def guessable_names(desk: Desk) -> tuple[str, ...]:
    """The vault, its groups and their places, who leads them, and whose the passphrases are."""
    groups = desk.groups.all()
    labels = (way.label for way in desk.vault.ways.slots())
    named = (part for group in groups for part in (group.name, group.place))
    leading = desk.members.names_of_leading()
    return tuple(
        dict.fromkeys(name for name in (desk.vault.name, *named, *leading, *labels) if name)
    )
