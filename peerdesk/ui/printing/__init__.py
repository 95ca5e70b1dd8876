"""Paper: orders, printers, and giving them a document straight from memory."""
