"""The spider in its child process against a site on loopback, over real HTTP."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from site_server import Answer, Asked, Site, article, listing

from crawler.events import (
    ArticleFound,
    CrawlFinished,
    DiscoveryDone,
    Event,
    FailureKind,
    PageFailed,
    PageFetched,
    PageUnchanged,
)
from crawler.job import Limits
from crawler.memory import DictMemory
from crawler.publisher import Publisher
from crawler.run import crawl
from crawler.snapshots import SnapshotStore

LIMITS = Limits(seconds=30, retries=1, backoff_seconds=0)


def run(publisher: Publisher, memory: DictMemory | None = None, **options: Any) -> list[Event]:
    memory = memory or DictMemory()
    events = []
    for event in crawl([publisher], memory, **{"limits": LIMITS, "allow_loopback": True} | options):
        memory.learn(event)
        events.append(event)
    return events


def articles(events: list[Event]) -> list[str]:
    return [event.article.title for event in events if isinstance(event, ArticleFound)]


def failures(events: list[Event]) -> dict[str, PageFailed]:
    return {event.url or "": event for event in events if isinstance(event, PageFailed)}


def finished(events: list[Event]) -> CrawlFinished:
    assert isinstance(events[-1], CrawlFinished)
    return events[-1]


def test_articles_are_found_and_their_pages_kept(site: Site, tmp_path: Path) -> None:
    site.add("/", listing("/news/1", "/news/2", "/about"))
    site.add("/news/1", article("ข่าวหนึ่ง"), ETag='"one"')
    site.add("/news/2", article("ข่าวสอง").encode("cp874"), Content_Type="text/html")
    events = run(site.publisher(), snapshots=tmp_path)
    assert articles(events) == ["ข่าวหนึ่ง", "ข่าวสอง"]
    first = next(event for event in events if isinstance(event, ArticleFound)).article
    assert first.url == f"{site.url}/news/1"
    assert (first.source, first.layout, first.published) == ("test", "plain", date(2023, 10, 10))
    assert first.id.startswith("test-")
    assert first.snapshot is not None
    assert SnapshotStore(tmp_path).get(first.snapshot) == article("ข่าวหนึ่ง").encode()
    assert DiscoveryDone("test", "listing", 2) in events
    end = finished(events)
    assert end.ok
    assert (end.counts.new, end.counts.failed, end.counts.dated) == (2, 0, 2)


def test_requests_are_honest_and_carry_no_cookies(site: Site) -> None:
    site.add("/", listing("/news/1"), Set_Cookie="wall=1")
    site.add("/news/1", article("ข่าว"))
    run(site.publisher())
    assert site.asked[0].path == "/robots.txt"
    for asked in site.asked:
        assert asked.headers["user-agent"].startswith("rangwan ")
        assert "cookie" not in asked.headers


def test_second_run_over_an_unchanged_site_reads_the_index_alone(site: Site) -> None:
    site.add("/", listing("/news/1"))
    site.add("/news/1", article("ข่าว"))
    memory = DictMemory()
    run(site.publisher(), memory)
    site.asked.clear()
    events = run(site.publisher(), memory)
    assert site.paths() == ["/"]
    assert articles(events) == []
    assert finished(events).counts.skipped == 1


def test_due_page_is_asked_for_on_condition_and_a_changed_one_is_a_new_version(site: Site) -> None:
    def page(asked: Asked) -> Answer:
        if asked.headers.get("if-none-match") == '"a"':
            return Answer(status=304)
        return Answer(article("ข่าว"), headers={"ETag": '"a"', "Content-Type": "text/html"})

    site.add("/", listing("/news/1", "/news/2"))
    site.pages["/news/1"] = page
    site.add("/news/2", article("สอง") + "<!-- 1 visit -->", Last_Modified="Mon, 01 Jan 2024 00:00:00 GMT")
    publisher = site.publisher(schedule={"recheck_days": 0})
    memory = DictMemory()
    run(publisher, memory)
    # A counter changed, the article did not.
    site.add("/news/2", article("สอง") + "<!-- 2 visits -->")
    site.asked.clear()
    events = run(publisher, memory)
    assert articles(events) == []
    assert len([event for event in events if isinstance(event, PageUnchanged)]) == 2
    conditions = {asked.path: asked.headers.get("if-modified-since") for asked in site.asked}
    assert conditions["/news/2"] == "Mon, 01 Jan 2024 00:00:00 GMT"
    site.add("/news/2", article("สอง", text="เทศบาลตำบลอุโมงค์ได้รับรางวัลดีเด่น"))
    changed = [event for event in run(publisher, memory) if isinstance(event, ArticleFound)]
    assert [(event.article.title, event.changed) for event in changed] == [("สอง", True)]


def test_index_that_tells_of_a_change_brings_the_page_forward(site: Site) -> None:
    def add_sitemap(day: str) -> None:
        text = f"<urlset><url><loc>/news/1</loc><lastmod>{day}</lastmod></url></urlset>"
        site.add("/sitemap.xml.gz", gzip.compress(text.encode()), Content_Type="application/gzip")

    publisher = site.publisher(discovery=[{"kind": "sitemap", "url": "/sitemap.xml.gz"}])
    add_sitemap("2020-01-01")
    site.add("/news/1", article("ข่าว"))
    memory = DictMemory()
    assert articles(run(publisher, memory)) == ["ข่าว"]
    add_sitemap("2199-01-01")
    site.add("/news/1", article("ข่าว", text="แก้ไขแล้ว"))
    assert articles(run(publisher, memory)) == ["ข่าว"]


def test_sample_and_days(site: Site) -> None:
    site.add("/", listing("/news/1", "/news/2", "/news/3"))
    for number, day in (("1", "1 มกราคม 2566"), ("2", "1 มกราคม 2565"), ("3", "1 มกราคม 2564")):
        site.add(f"/news/{number}", article(f"ข่าว {number}", day=day))
    assert articles(run(site.publisher(), sample=2)) == ["ข่าว 1", "ข่าว 2"]
    memory = DictMemory()
    options = {"from_date": date(2021, 6, 1), "until_date": date(2022, 6, 1)}
    assert articles(run(site.publisher(), memory, **options)) == ["ข่าว 2"]
    # What lay outside was not marked as known.
    assert articles(run(site.publisher(), memory)) == ["ข่าว 1", "ข่าว 3"]


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


def test_what_a_broken_site_sends_is_reported_and_the_rest_is_read(site: Site) -> None:
    wall = "<html><head><title>Just a moment...</title></head><body>Enable JavaScript to go on</body></html>"
    login = "<html><body><h1>เข้าสู่ระบบ</h1><form><input type='password'></form></body></html>"
    missing = "<html><body><h1>404 Not Found</h1><p>ไม่พบหน้าที่ต้องการ</p></body></html>"
    names = ["500", "404", "short", "wall", "login", "missing", "empty", "pdf", "home", "loop", "big", "good"]
    site.add("/", listing(*(f"/news/{name}" for name in names)))
    site.add("/news/500", status=500)
    site.add("/news/404", status=404)
    site.add("/news/short", article("ขาด"), announced=100_000)
    site.add("/news/wall", wall)
    site.add("/news/login", login)
    site.add("/news/missing", missing)
    site.add("/news/empty", "<html><body></body></html>")
    site.add("/news/pdf", b"%PDF-1.4\xff\xfe\x00", Content_Type="application/pdf")
    site.add("/news/home", status=302, Location="/")
    site.add("/news/loop", status=302, Location="/news/loop")
    site.add("/news/big", gzip.compress(b"<p>" + b"a" * 3_000_000), Content_Encoding="gzip")
    site.add("/news/good", article("ข่าว"))
    events = run(site.publisher(), limits=LIMITS.model_copy(update={"page_bytes": 1_000_000}))
    kinds = {(url or "").rsplit("/", 1)[-1]: event.kind for url, event in failures(events).items()}
    assert kinds == {
        "500": FailureKind.HTTP,
        "404": FailureKind.GONE,
        "short": FailureKind.NETWORK,
        "wall": FailureKind.BLOCKED,
        "login": FailureKind.BLOCKED,
        "missing": FailureKind.BLOCKED,
        "empty": FailureKind.NO_TEXT,
        "pdf": FailureKind.FORMAT,
        "home": FailureKind.GONE,
        "loop": FailureKind.HTTP,
        "big": FailureKind.SIZE,
    }
    assert articles(events) == ["ข่าว"]
    assert site.paths().count("/news/500") == 2  # one attempt more
    end = finished(events)
    assert end.ok
    assert end.issues == ("1 of 12 pages gave an article, not 90%",)


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


def test_a_feed_that_ends_before_the_pages_that_may_be_read_is_no_failure(site: Site) -> None:
    item = "<rss><channel><item><link>/news/1</link></item></channel></rss>"
    site.add("/feed/", item)
    site.add("/feed/?paged=2", status=404)
    site.add("/news/1", article("ข่าว"))
    feed = {"kind": "feed", "url": "/feed/", "max_pages": 5}
    events = run(site.publisher(discovery=[feed]))
    assert (failures(events), finished(events).ok) == ({}, True)
    assert site.paths() == ["/feed/", "/feed/?paged=2", "/news/1"]
    site.add("/feed/?paged=2", status=410)
    assert failures(run(site.publisher(discovery=[feed]))) == {}
    site.add("/feed/?paged=2", status=500)
    assert set(failures(run(site.publisher(discovery=[feed])))) == {f"{site.url}/feed/?paged=2"}
    site.add("/feed/", status=404)
    assert not finished(run(site.publisher(discovery=[feed]))).ok


def test_index_that_is_none_fails_the_crawl(site: Site) -> None:
    site.add("/feed", "<html><body>Please enable JavaScript</body></html>")
    events = run(site.publisher(discovery=[{"kind": "feed", "url": "/feed"}]))
    assert failures(events)[f"{site.url}/feed"].kind is FailureKind.DISCOVERY
    assert not finished(events).ok


def test_second_discovery_table_is_read_when_the_first_fails(site: Site) -> None:
    site.add("/wp-json/wp/v2/posts", status=404)
    site.add("/feed", "<rss><channel><item><link>/news/1</link></item></channel></rss>")
    site.add("/news/1", article("ข่าว"))
    tables = [{"kind": "wordpress"}, {"kind": "feed", "url": "/feed"}]
    events = run(site.publisher(discovery=tables))
    assert articles(events) == ["ข่าว"]
    assert finished(events).ok


def test_wordpress_posts_come_whole_and_are_read_once(site: Site) -> None:
    def posts(asked: Asked) -> Answer:
        number = 2 if "page=2" in asked.path.split("per_page")[1] else 1
        post = {
            "link": f"{site.url}/post-{number}/",
            "date": "2023-10-10T10:00:00",
            "modified_gmt": "2023-10-10T03:00:00",
            "title": {"rendered": f"ข่าว {number}"},
            "content": {"rendered": "<p>ได้รับรางวัล</p>", "protected": False},
        }
        return Answer(
            json.dumps([post]), headers={"X-WP-TotalPages": "2", "Content-Type": "application/json"}
        )

    start = "/wp-json/wp/v2/posts?per_page=50&page={}&orderby=date&order=desc&_embed=wp%3Aterm"
    site.pages[start.format(1)] = site.pages[start.format(2)] = posts
    site.add("/feed", f"<rss><channel><item><link>{site.url}/post-1/</link></item></channel></rss>")
    memory = DictMemory()
    publisher = site.publisher(
        layout="wordpress", discovery=[{"kind": "wordpress"}, {"kind": "feed", "url": "/feed"}]
    )
    events = run(publisher, memory)
    assert articles(events) == ["ข่าว 1", "ข่าว 2"]
    assert not any(path.startswith("/post-") for path in site.paths())
    assert articles(run(publisher, memory)) == []


def test_endless_list_ends(site: Site) -> None:
    for number in range(1, 50):
        site.add(
            f"/list/{number}", f'<a href="/news/1">1</a><a class="next" href="/list/{number + 1}">next</a>'
        )
    site.add("/news/1", article("ข่าว"))
    table = {"kind": "listing", "url": "/list/1", "match": "/news/", "next": "a.next", "max_pages": 5}
    run(site.publisher(discovery=[table]))
    assert len([path for path in site.paths() if path.startswith("/list/")]) == 5


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


def test_time_limit_ends_the_crawl(site: Site) -> None:
    site.add("/", listing(*(f"/news/{number}" for number in range(9))))
    for number in range(9):
        site.add(f"/news/{number}", article(f"ข่าว {number}"))
    publisher = site.publisher(politeness={"delay": 1, "timeout": 5})
    end = finished(run(publisher, limits=LIMITS.model_copy(update={"seconds": 2})))
    assert not end.ok
    assert "time limit" in end.reason


def test_folder_of_snapshots_that_cannot_be_written_to(site: Site, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    site.add("/", listing("/news/1"))
    site.add("/news/1", article("ข่าว"))
    end = finished(run(site.publisher(), snapshots=blocked))
    assert not end.ok
    assert "snapshots" in end.reason


def test_publishers_do_not_disturb_each_other(site: Site) -> None:
    site.add("/", listing("/news/1"))
    site.add("/news/1", article("ข่าว"))
    dead = site.publisher(key="dead").with_base_url("http://127.0.0.1:1/")
    events = list(crawl([dead, site.publisher()], DictMemory(), limits=LIMITS, allow_loopback=True))
    assert articles(events) == ["ข่าว"]
    ends = {event.publisher: event.ok for event in events if isinstance(event, CrawlFinished)}
    assert ends == {"dead": False, "test": True}


def test_memory_learns_from_events_in_an_order_that_loses_nothing(site: Site) -> None:
    site.add("/", listing("/news/1"))
    site.add("/news/1", article("ข่าว"))
    kinds = [type(event) for event in run(site.publisher()) if isinstance(event, ArticleFound | PageFetched)]
    assert kinds == [ArticleFound, PageFetched]


def test_a_crawl_that_brings_too_little_says_so_once_it_is_due(site: Site) -> None:
    site.add("/", listing("/news/1"))
    site.add("/news/1", article("ข่าว"))
    publisher = site.publisher(expectations={"min_new": 2})
    memory = DictMemory()
    assert finished(run(publisher, memory)).issues == ("1 articles are new, at least 2 are expected",)
    # A minute later nothing new can be expected; and a crawl of certain days is no measure.
    assert finished(run(publisher, memory)).issues == ()
    assert finished(run(publisher, from_date=date(2020, 1, 1))).issues == ()
