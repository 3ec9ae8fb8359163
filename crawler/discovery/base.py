"""What every kind of discovery shares: from an index page to the addresses of articles."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Annotated
from urllib.parse import urljoin

from pydantic import AfterValidator, BaseModel, ConfigDict

from crawler.encoding import decode

# sitemaps.org: a sitemap holds at most 50 MB uncompressed.
MAX_BYTES = 52_428_800


@dataclass(frozen=True, slots=True)
class Candidate:
    """The address of a page that is likely an article.

    `published` and `modified` are what the index says of it (null: it does not say).  `payload` is the
    article itself where the index carries it whole, as `wp-json` does; then no page is fetched.
    """

    url: str
    published: date | None = None
    modified: datetime | None = None
    payload: bytes | None = None


@dataclass(frozen=True, slots=True)
class Follow:
    """Another index page to read: the next page of a list, a sitemap inside a sitemap index.

    `guessed`: nothing says that there is such a page; where there is none, the one before was the last.
    """

    url: str
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """The days of publication that are wanted, both included; null leaves that side open."""

    from_date: date | None = None
    until_date: date | None = None

    def allows(self, published: date | None) -> bool:
        """Whether a day is inside; an unknown day is, since only the page itself can tell."""
        if published is None:
            return True
        return not self.before(published) and not (self.until_date and published > self.until_date)

    def before(self, published: date) -> bool:
        """Whether a day lies before the window."""
        return self.from_date is not None and published < self.from_date


@dataclass(frozen=True)
class IndexPage:
    """A downloaded index page.  `headers` has lower-case names."""

    url: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    unpacked_bytes: int = MAX_BYTES
    """Most bytes that a gzip file may unpack to."""

    @cached_property
    def text(self) -> str:
        """The page as text, in whatever encoding it came."""
        return decode(self.body, content_type=self.headers.get("content-type")).text


class DiscoveryError(ValueError):
    """An index page is not what its kind expects (a block page for a feed, say)."""


class TooManyError(DiscoveryError):
    """An index page lists more than is read of it; what comes before the limit was found all the same."""


def joined(base: str, address: str) -> str:
    """An address as a page at `base` means it; one that makes no sense stays as it is."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"is not a regular expression: {error}") from error
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]


class Discovery(BaseModel, ABC):
    """One way to find a publisher's articles.  Its fields are the keys of the TOML table.

    Subclasses know nothing of Scrapy: they turn saved index pages into `Candidate` and `Follow`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    match: Pattern | None = None
    """Only addresses in which this regular expression is found are articles."""

    @abstractmethod
    def start(self, base_url: str, window: Window) -> Iterator[Candidate | Follow]:
        """The first index pages (or, where none is needed, the articles themselves)."""

    @abstractmethod
    def read(self, page: IndexPage, window: Window) -> Iterator[Candidate | Follow]:
        """What an index page leads to.

        Raises DiscoveryError if the page is not of this kind.
        """

    @property
    def max_depth(self) -> int:
        """How many index pages may follow from one another; ends lists that lead to themselves."""
        return int(getattr(self, "max_pages", 4))

    @property
    def reports_depth(self) -> bool:
        """Whether reaching `max_depth` is worth telling: not where a file says how many pages are wanted."""
        return not hasattr(self, "max_pages")

    def wanted(self, candidate: Candidate) -> bool:
        """Whether the address is one of an article by `match`."""
        return self.match is None or re.search(self.match, candidate.url) is not None
