"""Which statements are one award: statements of one recipient and programme, compared field by field.

Two statements are compatible when no field contradicts: year and tier are equal or not stated by one, project
and category loosely the same or not stated by one.  Statements of one article are distinct, since extraction
has told them apart there.  A statement that fits two awards which do not fit one another is ambiguous: it
stays an award of its own.  The result does not depend on the order of the statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from db.names import same_category, same_project
from db.settings import matching
from normalize.text import fold
from normalize.tiers import parse_tier
from normalize.years import to_buddhist_era


@dataclass(frozen=True, slots=True)
class Statement:
    """What one fact says of an award, its recipient and programme apart.

    `year` is in the Buddhist era, `published_year` (when the article appeared) in the common era.
    """

    fact_id: int
    article_id: str
    year: int | None = None
    tier: str | None = None
    project: str | None = None
    category: str | None = None
    published_year: int | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """The awards, each a group of statements, and the statements that fit several of them."""

    awards: tuple[tuple[Statement, ...], ...]
    ambiguous: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two awards that articles seem to tell of one: alike but for `field`."""

    field: str
    left: Statement
    right: Statement


_Said = tuple[int | None, str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class _Node:
    """Statements that say the same in every field."""

    said: _Said
    statements: tuple[Statement, ...]

    @property
    def stated(self) -> int:
        return sum(value is not None for value in self.said)


def merge(statements: Iterable[Statement]) -> Merged:
    """Group the statements about one recipient and programme into awards."""
    nodes = _nodes(statements)
    fits = [[_compatible(a, b) for b in nodes] for a in nodes]
    left = set(range(len(nodes)))
    alone: list[int] = []
    # The vaguest ambiguous statements are set aside first; often the rest is clear without them.
    while cut := _ambiguous(left, fits):
        vaguest = min(nodes[i].stated for i in cut)
        set_aside = {i for i in cut if nodes[i].stated == vaguest}
        alone += sorted(set_aside)
        left -= set_aside
    groups = [frozenset([i]) for i in alone]
    # What is left falls into groups in which each fits each.
    groups += {frozenset(j for j in left if fits[i][j] or i == j) for i in left}
    awards = [
        tuple(sorted((s for i in group for s in nodes[i].statements), key=lambda s: s.fact_id))
        for group in groups
    ]
    return Merged(
        tuple(sorted(awards, key=lambda award: award[0].fact_id)),
        tuple(sorted((s for i in alone for s in nodes[i].statements), key=lambda s: s.fact_id)),
    )


def contradictions(awards: Sequence[tuple[Statement, ...]]) -> list[Contradiction]:
    """Awards of one recipient and programme that differ in the year or in the tier alone.

    Only where different articles tell them, and the project is the same or none is stated: one body does
    win two tiers of one edition for two projects.
    """
    found = []
    for one, other in combinations(awards, 2):
        if {s.article_id for s in one} & {s.article_id for s in other}:
            continue
        for a in one:
            for b in other:
                field = _only_difference(a, b)
                if field is not None:
                    found.append(Contradiction(field, a, b))
                    break
            else:
                continue
            break
    return found


def _nodes(statements: Iterable[Statement]) -> list[_Node]:
    same: defaultdict[tuple[_Said, int | None], list[Statement]] = defaultdict(list)
    for statement in sorted(statements, key=lambda s: s.fact_id):
        # Without a year, the time of the article is all that tells one edition from another.
        appeared = statement.published_year if statement.year is None else None
        same[_said(statement), appeared].append(statement)
    return [_Node(said, tuple(group)) for (said, _), group in same.items()]


def _said(statement: Statement) -> _Said:
    return (
        statement.year,
        tier_key(statement.tier),
        fold(statement.project) if statement.project else None,
        fold(statement.category) if statement.category else None,
    )


def tier_key(tier: str | None) -> str | None:
    """A tier as it is compared: its name on the scale, or its folded text where the scale lacks it."""
    if tier is None:
        return None
    known = parse_tier(tier)
    return fold(tier) if known is None else known.name


def _compatible(a: _Node, b: _Node) -> bool:
    if {s.article_id for s in a.statements} & {s.article_id for s in b.statements}:
        return False
    (year_a, tier_a, project_a, category_a), (year_b, tier_b, project_b, category_b) = a.said, b.said
    if None not in {tier_a, tier_b} and tier_a != tier_b:
        return False
    projects = project_a is not None and project_b is not None and same_project(project_a, project_b)
    if project_a is not None and project_b is not None and not projects:
        return False
    # Articles name categories in their own words; the same project outweighs that.
    categories = category_a is None or category_b is None or same_category(category_a, category_b)
    if not projects and not categories:
        return False
    if year_a is not None and year_b is not None:
        return year_a == year_b
    most = matching().award.most_years_from_edition
    return all(abs(x - y) <= most for x in _editions(a) for y in _editions(b))


def _editions(node: _Node) -> set[int]:
    """The Buddhist years that statements are about: as stated, else when their articles appeared."""
    if node.said[0] is not None:
        return {node.said[0]}
    appeared = {s.published_year for s in node.statements if s.published_year is not None}
    return {year for year in map(to_buddhist_era, appeared) if year is not None}


def _ambiguous(left: set[int], fits: Sequence[Sequence[bool]]) -> list[int]:
    return [
        i
        for i in left
        if any(not fits[j][k] for j, k in combinations([j for j in left if j != i and fits[i][j]], 2))
    ]


def _only_difference(a: Statement, b: Statement) -> str | None:
    tiers = tier_key(a.tier), tier_key(b.tier)
    year_differs = a.year is not None and b.year is not None and a.year != b.year
    tier_differs = None not in tiers and tiers[0] != tiers[1]
    if a.project is None or b.project is None:
        # Without a project, another year is another edition; another tier of one edition is a contradiction.
        same_rest = a.project is None and b.project is None and a.year == b.year and a.year is not None
        same_rest = same_rest and _same_or_unstated(a.category, b.category)
        return "tier" if same_rest and tier_differs else None
    if not same_project(a.project, b.project) or year_differs == tier_differs:
        return None
    return "year" if year_differs else "tier"


def _same_or_unstated(a: str | None, b: str | None) -> bool:
    return a is None or b is None or same_category(a, b)
