"""Crawls of the site on loopback, and what their events tell."""

from __future__ import annotations

from typing import Any

from crawler.events import ArticleFound, CrawlFinished, Event, PageFailed
from crawler.job import Limits
from crawler.memory import DictMemory
from crawler.publisher import Publisher
from crawler.run import crawl

LIMITS = Limits(seconds=30, retries=1, backoff_seconds=0)


def run(publisher: Publisher, memory: DictMemory | None = None, **options: Any) -> list[Event]:
    """The events of a crawl, which the memory learns."""
    memory = memory or DictMemory()
    events = []
    for event in crawl([publisher], memory, **{"limits": LIMITS, "allow_loopback": True} | options):
        memory.learn(event)
        events.append(event)
    return events


def articles(events: list[Event]) -> list[str]:
    """The titles of the articles found."""
    return [event.article.title for event in events if isinstance(event, ArticleFound)]


def failures(events: list[Event]) -> dict[str, PageFailed]:
    """The failures by address."""
    return {event.url or "": event for event in events if isinstance(event, PageFailed)}


def finished(events: list[Event]) -> CrawlFinished:
    """The end of the crawl, its last event."""
    assert isinstance(events[-1], CrawlFinished)
    return events[-1]
