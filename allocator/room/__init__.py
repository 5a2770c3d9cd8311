"""Is there room at all: counting before anything is solved; it gives nobody to anybody."""
