"""What a preset says of the workers: one entry per post, or posts in proportion to people; nothing is drawn."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from allocator.records import Role
from allocator.rule_settings import Settings


class Post(Settings):
    """One post; ``skills`` and ``languages`` are lists with semicolons as in the table of workers.

    ``started`` fixes the day on which its worker began, otherwise the history of the county decides.
    """

    base: str
    fte: Decimal
    role: Role
    post: str = "lcw"
    skills: str = ""
    languages: str = ""
    started: date | None = None
    absent_from: date | None = None
    absent_to: date | None = None
    reduction_percent: Decimal = Decimal(0)


class Proportions(Settings):
    """Full-time posts of one role per hundred young people; skills, languages and contracts are taken in turn."""

    role: Role
    fte_per_hundred: Decimal
    skills: tuple[str, ...] = ("",)
    languages: tuple[str, ...] = ("",)
    contracts: tuple[Decimal, ...]


class Workforce(Settings):
    """The posts of one county, and more of them, or the proportions from which those of any county follow."""

    prefix: str
    posts: tuple[Post, ...] = ()
    more: tuple[Post, ...] = ()
    proportions: tuple[Proportions, ...] = ()
    bases: int = 0
