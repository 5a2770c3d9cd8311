"""The tables of a caseload, from raw text by header and row to records; it holds no row against another."""
