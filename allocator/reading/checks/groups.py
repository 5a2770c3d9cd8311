"""Siblings who are to be kept together: the group has members, and their wishes and locks do not pull it apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from allocator.reading.cells import quoted
from allocator.reading.checks.context import TABLE
from allocator.reading.findings import Collector
from allocator.reading.personal import shown
from allocator.records import YoungPerson

Member = tuple[int, YoungPerson]
COLUMN = "keep_together"


def check_groups(rows: Iterable[Member], worker_ids: frozenset[str], found: Collector) -> None:
    """Every finding about groups; a group of one is a note, a group that its own members contradict a warning."""
    groups: dict[str, list[Member]] = defaultdict(list)
    for row, person in rows:
        if person.keep_together is not None:
            groups[person.keep_together].append((row, person))
    for group, members in groups.items():
        if len(members) == 1:
            what = f"The group {_shown(group)} has one member, so there is nobody to keep together."
            _add("group_of_one", what, members[0], do="Give the sibling the same word, or clear the cell.", found=found)
            continue
        _locks(group, members, found)
        if any(person.avoid_workers for _, person in members):
            _wishes(group, members, worker_ids=worker_ids, found=found)


def _locks(group: str, members: Sequence[Member], found: Collector) -> None:
    """Locked members are locked to one and the same worker."""
    held = [member for member in members if member[1].locked and member[1].current_worker is not None]
    workers = sorted({shown(person.current_worker or "") for _, person in held})
    if len(workers) > 1:
        what = f"Members of the group {_shown(group)} are locked to different workers: {' and '.join(workers[:2])}."
        _add("group_locked_apart", what, held[1], do="Unlock one of them, or part the group.", found=found)


def _wishes(group: str, members: Sequence[Member], *, worker_ids: frozenset[str], found: Collector) -> None:
    """Nobody avoids a sibling's worker, and somebody is left whom no member avoids."""
    avoided = frozenset().union(*(person.avoid_workers for _, person in members))
    if worker_ids and worker_ids <= avoided and not any(worker_ids <= p.avoid_workers for _, p in members):
        what = f"The members of the group {_shown(group)} avoid every worker between them: nobody can take them all."
        do = "Take a worker out of avoid_workers, or part the group."
        _add("group_without_worker", what, members[0], do=do, found=found)
        return
    for row, person in members:
        theirs = sorted(
            other.current_worker
            for _, other in members
            if other is not person and other.current_worker is not None and other.current_worker in person.avoid_workers
        )
        if theirs:
            what = f"avoid_workers names {shown(theirs[0])}, who works with a sibling in the group {_shown(group)}."
            do = "Part the group, or change the wish: they cannot be together as it is."
            _add("group_avoids_worker", what, (row, person), do=do, found=found)


def _shown(group: str) -> str:
    return quoted(shown(group))[1:-1]


def _add(code: str, what: str, member: Member, *, do: str, found: Collector) -> None:
    row, person = member
    who, value = person.person_id, person.keep_together
    found.add(code, what, table=TABLE, row=row, column=COLUMN, record_id=who, do=do, value=value)
