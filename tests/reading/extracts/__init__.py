"""What every extract has in common, under test."""
