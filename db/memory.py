"""What the crawler remembers between runs: validators, fingerprints and failures of every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlite_utils import Database

from crawler.events import Event, FailureKind, PageFailed, PageFetched, PageUnchanged
from crawler.memory import KnownPage
from db.articles import mark_vanished, require_source


def known_pages(db: Database, source: str) -> dict[str, KnownPage]:
    """The pages of a publisher that were fetched before, by address."""
    rows = db.conn.execute(
        "SELECT url, fetched_at, sha256, etag, last_modified, fingerprint FROM fetch"
        " WHERE source = ? AND sha256 IS NOT NULL",
        [source],
    )
    return {
        url: KnownPage(datetime.fromisoformat(fetched_at), sha256, etag, last_modified, fingerprint)
        for url, fetched_at, sha256, etag, last_modified, fingerprint in rows
    }


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page whose bytes are kept as a snapshot: the newest of its address (`fetched_at` in UTC)."""

    source: str
    url: str
    sha256: str
    fetched_at: datetime
    content_type: str | None
    known: KnownPage


def kept_pages(db: Database, source: str | None = None) -> Iterator[KeptPage]:
    """The newest snapshot of every address, of one publisher or all, by publisher and address.

    Pages that are learnt meanwhile do not disturb it.
    """
    rows = db.conn.execute(
        "SELECT f.source, f.url, f.sha256, f.fetched_at, f.etag, f.last_modified, f.fingerprint,"
        " s.content_type, s.fetched_at FROM fetch f JOIN snapshot s ON s.sha256 = f.sha256"
        " WHERE ? IS NULL OR f.source = ? ORDER BY f.source, f.url",
        [source, source],
    ).fetchall()
    for key, url, sha256, seen, etag, modified, fingerprint, content_type, fetched in rows:
        known = KnownPage(datetime.fromisoformat(seen), sha256, etag, modified, fingerprint)
        yield KeptPage(key, url, sha256, datetime.fromisoformat(fetched), content_type, known)


def learn(db: Database, event: Event, now: str) -> None:
    """Remember the page that an event of a crawl is about, if it is about one.

    A page that the publisher has taken down marks its article as vanished.
    """
    if isinstance(event, PageFetched):
        db.conn.execute(
            "INSERT INTO snapshot (sha256, url, fetched_at, status, content_type) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            [event.sha256, event.url, _stamp(event.fetched_at), event.status, event.content_type],
        )
    if isinstance(event, PageFetched | PageUnchanged):
        _put_fetch(db, event)
    elif isinstance(event, PageFailed) and event.url is not None:
        require_source(db, event.publisher)
        db.conn.execute(
            "INSERT INTO fetch (source, url, failures, last_failure) VALUES (?, ?, 1, ?)"
            " ON CONFLICT (source, url) DO UPDATE"
            " SET failures = failures + 1, last_failure = excluded.last_failure",
            [event.publisher, event.url, event.kind.value],
        )
        if event.kind is FailureKind.GONE:
            gone = db.conn.execute(
                "SELECT id FROM article WHERE source = ? AND url = ?", [event.publisher, event.url]
            )
            for (article_id,) in gone.fetchall():
                mark_vanished(db, article_id, now)


def _put_fetch(db: Database, event: PageFetched | PageUnchanged) -> None:
    require_source(db, event.publisher)
    db.conn.execute(
        "INSERT INTO fetch (source, url, fetched_at, sha256, etag, last_modified, fingerprint)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, url) DO UPDATE SET"
        " fetched_at = excluded.fetched_at, sha256 = excluded.sha256, etag = excluded.etag,"
        " last_modified = excluded.last_modified, fingerprint = excluded.fingerprint,"
        " failures = 0, last_failure = NULL",
        [
            event.publisher,
            event.url,
            _stamp(event.fetched_at),
            event.sha256,
            event.etag,
            event.last_modified,
            event.fingerprint,
        ],
    )


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
