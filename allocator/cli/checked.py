"""What a check shows, as text and as JSON: who is in the tables, whether there is room, what has to be put right."""

from __future__ import annotations

import json
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from allocator.cli.findings import findings_text
from allocator.errors import InputError
from allocator.explain.words import day
from allocator.reading.findings import title_of
from allocator.records import Caseload, Finding
from allocator.room.check import RoomReport
from allocator.room.left_out.least import LeastLeftOut
from allocator.room.seats import Group

MILLIONTHS = 10**6
REST = "(--csv FILE lists all)"


def checked_text(caseload: Caseload, room: RoomReport) -> str:
    """A caseload that can be run: room sentence by sentence, then findings."""
    people, workers = len(caseload.young_people), len(caseload.workers)
    who = f"{people} young {'person' if people == 1 else 'people'}, {workers} worker{'' if workers == 1 else 's'}"
    lines = [f"{caseload.title}, {day(caseload.as_of)}: {who}", "", "Is there room?"]
    lines += [f"  {sentence}" for sentence in room.sentences]
    return "\n".join([*lines, "", findings_text(caseload.findings, rest=REST) or "No mistakes were found."])


def checked_json(caseload: Caseload, room: RoomReport) -> str:
    """The same for other programs, with the figures behind the sentences."""
    figures = {
        "least_left_out": _least(room.least),
        "tightest": [_group(group) for group in room.tightest],
        "tightest_this_week": [_group(group) for group in room.this_week],
        "groups": [_group(group) for group in room.groups],
    }
    return _as_json(caseload.findings, list(room.sentences), figures)


def faulty_text(error: InputError) -> str:
    """A caseload that cannot be run: how many errors there are, and every finding."""
    return f"{str(error).splitlines()[0]}\n\n{findings_text(error.findings, rest=REST)}"


def faulty_json(error: InputError) -> str:
    """The same for other programs; nothing is said about room."""
    return _as_json(error.findings, [], {})


def _as_json(findings: Iterable[object], room: list[str], figures: dict[str, Any]) -> str:
    known = [finding for finding in findings if isinstance(finding, Finding)]
    found = [
        {**finding.model_dump(mode="json"), "where": finding.where, "title": title_of(finding.code)}
        for finding in known
    ]
    return json.dumps({"findings": found, "room": room, **figures}, indent=2)


def _least(least: LeastLeftOut) -> dict[str, Any]:
    """Bounds in the units of the levels; ``both_levels`` bounds their sum."""
    return {
        "everybody_fits": least.everybody_fits,
        "people": least.people,
        "posts": _floored(least.posts),
        "unallocated_duty": _floored(least.duty),
        "unallocated": _floored(least.others),
        "both_levels": _floored(least.both),
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "title": group.title,
        "must": group.must,
        "people": group.people,
        "workers": group.workers,
        "posts_needed": round(float(group.work), 6),
        "posts_there": round(float(group.ceiling), 6),
    }


def _floored(amount: Fraction) -> float:
    """Millionths rounded down: a lower bound stays one."""
    return int(amount * MILLIONTHS) / MILLIONTHS
