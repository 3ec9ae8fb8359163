"""Sites are redesigned: the day on which a page was fetched decides how it is read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import attr
import pytest

import crawler.pages
from crawler.job import CrawlJob
from crawler.pages import LAYOUTS, Layout, PressPage, open_page
from crawler.publisher import Publisher, PublisherError, parse_publisher
from crawler.reading import Reader, ReadingError
from crawler.snapshots import SnapshotStore

PUBLISHER = """
key = "town"
name.th = "เทศบาล"
name.en = "Town"
homepage = "https://town.example.go.th/"
publishes = "News."

[layout]
name = "plain"
title = ".old-title"
text = ".old-text"
drop = [".old-note"]

[[layout.versions]]
since = 2022-01-01
title = ".new-title"
text = ".new-text"

[[layout.versions]]
since = 2024-06-01
name = "wordpress"

[[discovery]]
kind = "feed"
url = "/feed/"

[terms]
verdict = "allowed"
why = "a test"
"""
OLD = "<body><b class=old-title>เก่า</b><div class=old-text>รับรางวัล<p class=old-note>หมายเหตุ</p></div></body>"
NEW = "<body><b class=new-title>ใหม่</b><div class=new-text>รับโล่<p class=old-note>หมายเหตุ</p></div></body>"
WORDPRESS = "<body><h1 class=entry-title>ล่าสุด</h1><div class=entry-content>รับถ้วย</div></body>"


def town() -> Publisher:
    return parse_publisher(PUBLISHER, "town.toml")


@pytest.mark.parametrize(
    ("page", "fetched", "expected"),
    [
        (OLD, datetime(2019, 5, 1, tzinfo=UTC), ("เก่า", "รับรางวัล", "plain")),
        # 31 December 18:00 in Greenwich is the first day of the new design in Thailand.
        (OLD, datetime(2021, 12, 31, 16, 59, tzinfo=UTC), ("เก่า", "รับรางวัล", "plain")),
        (NEW, datetime(2021, 12, 31, 18, 0, tzinfo=UTC), ("ใหม่", "รับโล่\nหมายเหตุ", "plain")),
        (WORDPRESS, datetime(2024, 6, 1, tzinfo=UTC), ("ล่าสุด", "รับถ้วย", "wordpress")),
    ],
)
def test_an_old_snapshot_is_read_by_the_layout_of_its_day(
    page: str, fetched: datetime, expected: tuple[str, str, str], tmp_path: Path
) -> None:
    """Whatever the day is on which it is read (again)."""
    store = SnapshotStore(tmp_path)
    sha256 = store.put(page.encode())
    reader = Reader(CrawlJob(publisher=town()))
    read = reader.read("https://town.example.go.th/1", store.get(sha256), fetched, content_type="text/html")
    assert (read.article.title, read.article.text, read.article.layout) == expected


def test_a_page_of_another_day_than_its_design_says_which_layout_failed() -> None:
    reader = Reader(CrawlJob(publisher=town()))
    with pytest.raises(ReadingError, match=r"layout 'wordpress'.*town\.toml"):
        reader.read(
            "https://town.example.go.th/1",
            "<body><p>รับรางวัล</p></body>".encode(),
            datetime(2025, 1, 1, tzinfo=UTC),
            content_type="text/html",
        )


def test_without_a_day_the_newest_version_is_taken() -> None:
    assert town().layout.on(None).name == "wordpress"
    item = open_page(town().layout, "https://town.example.go.th/1", WORDPRESS.encode()).item()
    assert (item.title, item.text) == ("ล่าสุด", "รับถ้วย")


def test_a_layout_keeps_its_versions_on_the_way_to_the_worker() -> None:
    job = CrawlJob(publisher=town())
    assert CrawlJob.model_validate_json(job.model_dump_json()).publisher.layout == town().layout


def test_page_objects_have_dated_versions_too(monkeypatch: pytest.MonkeyPatch) -> None:
    @attr.s(auto_attribs=True)
    class Redesigned(PressPage):
        title_at = (".headline",)
        text_at = (".story",)

    (first,) = LAYOUTS["thaigov"]
    versions = {**LAYOUTS, "thaigov": (first, (date(2025, 9, 1), Redesigned))}
    monkeypatch.setattr(crawler.pages, "LAYOUTS", versions)
    before = "<title>รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-ข่าวเก่า</title><div class='border-normal clearfix'>เดิม</div>"
    after = "<title>x</title><p class=headline>ข่าวใหม่</p><div class=story>เปลี่ยน</div>"

    def read(page: str, day: date | None) -> tuple[str, str]:
        opened = open_page(Layout(name="thaigov"), "https://x/1", page.encode(), fetched_on=day)
        return opened.title, opened.text

    assert read(before, date(2025, 8, 31)) == ("ข่าวเก่า", "เดิม")
    assert read(after, date(2025, 9, 1)) == ("ข่าวใหม่", "เปลี่ยน")
    assert read(after, None) == ("ข่าวใหม่", "เปลี่ยน")


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("since = 2022-01-01", "since = 2025-01-01", ["layout", "2024-06-01 must stand above", "2025-01-01"]),
        ("since = 2022-01-01", "since = 2024-06-01", ["no two may begin on one day"]),
        ("since = 2022-01-01\n", "", ["'layout.versions.0.since' is missing"]),
        ("since = 2022-01-01", 'since = "redesign"', ["layout.versions.0.since"]),
        ('title = ".new-title"', 'titel = ".new-title"', ["layout.versions.0.titel", "did you mean 'title'"]),
        ('text = ".new-text"', 'text = "..new"', ["layout.versions.0.text", "is not a CSS selector"]),
        ('name = "wordpress"', 'name = "wordpres"', ["no layout 'wordpres'", "wordpress"]),
    ],
)
def test_mistakes_in_versions_are_named(old: str, new: str, parts: list[str]) -> None:
    assert old in PUBLISHER
    with pytest.raises(PublisherError) as error:
        parse_publisher(PUBLISHER.replace(old, new, 1), "town.toml")
    for part in parts:
        assert part in str(error.value)
