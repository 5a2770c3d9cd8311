"""Mutations of the engine, rule by rule: whoever spoils a rule must be noticed by audit or oracle."""
