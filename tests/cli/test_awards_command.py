"""`rangwan awards`: list and show, as their user sees them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rangwan.cli import main

FIRST = {
    "id": "first",
    "title": "มอบรางวัลท้องถิ่นดิจิทัล",
    "text": "เทศบาลตำบลหนองแวง จังหวัดสกลนคร ได้รับรางวัลท้องถิ่นดิจิทัล ประจำปี 2566 ระดับดีเด่น",
    "published": "2023-10-10",
}
AGAIN = FIRST | {
    "id": "again",
    "title": "เทศบาลตำบลหนองแวงรับรางวัล",
    "text": "เทศบาลตำบลหนองแวง จังหวัดสกลนคร ได้รับรางวัลท้องถิ่นดิจิทัล ประจำปี 2566",
}
AGAINST = FIRST | {
    "id": "against",
    "title": "สกลนครคว้ารางวัล",
    "text": "เทศบาลตำบลหนองแวง จังหวัดสกลนคร ได้รับรางวัลท้องถิ่นดิจิทัล ประจำปี 2566 ระดับชมเชย",
}


def rangwan(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def made(folder: Path, *articles: dict[str, str]) -> Path:
    source, database = folder / "articles.jsonl", folder / "rangwan.db"
    source.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles), encoding="utf-8")
    read = rangwan("extract", source, "--database", database, "--out", folder / "facts.jsonl", "--jobs", 1)
    assert read.exit_code == 0, read.output
    assert rangwan("resolve", "--database", database).exit_code == 0
    return database


def told(database: Path, *arguments: object) -> Any:
    result = rangwan("awards", *arguments, "--database", database, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def two_sources(tmp_path: Path) -> Path:
    return made(tmp_path, FIRST, AGAIN)


@pytest.fixture
def disagreeing(tmp_path: Path) -> Path:
    return made(tmp_path, FIRST, AGAINST)


def test_an_award_is_shown_with_its_sources_and_the_reasons(two_sources: Path) -> None:
    page = told(two_sources, "show", "awd-000001")
    assert page["tier"] == "ดีเด่น"
    assert {source["article_id"] for source in page["sources"]} == {"first", "again"}
    assert all("หนองแวง" in source["sentence"] for source in page["sources"])
    fields = {field["field"]: field for field in page["why_one"][0]["fields"]}
    assert fields["edition"]["values"] == [2566, 2566]
    assert fields["tier"]["relation"] == "stated by one"
    shown = rangwan("awards", "show", 1, "--database", two_sources)
    assert shown.exit_code == 0
    assert "why 1 and 2 are one award" in shown.stdout
    assert "articles disagree" not in shown.stdout


def test_awards_that_articles_disagree_on_are_found_and_shown_side_by_side(disagreeing: Path) -> None:
    listed = told(disagreeing, "list", "--contradictions")
    assert [award["tier"] for award in listed] == ["ดีเด่น", "ชมเชย"]
    shown = rangwan("awards", "show", listed[0]["id"], "--database", disagreeing).stdout
    beside = shown.split("articles disagree")[1]
    assert all(word in beside for word in ("ดีเด่น", "ชมเชย", listed[1]["id"], "against"))


def test_awards_are_listed_by_any_name_of_the_programme_and_either_era(two_sources: Path) -> None:
    for wanted in (
        ("--programme", "DG Local Award"),
        ("--organisation", "หนองแวง", "--year", "2023"),
        ("--year", "2566", "--province", "Sakon Nakhon"),
    ):
        assert [award["sources"] for award in told(two_sources, "list", *wanted)] == [2]
    assert told(two_sources, "list", "--year", "2565") == []
    table = rangwan("awards", "list", "--database", two_sources).stdout
    assert "awd-000001" in table
    assert "1 รางวัล awards" in table


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "awd-000009"), "There is no award awd-000009"),
        (("show", "org-000001"), "is no id of an award"),
        (("list", "--year", "66"), "66 is no year"),
        (("list", "--province", "Atlantis"), "There is no province"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(
    two_sources: Path, arguments: tuple[str, ...], message: str
) -> None:
    result = rangwan("awards", *arguments, "--database", two_sources)
    assert result.exit_code == 2
    assert message in result.stderr
