"""What young people must have of a worker by the rules of strength must, and which worker has it; it counts nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from allocator.records import Need, Role, Worker, YoungPerson
from allocator.room.demand import Demand, serves
from allocator.room.seats import in_group, in_words, skills_wanted
from allocator.rule_book import Strength
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel

EVERYBODY, AGED = "everybody", "aged "


@dataclass(frozen=True)
class Ask:
    """A role, one of some bases (for a ``group``), skills, one of some languages; whatever is empty does not matter."""

    role: Role | None = None
    bases: frozenset[str] = frozenset()
    skills: frozenset[Need] = frozenset()
    languages: frozenset[str] = frozenset()
    group: str = ""

    def met_by(self, worker: Worker) -> bool:
        """Whether a worker has all of it."""
        return (
            (self.role is None or serves(worker, self.role))
            and (not self.bases or worker.base.strip().casefold() in {base.casefold() for base in self.bases})
            and self.skills <= worker.skills
            and (not self.languages or bool(self.languages & worker.languages))
        )

    def words(self) -> frozenset[str]:
        """Each part in words."""
        return frozenset(self._words())

    def _words(self) -> Iterator[str]:
        if self.role is not None:
            yield f"{AGED}{self.role.value}"
        if self.bases:
            yield f"{in_words(self.group)} near {' or '.join(sorted(self.bases))}"
        yield from (in_words(skill.value) for skill in self.skills)
        if self.languages:
            yield f"speaking {' or '.join(sorted(self.languages))}"


def ask_of(demand: Demand, travel: Travel, model: ServiceModel) -> Ask:
    """What one person must have; siblings are not held to the age band, since being together wins over it."""
    person, rules = demand.person, model.rules
    role = demand.role if rules.age_band.must and demand.role is not Role.ALL and not person.keep_together else None
    bases = _bases(person, travel, model) if rules.home_base.must else frozenset()
    return Ask(
        role=role,
        bases=bases,
        skills=frozenset(n for n in skills_wanted(person) if rules.specialist.strength_of(n) is Strength.MUST),
        languages=person.languages if rules.language.must else frozenset(),
        group=rules.home_base.group if bases else "",
    )


def _bases(person: YoungPerson, travel: Travel, model: ServiceModel) -> frozenset[str]:
    rule = model.rules.home_base
    if not in_group(person, rule.group):
        return frozenset()
    return frozenset(base.strip() for base in rule.bases if travel.near(person.place, base, rule.minutes))


def title_of(asks: Iterable[Ask]) -> str:
    """Who asks, in a few words: what all of them ask for, and parts of which everybody asks for one beside it."""
    left = [ask.words() for ask in asks]
    common = frozenset.intersection(*left) if left else frozenset[str]()
    left = [words - common for words in left]
    one_of = _one_of(left) if all(left) else ()
    return ", ".join([*sorted(common), *([" or ".join(one_of)] if one_of else [])]) or EVERYBODY


def _one_of(left: list[frozenset[str]]) -> tuple[str, ...]:
    """Parts of which everybody asks for one: ages, which tell least, only where somebody asks for nothing else."""
    parts = sorted({part for words in left if all(map(_is_age, words)) for part in words})
    left = [words for words in left if not words & set(parts)]
    while left:
        counts = Counter(part for words in left for part in words if not _is_age(part))
        parts.append(min(counts, key=lambda part: (-counts[part], part)))
        left = [words for words in left if parts[-1] not in words]
    return tuple(parts)


def _is_age(part: str) -> bool:
    return part.startswith(AGED)
