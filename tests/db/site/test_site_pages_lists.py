"""The lists: facets and their counts, order, and the same rows as CSV and JSON."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import pytest
from site_pages import get, page, words
from telling import DIGITAL, Told, tell, won

from db.pages.cells import csv_lines
from db.pages.collating import thai_key
from db.pages.queries import read_query
from db.resolve import resolve
from db.store import Store


@pytest.fixture
def told(store: Store, press: list[Told], path: Path) -> Path:
    for article in press:
        article.put(store)
    resolve(store)
    return path


def on_screen(html: str, folder: str = "awards") -> list[str]:
    return re.findall(rf'class="main-cell"[^>]*><a href="/{folder}/([a-z]+-\d+)"', html)


def exported(path: Path, address: str) -> list[dict[str, str]]:
    answer = get(path, address)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(StringIO(answer.text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("query", [
    "", "?year=2566", "?year=2566&year=2564&sort=-organisation", "?province=-", "?recipient=person",
    f"?tier={quote('ดีเด่น')}&sort=province", f"?name={quote('ยะลา')}",
])  # fmt: skip
def test_csv_and_json_are_what_is_on_the_screen(told: Path, query: str) -> None:
    html = page(told, f"/awards{query}")
    ids = on_screen(html)
    assert ids
    assert [row["id"] for row in exported(told, f"/awards.csv{query}")] == ids
    answer = json.loads(get(told, f"/awards.json{query}").text)
    assert [row["id"] for row in answer["rows"]] == ids
    assert answer["count"] == len(ids)
    assert f"{len(ids)} รางวัล" in words(html)


def test_the_page_links_to_its_own_export(told: Path) -> None:
    html = page(told, "/en/awards?year=2566&sort=-year")
    assert 'href="/awards.csv?year=2566&amp;sort=-year"' in html


def test_exports_have_all_pages(store: Store, path: Path) -> None:
    tell("many", *(won(f"โรงเรียนบ้านหนองบัว {n}", DIGITAL, province="ตาก", year=2566) for n in range(450))).put(
        store
    )
    resolve(store)
    pages = [on_screen(page(path, f"/awards?page={number}")) for number in range(1, 10)]
    ids = [identity for page_ids in pages for identity in page_ids]
    assert len(set(ids)) == 450
    assert [row["id"] for row in exported(path, "/awards.csv")] == ids
    assert len(json.loads(get(path, "/awards.json").text)["rows"]) == 450
    assert on_screen(page(path, "/awards?page=99")) == pages[-1]


def test_facets_count_under_the_other_filters(told: Path) -> None:
    html = page(told, "/awards?year=2566")
    tiers = html[html.index("ระดับรางวัล</h2>") :]
    counts = dict(
        re.findall(
            r'facet-label">([^<]*)</span>\s*<span class="facet-count">(\d+)<',
            tiers.partition("</section>")[0],
        )
    )
    assert counts == {"ดีเด่น": "3", "ยอดเยี่ยม": "1"}
    years = html[html.index("<h2>ปี</h2>") :].partition("</section>")[0]
    assert "พ.ศ. 2563" in years  # its own facet still offers the other years
    assert 'href="/awards?year=2566&amp;year=2563"' in years
    assert 'href="/awards" rel="nofollow" aria-current="true"' in years


def test_an_organisations_awards_as_a_list(told: Path) -> None:
    organisation = next(row for row in exported(told, "/organisations.csv") if "อุโมงค์" in row["name"])
    html = page(told, f"/awards?organisation={organisation['id']}")
    assert len(on_screen(html)) == 2
    assert "หน่วยงาน: เทศบาลตำบลอุโมงค์" in words(html)
    assert "เทศบาลนครยะลา" not in html


def test_nothing_found_gives_advice(told: Path) -> None:
    text = words(page(told, f"/awards?province={quote('ระนอง')}"))
    assert "ไม่มีรายการที่ตรงกับตัวกรองทั้งหมดนี้" in text
    assert "0 รางวัล" in text
    assert "จังหวัด: ระนอง" in text  # and can be removed


@pytest.mark.parametrize("query", [
    "?year=abc", "?year=2566%27%20OR%201=1--", "?sort=person", "?sort=-", "?page=-3", "?page=9999999999999",
    "?page=%E0%B9%91",    "?foo=bar", "?kind=%3Cscript%3E", "?recipient=nobody", "?name=%25_%27",
    "?" + "year=1&" * 300,
    "?province=" + "x" * 5000, "?person=a",
])  # fmt: skip
def test_unknown_values_are_harmless(told: Path, query: str) -> None:
    for folder in ("awards", "organisations"):
        assert "<script>" not in page(told, f"/{folder}{query}")
        assert get(told, f"/{folder}.csv{query}").status_code == 200


def test_organisations_by_name_and_kind(told: Path) -> None:
    html = page(told, "/organisations?sort=name")
    names = re.findall(r'class="main-cell"><a [^>]*>([^<]*)</a>', html)
    assert names == sorted(names, key=lambda name: str(thai_key(name)))
    assert "5 หน่วยงาน" in words(html)
    found = page(told, f"/organisations?name={quote('ทม.แม่เหียะ')}")
    assert "เทศบาลเมืองแม่เหียะ" in found
    assert len(on_screen(found, "organisations")) == 1
    assert [row["id"] for row in exported(told, "/organisations.csv?sort=name")] == on_screen(
        html, "organisations"
    )


def test_no_list_has_a_persons_name(told: Path) -> None:
    for address in ("/awards", "/awards.csv", "/awards.json", "/organisations", "/organisations.json"):
        assert "ทศพล" not in get(told, address).text


def test_spreadsheets_do_not_calculate_what_articles_say() -> None:
    line = csv_lines([["=HYPERLINK(1)", "+1", "-1", "@x", "ปกติ", -1, None]])
    assert line == "'=HYPERLINK(1),'+1,'-1,'@x,ปกติ,-1,\r\n"


def test_thai_sorts_as_in_a_dictionary() -> None:
    assert sorted(["โรงเรียน", "กรม", "เทศบาล", "ธนาคาร", "แก่ง"], key=lambda name: str(thai_key(name))) == [
        "กรม", "แก่ง", "เทศบาล", "ธนาคาร", "โรงเรียน",
    ]  # fmt: skip


def test_an_address_is_the_same_after_reading_it() -> None:
    given = [("year", "2566"), ("year", "2566"), ("name", " ยะลา "), ("sort", "-year"), ("page", "3")]
    query = read_query(given, ["year"], ["year"])
    assert query.query_string() == "?year=2566&name=%E0%B8%A2%E0%B8%B0%E0%B8%A5%E0%B8%B2&sort=-year&page=3"
    assert (
        query.toggled("year", "2566").query_string()
        == "?name=%E0%B8%A2%E0%B8%B0%E0%B8%A5%E0%B8%B2&sort=-year"
    )
