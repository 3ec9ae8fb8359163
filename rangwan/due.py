"""Which sources an unattended run crawls now: each as often as its publisher's file says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from db.ledger import last_crawls
from db.store import Store

if TYPE_CHECKING:
    from crawler.publisher import Publisher

_NEARLY = 0.9
"""Timers come a little early or late: a crawl after this share of the interval is due."""


def last_crawl(store: Store, source: str) -> datetime | None:
    """When the last crawl of a source began that came to its end; one of the future is not believed."""
    at = last_crawls(store.db, store.now()).get(source)
    return datetime.fromisoformat(at).astimezone(UTC) if at else None


def next_crawl(store: Store, publisher: Publisher) -> datetime | None:
    """When a source is due (UTC); null if it never was crawled and so is due at once."""
    return due_after(last_crawl(store, publisher.key), publisher.schedule.every_hours)


def due_after(last: datetime | None, every_hours: float) -> datetime | None:
    """When a source is due that was crawled last at `last`; null if it never was."""
    return last and last + timedelta(hours=every_hours)


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
