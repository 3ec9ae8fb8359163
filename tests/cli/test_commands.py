"""The commands as a user calls them: output, messages, exit codes."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rangwan.cli import COMMANDS, main

ARTICLE = {
    "id": "a1",
    "title": "เทศบาลนครยะลา คว้ารางวัลท้องถิ่นดิจิทัล",
    "text": "นายกเทศมนตรีนครยะลา เข้ารับรางวัลท้องถิ่นดิจิทัล ประจำปี 2566 ประเภทยอดเยี่ยม ของเทศบาลนครยะลา จังหวัดยะลา",
    "url": "https://example.org/1",
    "published": "2023-10-10",
}


def rangwan(*arguments: object, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    quiet = {**ARTICLE, "id": "a2", "title": "ประกาศ", "text": "หยุดจ่ายน้ำวันเสาร์"}
    lines = (json.dumps(article, ensure_ascii=False) for article in (ARTICLE, quiet))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def database(articles: Path, tmp_path: Path) -> Path:
    path = tmp_path / "rangwan.db"
    assert rangwan("extract", articles, "--database", path).exit_code == 0
    return path


# Help


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    result = rangwan(*filter(None, [name]), "--help")
    assert result.exit_code == 0
    assert (
        f"rangwan {name}".strip() in result.stdout.split("Options:")[0].split("Usage:")[1].split("\n", 1)[1]
    )


def test_wrong_usage_exits_with_2() -> None:
    assert rangwan("no-such-command").exit_code == 2
    assert rangwan("extract").exit_code == 2
    assert rangwan("evaluate", "gold.jsonl").exit_code == 2
    assert rangwan("sources", "no-such-source").exit_code == 2


def test_help_imports_neither_scrapy_nor_spacy_and_extract_no_scrapy() -> None:
    program = (
        "import sys\nfrom click.testing import CliRunner\nfrom rangwan.cli import main\n"
        "result = CliRunner().invoke(main, sys.argv[1:], input='')\n"
        "print(*sorted({'scrapy', 'spacy', 'twisted', 'datasette'} & set(sys.modules)))"
    )

    def imported(*arguments: str) -> str:
        call = [sys.executable, "-c", program, *arguments]
        return subprocess.run(call, capture_output=True, text=True, check=True).stdout.strip()

    assert imported("--help") == ""
    assert imported("status", "--help") == ""
    assert imported("extract", "--help") == ""
    assert "scrapy" not in imported("extract", "-")


# extract


def test_extract_prints_one_line_an_article_in_the_order_of_the_file(articles: Path) -> None:
    result = rangwan("extract", articles)
    assert (result.exit_code, result.stderr) == (0, "")
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["id"], second["id"], second["awards"]) == ("a1", "a2", [])
    assert first["published"] == "2023-10-10"
    (fact,) = first["awards"]
    assert (fact["organisation"], fact["tier"], fact["year"], fact["year_ce"]) == (
        "เทศบาลนครยะลา",
        "ยอดเยี่ยม",
        2566,
        2023,
    )


def test_extract_gives_the_same_from_standard_input_and_from_several_processes(articles: Path) -> None:
    expected = rangwan("extract", articles).stdout
    assert rangwan("extract", "-", stdin=articles.read_bytes()).stdout == expected
    assert rangwan("extract", articles, "--jobs", "2").stdout == expected


def test_extract_tells_bad_lines_does_the_rest_and_exits_with_1(articles: Path) -> None:
    with articles.open("a", encoding="utf-8") as file:
        file.write("{oops\n" + json.dumps({**ARTICLE, "id": "a4", "text": 7}) + "\n")
        file.write(json.dumps({**ARTICLE, "id": "a5"}) + "\n")
    result = rangwan("extract", articles)
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a1", "a2", "a5"]
    assert f"{articles}, line 3: this is no JSON" in result.stderr
    assert f'{articles}, line 4: "text" is a number, expected a text' in result.stderr


def test_many_problems_of_one_kind_are_counted_not_repeated(articles: Path) -> None:
    articles.write_text("oops\n" * 500, encoding="utf-8")
    result = rangwan("extract", articles)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) < 60
    assert "480 more" in result.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (json.dumps(ARTICLE, ensure_ascii=False).encode("utf-16"), "UTF-16"),
        (json.dumps(ARTICLE, ensure_ascii=False).encode("cp874"), "CP874"),
    ],
)
def test_a_file_that_is_no_input_ends_with_one_message(articles: Path, content: bytes, said: str) -> None:
    articles.write_bytes(content)
    result = rangwan("extract", articles)
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    assert "->" in result.stderr


def test_a_missing_file_and_a_place_that_cannot_be_written(articles: Path, tmp_path: Path) -> None:
    assert "there is no such file" in rangwan("extract", tmp_path / "none.jsonl").stderr
    result = rangwan("extract", articles, "--out", tmp_path / "no" / "folder" / "facts.jsonl")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_an_output_file_appears_whole_or_not_at_all(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "facts.jsonl"
    assert rangwan("extract", articles, "--out", out).exit_code == 0
    whole = out.read_text(encoding="utf-8")
    assert len(whole.splitlines()) == 2
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    assert rangwan("extract", empty, "--out", out).exit_code == 1
    assert out.read_text(encoding="utf-8") == whole
    assert not list(tmp_path.glob(".facts*"))


# The database


def test_facts_can_be_stored_resolved_and_asked_for(database: Path, articles: Path) -> None:
    result = rangwan("resolve", "--database", database, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["awards"] == 1
    connection = sqlite3.connect(database)
    row = connection.execute("SELECT organisation, tier, year, url FROM awards_by_province").fetchone()
    connection.close()
    assert row == ("เทศบาลนครยะลา", "ยอดเยี่ยม", 2566, "https://example.org/1")
    # Again from the start: nothing new.
    assert rangwan("extract", articles, "--database", database).exit_code == 0
    again = json.loads(rangwan("resolve", "--database", database, "--json").stdout)
    assert (again["awards"], again["new awards"], again["new organisations"]) == (1, 0, 0)


def test_status_tells_totals_runs_and_issues(database: Path) -> None:
    status = json.loads(rangwan("status", "--database", database, "--json").stdout)
    assert (status["totals"]["articles"], status["totals"]["facts"]) == (2, 1)
    assert [run["command"] for run in status["runs"]] == ["rangwan extract"]
    assert status["open_issues"] == 0
    shown = rangwan("status", "--database", database).stdout
    assert "2 articles" in shown
    assert "no open issues" in shown


@pytest.mark.parametrize("command", ["status", "resolve"])
def test_a_database_that_cannot_be_used_is_one_clear_message(command: str, tmp_path: Path) -> None:
    text = tmp_path / "notes.db"
    text.write_text("just some notes " * 100)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE song (title)")
    for path in (tmp_path / "missing.db", tmp_path, text, other):
        result = rangwan(command, "--database", path)
        assert result.exit_code in (1, 2), path
        assert str(path) in result.stderr
        assert "Traceback" not in result.output
    assert text.read_text().startswith("just some notes")


def test_a_database_of_a_newer_version_is_refused_and_left_alone(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA user_version")
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " SELECT migration_set, 'm9999_from_the_future', applied_at FROM _sqlite_migrations LIMIT 1"
        )
    result = rangwan("status", "--database", database)
    assert result.exit_code == 1
    assert "newer" in result.stderr


def test_a_locked_database_says_so_and_the_work_can_be_done_later(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rangwan.databases.TIMEOUT", 0.2)
    writer = sqlite3.connect(database, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    result = rangwan("resolve", "--database", database)
    assert result.exit_code == 1
    assert "another process is writing" in result.stderr
    writer.execute("ROLLBACK")
    writer.close()
    assert rangwan("resolve", "--database", database).exit_code == 0


# sources


def test_a_publishers_file_with_an_unknown_key_is_named_and_the_others_listed(tmp_path: Path) -> None:
    (tmp_path / "town.toml").write_text(
        'key = "town"\nhomepag = "https://town.example"\npublishes = "news"\nlayout = "news"\n',
        encoding="utf-8",
    )
    result = rangwan("sources", "--publishers", tmp_path, "--json")
    assert result.exit_code == 1
    assert "town.toml" in result.stderr
    assert "'homepag'" in result.stderr
    assert "did you mean 'homepage'" in result.stderr
    assert "dga" in [publisher["key"] for publisher in json.loads(result.stdout)]


def test_one_source_is_shown_in_full() -> None:
    result = rangwan("sources", "thaigov")
    assert result.exit_code == 0
    assert "archive-only" in result.stdout


def test_run_without_a_source_that_may_be_crawled_says_why_and_does_the_rest(tmp_path: Path) -> None:
    result = rangwan("run", "--database", tmp_path / "rangwan.db", "--json")
    assert result.exit_code == 0
    assert "thaigov is left out: only its archive may be used" in result.stderr
    assert [stage["stage"] for stage in json.loads(result.stdout)["stages"]] == [
        "extract",
        "resolve",
        "check",
        "publish",
    ]


# evaluate


def test_evaluate_extracts_the_articles_and_measures(articles: Path, tmp_path: Path) -> None:
    gold, predictions = tmp_path / "gold.jsonl", tmp_path / "facts.jsonl"
    fact = {
        "organisation": "เทศบาลนครยะลา",
        "award": "รางวัลท้องถิ่นดิจิทัล",
        "tier": "ยอดเยี่ยม",
        "year": 2566,
        "province": "ยะลา",
    }
    lines = [{"id": "a1", "awards": [fact]}, {"id": "a2", "awards": []}]
    gold.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    rangwan("extract", articles, "--out", predictions)
    extracted = rangwan("evaluate", gold, "--documents", articles, "--json")
    ready = rangwan("evaluate", gold, "--predictions", predictions, "--json")
    assert extracted.exit_code == ready.exit_code == 0
    assert json.loads(extracted.stdout) == json.loads(ready.stdout)
    figures = json.loads(ready.stdout)
    assert figures["full"]["f1"] == 1.0
    assert (figures["negatives"], figures["clean_negatives"], figures["exact_documents"]) == (1, 1, 1.0)

    fact["tier"] = "ดีเด่น"
    gold.write_text(json.dumps(lines[0], ensure_ascii=False) + "\nnonsense\n", encoding="utf-8")
    told = rangwan("evaluate", gold, "--documents", articles, "--errors", "5")
    assert told.exit_code == 1, "a line of the gold file could not be read"
    assert "line 2: this is no JSON" in told.stderr
    assert "WRONG tier" in told.stdout
    assert "‹tier: ยอดเยี่ยม›" in told.stdout
    below = rangwan("evaluate", gold, "--predictions", predictions, "--at-least", "0.9")
    assert below.exit_code == 1
    assert "full F1 is 0.000" in below.stderr


def test_evaluate_says_when_the_two_files_share_no_document(articles: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "other", "awards": []}\n', encoding="utf-8")
    result = rangwan("evaluate", gold, "--documents", articles)
    assert result.exit_code == 1
    assert "none of the 1 documents" in result.stderr
