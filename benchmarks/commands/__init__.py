"""One thin file for each command; click lives here, and nothing is measured or judged."""
