"""The benchmark report under test."""
