"""The findings, the head and the worst cases in words."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.report.head import alike, cautions, protocol, source
from benchmarks.report.suite_tables import suite_tables
from benchmarks.report.summary import summary, tally
from benchmarks.report.worst import worst
from tests.benchmarks.report.made_up import MACHINE, failed, level, repeats, results, row, timed

NBSP = "\u00a0"
PEER = {"backend": "scip"}


def _words(*rows: object) -> str:
    return " ".join(summary(results(rows)).sentences).replace(NBSP, " ")  # type: ignore[arg-type]


def test_every_case_is_in_one_column() -> None:
    """Proves the tally: proven, within 0.1 %, larger gap, no bound and failed add up to the cases."""
    cases = [
        timed(1.0, case="a", levels=(level("cost", 9, 9, True),)),
        timed(1.0, case="b", levels=(level("cost", 5000, 4996),)),  # 0.08 %
        timed(1.0, case="c", levels=(level("cost", 100, 97),)),  # 3 %
        timed(1.0, case="d", levels=(level("cost", 100, None),)),
        repeats(failed(case="e")),
        timed(1.0, case="a", **PEER),
    ]
    found = tally("ours", cases)
    assert (found.cases, found.proven, found.within, found.open, found.unbounded, found.bad) == (5, 1, 1, 1, 1, 1)
    assert (found.largest.replace(NBSP, " "), found.where) == ("3.00 %", "weekly: c, level cost")


def test_the_findings_name_what_is_wrong() -> None:
    """Proves that failures, refusals, the largest gap and the slowest case are all said."""
    said = _words(
        row(case="a", seconds=9.0, value=100.0, bound=98.0),
        row(case="b", value=7.0, bound=7.0, proven=True),
        failed(case="c", **PEER),
        row(case="b", audit="failed", **PEER),
    )
    assert "4 runs of 3 cases in 1 suite, by 2 backends: 1 failed, the audit refused 1." in said
    assert "Ours proved 1 of 2 cases, left a gap above 0.1 % on 1. The largest gap is 2.00 % (weekly: a)." in said
    assert "Ours took longest on weekly: a, 9.00 seconds." in said


def test_the_cases_of_the_sentence_add_up() -> None:
    """Proves that no case is passed over: of four one is proven, one without a bound, one open, one failed."""
    said = _words(
        row(case="a", value=7.0, bound=7.0, proven=True),
        row(case="b"),
        row(case="c", value=4.0, bound=3.0),
        failed(case="d"),
    )
    expected = (
        "Ours proved 1 of 4 cases, left a gap above 0.1 % on 1, stated no bound on 1, failed or was refused on 1."
    )
    assert expected in said


def test_a_peer_that_is_ahead_is_named() -> None:
    """Proves that the report is as plain where it is not in our favour: 8 against 10 is 25 % above."""
    found = summary(results([row(value=10.0, bound=1.0), row(value=8.0, bound=1.0, **PEER), row(case="b", **PEER)]))
    assert "A peer is ahead of ours on 1 of 1 shared case (peer by peer: 1 in value)." in found.sentences
    assert [(one.case, one.peer) for one in found.ahead] == [("tiny", "scip")]
    assert found.ahead[0].words.replace(NBSP, " ") == "better value: 8 against our 10, which is 25.0 % above it"


def test_each_way_of_being_ahead_has_its_words() -> None:
    """Proves the words for an answer, a proof and time, the weightiest first."""
    rows = [
        row(case="a", value=7.0, seconds=4.0, bound=7.0, proven=True),
        row(case="a", value=7.0, seconds=1.0, bound=7.0, proven=True, **PEER),
        row(case="b", value=7.0, bound=1.0),
        row(case="b", value=7.0, bound=7.0, proven=True, **PEER),
        failed(case="c"),
        row(case="c", **PEER),
    ]
    assert [one.words for one in summary(results(rows)).ahead] == [
        "has an accepted answer, ours failed",
        "same value, proven; ours is not",
        "same answer 4.00 times as fast",
    ]


def test_no_peer_no_claim() -> None:
    """Proves that without shared cases nobody is said to be ahead, and without ours nothing is said of it."""
    assert "nothing here says who is ahead" in _words(row())
    assert "Ours" not in _words(row(**PEER))
    assert "No peer is ahead of ours on any case (1 case shared)." in _words(row(seconds=1.0), row(seconds=9.0, **PEER))


def test_regressions_are_in_the_findings() -> None:
    """Proves that a slower pair and a worse answer are counted."""
    before = [row(case=c, repeat=n, seconds=1.0, proven=True, bound=1.0) for c in "ab" for n in (1, 2, 3)]
    before += [row(case="a", phase="read", seconds=0.001)]
    after = [replace(one, seconds=2.0) if one.case == "a" else replace(one, proven=False) for one in before]
    found = summary(results(before, after)).sentences
    assert (
        "Of 2 pairs of whole runs before and after, 1 clearly slower, 0 clearly faster and 1 with a worse answer."
        in found
    )


def test_the_protocol_is_what_the_rows_say() -> None:
    """Proves that repeats, limits and threads come from the rows."""
    rows = [row(repeat=1, limit_seconds=60.0), row(repeat=2, limit_seconds=60.0), row(case="b", limit_seconds=180.0)]
    assert protocol(rows)[0] == (
        "Each backend was run 1 to 2 times on each of its cases, in at most 60 to 180 seconds, with 2 threads."
    )
    assert "once on each of its cases, without a limit of time, with 1 thread." in protocol([row(threads=1)])[0]


def test_the_reader_is_warned() -> None:
    """Proves that another machine, a busy one and code beyond its commit are said before any figure."""
    rows = [row(load_before=1.7), row(case="b", load_before=0.4)]
    other = replace(MACHINE, processor="Processor 10", allocator_commit="abc+")
    found = cautions(results([row()], rows, machines=[MACHINE, other]))
    assert len(found) == 3
    assert "not run on the same machine" in found[0]
    assert "before 1 of 2 runs the machine was busy (load 1.70 on 2 cores)" in found[1]
    assert "not that of its commit" in found[2]
    assert cautions(results([row(load_before=0.4)])) == []


def test_runs_that_cannot_both_be_right_are_told_first() -> None:
    """Proves that a value below another run's bound stands above all findings, and that of many the first are named."""
    rows = [row(case=c, value=5.0, bound=1.0) for c in "abcdef"]
    rows += [row(case=c, value=9.0, bound=7.0, **PEER) for c in "abcdef"]
    found = cautions(results(rows))
    assert found[0] == "Two runs cannot both be right. weekly a: ours has 5, below the bound of 7 by scip."
    assert found[4:] == ["2 more contradictions of this kind."]


def test_the_facts_of_a_folder() -> None:
    """Proves that what is not known is left out, and the rest is there."""
    facts = dict(source(results([row(load_before=0.25)]).folders[0]).facts)
    assert facts["Processor"] == "Processor 9, 2 cores"
    assert facts["Versions"] == "numpy 2.1, ortools 9.14"
    assert facts["Load before runs"] == "0.25"
    assert "Cluster" not in facts


def test_folders_of_one_machine_stand_together() -> None:
    """Proves that the same machine and versions are told once, and another commit apart."""
    other = replace(MACHINE, allocator_commit="fed")
    found = results([row()], [row(), row()], [row()], machines=[MACHINE, other, MACHINE]).folders
    assert [(one.name, len(one.rows)) for one in alike(found)] == [("before and later", 2), ("after", 2)]


def test_stages_have_a_table_of_their_own() -> None:
    """Proves that the table of a suite holds whole runs, and the stages stand behind it."""
    (table,) = suite_tables([timed(1.0, phase="read"), timed(3.0), timed(6.0, phase="whole")])
    assert [line.phase for line in table.cases[0].lines] == ["solve", "whole"]
    assert table.stages is not None
    assert [line.phase for line in table.stages.cases[0].lines] == ["read"]
    (alone,) = suite_tables([timed(1.0, phase="read")])
    assert (alone.cases[0].lines[0].phase, alone.stages) == ("read", None)


def test_a_suite_table_shows_the_columns_that_say_something() -> None:
    """Proves that columns without a figure are not shown, and failures stand with their error."""
    cases = [timed(1.0, 2.0, 4.0, value=8.0, bound=6.0), repeats(failed("broken pipe", **PEER), row(**PEER))]
    (table,) = suite_tables(cases)
    ours, scip = table.cases[0].lines
    assert {"value", "bound", "spread", "gap", "audit"} <= table.columns
    assert not {"phase", "peak", "over_best"} & table.columns
    assert (ours.seconds, ours.spread, ours.gap.replace(NBSP, " ")) == ("2.00", "1.00 to 4.00", "25.0 %")
    assert scip.trouble == "1 of 2 runs failed: broken pipe"
    assert (table.cases[0].size, table.cases[0].rows) == ("9 jobs, 4 agents", 3)


def test_the_levels_of_the_worst_repeat_are_listed() -> None:
    """Proves that the levels shown belong to the repeat that speaks for the case."""
    good, bad = (repeats(row(levels=(level("cost", 100, bound),))).rows[0] for bound in (99, 95))
    (table,) = suite_tables([repeats(good, bad)])
    (shown,) = table.cases[0].levels
    assert (shown.bound, shown.proven, shown.gap.replace(NBSP, " ")) == ("95", "no", "5.00 %")
    assert table.cases[0].lines[0].gap_where == "cost"


def test_the_worst_are_named() -> None:
    """Proves the order of the lists, and that a refusal stands among the failures with what the audit said."""
    cases = [
        timed(3.0, case="a", value=100.0, bound=99.0),
        timed(9.0, case="b", value=100.0, bound=90.0),
        timed(1.0, case="c", audit="failed", error="worker W1 is over the ceiling", **PEER),
    ]
    found = worst(cases, cases)
    assert [one.case for one in found.gaps] == ["weekly: b", "weekly: a"]
    assert [one.figure for one in found.slowest] == ["9.00", "3.00"]
    assert [(one.runs, one.error) for one in found.failures] == [
        ("1 answer refused by the audit", "worker W1 is over the ceiling")
    ]
