"""The Vault page: backups, checks, keys, this computer, the log."""
