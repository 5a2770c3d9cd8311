"""Which people are shortest of workers who meet all that they must have, by flows; it settles no allocation."""
