"""Which worker has which id: one id for all spellings of a name, but never one for two people; it reads no table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from allocator.reading.cells import clean
from allocator.reading.privacy.near_names import near_names
from allocator.reading.privacy.spellings import Address, spelling_of

CONTRADICTION = {Address.MAN, Address.WOMAN}


@dataclass(frozen=True)
class WorkerIds:
    """``ids``: every name as it was written -> id; ``key``: the spellings to remember -> id.

    ``joined``: id -> how many spellings became one worker. ``apart``: ids of workers who could be one, but need not be.
    """

    ids: Mapping[str, str]
    key: Mapping[str, str]
    joined: Mapping[str, int] = field(default_factory=dict)
    apart: tuple[tuple[str, ...], ...] = ()


def worker_ids(names: Iterable[str], known: Mapping[str, str], *, taken: Iterable[str]) -> WorkerIds:
    """An id for every name: that of the key where it is known, else W01, W02 ... in the order in which they come.

    Spellings that differ in capitals, spaces, titles, "(LCW)" or the order around a comma are one worker, unless the
    key says otherwise or one is Mr and another Ms. ``taken`` are ids that nobody else may be given.
    """
    names = [*dict.fromkeys(names)]
    alike = _alike((*known, *names))
    numbers = _Numbers({*taken, *known.values()})
    key = {clean(name): worker_id for name, worker_id in known.items()}
    capitals = {name.casefold(): worker_id for name, worker_id in key.items()}
    ids: dict[str, str] = {}
    contested: dict[str, None] = {}
    for name in names:
        group = alike[spelling_of(name).plain]
        exact = key.get(clean(name)) or capitals.get(clean(name).casefold())
        candidates = {exact} if exact else _candidates(name, group, key)
        if len(candidates) != 1 or _contradict(group):
            contested[spelling_of(name).plain] = None
        ids[name] = candidates.pop() if len(candidates) == 1 else numbers.new()
        key.setdefault(clean(name), ids[name])
        capitals.setdefault(clean(name).casefold(), ids[name])
    apart = [tuple(dict.fromkeys(ids[n] for n in alike[plain] if n in ids)) for plain in contested]
    apart = [*(them for them in apart if len(them) > 1), *near_names({**known, **ids}, known)]
    return WorkerIds(ids, _remembered(key), _joined(ids), tuple(dict.fromkeys(apart)))


def _alike(names: Iterable[str]) -> Mapping[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[spelling_of(name).plain].append(name)
    return groups


def _candidates(name: str, group: Iterable[str], key: Mapping[str, str]) -> set[str]:
    """The ids that spellings like this one have already; with contradicting titles only those of the same title."""
    group = list(group)
    if _contradict(group):
        address = spelling_of(name).address
        group = [other for other in group if spelling_of(other).address is address]
    return {key[clean(other)] for other in group if clean(other) in key}


def _contradict(group: Iterable[str]) -> bool:
    return {spelling_of(name).address for name in group} >= CONTRADICTION


def _joined(ids: Mapping[str, str]) -> Mapping[str, int]:
    spellings: dict[str, set[str]] = defaultdict(set)
    for name, worker_id in ids.items():
        spellings[worker_id].add(clean(name))
    return {worker_id: len(names) for worker_id, names in spellings.items() if len(names) > 1}


def _remembered(key: Mapping[str, str]) -> Mapping[str, str]:
    """Without spellings that differ in capitals alone: the first of them is enough."""
    first: dict[tuple[str, str], str] = {}
    for name, worker_id in key.items():
        first.setdefault((name.casefold(), worker_id), name)
    return {name: worker_id for (_, worker_id), name in first.items()}


class _Numbers:
    """W01, W02 ... as far as they are free."""

    def __init__(self, taken: set[str]) -> None:
        self._taken, self._last = {worker_id.casefold() for worker_id in taken}, 0

    def new(self) -> str:
        """The next free id."""
        self._last += 1
        while f"w{self._last:02}" in self._taken:
            self._last += 1
        return f"W{self._last:02}"
