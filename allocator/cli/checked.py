"""What a check shows, as text and as JSON: who is in the tables, what is wrong with them, whether there is room."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from allocator.cli.findings import findings_text
from allocator.errors import InputError
from allocator.explain.words import day
from allocator.reading.findings import title_of
from allocator.records import Caseload, Finding

REST = "(--json lists all)"


def checked_text(caseload: Caseload, room: Sequence[str]) -> str:
    """A caseload that can be run: findings, then ``room`` sentence by sentence."""
    who = f"{len(caseload.young_people)} young people, {len(caseload.workers)} workers"
    lines = [f"{caseload.title}, {day(caseload.as_of)}: {who}", ""]
    lines += [findings_text(caseload.findings, rest=REST) or "No mistakes were found.", "", "Is there room?"]
    return "\n".join([*lines, *(f"  {sentence}" for sentence in room)])


def checked_json(caseload: Caseload, room: Sequence[str]) -> str:
    """The same for other programs."""
    return _as_json(caseload.findings, room)


def faulty_text(error: InputError) -> str:
    """A caseload that cannot be run: how many errors there are, and every finding."""
    return f"{str(error).splitlines()[0]}\n\n{findings_text(error.findings, rest=REST)}"


def faulty_json(error: InputError) -> str:
    """The same for other programs; nothing is said about room."""
    return _as_json(error.findings, ())


def _as_json(findings: Iterable[object], room: Sequence[str]) -> str:
    known = [finding for finding in findings if isinstance(finding, Finding)]
    found = [
        {**finding.model_dump(mode="json"), "where": finding.where, "title": title_of(finding.code)}
        for finding in known
    ]
    return json.dumps({"findings": found, "room": list(room)}, indent=2)
