"""What is told of a publisher's file beyond what the loader refuses, and its plan in plain words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from crawler.plan import plan
from crawler.publisher import Publisher, load_publishers
from crawler.review import Remark, review

TODAY = date(2026, 6, 1)
ALLOWED = {"verdict": "allowed", "checked_by": "A", "checked_on": "2026-01-05", "why": "its terms permit it"}
COMPLETE: dict[str, Any] = {
    "key": "town",
    "name": {"th": "เทศบาล", "en": "Town"},
    "homepage": "https://www.town.go.th/",
    "publishes": "News.",
    "layout": "plain",
    "discovery": [{"kind": "listing", "url": "/news", "match": "/news/[0-9]+"}],
    "expectations": {"min_found": 1, "min_new": 0, "max_new": 9},
    "terms": ALLOWED,
}


def publisher(**changes: Any) -> Publisher:
    return Publisher.model_validate(COMPLETE | changes)


def remarks(**changes: Any) -> list[Remark]:
    return list(review(publisher(**changes), TODAY))


def test_of_a_complete_file_nothing_is_told() -> None:
    assert remarks() == []


@pytest.mark.parametrize(
    ("changes", "at", "what", "serious"),
    [
        ({"homepage": "https://192.168.1.9/"}, "homepage", "private network", True),
        ({"homepage": "http://127.0.0.1:8000/"}, "homepage", "this machine", False),
        (
            {"discovery": [{"kind": "feed", "url": "https://feeds.example.com/town"}]},
            "discovery 1 (feed): url",
            "feeds.example.com is no host of town",
            True,
        ),
        (
            {"discovery": [{"kind": "listing", "url": "/news"}]},
            "discovery 1 (listing): match",
            "menus",
            False,
        ),
        ({"politeness": {"delay": 0.2}}, "politeness.delay", "0.2 seconds", False),
        ({"politeness": {"delay": 9, "max_delay": 3}}, "politeness.max_delay", "below delay", False),
        ({"expectations": {"min_found": 1}}, "expectations", "min_new, max_new not said", False),
        ({"terms": ALLOWED | {"checked_by": None}}, "terms", "without checked_by", True),
        ({"terms": ALLOWED | {"checked_on": "2569-01-05"}}, "terms.checked_on", "lies ahead", True),
        (
            {"terms": ALLOWED | {"checked_on": "2025-05-31"}},
            "terms.checked_on",
            "more than a year ago",
            False,
        ),
        ({"terms": {"verdict": "unverified", "why": "new"}}, "unverified", "does not say", False),
    ],
)
def test_what_is_wrong_or_doubtful_is_told_with_its_place_and_what_to_do(
    changes: dict[str, Any], at: str, what: str, serious: bool
) -> None:
    (remark,) = remarks(**changes)
    assert remark.at == at
    assert what in remark.what
    assert remark.advice
    assert remark.serious is serious


def test_a_verdict_of_a_year_ago_is_not_yet_stale() -> None:
    assert remarks(terms=ALLOWED | {"checked_on": "2025-06-01"}) == []


def test_a_host_of_ones_own_is_reached() -> None:
    feed = [{"kind": "feed", "url": "https://feeds.example.com/town"}]
    assert remarks(discovery=feed, hosts=["feeds.example.com"]) == []


def test_no_shipped_file_has_a_serious_remark() -> None:
    found = [
        (one.key, remark)
        for one in load_publishers().values()
        for remark in review(one, date(2026, 12, 1))
        if remark.serious
    ]
    assert found == []


def test_the_plan_says_where_how_and_whether() -> None:
    stages = [
        {"kind": "feed", "url": "/feed", "max_pages": 3},
        {"kind": "sitemap", "sitemaps": "news"},
        {"kind": "wordpress", "search": "รางวัล"},
        {"kind": "listing", "url": "/list?page={page}", "match": "/news/"},
        {"kind": "numbered", "url": "/{number}.html", "first": 1, "last": 9},
    ]
    told = plan(
        publisher(discovery=stages, layout={"name": "news", "text": ".story", "drop": [".ad"]}), TODAY
    )
    where = told["Where it looks"]
    assert where[0] == "The feed https://www.town.go.th/feed, at most 3 pages of it."
    assert "https://www.town.go.th/sitemap.xml, of an index only those that match news" in where[1]
    assert "posts that contain รางวัล, whole" in where[2]
    assert where[3].startswith("The list https://www.town.go.th/list?page=1, at most 10 pages")
    assert where[3].endswith("Articles are the addresses that match /news/.")
    assert where[4] == "Pages by number, /{number}.html from 9 to 1."
    assert told["How it reads a page"][1:] == (
        "Before that, the text at .story.",
        "Left out of the text: .ad.",
    )
    assert told["May it be crawled?"] == ("Yes: its terms permit it.", "Checked by A on 2026-01-05.")
    assert "0 to 9 articles are new." in told["What is expected of a run"]


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("unverified", "`rangwan crawl town` crawls it"),
        ("forbidden", "No, its terms forbid it: "),
        ("archive-only", "No, only its archive may be used: "),
    ],
)
def test_the_plan_says_why_a_publisher_is_not_crawled(verdict: str, words: str) -> None:
    told = plan(publisher(terms={"verdict": verdict, "why": "so be it"}), TODAY)["May it be crawled?"]
    assert words in " ".join(told)
    assert "so be it" in told[0]


def test_the_plan_tells_of_an_old_verdict() -> None:
    told = plan(publisher(terms=ALLOWED | {"checked_on": "2024-01-01"}), TODAY)["May it be crawled?"]
    assert "more than a year ago" in told[-1]
