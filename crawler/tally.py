"""Counting a crawl from its events."""

from __future__ import annotations

from collections import Counter

from crawler.events import ArticleFound, Counts, DiscoveryDone, Event, PageFailed, PageFetched, PageUnchanged


class Tally:
    """Counts of one crawl; `skipped` is told, the rest is read off the events."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def skip(self) -> None:
        """Count a known page that was not asked for."""
        self._counts["skipped"] += 1

    def add(self, event: Event) -> None:
        """Count an event."""
        match event:
            case ArticleFound():
                self._counts["changed" if event.changed else "new"] += 1
                self._counts["dated"] += event.article.published is not None
            case PageFetched():
                self._counts["fetched"] += 1
            case PageUnchanged():
                self._counts["unchanged"] += 1
            case PageFailed(url=str()):
                self._counts["failed"] += 1
            case DiscoveryDone():
                self._counts["found"] += event.found

    def counts(self) -> Counts:
        """The counts so far."""
        return Counts(**self._counts)
