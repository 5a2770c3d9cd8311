"""Which instances are timed together; every suite is data, and runs nothing by itself."""

from __future__ import annotations

SUITES: dict[str, tuple[str, ...]] = {
    "quick": ("tiny", "impossible"),
    "weekly": ("tiny", "leaver-week", "lincolnshire-2023", "lincolnshire-2025", "lincolnshire-lait"),
    "hard": ("storm-week", "lait-33-posts", "peterborough-closes", "insourcing-day"),
}
STANDARD = "weekly"
