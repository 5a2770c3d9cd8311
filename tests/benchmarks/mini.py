"""Small instances of the generalised assignment problem, of our own making, as text."""

from __future__ import annotations

from pathlib import Path

# Two agents with room for 5 and 4, three jobs: costs, then needs. Job 1 with agent 1 (2) and jobs 2 and 3 with agent 2
# (3 + 3) would cost 8, but need 2 + 3 = 5 of 4; the best is 1, 1, 2: 2 + 4 + 3 = 9.
MINI = """ 2 3
 2 4 7
 6 3 3
 3 2 4
 4 2 3
 5 4
"""


def folder_of_mini(place: Path, *, value: int, bound: int) -> Path:
    """A folder with that instance, a table of what is said to be known of it, and something that is no instance."""
    place.mkdir()
    (place / "mini-1").write_text(MINI, encoding="utf-8")
    known = f"instance,agents,jobs,best_known_bound,best_known_value\nmini-1,2,3,{bound},{value}\n"
    (place / "best_known.csv").write_text(known, encoding="utf-8")
    (place / "README.md").write_text("Nothing to solve here.\n", encoding="utf-8")
    return place
