"""Paper: dataclasses in, PDF bytes out. Never touches the vault or Qt."""
