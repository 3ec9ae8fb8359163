"""A look at an unknown site, over real HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest
from site_server import Answer, Asked, Site, article

from crawler.drafting import provisional
from crawler.events import CrawlFinished, Event, FailureKind, PageFailed, SiteLookedAt
from crawler.findings import Findings
from crawler.job import Limits
from crawler.run import probe

LONG = "เทศบาลเมืองแม่เหียะรับรางวัลท้องถิ่นดิจิทัลประเภทดีเด่น"
LIMITS = Limits(seconds=60, retries=0, backoff_seconds=0)


def look(site: Site, **options: Any) -> list[Event]:
    publisher = provisional(site.url, "test", 0.0)
    return list(probe(publisher, **{"limits": LIMITS, "allow_loopback": True} | options))


def found(events: list[Event]) -> Findings:
    return next(event.findings for event in events if isinstance(event, SiteLookedAt))


def finished(events: list[Event]) -> CrawlFinished:
    assert isinstance(events[-1], CrawlFinished)
    return events[-1]


def add_list(site: Site, path: str, count: int = 3) -> None:
    links = "".join(f'<a href="/news/{number}">{LONG} {number}</a>' for number in range(count))
    site.add(path, f"<html><body>{links}</body></html>")
    for number in range(count):
        site.add(f"/news/{number}", article(f"{LONG} {number}", text=LONG * 3))


def test_robots_is_read_first_and_what_it_forbids_is_not_asked_for(site: Site) -> None:
    rules = f"User-agent: *\nDisallow: /news\nCrawl-delay: 0.01\nSitemap: {site.url}/map.xml\n"
    site.add("/robots.txt", rules, Content_Type="text/plain")
    site.add("/", '<a href="/news/">ข่าวประชาสัมพันธ์</a>')
    events = look(site)
    assert site.asked[0].path == "/robots.txt"
    assert not [path for path in site.paths() if path.startswith("/news")]
    findings = found(events)
    assert findings.robots.status == 200
    assert findings.robots.crawl_delay == 0.01
    assert findings.robots.sitemaps == (f"{site.url}/map.xml",)
    kinds = {event.url: event.kind for event in events if isinstance(event, PageFailed)}
    assert kinds[f"{site.url}/news/"] is FailureKind.ROBOTS
    assert finished(events).ok


def test_a_site_that_forbids_its_homepage_is_left_alone(site: Site) -> None:
    site.add("/robots.txt", "User-agent: rangwan\nDisallow: /\n", Content_Type="text/plain")
    site.add("/", "<p>x</p>")
    events = look(site)
    assert site.paths() == []
    assert not [event for event in events if isinstance(event, SiteLookedAt)]
    assert not finished(events).ok


def test_wordpress_feed_sitemap_and_list_are_found(site: Site) -> None:
    link = f"{site.url}/news/1"
    head = (
        '<meta name="generator" content="WordPress 6.8"><meta property="og:site_name" content="เทศบาล">'
        '<link rel="https://api.w.org/" href="/wp-json/">'
        '<link rel="alternate" type="application/rss+xml" href="/feed/">'
    )
    add_list(site, "/list/")
    site.add("/", f'<html><head>{head}</head><body><a href="/list/">ข่าวประชาสัมพันธ์</a></body></html>')
    post = {"link": link, "date": "2023-10-10T09:00:00", "content": {"rendered": "<p>ข่าว</p>"}}

    def posts(asked: Asked) -> Answer:
        return Answer(json.dumps([post]), headers={"Content-Type": "application/json"})

    query = "per_page=10&page=1&orderby=date&order=desc&_embed=wp%3Aterm"
    site.pages[f"/wp-json/wp/v2/posts?{query}"] = posts
    site.add("/feed/", f"<rss><channel><item><link>{link}</link></item></channel></rss>")
    urls = "".join(f"<url><loc>{site.url}/news/{number}</loc></url>" for number in range(3))
    site.add(
        "/sitemap.xml", f"<sitemapindex><sitemap><loc>{site.url}/news.xml</loc></sitemap></sitemapindex>"
    )
    site.add("/news.xml", f"<urlset>{urls}</urlset>")
    findings = found(look(site))
    assert [(index.kind, index.articles) for index in findings.indexes] == [
        ("wordpress", 1),
        ("feed", 1),
        ("listing", 3),
        ("sitemap", 3),
    ]
    assert findings.indexes[3].match == findings.indexes[2].match == "/news/[0-9]+"
    assert (findings.name, findings.generator) == ("เทศบาล", "WordPress 6.8")
    assert findings.robots.status == 404
    assert findings.article is not None
    assert findings.article.url == link
    assert findings.requests == len(site.asked)


def test_a_site_with_no_end_of_leads_is_asked_a_dozen_times_at_most(site: Site) -> None:
    feeds = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="/feed/{number}">' for number in range(50)
    )
    lists = "".join(f'<a href="/list/{number}">ข่าว {"ก" * number}</a>' for number in range(30))
    site.add("/", f"<html><head>{feeds}</head><body>{lists}</body></html>")
    look(site)
    assert len(site.asked) <= 11


def test_pages_that_fail_are_told_and_the_rest_is_found(site: Site) -> None:
    add_list(site, "/")
    site.add("/news/0", status=500)
    events = look(site)
    assert found(events).indexes[0].articles == 3
    assert found(events).article is None
    (failed,) = [event for event in events if isinstance(event, PageFailed)]
    assert (failed.url, failed.kind) == (f"{site.url}/news/0", FailureKind.HTTP)


@pytest.mark.parametrize("target", ["http://10.0.0.1/", "http://169.254.169.254/", "file:///etc/passwd"])
def test_links_into_private_networks_are_not_followed(site: Site, target: str) -> None:
    site.add("/", f'<link rel="alternate" type="application/rss+xml" href="{target}">')
    events = look(site)
    (failed,) = [event for event in events if isinstance(event, PageFailed)]
    assert failed.kind is FailureKind.ADDRESS


def test_this_machine_is_refused_unless_allowed(site: Site) -> None:
    add_list(site, "/")
    events = look(site, allow_loopback=False)
    assert site.asked == []
    assert not finished(events).ok


def test_who_gives_no_contact_gets_no_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RANGWAN_CONTACT", raising=False)
    (end,) = probe(provisional("https://www.town.example", "town", 1.0), limits=LIMITS)
    assert isinstance(end, CrawlFinished)
    assert not end.ok
    assert "RANGWAN_CONTACT" in end.reason


def test_a_look_that_runs_out_of_time_tells_what_it_found_until_then(site: Site) -> None:
    feeds = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    site.add("/", f"<html><head>{feeds}</head><body></body></html>")
    publisher = provisional(site.url, "test", 2.0)
    limits = LIMITS.model_copy(update={"seconds": 3})
    events = list(probe(publisher, limits=limits, allow_loopback=True))
    assert found(events).feeds == (f"{site.url}/feed",)
    assert not finished(events).ok
    assert "time limit" in finished(events).reason
