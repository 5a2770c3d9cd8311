"""The sums of the benchmark report, against numbers worked by hand."""
