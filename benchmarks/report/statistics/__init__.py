"""The sums behind the report, one idea to a file: pure functions of rows, they draw nothing and write nothing."""
