"""The spider in its child process against a site on loopback, over real HTTP."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

from crawl_runs import LIMITS, articles, failures, finished, run
from site_server import Answer, Asked, Site, article, listing

from crawler.events import (
    ArticleFound,
    CrawlFinished,
    DiscoveryDone,
    FailureKind,
    PageFetched,
    PageUnchanged,
)
from crawler.memory import DictMemory
from crawler.run import crawl
from crawler.snapshots import SnapshotStore


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
