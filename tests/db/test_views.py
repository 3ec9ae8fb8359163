"""The views answer people's questions in the plain sqlite3 shell, and tell no person's name."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from telling import DIGITAL, Told, tell, won

from db.resolve import resolve
from db.store import Store


@pytest.fixture
def filled(store: Store, press: list[Told]) -> Store:
    for told in press:
        told.put(store)
    resolve(store)
    return store


def test_awards_of_a_province_with_evidence_and_link(filled: Store) -> None:
    rows = filled.rows("SELECT * FROM awards_by_province WHERE province = 'เชียงใหม่'")
    assert [(row["organisation"], row["year"]) for row in rows] == [
        ("เทศบาลเมืองแม่เหียะ", 2566),
        ("เทศบาลเมืองแม่เหียะ", 2563),
    ]
    assert {row["awards_in_province"] for row in rows} == {2}
    assert all("แม่เหียะ" in row["evidence"] and row["url"].startswith("https://") for row in rows)


def test_awards_of_an_organisation(filled: Store) -> None:
    rows = filled.rows("SELECT * FROM awards_by_organisation WHERE organisation = 'เทศบาลนครยะลา'")
    assert [(row["year"], row["tier"], row["awards_of_organisation"]) for row in rows] == [
        (2566, "ยอดเยี่ยม", 2),
        (2564, None, 2),
    ]


def test_awards_of_a_year_and_tier_the_best_tier_first(filled: Store) -> None:
    rows = filled.rows("SELECT tier, programme FROM awards_by_year_tier WHERE year = 2566")
    assert [row["tier"] for row in rows] == ["ยอดเยี่ยม", "ดีเด่น", "ดีเด่น", "ดีเด่น"]
    assert {row["programme"] for row in rows} == {DIGITAL}


def test_counts(filled: Store) -> None:
    counts = {row["province"]: row["awards"] for row in filled.rows("SELECT * FROM province_counts")}
    assert counts["เชียงใหม่"] == counts["ลำพูน"] == counts["ยะลา"] == 2
    years = {
        (row["year"], row["tier"]): row["awards"] for row in filled.rows("SELECT * FROM year_tier_counts")
    }
    assert years[2566, "ดีเด่น"] == 3
    programmes = {row["name"]: row["awards"] for row in filled.rows("SELECT * FROM programmes")}
    assert programmes[DIGITAL] == 5


def test_every_award_shows_its_sentence_and_both_eras(filled: Store) -> None:
    for row in filled.rows("SELECT * FROM awards WHERE recipient_type <> 'person'"):
        assert row["programme"] in row["evidence"]
        assert row["year"] - row["year_ce"] == 543


def test_no_view_tells_a_persons_name(filled: Store) -> None:
    told = [
        (view, row)
        for view in filled.db.view_names()
        if view not in {"articles"}  # the text of the press release itself
        for row in filled.rows(f"SELECT * FROM {view}")
        if "ทศพล" in str(row)
    ]
    assert told == []
    assert filled.rows("SELECT person FROM award WHERE person IS NOT NULL") == [{"person": "นายทศพล ทังสุบุตร"}]


def test_a_persons_work_is_shown_unless_it_tells_the_name(store: Store) -> None:
    name, award = "นางสาวสมหญิง ใจงาม", "รางวัลข้าราชการพลเรือนดีเด่น"
    works = ("คู่มือประชาชน", f"ตามรอย{name}")
    facts = [won("กรมสรรพสามิต", award, year=2566, person=name, project=work) for work in works]
    tell("a", *facts).put(store)
    resolve(store)
    for view in ("awards", "facts"):
        rows = store.rows(f"SELECT project FROM {view} ORDER BY project")
        assert [row["project"] for row in rows] == [None, "คู่มือประชาชน"]


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the sqlite3 shell is not installed")
def test_all_views_work_in_the_plain_shell(filled: Store, path: Path) -> None:
    for view in filled.db.view_names():
        done = subprocess.run(
            ["sqlite3", str(path), f"SELECT * FROM {view};"], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (view, done.stderr)
    done = subprocess.run(
        ["sqlite3", str(path), "SELECT count(*) FROM awards_by_province WHERE province = 'ลำพูน'"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "2\n"
