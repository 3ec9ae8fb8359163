"""`rangwan extract --stale`: what older rules have read is read again, shown, and written with consent."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click import unstyle
from judging import rangwan
from terminal import Terminal

import rangwan.extracting as rangwan_extracting
import rangwan.stages as rangwan_stages
from crawler.article import Article
from db.store import Store
from extract import VERSION
from extract.fact import AwardFact, Extraction
from extract.pipeline import Extractor
from rangwan.locks import locked
from rangwan.messages import Problems
from rangwan.stale import writing
from rangwan.stale.reading import read_stale
from rangwan.stale.spool import open_spool

TEXTS = {
    "tier": (
        "เทศบาลตำบลบ้านกลางรับรางวัล",
        "เทศบาลตำบลบ้านกลาง จังหวัดลำพูน ได้รับรางวัลท้องถิ่นดิจิทัล ระดับดีเด่น ประจำปี 2565",
    ),
    "list": (
        "มอบรางวัลท้องถิ่นดิจิทัล",
        "รัฐมนตรีมอบรางวัลท้องถิ่นดิจิทัล ประจำปี 2566 จำนวน 2 รางวัล ได้แก่ เทศบาลนครยะลา จังหวัดยะลา"
        " และเทศบาลตำบลอุโมงค์ จังหวัดลำพูน",
    ),
    "none": ("ประกาศหยุดจ่ายน้ำ", "การประปาจะหยุดจ่ายน้ำในวันเสาร์ เพื่อซ่อมท่อที่ชำรุด ขออภัยผู้ใช้น้ำ"),
    "same": (
        "โรงพยาบาลน่านรับรางวัล",
        "โรงพยาบาลน่าน จังหวัดน่าน ได้รับรางวัลท้องถิ่นดิจิทัล ระดับดีเด่น ประจำปี 2564",
    ),
}
Older = Callable[[Extraction], Extraction]


def as_it_is(extraction: Extraction) -> Extraction:
    return extraction


def other_tier(extraction: Extraction) -> Extraction:
    (fact,) = extraction.awards
    return replace(extraction, awards=(replace(fact, tier="ชมเชย", confidence=0.5),))


def one_missing_one_too_many(extraction: Extraction) -> Extraction:
    yala, _ = extraction.awards
    wrong = AwardFact("organisation", "รางวัลน้ำใจงาม", "กรมน้ำที่ดี", spans={"evidence": (0, 4)})
    checks = tuple(replace(check, found=1) for check in extraction.checks)
    return replace(extraction, awards=(yala, wrong), checks=checks)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Four articles as older rules have read them, three with what these had wrong."""
    path = tmp_path / "rangwan.db"
    with Store.create(path) as store:
        put(store, "list", one_missing_one_too_many, source=None)
        put(store, "none", as_it_is)
        put(store, "same", as_it_is)
        put(store, "tier", other_tier)
    return path


def put(store: Store, name: str, older: Older, *, rules: str = "3", source: str | None = "lamphun") -> None:
    title, text = TEXTS[name]
    store.put_article(Article(name, f"https://www.example.go.th/{name}", title, text, source=source))
    store.put_extraction(older(Extractor().extract(id=name, title=title, text=text)), rules_version=rules)


def stale(database: Path, *arguments: object, exit_code: int = 0) -> str:
    result = rangwan("extract", "--stale", "--database", database, *arguments)
    assert result.exit_code == exit_code, result.output
    return result.stdout


def as_json(database: Path, *arguments: object, exit_code: int = 0) -> tuple[dict[str, Any], dict[str, Any]]:
    """The articles with differences by id, and the summary."""
    lines = [
        json.loads(line) for line in stale(database, "--json", *arguments, exit_code=exit_code).splitlines()
    ]
    assert list(lines[-1]) == ["summary"]
    return {line["id"]: line for line in lines[:-1]}, lines[-1]["summary"]


def facts(database: Path) -> list[tuple[Any, ...]]:
    """The facts that stand: article, what they say, the rules that read them."""
    with Store.open(database, read_only=True) as store:
        rows = store.rows(
            "SELECT article_id, organisation, tier, rules_version FROM fact WHERE withdrawn_at IS NULL"
            " ORDER BY 1, 2, 3"
        )
    return [tuple(row.values()) for row in rows]


def runs(database: Path) -> list[str]:
    with Store.open(database, read_only=True) as store:
        return [row["command"] for row in store.rows("SELECT command FROM run ORDER BY id")]


# What is shown


def test_what_was_added_changed_and_withdrawn_is_told_article_by_article(database: Path) -> None:
    articles, summary = as_json(database)
    assert set(articles) == {"list", "tier"}
    (changed,) = articles["tier"]["changed"]
    assert changed["fields"] == {"tier": ["ชมเชย", "ดีเด่น"]}
    assert changed["after"]["sentence"] in TEXTS["tier"][1]
    assert "ดีเด่น" in changed["after"]["sentence"]
    assert [fact["organisation"] for fact in articles["list"]["added"]] == ["เทศบาลตำบลอุโมงค์"]
    assert [fact["organisation"] for fact in articles["list"]["withdrawn"]] == ["กรมน้ำที่ดี"]
    (check,) = articles["list"]["checks"]
    assert (check["change"], check["before"]["found"], check["after"]["found"]) == ("met now", 1, 2)
    assert (articles["list"]["why"], articles["list"]["source"]) == ("older rules", None)
    assert articles["list"]["url"] == "https://www.example.go.th/list"
    assert summary["articles"] == {"read": 4, "unchanged": 2, "with differences": 2, "not readable": 0}
    assert summary["facts"] == {"same": 2, "added": 1, "changed": 1, "withdrawn": 1}
    assert {name: count for name, count in summary["fields"].items() if count} == {"tier": 1}
    assert summary["checks"]["met now"] == 1
    assert {one["source"]: one["articles"] for one in summary["sources"]} == {None: 1, "lamphun": 3}
    assert summary["written"] is None


def test_people_read_the_summary_first_and_thai_words_whole(database: Path) -> None:
    shown = stale(database)
    assert shown.index("2 with differences") < shown.index("https://www.example.go.th/list")
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert "ระดับ tier ชมเชย → ดีเด่น" in lines
    assert any(line.startswith("- withdrawn กรมน้ำที่ดี · รางวัลน้ำใจงาม") for line in lines)
    assert any(line.startswith("+ added เทศบาลตำบลอุโมงค์ · ลำพูน") for line in lines)
    assert "# count 1 found of 2 → 2 found of 2 (met now)" in lines
    assert "Nothing was written. Write it with --write." in lines
    assert TEXTS["tier"][0] in shown
    assert shown == unstyle(shown), "colours in what is no terminal"


def test_where_a_sentence_is_cut_no_mark_loses_its_letter(database: Path) -> None:
    """The cut, so many characters before the evidence, would fall between ก and its marks."""
    text = "น้ำใจ " + "กั่" * 60 + "\nเทศบาลตำบลบ้านกลาง จังหวัดลำพูน ได้รับรางวัลท้องถิ่นดิจิทัล ระดับดีเด่น " + "กั่" * 60
    with Store.open(database) as store:
        for number in range(3):
            store.put_article(Article(f"cut{number}", None, "ข่าว", "น" * number + text))
    shown = stale(database, *(part for number in range(3) for part in ("--id", f"cut{number}")))
    assert shown.count("…กั่กั่") == 3
    assert shown.count("กั่…") == 3


def test_a_list_in_which_all_changed_alike_is_told_once(database: Path) -> None:
    def other_year(extraction: Extraction) -> Extraction:
        return replace(extraction, awards=tuple(replace(fact, year=2560) for fact in extraction.awards))

    with Store.open(database) as store:
        put(store, "list", other_year, source=None)
    shown = stale(database, "--id", "list")
    assert "2 facts · รางวัลท้องถิ่นดิจิทัล: เทศบาลนครยะลา; เทศบาลตำบลอุโมงค์" in shown
    assert shown.count("→") == 1


def test_the_limit_and_ids_choose_what_is_shown(database: Path) -> None:
    shown = stale(database, "--limit", "1")
    assert ("/list" in shown, "/tier" in shown, "1 more article" in shown) == (True, False, True)
    assert len(as_json(database, "--limit", "0")[0]) == 0
    articles, summary = as_json(database, "--id", "tier", "--id", "none")
    assert (set(articles), summary["articles"]["read"]) == ({"tier"}, 2)
    result = rangwan("extract", "--stale", "--database", database, "--id", "no-such-article")
    assert result.exit_code == 1
    assert 'no article has the id "no-such-article"' in result.stderr


def test_articles_that_changed_or_were_never_read_are_stale_too(database: Path) -> None:
    stale(database, "--write")
    title, text = TEXTS["tier"]
    with Store.open(database) as store:
        url = "https://www.example.go.th/tier"
        store.put_article(Article("tier", url, title, text.replace("ดีเด่น", "ชมเชย"), source="lamphun"))
        store.put_article(Article("new", None, *TEXTS["same"]))
    articles, summary = as_json(database)
    assert {name: article["why"] for name, article in articles.items()} == {
        "tier": "changed",
        "new": "never read",
    }
    assert articles["tier"]["changed"][0]["fields"] == {"tier": ["ดีเด่น", "ชมเชย"]}
    assert len(articles["new"]["added"]) == 1
    assert summary["why"] == {"older rules": 0, "changed": 1, "never read": 1}


# What is written


def test_nothing_is_written_without_consent(database: Path) -> None:
    before = facts(database)
    stale(database)
    stale(database, "--no-write")
    stale(database, "--json")
    assert (facts(database), runs(database)) == (before, [])


def test_what_is_written_is_what_was_shown_and_then_nothing_is_stale(database: Path) -> None:
    shown, _ = as_json(database)
    articles, summary = as_json(database, "--write")
    assert articles == shown
    assert summary["written"]["counts"]["articles read"] == 4
    assert facts(database) == [
        ("list", "เทศบาลตำบลอุโมงค์", None, VERSION),
        ("list", "เทศบาลนครยะลา", None, VERSION),
        ("same", "โรงพยาบาลน่าน", "ดีเด่น", VERSION),
        ("tier", "เทศบาลตำบลบ้านกลาง", "ดีเด่น", VERSION),
    ]
    assert runs(database) == ["rangwan extract --stale"]
    with Store.open(database, read_only=True) as store:
        stages = store.rows("SELECT source FROM run_stage WHERE stage = 'extract' ORDER BY source")
        kept = store.get_extraction("list")
        assert kept is not None
        assert kept == replace(
            Extractor().extract(id="list", title=TEXTS["list"][0], text=TEXTS["list"][1]), url=kept.url
        )
    assert [stage["source"] for stage in stages] == ["", "lamphun"]
    assert "nothing to read: none of 4 articles is stale" in stale(database, "--write")
    assert runs(database) == ["rangwan extract --stale"]


def test_it_is_told_what_makes_awards_of_it(database: Path) -> None:
    told = stale(database, "--write")
    assert "Written (run 1): 4 articles, 2 facts new, 2 withdrawn (one that changed is both)." in told
    assert "rangwan resolve" in told
    assert "rangwan run --no-crawl" in told


def test_an_article_that_changed_since_it_was_read_is_left_out(database: Path) -> None:
    with Store.open(database) as store, open_spool() as spool:
        for reading in read_stale(store, store.stale_ids(VERSION)):
            spool.add(reading)
        title, text = TEXTS["tier"]
        store.put_article(Article("tier", None, title, f"{text} แก้ไข"))
        put(store, "list", as_it_is, source=None)  # other facts of the same version
        written = writing.write(database, spool, Problems())
        assert written.left_out == ("list", "tier")
        assert written.counts["articles left out"] == 2
        assert store.stale_ids(VERSION) == [("list", "older rules"), ("tier", "changed")]


def test_a_kill_half_way_loses_nothing_and_the_next_time_goes_on(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_outcome, stored = rangwan_stages.store_outcome, []

    def killed(run: Any, stage: Any, article_id: str, outcome: Any) -> None:
        if len(stored) == 2:
            raise KeyboardInterrupt
        stored.append(article_id)
        store_outcome(run, stage, article_id, outcome)

    with monkeypatch.context() as patch:
        patch.setattr(rangwan_stages, "BATCH", 1)
        patch.setattr(writing, "store_outcome", killed)
        assert rangwan("extract", "--stale", "--database", database, "--write").exit_code != 0
    _, summary = as_json(database, "--write")
    assert summary["articles"]["read"] == 2
    with Store.open(database, read_only=True) as store:
        assert [row["outcome"] for row in store.rows("SELECT outcome FROM run ORDER BY id")] == [
            "stopped",
            "done",
        ]


def test_a_fault_of_one_article_is_a_problem_of_that_article(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Faulty(Extractor):
        def extract(self, *, id: str, **rest: Any) -> Extraction:
            if id == "tier":
                raise ValueError("a rule is wrong")
            return super().extract(id=id, **rest)

    monkeypatch.setattr(rangwan_extracting, "_extractor", Faulty)
    articles, summary = as_json(database, "--write", exit_code=1)
    assert (set(articles), summary["articles"]["not readable"]) == ({"list"}, 1)
    with Store.open(database, read_only=True) as store:
        (issue,) = store.rows("SELECT article_id, kind, source FROM open_issues")
        assert tuple(issue.values()) == ("tier", "article that a rule failed on", "lamphun")
        assert store.stale_ids(VERSION) == [("tier", "older rules")]
    assert ("tier", "เทศบาลตำบลบ้านกลาง", "ชมเชย", "3") in facts(database)


def test_another_command_may_work_on_the_database_until_it_is_written(database: Path) -> None:
    with locked(database, "rangwan run"):
        stale(database)
        result = rangwan("extract", "--stale", "--database", database, "--write")
    assert result.exit_code == 1
    assert "Nothing was written. Run the command again when that is done." in result.stderr


@pytest.mark.parametrize(("key", "writes"), [("ั", True), ("n", False), ("q", False)])
def test_at_a_terminal_a_key_decides_also_of_a_thai_keyboard(database: Path, key: str, writes: bool) -> None:
    terminal = Terminal("extract", "--stale", "--database", database)
    terminal.wait_for("[n] ไม่ no")
    with locked(database, "rangwan run"):
        pass  # nobody is kept waiting while a person reads
    terminal.press("?")
    terminal.wait_for("[n] ไม่ no", 2)
    terminal.press(key)
    terminal.wait_for("Written (run 1)" if writes else "Nothing was written.")
    assert terminal.process.wait() == 0
    os.close(terminal.ours)
    assert runs(database) == (["rangwan extract --stale"] if writes else [])


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--stale"], "--stale needs --database"),
        (["articles.jsonl", "--stale", "--database", "DB"], "without FILE"),
        (["--stale", "--database", "DB", "--explain"], "without FILE and --explain"),
        (["articles.jsonl", "--write"], "go with --stale"),
        (["articles.jsonl", "--no-write"], "go with --stale"),
        (["articles.jsonl", "--limit", "5"], "go with --stale"),
        (["articles.jsonl", "--json"], "go with --explain or --stale"),
        ([], "Name a file of articles"),
    ],
)
def test_wrong_usage_is_told(database: Path, arguments: list[str], told: str) -> None:
    result = rangwan("extract", *(str(database) if part == "DB" else part for part in arguments))
    assert (result.exit_code, told in result.stderr) == (2, True), result.stderr


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "no-such.db"
    assert rangwan("extract", "--stale", "--database", path).exit_code == 1
    assert not path.exists()
