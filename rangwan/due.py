"""Which sources an unattended run crawls now: each as often as its publisher's file says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from crawler.publisher import Publisher
from db.store import Store

_NEARLY = 0.9
"""Timers come a little early or late: a crawl after this share of the interval is due."""

_LAST = """
SELECT max(r.started_at) AS at FROM run_stage s JOIN run r ON r.id = s.run_id
WHERE s.stage = 'crawl' AND s.source = ? AND s.outcome <> 'stopped' AND r.started_at <= ?
"""


def last_crawl(store: Store, source: str) -> datetime | None:
    """When the last crawl of a source began that came to its end; one of the future is not believed."""
    at = store.rows(_LAST, [source, store.now()])[0]["at"]
    return datetime.fromisoformat(at).astimezone(UTC) if at else None


def next_crawl(store: Store, publisher: Publisher) -> datetime | None:
    """When a source is due (UTC); null if it never was crawled and so is due at once."""
    last = last_crawl(store, publisher.key)
    return last and last + timedelta(hours=publisher.schedule.every_hours)


def due(
    store: Store, publishers: Sequence[Publisher]
) -> tuple[list[Publisher], list[tuple[Publisher, datetime]]]:
    """The publishers to crawl now, and the others with the time at which they are due."""
    now, later = store.clock(), []
    chosen = []
    for publisher in publishers:
        last = last_crawl(store, publisher.key)
        interval = timedelta(hours=publisher.schedule.every_hours)
        if last is None or now - last >= _NEARLY * interval:
            chosen.append(publisher)
        else:
            later.append((publisher, last + interval))
    return chosen, later
