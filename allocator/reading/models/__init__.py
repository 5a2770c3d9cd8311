"""Service models from TOML files: found, merged with what they extend, checked as a whole; no county is known here."""

from allocator.reading.models.loading import find_model, load_model, model_names

__all__ = ["find_model", "load_model", "model_names"]
