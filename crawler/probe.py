"""The spider that takes a short look at an unknown site: a dozen requests, one after the other.

It goes through the same guard, robots rules and pauses as every crawl.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

import scrapy
from parsel import Selector
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.utils.defer import deferred_from_coro, maybe_deferred_to_future
from twisted.python.failure import Failure

from crawler.discovery import (
    Candidate,
    Discovery,
    DiscoveryError,
    FeedDiscovery,
    Follow,
    SitemapDiscovery,
    Window,
    WordPressDiscovery,
)
from crawler.events import CrawlFinished, Event, FailureKind, PageFailed, SiteLookedAt
from crawler.failures import error_of, explain
from crawler.findings import Findings, FoundArticle, FoundIndex, FoundRobots
from crawler.headers import header, index_page
from crawler.job import CrawlJob, Limits
from crawler.manners import apply_settings, job_settings
from crawler.pages.blocked import why_no_article
from crawler.politeness import without_contact
from crawler.reading import other_format
from crawler.survey import (
    common_form,
    feeds_of,
    list_of_articles,
    news_lists,
    read_article,
    site_name,
    wordpress_interface,
)
from crawler.urls import normal_url

MOST_PAGES = 10
"""So many pages are asked for at most, robots.txt and retries aside."""
_CLOSED = {"closespider_timeout": "the time limit was reached; not all was looked at"}
_MOST_FEEDS = 2
_MOST_LISTS = 2
_PROMISING_SITEMAPS = ("news", "post", "article", "press")


class ProbeSpider(scrapy.Spider):
    """Looks at the homepage of the job's publisher and at what it leads to; `report` takes the events."""

    name = "probe"
    # What a crawl does without: how often robots.txt was asked for, and what came.
    custom_settings = {  # noqa: RUF012 (Scrapy's name and type)
        "STATS_CLASS": "scrapy.statscollectors.MemoryStatsCollector",
        "DOWNLOADER_STATS": True,
    }

    def __init__(self, *, job: CrawlJob, report: Callable[[Event], None], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.job = job
        self.publisher = job.publisher
        self._report = report
        self._asked = 0
        self._closed = False
        self._refusal: str | None = None
        self._home: Response | None = None
        self._robots: tuple[float | None, tuple[str, ...]] = (None, ())
        self._indexes: list[FoundIndex] = []
        self._article: FoundArticle | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        apply_settings(job_settings(spider.job), crawler.settings)
        crawler.signals.connect(spider._robots_read, signal=signals.robots_parsed)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        self._refusal = without_contact(self.settings, self.publisher.root)
        if self._refusal is None:
            await self._look()
        return
        yield  # what makes this the generator that Scrapy wants

    async def _look(self) -> None:
        self._home = home = await self._fetch(self.publisher.homepage)
        if home is None:
            return
        page = _selector(home)
        interface = wordpress_interface(page, home.url)
        if interface:
            stage: Discovery = WordPressDiscovery(kind="wordpress", endpoint=interface, per_page=10)
            await self._read_index(stage, interface)
        for feed in feeds_of(page, home.url)[:_MOST_FEEDS]:
            await self._read_index(FeedDiscovery(kind="feed", url=feed), feed)
        await self._read_sitemap()
        for address in news_lists(page, home.url, self.publisher.owns)[:_MOST_LISTS]:
            if listing := await self._fetch(address):
                self._list_in(_selector(listing), listing.url)
        self._list_in(page, normal_url(home.url))
        await self._read_article(wordpress=interface is not None)

    async def _read_index(self, stage: Discovery, name: str, *, quiet: bool = False) -> list[Follow]:
        first = next(stage.start(self.publisher.root, Window()))
        response = await self._fetch(first.url, quiet=quiet)
        if response is None:
            return []
        try:
            steps = list(stage.read(index_page(response, self.job.limits), Window()))
        except DiscoveryError as error:
            if not quiet:
                self._fail(name, FailureKind.DISCOVERY, f"{stage.kind}: {error}")
            return []
        articles = [step for step in steps if isinstance(step, Candidate)]
        if articles:
            self._indexes.append(_found(stage, name, articles))
        return [step for step in steps if isinstance(step, Follow)]

    async def _read_sitemap(self) -> None:
        named = self._robots[1]
        assert self._home is not None
        url = named[0] if named else urljoin(self._home.url, "/sitemap.xml")
        # One that nobody named need not exist.
        inner = await self._read_index(SitemapDiscovery(kind="sitemap", url=url), url, quiet=not named)
        if inner:
            best = next((one for one in inner if _is_promising(one.url)), inner[0])
            await self._read_index(SitemapDiscovery(kind="sitemap", url=best.url), best.url)

    def _list_in(self, page: Selector, url: str) -> None:
        found = list_of_articles(page, url, self.publisher.owns)
        # A page of its own shows the list as a whole, the homepage after it only the top of it.
        if found and found.match not in {index.match for index in self._indexes if index.kind == "listing"}:
            self._indexes.append(found)

    async def _read_article(self, *, wordpress: bool) -> None:
        for index in self._in_order():
            if index.example is None:
                continue
            page = await self._fetch(index.example)
            if page is None:
                continue
            content_type = header(page, "Content-Type")
            wall = other_format(content_type, page.body) or why_no_article(_selector(page))
            if wall:
                self._fail(page.url, FailureKind.BLOCKED, wall)
                continue
            self._article = read_article(page.url, page.body, content_type, wordpress=wordpress)
            if self._article:
                return

    async def _fetch(self, url: str, *, quiet: bool = False) -> Response | None:
        """A page, or null if it cannot be had (which is told unless `quiet`) or enough were asked for."""
        if self._closed or self._asked >= MOST_PAGES:
            return None
        self._asked += 1
        assert self.crawler.engine is not None
        told = deferred_from_coro(self.crawler.engine.download_async(Request(url, dont_filter=True)))
        response = await maybe_deferred_to_future(told.addErrback(self._not_fetched, url, quiet))
        if response is not None and response.status != 200:
            if not quiet:
                self._fail(url, *explain(HttpError(response)))
            return None
        return response

    def _not_fetched(self, failure: Failure, url: str, quiet: bool) -> None:
        if not quiet:
            self._fail(url, *explain(error_of(failure)))

    def _robots_read(self, robotparser: RobotParser, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.publisher.root).netloc:
            return
        # Scrapy's parser does not hand on the sitemaps of the one that it wraps.
        sitemaps = getattr(getattr(robotparser, "rp", None), "sitemaps", ())
        self._robots = (robotparser.crawl_delay("rangwan"), tuple(dict.fromkeys(sitemaps)))

    def _fail(self, url: str, kind: FailureKind, reason: str) -> None:
        # What was under way when the time ran out ends after the summary.
        if not self._closed:
            self._report(PageFailed(self.publisher.key, url, kind, reason))

    def _in_order(self) -> Iterator[FoundIndex]:
        """The indexes found: first those that tell most of their articles, of one kind as they were found."""
        order = ("wordpress", "feed", "listing", "sitemap")
        yield from sorted(self._indexes, key=lambda index: order.index(index.kind))

    def closed(self, reason: str) -> None:
        """Sum up.  Scrapy calls it with its own word for why it ended."""
        key = self.publisher.key
        self._closed = True
        if self._home is not None:
            self._report(SiteLookedAt(key, self._findings(self._home)))
        told = "the homepage could not be read" if self._home is None else _CLOSED.get(reason, reason)
        ok = reason == "finished" and self._home is not None
        self._report(CrawlFinished(key, ok, self._refusal or told))

    def _findings(self, home: Response) -> Findings:
        page = _selector(home)
        stats = self.crawler.stats
        assert stats is not None
        statuses = [
            int(name.rpartition("/")[2])
            for name in stats.get_stats()
            if name.startswith("robotstxt/response_status_count/")
        ]
        delay, sitemaps = self._robots
        return Findings(
            homepage=normal_url(home.url),
            requests=stats.get_value("downloader/request_count", 0),
            name=site_name(page),
            generator=page.css("meta[name=generator]::attr(content)").get(),
            wordpress=wordpress_interface(page, home.url),
            robots=FoundRobots(min(statuses, default=None), delay, sitemaps),
            feeds=tuple(feeds_of(page, home.url)),
            indexes=tuple(self._in_order()),
            article=self._article,
        )


def _selector(response: Response) -> Selector:
    return Selector(text=index_page(response, Limits()).text, type="html")


def _is_promising(url: str) -> bool:
    return any(word in url for word in _PROMISING_SITEMAPS)


def _found(stage: Discovery, url: str, articles: list[Candidate]) -> FoundIndex:
    dated = sum(article.published is not None for article in articles)
    match = common_form([article.url for article in articles]) if stage.kind == "sitemap" else None
    return FoundIndex(stage.kind, url, len(articles), dated, articles[0].url, match)  # type: ignore[arg-type]
