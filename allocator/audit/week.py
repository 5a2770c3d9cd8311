"""One week to be judged: the tables, the model, the roads and the answer side by side; it knows no rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from allocator.answer import Answer
from allocator.audit.shares import Shares
from allocator.audit.standing import Standing
from allocator.proposal import ChangeKind
from allocator.records import Caseload, Worker, YoungPerson
from allocator.rule_settings import Rules
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel


class Pair(NamedTuple):
    """A person and the worker they end with; ``given`` if the pair is made in this run."""

    person: YoungPerson
    worker: Worker
    given: bool

    @property
    def who(self) -> str:
        """The worker in a sentence, new or standing."""
        return f"{self.worker.worker_id}, {'new to them' if self.given else 'who stays with them'},"


@dataclass(frozen=True, eq=False)
class Week:
    """Everything a rule may look at. ``chosen_moves`` is what was asked for, None for as many as are worth it.

    ``level_values`` keeps what each level came to once it has been worked out.
    """

    caseload: Caseload
    travel: Travel
    model: ServiceModel
    answer: Answer
    chosen_moves: int | None
    level_values: dict[str, Fraction] = field(default_factory=dict, init=False, repr=False)

    @property
    def rules(self) -> Rules:
        """The rules as the service model sets them."""
        return self.model.rules

    @cached_property
    def standing(self) -> Standing:
        """Who is new, freed or held."""
        return Standing(self.caseload, self.model)

    @cached_property
    def shares(self) -> Shares:
        """Loads and capacities."""
        return Shares(self.travel, self.model, as_of=self.caseload.as_of)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Everybody who ends with a worker of the table, in the order of the caseload."""
        workers = self.standing.workers
        ends = ((p, workers.get(self.ends_with(p) or "")) for p in self.caseload.young_people)
        return tuple(Pair(p, w, w.worker_id != p.current_worker) for p, w in ends if w is not None)

    @cached_property
    def given(self) -> Counter[str]:
        """How many people each worker is given in this run."""
        return Counter(pair.worker.worker_id for pair in self.pairs if pair.given)

    @cached_property
    def unallocated(self) -> tuple[YoungPerson, ...]:
        """Everybody who ends without a worker."""
        return tuple(p for p in self.caseload.young_people if self.ends_with(p) is None)

    @cached_property
    def loads(self) -> dict[str, Fraction]:
        """Worker id to load at the end of the run (share of a post)."""
        loads = {worker.worker_id: Fraction(0) for worker in self.caseload.workers}
        for pair in self.pairs:
            loads[pair.worker.worker_id] += self.shares.load(pair.person, pair.worker)
        return loads

    @cached_property
    def waiting(self) -> tuple[str, ...]:
        """Whose step-down is due but who stay this week, longest overdue first."""
        stay = {pair.person.person_id for pair in self.pairs if not pair.given}
        return tuple(person_id for person_id in self.standing.due if person_id in stay)

    def ends_with(self, person: YoungPerson) -> str | None:
        """The id of the worker somebody ends with, None where there is none."""
        return self.answer.worker_of.get(person.person_id)

    @cached_property
    def held_movers(self) -> tuple[Pair, ...]:
        """Everybody whose pair stands, and who moves nevertheless."""
        freed = self.standing.freed_for_step_down
        moved = (pair for pair in self.pairs if pair.given and pair.person.current_worker is not None)
        return tuple(p for p in moved if p.person.person_id not in freed and not self.standing.ended(p.person))

    def movers(self, kind: ChangeKind) -> tuple[Pair, ...]:
        """Held people who move, as the answer sorts them: to make room, or chosen."""
        return tuple(pair for pair in self.held_movers if self.answer.change.get(pair.person.person_id) is kind)
