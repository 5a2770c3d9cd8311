"""Checks between the rows and tables of a caseload; each file looks at one thing, and none of them reads a file."""
