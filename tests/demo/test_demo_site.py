"""The demonstration sites, read over HTTP as a crawl and as a curious reader would."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from http.client import HTTPConnection, HTTPMessage
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from lxml import etree

from rangwan.demo import serve_demo
from rangwan.demo.article import DemoArticle, load_articles
from rangwan.demo.documents import document_path
from rangwan.demo.server import SITES, answer, serve
from rangwan.demo.sites.municipal import MUNICIPAL
from rangwan.demo.thai_dates import long_date, official_date, press_date, short_thai_date, slash_date

ARTICLES = {article.key: article for article in load_articles()}
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


class Reply(NamedTuple):
    status: int
    headers: HTTPMessage
    body: bytes


def get(url: str, method: str = "GET", **headers: str) -> Reply:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=10)
    try:
        target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        connection.request(method, target, headers={k.replace("_", "-"): v for k, v in headers.items()})
        response = connection.getresponse()
        return Reply(response.status, response.headers, response.read())
    finally:
        connection.close()


@pytest.fixture(scope="module")
def urls() -> Iterator[dict[str, str]]:
    with serve_demo() as served:
        yield served


def url_of(urls: dict[str, str], article: DemoArticle) -> str:
    return urls[article.site] + document_path(article)


def test_there_are_at_least_forty_pages_over_five_layouts(urls: dict[str, str]) -> None:
    counts = Counter(article.site for article in ARTICLES.values())
    assert set(counts) == set(urls) == {site.key for site in SITES}
    assert len(counts) == 5
    assert min(counts.values()) >= 8
    assert sum(counts.values()) >= 40


def test_no_two_articles_share_an_address() -> None:
    addresses = [(article.site, document_path(article)) for article in ARTICLES.values()]
    assert len(set(addresses)) == len(addresses)


@pytest.mark.parametrize("key", ARTICLES)
def test_every_article_is_served_whole(urls: dict[str, str], key: str) -> None:
    article = ARTICLES[key]
    reply = get(url_of(urls, article))
    assert reply.status == 200
    encoding = {"demo-municipal": "cp874", "demo-plain": "tis_620"}.get(article.site, "utf-8")
    text = " ".join(etree.HTML(reply.body.decode(encoding)).itertext())
    assert article.title in text
    for block in article.blocks:
        assert block.text in text
    assert ".invalid" not in reply.body.decode(encoding)


def test_the_old_sites_declare_their_encoding_in_the_page_or_not_at_all(urls: dict[str, str]) -> None:
    declared: dict[str, set[bytes | None]] = {}
    for article in ARTICLES.values():
        if article.site in ("demo-municipal", "demo-plain"):
            reply = get(url_of(urls, article))
            assert "charset" not in reply.headers["Content-Type"]
            with pytest.raises(UnicodeDecodeError):
                reply.body.decode("utf-8")
            found = re.search(rb"charset=([\w-]+)", reply.body)
            declared.setdefault(article.site, set()).add(found[1] if found else None)
    assert declared == {"demo-municipal": {b"windows-874"}, "demo-plain": {b"tis-620", None}}


def test_a_known_copy_is_not_sent_again(urls: dict[str, str]) -> None:
    url = url_of(urls, ARTICLES["release-digital-government-2564"])
    first = get(url)
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    assert modified == "Thu, 02 Dec 2021 04:20:00 GMT"
    for headers in (
        {"If_None_Match": etag},
        {"If_None_Match": f'"other", W/{etag}'},
        {"If_Modified_Since": modified},
        {"If_Modified_Since": format_datetime(datetime(2024, 1, 1, tzinfo=UTC), usegmt=True)},
    ):
        again = get(url, **headers)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["ETag"] == etag
    # An entity tag outranks the date (RFC 9110).
    assert get(url, If_None_Match='"other"', If_Modified_Since=modified).status == 200
    assert get(url, If_Modified_Since="Wed, 01 Dec 2021 00:00:00 GMT").status == 200
    assert get(url, If_Modified_Since="yesterday").status == 200


def test_entity_tags_do_not_depend_on_the_port(urls: dict[str, str]) -> None:
    with serve_demo() as elsewhere:
        assert urls != elsewhere
        for key, path in (
            ("demo-wordpress", "/feed/"),
            ("demo-newspaper", "/news-sitemap.xml"),
            ("demo-plain", "/"),
        ):
            here, there = get(urls[key] + path), get(elsewhere[key] + path)
            assert here.headers["ETag"] == there.headers["ETag"]
            assert elsewhere[key].encode() not in here.body


def test_a_head_request_has_the_headers_and_no_body(urls: dict[str, str]) -> None:
    url = url_of(urls, ARTICLES["newspaper-umong-two-awards"])
    head, whole = get(url, "HEAD"), get(url)
    assert head.body == b""
    assert head.headers["Content-Length"] == str(len(whole.body))


@pytest.mark.parametrize("site", [site.key for site in SITES])
@pytest.mark.parametrize("path", ["/no-such-page", "/news99.html", "/news_detail.php?id=x", "/..%2f..%2fetc"])
def test_an_unknown_page_is_a_404(urls: dict[str, str], site: str, path: str) -> None:
    assert get(urls[site] + path).status == 404


@pytest.mark.parametrize("site", [site.key for site in SITES])
def test_every_site_has_a_home_page_and_a_robots_txt(urls: dict[str, str], site: str) -> None:
    home, robots = get(urls[site] + "/"), get(urls[site] + "/robots.txt")
    assert home.status == robots.status == 200
    assert re.match(r"User-agent: \*\nDisallow: /\w", robots.body.decode())


def test_the_print_version_is_there_and_robots_txt_forbids_it(urls: dict[str, str]) -> None:
    article = ARTICLES["release-ita-awards-2563"]
    assert get(f"{urls['demo-release']}/news/contents/print/{article.number}").status == 200
    assert "Disallow: /news/contents/print/" in get(urls["demo-release"] + "/robots.txt").body.decode()


@pytest.mark.parametrize(
    ("site", "path", "encoding"),
    [("demo-release", "/news/contents", "utf-8"), ("demo-municipal", "/news.php", "cp874")],
)
def test_the_pages_of_a_listing_lead_to_every_article_once(
    urls: dict[str, str], site: str, path: str, encoding: str
) -> None:
    wanted = {document_path(article) for article in ARTICLES.values() if article.site == site}
    seen: list[str] = []
    for page in range(1, 20):
        body = get(f"{urls[site]}{path}?page={page}").body.decode(encoding)
        links = ["/" + link.lstrip("/") for link in re.findall(r'href="([^"]+)"', body)]
        found = [link for link in links if link in wanted]
        seen += found
        if not found:
            break
    assert page > 2
    assert sorted(seen) == sorted(wanted)
    assert get(f"{urls[site]}{path}?page=0").status == 404
    assert get(f"{urls[site]}{path}?page=x").status == 404


def wordpress_paths() -> set[str]:
    return {document_path(article) for article in ARTICLES.values() if article.site == "demo-wordpress"}


def test_the_feed_holds_the_newest_ten_posts_and_its_second_page_the_rest(urls: dict[str, str]) -> None:
    base = urls["demo-wordpress"]
    pages = [etree.fromstring(get(f"{base}/feed/{query}").body) for query in ("", "?paged=2")]
    links = [[item.text.removeprefix(base) for item in page.iterfind("channel/item/link")] for page in pages]
    assert len(links[0]) == 10
    assert set(links[0] + links[1]) == wordpress_paths()
    assert len(links[0] + links[1]) == len(wordpress_paths())
    assert get(f"{base}/feed/?paged=3").status == 404
    content = pages[0].findtext("channel/item/{http://purl.org/rss/1.0/modules/content/}encoded")
    assert content.startswith("<p>")


def test_the_wordpress_sitemap_index_leads_to_every_post(urls: dict[str, str]) -> None:
    base = urls["demo-wordpress"]
    index = etree.fromstring(get(f"{base}/wp-sitemap.xml").body)
    (posts,) = [location.text for location in index.iter(f"{SITEMAP}loc")]
    entries = etree.fromstring(get(posts).body)
    assert {entry.text.removeprefix(base) for entry in entries.iter(f"{SITEMAP}loc")} == wordpress_paths()


def test_the_news_sitemap_states_title_and_date(urls: dict[str, str]) -> None:
    base = urls["demo-newspaper"]
    entries = etree.fromstring(get(f"{base}/news-sitemap.xml").body)
    stated = {
        entry.findtext(f"{SITEMAP}loc").removeprefix(base): (
            entry.findtext(f".//{NEWS}title"),
            entry.findtext(f".//{NEWS}publication_date"),
        )
        for entry in entries
    }
    assert stated == {
        document_path(article): (article.title, article.published.isoformat())
        for article in ARTICLES.values()
        if article.site == "demo-newspaper"
    }


def test_a_newspaper_page_describes_itself(urls: dict[str, str]) -> None:
    article = ARTICLES["newspaper-mou-56-local-governments"]
    page = etree.HTML(get(url_of(urls, article)).body.decode())
    described = json.loads(page.findtext(".//script[@type='application/ld+json']"))
    story = next(thing for thing in described["@graph"] if thing["@type"] == "NewsArticle")
    assert story["headline"] == article.title
    assert story["datePublished"] == "2021-07-03T06:03:00+07:00"
    assert page.xpath("string(//meta[@property='og:title']/@content)") == article.title


class TestWordPressApi:
    @pytest.fixture
    def posts(self, urls: dict[str, str]) -> str:
        return urls["demo-wordpress"] + "/wp-json/wp/v2/posts"

    def json(self, url: str, status: int = 200) -> Any:
        reply = get(url)
        assert reply.status == status
        return json.loads(reply.body)

    def test_pages_of_posts_add_up(self, posts: str) -> None:
        total = len(wordpress_paths())
        first = get(f"{posts}?per_page=4")
        pages = int(first.headers["X-WP-TotalPages"])
        assert int(first.headers["X-WP-Total"]) == total
        assert pages == -(-total // 4)
        ids = [
            post["id"]
            for page in range(1, pages + 1)
            for post in self.json(f"{posts}?per_page=4&page={page}&_fields=id")
        ]
        assert len(ids) == len(set(ids)) == total

    def test_a_page_too_far_and_bad_values_are_refused_as_wordpress_does(self, posts: str) -> None:
        assert self.json(f"{posts}?page=99", 400)["code"] == "rest_post_invalid_page_number"
        for query in ("per_page=101", "per_page=0", "page=x", "after=yesterday"):
            assert self.json(f"{posts}?{query}", 400)["code"] == "rest_invalid_param"
        assert self.json(f"{posts}/1", 404)["code"] == "rest_post_invalid_id"
        assert self.json(posts.replace("posts", "nothing"), 404)["code"] == "rest_no_route"

    def test_fields_can_be_chosen(self, posts: str) -> None:
        (post, *_) = self.json(f"{posts}?_fields=id,link,title.rendered")
        assert set(post) == {"id", "link", "title"}
        assert get(post["link"]).status == 200

    def test_posts_can_be_asked_for_by_date_and_words(self, posts: str) -> None:
        after = self.json(f"{posts}?after=2023-10-10T00:00:00&before=2023-10-11T00:00:00")
        assert [post["id"] for post in after] == [2310]
        assert {post["id"] for post in self.json(f"{posts}?search=Buakkhang")} == {2310}
        assert self.json(f"{posts}?search=qqq") == []
        newest, oldest = self.json(posts)[0]["date"], self.json(f"{posts}?order=asc")[0]["date"]
        assert newest > oldest

    def test_embedding_names_the_category(self, posts: str) -> None:
        (post, *_) = self.json(f"{posts}?_embed=wp:term&search=Buakkhang")
        assert post["_embedded"]["wp:term"][0][0]["name"] == "ข่าวประชาสัมพันธ์"
        assert "_embedded" not in self.json(posts)[0]

    def test_titles_come_with_entities_and_times_in_two_zones(self, posts: str) -> None:
        (post,) = self.json(f"{posts}?search=Home")
        assert "&#8220;" in post["title"]["rendered"]
        assert (post["date"], post["date_gmt"]) == ("2024-07-12T09:15:00", "2024-07-12T02:15:00")


def test_each_site_states_the_day_in_its_own_form() -> None:
    moment = datetime(2022, 9, 2, 6, 3)
    assert long_date(moment) == "วันศุกร์ที่ 2 กันยายน 2565"
    assert slash_date(moment) == "02/09/2565"
    assert press_date(datetime(2021, 7, 3, 6, 3)) == "03 ก.ค. 2564 เวลา 6:03 น."
    assert short_thai_date(datetime(2021, 12, 2)) == "๒ ธ.ค. ๖๔"
    assert official_date(datetime(2026, 6, 5)) == "5 มิถุนายน พ.ศ. 2569"


def test_sites_take_ports_in_a_row_when_asked_and_say_when_one_is_taken() -> None:
    with serve(MUNICIPAL) as url:
        port = urlsplit(url).port
        assert port is not None
        with pytest.raises(OSError, match="in use"), serve(MUNICIPAL, port):
            pass


def test_other_news_beside_an_article_never_repeats_it() -> None:
    article = ARTICLES["release-ita-awards-2563"]
    body = answer(SITES[0], document_path(article)).body.decode()
    aside = body[body.index("<aside") :]
    assert article.title not in aside
    assert aside.count("<li>") >= 4
