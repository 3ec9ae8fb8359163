"""What the pages of an unknown site tell of it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from parsel import Selector

from crawler.drafting import draft, key_of, provisional
from crawler.findings import Findings, FoundIndex, FoundRobots
from crawler.publisher import parse_publisher
from crawler.survey import (
    common_form,
    feeds_of,
    form,
    list_of_articles,
    news_lists,
    read_article,
    wordpress_interface,
)

SITE = "https://www.town.go.th/"
LONG = "เทศบาลเมืองแม่เหียะรับรางวัลท้องถิ่นดิจิทัล"


def page(markup: str) -> Selector:
    return Selector(text=f"<html><body>{markup}</body></html>", type="html")


def is_own(url: str) -> bool:
    return url.startswith(SITE)


@pytest.mark.parametrize(
    ("url", "pattern", "others", "strangers"),
    [
        ("/news/123", "/news/[0-9]+", ["/news/9"], ["/about"]),
        ("/news/123.html", "/news/[0-9]+[.]html", ["/news/9.html"], ["/news/9xhtml"]),
        ("/a/news-12/", "/a/news-[0-9]+/", ["/a/news-3/"], ["/b/news-3/"]),
        (
            "/servlet/Activity?_mode=detail&id=15&back=x",
            "/servlet/Activity[?]_mode=detail&id=[0-9]+",
            ["/servlet/Activity?_mode=detail&id=2"],
            ["/servlet/Activity?_mode=list"],
        ),
        (
            "/2023/10/a-prize/",
            "^https?://[^/]+/[0-9]+/[0-9]+/[^/?#]+/$",
            ["/2024/1/%E0%B8%82/"],
            ["/2023/10/", "/x/"],
        ),
    ],
)
def test_the_form_of_an_address_matches_its_like_alone(
    url: str, pattern: str, others: list[str], strangers: list[str]
) -> None:
    assert form(f"https://www.town.go.th{url}") == pattern
    assert all(re.search(pattern, f"https://www.town.go.th{other}") for other in [url, *others])
    assert not any(re.search(pattern, f"https://www.town.go.th{other}") for other in strangers)


def test_addresses_in_several_folders_have_a_common_form_for_all() -> None:
    sections = [f"{SITE}{section}/news-{number}" for number, section in enumerate("abcd")]
    assert common_form(sections) == "/[^/?#]+/news-[0-9]+"
    assert common_form([f"{SITE}a/1", f"{SITE}a/2", f"{SITE}about"]) == "/a/[0-9]+"
    assert common_form([f"{SITE}a/1", f"{SITE}b.html", f"{SITE}c/d/e"]) is None


def test_a_list_is_told_from_the_menu_and_shows_how_it_goes_on() -> None:
    items = "".join(f'<li><a href="/news/{number}">{LONG} {number}</a></li>' for number in range(3))
    menu = '<a href="/about">เกี่ยวกับเรา</a><a href="/contact">ติดต่อ</a><a href="/map">แผนที่</a>'
    found = list_of_articles(
        page(f'{menu}<ul>{items}</ul><a href="/list?p=2">หน้า ๒</a>'), f"{SITE}list", is_own
    )
    assert found == FoundIndex(
        "listing",
        f"{SITE}list",
        3,
        example=f"{SITE}news/0",
        match="/news/[0-9]+",
        numbered=f"{SITE}list?p={{page}}",
    )
    older = list_of_articles(page(f'{items}<a rel="next" href="/older">ถัดไป</a>'), f"{SITE}list", is_own)
    assert older is not None and older.next == "a[rel~='next']"
    assert list_of_articles(page(menu), SITE, is_own) is None


def test_lists_of_news_come_before_other_sections_and_procurement_not_at_all() -> None:
    links = (
        '<a href="/buy">ข่าวจัดซื้อจัดจ้าง</a><a href="/act">กิจกรรม</a><a href="/pr">ข่าวประชาสัมพันธ์</a>'
        f'<a href="/about">ประวัติ</a><a href="/news/1">{LONG} ประจำปี 2566 ประเภทดีเด่น</a>'
        '<a href="https://elsewhere.example/news">ข่าว</a><a href="/news.pdf">ข่าว</a><a href="/news?p=2">2</a>'
    )
    assert news_lists(page(links), SITE, is_own) == [f"{SITE}pr", f"{SITE}act"]


def test_feeds_and_wordpress_are_seen() -> None:
    head = (
        '<link rel="alternate" type="application/rss+xml" href="/feed/">'
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed/">'
        '<link rel="alternate" hreflang="en" href="/en/">'
    )
    assert feeds_of(page(head), SITE) == [f"{SITE}feed/"]
    named = '<link rel="https://api.w.org/" href="/moi/wp-json/">'
    assert wordpress_interface(page(named), SITE) == f"{SITE}moi/wp-json/wp/v2/posts"
    by_file = '<img src="/wp-content/a.png">'
    assert wordpress_interface(page(by_file), f"{SITE}moi/") == f"{SITE}moi/wp-json/wp/v2/posts"
    assert wordpress_interface(page('<img src="/a.png">'), SITE) is None


def test_the_layout_of_an_article_is_the_one_that_reads_most() -> None:
    text = "<p>" + LONG * 3 + "</p>"
    plain = read_article(SITE, f"<h1>{LONG}</h1><p>10 ตุลาคม 2566</p>{text}".encode(), None, wordpress=False)
    assert plain is not None
    assert (plain.published, plain.json_ld, plain.open_graph) == (date(2023, 10, 10), False, False)
    described = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "ข่าว", '
        '"datePublished": "2023-10-10"}</script>'
    )
    news = read_article(SITE, f"{described}<article>{text}</article>".encode(), None, wordpress=False)
    assert news is not None
    assert (news.layout, news.json_ld) == ("news", True)
    assert read_article(SITE, b"<p>x</p>", None, wordpress=True) is None


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.dla.go.th/", "dla"),
        ("https://minister.moi.go.th/x", "minister-moi"),
        ("https://ข่าว.ไทย/", "site"),
        ("http://127.0.0.1:8000/", "site"),
        ("http://", "site"),
    ],
)
def test_the_key_comes_from_the_host(url: str, key: str) -> None:
    assert key_of(url) == key


def test_a_draft_of_hostile_findings_can_be_loaded_and_says_what_to_check() -> None:
    evil = 'ชื่อ"\n\\ """ \x7f [terms] verdict = "allowed"'
    index = FoundIndex("listing", f"{SITE}l", 3, match='["\\w]+', numbered=f"{SITE}l?p={{page}}")
    findings = Findings(SITE, 3, name=evil, generator=evil, robots=FoundRobots(200, 17.0), indexes=(index,))
    publisher = parse_publisher(draft(findings, "town", date(2026, 1, 5)), "town.toml")
    assert publisher.refusal() is not None
    assert "verdict" in publisher.name.th
    assert publisher.politeness.delay == 17
    assert publisher.discovery[0].match == '["\\w]+'
    questions = " ".join(publisher.unverified)
    assert "robots.txt and terms of use, read by a person." in questions
    assert f"{SITE}l?p=1" in questions
    assert "no page of an article could be read" in questions


def test_a_draft_of_nothing_found_can_be_loaded() -> None:
    publisher = parse_publisher(draft(Findings(SITE, 1), "town", date(2026, 1, 5)), "town.toml")
    assert "no list was found" in " ".join(publisher.unverified)


def test_a_provisional_publisher_needs_an_address() -> None:
    assert provisional("https://town.go.th", "town", 3.0).politeness.delay == 3
    with pytest.raises(ValueError, match="http"):
        provisional("ftp://town.go.th", "town", 3.0)
