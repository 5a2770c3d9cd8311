"""The findings in a few sentences and two small tables: what was proven, what failed, where a peer is ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.report import text
from benchmarks.report.results import Results
from benchmarks.report.statistics.ahead import ANSWER, PROOF, VALUE, Score, Verdict, scores, verdicts
from benchmarks.report.statistics.change import FASTER, SLOWER
from benchmarks.report.statistics.gap import level_gap
from benchmarks.report.statistics.repeats import OURS, Repeats, in_order
from benchmarks.report.statistics.solved import STATED
from benchmarks.report.text import counted, percent, round_percent
from benchmarks.rows import Row

NAMED = 12  # verdicts shown before the reader asks for more
IMPORTANCE = (ANSWER, VALUE, PROOF)


@dataclass(frozen=True)
class Tally:
    """One backend over all its cases: counts, and its largest gap with the name of the case."""

    backend: str
    cases: int
    proven: int
    within: int
    open: int
    unbounded: int
    bad: int
    largest: str
    where: str


@dataclass(frozen=True)
class AheadRow:
    """One case on which a peer is ahead, in words."""

    suite: str
    case: str
    peer: str
    words: str


@dataclass(frozen=True)
class Summary:
    """The head of the report: sentences, a tally of backends, scores, and every case on which a peer is ahead."""

    sentences: tuple[str, ...]
    tallies: tuple[Tally, ...]
    scores: tuple[Score, ...]
    ahead: tuple[AheadRow, ...]
    further: tuple[AheadRow, ...]


def summary(results: Results) -> Summary:
    """The findings of everything that was read."""
    found = verdicts(results.solves)
    behind = sorted((verdict for verdict in found if verdict.who == verdict.peer), key=_importance)
    rows = tuple(AheadRow(verdict.suite, verdict.case, verdict.peer, ahead_words(verdict)) for verdict in behind)
    tallies = tuple(tally(name, results.solves) for name in in_order(repeats.backend for repeats in results.solves))
    sentences = (_runs(results), _ours(tallies), _slowest(results.solves), _behind(found, behind), _changed(results))
    return Summary(
        tuple(sentence for sentence in sentences if sentence), tallies, scores(found), rows[:NAMED], rows[NAMED:]
    )


def tally(backend: str, cases: Sequence[Repeats]) -> Tally:
    """One backend counted; every case is in exactly one of proven, within, open, unbounded and bad."""
    mine = [repeats for repeats in cases if repeats.backend == backend]
    good = [repeats for repeats in mine if repeats.accepted and not repeats.proven]
    gaps = [(repeats.gap, repeats) for repeats in good if repeats.gap is not None]
    within = sum(gap <= STATED for gap, _ in gaps)
    gap, worst = max(gaps, key=lambda pair: pair[0], default=(None, None))
    return Tally(
        backend=backend,
        cases=len(mine),
        proven=sum(repeats.proven for repeats in mine),
        within=within,
        open=len(gaps) - within,
        unbounded=len(good) - len(gaps),
        bad=sum(not repeats.accepted for repeats in mine),
        largest=percent(gap) if worst else text.NONE,
        where=case_words(worst) if worst else "",
    )


def case_words(repeats: Repeats) -> str:
    """Suite and case, with the level that is furthest from its bound."""
    level = widest_level(repeats.worst)
    return f"{repeats.suite}: {repeats.case}" + (f", level {level}" if level else "")


def widest_level(row: Row | None) -> str:
    """The level with the largest gap, "" where none is open."""
    if row is None or all(level.proven for level in row.levels):
        return ""
    return max(row.levels, key=lambda level: (not level.proven, level_gap(level) or 0.0)).key


def ahead_words(verdict: Verdict) -> str:
    """In what a peer is ahead."""
    if verdict.by == ANSWER:
        return "has an accepted answer, ours failed"
    if verdict.by == VALUE:
        at = f" at level {verdict.level}" if verdict.level else ""
        ours, theirs = (text.value(value) for value in verdict.values)
        return f"better value{at}: {theirs} against our {ours}, which is {percent(verdict.amount)} above it"
    if verdict.by == PROOF:
        return "same value, proven; ours is not"
    return f"same answer {text.factor(verdict.amount)} times as fast"


def _importance(verdict: Verdict) -> tuple[int, float, str]:
    rank = IMPORTANCE.index(verdict.by) if verdict.by in IMPORTANCE else len(IMPORTANCE)
    return rank, -verdict.amount, verdict.case


def _runs(results: Results) -> str:
    rows = [row for repeats in results.cases for row in repeats.rows]
    failed = sum(len(repeats.failed) for repeats in results.cases)
    refused = sum(len(repeats.refused) for repeats in results.cases)
    cases = len({(repeats.suite, repeats.case) for repeats in results.cases})
    what = f"{counted(len(rows), 'run')} of {counted(cases, 'case')} in {counted(_suites(results), 'suite')}"
    backends = counted(len({repeats.backend for repeats in results.cases}), "backend")
    bad = f"{failed:,} failed" if failed else "none failed"
    return f"{what}, by {backends}: {bad}, the audit refused {refused or 'none'}."


def _suites(results: Results) -> int:
    return len({repeats.suite for repeats in results.cases})


def _ours(tallies: Sequence[Tally]) -> str:
    mine = next((one for one in tallies if one.backend == OURS), None)
    if mine is None:
        return ""
    proven = f"Ours proved {mine.proven:,} of {counted(mine.cases, 'case')}"
    within = f", came within {round_percent(STATED)} on {mine.within:,} more" if mine.within else ""
    left = f", left a gap above {round_percent(STATED)} on {mine.open:,}" if mine.open else ""
    unbounded = f", stated no bound on {mine.unbounded:,}" if mine.unbounded else ""
    bad = f", failed or was refused on {mine.bad:,}" if mine.bad else ""
    worst = f" The largest gap is {mine.largest} ({mine.where})." if mine.where else ""
    return f"{proven}{within}{left}{unbounded}{bad}.{worst}"


def _slowest(cases: Sequence[Repeats]) -> str:
    mine = [(repeats.seconds.median, repeats) for repeats in cases if repeats.backend == OURS and repeats.seconds]
    if not mine:
        return ""
    taken, slowest = max(mine, key=lambda pair: pair[0])
    return f"Ours took longest on {slowest.suite}: {slowest.case}, {text.seconds(taken)} seconds."


def _behind(found: Sequence[Verdict], behind: Sequence[Verdict]) -> str:
    if not found:
        return "No case was run by ours and by a peer, so nothing here says who is ahead."
    cases, all_cases = ({(verdict.suite, verdict.case) for verdict in some} for some in (behind, found))
    if not cases:
        return f"No peer is ahead of ours on any case ({counted(len(all_cases), 'case')} shared)."
    kinds = [verdict.by for verdict in behind]
    words = {ANSWER: "with an answer at all", VALUE: "in value", PROOF: "in proof", "time": "in time alone"}
    parts = [f"{kinds.count(kind)} {said}" for kind, said in words.items() if kind in kinds]
    return (
        f"A peer is ahead of ours on {len(cases):,} of {counted(len(all_cases), 'shared case')} "
        f"(peer by peer: {text.listed(parts)})."
    )


def _changed(results: Results) -> str:
    found = [change for change in results.changes if change.whole]
    if not found:
        return ""
    slower, faster = (sum(change.verdict == kind for change in found) for kind in (SLOWER, FASTER))
    noted = sum(change.worse and change.verdict != SLOWER for change in found)
    worse = f" and {noted} with a worse answer" if noted else ""
    pairs = counted(len(found), "pair")
    return f"Of {pairs} of whole runs before and after, {slower} clearly slower, {faster} clearly faster{worse}."
