"""The backup container: made beside, proven by reading back, restored without overwriting."""
