"""From saved index pages to the addresses of articles."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from crawler.discovery import (
    AnyDiscovery,
    Candidate,
    Discovery,
    DiscoveryError,
    Follow,
    IndexPage,
    TooManyError,
    Window,
)
from crawler.discovery.xml import gunzip

BASE = "https://example.go.th/"
OPEN = Window()
ADAPTER: TypeAdapter[Discovery] = TypeAdapter(AnyDiscovery)


def kind(name: str, **parameters: Any) -> Discovery:
    return ADAPTER.validate_python({"kind": name, **parameters})


def page(body: str | bytes, path: str = "", **headers: str) -> IndexPage:
    raw = body.encode() if isinstance(body, str) else body
    return IndexPage(BASE + path, raw, {name.replace("_", "-"): value for name, value in headers.items()})


def urls(steps: Any) -> list[str]:
    return [step.url.removeprefix(BASE) for step in steps]


RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>ข่าว</title>
<item><title>ก</title><link>https://example.go.th/1</link>
<pubDate>Tue, 10 Oct 2023 18:30:00 +0000</pubDate></item>
<item><guid isPermaLink="true">https://example.go.th/2</guid><dc:date>2023-09-01</dc:date></item>
<item><guid isPermaLink="false">12</guid></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="/feed?p=2"/>
<entry><link rel="edit" href="/edit"/><link href="/1"/><published>2023-10-10T00:00:00+07:00</published>
<updated>2023-10-12T00:00:00Z</updated></entry></feed>"""


@pytest.mark.parametrize("codec", ["utf-8", "tis-620"])
def test_rss(codec: str) -> None:
    body = RSS.format(encoding=codec).encode(codec)
    found = list(kind("feed", url="/feed").read(page(body, "feed"), OPEN))
    # 18:30 UTC is the next day in Thailand.
    assert found == [
        Candidate(BASE + "1", date(2023, 10, 11)),
        Candidate(BASE + "2", date(2023, 9, 1)),
    ]


def test_atom_with_its_next_page() -> None:
    found = list(kind("feed", url="/feed").read(page(ATOM, "feed"), OPEN))
    assert found == [
        Candidate(BASE + "1", date(2023, 10, 10), datetime(2023, 10, 12, tzinfo=UTC)),
        Follow(BASE + "feed?p=2"),
    ]


def test_feed_pages_end_at_the_limit_and_at_the_first_day() -> None:
    feed = kind("feed", url="/feed", max_pages=3)
    body = RSS.format(encoding="utf-8")
    assert urls(feed.read(page(body, "feed"), OPEN))[-1] == "feed?paged=2"
    assert urls(feed.read(page(body, "feed?paged=2"), OPEN))[-1] == "feed?paged=3"
    assert urls(feed.read(page(body, "feed?paged=3"), OPEN)) == ["1", "2"]
    assert urls(feed.read(page(body, "feed"), Window(from_date=date(2024, 1, 1)))) == ["1", "2"]


@pytest.mark.parametrize(
    "body", ["", "<html><body>Enable JavaScript</body></html>", "{}", b"\x1f\x8b\x08broken"]
)
@pytest.mark.parametrize("name", ["feed", "sitemap"])
def test_what_is_no_feed_or_sitemap_is_an_error(name: str, body: str | bytes) -> None:
    with pytest.raises(DiscoveryError):
        list(kind(name, url="/x").read(page(body), OPEN))


def test_entities_are_not_expanded_and_files_not_read() -> None:
    body = """<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
    <rss><channel><item><link>https://example.go.th/&b;&f;</link></item></channel></rss>"""
    found = urls(kind("feed", url="/feed").read(page(body), OPEN))
    assert all("aaaa" not in url and "root" not in url for url in found)


def test_sitemap_index_and_its_days() -> None:
    body = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <sitemap><loc>https://example.go.th/post-1.xml.gz</loc><lastmod>2020-01-01</lastmod></sitemap>
    <sitemap><loc>https://example.go.th/post-2.xml</loc></sitemap>
    <sitemap><loc>https://example.go.th/page.xml</loc></sitemap></sitemapindex>"""
    sitemap = kind("sitemap", sitemaps="post")
    assert urls(sitemap.read(page(body), OPEN)) == ["post-1.xml.gz", "post-2.xml"]
    assert urls(sitemap.read(page(body), Window(from_date=date(2021, 1, 1)))) == ["post-2.xml"]


def test_sitemap_plain_gzip_and_news() -> None:
    body = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
    xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
    <url><loc> https://example.go.th/1 </loc><lastmod>2023-10-10T08:00:00+07:00</lastmod>
    <news:news><news:publication_date>2023-10-09</news:publication_date></news:news></url>
    <url><loc>https://example.go.th/2</loc><lastmod>2020-05-05</lastmod></url><url/></urlset>"""
    found = list(kind("sitemap").read(page(gzip.compress(body.encode())), OPEN))
    assert found[0] == Candidate(BASE + "1", date(2023, 10, 9), datetime(2023, 10, 10, 1, tzinfo=UTC))
    assert urls(found) == ["1", "2"]
    assert urls(kind("sitemap").read(page(body), Window(from_date=date(2023, 1, 1)))) == ["1"]


def test_sitemap_with_more_entries_than_are_read_says_so() -> None:
    body = "<urlset>" + "<url><loc>/1</loc></url>" * 3 + "</urlset>"
    steps = kind("sitemap", max_entries=2).read(page(body), OPEN)
    assert [next(steps).url, next(steps).url] == [BASE + "1"] * 2  # type: ignore[call-overload]
    with pytest.raises(TooManyError, match="3 entries"):
        next(steps)  # type: ignore[call-overload]


def test_json_that_breaks_the_reader_is_a_failure_of_the_page() -> None:
    for body in ("[" * 100_000, "[" + "1" * 10_000 + "]"):
        with pytest.raises(DiscoveryError, match="is not the JSON"):
            list(kind("wordpress").read(page(body), OPEN))


def test_half_a_character_in_a_post_harms_nothing() -> None:
    post = {"link": BASE, "title": {"rendered": "\ud83d ข่าว"}, "content": {"rendered": "<p>ข่าว</p>"}}
    (candidate,) = kind("wordpress").read(page(json.dumps([post])), OPEN)
    assert isinstance(candidate, Candidate)
    assert candidate.payload is not None
    assert "ข่าว" in candidate.payload.decode()


def test_links_that_are_no_addresses_leave_the_others_readable() -> None:
    links = '<a href="http://[::1">ก</a><a href="/1">ข</a><a class="next" href="http://[">ต่อไป</a>'
    found = list(kind("listing", url="/", next="a.next").read(page(links), OPEN))
    assert Candidate(BASE + "1") in found
    feed = "<rss><channel><item><link>http://[</link></item><item><link>/2</link></item></channel></rss>"
    assert Candidate(BASE + "2") in list(kind("feed", url="/feed").read(page(feed), OPEN))


def test_gzip_bomb_is_refused() -> None:
    with pytest.raises(DiscoveryError, match="more than 1,000"):
        gunzip(gzip.compress(b"a" * 1001), limit=1000)


def _posts(*numbers: int) -> str:
    content = {"rendered": "<p>ข่าว</p>", "protected": False}
    return json.dumps(
        [
            {
                "link": f"{BASE}{n}",
                "date": "2023-10-10T01:00:00",
                "modified_gmt": "2023-10-11T00:00:00",
                "content": content,
            }
            for n in numbers
        ]
    )


def test_wordpress_asks_for_the_days_and_the_words() -> None:
    window = Window(date(2023, 10, 1), date(2023, 10, 31))
    (start,) = kind("wordpress", search="รางวัล", categories=[3, 5]).start(BASE, window)
    for part in (
        "after=2023-09-30T23%3A59%3A59",
        "before=2023-11-01T00%3A00%3A00",
        "categories=3%2C5",
        "search=%E0",
    ):
        assert part in start.url
    (plain,) = kind("wordpress", endpoint="/?rest_route=/wp/v2/posts").start(BASE, OPEN)
    assert "rest_route=%2Fwp%2Fv2%2Fposts&per_page=50" in plain.url


def test_wordpress_pages_end_where_the_site_says() -> None:
    wordpress = kind("wordpress")
    body, headers = _posts(1, 2), {"x_wp_totalpages": "2"}
    *posts, following = wordpress.read(page(body, "wp-json?page=1", **headers), OPEN)
    assert following == Follow(BASE + "wp-json?page=2")
    assert isinstance(posts[0], Candidate)
    assert posts[0].published == date(2023, 10, 10)
    assert posts[0].modified == datetime(2023, 10, 11, tzinfo=UTC)
    assert posts[0].payload is not None
    assert json.loads(posts[0].payload)["content"]["rendered"] == "<p>ข่าว</p>"
    assert urls(wordpress.read(page(body, "wp-json?page=2", **headers), OPEN)) == ["1", "2"]


def test_wordpress_fetches_pages_where_the_interface_holds_no_text() -> None:
    assert [step.payload for step in kind("wordpress", full=False).read(page(_posts(1)), OPEN)] == [None]
    closed = _posts(1).replace("false", "true")
    assert [step.payload for step in kind("wordpress").read(page(closed), OPEN)] == [None]


@pytest.mark.parametrize("body", ["", "<html>", '{"code": "rest_disabled", "message": "closed"}'])
def test_wordpress_without_its_interface(body: str) -> None:
    with pytest.raises(DiscoveryError):
        list(kind("wordpress").read(page(body), OPEN))


LIST = """<html><body><ul><li class=n><a href="/news/1">ก</a> <span class=d>26/07/2566</span></li>
<li class=n><a href="news/2">ข</a> <span class=d>๑ ม.ค. ๖๔</span></li><li><a href="/about">เกี่ยวกับ</a></li>
<li class=n><a href="javascript:x()">ค</a><a href="#top">ง</a></li></ul></body></html>"""


@pytest.mark.parametrize("codec", ["utf-8", "cp874"])
def test_listing(codec: str) -> None:
    table = kind("listing", url="/list?page={page}", items="li.n", day=".d", match="/news/", max_pages=3)
    assert urls(table.start(BASE, OPEN)) == ["list?page=1"]
    found = list(table.read(page(LIST.encode(codec), "list?page=1"), OPEN))
    assert found == [
        Candidate(BASE + "news/1", date(2023, 7, 26)),
        Candidate(BASE + "news/2", date(2021, 1, 1)),
        Follow(BASE + "list?page=2"),
    ]
    assert urls(table.read(page(LIST, "list?page=3"), OPEN)) == ["news/1", "news/2"]
    assert urls(table.read(page(LIST, "list?page=1"), Window(from_date=date(2024, 1, 1)))) == [
        "news/1",
        "news/2",
    ]
    assert urls(table.read(page("<p>หมดแล้ว</p>", "list?page=1"), OPEN)) == []


def test_numbered() -> None:
    table = kind("numbered", url="/n/{number}.html", first=9, last=11)
    assert urls(table.start(BASE, OPEN)) == ["n/11.html", "n/10.html", "n/9.html"]


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("numbered", {"url": "/n", "first": 1, "last": 2}, "placeholder"),
        ("numbered", {"url": "/{number}", "first": 2, "last": 1}, "below first"),
        ("listing", {"url": "/", "match": "("}, "regular expression"),
        ("listing", {"url": "/", "items": "li["}, "CSS selector"),
        ("wordpress", {"per_page": 101}, "100"),
    ],
)
def test_tables_that_cannot_work(name: str, parameters: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        kind(name, **parameters)
