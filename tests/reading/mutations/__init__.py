"""Valid inputs, the ways to spoil them, and what may come of it: see tests/reading/test_mutations.py."""
