"""Names that are stated without the province that tells them from others of their name.

Such a name is attached to the only body that it can mean.  Where several bodies carry it, as far as articles
and lists tell, it is attached only when the article, the project or the edition of an award decides; else it
stays a body of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from db.award_names import same_project, tier_key
from db.groups import Groups
from db.judging import Judgement, Parts, judge
from db.linking import Home
from db.names import NameKey
from db.registry import Registry
from db.settings import matching


@dataclass(frozen=True, slots=True)
class Win:
    """What a fact says beside the name: the article, and the award it tells of (`year` Buddhist era)."""

    article: str
    programme: str | None = None
    year: int | None = None
    tier: str | None = None
    project: str | None = None


Wins = Mapping[NameKey, Sequence[Win]]


@dataclass(frozen=True, slots=True)
class Placing:
    """What became of the names without a province.

    `listed`: those whose province only a list tells.  `undecided`: those that several bodies carry, with the
    provinces of these.
    """

    listed: Mapping[NameKey, Home]
    undecided: Mapping[NameKey, tuple[str, ...]]
    judgements: tuple[Judgement, ...]


def place(
    names: Iterable[NameKey],
    groups: Groups,
    registry: Registry,
    wins: Wins,
    misplaced: Mapping[NameKey, Home],
) -> Placing:
    """Attach the names without a province.  `misplaced` has the names whose stated province is not theirs."""
    placed: defaultdict[tuple[str, str, str], list[NameKey]] = defaultdict(list)
    loose: defaultdict[tuple[str, str, str], list[NameKey]] = defaultdict(list)
    for name in sorted(names, key=str):
        (loose if name.province is None else placed)[name.name].append(name)
    placer = _Placer(groups, registry, wins, misplaced)
    for called, members in loose.items():
        if called in placed:
            placer.among(members, placed[called])
        elif members[0].unplaced:
            placer.without_candidates(members)
    return Placing(placer.listed, placer.undecided, tuple(placer.judgements))


class _Placer:
    def __init__(
        self, groups: Groups, registry: Registry, wins: Wins, misplaced: Mapping[NameKey, Home]
    ) -> None:
        self.listed: dict[NameKey, Home] = {}
        self.undecided: dict[NameKey, tuple[str, ...]] = {}
        self.judgements: list[Judgement] = []
        self._groups = groups
        self._registry = registry
        self._wins = wins
        self._misplaced = misplaced

    def among(self, members: Sequence[NameKey], stated: Sequence[NameKey]) -> None:
        """Names of which articles place at least one body."""
        bodies: list[NameKey] = []
        for name in stated:
            if not any(self._groups.same(name, body) for body in bodies):
                bodies.append(name)
        possible = {self._province(name) for name in stated} | self._possible(members[0])
        for member in members:
            if any(self._groups.same(member, body) for body in bodies):
                continue  # a person, or a slip, has decided
            open_to = [body for body in bodies if self._fits(member, body)]
            if len(open_to) == 1 and possible <= self._provinces(open_to[0]):
                self._attach(member, open_to[0], "province", 0.95, len(bodies))
            else:
                self._by_context(member, open_to, possible)

    def without_candidates(self, members: Sequence[NameKey]) -> None:
        """Names that no article places."""
        first = members[0]
        possible = self._possible(first)
        listed = self._registry.bodies(first)
        if self._registry.lists_all(first) and len({entry.key for entry in listed}) == 1:
            for member in members:
                if self._groups.join(member, listed[0].key):
                    self.listed[member] = Home(str(listed[0].province), listed[0].registry)
                    parts: Parts = {
                        "kind": 1,
                        "proper": 1,
                        "province": "not stated",
                        "list": listed[0].registry,
                    }
                    self.judgements.append(
                        judge(member, listed[0].key, "merge", "list", score=0.97, parts=parts)
                    )
            return
        if len(possible) <= 1:
            # Nothing tells that there are several: one name, one body.
            for member in members[1:]:
                self._groups.join(first, member)
            return
        for position, member in enumerate(members):
            decided = self._decided(member, members[:position])
            if decided is not None:
                self._attach(member, *decided, len(possible))
            self.undecided[member] = tuple(sorted(possible))

    def _by_context(self, member: NameKey, open_to: Sequence[NameKey], possible: set[str]) -> None:
        decided = self._decided(member, open_to)
        if decided is not None:
            self._attach(member, *decided, len(possible))
            return
        self.undecided[member] = tuple(sorted(possible))
        parts = self._parts(len(possible))
        score = 1 / max(len(possible), 2)
        self.judgements += [
            judge(member, body, "unsure", "province", score=score, parts=parts) for body in open_to
        ]

    def _decided(self, member: NameKey, bodies: Sequence[NameKey]) -> tuple[NameKey, str, float] | None:
        """The one body that the context of the name points to, the rule that says so, and how surely."""
        rules: tuple[tuple[str, float, Callable[[Win, Win], bool]], ...] = (
            ("article", 0.9, lambda one, other: one.article == other.article),
            ("project", 0.9, _same_win_of_project),
            ("edition", 0.85, _same_edition),
        )
        for rule, score, agrees in rules:
            hits: list[NameKey] = []
            for body in bodies:
                agree = any(
                    agrees(one, other) for one in self._wins.get(member, ()) for other in self._wins_of(body)
                )
                if agree and not any(self._groups.same(body, hit) for hit in hits):
                    hits.append(body)
            if len(hits) == 1:
                return hits[0], rule, score
        return None

    def _wins_of(self, body: NameKey) -> Iterator[Win]:
        for name in self._groups.of(body):
            if not name.unplaced or name == body:  # what was attached tells nothing more
                yield from self._wins.get(name, ())

    def _attach(self, member: NameKey, body: NameKey, rule: str, score: float, candidates: int) -> None:
        if self._groups.join(member, body):
            parts = self._parts(candidates)
            self.judgements.append(judge(member, body, "merge", rule, score=score, parts=parts))

    def _parts(self, candidates: int) -> Parts:
        return {"kind": 1, "proper": 1, "province": "not stated", "candidates": candidates}

    def _province(self, name: NameKey) -> str:
        home = self._misplaced.get(name)
        return home.province if home else str(name.province)

    def _provinces(self, name: NameKey) -> set[str]:
        """The provinces of a group: several when a person has joined them."""
        return {self._province(member) for member in self._groups.of(name) if member.province}

    def _fits(self, member: NameKey, body: NameKey) -> bool:
        """Whether the name has not been placed elsewhere, by a person or a slip."""
        return self._provinces(member) <= self._provinces(body)

    def _possible(self, name: NameKey) -> set[str]:
        """The provinces in which lists have such a body, or an area that it may be named after."""
        if self._registry.lists_all(name):
            return {entry.province for entry in self._registry.bodies(name) if entry.province}
        if name.kind in matching().kinds.named_after_areas:
            return set(self._registry.provinces_of_area(name.proper))
        return set()


def _same_programme(one: Win, other: Win) -> bool:
    return one.programme is not None and one.programme == other.programme


def _same_win_of_project(one: Win, other: Win) -> bool:
    """The same work at the same award, in no two different years."""
    years_agree = one.year is None or other.year is None or one.year == other.year
    return (
        _same_programme(one, other)
        and years_agree
        and one.project is not None
        and other.project is not None
        and same_project(one.project, other.project)
    )


def _same_edition(one: Win, other: Win) -> bool:
    """The same edition of an award, without another work or tier."""
    tiers = tier_key(one.tier), tier_key(other.tier)
    return (
        _same_programme(one, other)
        and one.year is not None
        and one.year == other.year
        and (None in tiers or tiers[0] == tiers[1])
        and (one.project is None or other.project is None or same_project(one.project, other.project))
    )
