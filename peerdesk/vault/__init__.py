"""Keys, cipher, seal and schema: how the files of a vault are made, opened and closed."""
