"""An organisation as its page shows it: names, place, awards by year, sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from sqlite_utils import Database

from db.profiles import Form

MAX_AWARDS = 1_000
"""So many awards stand on a page; all are in the list of awards."""
MAX_SOURCES = 300
"""So many articles stand on a page, newest first."""
MAX_FORMS = 60
"""So many written forms stand on a page, most frequent first."""


@dataclass(frozen=True, slots=True)
class Place:
    """A province and how it is known: "name", "stated" or "inferred", by an article or a list.

    `list_title` and `list_url` are the list's.
    """

    province: str
    basis: str
    article_id: str | None
    article_title: str | None
    list_title: str | None
    list_url: str | None


@dataclass(frozen=True, slots=True)
class Won:
    """An award on the time line (year in the Buddhist era; `sources`: articles that tell of it)."""

    id: str
    recipient_type: str
    programme_id: str
    programme: str
    category: str | None
    tier: str | None
    year: int | None
    project: str | None
    sources: int


@dataclass(frozen=True, slots=True)
class YearOfAwards:
    """The awards of one year; of those without a year, `year` is null."""

    year: int | None
    awards: tuple[Won, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An article; no title where it is told only of a person's award there."""

    article_id: str
    title: str | None
    published: str | None
    publisher: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that may be the same."""

    id: str
    name: str
    province: str | None


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """One standing organisation.

    `undecided`: why it may be one of several ("name shared", "abbreviation shared"), or null; `candidates`:
    those that it may be.  `parent_id` where the parent is in the dataset.
    """

    id: str
    name: str
    name_en: str | None
    kind: str
    place: Place | None
    district: str | None
    parent: str | None
    parent_id: str | None
    undecided: str | None
    candidates: tuple[Candidate, ...]
    forms: tuple[Form, ...]
    years: tuple[YearOfAwards, ...]
    awards: int
    of_persons: tuple[YearOfAwards, ...]
    awards_of_persons: int
    sources: tuple[Source, ...]
    articles: int


def place_of(
    db: Database, province: str | None, basis: str | None, article: str | None, registry: str | None
) -> Place | None:
    """How a province is known, with the names of the article and the list."""
    if province is None or basis is None:
        return None
    title = db.conn.execute(
        "SELECT v.title FROM article a"
        " JOIN article_version v ON v.article_id = a.id AND v.version = a.version WHERE a.id = ?",
        [article],
    ).fetchone()
    listed = db.conn.execute("SELECT title, url FROM registry WHERE name = ?", [registry]).fetchone()
    list_title, list_url = listed or (registry, None)
    return Place(province, basis, article, title[0] if title else None, list_title, list_url)


def organisation_page(db: Database, identity: str) -> OrganisationPage | None:
    """The organisation of a standing id; null for another."""
    row = db.conn.execute(
        "SELECT name, name_en, kind, province, province_basis, province_source, province_registry, district,"
        " parent, undecided FROM organisation"
        " WHERE id = ? AND redirected_to IS NULL AND withdrawn_at IS NULL",
        [identity],
    ).fetchone()
    if row is None:
        return None
    name, name_en, kind, *place, district, parent, undecided = row
    own, persons = _awards(db, identity, "<>"), _awards(db, identity, "=")
    forms = db.conn.execute(
        "SELECT text, count FROM organisation_name WHERE organisation_id = ? AND text <> ?"
        " ORDER BY count DESC, text LIMIT ?",
        [identity, name, MAX_FORMS],
    )
    sources, articles = _sources(db, identity)
    return OrganisationPage(
        id=identity,
        name=name,
        name_en=name_en,
        kind=kind,
        place=place_of(db, *place),
        district=district,
        parent=parent,
        parent_id=_only_one(db, parent),
        undecided=undecided,
        candidates=_candidates(db, identity),
        forms=tuple(Form(*form) for form in forms),
        years=_by_year(own),
        awards=_count(db, identity, "<>"),
        of_persons=_by_year(persons),
        awards_of_persons=_count(db, identity, "="),
        sources=sources,
        articles=articles,
    )


def _awards(db: Database, identity: str, person: str) -> list[Won]:
    rows = db.conn.execute(
        "SELECT id, recipient_type, programme_id, programme, category, tier, year, project, sources"
        f" FROM awards WHERE organisation_id = ? AND recipient_type {person} 'person'"
        " ORDER BY year IS NULL, year DESC, programme, tier_rank IS NULL, tier_rank, tier, category,"
        " project, id LIMIT ?",
        [identity, MAX_AWARDS],
    )
    return [Won(*row) for row in rows]


def _count(db: Database, identity: str, person: str) -> int:
    (count,) = db.conn.execute(
        f"SELECT count(*) FROM awards WHERE organisation_id = ? AND recipient_type {person} 'person'",
        [identity],
    ).fetchone()
    return int(count)


def _by_year(awards: Iterable[Won]) -> tuple[YearOfAwards, ...]:
    return tuple(
        YearOfAwards(year, tuple(won)) for year, won in groupby(awards, key=lambda award: award.year)
    )


def _sources(db: Database, identity: str) -> tuple[tuple[Source, ...], int]:
    rows = db.conn.execute(
        "SELECT f.article_id, max(f.title), f.published, s.name, f.url, count(*) OVER () FROM facts f"
        " JOIN article a ON a.id = f.article_id LEFT JOIN source s ON s.key = a.source"
        " WHERE f.organisation_id = ? GROUP BY f.article_id"
        " ORDER BY f.published IS NULL, f.published DESC, f.article_id LIMIT ?",
        [identity, MAX_SOURCES],
    ).fetchall()
    return tuple(Source(*list(row)[:5]) for row in rows), rows[0][5] if rows else 0


def _only_one(db: Database, name: str | None) -> str | None:
    """The id of the one organisation with a name."""
    rows = db.conn.execute(
        "SELECT id FROM organisation WHERE name = ? AND redirected_to IS NULL AND withdrawn_at IS NULL"
        " LIMIT 2",
        [name],
    ).fetchall()
    return str(rows[0][0]) if len(rows) == 1 else None


def _candidates(db: Database, identity: str) -> tuple[Candidate, ...]:
    """The organisations that rules could not tell from it, where no person has decided."""
    rows = db.conn.execute(
        "WITH own AS (SELECT key FROM organisation_key WHERE organisation_id = :id), pair AS ("
        " SELECT j.left_key AS mine, j.right_key AS other FROM judgement j JOIN own ON own.key = j.left_key"
        " WHERE j.decision = 'unsure' AND j.made_by = 'rule' AND j.withdrawn_at IS NULL"
        " UNION SELECT j.right_key, j.left_key FROM judgement j JOIN own ON own.key = j.right_key"
        " WHERE j.decision = 'unsure' AND j.made_by = 'rule' AND j.withdrawn_at IS NULL)"
        " SELECT DISTINCT o.id, o.name, o.province FROM pair"
        " JOIN organisation_key k ON k.key = pair.other JOIN organisation o ON o.id = k.organisation_id"
        " WHERE o.id <> :id AND o.redirected_to IS NULL AND o.withdrawn_at IS NULL AND NOT EXISTS ("
        " SELECT 1 FROM judgement p WHERE p.made_by = 'person' AND p.withdrawn_at IS NULL"
        " AND p.left_key = min(pair.mine, pair.other) AND p.right_key = max(pair.mine, pair.other))"
        " ORDER BY o.name, o.province, o.id LIMIT 20",
        {"id": identity},
    )
    return tuple(Candidate(*row) for row in rows)
