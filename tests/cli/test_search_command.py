"""rangwan search: for people in a terminal, and for programs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

sys.path.insert(0, str(Path(__file__).parents[1] / "db"))
from telling import DIGITAL, tell, won

from db.resolve import resolve
from db.store import Store
from rangwan.cli import main


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "rangwan.db"
    with Store.open(path) as store:
        tell(
            "dga",
            won("เทศบาลนครยะลา", DIGITAL, province="ยะลา", tier="ยอดเยี่ยม", year=2566),
            won("เทศบาลเมืองแม่เหียะ", DIGITAL, province="เชียงใหม่", tier="ดีเด่น", year=2566),
            title="ประกาศผล\x1b[31m รางวัล",
        ).put(store)
        resolve(store)
    return path


def rangwan_search(database: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["search", *arguments, "--database", str(database)])


def test_what_is_found_is_told_by_kind_with_both_eras(database: Path) -> None:
    result = rangwan_search(database, "ทน.ยะลา")
    assert result.exit_code == 0
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert lines[:2] == ["หน่วยงาน organisations", "• เทศบาลนครยะลา"]
    assert any("ยอดเยี่ยม" in line and "2566 (2023)" in line for line in lines)
    assert "https://www.example.go.th/news/dga" in lines
    assert lines[-1].startswith("พบ found: หน่วยงาน organisations 1")
    assert "แม่เหียะ" not in lines[1]
    assert "\x1b[31m" not in result.stdout


def test_words_are_joined_and_finds_narrowed(database: Path) -> None:
    result = rangwan_search(database, "ดิจิทัล", "ดีเด่น", "--kind", "award", "--year", "2023", "--json")
    (hit,) = json.loads(result.stdout)["hits"]
    assert (hit["organisation"], hit["year"], hit["kind"]) == ("เทศบาลเมืองแม่เหียะ", 2566, "award")
    assert {"text": "ดีเด่น", "match": True} in hit["snippet"]
    narrowed = json.loads(rangwan_search(database, "เทศบาล", "--province", "Yala", "--json").stdout)
    assert narrowed["counts"]["organisation"] == {"number": 1, "more": False}


def test_more_than_is_shown_is_counted(database: Path) -> None:
    result = rangwan_search(database, "เทศบาล", "--limit", "1")
    assert result.stdout.count(" • ") == 1
    assert "awards 2" in result.stdout and "--limit" in result.stdout


def test_nothing_found_is_no_failure_and_advice_is_given(database: Path) -> None:
    result = rangwan_search(database, "ไม่มีคำนี้แน่", "--province", "ยะลา")
    assert result.exit_code == 0
    assert "ไม่พบ nothing found" in result.stderr and "--province" in result.stderr
    assert "no word" in rangwan_search(database, "-").stderr
    assert json.loads(rangwan_search(database, "ไม่มีคำนี้แน่", "--json").stdout)["hits"] == []


def test_a_query_that_is_cut_says_so(database: Path) -> None:
    assert "too long" in rangwan_search(database, "ก" * 10_000).stderr


@pytest.mark.parametrize("wrong", [("--province", "Atlantis"), ("--year", "7"), ("--kind", "person")])
def test_wrong_usage(database: Path, wrong: tuple[str, str]) -> None:
    assert rangwan_search(database, "รางวัล", *wrong).exit_code == 2


def test_a_database_without_an_index_names_the_command_that_makes_it(tmp_path: Path) -> None:
    Store.open(tmp_path / "new.db").close()
    result = rangwan_search(tmp_path / "new.db", "รางวัล")
    assert (result.exit_code, "rangwan resolve" in result.stderr) == (0, True)
    assert rangwan_search(tmp_path / "missing.db", "รางวัล").exit_code == 1
