"""Documentation that cannot lie: what can be generated is, and what is shown is run."""
