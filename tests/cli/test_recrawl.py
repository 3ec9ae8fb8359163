"""A site crawled again and again into the real store: what is fetched, what becomes of articles and facts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "crawler"))
from site_server import Site, article, listing, serve

from crawler.publisher import Publisher
from db.store import Store
from rangwan.crawling import CrawlOptions, crawl_stage
from rangwan.ledger import Stage, start_run
from rangwan.messages import Problem
from rangwan.stages import extract_stage

WON = "เทศบาลเมืองแม่เหียะ จังหวัดเชียงใหม่ ได้รับรางวัลท้องถิ่นดิจิทัล ประจำปี 2566 ระดับ{}"


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as served:
        served.add("/", listing("/news/1", "/news/2"))
        served.add("/news/1", article("แม่เหียะรับรางวัล", WON.format("ดีเด่น")))
        served.add("/news/2", article("ประกาศหยุดจ่ายน้ำ", "หยุดจ่ายน้ำวันเสาร์ เวลา 9.00 น."))
        yield served


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "rangwan.db"


def crawl(database: Path, publisher: Publisher) -> tuple[Stage, list[Problem]]:
    """One round of crawling and extracting."""
    problems: list[Problem] = []
    with start_run(database, "rangwan run", problems.append, create=True) as run:
        (stage,) = crawl_stage(run, [publisher], CrawlOptions(allow_loopback=True))
        extract_stage(run, jobs=1)
    return stage, problems


def rows(database: Path, sql: str) -> list[dict[str, Any]]:
    with Store.open(database) as store:
        return store.rows(sql)


def test_a_second_run_over_an_unchanged_site_fetches_the_index_and_changes_nothing(
    site: Site, database: Path
) -> None:
    crawl(database, site.publisher())
    tables = ("article", "article_version", "fact", "fetch", "snapshot")
    before = {table: rows(database, f"SELECT * FROM {table}") for table in tables}
    assert len(before["article"]) == 2
    assert len(before["fact"]) == 1
    site.asked.clear()
    stage, problems = crawl(database, site.publisher())
    assert site.paths() == ["/"]
    assert (dict(stage.counts), problems) == ({"found": 2, "skipped": 2}, [])
    assert {table: rows(database, f"SELECT * FROM {table}") for table in tables} == before


def test_a_changed_article_is_a_new_version_and_its_facts_are_replaced(site: Site, database: Path) -> None:
    publisher = site.publisher(schedule={"recheck_days": 0})
    crawl(database, publisher)
    site.add("/news/1", article("แม่เหียะรับรางวัล", WON.format("ยอดเยี่ยม")))
    stage, problems = crawl(database, publisher)
    assert (stage.counts["changed"], stage.counts["unchanged"], problems) == (1, 1, [])
    facts = rows(
        database, "SELECT tier, article_version, withdrawn_at IS NOT NULL AS gone FROM fact ORDER BY id"
    )
    assert facts == [
        {"tier": "ดีเด่น", "article_version": 1, "gone": 1},
        {"tier": "ยอดเยี่ยม", "article_version": 2, "gone": 0},
    ]
    assert [row["tier"] for row in rows(database, "SELECT tier FROM facts")] == ["ยอดเยี่ยม"]
    versions = rows(
        database, "SELECT v.text FROM article_version v WHERE title LIKE 'แม่เหียะ%' ORDER BY version"
    )
    assert ["ดีเด่น" in row["text"] for row in versions] == [True, False]


def test_a_vanished_article_is_marked_and_comes_back(site: Site, database: Path) -> None:
    publisher = site.publisher(schedule={"recheck_days": 0})
    crawl(database, publisher)
    page = site.pages["/news/1"]
    site.add("/news/1", status=404)
    stage, problems = crawl(database, publisher)
    assert (stage.counts["vanished"], problems) == (1, [])
    vanished = "SELECT vanished_at IS NOT NULL AS gone FROM article ORDER BY gone"
    assert rows(database, vanished) == [{"gone": 0}, {"gone": 1}]
    assert len(rows(database, "SELECT * FROM facts")) == 1
    site.pages["/news/1"] = page
    crawl(database, publisher)
    assert rows(database, vanished) == [{"gone": 0}, {"gone": 0}]


def test_issues_of_pages_stand_until_the_pages_are_read(site: Site, database: Path) -> None:
    site.add("/news/2", b"%PDF-1.4", Content_Type="application/pdf")
    publisher = site.publisher()
    _, problems = crawl(database, publisher)
    assert [problem.kind for problem in problems] == ["page: format"]
    opened = "SELECT place, kind FROM open_issues"
    issue = [{"place": f"{site.url}/news/2", "kind": "page: format"}]
    assert rows(database, opened) == issue
    # The page is left alone for a day: nobody looked, so the issue stands.
    _, problems = crawl(database, publisher)
    assert (problems, rows(database, opened)) == ([], issue)
    site.add("/news/2", article("ประกาศหยุดจ่ายน้ำ"))
    with Store.open(database) as store, store.transaction():
        store.db.conn.execute("UPDATE fetch SET next_check = '2020-01-01T00:00:00+00:00' WHERE failures > 0")
    crawl(database, publisher)
    assert rows(database, opened) == []


def test_a_host_that_refuses_is_an_issue_and_is_left_alone_by_the_next_run(
    site: Site, database: Path
) -> None:
    site.add("/", status=403)
    _, problems = crawl(database, site.publisher())
    (told,) = (problem for problem in problems if problem.kind == "host refuses")
    assert "refused this crawl, last with status 403; it is left alone until 2" in told.what
    site.asked.clear()
    stage, problems = crawl(database, site.publisher())
    assert (site.asked, stage.failed) == ([], True)
    (told,) = problems
    assert "it is left alone until 2" in told.what


def test_a_redesigned_site_is_one_issue_and_loses_no_facts(site: Site, database: Path) -> None:
    paths = [f"/news/{number}" for number in range(1, 6)]
    site.add("/", listing(*paths))
    for number, path in enumerate(paths):
        site.add(path, article(f"แม่เหียะรับรางวัล {number}", WON.format("ดีเด่น")))
    publisher = site.publisher(schedule={"recheck_days": 0})
    crawl(database, publisher)
    facts = rows(database, "SELECT * FROM facts")
    assert len(facts) == 5
    for path in paths:
        site.add(path, "<html><body><div id='root'></div></body></html>")
    _, problems = crawl(database, publisher)
    (told,) = (problem for problem in problems if problem.kind == "page: layout")
    assert "none for 5 of 5 pages now" in told.what
    assert "test.toml" in told.what
    assert rows(database, "SELECT * FROM facts") == facts
