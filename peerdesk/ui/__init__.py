"""The window. Nothing is imported here, so that the unlock prompt shows at once."""
