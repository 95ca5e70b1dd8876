"""Before a vault is open: the unlock prompt, and the first run."""
