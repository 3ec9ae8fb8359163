"""`rangwan extract --explain`, as its reader sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rangwan.cli import main

WON = {
    "id": "won",
    "title": "เทศบาลตำบลหนองแวง คว้ารางวัลคลองสวยน้ำใส",
    "text": "เทศบาลตำบลหนองแวง จังหวัดสกลนคร ได้รับรางวัลคลองสวยน้ำใส ประจำปี 2566\n"
    "วันเดียวกันมีการประชุมประจำเดือน\nเทศบาลจะเข้ารับรางวัลส้วมสะอาดระดับประเทศในเดือนหน้า",
}
QUIET = {"id": "quiet", "title": "ประกาศ", "text": "หยุดจ่ายน้ำวันเสาร์"}


def rangwan(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text(
        "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in (WON, QUIET)), encoding="utf-8"
    )
    return path


def test_each_article_shows_its_facts_its_rejections_and_its_marked_text(articles: Path) -> None:
    result = rangwan("extract", articles, "--explain")
    assert (result.exit_code, result.stderr) == (0, "")
    won, quiet = result.stdout.split("\n\n\n")
    assert "1. เทศบาลตำบลหนองแวง · สกลนคร · รางวัลคลองสวยน้ำใส · 2566  (rule subject-won," in won
    rejected = won.split("Rejected\n")[1].split("\n\n")[0].splitlines()
    assert "  still to be won: จะเข้ารับ" in rejected
    assert rejected[rejected.index("  still to be won: จะเข้ารับ") + 1].count("‹รางวัลส้วมสะอาด") == 1
    assert "ได้รับ‹award: รางวัลคลองสวยน้ำใส› ประจำปี ‹year: 2566›" in won
    assert "… 1 line without an award or a tier" in won
    assert "\x1b[" not in won
    assert quiet.startswith("quiet  ประกาศ")
    assert "the whole article: none of the words by which awards are looked for occurs" in quiet


def test_one_article_can_be_chosen_and_one_that_is_missing_is_told(articles: Path) -> None:
    result = rangwan("extract", articles, "--explain", "--id", "quiet")
    assert result.exit_code == 0
    assert result.stdout.startswith("quiet  ")
    assert "\nwon " not in result.stdout
    result = rangwan("extract", articles, "--explain", "--id", "won", "--id", "wno")
    assert result.exit_code == 1
    assert result.stdout.startswith("won  ")
    assert f'{articles}: no article has the id "wno"' in result.stderr


def test_json_holds_what_extract_prints_and_what_led_to_it(articles: Path) -> None:
    plain = [json.loads(line) for line in rangwan("extract", articles).stdout.splitlines()]
    result = rangwan("extract", articles, "--explain", "--json")
    explained = [json.loads(line) for line in result.stdout.splitlines()]
    assert [{name: one[name] for name in plain[0]} for one in explained] == plain
    won = explained[0]
    assert {"award", "organisation", "year"} <= set(won["mentions"])
    for span in (*won["rejections"], *won["mentions"]["award"]):
        assert won["text"][span["start"] : span["end"]] == span["text"]
    assert won["drafts"][0]["frame"]["award"] == "รางวัลคลองสวยน้ำใส"


def test_it_writes_to_a_file_without_colours(articles: Path, tmp_path: Path) -> None:
    target = tmp_path / "why.txt"
    assert rangwan("extract", articles, "--explain", "--out", target).stdout == ""
    assert target.read_text(encoding="utf-8") == rangwan("extract", articles, "--explain").stdout


def test_an_id_cannot_command_the_terminal(articles: Path) -> None:
    article = {**WON, "id": "a\u001b]0;title\u0007b"}
    articles.write_text(json.dumps(article) + "\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["extract", str(articles), "--explain"], color=True)
    assert "\x1b]" not in result.stdout
    assert "\x07" not in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("--id", "won"),
        ("--json",),
        ("--explain", "--jobs", "2"),
        ("--explain", "--database", "rangwan.db"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(articles: Path, arguments: tuple[str, ...]) -> None:
    result = rangwan("extract", articles, *arguments)
    assert result.exit_code == 2
    assert "--explain" in result.stderr
