"""Sitemaps, news sitemaps and indexes of sitemaps (sitemaps.org 0.9), plain or gzip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Literal
from urllib.parse import urljoin

from lxml import etree  # type: ignore[import-untyped]
from pydantic import Field

from crawler.dates import machine_datetime
from crawler.discovery.base import (
    Candidate,
    Discovery,
    DiscoveryError,
    Follow,
    IndexPage,
    Pattern,
    TooManyError,
    Window,
    joined,
)
from crawler.discovery.xml import child_text, local_name, parse_xml
from normalize.dates import parse_date


class SitemapDiscovery(Discovery):
    """A sitemap or an index of sitemaps."""

    kind: Literal["sitemap"]
    url: str = "/sitemap.xml"
    sitemaps: Pattern | None = None
    """Of an index, only sitemaps in whose address this regular expression is found are read."""
    max_entries: int = Field(default=50_000, ge=1)
    """Entries read from one file; 50,000 is the limit of sitemaps.org."""

    def start(self, base_url: str, window: Window) -> Iterator[Follow]:
        yield Follow(urljoin(base_url, self.url))

    def read(self, page: IndexPage, window: Window) -> Iterator[Candidate | Follow]:
        root = parse_xml(page)
        name = local_name(root)
        if name == "sitemapindex":
            yield from self._index(root, page.url, window)
        elif name == "urlset":
            for entry in islice(root, self.max_entries):
                address = child_text(entry, "loc")
                if address is None:
                    continue
                published = next(
                    (
                        parse_date(child_text(child, "publication_date") or "")
                        for child in entry
                        if local_name(child) == "news"
                    ),
                    None,
                )
                modified = machine_datetime(child_text(entry, "lastmod"))
                # A page last touched before the window was published before it.
                if modified and window.before(modified.date()):
                    continue
                yield Candidate(joined(page.url, address), published, modified)
        else:
            raise DiscoveryError(f"is no sitemap: its root element is <{name}>")
        if len(root) > self.max_entries:
            raise TooManyError(f"has {len(root):,} entries; only the first {self.max_entries:,} are read")

    def _index(self, root: etree._Element, url: str, window: Window) -> Iterator[Follow]:
        for entry in islice(root, self.max_entries):
            address = child_text(entry, "loc")
            if address is None or (self.sitemaps and not re.search(self.sitemaps, address)):
                continue
            modified = machine_datetime(child_text(entry, "lastmod"))
            # Some servers stamp the index a few hours late; a day of grace costs one request.
            if modified and window.before(modified.date() + timedelta(days=1)):
                continue
            yield Follow(joined(url, address))
