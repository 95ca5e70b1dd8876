"""PeerDesk: rosters, ground rules and notes for peer-support groups, in one encrypted vault."""

__version__ = "0.1.0"
