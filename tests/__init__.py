"""Tests mirror allocator/; rules/ goes rule by rule, builders.py makes tiny cases."""
