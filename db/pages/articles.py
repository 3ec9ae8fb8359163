"""An article as its page shows it: its text with everything marked that was read from it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from db.pages.marking import Mark, Segment, segments
from normalize.text import document_text

MAX_CHARACTERS = 400_000
"""Longer texts are cut, so that a page stays one that a browser can show."""
MAX_MARKS = 8_000
"""So many spans are marked at most, from the beginning of the text."""
COUNT = "count"
"""The field under which claimed counts are marked."""
MAX_FACTS = 600
"""So many facts are listed at most."""


@dataclass(frozen=True, slots=True)
class Check:
    """A count that the article claims, and how many were found under it; it claims it at `start`."""

    kind: str
    claimed: int
    found: int
    start: int
    end: int

    @property
    def met(self) -> bool:
        """Whether as many were found as are claimed."""
        return self.claimed == self.found


@dataclass(frozen=True, slots=True)
class FactLine:
    """What the article says of one award, as it says it (year in the Buddhist era).

    `start`: where in the text, when that is the text shown.
    """

    id: int
    recipient_type: str
    organisation_id: str | None
    organisation: str | None
    award_id: str | None
    award: str
    category: str | None
    tier: str | None
    year: int | None
    project: str | None
    start: int | None


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article and what was read from it.

    `version` is the one shown: the one that was last read; `versions` how many there are.  `checks` and the
    marks of `segments` belong to it.  `facts_in_all` counts also those beyond `facts`; `cut`: the text
    goes on.
    """

    id: str
    title: str
    publisher: str | None
    source: str | None
    url: str | None
    published: str | None
    first_seen: str
    vanished_at: str | None
    version: int
    versions: int
    read: bool
    segments: tuple[Segment, ...]
    cut: bool
    fields: tuple[str, ...]
    checks: tuple[Check, ...]
    facts: tuple[FactLine, ...]
    facts_in_all: int


def article_page(db: Database, identity: str) -> ArticlePage | None:
    """The article with an id; null for an unknown one."""
    row = db.conn.execute(
        "SELECT v.title, s.name, a.source, a.url, v.published, a.first_seen, a.vanished_at, v.version,"
        " a.version, e.article_id IS NOT NULL, v.text FROM article a"
        " LEFT JOIN extraction e ON e.article_id = a.id"
        " JOIN article_version v ON v.article_id = a.id"
        " AND v.version = coalesce(e.article_version, a.version)"
        " LEFT JOIN source s ON s.key = a.source WHERE a.id = ?",
        [identity],
    ).fetchone()
    if row is None:
        return None
    title, publisher, source, url, published, first_seen, vanished_at, version, versions, was_read, text = row
    document = document_text(title, text)
    shown = document[:MAX_CHARACTERS]
    checks = _checks(db, identity)
    marks = [*_marks(db, identity, version), *(Mark(check.start, check.end, COUNT) for check in checks)]
    fields = tuple(dict.fromkeys(mark.field for mark in marks))
    (facts_in_all,) = db.conn.execute(
        "SELECT count(*) FROM facts WHERE article_id = ?", [identity]
    ).fetchone()
    return ArticlePage(
        identity,
        title=title,
        publisher=publisher,
        source=source,
        url=url,
        published=published,
        first_seen=first_seen,
        vanished_at=vanished_at,
        version=version,
        versions=versions,
        read=bool(was_read),
        segments=segments(shown, marks),
        cut=len(document) > len(shown),
        fields=fields,
        checks=checks,
        facts=_facts(db, identity, version),
        facts_in_all=facts_in_all,
    )


def _marks(db: Database, identity: str, version: int) -> list[Mark]:
    rows = db.conn.execute(
        "SELECT DISTINCT s.start_char, s.end_char, s.field FROM fact f JOIN span s ON s.fact_id = f.id"
        " WHERE f.article_id = ? AND f.article_version = ? AND f.withdrawn_at IS NULL"
        " ORDER BY 1, 2 DESC, 3 LIMIT ?",
        [identity, version, MAX_MARKS],
    )
    return [Mark(*row) for row in rows]


def _checks(db: Database, identity: str) -> tuple[Check, ...]:
    rows = db.conn.execute(
        "SELECT kind, claimed, found, start_char, end_char FROM count_check WHERE article_id = ?"
        " ORDER BY start_char, kind LIMIT ?",
        [identity, MAX_FACTS],
    )
    return tuple(Check(*row) for row in rows)


def _facts(db: Database, identity: str, version: int) -> tuple[FactLine, ...]:
    rows = db.conn.execute(
        "SELECT v.id, v.recipient_type, v.organisation_id, coalesce(v.organisation, f.organisation),"
        " v.award_id, v.award, v.category, v.tier, v.year, v.project, (SELECT min(start_char)"
        " FROM span s WHERE s.fact_id = v.id AND s.field IN ('organisation', 'evidence')"
        " AND f.article_version = ?) AS place"
        " FROM facts v JOIN fact f ON f.id = v.id WHERE v.article_id = ?"
        " ORDER BY place IS NULL, place, v.id LIMIT ?",
        [version, identity, MAX_FACTS],
    )
    return tuple(FactLine(*row) for row in rows)
