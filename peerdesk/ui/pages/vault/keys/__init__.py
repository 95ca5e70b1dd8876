"""Keys: who can open the vault, and with what."""
