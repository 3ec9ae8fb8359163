"""What merging facts into awards could not decide, and what articles contradict each other on, as issues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Any

from db.award_facts import Fact
from db.award_names import ProjectName, project_name, same_project
from db.award_values import lead_of
from db.ledger import Issue
from db.likeness import pairs_to_compare
from db.merging import Merged
from db.statements import Statement
from normalize.text import fold

DISAGREE = "Articles disagree on the"
"""How the message of a contradiction begins; the field follows."""


def merging_issues(
    merged: Iterable[Merged], facts: Mapping[int, Fact], award_of: Mapping[int, str]
) -> Iterator[Issue]:
    """Statements that fit several awards, and pairs of awards that differ in the year or the tier alone."""
    for result in merged:
        undecided: dict[str, Statement] = {}
        for statement in sorted(result.ambiguous, key=lambda s: (s.article_id, s.fact_id)):
            undecided.setdefault(award_of[statement.fact_id], statement)
        for award_id, statement in undecided.items():
            fact = facts[statement.fact_id]
            yield Issue(
                stage="resolve",
                kind="award undecided",
                place=award_id,
                message=f"{_title(fact)} fits several awards that other articles tell of;"
                " it stays an award of its own",
                article_id=statement.article_id,
            )
        for found in result.contradictions:
            left, right = facts[found.left.fact_id], facts[found.right.fact_id]
            yield _contradiction(found.field, left, right, award_of[left["id"]], award_of[right["id"]])


def province_issues(awards: Sequence[Sequence[Fact]], ids: Sequence[str]) -> Iterator[Issue]:
    """Bodies of one name in two provinces that won for the same project: one article errs, most likely."""
    alike: defaultdict[tuple[Any, ...], defaultdict[ProjectName, list[tuple[Fact, str]]]]
    alike = defaultdict(lambda: defaultdict(list))
    for award, identity in zip(awards, ids, strict=True):
        lead = lead_of(award)
        if lead["recipient_type"] == "organisation" and lead["organisation_id"] and lead["project"]:
            key = (lead["kind"], fold(lead["organisation"]), fold(lead["award"]), lead["year"])
            alike[key][project_name(lead["project"])].append((lead, identity))
    for projects in alike.values():
        pairs = [pair for told in projects.values() for pair in combinations(told, 2)]
        for one, other in pairs_to_compare(projects, str):
            if same_project(one, other):
                pairs += product(projects[one], projects[other])
        for pair in pairs:
            (left, left_id), (right, right_id) = sorted(pair, key=lambda told: _order(told[0]))
            provinces = left["province"], right["province"]
            if None not in provinces and provinces[0] != provinces[1] and _two_articles(left, right):
                yield _contradiction("province", left, right, left_id, right_id)


def _two_articles(left: Fact, right: Fact) -> bool:
    return bool(left["article_id"] != right["article_id"])


def _order(fact: Fact) -> tuple[str, int]:
    return (fact["article_id"], fact["id"])


def _contradiction(field: str, left: Fact, right: Fact, left_id: str, right_id: str) -> Issue:
    return Issue(
        stage="resolve",
        kind="contradiction",
        place=f"{left_id} {right_id}",
        expected=str(left[field]),
        found=str(right[field]),
        message=f"{DISAGREE} {field} of {_title(left)}: {left[field]} ({left['article_id']}),"
        f" {right[field]} ({right['article_id']})",
        article_id=right["article_id"],
    )


def _title(fact: Fact) -> str:
    """The award in words, without persons' names."""
    parts = (fact["award"], fact["year"], fact["tier"], fact["organisation"])
    return " ".join(str(part) for part in parts if part is not None)
