"""The desk: an open vault, with one module for each kind of record."""
