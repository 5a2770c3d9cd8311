"""What an extract says of one worker under several spellings, put together; it decides nobody's id."""

from __future__ import annotations

from collections.abc import Mapping

from allocator.reading.extracts import Extract
from allocator.records import Worker


def joined_workers(
    extract: Extract, ids: Mapping[str, str]
) -> tuple[dict[str, Worker], dict[str, frozenset[str]], tuple[str, ...]]:
    """Workers by their new ids, what is known of each, and the ids of those of whom two things are said.

    A field that the extract states counts before one that it leaves blank; of two statements the first counts.
    """
    workers: dict[str, Worker] = {}
    known: dict[str, frozenset[str]] = {}
    disagreeing: dict[str, None] = {}
    for old, worker in extract.workers.items():
        new, stated = ids[old], extract.known.get(old, frozenset())
        renamed = worker.model_copy(update={"worker_id": new})
        before = workers.get(new)
        if before is None:
            workers[new], known[new] = renamed, stated
            continue
        added = _stated(renamed, stated) - _stated(before, known[new])
        workers[new] = before.model_copy(update={name: getattr(renamed, name) for name in added})
        both = _stated(renamed, stated) & _stated(before, known[new])
        if any(getattr(renamed, name) != getattr(before, name) for name in both):
            disagreeing[new] = None
        known[new] |= stated
    return workers, known, tuple(disagreeing)


def _stated(worker: Worker, known: frozenset[str]) -> frozenset[str]:
    """The fields that say something: those that the extract is known to state, and all that are not blank."""
    fields = type(worker).model_fields
    filled = {name for name, field in fields.items() if getattr(worker, name) != field.get_default()}
    return frozenset(filled | known) - {"worker_id", "fte", "base", "other"} | (known & {"fte", "base"})
