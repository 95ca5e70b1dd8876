"""What somebody who knows the vault would try first."""

from peerdesk.desk.desk import Desk
from peerdesk.desk.guessable import guessable_names
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member, Role
from peerdesk.domain.passphrases import WeakReason
from peerdesk.vault.strength import judge


def test_names_of_groups_places_and_leaders_count_and_those_of_members_are_left_alone(
    desk: Desk,
) -> None:
    group = desk.groups.save(Group(name="Thursday Circle", place="Saint Mary Hall"))
    leader = desk.members.save(Member(chosen_name="Ottoline Vane"))
    desk.members.join(leader.id, group.id, role=Role.CO_FACILITATOR)
    member = desk.members.save(Member(chosen_name="Wren Planted"))
    desk.members.join(member.id, group.id)
    names = guessable_names(desk)
    assert names == (
        "Harbour House",
        "Thursday Circle",
        "Saint Mary Hall",
        "Ottoline Vane",
        "Robin",
    )
    assert judge("Ottoline Vane, Saint Mary Hall", names).reason is WeakReason.ABOUT_YOU
