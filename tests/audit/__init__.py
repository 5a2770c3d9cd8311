"""The audit as a whole: its sums, what it makes of an answer's claims, and that it stands on its own."""
