"""Backups: made, proven, kept in rotation, restored, drilled."""
