"""The page of an article: its text as text, marked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from site_pages import change, one, page, words
from telling import DIGITAL, Told, tell, won

from db.pages.articles import MAX_CHARACTERS
from db.pages.marking import Mark, segments
from db.resolve import resolve
from db.store import Store
from extract.fact import CountCheck


def test_segments_of_nested_and_crossing_spans_are_the_text() -> None:
    text = "เทศบาลนครยะลา จังหวัดยะลา ชนะเลิศ"
    marks = [
        Mark(0, 33, "evidence"),
        Mark(0, 13, "organisation"),
        Mark(9, 13, "province"),
        Mark(11, 20, "tier"),
    ]
    found = segments(text, marks)
    assert "".join(segment.text for segment in found) == text
    by_start = {segment.start: segment for segment in found}
    assert sorted(by_start) == [0, 9, 11, 13, 20]
    assert by_start[0].fields == ("organisation",)
    assert by_start[9].fields == ("province", "organisation")
    assert by_start[11].fields == ("province", "tier", "organisation")
    assert by_start[13].fields == ("tier",)
    assert by_start[20].fields == ()
    assert by_start[20].sentence
    assert not by_start[13].target


def test_marks_beyond_the_text_are_harmless() -> None:
    assert "".join(s.text for s in segments("abc", [Mark(2, 90, "tier"), Mark(50, 60, "year")])) == "abc"
    assert segments("", [Mark(0, 4, "tier")]) == ()


def test_nested_spans_are_marked_and_labelled(store: Store, path: Path) -> None:
    told = tell("ยะลา/1", won("เทศบาลนครยะลา", DIGITAL, province="ยะลา", tier="ดีเด่น", year=2566))
    (fact,) = told.extraction.awards
    start = fact.spans["organisation"][0]
    spans = {**fact.spans, "province": (start + 9, start + 13)}
    Told(told.article, replace(told.extraction, awards=(replace(fact, spans=spans),))).put(store)
    resolve(store)
    html = page(path, "/articles/%E0%B8%A2%E0%B8%B0%E0%B8%A5%E0%B8%B2/1")
    assert re.search(rf'id="at-{start}"><small class="label" lang="th">หน่วยงาน</small>เทศบาลนคร</mark>', html)
    assert re.search(
        rf'nested s" id="at-{start + 9}"><small class="label" lang="th">จังหวัด</small>ยะลา</mark>', html
    )
    assert "/awards/awd-" in html


def test_html_scripts_and_bidi_controls_show_as_text(store: Store, path: Path) -> None:
    evil = '<script>alert("1")</script><img src=x onerror=alert(1)> {{ 7*7 }} ¤'
    told = tell("evil", won("เทศบาลนครยะลา", DIGITAL, project=evil, year=2566), title=f"ข่าว {evil}")
    told.put(store)
    resolve(store)
    change(
        path,
        "UPDATE article_version SET text = replace(text, '¤', char(8238)),"
        " title = replace(title, '¤', char(7))",
    )
    change(path, "UPDATE article SET url = 'javascript:alert(1)'")
    award = one(path, "SELECT id FROM award")
    organisation = one(path, "SELECT id FROM organisation")
    for address in (
        "/articles/evil",
        f"/awards/{award}",
        f"/organisations/{organisation}",
        "/awards",
        "/organisations",
    ):
        for language in ("", "/en"):
            html = page(path, f"{language}{address}")
            assert "<script>alert" not in html
            assert "<img" not in html
            assert "\u202e" not in html
            assert "\x07" not in html
            assert 'href="javascript' not in html
    text = words(page(path, "/articles/evil"))
    assert '<script>alert("1")</script>' in text
    assert "{{ 7*7 }}" in text
    assert "[U+202E]" in text
    assert "[U+0007]" in text


def test_claimed_counts_are_met_or_not(store: Store, path: Path) -> None:
    told = tell(
        "counts",
        won("เทศบาลนครยะลา", DIGITAL, year=2566),
        title="ผลการประกวด 18 รางวัล 1 แห่ง",
        checks=(CountCheck("total", 18, 1, 12, 14), CountCheck("count", 1, 1, 22, 23)),
    )
    told.put(store)
    text = words(page(path, "/articles/counts"))
    assert "ไม่ตรงกัน ในข่าวว่า 18 พบ 1" in text
    assert "✓ ตรงกัน ในข่าวว่า 1 พบ 1" in text
    assert "The article says 18; 1 found" in words(page(path, "/en/articles/counts"))


def test_the_text_of_an_article_is_whole_and_its_facts_name_no_person(store: Store, path: Path) -> None:
    told = tell(
        "person", won("กรมสรรพากร", DIGITAL, year=2564, person="นายสมชาย ใจดี"), published=date(2021, 5, 1)
    )
    told.put(store)
    resolve(store)
    html = page(path, "/articles/person")
    text, _, side = html.partition('class="side"')
    assert "นายสมชาย ใจดี" in text
    assert "สมชาย" not in side
    assert "กรมสรรพากร" in side


def test_a_changed_and_a_vanished_article_say_so(store: Store, path: Path) -> None:
    told = tell("a", won("เทศบาลนครยะลา", DIGITAL, year=2566))
    told.put(store)
    store.put_article(replace(told.article, text=f"{told.article.text}\nเพิ่มเติม"))
    change(path, "UPDATE article SET vanished_at = '2026-02-03T00:00:00Z'")
    text = words(page(path, "/articles/a"))
    assert "ถูกแก้ไข 1 ครั้ง" in text
    assert "มีฉบับใหม่กว่าที่ยังไม่ได้อ่าน" in text
    assert "3 กุมภาพันธ์ 2569" in text


def test_the_original_is_linked_without_endorsing_it(store: Store, path: Path) -> None:
    tell("a", won("เทศบาลนครยะลา", DIGITAL)).put(store)
    assert '<a rel="noopener nofollow external" href="https://www.example.go.th/news/a">' in page(
        path, "/articles/a"
    )


def test_an_endless_article_is_cut_and_says_so(store: Store, path: Path) -> None:
    tell("long", won("เทศบาลนครยะลา", DIGITAL)).put(store)
    change(path, "UPDATE article_version SET text = text || ?", "ก" * MAX_CHARACTERS)
    html = page(path, "/articles/long")
    assert "แสดงเพียงส่วนต้น" in html
    assert html.count("ก" * 100) <= MAX_CHARACTERS / 100
