"""All that is known of one award: its sources, why they are one, and what other articles say against it."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from db.award_facts import Fact, facts_beside, statements_of
from db.award_issues import DISAGREE
from db.award_reasons import field_by_field, shown

_SAID = ("award", "category", "tier", "year", "project", "organisation", "stated_province")


class NoSuchAward(Exception):
    """No award has, or ever had, this id."""


def award_page(db: Database, award_id: str, *, persons: bool = False) -> dict[str, Any]:
    """An award with everything that explains it, as JSON values.

    An id that was merged away leads to the award that stands (`asked` keeps it).  Names of persons who won,
    and sentences that state them, are left out unless `persons`.  Raises `NoSuchAward`.
    """
    row = _row(db, award_id)
    standing = _row(db, row["redirected_to"]) if row["redirected_to"] else row
    sources, why = _sources(db, standing, persons=persons)
    issues = list(
        db.query(
            "SELECT kind, place, expected, found, message FROM issue WHERE closed_at IS NULL"
            " AND stage = 'resolve' AND ' ' || place || ' ' LIKE ? ORDER BY id",
            [f"% {standing['id']} %"],
        )
    )
    return {
        "asked": award_id,
        **award_values_of(standing, persons=persons),
        "withdrawn": standing["withdrawn_at"],
        "sources": sources,
        "why_one": why,
        "contradictions": [
            _side_by_side(db, issue, standing["id"], persons=persons)
            for issue in issues
            if issue["kind"] == "contradiction"
        ],
        "undecided": [issue["message"] for issue in issues if issue["kind"] == "award undecided"],
        "leading_here": [
            other for (other,) in db.conn.execute(
                "SELECT id FROM award WHERE redirected_to = ? ORDER BY id", [standing["id"]]
            )
        ],
    }  # fmt: skip


_AWARD = """
    SELECT a.*, p.name AS programme, o.name AS organisation
    FROM award a JOIN programme p ON p.id = a.programme_id
    LEFT JOIN organisation o ON o.id = a.organisation_id
    WHERE a.id = ?
"""


def _row(db: Database, award_id: str) -> dict[str, Any]:
    row = next(iter(db.query(_AWARD, [award_id])), None)
    if row is None:
        raise NoSuchAward(award_id)
    return dict(row)


def award_values_of(row: dict[str, Any], *, persons: bool) -> dict[str, Any]:
    """What an award's row says, as people are shown it."""
    columns = (
        "id", "recipient_type", "organisation_id", "organisation", "programme_id", "programme", "category",
        "tier", "year", "province", "province_basis", "province_source",
    )  # fmt: skip
    values = {name: shown(row, name, persons=persons) for name in columns}
    values["year_ce"] = row["year"] - 543 if row["year"] else None
    values["project"] = shown(row, "project", persons=persons)
    if persons:
        values["person"] = row["person"]
    return values


def _sources(
    db: Database, award: dict[str, Any], *, persons: bool
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The facts, the one that shows the award best first, and how each of the others compares with it."""
    beside = facts_beside(db, award["id"])
    statements = {statement.fact_id: statement for statement in statements_of(beside)}
    own = {i for (i,) in db.conn.execute("SELECT fact_id FROM award_fact WHERE award_id = ?", [award["id"]])}
    facts = [fact for fact in beside if fact["id"] in own]
    facts.sort(key=lambda fact: (fact["id"] != award["lead_fact_id"], fact["published"] or "", fact["id"]))
    why = []
    for other in facts[1:]:
        fields = field_by_field(
            (facts[0], statements[facts[0]["id"]]), (other, statements[other["id"]]), persons=persons
        )
        articles = [facts[0]["article_id"], other["article_id"]]
        why.append({"facts": [facts[0]["id"], other["id"]], "articles": articles, "fields": fields})
    return [_source(db, fact, persons=persons) for fact in facts], why


def _source(db: Database, fact: Fact, *, persons: bool) -> dict[str, Any]:
    (title, url, sentence) = db.conn.execute(
        "SELECT v.title, a.url, e.text FROM fact f JOIN article a ON a.id = f.article_id"
        " JOIN article_version v ON v.article_id = f.article_id AND v.version = f.article_version"
        " LEFT JOIN span e ON e.fact_id = f.id AND e.field = 'evidence' WHERE f.id = ?",
        [fact["id"]],
    ).fetchone()
    hidden = fact["recipient_type"] == "person" and not persons
    says = {name.removeprefix("stated_"): shown(fact, name, persons=persons) for name in _SAID}
    if persons:
        says["person"] = fact["person"]
    return {
        "fact_id": fact["id"],
        "article_id": fact["article_id"],
        "published": fact["published"],
        "url": url,
        "title": None if hidden else title,
        "sentence": None if hidden else sentence,
        "says": says,
        "confidence": fact["confidence"],
    }


def _side_by_side(db: Database, issue: dict[str, Any], award_id: str, *, persons: bool) -> dict[str, Any]:
    first, _, second = issue["place"].partition(" ")
    other = second if first == award_id else first
    values = (issue["expected"], issue["found"])
    here, there = values if first == award_id else reversed(values)
    articles = db.conn.execute(
        "SELECT DISTINCT f.article_id FROM award_fact l JOIN fact f ON f.id = l.fact_id"
        " WHERE l.award_id = ? ORDER BY 1",
        [other],
    )
    return {
        "field": issue["message"].removeprefix(DISAGREE).split()[0],
        "here": here,
        "there": there,
        "other": award_values_of(_row(db, other), persons=persons),
        "other_articles": [article for (article,) in articles],
        "message": issue["message"],
    }
