"""The figures of the benchmark report."""
