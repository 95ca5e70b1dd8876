"""How PeerDesk behaves on this computer."""
