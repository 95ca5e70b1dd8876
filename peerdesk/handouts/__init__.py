"""Every handout: what it reads from the vault, and which document that becomes."""
