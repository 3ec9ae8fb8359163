"""The gold facts of the demonstration articles hold against their texts, and crawls read those texts."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest

from crawler.pages import open_page
from crawler.pages.text import html_text
from rangwan.demo import demo_documents, demo_gold
from rangwan.demo.article import load_articles, parse_article
from rangwan.demo.server import SITES, answer
from rangwan.demo.sources import demo_publishers
from rangwan.demo.web import body_html

DOCUMENTS = {document["id"]: document for document in demo_documents()}
GOLD = {record["id"]: record for record in demo_gold()}
FIELDS = ("organisation", "person", "award", "category", "tier", "project", "evidence")
DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def winners(organisation: str) -> list[tuple[str, dict[str, Any]]]:
    return [
        (key, fact)
        for key, record in GOLD.items()
        for fact in record["awards"]
        if fact["organisation"] == organisation and fact["recipient_type"] == "organisation"
    ]


def test_every_article_has_gold_facts_and_the_address_of_its_page() -> None:
    assert GOLD.keys() == DOCUMENTS.keys()
    for key, record in GOLD.items():
        assert DOCUMENTS[key]["url"] == f"http://{record['site']}.invalid{record['path']}"


def test_a_quarter_to_a_half_of_the_articles_name_no_winner() -> None:
    without = sum(not record["awards"] for record in GOLD.values())
    assert len(GOLD) / 4 <= without <= len(GOLD) / 2


@pytest.mark.parametrize("key", GOLD)
def test_every_gold_string_stands_in_its_article(key: str) -> None:
    text = squeezed(DOCUMENTS[key]["title"] + "\n" + DOCUMENTS[key]["text"])
    for fact in GOLD[key]["awards"]:
        for name in FIELDS:
            value = fact[name]
            # Lists of provinces leave out the word จังหวัด; gold writes it.
            if name == "organisation" and value and value not in text:
                value = value.removeprefix("จังหวัด")
            assert value is None or squeezed(value) in text
        assert all(alias in text for alias in fact["aliases"])
        assert fact["province"] is None or fact["province"] in text
        assert fact["recipient_type"] != "person" or fact["person"]
        year = fact["year"]
        digits = text.translate(DIGITS)
        assert year is None or str(year) in digits or str(year - 543) in digits


def test_no_gold_fact_is_told_twice_in_one_article() -> None:
    names = ("organisation", "person", "award", "category", "tier", "year", "project")
    for record in GOLD.values():
        facts = [tuple(fact[name] for name in names) for fact in record["awards"]]
        assert len(set(facts)) == len(facts)


def test_mae_hia_has_two_awards_and_one_of_them_in_two_articles() -> None:
    told = {(key, fact["year"], fact["province"]) for key, fact in winners("เทศบาลเมืองแม่เหียะ")}
    assert told == {
        ("wordpress-local-digital-2566", 2566, "เชียงใหม่"),
        ("municipal-mae-hia-2566", 2566, None),
        ("newspaper-mou-56-local-governments", 2563, "เชียงใหม่"),
    }
    assert "เชียงใหม่" not in DOCUMENTS["municipal-mae-hia-2566"]["text"]


def test_yala_won_in_two_editions_and_umong_twice_in_one() -> None:
    assert sorted(fact["year"] for _, fact in winners("เทศบาลนครยะลา")) == [2564, 2566]
    umong = {(fact["year"], fact["project"]) for _, fact in winners("เทศบาลตำบลอุโมงค์")}
    assert len(umong) == 2
    assert {year for year, _ in umong} == {2566}


@pytest.mark.parametrize("key", DOCUMENTS)
def test_the_layout_of_its_publisher_reads_title_text_and_day_from_the_page(key: str) -> None:
    article = next(article for article in load_articles() if article.key == key)
    document = DOCUMENTS[key]
    site = next(site for site in SITES if site.key == article.site)
    (publisher,) = demo_publishers({site.key: site.nominal_url})
    page = answer(site, document["url"].removeprefix(site.nominal_url))
    item = open_page(publisher.layout, document["url"], page.body, content_type=page.content_type).item()
    assert (item.title, item.text) == (document["title"], document["text"])
    assert item.published == article.published.date()


def test_html_lists_keep_their_bullets_as_text() -> None:
    article = next(article for article in load_articles() if article.key == "wordpress-baac-soe-2567")
    assert "\n– รางวัลบริการดีเด่น" in article.text
    assert html_text(body_html(article.blocks)) == DOCUMENTS[article.key]["text"]


def test_publishers_move_to_where_the_sites_are_served() -> None:
    addresses = {site.key: f"http://127.0.0.1:{9000 + place}" for place, site in enumerate(SITES)}
    for publisher in demo_publishers(addresses):
        assert publisher.root == f"{addresses[publisher.key]}/"
        assert publisher.refusal() is None
        assert publisher.politeness.delay == 0
        assert urlsplit(publisher.homepage).hostname == f"{publisher.key}.invalid"


def test_an_article_with_an_unknown_field_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"articles/x\.toml: unknown field titel"):
        parse_article("x", {"titel": "y"})
