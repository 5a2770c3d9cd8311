"""The charts of the benchmark report."""
