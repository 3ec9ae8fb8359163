"""Sources, articles with their versions, and the record of raw pages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlite_utils import Database

from crawler.article import Article
from db.errors import UnknownArticle

Change = Literal["new", "changed", "unchanged", "back"]
"""What storing an article did: "back" is one that had vanished and has the text it had then."""

Staleness = Literal["never read", "changed", "older rules"]
"""Why what is stored of an article is not what the rules of today read in it."""


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article's id, the number of its present version (from 1) and what storing it did."""

    id: str
    version: int
    change: Change


def put_source(db: Database, key: str, name: str, url: str | None, licence: str | None) -> None:
    """Store a publisher under its key, or bring what is stored of it up to date."""
    db.conn.execute(
        "INSERT INTO source (key, name, url, licence) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE"
        " SET name = excluded.name, url = coalesce(excluded.url, url),"
        " licence = coalesce(excluded.licence, licence)"
        " WHERE name <> excluded.name OR url IS NOT coalesce(excluded.url, url)"
        " OR licence IS NOT coalesce(excluded.licence, licence)",
        [key, name, url, licence],
    )


def require_source(db: Database, key: str | None) -> None:
    """Make sure that a publisher can be referred to; its name is its key until `put_source` tells it."""
    if key is not None:
        db.conn.execute("INSERT INTO source (key, name) VALUES (?, ?) ON CONFLICT DO NOTHING", [key, key])


def put_article(db: Database, article: Article, now: str, *, seen_now: bool = True) -> StoredArticle:
    """Store an article: nothing is written when it is known, a new version when its content changed.

    One that had vanished is back, unless it comes from an old copy (not `seen_now`).
    """
    digest = content_digest(article)
    known = db.conn.execute(
        "SELECT a.version, a.vanished_at, a.url, a.source, v.digest FROM article a"
        " JOIN article_version v ON v.article_id = a.id AND v.version = a.version WHERE a.id = ?",
        [article.id],
    ).fetchone()
    require_source(db, article.source)
    if known is None:
        db.conn.execute(
            "INSERT INTO article (id, url, source, version, first_seen) VALUES (?, ?, ?, 1, ?)",
            [article.id, article.url, article.source, now],
        )
        _put_version(db, article, 1, digest, now)
        return StoredArticle(article.id, 1, "new")
    version, vanished_at, url, source, stored_digest = known
    change: Change = "back" if vanished_at is not None and seen_now else "unchanged"
    if stored_digest != digest:
        version, change = version + 1, "changed"
        _put_version(db, article, version, digest, now)
    # An article read again from a file may lack the address that the crawl stored.
    address = (article.url or url, article.source or source)
    if change != "unchanged" or address != (url, source):
        db.conn.execute(
            "UPDATE article SET version = ?, url = ?, source = ?, vanished_at = ? WHERE id = ?",
            [version, *address, None if seen_now else vanished_at, article.id],
        )
    return StoredArticle(article.id, version, change)


def mark_vanished(db: Database, article_id: str, now: str) -> bool:
    """Note that the publisher has taken an article down; false when that was known already."""
    _require(db, article_id)
    cursor = db.conn.execute(
        "UPDATE article SET vanished_at = ? WHERE id = ? AND vanished_at IS NULL", [now, article_id]
    )
    return cursor.rowcount > 0


def get_article(db: Database, article_id: str, version: int | None, where: str) -> tuple[Article, int]:
    """A stored article and the number of its version; the present one unless told.

    Raises `UnknownArticle`.
    """
    row = db.conn.execute(
        f"{_SELECT} WHERE a.id = ? AND v.version = coalesce(?, a.version)", [article_id, version]
    ).fetchone()
    if row is None:
        wanted = f"version {version} of article {article_id}" if version else f"article {article_id}"
        raise UnknownArticle(
            f"{wanted} is not stored", where, "Store the article before what was read from it"
        )
    return _article(row), int(row[-1])


def stale_ids(db: Database, rules_version: str) -> list[tuple[str, Staleness]]:
    """The articles whose present version these rules have not read yet, by id, each with why that is."""
    rows = db.conn.execute(
        "SELECT a.id, CASE WHEN e.article_id IS NULL THEN 'never read'"
        " WHEN e.article_version <> a.version THEN 'changed' ELSE 'older rules' END"
        " FROM article a LEFT JOIN extraction e ON e.article_id = a.id"
        " WHERE e.article_id IS NULL OR e.article_version <> a.version OR e.rules_version <> ? ORDER BY a.id",
        [rules_version],
    )
    return list(rows)


def stale_articles(db: Database, rules_version: str) -> Iterator[tuple[Article, int]]:
    """The articles whose present version was not read by these rules yet, in the order of their ids.

    Each comes with its version.  Articles that the caller brings up to date meanwhile do not disturb it.
    """
    for article_id, _ in stale_ids(db, rules_version):
        row = db.conn.execute(f"{_SELECT} WHERE a.id = ? AND v.version = a.version", [article_id]).fetchone()
        yield _article(row), int(row[-1])


def content_digest(article: Article) -> str:
    """The SHA-256 of what a reader sees of an article; its layout and raw page may change without it."""
    published = article.published.isoformat() if article.published else None
    content = [article.title, article.text, published, article.category]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


_SELECT = (
    "SELECT a.id, a.url, v.title, v.text, v.published, v.category, a.source, v.layout, v.snapshot, v.version"
    " FROM article a JOIN article_version v ON v.article_id = a.id"
)


def _article(row: tuple[object, ...]) -> Article:
    identity, url, title, text, published, category, source, layout, snapshot, _ = row
    return Article(
        id=str(identity),
        url=_text(url),
        title=str(title),
        text=str(text),
        published=date.fromisoformat(str(published)) if published else None,
        category=_text(category),
        source=_text(source),
        layout=_text(layout),
        snapshot=_text(snapshot),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _put_version(db: Database, article: Article, version: int, digest: str, now: str) -> None:
    published = article.published.isoformat() if article.published else None
    db.conn.execute(
        "INSERT INTO article_version (article_id, version, title, text, published, category, layout,"
        " snapshot, digest, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            article.id,
            version,
            article.title,
            article.text,
            published,
            article.category,
            article.layout,
            article.snapshot,
            digest,
            now,
        ],
    )


def _require(db: Database, article_id: str) -> None:
    if db.conn.execute("SELECT 1 FROM article WHERE id = ?", [article_id]).fetchone() is None:
        raise UnknownArticle("the article is not stored", article_id, "Store the article first")
