"""Windows for a decision."""
