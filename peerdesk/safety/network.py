"""Taking the network from this process, by the wall where there is one and by the tripwire."""

from peerdesk.safety import filtering, tripwire
from peerdesk.safety.filtering import FilterState


def refuse_network() -> FilterState:
    """Refuse the network to this process and its children; call before any thread starts."""
    tripwire.lay()
    return filtering.install()
