"""RSS 0.9 to 2.0 and Atom feeds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from lxml import etree  # type: ignore[import-untyped]
from pydantic import Field

from crawler.dates import machine_datetime
from crawler.discovery.base import Candidate, Discovery, DiscoveryError, Follow, IndexPage, Window, joined
from crawler.discovery.xml import child_text, local_name, parse_xml
from normalize.dates import parse_date


class FeedDiscovery(Discovery):
    """A feed, and the feeds before it where the site pages them (WordPress: `?paged=2`)."""

    kind: Literal["feed"]
    url: str
    """Address of the feed, relative to the publisher's base address or absolute."""
    max_pages: int = Field(default=1, ge=1, le=1000)
    page_parameter: str = "paged"
    """Query parameter that asks for an older page of the feed."""

    def start(self, base_url: str, window: Window) -> Iterator[Follow]:
        yield Follow(urljoin(base_url, self.url))

    def read(self, page: IndexPage, window: Window) -> Iterator[Candidate | Follow]:
        root = parse_xml(page)
        if local_name(root) not in {"rss", "rdf", "feed"}:
            raise DiscoveryError(f"is no feed: its root element is <{local_name(root)}>")
        entries = [entry for entry in root.iter() if local_name(entry) in {"item", "entry"}]
        days = []
        for entry in entries:
            link = _link(entry)
            if link is None:
                continue
            published = parse_date(child_text(entry, "pubdate", "published", "date", "issued") or "")
            modified = machine_datetime(child_text(entry, "updated", "modified"))
            days.append(published)
            yield Candidate(joined(page.url, link), published, modified)
        all_too_old = bool(days) and all(day is not None and window.before(day) for day in days)
        if entries and not all_too_old and (older := self._older(page.url, root)):
            yield older

    def _older(self, url: str, root: etree._Element) -> Follow | None:
        # RFC 5005: a paged feed names its next page itself.
        for element in root.iter("{http://www.w3.org/2005/Atom}link"):
            if element.get("rel") == "next" and element.get("href"):
                return Follow(joined(url, str(element.get("href"))))
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query))
        number = int(query[self.page_parameter]) if query.get(self.page_parameter, "").isdecimal() else 1
        if number >= self.max_pages:
            return None
        query[self.page_parameter] = str(number + 1)
        # WordPress names none, and answers 404 beyond its last.
        return Follow(urlunsplit(parts._replace(query=urlencode(query))), guessed=True)


def _link(entry: etree._Element) -> str | None:
    for child in entry:
        if local_name(child) != "link":
            continue
        if (text := (child.text or "").strip()) and not child.get("href"):
            return str(text)
        if child.get("href") and child.get("rel", "alternate") == "alternate":
            return str(child.get("href")).strip()
    for child in entry:
        if local_name(child) == "guid" and child.get("isPermaLink", "true") == "true" and child.text:
            return str(child.text).strip()
    return None
