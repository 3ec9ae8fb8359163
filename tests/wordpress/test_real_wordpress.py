"""A real WordPress, crawled in the three ways in which one can be: all must find the same.

Runs where Debian's packages of WordPress are installed (`wordpress_site.PACKAGES`) and is skipped elsewhere.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from wordpress_site import PACKAGES, Post, missing, serve, themes

from crawler.article import Article
from crawler.events import ArticleFound, CrawlFinished, FailureKind, PageFailed
from crawler.job import Limits
from crawler.memory import DictMemory
from crawler.publisher import Publisher
from crawler.run import crawl
from rangwan.demo.article import articles_of
from rangwan.demo.web import body_html

if reason := missing():
    pytest.skip(f"{reason}; as root: apt-get install {PACKAGES}", allow_module_level=True)

TABLE = """
<!-- wp:paragraph --><p>ผู้ได้รับรางวัลท้องถิ่นดิจิทัล "ดีเด่น" ประจำปี ๒๕๖๖ มี 2 แห่ง...</p><!-- /wp:paragraph -->
<!-- wp:table --><figure class="wp-block-table"><table><thead><tr><th>ลำดับ</th><th>หน่วยงาน</th></tr></thead>
<tbody><tr><td>1</td><td>เทศบาลเมืองแม่เหียะ จังหวัดเชียงใหม่</td></tr>
<tr><td>2</td><td>เทศบาลตำบลอุโมงค์ จังหวัดลำพูน</td></tr></tbody></table></figure><!-- /wp:table -->
<!-- wp:list {"ordered":true} --><ol><li>โล่รางวัล</li><li>เกียรติบัตร</li></ol><!-- /wp:list -->
"""
# Zero-width spaces and decomposed sara am, as word processors leave them behind.
PASTED = "<p>ส\u0e4d\u0e32นักงานจังหวัดล\u0e4d\u0e32พูน\u200bรับรางวัล</p>"
ODD = [
    # Half past midnight in Thailand is the day before in Greenwich.
    Post("สพร. มอบรางวัลหลังเที่ยงคืน", TABLE, "2023-10-11 00:30:00", "after-midnight"),
    Post("รางวัล\u200bที่มีอักขระซ่อน & “อัญประกาศ” <b>", PASTED, "2022-01-01 09:00:00", "ชื่อไทย"),
    Post("ฉบับร่าง", "<p>ยังไม่เผยแพร่</p>", "2023-01-01 09:00:00", "draft", status="draft"),
    Post("ตั้งเวลาไว้", "<p>ยังไม่ถึงเวลา</p>", "2099-01-01 09:00:00", "later", status="future"),
    Post("เกี่ยวกับเรา", "<p>หน้าแนะนำหน่วยงาน</p>", "2020-01-01 09:00:00", "about", type="page"),
    Post("ข่าวภายใน", "<p>รางวัลภายใน</p>", "2023-03-01 09:00:00", "inside", password="secret"),
]
HIDDEN = {"ฉบับร่าง", "ตั้งเวลาไว้", "เกี่ยวกับเรา", "ข่าวภายใน"}
DEMO = articles_of("demo-wordpress")
POSTS = ODD + [
    Post(
        article.title,
        body_html(article.blocks),
        f"{article.published:%Y-%m-%d %H:%M:%S}",
        article.slug or f"news-{article.number}",
        article.category,
    )
    for article in DEMO
]
WAYS: dict[str, dict[str, Any]] = {
    # Ten posts a page, so that the older ones stand on a second.
    "feed": {"kind": "feed", "url": "/feed/", "max_pages": 3},
    "sitemap": {"kind": "sitemap", "url": "/wp-sitemap.xml", "sitemaps": "posts-post"},
    "rest": {"kind": "wordpress", "per_page": 5},
}


@pytest.fixture(scope="module", params=themes())
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a WordPress in one of the themes."""
    with (
        tempfile.TemporaryDirectory(prefix="wp-") as folder,
        serve(Path(folder), request.param, POSTS) as url,
    ):
        yield url


def crawled(address: str, way: str, layout: str = "wordpress") -> tuple[dict[str, Article], list[PageFailed]]:
    """The articles by address, and what failed."""
    publisher = Publisher.model_validate(
        {
            "key": "real-wordpress",
            "name": {"th": "ข่าวรางวัลภาครัฐ", "en": "Awards"},
            "homepage": f"{address}/",
            "publishes": "Posts.",
            "layout": layout,
            "discovery": [WAYS[way]],
            "politeness": {"delay": 0},
            "terms": {"verdict": "allowed", "why": "it is ours"},
        }
    )
    limits = Limits(seconds=120, retries=0)
    events = list(crawl([publisher], DictMemory(), limits=limits, allow_loopback=True))
    assert isinstance(events[-1], CrawlFinished)
    assert events[-1].ok, events[-1].reason
    found = {event.article.url: event.article for event in events if isinstance(event, ArticleFound)}
    return (
        {url: article for url, article in found.items() if url},
        [event for event in events if isinstance(event, PageFailed)],
    )


def test_feed_sitemap_and_rest_find_the_same_articles(address: str) -> None:
    ways = {way: crawled(address, way) for way in WAYS}
    fields = {
        way: {url: (a.title, a.text, a.published, a.category) for url, a in found.items()}
        for way, (found, _) in ways.items()
    }
    assert fields["feed"] == fields["rest"]
    assert fields["sitemap"] == fields["rest"]
    assert len(fields["rest"]) == len(POSTS) - len(HIDDEN)
    for _, failures in ways.values():
        assert [(failure.url, failure.kind) for failure in failures] == [
            (f"{address}/2023/03/inside/", FailureKind.BLOCKED)
        ]


def test_every_post_is_found_with_its_title_day_and_text(address: str) -> None:
    found, _ = crawled(address, "rest")
    by_title = {article.title: article for article in found.values()}
    for article in DEMO:
        read = by_title[article.title]
        assert (read.published, read.category) == (article.published.date(), article.category)
        assert len(read.text.split("\n")) == len(article.blocks)
    assert not HIDDEN & set(by_title)


def test_what_wordpress_makes_of_odd_posts(address: str) -> None:
    found, _ = crawled(address, "sitemap")
    by_title = {article.title: article for article in found.values()}
    late = by_title["สพร. มอบรางวัลหลังเที่ยงคืน"]
    assert late.published == date(2023, 10, 11)
    assert late.text.split("\n") == [
        "ผู้ได้รับรางวัลท้องถิ่นดิจิทัล “ดีเด่น” ประจำปี ๒๕๖๖ มี 2 แห่ง…",
        "ลำดับ หน่วยงาน",
        "1 เทศบาลเมืองแม่เหียะ จังหวัดเชียงใหม่",
        "2 เทศบาลตำบลอุโมงค์ จังหวัดลำพูน",
        "1. โล่รางวัล",
        "2. เกียรติบัตร",
    ]
    (hidden,) = (article for title, article in by_title.items() if title.startswith("รางวัลที่มีอักขระซ่อน"))
    assert hidden.text == "สำนักงานจังหวัดลำพูนรับรางวัล"


def test_a_site_that_nobody_has_described_is_read_alike(address: str) -> None:
    declared, _ = crawled(address, "sitemap")
    general, _ = crawled(address, "sitemap", layout="general")
    assert set(general) == set(declared)
    for url, article in declared.items():
        read = general[url]
        assert (read.title, read.published) == (article.title, article.published)
        # Of a short post the block theme's line on day, category and author may follow.
        text, rest = read.text[: len(article.text)], read.text[len(article.text) :]
        assert text == article.text
        assert rest == "" or rest.startswith("\nPosted\n")
