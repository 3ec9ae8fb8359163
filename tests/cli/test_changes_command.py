"""`rangwan changes` prints the change feed, and says what is wrong with a number."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crawler.article import Article
from db.resolve import resolve
from db.store import Store
from extract.fact import AwardFact, Extraction
from normalize.text import document_text
from rangwan.cli import main

TITLE = "ผลการประกวดองค์กรปกครองส่วนท้องถิ่นดิจิทัล"
TEXT = "เทศบาลนครยะลา ได้รับรางวัลท้องถิ่นดิจิทัล ยอดเยี่ยม ประจำปี 2566"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "rangwan.db"
    fact = AwardFact(
        recipient_type="organisation",
        organisation="เทศบาลนครยะลา",
        organisation_text="เทศบาลนครยะลา",
        aliases=(),
        province="ยะลา",
        award="รางวัลท้องถิ่นดิจิทัล",
        category=None,
        tier="ยอดเยี่ยม",
        year=2566,
        year_ce=2023,
        project=None,
        person=None,
        confidence=0.9,
        rule="test rule",
        spans={"evidence": (len(TITLE) + 1, len(TITLE) + 1 + len(TEXT))},
    )
    published = date(2023, 10, 10)
    with Store.create(path) as store:
        store.put_article(Article(id="a", url=None, title=TITLE, text=TEXT, published=published))
        read = Extraction(
            id="a",
            url=None,
            title=TITLE,
            published=published,
            text=document_text(TITLE, TEXT),
            awards=(fact,),
            checks=(),
        )
        store.put_extraction(read, rules_version="1")
        resolve(store)
    return path


def run(database: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["changes", "--database", str(database), *arguments])


def test_changes_are_json_lines_from_the_one_after_a_number(database: Path) -> None:
    result = run(database)
    assert result.exit_code == 0, result.output
    changes = [json.loads(line) for line in result.stdout.splitlines()]
    assert [change["seq"] for change in changes] == list(range(1, len(changes) + 1))
    (award,) = (change for change in changes if change["entity"] == "award")
    assert award["action"] == "added"
    assert award["record"]["organisation"] == "เทศบาลนครยะลา"
    later = run(database, "--since", "5", "--limit", "2")
    assert [json.loads(line)["seq"] for line in later.stdout.splitlines()] == [6, 7]


def test_changes_for_people(database: Path) -> None:
    result = run(database, "--text", "--since", "77")
    assert any(
        "added" in line and line.endswith("awd-000001  เทศบาลนครยะลา รางวัลท้องถิ่นดิจิทัล ยอดเยี่ยม 2566")
        for line in result.stdout.splitlines()
    )


@pytest.mark.parametrize("since", ["-1", "yesterday", "1.5", ""])
def test_what_is_no_number_is_wrong_usage(database: Path, since: str) -> None:
    result = run(database, f"--since={since}")
    assert result.exit_code == 2
    assert "--since" in result.stderr
    assert "0 or more" in result.stderr


def test_a_number_beyond_the_log_warns_that_the_database_may_have_been_restored(database: Path) -> None:
    result = run(database, "--since", "99999")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "may have been restored" in result.stderr
    assert "--since 0" in result.stderr


def test_a_log_without_changes_says_how_to_get_some(tmp_path: Path) -> None:
    Store.create(tmp_path / "new.db").close()
    result = run(tmp_path / "new.db")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "rangwan resolve" in result.stderr
