"""What several peers have in common: the question laid out whole, and the way from a solution back to an answer."""
