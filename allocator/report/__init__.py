"""The proposal on the screen, on a page and in tables; it computes nothing."""
