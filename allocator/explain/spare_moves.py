"""Moves of one person that would make room for another, checked against loads, rules and needs; it makes none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from allocator.explain.barred import barred
from allocator.explain.end_state import EndState, WorkerEnd
from allocator.explain.fit import unmet
from allocator.explain.may_move import loss, may_move
from allocator.explain.words import counted
from allocator.proposal import ChangeKind, Reason
from allocator.records import YoungPerson
from allocator.rule_book import Strength


@dataclass(frozen=True)
class SpareMove:
    """Somebody who could move to ``to``; ``frees`` is the share of a post that their worker would gain."""

    person_id: str
    to: str
    frees: Fraction
    loss: Fraction


class SpareMoves:
    """The moves that each worker's people could make, looked for once and only where they are asked for."""

    def __init__(self, state: EndState) -> None:
        self._state = state
        self._moves: dict[str, tuple[SpareMove, ...]] = {}
        self._people: dict[str, list[YoungPerson]] | None = None

    def ways(self, person: YoungPerson, able: Iterable[WorkerEnd]) -> Iterator[Reason]:
        """The first move away from one of these workers that would make room for this person, if there is one."""
        if not self._state.with_any_room:
            return
        for end in able:
            needed = self._state.share(person, end) - end.room
            move = next((move for move in self._of(end) if move.frees >= needed), None)
            if move is not None:
                yield self._reason(end, move)
                return

    def _reason(self, end: WorkerEnd, move: SpareMove) -> Reason:
        worker_id, allowed = end.worker.worker_id, self._state.model.rules.continuity.room_moves
        made = sum(kind is ChangeKind.ROOM for kind in self._state.answer.change.values())
        beyond = f" (one more than the {counted(allowed, 'room move')} of the model)" if made >= allowed else ""
        sentence = f"If {move.person_id} moved from {worker_id} to {move.to}, {worker_id} would have room{beyond}."
        facts = {"person": move.person_id, "from": worker_id, "to": move.to}
        return Reason(code="move_somebody", sentence=sentence, facts=facts)

    def _of(self, end: WorkerEnd) -> tuple[SpareMove, ...]:
        """Moves away from one worker, those who lose least first."""
        worker_id = end.worker.worker_id
        if worker_id not in self._moves:
            found = (self._move(person, end) for person in self._movable().get(worker_id, []))
            moves = [move for move in found if move is not None]
            self._moves[worker_id] = tuple(sorted(moves, key=lambda move: (move.loss, move.person_id)))
        return self._moves[worker_id]

    def _movable(self) -> dict[str, list[YoungPerson]]:
        """People who keep their worker in this run and may be asked to move, by worker. Groups are left together."""
        if self._people is None:
            self._people = {}
            for person in self._state.caseload.young_people:
                kept = self._state.answer.change[person.person_id] is ChangeKind.KEPT and person.keep_together is None
                if kept and person.current_worker and may_move(person, self._state.model, self._state.as_of):
                    self._people.setdefault(person.current_worker, []).append(person)
        return self._people

    def _move(self, person: YoungPerson, end: WorkerEnd) -> SpareMove | None:
        """The nearest worker with room to whom this person could go without an unmet must."""
        state = self._state
        able = (other for other in state.with_any_room if other is not end and barred(state, person, other) is None)
        near = sorted(able, key=lambda other: (state.minutes(person, other.worker.base), other.worker.worker_id))
        for other in near:
            if not any(point.strength is Strength.MUST for point in unmet(state, person, other.worker)):
                lost = loss(person, state.model, state.as_of)
                return SpareMove(person.person_id, other.worker.worker_id, state.share(person, end), lost)
        return None
