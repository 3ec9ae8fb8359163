"""One crawl over a site that misbehaves in every way at once."""

from __future__ import annotations

import resource
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from misbehaving_site import (
    DISCOVERY,
    GOOD,
    LIMIT,
    NO_ADDRESSES,
    WRONG,
    WRONG_INDEX,
    MisbehavingSite,
    serve_misbehaving,
)

from crawler.events import ArticleFound, CrawlFinished, Event, FailureKind, PageFailed, PageUnchanged
from crawler.job import Limits
from crawler.memory import DictMemory
from crawler.run import crawl

FROM_FEED = 20
# All of the list but three that are no addresses, one of the sitemap, three of the endless list, some of the
# feed.
ENTRIES = len(GOOD) + len(WRONG) + len(NO_ADDRESSES) - 3 + 1 + 3 + FROM_FEED
LIMITS = Limits(
    seconds=60,
    retries=0,
    backoff_seconds=0,
    page_bytes=LIMIT,
    unpacked_bytes=100_000,
    entries=ENTRIES,
)


@pytest.fixture(scope="module")
def site() -> Iterator[MisbehavingSite]:
    with serve_misbehaving() as served:
        yield served


def visit(site: MisbehavingSite, memory: DictMemory, **options: Any) -> list[Event]:
    publisher = site.publisher(
        discovery=DISCOVERY, politeness={"delay": 0, "timeout": 1}, schedule={"recheck_days": 7}
    )
    events = []
    for event in crawl([publisher], memory, **{"limits": LIMITS, "allow_loopback": True} | options):
        memory.learn(event)
        events.append(event)
    return events


@pytest.fixture(scope="module")
def memory() -> DictMemory:
    return DictMemory()


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("snapshots")


@pytest.fixture(scope="module")
def first(site: MisbehavingSite, memory: DictMemory, snapshots: Path) -> list[Event]:
    """The first crawl; `memory` has learnt from it."""
    return visit(site, memory, snapshots=snapshots)


@pytest.fixture(scope="module")
def failed(site: MisbehavingSite, first: list[Event]) -> dict[str, PageFailed]:
    """What failed in the first crawl, by path."""
    failures = [event for event in first if isinstance(event, PageFailed) and event.url]
    paths = [(event.url or "").removeprefix(site.url) for event in failures]
    assert max(Counter(paths).values()) == 1, "a page was reported twice"
    return dict(zip(paths, failures, strict=True))


def test_the_good_articles_come_in(site: MisbehavingSite, first: list[Event]) -> None:
    found = {event.article.url: event.article for event in first if isinstance(event, ArticleFound)}
    titles = {path: found[site.url + path].title for path in GOOD if site.url + path in found}
    assert titles == GOOD
    for path in GOOD:
        assert "รางวัลท้องถิ่นดิจิทัล" in found[site.url + path].text, path
    # A page that is longer than announced is cut, as in a browser.
    assert "ท้ายหน้า" not in found[site.url + "/news/length-too-short"].text
    assert f"{site.url}/news/from-the-sitemap" in found
    assert f"{site.url}/news/3-of-the-list" in found


@pytest.mark.parametrize("path", WRONG | WRONG_INDEX)
def test_each_fault_is_an_issue_of_its_kind_with_its_reason(failed: dict[str, PageFailed], path: str) -> None:
    assert path in failed
    assert failed[path].kind.value == (WRONG | WRONG_INDEX)[path]
    assert len(failed[path].reason) > 20
    assert "twisted" not in failed[path].reason


@pytest.mark.parametrize("told", NO_ADDRESSES.values())
def test_links_that_lead_nowhere_are_issues_too(failed: dict[str, PageFailed], told: str) -> None:
    reports = [event for path, event in failed.items() if path.startswith(told)]
    assert [event.kind for event in reports] == [FailureKind.ADDRESS]


def test_nothing_else_is_reported(failed: dict[str, PageFailed]) -> None:
    assert len(failed) == len(WRONG) + len(WRONG_INDEX) + len(NO_ADDRESSES)


def test_limits_that_cut_something_off_are_told(site: MisbehavingSite, first: list[Event]) -> None:
    told = [event.reason for event in first if isinstance(event, PageFailed) and event.url is None]
    assert any("4 deep" in reason for reason in told)
    assert any(f"more than {ENTRIES} new articles" in reason for reason in told)
    assert len(told) == 2
    from_feed = [path for path in site.asked_for if path.startswith("/news/feed-")]
    assert len(from_feed) == FROM_FEED
    assert len([path for path in site.asked_for if path.startswith("/endless")]) == 3
    assert site.asked_for["/sitemap.xml"] == 1


def test_nothing_out_of_bounds_was_asked_for(site: MisbehavingSite, first: list[Event]) -> None:
    assert "/news/forbidden" not in site.asked_for
    assert site.asked_for["/news/cookie-wall"] <= 2


def test_the_crawl_ends_well_and_says_how_little_it_got(first: list[Event]) -> None:
    end = first[-1]
    assert isinstance(end, CrawlFinished)
    assert (end.ok, end.reason) == (True, "finished")
    assert end.counts.new == len(GOOD) + 1 + 3 + FROM_FEED
    assert any("pages gave an article" in issue for issue in end.issues)


@pytest.mark.skipif(sys.platform == "darwin", reason="ru_maxrss has other units there")
def test_neither_bombs_nor_endless_answers_fill_the_memory(first: list[Event]) -> None:
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    assert megabytes < 700


def test_the_next_crawl_asks_for_what_may_have_changed_alone(
    site: MisbehavingSite, memory: DictMemory, first: list[Event], snapshots: Path
) -> None:
    kept = sum(1 for _ in snapshots.rglob("*.gz"))
    site.asked_for.clear()
    second = visit(site, memory, snapshots=snapshots)
    asked = {
        path for path in site.asked_for if path.startswith("/news/") and not path.startswith("/news/feed-")
    }
    # Only what failed for a passing reason, or for one that a corrected layout would end.
    again = {path for path, kind in WRONG.items() if kind in {"network", "http", "no-text", "address"}}
    assert {path for path in asked if path in WRONG} <= again
    assert asked & GOOD.keys() == set()
    assert {"/news/500", "/news/empty"} <= asked
    # The feed goes on where the limit cut it off.
    found = [event.article.url for event in second if isinstance(event, ArticleFound)]
    assert f"{site.url}/news/feed-{FROM_FEED}" in found
    assert sum(1 for _ in snapshots.rglob("*.gz")) == kept + len(found)


def test_a_page_that_changes_with_every_visit_is_no_new_version_and_kept_once(
    site: MisbehavingSite, tmp_path: Path
) -> None:
    publisher = site.publisher(
        discovery=[{"kind": "listing", "url": "/", "match": "/news/changing"}], schedule={"recheck_days": 0}
    )
    memory = DictMemory()
    kinds = []
    for _ in range(3):
        for event in crawl([publisher], memory, limits=LIMITS, allow_loopback=True, snapshots=tmp_path):
            memory.learn(event)
            if isinstance(event, ArticleFound | PageUnchanged):
                kinds.append(type(event))
    assert kinds == [ArticleFound, PageUnchanged, PageUnchanged]
    assert len(list(tmp_path.rglob("*.gz"))) == 1
