"""The log: what was done with the vault and what left it."""
