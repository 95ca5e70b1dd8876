"""Values and rules: frozen dataclasses, enums and pure functions on the standard library alone."""
