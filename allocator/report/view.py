"""The proposal in the order in which the page shows it: grouped, sorted and worded; no figure is made here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from allocator.explain.words import counted, day, listed
from allocator.proposal import Breach, ChangeKind, Placement, Proposal, Reason, Shortage, Status, Workload
from allocator.records import Finding, Severity
from allocator.report.findings import FindingGroup, grouped
from allocator.report.levels import LevelWords, level_words
from allocator.report.load_bar import LoadBar, load_bar
from allocator.rule_book import RULE_BOOK, Strength

KINDS = {
    ChangeKind.ROOM: ("To make room", "They have a worker and move so that somebody else can have one."),
    ChangeKind.CHOSEN: ("Chosen", "They have a worker and move because it is worth it."),
    ChangeKind.FORCED: ("Forced", "Their worker can no longer be theirs."),
    ChangeKind.NEW: ("New", "They have no worker yet."),
}
ROWS_SHOWN = 10  # of those without a worker; the others are a click away
STATUS = {
    Status.PROVEN: "proven as good as it can be",
    Status.NOT_PROVEN: "the best found in the time given; not everything is proven",
    Status.INTERRUPTED: "the best found before the run was interrupted",
}


@dataclass(frozen=True)
class ChangeGroup:
    """Everybody who changes in one way; ``key`` is the word in the tables."""

    key: str
    title: str
    about: str
    placements: tuple[Placement, ...]


@dataclass(frozen=True)
class AlikeShortages:
    """People left without a worker for the same reason and with the same ways out."""

    people: tuple[Shortage, ...]
    reason: Reason
    ways_out: tuple[Reason, ...]


@dataclass(frozen=True)
class WorkerRow:
    """One worker with the bar that shows their load."""

    workload: Workload
    bar: LoadBar


@dataclass(frozen=True)
class KeptRow:
    """The people whom one worker keeps."""

    worker_id: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class View:
    """All that the page shows."""

    title: str
    day: str
    model: str
    status: str
    people: int
    changes: tuple[ChangeGroup, ...]
    shortages: tuple[AlikeShortages, ...]
    without: int
    without_duty: int
    workers: tuple[WorkerRow, ...]
    over: tuple[WorkerRow, ...]
    graded: bool
    levels: tuple[LevelWords, ...]
    made: tuple[tuple[str, Breach], ...]
    standing: tuple[tuple[str, Breach], ...]
    overdue: tuple[Placement, ...]
    findings: tuple[FindingGroup, ...]
    kept: tuple[KeptRow, ...]
    to_do: tuple[str, ...]
    rows_shown: int = ROWS_SHOWN

    @property
    def changing(self) -> int:
        """How many people change worker or get one."""
        return sum(len(group.placements) for group in self.changes)

    @property
    def kept_people(self) -> int:
        """How many people keep their worker."""
        return sum(len(row.people) for row in self.kept)

    @property
    def found(self) -> int:
        """How many findings there are."""
        return sum(group.count for group in self.findings)

    @property
    def proven(self) -> int:
        """How many levels are proven."""
        return sum(level.proven for level in self.levels)


def view(proposal: Proposal) -> View:
    """The page of one proposal."""
    workers = tuple(WorkerRow(w, load_bar(w)) for w in proposal.workloads)
    overdue = frozenset(proposal.overdue_step_downs)
    return View(
        title=proposal.title,
        day=day(date.fromisoformat(proposal.as_of)),
        model=proposal.model,
        status=STATUS[proposal.status],
        people=len(proposal.placements),
        changes=_changes(proposal),
        shortages=_alike(proposal.shortages),
        without=len(proposal.shortages),
        without_duty=sum(shortage.duty for shortage in proposal.shortages),
        workers=workers,
        over=tuple(sorted((row for row in workers if row.bar.over), key=_fullest)),
        graded=any(w.grade for w in proposal.workloads),
        levels=tuple(map(level_words, proposal.levels)),
        made=_breaches(proposal, standing=False),
        standing=_breaches(proposal, standing=True),
        overdue=tuple(p for p in proposal.placements if p.person_id in overdue),
        findings=grouped(proposal.findings, most=ROWS_SHOWN),
        kept=_kept(proposal.placements),
        to_do=tuple(_to_do(proposal)),
    )


def _changes(proposal: Proposal) -> tuple[ChangeGroup, ...]:
    """People by the sort of change; those of one worker stand together."""
    groups = []
    for kind, (title, about) in KINDS.items():
        found = sorted((p for p in proposal.placements if p.change is kind), key=lambda p: p.previous_worker or "")
        if found:
            groups.append(ChangeGroup(kind.value, title, about, tuple(found)))
    return tuple(groups)


def _alike(shortages: Iterable[Shortage]) -> tuple[AlikeShortages, ...]:
    """Those owed a duty and those who have waited longest first; people who are alike share one entry."""
    groups: dict[tuple[bool, str, tuple[str, ...]], list[Shortage]] = {}
    for shortage in sorted(shortages, key=lambda s: (not s.duty, -s.weeks_waited)):
        key = (shortage.duty, shortage.reason.sentence, tuple(way.sentence for way in shortage.ways_out))
        groups.setdefault(key, []).append(shortage)
    return tuple(AlikeShortages(tuple(people), people[0].reason, people[0].ways_out) for people in groups.values())


def _fullest(row: WorkerRow) -> tuple[bool, float]:
    used = row.workload.utilisation_percent
    return (used is not None, -float(used or 0))  # no capacity at all comes first


def _breaches(proposal: Proposal, *, standing: bool) -> tuple[tuple[str, Breach], ...]:
    """Breaches with the title of their rule, musts first; whoever has no worker has a section of their own."""
    found = [b for b in proposal.breaches if b.standing is standing and b.rule != "one_worker"]
    ordered = sorted(found, key=lambda b: b.strength is not Strength.MUST)
    return tuple((RULE_BOOK[b.rule].title if b.rule in RULE_BOOK else b.rule, b) for b in ordered)


def _kept(placements: Iterable[Placement]) -> tuple[KeptRow, ...]:
    people: dict[str, list[str]] = {}
    for p in placements:
        if p.change is ChangeKind.KEPT and p.worker_id is not None:
            people.setdefault(p.worker_id, []).append(p.person_id)
    return tuple(KeptRow(worker_id, tuple(ids)) for worker_id, ids in sorted(people.items()))


def _to_do(proposal: Proposal) -> Iterable[str]:
    """What a manager does with the page, in order; only what this week asks for."""
    if proposal.shortages:
        people = counted(len(proposal.shortages), "person", "people")
        yield f"Choose a way out for the {people} without a worker, or record why there is none this week."
    given = [w.worker_id for w in proposal.workloads if w.given]
    changing = [p for p in proposal.changes if p.change is not ChangeKind.UNALLOCATED]
    if changing:
        people = counted(len(changing), "change")
        yield f"Read the {people} and accept each or turn it down, with your reason."
    if given:
        yield f"Talk it over with the workers who would be given somebody: {listed(given, most=12)}."
    look = _named_ids(proposal.findings)
    if look:
        yield f"Put the tables right where something was found: {look}."
    if not proposal.shortages and not changing:
        yield "Nothing changes this week: there is nothing to decide."


def _named_ids(findings: Sequence[Finding]) -> str:
    look = [finding for finding in findings if finding.severity is not Severity.NOTE]
    return listed(list(dict.fromkeys(finding.where for finding in look)), most=4) if look else ""
