"""One page by hand, with the manners and the guard of a crawl."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from crawler.events import CrawlFinished, PageFailed, PageFetched
from crawler.guard import is_loopback
from crawler.job import Limits
from crawler.memory import DictMemory
from crawler.publisher import Publisher
from crawler.run import crawl
from crawler.snapshots import SnapshotStore
from normalize.dates import THAILAND


class FetchError(Exception):
    """A page could not be had; the message says why."""


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as the site sent it; `fetched_at` in UTC."""

    body: bytes
    content_type: str | None
    fetched_at: datetime

    @property
    def fetched_on(self) -> date:
        """The day in Thailand, by which layouts have their versions."""
        return self.fetched_at.astimezone(THAILAND).date()


def owner(url: str, publishers: Iterable[Publisher]) -> Publisher:
    """The publisher whose page this is, or one made up for a site that nobody has described.

    Raises ValueError if the address is none of the web.
    """
    for publisher in publishers:
        if publisher.owns(url):
            return publisher
    return Publisher.model_validate(
        {
            "key": "page",
            "name": {"th": url, "en": url},
            "homepage": url,
            "publishes": "One page.",
            "layout": "general",
            "discovery": [{"kind": "listing", "url": url}],
            "terms": {"verdict": "unverified", "why": "no file describes this publisher"},
        }
    )


def fetch_page(
    url: str, publisher: Publisher, *, allow_loopback: bool = False, limits: Limits | None = None
) -> FetchedPage:
    """Fetch one page of a publisher: robots.txt, its terms and its pace are obeyed, as in a crawl.

    Raises FetchError if it must not or cannot be had.
    """
    if allow_loopback and is_loopback(urlsplit(url).hostname or ""):
        publisher = publisher.with_base_url(url)
    fetched: PageFetched | None = None
    reason = "the crawl ended without the page"
    with tempfile.TemporaryDirectory(prefix="rangwan-") as name:
        folder = Path(name)
        for event in crawl(
            [publisher],
            DictMemory(),
            snapshots=folder,
            page=url,
            limits=limits or Limits(seconds=300),
            allow_loopback=allow_loopback,
            # Who names a page has looked at it.
            allow_unverified=True,
        ):
            if isinstance(event, PageFetched):
                fetched = event
            elif isinstance(event, PageFailed) or (isinstance(event, CrawlFinished) and not event.ok):
                reason = event.reason
        if fetched is None:
            raise FetchError(reason)
        return FetchedPage(
            SnapshotStore(folder).get(fetched.sha256), fetched.content_type, fetched.fetched_at
        )
