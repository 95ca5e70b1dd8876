"""What `installer/dev.py` does: one module for each thing it looks after."""
