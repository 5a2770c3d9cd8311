"""The house itself under test."""
