"""Files of any kind, read and written."""
