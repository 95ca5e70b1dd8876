"""Sessions: prepare, run, close."""
