"""Everything that is written to disk from here: a caseload, a workbook to fill in, a key; it reads nothing back."""
