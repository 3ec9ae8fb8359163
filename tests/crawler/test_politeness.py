"""Manners over real HTTP: delays that are kept, pauses that grow across crawls, limits that end a crawl."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import crawl_runs
import pytest
from crawl_runs import articles, finished
from site_server import Answer, Asked, Site, article, listing

from crawler.events import (
    FailureKind,
    HostAnswered,
    HostPaused,
    PageFailed,
)
from crawler.job import Limits
from crawler.memory import DictMemory
from crawler.pauses import Hosts, page_pause

LIMITS = Limits(seconds=30, retries=0, backoff_seconds=0)
run = partial(crawl_runs.run, limits=LIMITS)
NOW = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def fill(site: Site, count: int) -> None:
    site.add("/", listing(*(f"/news/{number}" for number in range(count))))
    for number in range(count):
        site.add(f"/news/{number}", article(f"ข่าว {number}"))


class Gate:
    """A page that tells which requests came too early."""

    def __init__(self, site: Site, seconds: float) -> None:
        self.early: list[str] = []
        self._seconds = seconds
        self._closed_at = float("-inf")
        for path, answer in list(site.pages.items()):
            site.pages[path] = self._guarded(answer)

    def close(self) -> None:
        self._closed_at = time.monotonic()

    def _guarded(self, answer: Answer | Callable[[Asked], Answer]) -> Callable[[Asked], Answer]:
        def page(asked: Asked) -> Answer:
            if time.monotonic() - self._closed_at < self._seconds:
                self.early.append(asked.path)
            return answer if isinstance(answer, Answer) else answer(asked)

        return page


def test_retry_after_is_kept_by_the_request_that_waits_already(site: Site) -> None:
    fill(site, 4)

    def refuse_once(asked: Asked) -> Answer:
        gate.close()
        return Answer(status=429, headers={"Retry-After": "1"})

    site.pages["/news/1"] = refuse_once
    gate = Gate(site, seconds=0.8)
    events = run(site.publisher())
    assert gate.early == []
    assert articles(events) == ["ข่าว 0", "ข่าว 2", "ข่าว 3"]


def test_crawl_delay_is_kept_however_short_the_file_says_the_longest_delay_is(site: Site) -> None:
    fill(site, 3)
    site.add("/robots.txt", "User-agent: rangwan\nCrawl-delay: 0.6\n", Content_Type="text/plain")
    gate = Gate(site, seconds=0.4)
    for path, page in list(site.pages.items()):

        def closing(asked: Asked, page: Any = page) -> Answer:
            answer: Answer = page(asked)
            gate.close()
            return answer

        site.pages[path] = closing
    events = run(site.publisher(politeness={"delay": 0, "max_delay": 0.01, "timeout": 5}))
    assert gate.early == []
    assert len(articles(events)) == 3


def test_crawl_delay_that_no_crawl_can_keep_forbids_the_crawl(site: Site) -> None:
    fill(site, 1)
    site.add("/robots.txt", "User-agent: *\nCrawl-delay: 86400\n", Content_Type="text/plain")
    events = run(site.publisher())
    assert site.paths() == []
    assert any("longer than a crawl may take" in e.reason for e in events if isinstance(e, PageFailed))


def test_robots_txt_that_leads_elsewhere_forbids_everything(site: Site) -> None:
    fill(site, 1)
    site.add("/robots.txt", status=302, Location="https://elsewhere.example.com/robots.txt")
    events = run(site.publisher())
    assert site.paths() == []
    (failure,) = (event for event in events if isinstance(event, PageFailed))
    assert failure.kind is FailureKind.ROBOTS
    assert "elsewhere.example.com" in failure.reason


def test_robots_txt_that_redirects_within_the_site_is_obeyed(site: Site) -> None:
    fill(site, 2)
    site.add("/robots.txt", status=301, Location="/rules")
    site.add("/rules", "User-agent: *\nDisallow: /news/1\n", Content_Type="text/plain")
    assert articles(run(site.publisher())) == ["ข่าว 0"]


def test_huge_robots_txt_is_obeyed_as_far_as_it_is_read(site: Site) -> None:
    fill(site, 2)
    filler = "".join(f"# {number:0100d}\n" for number in range(20_000))
    rules = f"User-agent: *\nDisallow: /news/1\n{filler}Disallow: /\n"
    site.add("/robots.txt", rules, Content_Type="text/plain")
    assert articles(run(site.publisher())) == ["ข่าว 0"]
    # One that is larger than any page may be is none that can be read.
    site.asked.clear()
    events = run(site.publisher(), limits=LIMITS.model_copy(update={"page_bytes": 1_000_000}))
    assert site.paths() == []
    assert "larger than the limit" in next(e.reason for e in events if isinstance(e, PageFailed))


def test_host_that_refused_is_not_asked_before_its_pause_is_over_and_longer_each_time(site: Site) -> None:
    fill(site, 8)
    good = dict(site.pages)
    for path in good:
        site.add(path, status=403)
    memory = DictMemory()

    def refused() -> HostPaused:
        started = datetime.now(UTC)
        (paused,) = (event for event in run(site.publisher(), memory) if isinstance(event, HostPaused))
        return replace(paused, until=NOW + (paused.until - started))

    def let_the_pause_pass() -> None:
        (host,) = memory.pauses("test")
        memory._pauses["test"][host] = replace(memory.pauses("test")[host], until=datetime.now(UTC))

    first = refused()
    assert (first.times, first.reason) == (1, "status 403")
    site.asked.clear()
    again = run(site.publisher(), memory)
    assert site.asked == [], "not even robots.txt"
    end = finished(again)
    assert not end.ok
    assert "refused the last crawl (status 403); it is left alone until 2" in end.reason

    let_the_pause_pass()
    second = refused()
    assert second.times == 2
    assert second.until - NOW >= 1.9 * (first.until - NOW)

    let_the_pause_pass()
    site.pages.update(good)
    healed = run(site.publisher(), memory)
    assert len(articles(healed)) == 8
    assert any(isinstance(event, HostAnswered) for event in healed)
    assert memory.pauses("test") == {}


def test_retry_after_of_days_holds_for_the_next_crawls(site: Site) -> None:
    site.add("/", status=503, Retry_After="200000")
    memory = DictMemory()
    run(site.publisher(), memory)
    (pause,) = memory.pauses("test").values()
    assert pause.until - datetime.now(UTC) > timedelta(days=2)


def test_single_broken_pages_do_not_close_a_site_that_answers(site: Site) -> None:
    fill(site, 3)
    site.add("/news/2", status=500)
    memory = DictMemory()
    events = run(site.publisher(), memory)
    assert not any(isinstance(event, HostPaused) for event in events)
    assert finished(events).ok


def test_pages_that_will_hardly_change_are_asked_for_again_later_each_time() -> None:
    week = timedelta(days=7)
    pauses = [page_pause(FailureKind.FORMAT, times, week) for times in (1, 2, 3, 4, 1000)]
    assert pauses == [timedelta(days=days) for days in (1, 2, 4, 7, 7)]
    # A layout that was corrected is to be tried at once, and a network comes back.
    for kind in (FailureKind.NO_TEXT, FailureKind.NETWORK, FailureKind.HTTP):
        assert page_pause(kind, 1, week) is None


def test_pauses_of_hosts_have_an_end() -> None:
    hosts = Hosts(first_wait=timedelta(seconds=5))
    waits = [hosts.refuse("a", 503, timedelta()).total_seconds() for _ in range(9)]
    assert waits == [5, 10, 20, 40, 80, 160, 300, 300, 300]
    assert hosts.why_not("a", NOW) is not None
    assert hosts.why_not("b", NOW) is None
    hosts.refuse("b", 429, timedelta(days=3650))
    pauses = {event.host: event.until - NOW for event in hosts.verdicts("test", NOW)}  # type: ignore[union-attr]
    assert pauses == {"a": timedelta(hours=1), "b": timedelta(days=30)}


def test_page_that_is_no_web_page_is_left_alone_for_a_while(site: Site) -> None:
    fill(site, 1)
    site.add("/news/0", b"%PDF-1.4", Content_Type="application/pdf")
    memory = DictMemory()
    run(site.publisher(), memory)
    site.asked.clear()
    events = run(site.publisher(), memory)
    assert site.paths() == ["/"]
    assert finished(events).counts.skipped == 1


@pytest.mark.parametrize("politeness", [{"delay": 500}, {"delay": 0, "timeout": 500}])
def test_time_limit_ends_a_crawl_whatever_it_waits_for(site: Site, politeness: dict[str, float]) -> None:
    """A pause between two requests, and a page that never comes."""

    def never(asked: Asked) -> Answer:
        time.sleep(6)
        return Answer(article("ช้า"))

    fill(site, 3)
    site.pages["/news/1"] = never
    end = finished(
        run(site.publisher(politeness=politeness), limits=LIMITS.model_copy(update={"seconds": 2}))
    )
    assert not end.ok
    assert end.reason.startswith("the time limit was reached")


def test_page_that_takes_too_long_to_read_ends_alone(site: Site) -> None:
    fill(site, 1)
    events = run(site.publisher(), limits=LIMITS.model_copy(update={"reading_seconds": 1e-5}))
    (failure,) = (event for event in events if isinstance(event, PageFailed))
    assert failure.kind is FailureKind.LIMIT
    assert "seconds to read" in failure.reason
    assert finished(events).ok


def test_index_pages_without_end_are_cut_off(site: Site) -> None:
    many = "".join(f"<sitemap><loc>/{number}.xml</loc></sitemap>" for number in range(50))
    site.add("/sitemap.xml", f"<sitemapindex>{many}</sitemapindex>")
    for number in range(50):
        site.add(f"/{number}.xml", "<urlset/>")
    limits = LIMITS.model_copy(update={"index_pages": 5})
    events = run(site.publisher(discovery=[{"kind": "sitemap"}]), limits=limits)
    assert len(site.paths()) == 5
    assert [e.kind for e in events if isinstance(e, PageFailed)] == [FailureKind.LIMIT]


def test_limit_of_articles_counts_the_new_ones_so_that_the_next_crawl_goes_on(site: Site) -> None:
    fill(site, 6)
    memory, limits = DictMemory(), LIMITS.model_copy(update={"entries": 4})
    assert len(articles(run(site.publisher(), memory, limits=limits))) == 4
    assert articles(run(site.publisher(), memory, limits=limits)) == ["ข่าว 4", "ข่าว 5"]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<html><body><div id='app'></div></body></html>", "the layout 'plain' gave text in earlier crawls"),
        ("<title>Just a moment...</title><body>Checking your browser</body>", "walls, logins or error pages"),
    ],
)
def test_site_that_suddenly_gives_no_text_is_one_issue_of_its_own(site: Site, page: str, said: str) -> None:
    fill(site, 5)
    publisher = site.publisher(schedule={"recheck_days": 0})
    memory = DictMemory()
    run(publisher, memory)
    for number in range(4):
        site.add(f"/news/{number}", page)
    told = [e for e in run(publisher, memory) if isinstance(e, PageFailed) and e.kind is FailureKind.LAYOUT]
    assert len(told) == 1
    assert said in told[0].reason
    assert "4 of 4 pages" in told[0].reason


def test_pages_without_text_from_the_start_are_not_called_a_redesign(site: Site) -> None:
    fill(site, 5)
    for number in range(5):
        site.add(f"/news/{number}", "<html><body></body></html>")
    kinds = [event.kind for event in run(site.publisher()) if isinstance(event, PageFailed)]
    assert kinds == [FailureKind.NO_TEXT] * 5
