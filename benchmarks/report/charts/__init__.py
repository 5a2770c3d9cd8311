"""Charts in SVG from a few primitives: no script, nothing fetched; figures and words come from elsewhere."""
