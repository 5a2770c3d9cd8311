"""Where the values of a service model come from, for people: published, assumed or set; it judges no source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from allocator.explain.model_rules import number
from allocator.explain.words import counted, listed
from allocator.reading.models.sources import ASSUMPTION, NOT_GIVEN, THIS_RUN, covering, leaves
from allocator.rule_book import Strength
from allocator.service_model import ServiceModel

NO_LIMIT = 1000


def origin(model: ServiceModel) -> Iterator[tuple[str, list[str]]]:
    """Headings with one line for each source and the values that come from it; empty ones are left out."""
    by_source = _by_source(model)
    published = {text: values for text, values in by_source.items() if text not in (THIS_RUN, NOT_GIVEN)}
    assumed = {text: published.pop(text) for text in tuple(published) if text.startswith(ASSUMPTION)}
    if published:
        yield "Where published values come from", list(_lines(published))
    count = counted(sum(len(values) for values in assumed.values()), "value is", "values are")
    yield f"Assumptions: {count} not published", list(_lines(assumed)) or ["None."]
    for heading, source in (("Set for this run", THIS_RUN), ("Without a source", NOT_GIVEN)):
        if source in by_source:
            yield heading, [f"{key} = {value}" for key, (_, value) in by_source[source].items()]


def _by_source(model: ServiceModel) -> dict[str, dict[str, tuple[str, str]]]:
    """Source to dotted key of each value to (key that the source is given for, the value as people write it)."""
    found: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for key, value in leaves(model.model_dump(exclude_unset=True)):
        place = covering(key, model.sources)
        found[model.sources[place] if place else NOT_GIVEN][key] = (place or key, _shown(value))
    return dict(found)


def _lines(sources: Mapping[str, Mapping[str, tuple[str, str]]]) -> Iterator[str]:
    for text, values in sources.items():
        places = {place: f"{place} = {value}" if place == key else place for key, (place, value) in values.items()}
        said = text.removeprefix(ASSUMPTION)
        yield f"{said[0].upper()}{said[1:]} ({listed(tuple(places.values()), most=NO_LIMIT)})"


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(_shown, value)) or "none"
    if isinstance(value, Strength):
        return value.value
    return number(value) if isinstance(value, Decimal) else str(value)
