"""The writers of extracts under test."""
