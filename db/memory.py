"""What the crawler remembers between runs: validators, fingerprints and failures of every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlite_utils import Database

from crawler.events import (
    Event,
    FailureKind,
    HostAnswered,
    HostPaused,
    PageFailed,
    PageFetched,
    PageUnchanged,
)
from crawler.memory import KnownPage, Pause
from db.articles import mark_vanished, require_source


def known_pages(db: Database, source: str) -> dict[str, KnownPage]:
    """The pages of a publisher that were fetched before, by address."""
    rows = db.conn.execute(
        "SELECT url, fetched_at, sha256, etag, last_modified, fingerprint, next_check FROM fetch"
        " WHERE source = ? AND sha256 IS NOT NULL",
        [source],
    )
    return {
        url: KnownPage(
            datetime.fromisoformat(fetched_at), sha256, etag, last_modified, fingerprint, _moment(next_check)
        )
        for url, fetched_at, sha256, etag, last_modified, fingerprint, next_check in rows
    }


def pauses(db: Database, source: str) -> dict[str, Pause]:
    """What failed at the last crawls of a publisher and is left alone: pages by address, hosts by name."""
    rows = db.conn.execute(
        "SELECT url, next_check, failures, last_failure FROM fetch"
        " WHERE source = ? AND failures > 0 AND next_check IS NOT NULL"
        " UNION ALL SELECT host, until, times, reason FROM host_pause WHERE source = ?",
        [source, source],
    )
    return {
        address: Pause(datetime.fromisoformat(until), times, reason or "")
        for address, until, times, reason in rows
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
    """Remember the page or host that an event of a crawl is about, if it is about one.

    A page that the publisher has taken down marks its article as vanished; one that is there again is back.
    """
    if isinstance(event, PageFetched):
        db.conn.execute(
            "INSERT INTO snapshot (sha256, url, fetched_at, status, content_type) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            [event.sha256, event.url, _stamp(event.fetched_at), event.status, event.content_type],
        )
    match event:
        case PageFetched() | PageUnchanged():
            _put_fetch(db, event)
            _mark_back(db, event)
        case PageFailed(url=str()):
            _put_failure(db, event, now)
        case HostPaused():
            require_source(db, event.publisher)
            db.conn.execute(
                "INSERT INTO host_pause (source, host, until, times, reason) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (source, host) DO UPDATE"
                " SET until = excluded.until, times = excluded.times, reason = excluded.reason",
                [event.publisher, event.host, _stamp(event.until), event.times, event.reason],
            )
        case HostAnswered():
            db.conn.execute(
                "DELETE FROM host_pause WHERE source = ? AND host = ?", [event.publisher, event.host]
            )


def _put_failure(db: Database, event: PageFailed, now: str) -> None:
    require_source(db, event.publisher)
    db.conn.execute(
        "INSERT INTO fetch (source, url, failures, last_failure, next_check) VALUES (?, ?, 1, ?, ?)"
        " ON CONFLICT (source, url) DO UPDATE SET failures = failures + 1,"
        " last_failure = excluded.last_failure, next_check = excluded.next_check",
        [event.publisher, event.url, event.kind.value, _stamp(event.next_check)],
    )
    if event.kind is FailureKind.GONE:
        gone = db.conn.execute(
            "SELECT id FROM article WHERE source = ? AND url = ?", [event.publisher, event.url]
        )
        for (article_id,) in gone.fetchall():
            mark_vanished(db, article_id, now)


def _mark_back(db: Database, event: PageFetched | PageUnchanged) -> None:
    # Only what was fetched since: kept pages are read again as well, long after the publisher took them down.
    db.conn.execute(
        "UPDATE article SET vanished_at = NULL WHERE source = ? AND url = ?"
        " AND substr(vanished_at, 1, 19) <= substr(?, 1, 19)",
        [event.publisher, event.url, _stamp(event.fetched_at)],
    )


def _put_fetch(db: Database, event: PageFetched | PageUnchanged) -> None:
    require_source(db, event.publisher)
    db.conn.execute(
        "INSERT INTO fetch (source, url, fetched_at, sha256, etag, last_modified, fingerprint, next_check)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, url) DO UPDATE SET"
        " fetched_at = excluded.fetched_at, sha256 = excluded.sha256, etag = excluded.etag,"
        " last_modified = excluded.last_modified, fingerprint = excluded.fingerprint,"
        " next_check = coalesce(excluded.next_check, next_check), failures = 0, last_failure = NULL",
        [
            event.publisher,
            event.url,
            _stamp(event.fetched_at),
            event.sha256,
            event.etag,
            event.last_modified,
            event.fingerprint,
            _stamp(event.next_check),
        ],
    )


def _stamp(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()


def _moment(stamp: str | None) -> datetime | None:
    return None if stamp is None else datetime.fromisoformat(stamp)
