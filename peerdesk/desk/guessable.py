"""Names that somebody who knows the vault would try first as part of a passphrase."""

from peerdesk.desk.desk import Desk
from peerdesk.domain.members import LEADING_ROLES


def guessable_names(desk: Desk) -> tuple[str, ...]:
    """The vault, its groups and their places, who leads them, and whose the passphrases are."""
    groups = desk.groups.all()
    leading = (
        member.chosen_name
        for group in groups
        for member, membership in desk.members.of_group(group.id)
        if membership.role in LEADING_ROLES
    )
    labels = (way.label for way in desk.vault.ways.slots())
    named = (part for group in groups for part in (group.name, group.place))
    return tuple(
        dict.fromkeys(name for name in (desk.vault.name, *named, *leading, *labels) if name)
    )
