"""Where a crawl does not go, and who does not want it."""

from __future__ import annotations

import pytest
from crawl_runs import articles, failures, finished, run
from site_server import Site, article, listing

from crawler.events import (
    CrawlFinished,
    FailureKind,
)


def test_robots_txt_forbids(site: Site) -> None:
    site.add("/robots.txt", "User-agent: *\nDisallow: /news/2\n", Content_Type="text/plain")
    site.add("/", listing("/news/1", "/news/2"))
    site.add("/news/1", article("ข่าว"))
    site.add("/news/2", article("ห้าม"))
    events = run(site.publisher())
    assert articles(events) == ["ข่าว"]
    assert failures(events)[f"{site.url}/news/2"].kind is FailureKind.ROBOTS
    assert "/news/2" not in site.paths()


@pytest.mark.parametrize("announced", [None, 100_000])
def test_unreadable_robots_txt_forbids_everything(site: Site, announced: int | None) -> None:
    # One that the site refuses, and one that breaks off.
    site.add("/robots.txt", "User-agent: *", status=200 if announced else 503, announced=announced)
    site.add("/", listing("/news/1"))
    events = run(site.publisher())
    assert site.paths() == []
    assert not finished(events).ok
    assert "cannot be read" in failures(events)[f"{site.url}/"].reason


def test_redirects_out_of_the_site_are_refused(site: Site) -> None:
    targets = {
        "/news/file": "file:///etc/passwd",
        "/news/port": "http://127.0.0.1:1/x",
        "/news/cloud": "http://169.254.169.254/latest/meta-data",
        "/news/ftp": "ftp://example.org/x",
        "/news/ipv6": "http://[::1]/x",
        "/news/octal": "http://0177.0.0.1/x",
        "/news/other": "https://elsewhere.example.com/x",
    }
    site.add("/", listing(*targets, "/news/good"))
    for path, target in targets.items():
        site.add(path, status=302, Location=target)
    site.add("/news/good", article("ข่าว"))
    events = run(site.publisher())
    assert articles(events) == ["ข่าว"]
    kinds = {(url or "").removeprefix(site.url): event.kind for url, event in failures(events).items()}
    assert kinds == dict.fromkeys(targets, FailureKind.ADDRESS)


def test_links_to_private_addresses_and_other_sites_are_refused(site: Site) -> None:
    feed = "<rss><channel>" + "".join(
        f"<item><link>{link}</link></item>"
        for link in (
            "http://10.0.0.1/a",
            "http://localhost:1/b",
            "https://elsewhere.example.com/c",
            "file:///etc/passwd",
        )
    )
    site.add("/feed", feed + "</channel></rss>", Content_Type="application/rss+xml")
    events = run(site.publisher(discovery=[{"kind": "feed", "url": "/feed"}]))
    assert {event.kind for event in failures(events).values()} == {FailureKind.ADDRESS}
    assert len(failures(events)) == 4


def test_loopback_needs_the_setting(site: Site) -> None:
    site.add("/", listing("/news/1"))
    events = run(site.publisher(), allow_loopback=False)
    assert site.asked == []
    assert failures(events)[f"{site.url}/"].kind is FailureKind.ADDRESS
    assert not finished(events).ok


def test_host_that_keeps_refusing_is_left_alone(site: Site) -> None:
    site.add("/", listing(*(f"/news/{number}" for number in range(20))))
    for number in range(20):
        site.add(f"/news/{number}", status=403)
    events = run(site.publisher())
    assert len([path for path in site.paths() if path.startswith("/news/")]) < 10
    end = finished(events)
    assert not end.ok
    assert "refused 6 times in a row, last with 403; it is left alone" in end.reason
    # One reason for all the pages that were not asked for.
    assert len(failures(events)) < 10


def test_long_retry_after_ends_the_visit(site: Site) -> None:
    site.add("/", status=429, Retry_After="3600")
    events = run(site.publisher())
    assert site.paths() == ["/"]
    assert not finished(events).ok


def test_publisher_whose_terms_forbid_is_not_asked(site: Site) -> None:
    site.add("/", listing())
    for verdict, options in (
        ("forbidden", {"allow_unverified": True}),
        ("archive-only", {}),
        ("unverified", {}),
    ):
        events = run(site.publisher(terms={"verdict": verdict, "why": "ด้วยเหตุนี้"}), **options)
        assert [type(event) for event in events] == [CrawlFinished]
        assert "ด้วยเหตุนี้" in finished(events).reason
    assert site.asked == []
