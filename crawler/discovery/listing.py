"""Listing pages of a site, and pages with running numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, Self
from urllib.parse import urljoin

from parsel import Selector as Markup
from pydantic import Field, model_validator

from crawler.discovery.base import Candidate, Discovery, DiscoveryError, Follow, IndexPage, Window, joined
from crawler.pages.selectors import Selector
from normalize.dates import parse_date


class ListingDiscovery(Discovery):
    """A list of news with links, over one page or many, newest first."""

    kind: Literal["listing"]
    url: str
    """First page; `{page}` in it stands for the number of the page."""
    items: Selector | None = None
    """The box of one article in the list; its text is searched for the day of publication."""
    links: Selector = "a[href]"
    """The link to the article (inside the box, if `items` is given)."""
    day: Selector | None = None
    """The element of the box that states the day; without it the whole box is searched."""
    next: Selector | None = None
    """The link to the next page, where pages are not numbered."""
    first_page: int = 1
    max_pages: int = Field(default=10, ge=1)

    def start(self, base_url: str, window: Window) -> Iterator[Follow]:
        yield Follow(urljoin(base_url, self.url.replace("{page}", str(self.first_page))))

    def read(self, page: IndexPage, window: Window) -> Iterator[Candidate | Follow]:
        if not page.text.strip():
            raise DiscoveryError("is empty")
        root = Markup(text=page.text, type="html")
        boxes = list(root.css(self.items)) if self.items else [root]
        found, days = 0, []
        for box in boxes:
            day = self._day(box) if self.items else None
            for link in box.css(self.links):
                address = link.attrib.get("href", "").strip()
                if not address or address.startswith(("#", "javascript:", "mailto:", "tel:")):
                    continue
                candidate = Candidate(joined(page.url, address), day)
                if self.wanted(candidate):
                    found += 1
                    days.append(day)
                    yield candidate
        too_old = bool(days) and all(day is not None and window.before(day) for day in days)
        if found and not too_old and (following := self._following(page, root)):
            yield Follow(following)

    def _day(self, box: Markup) -> date | None:
        where = box.css(self.day)[:1] if self.day else [box]
        if not where:
            return None
        text = " ".join(where[0].xpath(".//text()").getall())
        return parse_date(where[0].attrib.get("datetime", "")) or parse_date(text)

    def _following(self, page: IndexPage, root: Markup) -> str | None:
        if self.next:
            address = root.css(self.next).attrib.get("href")
            return joined(page.url, address) if address else None
        if "{page}" not in self.url:
            return None
        before, after = self.url.split("{page}", 1)
        number = re.search(re.escape(before) + r"(\d+)" + re.escape(after) + "$", page.url)
        if number is None or int(number[1]) - self.first_page + 1 >= self.max_pages:
            return None
        return urljoin(page.url, f"{before}{int(number[1]) + 1}{after}")


class NumberedDiscovery(Discovery):
    """Articles whose addresses differ by a running number only."""

    kind: Literal["numbered"]
    url: str
    """Address of an article; `{number}` in it stands for the running number."""
    first: int = Field(ge=0)
    last: int = Field(ge=0)
    newest_first: bool = True

    @model_validator(mode="after")
    def _check(self) -> Self:
        if "{number}" not in self.url:
            raise ValueError('url needs the placeholder "{number}"')
        if self.last < self.first:
            raise ValueError(f"last ({self.last}) is below first ({self.first})")
        return self

    def start(self, base_url: str, window: Window) -> Iterator[Candidate]:
        numbers = range(self.first, self.last + 1)
        for number in reversed(numbers) if self.newest_first else numbers:
            yield Candidate(urljoin(base_url, self.url.replace("{number}", str(number))))

    def read(self, page: IndexPage, window: Window) -> Iterator[Candidate | Follow]:
        raise DiscoveryError("numbered pages have no index page")
