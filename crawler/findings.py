"""What a look at a site finds: where its articles are listed and how a page of it is built."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class FoundIndex:
    """A page that lists articles, in the words of the [[discovery]] table that would read it.

    `articles` of them are on this one page, `dated` of these with a day of publication.  `match` finds their
    addresses; `next` is a selector for the link to the following page, `numbered` the address with `{page}`
    for its number (null: the page shows neither).
    """

    kind: Literal["feed", "sitemap", "wordpress", "listing"]
    url: str
    articles: int
    dated: int = 0
    example: str | None = None
    match: str | None = None
    next: str | None = None
    numbered: str | None = None


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """One article as the layout reads it that did best; `characters` is the length of its text."""

    url: str
    layout: str
    title: str
    published: date | None
    characters: int
    json_ld: bool
    open_graph: bool


@dataclass(frozen=True, slots=True)
class FoundRobots:
    """What robots.txt says: its status (null: it could not be read), pause in seconds, sitemaps."""

    status: int | None = None
    crawl_delay: float | None = None
    sitemaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a look at a site found.  `requests` counts those it took, robots.txt among them."""

    homepage: str
    requests: int
    name: str | None = None
    generator: str | None = None
    wordpress: str | None = None
    """Address of the REST interface of WordPress, where the homepage shows that it is one."""
    robots: FoundRobots = FoundRobots()
    feeds: tuple[str, ...] = ()
    """Feeds that the homepage names."""
    indexes: tuple[FoundIndex, ...] = ()
    """Those of the pages looked at that list articles, the most useful first."""
    article: FoundArticle | None = None
