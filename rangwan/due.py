"""Which sources an unattended run crawls now: each as often as its publisher's file says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from db.errors import explained
from db.ledger import last_crawls
from db.store import Store
from db.times import moment

if TYPE_CHECKING:
    from crawler.publisher import Publisher

_NEARLY = 0.9
"""Timers come a little early or late: a crawl after this share of the interval is due."""


def next_crawls(store: Store, publishers: Sequence[Publisher]) -> dict[str, datetime | None]:
    """When each source is due (UTC); null if it never was crawled and so is due at once."""
    last = _last_crawls(store)
    return {one.key: due_after(last.get(one.key), one.schedule.every_hours) for one in publishers}


def due_after(last: datetime | None, every_hours: float) -> datetime | None:
    """When a source is due that was crawled last at `last`; null if it never was."""
    return last and last + timedelta(hours=every_hours)


def due(
    store: Store, publishers: Sequence[Publisher]
) -> tuple[list[Publisher], list[tuple[Publisher, datetime]]]:
    """The publishers to crawl now, and the others with the time at which they are due."""
    now, crawled = store.clock(), _last_crawls(store)
    chosen, later = [], []
    for publisher in publishers:
        last = crawled.get(publisher.key)
        interval = timedelta(hours=publisher.schedule.every_hours)
        if last is None or now - last >= _NEARLY * interval:
            chosen.append(publisher)
        else:
            later.append((publisher, last + interval))
    return chosen, later


def _last_crawls(store: Store) -> dict[str, datetime]:
    """When the last crawl of each source began that came to its end; one of the future is not believed."""
    with explained(store.path):
        found = last_crawls(store.db, store.now())
    return {source: moment(at) for source, at in found.items()}
