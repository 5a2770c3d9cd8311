"""Makes synthetic counties from published figures, so that everything can be tried; nobody in them is real."""

from allocator.generate.preset import PRESETS
from allocator.generate.sizes import england_of
from allocator.generate.synthetic import generate

__all__ = ["PRESETS", "england_of", "generate"]
