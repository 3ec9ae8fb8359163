"""The pages of an organisation and of an award."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from site_pages import change, get, one, page, words
from telling import DIGITAL, Told, tell, won

from db.resolve import resolve
from db.store import Store


@pytest.fixture
def told(store: Store, press: list[Told], path: Path) -> Path:
    for article in press:
        article.put(store)
    resolve(store)
    return path


def organisation(path: Path, name: str) -> str:
    return f"/organisations/{one(path, 'SELECT id FROM organisation WHERE name = ?', name)}"


def award(path: Path, where: str) -> str:
    return f"/awards/{one(path, f'SELECT id FROM awards WHERE {where}')}"


def test_an_organisation_has_its_awards_by_year_and_its_other_names(told: Path) -> None:
    text = words(page(told, organisation(told, "เทศบาลเมืองแม่เหียะ")))
    assert text.index("พ.ศ. 2566") < text.index("พ.ศ. 2563")
    assert "ทม.แม่เหียะ 1 ครั้ง" in text
    assert "ดีเด่น" in text
    assert "2 ข่าว" in text  # two articles tell of the award of 2566
    assert "12 ตุลาคม 2566" in text


def test_the_english_page_has_english_words_and_provinces(told: Path) -> None:
    text = words(page(told, f"/en{organisation(told, 'เทศบาลเมืองแม่เหียะ')}"))
    assert "2023 (B.E. 2566)" in text
    assert "Chiang Mai" in text
    assert "Town municipality" in text
    assert "12 October 2023" in text
    assert "An article states it:" in text


def test_awards_of_people_stand_apart_without_names(told: Path) -> None:
    html = page(told, organisation(told, "กรมพัฒนาธุรกิจการค้า"))
    text = words(html)
    assert text.index("รางวัลรัฐบาลดิจิทัล") < text.rindex("รางวัลของบุคลากร")
    assert text.rindex("รางวัลของบุคลากร") < text.index("รางวัลผู้นำองค์กรดิจิทัลดีเด่น")
    assert "ทศพล" not in html


def test_the_award_of_a_person_shows_no_name_and_no_sentence_but_the_article(told: Path) -> None:
    html = page(told, award(told, "recipient_type = 'person'"))
    assert "ทศพล" not in html
    assert "<blockquote" not in html
    assert "กรมพัฒนาธุรกิจการค้า" in html
    assert "/articles/dga-2564#at-" in html


def test_a_project_that_names_its_person_is_left_out(store: Store, path: Path) -> None:
    tell(
        "a", won("กรมสรรพากร", DIGITAL, year=2564, person="นายสมชาย ใจดี", project="ห้องเรียนของนายสมชาย ใจดี")
    ).put(store)
    resolve(store)
    addresses = ("/awards", "/awards.csv", award(path, "1"), organisation(path, "กรมสรรพากร"))
    for address in addresses:
        assert "สมชาย" not in get(path, address).text
    assert "สมชาย" not in page(path, "/articles/a").partition('class="side"')[2]


def test_each_field_has_the_words_that_say_it(told: Path) -> None:
    html = page(told, award(told, "organisation = 'เทศบาลนครยะลา' AND year = 2566"))
    assert "<mark>Big Data เพื่อพัฒนาคุณภาพบริการ</mark>" in html
    assert "<mark>เทศบาลนครยะลา</mark> จังหวัดยะลา" in html
    start = one(
        told,
        "SELECT s.start_char FROM span s JOIN fact f ON f.id = s.fact_id WHERE s.field = 'organisation'"
        " AND s.text = 'เทศบาลนครยะลา' AND f.article_id = 'dga-2566'",
    )
    assert f"/articles/dga-2566#at-{start}" in html
    assert f'id="at-{start}"' in page(told, "/articles/dga-2566")


def test_articles_that_disagree_stand_side_by_side(told: Path) -> None:
    address = award(told, "organisation = 'เทศบาลเมืองแม่เหียะ' AND year = 2566")
    assert "ข่าวกล่าวไม่ตรงกัน" not in page(told, address)
    change(told, "UPDATE fact SET tier = 'ยอดเยี่ยม' WHERE article_id = 'maehia-2566'")
    text = words(page(told, address))
    disagreement = text[text.index("ข่าวกล่าวไม่ตรงกัน") : text.index("ข้อมูลและข้อความ")]
    assert "ยอดเยี่ยม" in disagreement
    assert "ดีเด่น" in disagreement


@pytest.mark.parametrize(("table", "folder", "new"), [
    ("organisation", "organisations", "org-000900"), ("award", "awards", "awd-000900")
])  # fmt: skip
@pytest.mark.parametrize("language", ["", "/en"])
def test_a_merged_id_leads_to_the_standing_one(
    told: Path, table: str, folder: str, new: str, language: str
) -> None:
    standing = one(told, f"SELECT min(id) FROM {table}")
    columns = {
        "organisation": "name, kind, proper, created_at",
        "award": "recipient_type, programme_id, lead_fact_id, home_fact_id, created_at",
    }[table]
    change(
        told,
        f"INSERT INTO {table} (id, redirected_to, {columns})"
        f" SELECT ?, id, {columns} FROM {table} WHERE id = ?",
        new,
        standing,
    )
    answer = get(told, f"{language}/{folder}/{new}")
    assert answer.status_code == 301
    assert answer.headers["location"] == f"{language}/{folder}/{standing}"


@pytest.mark.parametrize(("table", "folder"), [("organisation", "organisations"), ("award", "awards")])
def test_a_withdrawn_id_says_so(told: Path, table: str, folder: str) -> None:
    identity = one(told, f"SELECT min(id) FROM {table}")
    change(told, f"UPDATE {table} SET withdrawn_at = '2026-01-06T00:00:00Z' WHERE id = ?", identity)
    answer = get(told, f"/{folder}/{identity}")
    assert answer.status_code == 410
    assert "ถูกถอนแล้ว" in answer.text


@pytest.mark.parametrize("address", [
    "/organisations/org-999999", "/awards/awd-999999", "/articles/nothing", "/en/awards/%3Cscript%3E",
    "/organisations/org-000001'%20OR%201=1",
])  # fmt: skip
def test_what_is_not_there_is_not_found(told: Path, address: str) -> None:
    answer = get(told, address)
    assert answer.status_code == 404
    assert "<script>" not in answer.text


def test_an_undecided_organisation_says_why_and_names_the_others(store: Store, path: Path) -> None:
    tell("a", won("โรงเรียนบ้านหนองบัว", DIGITAL, province="ตาก", year=2566)).put(store)
    tell("b", won("โรงเรียนบ้านหนองบัว", DIGITAL, province="เลย", year=2566)).put(store)
    tell("c", won("โรงเรียนบ้านหนองบัว", DIGITAL, year=2565), published=date(2022, 1, 1)).put(store)
    resolve(store)
    identity = one(path, "SELECT id FROM organisation WHERE province IS NULL")
    html = page(path, f"/organisations/{identity}")
    assert "มีหลายหน่วยงานที่ใช้ชื่อนี้" in html
    others = [
        one(path, "SELECT id FROM organisation WHERE province = ?", province) for province in ("ตาก", "เลย")
    ]
    assert all(f"/organisations/{other}" in html for other in others)


def test_a_province_from_a_list_says_which_list(told: Path) -> None:
    change(
        told,
        "INSERT INTO registry (name, title, url, sha256, imported_at)"
        " VALUES ('dla', 'ทะเบียนองค์กรปกครองส่วนท้องถิ่น', 'https://www.example.go.th/list', ?,"
        " '2026-01-05T00:00:00Z')",
        "0" * 64,
    )
    change(
        told,
        "UPDATE organisation SET province_basis = 'inferred', province_source = NULL,"
        " province_registry = 'dla' WHERE name = 'เทศบาลเมืองแม่เหียะ'",
    )
    html = page(told, organisation(told, "เทศบาลเมืองแม่เหียะ"))
    assert "ใช้ตามทะเบียน: ทะเบียนองค์กรปกครองส่วนท้องถิ่น" in words(html)
    assert 'href="https://www.example.go.th/list"' in html


def test_a_province_in_the_name_says_so(told: Path) -> None:
    assert "อยู่ในชื่อของหน่วยงาน" in words(page(told, organisation(told, "จังหวัดขอนแก่น")))
