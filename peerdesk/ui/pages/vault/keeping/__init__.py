"""Health: checking the vault, and what to do where it is damaged."""
