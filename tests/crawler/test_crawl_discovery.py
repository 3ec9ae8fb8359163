"""How a crawl finds articles: over real HTTP, by feed, list and WordPress."""

from __future__ import annotations

import json

from crawl_runs import articles, failures, finished, run
from site_server import Answer, Asked, Site, article

from crawler.events import (
    FailureKind,
)
from crawler.memory import DictMemory


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
