"""Which statements are one award: statements of one recipient and ceremony, compared field by field.

Two statements of different articles fit when no field contradicts (`db.statements.fits`); statements of one
article are distinct, since extraction has told them apart there.  Where a project's name has its equal, what
is only like it does not count.  A statement that fits two awards which do not fit one another is ambiguous:
it stays an award of its own.  The result does not depend on the order of the statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeVar

from db.award_names import ProjectName, same_parts, same_project
from db.likeness import pairs_to_compare
from db.settings import matching
from db.statements import Said, Statement, category_relation, fits, only_difference

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two awards that articles seem to tell of one: alike but for `field`."""

    field: str
    left: Statement
    right: Statement


@dataclass(frozen=True, slots=True)
class Merged:
    """The awards, each a group of statements, and what could not be decided.

    `ambiguous` fit several awards and are awards of their own; of a pair of awards there is one contradiction
    at most.
    """

    awards: tuple[tuple[Statement, ...], ...]
    ambiguous: tuple[Statement, ...]
    contradictions: tuple[Contradiction, ...]


@dataclass(frozen=True, slots=True)
class _Node:
    """Statements that say the same in every field."""

    said: Said
    statements: tuple[Statement, ...]
    articles: frozenset[str]


def merge(statements: Iterable[Statement]) -> Merged:
    """Group the statements about one recipient and ceremony into awards."""
    statements = tuple(statements)
    if len(statements) == 1:
        return Merged((statements,), (), ())
    nodes = _nodes(statements)
    fitting: defaultdict[int, set[int]] = defaultdict(set)
    differing: list[tuple[int, int, str]] = []
    for i, j in sorted(_pairs(nodes)):
        if not nodes[i].articles.isdisjoint(nodes[j].articles):
            continue
        if fits(nodes[i].said, nodes[j].said):
            fitting[i].add(j)
            fitting[j].add(i)
        elif field := only_difference(nodes[i].said, nodes[j].said):
            differing.append((i, j, field))
    _prefer_equal_projects(nodes, fitting)
    alone = _ambiguous(nodes, fitting)
    groups = [frozenset([i]) for i in alone]
    # What is left falls into groups in which each fits each.
    left = set(range(len(nodes))) - set(alone)
    groups += {frozenset({i} | (fitting[i] & left)) for i in left}
    awards = [_in_order(nodes[i] for i in group) for group in groups]
    return Merged(
        tuple(sorted(awards, key=lambda award: award[0].fact_id)),
        _in_order(nodes[i] for i in alone),
        tuple(_contradictions(nodes, groups, differing)),
    )


def _nodes(statements: Iterable[Statement]) -> list[_Node]:
    same: defaultdict[tuple[Said, str | None], list[Statement]] = defaultdict(list)
    for statement in sorted(statements, key=lambda s: s.fact_id):
        # Two articles may say the same and too little for it to be the same award.
        enough = fits(statement.said, statement.said)
        same[statement.said, None if enough else statement.article_id].append(statement)
    return [
        _Node(said, tuple(group), frozenset(s.article_id for s in group)) for (said, _), group in same.items()
    ]


def _in_order(nodes: Iterable[_Node]) -> tuple[Statement, ...]:
    return tuple(sorted((s for node in nodes for s in node.statements), key=lambda s: s.fact_id))


def _pairs(nodes: Sequence[_Node]) -> set[tuple[int, int]]:
    """The pairs that may fit or contradict: all of a few hundred, of more those whose names are alike.

    Of very many statements about one recipient, those with a category alone are not compared with those with
    a project alone: they would fit too many.
    """
    if len(nodes) <= matching().award.most_compared:
        return set(combinations(range(len(nodes)), 2))
    projects: defaultdict[ProjectName, list[int]] = defaultdict(list)
    categories: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    times: defaultdict[int | None, list[int]] = defaultdict(list)
    for i, node in enumerate(nodes):
        times[node.said.time].append(i)
        if node.said.project is not None:
            projects[node.said.project].append(i)
        elif node.said.category:
            categories[node.said.category].append(i)
    found = set(_alike(projects, _text_of, same_project))
    found |= set(_alike(categories, "|".join, same_parts))
    most = matching().award.most_years_from_edition
    for i, node in enumerate(nodes):
        if node.said.project is None and not node.said.category:
            when = node.said.time
            near = times if when is None else (None, *range(when - most, when + most + 1))
            found |= {(min(i, j), max(i, j)) for time in near for j in times.get(time, ()) if i != j}
    return found


def _text_of(project: ProjectName) -> str:
    return f"{project.bare}|{project.core}|{'|'.join(project.inside)}|{project.cut}"


def _alike(
    members: Mapping[T, Sequence[int]], key: Callable[[T], str], same: Callable[[T, T], bool]
) -> Iterator[tuple[int, int]]:
    """The pairs of members of one name, and of names that are the same."""
    for own in members.values():
        yield from combinations(own, 2)
    for one, other in pairs_to_compare(members, key):
        if same(one, other):
            yield from ((min(i, j), max(i, j)) for i, j in product(members[one], members[other]))


def _prefer_equal_projects(nodes: Sequence[_Node], fitting: Mapping[int, set[int]]) -> None:
    """Take out fits by projects only alike, where one has its equal, which the other does not fit.

    One body's ระบบบริการ and ระบบบริการผู้สูงอายุ are two works when one article tells of both.
    """
    equal: defaultdict[int, set[int]] = defaultdict(set)
    alike = []
    for i, others in fitting.items():
        mine = nodes[i].said.project
        for j in others:
            other = nodes[j].said.project
            if mine is not None and other is not None:
                if mine.bare == other.bare:
                    equal[i].add(j)
                else:
                    alike.append((i, j))
    gone = [
        (i, j) for i, j in alike if (equal.get(i, set()) - fitting[j]) or (equal.get(j, set()) - fitting[i])
    ]
    for i, j in gone:
        fitting[i].discard(j)


def _ambiguous(nodes: Sequence[_Node], fitting: Mapping[int, set[int]]) -> list[int]:
    """The nodes that are set aside so that among the others, all that fit one node fit each other.

    The vaguest go first; often the rest is clear without them.
    """
    alone: list[int] = []
    left = {i for i in fitting if fitting[i]}
    while cut := [i for i in left if not _one_award(fitting[i] & left, fitting)]:
        vaguest = min(nodes[i].said.stated for i in cut)
        set_aside = {i for i in cut if nodes[i].said.stated == vaguest}
        alone += sorted(set_aside)
        left -= set_aside
    return alone


def _one_award(together: set[int], fitting: Mapping[int, set[int]]) -> bool:
    return all(len(together - fitting[i]) == 1 for i in together)


def _contradictions(
    nodes: Sequence[_Node], groups: Iterable[frozenset[int]], differing: Iterable[tuple[int, int, str]]
) -> Iterator[Contradiction]:
    """One for each pair of awards that different articles tell of."""
    award_of = {i: group for group in groups for i in group}
    articles = {
        group: frozenset().union(*(nodes[i].articles for i in group)) for group in set(award_of.values())
    }
    of_year: defaultdict[int, set[frozenset[int]]] = defaultdict(set)
    for i, group in award_of.items():
        if (year := nodes[i].said.year) is not None:
            of_year[year].add(group)
    found: defaultdict[frozenset[frozenset[int]], list[tuple[tuple[str, ...], Contradiction]]]
    found = defaultdict(list)
    for i, j, field in differing:
        one, other = award_of[i], award_of[j]
        if one == other or not articles[one].isdisjoint(articles[other]):
            continue
        a, b = nodes[i].said, nodes[j].said
        # A tier without a category is told of some category, of which one we cannot know if there are more.
        vague = field == "tier" and a.project is None and category_relation(a, b) == "stated by one"
        if vague and a.year is not None and len(of_year[a.year]) > 2:
            continue
        left, right = sorted((_first(nodes[i]), _first(nodes[j])), key=lambda s: s.article_id)
        order = (left.article_id, right.article_id, field, str(left.tier), str(right.tier))
        found[frozenset((one, other))].append((order, Contradiction(field, left, right)))
    for candidates in found.values():
        yield min(candidates, key=lambda candidate: candidate[0])[1]


def _first(node: _Node) -> Statement:
    return min(node.statements, key=lambda s: (s.article_id, s.fact_id))
