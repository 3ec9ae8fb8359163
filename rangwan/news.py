"""What a database holds that its publication does not: new articles by source, new organisations."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from db.store import Store

_ARTICLES = """
SELECT a.id, coalesce(a.source, '') AS source, v.published IS NULL AS undated
FROM article a JOIN article_version v ON v.article_id = a.id AND v.version = a.version
"""
_FACTS = "SELECT article_id, count(*) AS n FROM fact WHERE withdrawn_at IS NULL GROUP BY article_id"
_CLAIMS = (
    "SELECT article_id, count(*) AS n, sum(claimed <> found) AS failed FROM count_check GROUP BY article_id"
)
_ORGANISATIONS = "SELECT id FROM organisation WHERE withdrawn_at IS NULL AND redirected_to IS NULL"
_UNDECIDED = "SELECT place FROM issue WHERE kind = 'organisation undecided' AND closed_at IS NULL"


@dataclass(slots=True)
class SourceNews:
    """One source: its articles that are not published, and beside them what is published of it."""

    articles: int = 0
    undated: int = 0
    facts: int = 0
    claims: int = 0
    """Counts that these articles claim."""
    failed: int = 0
    """Of these, the ones that were not found."""
    published_articles: int = 0
    published_facts: int = 0
    published_claims: int = 0
    published_failed: int = 0


@dataclass(frozen=True, slots=True)
class News:
    """All of it: by source (null: articles of archives), and the organisations that are new."""

    sources: dict[str | None, SourceNews]
    organisations: int
    undecided: int
    """Of the new organisations, those of which nobody knows which body they are."""


def news(store: Store, published: Store | None) -> News:
    """What of `store` is not in `published` yet; everything, when that is null."""
    known = {row["id"] for row in published.rows("SELECT id FROM article")} if published else set()
    facts = {row["article_id"]: int(row["n"]) for row in store.rows(_FACTS)}
    claims = _claims(store)
    sources: dict[str | None, SourceNews] = {}
    for article in store.rows(_ARTICLES):
        if article["id"] in known:
            continue
        one = sources.setdefault(article["source"] or None, SourceNews())
        claimed, failed = claims.get(article["id"], (0, 0))
        one.articles += 1
        one.undated += article["undated"]
        one.facts += facts.get(article["id"], 0)
        one.claims += claimed
        one.failed += failed
    if published:
        _add_published(published, sources)
    fresh = {row["id"] for row in store.rows(_ORGANISATIONS)}
    if published:
        fresh -= {row["id"] for row in published.rows("SELECT id FROM organisation")}
    undecided = fresh & {row["place"] for row in store.rows(_UNDECIDED)}
    return News(sources, len(fresh), len(undecided))


def _add_published(published: Store, sources: dict[str | None, SourceNews]) -> None:
    facts = Counter({row["article_id"]: int(row["n"]) for row in published.rows(_FACTS)})
    claims = _claims(published)
    for article in published.rows(_ARTICLES):
        one = sources.get(article["source"] or None)
        if one is not None:
            one.published_articles += 1
            one.published_facts += facts[article["id"]]
            claimed, failed = claims.get(article["id"], (0, 0))
            one.published_claims += claimed
            one.published_failed += failed


def _claims(store: Store) -> dict[str, tuple[int, int]]:
    """By article: how many counts it claims, and how many of them were not found."""
    return {row["article_id"]: (int(row["n"]), int(row["failed"])) for row in store.rows(_CLAIMS)}
