"""Lists 8 and 9 of Annex A under test."""
