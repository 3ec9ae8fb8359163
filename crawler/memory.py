"""What is known of the pages that were crawled before."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from crawler.article import Article
from crawler.events import Event, PageFetched, PageUnchanged


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page as it was when it was last asked for (`fetched_at`, UTC)."""

    fetched_at: datetime
    sha256: str
    etag: str | None = None
    last_modified: str | None = None
    fingerprint: str | None = None

    def is_due(self, now: datetime, recheck: timedelta, modified: datetime | None) -> bool:
        """Whether to ask for it again: an index tells of a change since, or `recheck` has passed."""
        if modified is not None and modified > self.fetched_at:
            return True
        return now - self.fetched_at >= recheck


class Memory(Protocol):
    """What the caller of a crawl remembers of earlier ones."""

    def known_pages(self, publisher: str) -> Mapping[str, KnownPage]:
        """The pages known of a publisher (its key), by address as the events named it."""
        ...


class DictMemory:
    """A memory that learns from the events of a crawl and lasts as long as the process."""

    def __init__(self) -> None:
        self._pages: dict[str, dict[str, KnownPage]] = {}

    def known_pages(self, publisher: str) -> Mapping[str, KnownPage]:
        return self._pages.get(publisher, {})

    def learn(self, event: Event) -> None:
        """Remember the page that an event is about, if it is about one."""
        if isinstance(event, PageFetched | PageUnchanged):
            self._pages.setdefault(event.publisher, {})[event.url] = KnownPage(
                fetched_at=event.fetched_at,
                sha256=event.sha256,
                etag=event.etag,
                last_modified=event.last_modified,
                fingerprint=event.fingerprint,
            )


def fingerprint(article: Article) -> str:
    """A digest of what an article says.

    Pages change with every visit, in counters and tokens; articles do not.
    """
    day = article.published.isoformat() if article.published else ""
    parts = "\x1f".join((article.title, article.text, day, article.category or ""))
    return hashlib.sha256(parts.encode()).hexdigest()[:32]
