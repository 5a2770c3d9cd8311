"""The proposal in at most forty lines for a terminal, what matters most first; it computes and prints nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from allocator.explain.words import counted, day, listed
from allocator.proposal import Breach, ChangeKind, Placement, Proposal, Shortage, Status, Workload
from allocator.records import Severity
from allocator.report.findings import grouped
from allocator.report.levels import level_words
from allocator.rule_book import Strength

KINDS = {
    ChangeKind.NEW: "new",
    ChangeKind.FORCED: "forced",
    ChangeKind.ROOM: "to make room",
    ChangeKind.CHOSEN: "chosen",
}
WAYS = {
    "give": "room now",
    "raise_intake": "a higher intake",
    "wait_for_worker": "waiting for a worker",
    "raise_ceiling": "a higher ceiling",
    "more_hours": "more hours",
    "move_somebody": "a move of somebody",
}
MOST_LINES = 40
MOST_LEVELS = 6
FULL = 100  # percent of a worker's own capacity
CLOSING = "This is a proposal. A named person decides."

Item = TypeVar("Item")


def summary(proposal: Proposal, *, width: int = 100) -> str:
    """At most forty lines of at most ``width`` characters, ending with a new line."""
    before = [*_heading(proposal, width), *_unallocated(proposal, width)]
    after = [*_over(proposal, width), *_breaches(proposal, width), *_overdue(proposal, width)]
    after += [*_findings(proposal, width), *_levels(proposal, width), "", CLOSING]
    # What changes takes the lines that the rest leaves, so it is worded last and shown second.
    room = MOST_LINES - len(before) - len(after)
    return "\n".join([*before, *_changes(proposal, width, room=room), *after]) + "\n"


def _heading(proposal: Proposal, width: int) -> list[str]:
    people, workers = len(proposal.placements), len(proposal.workloads)
    who = f"{counted(people, 'young person', 'young people')}, {counted(workers, 'worker')}"
    when = day(date.fromisoformat(proposal.as_of))
    return [_cut(f"{proposal.title}, {when}", width), _cut(f"{who}, service model {proposal.model}", width)]


def _unallocated(proposal: Proposal, width: int) -> list[str]:
    found = sorted(proposal.shortages, key=lambda s: (not s.duty, -s.weeks_waited))
    if not found:
        return ["", "WITHOUT A WORKER: nobody"]
    duty = sum(shortage.duty for shortage in found)
    owed = f", {duty} of them 16-20 and owed a statutory duty" if duty else ""
    head = _cut(f"WITHOUT A WORKER: {counted(len(found), 'person', 'people')}{owed}", width)
    shown, rest = _first(found, 2)
    lines = [line for shortage in shown for line in _shortage(shortage, width)]
    if rest:
        lines.append(_cut(f"  and {len(rest)} more: see unallocated.csv. {_cheapest(found)}", width))
    return ["", head, *lines]


def _cheapest(shortages: Sequence[Shortage]) -> str:
    """How many people each sort of way out is the cheapest for; each is looked at alone, so they do not add up."""
    counts = Counter(WAYS.get(s.ways_out[0].code, s.ways_out[0].code) for s in shortages if s.ways_out)
    ways = listed([f"{words} ({number})" for words, number in counts.most_common()])
    return f"Cheapest, each alone: {ways}" if counts else ""


def _shortage(shortage: Shortage, width: int) -> list[str]:
    waited = f" (waits {counted(shortage.weeks_waited, 'week')})" if shortage.weeks_waited else ""
    lines = [_cut(f"  {shortage.person_id}{waited}: {shortage.reason.sentence}", width)]
    if shortage.ways_out:
        lines.append(_cut(f"      way out: {shortage.ways_out[0].sentence}", width))
    return lines


def _changes(proposal: Proposal, width: int, *, room: int) -> list[str]:
    """What changes in at most ``room`` lines, a blank and a heading among them."""
    given = [p for p in proposal.changes if p.change is not ChangeKind.UNALLOCATED]
    if not given:
        return ["", "WHAT CHANGES: nothing"]
    counts = [(sum(p.change is kind for p in given), words) for kind, words in KINDS.items()]
    kinds = listed([f"{number} {words}" for number, words in counts if number])
    lines = [line for group in _alike(given) for line in _group(group, width)]
    head = _cut(f"WHAT CHANGES: {counted(len(given), 'person', 'people')} ({kinds})", width)
    if len(lines) <= room - 2:
        return ["", head, *lines]
    return ["", head, *lines[: room - 3], "  and more: see the report, or changes.csv"]


def _alike(given: Sequence[Placement]) -> list[list[Placement]]:
    """People who move for one and the same reason, in groups; the dearest sort of change first, everybody new last."""
    order, groups = [*KINDS][::-1], dict[tuple[int, str], list[Placement]]()
    for p in given:
        why = "" if p.change is ChangeKind.NEW else str(p.reason.facts.get("because", p.reason.sentence))
        groups.setdefault((order.index(p.change), why), []).append(p)
    return [groups[key] for key in sorted(groups, key=lambda key: key[0])]


def _group(group: Sequence[Placement], width: int) -> list[str]:
    """One line for each of a few, or one for what they share and one for who they are."""
    if group[0].change is ChangeKind.NEW or len(group) == 1:
        rows = _aligned([(p.person_id, *_from(p), "->", p.worker_id or "-", _minutes(p)) for p in group])
        return [_cut(f"  {row}  {_why(p)}", width) for row, p in zip(rows, group, strict=True)]
    ends = [f"{p.person_id} -> {p.worker_id}" for p in group]
    return [_cut(f"  {_why(group[0])}", width), _cut_list(ends, width, indent=6)]


def _why(placement: Placement) -> str:
    """The cause alone for somebody who loses a worker; the choice for somebody new, whose cause is plain."""
    wanted = "brief" if placement.change is ChangeKind.NEW else "because"
    return str(placement.reason.facts.get(wanted) or placement.reason.sentence)


def _from(placement: Placement) -> tuple[str, ...]:
    return () if placement.previous_worker is None else (placement.previous_worker,)


def _minutes(placement: Placement) -> str:
    return "" if placement.minutes_one_way is None else f"{placement.minutes_one_way} min"


def _over(proposal: Proposal, width: int) -> list[str]:
    over = [w for w in proposal.workloads if w.utilisation_percent is not None and w.utilisation_percent > FULL]
    if not over:
        return ["", "OVER CAPACITY: nobody"]
    above = [w for w in over if w.load_percent > w.ceiling_percent]
    beyond = f", {len(above)} above the ceiling" if above else ", nobody above the ceiling"
    fullest = sorted(over, key=lambda w: -(w.utilisation_percent or 0))
    names = [f"{w.worker_id} {w.utilisation_percent} %{_mark(w)}" for w in fullest]
    head = f"OVER CAPACITY: {counted(len(over), 'worker')}{beyond}"
    return ["", head, _cut_list(names, width, indent=2, where=" in workload.csv")]


def _mark(workload: Workload) -> str:
    return " (above the ceiling)" if workload.load_percent > workload.ceiling_percent else ""


def _breaches(proposal: Proposal, width: int) -> list[str]:
    # Whoever has no worker is on top of the summary already.
    breaches = [breach for breach in proposal.breaches if breach.rule != "one_worker"]
    made = [breach for breach in breaches if not breach.standing]
    standing = len(breaches) - len(made)
    lines = [""] if breaches else []
    if made:
        must = sum(breach.strength is Strength.MUST for breach in made)
        shown, rest = _first(sorted(made, key=lambda b: b.strength is not Strength.MUST), 3)
        head = f"NOT KEPT BY WHAT CHANGES: {counted(len(made), 'rule')}, {must} of them a must"
        lines += [head, *(_cut(f"  {_breach(breach)}", width) for breach in shown), *_more(rest, "the report")]
    if standing:
        lines.append(f"STANDING FROM BEFORE: {counted(standing, 'unmet need')}, listed in the report")
    return lines


def _breach(breach: Breach) -> str:
    return f"{breach.strength.value}: {breach.sentence}"


def _overdue(proposal: Proposal, width: int) -> list[str]:
    overdue = proposal.overdue_step_downs
    if not overdue:
        return []
    return [_cut(f"STEP-DOWN OVERDUE: {counted(len(overdue), 'person', 'people')}: {listed(overdue)}", width)]


def _findings(proposal: Proposal, width: int) -> list[str]:
    look = [finding for finding in proposal.findings if finding.severity is not Severity.NOTE]
    if not look:
        return []
    if len(look) == 1:
        return [_cut(f"IN THE TABLES: 1 finding to look at: {look[0].what}", width)]
    sorts = [f"{group.title} ({group.count})" for group in grouped(look, most=1)]
    head = _cut(f"IN THE TABLES: {counted(len(look), 'finding')} to look at, listed in findings.csv", width)
    return [head, _cut(f"  {listed(sorts, most=3)}", width)]


def _levels(proposal: Proposal, width: int) -> list[str]:
    words = [level_words(level) for level in proposal.levels]
    if not words:
        return []
    proven = sum(level.proven for level in words)
    head = f"HOW GOOD IT IS: {proven} of {counted(len(words), 'level')} proven"
    if proposal.status is Status.INTERRUPTED:
        head += ", interrupted"
    rows = _aligned([(level.short, level.value, level.verdict) for level in words[-MOST_LEVELS:]])
    return ["", head, *(_cut(f"  {row}", width) for row in rows)]


def _first(items: Sequence[Item], most: int) -> tuple[Sequence[Item], Sequence[Item]]:
    """The first few; one more is shown where only one would be left."""
    cut = len(items) if len(items) == most + 1 else most
    return items[:cut], items[cut:]


def _more(rest: Sequence[object], where: str) -> list[str]:
    return [f"  and {len(rest)} more: see {where}"] if rest else []


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines whose columns begin below each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(size) for cell, size in zip(row, widths, strict=True)) for row in rows]


def _cut_list(items: Sequence[str], width: int, *, indent: int, where: str = "") -> str:
    """As many items as one line holds, and how many more there are."""
    for shown in range(len(items), 0, -1):
        more = f" and {len(items) - shown} more{where}" if shown < len(items) else ""
        line = f"{' ' * indent}{', '.join(items[:shown])}{more}"
        if len(line) <= width:
            return line
    return _cut(f"{' ' * indent}{items[0]}", width)


def _cut(line: str, width: int) -> str:
    """A line of at most ``width`` characters, cut at a word."""
    if len(line.rstrip()) <= width:
        return line.rstrip()
    return f"{line[: width - 3].rsplit(' ', 1)[0].rstrip(' ,;:')} ..."
