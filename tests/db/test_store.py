"""Articles, facts, runs and the crawler's memory: what is stored once stays, and is not stored twice."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from telling import DIGITAL, RULES, Clock, Told, tell, won

from crawler.events import FailureKind, PageFailed, PageFetched, PageUnchanged
from db.errors import RecordRefused, StaleExtraction, UnknownArticle
from db.ledger import Issue
from db.resolve import resolve
from db.store import Store
from extract.fact import CountCheck


def everything(store: Store) -> dict[str, list[dict[str, Any]]]:
    """The whole database, to compare."""
    return {table: store.rows(f"SELECT * FROM {table}") for table in store.db.table_names()}


def standing(store: Store, article_id: str) -> dict[str, int]:
    """The standing facts of an article: their ids by award and tier."""
    rows = store.rows(
        "SELECT id, award, tier FROM fact WHERE article_id = ? AND withdrawn_at IS NULL", [article_id]
    )
    return {f"{row['award']} {row['tier']}": row["id"] for row in rows}


def test_storing_and_resolving_everything_again_changes_nothing(
    store: Store, press: list[Told], clock: Clock
) -> None:
    for told in press:
        told.put(store)
    resolve(store)
    before = everything(store)
    clock.time += timedelta(days=3)
    for told in press:
        assert store.put_article(told.article).change == "unchanged"
        stored = store.put_extraction(told.extraction, rules_version=RULES)
        assert (stored.added, stored.withdrawn) == (0, 0)
    assert not resolve(store).changed
    assert everything(store) == before


def test_an_article_keeps_its_versions(store: Store) -> None:
    told = tell("a", won("เทศบาลนครยะลา", DIGITAL))
    assert store.put_article(told.article).change == "new"
    changed = replace(told.article, text=told.article.text + "\nแก้ไขเพิ่มเติม")
    stored = store.put_article(changed)
    assert (stored.version, stored.change) == (2, "changed")
    assert store.get_article("a") == changed
    assert store.get_article("a", version=1) == told.article


def test_another_raw_page_with_the_same_article_is_no_new_version(store: Store) -> None:
    told = tell("a", won("เทศบาลนครยะลา", DIGITAL))
    store.put_article(told.article)
    again = replace(told.article, snapshot="0" * 64, layout="wordpress")
    assert store.put_article(again).change == "unchanged"


def test_a_vanished_article_is_marked_and_comes_back(store: Store) -> None:
    told = tell("a", won("เทศบาลนครยะลา", DIGITAL))
    told.put(store)
    assert store.mark_vanished("a")
    assert not store.mark_vanished("a")
    assert store.rows("SELECT vanished_at FROM articles")[0]["vanished_at"] is not None
    assert standing(store, "a")
    assert store.put_article(told.article).change == "back"
    assert store.rows("SELECT vanished_at FROM articles") == [{"vanished_at": None}]


def test_spans_hold_the_text_that_they_point_at(store: Store, press: list[Told]) -> None:
    for told in press:
        told.put(store)
    spans = store.rows(
        "SELECT s.text, s.start_char, s.end_char, f.article_id FROM span s JOIN fact f ON f.id = s.fact_id"
    )
    texts = {told.article.id: told.extraction.text for told in press}
    assert len(spans) > len(press)
    for span in spans:
        assert texts[span["article_id"]][span["start_char"] : span["end_char"]] == span["text"]


def test_re_extraction_withdraws_what_is_read_no_more_and_keeps_the_other_ids(store: Store) -> None:
    good = won("เทศบาลนครยะลา", DIGITAL, tier="ดีเด่น", year=2566)
    wrong = won("เทศบาลนครยะลา", "รางวัลจากการอ่านผิด", year=2566)
    told = tell("a", good, wrong)
    told.put(store)
    before = standing(store, "a")
    fewer = replace(told.extraction, awards=told.extraction.awards[:1])
    stored = store.put_extraction(fewer, rules_version="2")
    assert (stored.added, stored.kept, stored.withdrawn) == (0, 1, 1)
    assert standing(store, "a") == {f"{DIGITAL} ดีเด่น": before[f"{DIGITAL} ดีเด่น"]}
    assert store.rows("SELECT rules_version FROM fact WHERE withdrawn_at IS NULL") == [{"rules_version": "2"}]


def test_a_withdrawn_fact_comes_back_under_its_id(store: Store) -> None:
    told = tell("a", won("เทศบาลนครยะลา", DIGITAL))
    told.put(store)
    before = standing(store, "a")
    store.put_extraction(replace(told.extraction, awards=()), rules_version="2")
    assert standing(store, "a") == {}
    told.put(store, rules="3")
    assert standing(store, "a") == before


def test_facts_of_a_changed_article_keep_their_ids_and_move_their_spans(store: Store) -> None:
    fact = won("เทศบาลนครยะลา", DIGITAL, tier="ดีเด่น")
    tell("a", fact).put(store)
    before = standing(store, "a")
    longer = tell("a", won("เทศบาลตำบลครึ่ง", DIGITAL, tier="ชมเชย"), fact)
    longer.put(store)
    after = standing(store, "a")
    assert after[f"{DIGITAL} ดีเด่น"] == before[f"{DIGITAL} ดีเด่น"]
    spans = store.rows(
        "SELECT start_char, text, article_version FROM span JOIN fact ON fact.id = fact_id"
        " WHERE fact_id = ? AND field = 'evidence'",
        [before[f"{DIGITAL} ดีเด่น"]],
    )
    assert spans[0]["article_version"] == 2
    assert longer.extraction.text[spans[0]["start_char"] :].startswith(spans[0]["text"])


def test_the_same_win_stated_twice_is_two_facts(store: Store) -> None:
    fact = won("เทศบาลนครยะลา", DIGITAL)
    told = tell("a", fact, fact)
    assert len(told.extraction.awards) == 2
    store.put_article(told.article)
    assert store.put_extraction(told.extraction, rules_version=RULES).added == 2


def test_an_extraction_of_another_text_is_refused(store: Store) -> None:
    told = tell("a", won("เทศบาลนครยะลา", DIGITAL))
    told.put(store)
    store.put_article(replace(told.article, text="ข่าวใหม่"))
    with pytest.raises(StaleExtraction, match=r"article a.*Extract the stored version again"):
        store.put_extraction(told.extraction, rules_version="2")
    assert len(standing(store, "a")) == 1


def test_an_extraction_without_its_article_is_refused(store: Store) -> None:
    with pytest.raises(UnknownArticle, match="article a is not stored"):
        store.put_extraction(tell("a").extraction, rules_version=RULES)


@pytest.mark.parametrize("span", [(0, 10**6), (5, 5), (-1, 3)])
def test_a_span_outside_the_text_refuses_the_extraction_as_a_whole(
    store: Store, span: tuple[int, int]
) -> None:
    told = tell("a", won("เทศบาลนครยะลา", DIGITAL), won("เทศบาลตำบลครึ่ง", DIGITAL))
    store.put_article(told.article)
    bad = replace(told.extraction.awards[1], spans={"tier": span})
    with pytest.raises(RecordRefused, match=r"'tier'.*outside the text"):
        store.put_extraction(
            replace(told.extraction, awards=(told.extraction.awards[0], bad)), rules_version=RULES
        )
    assert store.rows("SELECT * FROM fact") == []


def test_a_value_that_the_schema_refuses_leaves_nothing_behind(store: Store) -> None:
    told = tell("a", won("เทศบาลนครยะลา", DIGITAL), won("เทศบาลตำบลครึ่ง", DIGITAL, year=2566))
    store.put_article(told.article)
    bad = replace(told.extraction.awards[1], year=2023)  # the common era where the Buddhist belongs
    with pytest.raises(RecordRefused, match="Nothing of it was stored"):
        store.put_extraction(
            replace(told.extraction, awards=(told.extraction.awards[0], bad)), rules_version=RULES
        )
    assert store.rows("SELECT * FROM fact") == []


def test_stale_articles_are_those_that_these_rules_have_not_read(store: Store) -> None:
    read, unread, edited = (tell(name, won("เทศบาลนครยะลา", DIGITAL)) for name in "abc")
    read.put(store)
    store.put_article(unread.article)
    edited.put(store)
    store.put_article(replace(edited.article, title="หัวข้อใหม่"))
    assert [(article.id, version) for article, version in store.stale_articles(RULES)] == [("b", 1), ("c", 2)]
    assert [article.id for article, _ in store.stale_articles("2")] == ["a", "b", "c"]


def test_counts_that_were_not_met_are_open_issues_until_they_are(store: Store) -> None:
    text = "มอบ 18 รางวัล"
    told = tell("a", won("เทศบาลนครยะลา", DIGITAL), title=text)
    check = CountCheck("count", claimed=18, found=17, start=4, end=13)
    store.put_article(told.article)
    store.put_extraction(replace(told.extraction, checks=(check,)), rules_version=RULES)
    (issue,) = store.rows("SELECT * FROM open_issues")
    assert (issue["kind"], issue["expected"], issue["found"]) == ("count not met", "18", "17")
    assert '"18 รางวัล"' in issue["message"]
    store.put_extraction(replace(told.extraction, checks=(replace(check, found=18),)), rules_version=RULES)
    assert store.rows("SELECT * FROM open_issues") == []
    assert store.rows("SELECT claimed, found, met FROM count_checks") == [
        {"claimed": 18, "found": 18, "met": 1}
    ]


def test_a_failed_block_leaves_nothing_and_a_failed_inner_one_spares_the_rest(store: Store) -> None:
    a, b = (tell(name, won("เทศบาลนครยะลา", DIGITAL)) for name in "ab")
    with pytest.raises(ZeroDivisionError), store.transaction():
        a.put(store)
        raise ZeroDivisionError
    assert store.rows("SELECT * FROM article") == []
    with store.transaction():
        a.put(store)
        with pytest.raises(StaleExtraction):
            store.put_extraction(replace(a.extraction, text="อื่น"), rules_version="2")
        b.put(store)
    assert [row["id"] for row in store.rows("SELECT id FROM article ORDER BY id")] == ["a", "b"]


def test_runs_are_a_ledger_with_stages(store: Store, clock: Clock) -> None:
    run = store.start_run("run", program_version="0.1")
    store.finish_stage(run, "crawl", seconds=1.5, counts={"new": 3}, source="dga")
    store.finish_stage(run, "extract", seconds=0.2, counts={"facts": 7}, outcome="failures")
    assert store.rows("SELECT outcome FROM runs") == [{"outcome": "running"}]
    clock.time += timedelta(minutes=2)
    store.finish_run(run, "failures")
    (row,) = store.rows("SELECT * FROM runs")
    assert row["outcome"] == "failures"
    assert (row["started_at"], row["finished_at"]) == ("2026-01-05T08:00:00Z", "2026-01-05T08:02:00Z")
    assert 'crawl dga {"new": 3}' in row["stages"]


def test_a_run_whose_process_is_gone_is_closed_by_the_next(store: Store) -> None:
    killed = store.start_run("run")
    store.db.execute("UPDATE run SET process = 999999999 WHERE id = ?", [killed])
    alive = store.start_run("run")
    store.db.execute("UPDATE run SET process = ? WHERE id = ?", [os.getppid(), alive])
    store.start_run("run")
    outcomes = {row["id"]: row["outcome"] for row in store.rows("SELECT id, outcome FROM run")}
    assert outcomes[killed] == "killed"
    assert outcomes[alive] == "running"


def test_an_issue_is_listed_once_and_closed_when_it_is_gone(store: Store, clock: Clock) -> None:
    gone = Issue("crawl", "page failed", "404", place="https://www.example.go.th/1", source="dga")
    stays = Issue("crawl", "page failed", "time-out", place="https://www.example.go.th/2", source="dga")
    other = Issue("crawl", "page failed", "time-out", place="https://www.example.go.th/3", source="maehia")
    assert store.put_issue(gone)
    assert store.put_issue(other)
    assert not store.put_issue(gone)
    assert store.replace_issues("crawl", [stays], source="dga") == 1
    assert store.replace_issues("crawl", [stays], source="dga") == 0
    assert {row["place"][-1] for row in store.rows("SELECT place FROM open_issues")} == {"2", "3"}
    assert store.put_issue(gone)


def page(kind: type[PageFetched] | type[PageUnchanged], at: datetime, **fields: Any) -> Any:
    return kind(
        publisher="dga",
        url="https://www.example.go.th/news/a",
        fetched_at=at,
        sha256="ab" * 32,
        **fields,
    )


def test_the_memory_gives_back_what_the_crawl_told(store: Store) -> None:
    first = datetime(2026, 1, 5, 8, 0, 0, 250_000, tzinfo=UTC)
    store.learn(page(PageFetched, first, status=200, etag='"1"', fingerprint="f"))
    (known,) = store.known_pages("dga").values()
    assert (known.fetched_at, known.etag, known.fingerprint) == (first, '"1"', "f")
    store.learn(page(PageUnchanged, first + timedelta(days=1), etag='"2"', fingerprint="f"))
    (known,) = store.known_pages("dga").values()
    assert (known.fetched_at, known.etag) == (first + timedelta(days=1), '"2"')
    assert store.known_pages("maehia") == {}
    assert len(store.rows("SELECT * FROM snapshot")) == 1


def test_failures_are_counted_and_a_page_that_is_gone_marks_its_article(store: Store) -> None:
    told = tell("a", won("เทศบาลนครยะลา", DIGITAL), source="dga")
    store.put_article(told.article)
    url = told.article.url
    store.learn(PageFailed("dga", url, FailureKind.NETWORK, "time-out"))
    assert store.known_pages("dga") == {}
    assert store.rows("SELECT vanished_at FROM articles") == [{"vanished_at": None}]
    store.learn(PageFailed("dga", url, FailureKind.GONE, "404"))
    assert store.rows("SELECT failures, last_failure FROM fetch") == [{"failures": 2, "last_failure": "gone"}]
    assert store.rows("SELECT vanished_at FROM articles") == [{"vanished_at": "2026-01-05T08:00:00Z"}]
    store.learn(PageFailed("dga", None, FailureKind.CRASH, "the child process died"))


def test_a_source_told_later_fills_in_the_name(store: Store, clock: Callable[[], datetime]) -> None:
    store.put_article(replace(tell("a").article, source="dga"))
    assert store.rows("SELECT source_name FROM articles") == [{"source_name": "dga"}]
    store.put_source("dga", "สำนักงานพัฒนารัฐบาลดิจิทัล", url="https://www.dga.or.th")
    store.put_source("dga", "สำนักงานพัฒนารัฐบาลดิจิทัล")
    assert store.rows("SELECT name, url FROM source") == [
        {"name": "สำนักงานพัฒนารัฐบาลดิจิทัล", "url": "https://www.dga.or.th"}
    ]


def test_an_undated_article_is_stored_as_such(store: Store) -> None:
    told = tell("a", won("เทศบาลนครยะลา", DIGITAL), published=None)
    told.put(store)
    assert store.get_article("a").published is None
    store.put_article(replace(told.article, published=date(2023, 1, 2)))
    assert store.get_article("a").published == date(2023, 1, 2)
