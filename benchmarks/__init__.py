"""Suites that time the weekly run, stage by stage; they change nothing in the product and are not part of it."""
