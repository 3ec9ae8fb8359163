"""What is known of the pages that were crawled before."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from crawler.article import Article
from crawler.events import Event, HostAnswered, HostPaused, PageFailed, PageFetched, PageUnchanged

# Smaller corrections of a clock do no harm.
_CLOCK_STEP = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page as it was when it was last asked for (`fetched_at`, UTC); due again at `next_check`."""

    fetched_at: datetime
    sha256: str
    etag: str | None = None
    last_modified: str | None = None
    fingerprint: str | None = None
    next_check: datetime | None = None

    def is_due(self, now: datetime, recheck: timedelta, modified: datetime | None) -> bool:
        """Whether to ask for it again: an index tells of a change since, or the time for it has come.

        That is `next_check`, or `recheck` after the last time where that is sooner: a shorter interval in
        the publisher's file holds at once.
        """
        if modified is not None and modified > self.fetched_at:
            return True
        if self.fetched_at - now > _CLOCK_STEP:
            return True  # the clock was ahead then: nothing can be told from it
        soonest = self.fetched_at + recheck
        return now >= (soonest if self.next_check is None else min(soonest, self.next_check))


@dataclass(frozen=True, slots=True)
class Pause:
    """What failed `times` in a row is left alone until a moment (UTC); `reason` is what it was last."""

    until: datetime
    times: int
    reason: str

    def holds(self, now: datetime, longest: timedelta) -> bool:
        """Whether it is not over; one that is longer than pauses can be comes from a clock that was ahead."""
        return now < self.until and self.until - now <= longest + _CLOCK_STEP


class Memory(Protocol):
    """What the caller of a crawl remembers of earlier ones."""

    def known_pages(self, publisher: str) -> Mapping[str, KnownPage]:
        """The pages known of a publisher (its key), by address as the events named it."""
        ...

    def pauses(self, publisher: str) -> Mapping[str, Pause]:
        """What failed at the last crawls: pages by address, hosts by name (with the port, if it is told).

        Pauses that are over count as well: what fails again then is left alone for longer.
        """
        ...


class DictMemory:
    """A memory that learns from the events of a crawl and lasts as long as the process."""

    def __init__(self) -> None:
        self._pages: defaultdict[str, dict[str, KnownPage]] = defaultdict(dict)
        self._pauses: defaultdict[str, dict[str, Pause]] = defaultdict(dict)

    def known_pages(self, publisher: str) -> Mapping[str, KnownPage]:
        return self._pages[publisher]

    def pauses(self, publisher: str) -> Mapping[str, Pause]:
        return self._pauses[publisher]

    def learn(self, event: Event) -> None:
        """Remember the page or host that an event is about, if it is about one."""
        pauses = self._pauses[event.publisher]
        match event:
            case PageFetched() | PageUnchanged():
                pauses.pop(event.url, None)
                self._pages[event.publisher][event.url] = KnownPage(
                    fetched_at=event.fetched_at,
                    sha256=event.sha256,
                    etag=event.etag,
                    last_modified=event.last_modified,
                    fingerprint=event.fingerprint,
                    next_check=event.next_check,
                )
            case PageFailed(url=str(url), next_check=datetime() as until):
                times = pauses[url].times + 1 if url in pauses else 1
                pauses[url] = Pause(until, times, event.kind.value)
            case HostPaused():
                pauses[event.host] = Pause(event.until, event.times, event.reason)
            case HostAnswered():
                pauses.pop(event.host, None)


def fingerprint(article: Article) -> str:
    """A digest of what an article says.

    Pages change with every visit, in counters and tokens; articles do not.
    """
    day = article.published.isoformat() if article.published else ""
    parts = "\x1f".join((article.title, article.text, day, article.category or ""))
    return hashlib.sha256(parts.encode()).hexdigest()[:32]
