"""The reader of the SSD under test."""
