"""What the store remembers of crawls: when to ask again, what is left alone, older databases."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlite_utils import Database
from telling import DIGITAL, Clock, tell, won

from crawler.events import FailureKind, HostAnswered, HostPaused, PageFailed, PageFetched, PageUnchanged
from crawler.memory import DictMemory, Pause
from db import migrations
from db.ledger import Issue
from db.store import Store

NOW = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)
URL = "https://www.example.go.th/news/a"
FETCHED = PageFetched("dga", URL, 200, NOW, "ab" * 32, '"1"', None, "text/html", "f", NOW + 7 * DAY)
UNCHANGED = PageUnchanged("dga", URL, NOW + DAY, "ab" * 32, '"2"', None, "f", NOW + 8 * DAY)
FAILED = PageFailed("dga", URL, FailureKind.GONE, "404", NOW + 2 * DAY)
PAUSED = HostPaused("dga", "www.example.go.th", NOW + DAY, 2, "status 403")


def test_the_store_remembers_what_a_memory_of_a_crawl_does(store: Store) -> None:
    other = DictMemory()
    for event in (
        FETCHED,
        UNCHANGED,
        FAILED,
        replace(FAILED, url=URL + "2"),
        replace(FAILED, url=URL + "2", next_check=NOW + 3 * DAY),
        replace(FAILED, url=URL + "3", kind=FailureKind.NETWORK, next_check=None),
        PAUSED,
        replace(PAUSED, host="static.example.go.th"),
        HostAnswered("dga", "static.example.go.th"),
        replace(PAUSED, publisher="maehia", host="www.maehia.go.th"),
    ):
        store.learn(event)
        other.learn(event)
        for publisher in ("dga", "maehia", "none"):
            assert asdict_all(store.pauses(publisher)) == asdict_all(other.pauses(publisher))
            stored = {
                url: replace(page, next_check=None) for url, page in store.known_pages(publisher).items()
            }
            told = {url: replace(page, next_check=None) for url, page in other.known_pages(publisher).items()}
            assert stored == told
    assert store.pauses("dga") == {
        URL: Pause(NOW + 2 * DAY, 1, "gone"),
        URL + "2": Pause(NOW + 3 * DAY, 2, "gone"),
        "www.example.go.th": Pause(NOW + DAY, 2, "status 403"),
    }


def asdict_all(pauses: object) -> dict[str, object]:
    return {name: asdict(pause) for name, pause in pauses.items()}  # type: ignore[attr-defined]


def test_every_page_says_when_it_is_asked_for_again(store: Store) -> None:
    store.learn(FETCHED)
    store.learn(replace(FAILED, url=URL + "2"))
    rows = store.rows("SELECT url, next_check FROM fetch ORDER BY next_check")
    assert [row["url"] for row in rows] == [URL + "2", URL]
    assert store.known_pages("dga")[URL].next_check == NOW + 7 * DAY


def test_an_article_that_is_there_again_is_back_also_with_the_bytes_it_had(
    store: Store, clock: Clock
) -> None:
    told = tell("a", won("เทศบาลนครยะลา", DIGITAL), source="dga")
    store.put_article(told.article)
    store.learn(FETCHED)
    clock.time = NOW + 2 * DAY
    store.learn(FAILED)
    assert store.rows("SELECT vanished_at FROM articles") == [{"vanished_at": "2026-01-07T08:00:00Z"}]
    # What was fetched before it vanished, as when kept pages are read again, does not bring it back.
    store.learn(UNCHANGED)
    assert store.rows("SELECT vanished_at IS NULL AS back FROM articles") == [{"back": 0}]
    store.learn(replace(UNCHANGED, fetched_at=NOW + 3 * DAY))
    assert store.rows("SELECT vanished_at IS NULL AS back FROM articles") == [{"back": 1}]


def test_issues_of_places_that_were_not_looked_at_stay_open(store: Store) -> None:
    paused, solved = (Issue("crawl", "page: format", "a PDF", URL + end, source="dga") for end in "12")
    store.replace_issues("crawl", [paused, solved], source="dga")
    store.replace_issues("crawl", [], source="dga", standing={URL + "1"})
    assert [row["place"] for row in store.rows("SELECT place FROM open_issues")] == [URL + "1"]


def test_a_database_of_the_first_schema_is_brought_forward_with_all_it_holds(path: Path) -> None:
    db = Database(path)
    migrations.migrations.apply(db, stop_before="m0002_host_pauses")
    assert "host_pause" not in db.table_names()
    with Store(db, path, read_only=False) as old:
        tell("a", won("เทศบาลนครยะลา", DIGITAL), source="dga").put(old)
        old.learn(FETCHED)
        old.learn(replace(FAILED, url=URL + "2"))
        tables = sorted(set(db.table_names()) - {"_sqlite_migrations", "meta"})
        before = {table: old.rows(f"SELECT * FROM {table}") for table in tables}
    assert before["fact"]
    with Store.open(path) as store:
        assert {table: store.rows(f"SELECT * FROM {table}") for table in tables} == before
        assert store.pauses("dga").keys() == {URL + "2"}
        store.learn(PAUSED)
        assert store.pauses("dga").keys() == {URL + "2", "www.example.go.th"}
        assert len(store.rows("SELECT * FROM facts")) == 1
