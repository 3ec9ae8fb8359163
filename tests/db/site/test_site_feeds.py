"""The change feed over HTTP: what may be asked for, and what tells a reader that nothing is new."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("datasette", reason="the site's libraries are not installed: pip install 'rangwan[site]'")

from asking import Visitor
from telling import DIGITAL, Told, tell, won

from db.resolve import resolve
from db.store import Store


@pytest.fixture
def visitor(store: Store, press: list[Told], path: Path) -> Iterator[Visitor]:
    press[0].put(store)
    resolve(store)
    with Visitor(path) as visiting:
        yield visiting


@pytest.mark.parametrize(
    "query",
    ["since=-1", "since=ten", "since=1.0", "since=๑", f"since={'9' * 5000}", "since=0&limit=0", "limit=-5",
     "limit=many", f"limit={'x' * 5000}"],
)  # fmt: skip
def test_what_is_no_number_is_answered_in_words(visitor: Visitor, query: str) -> None:
    answer = visitor.ask(f"/changes.json?{query}")
    assert answer.status_code == 400
    assert "must be" in answer.json()["error"]
    assert len(answer.text) < 500


@pytest.mark.parametrize(
    ("query", "first", "limit"),
    [("", 1, 1000), ("since=&limit=", 1, 1000), ("since=007", 8, 1000), ("since= 7 ", 8, 1000),
     ("limit=0000000000005", 1, 5), (f"limit={'9' * 50}", 1, 1000)],
)  # fmt: skip
def test_numbers_may_be_written_in_several_ways(visitor: Visitor, query: str, first: int, limit: int) -> None:
    body = visitor.ask(f"/changes.json?{query}").json()
    assert body["changes"][0]["seq"] == first
    assert body["limit"] == limit


def test_a_number_beyond_the_end_warns(visitor: Visitor) -> None:
    body = visitor.ask(f"/changes.json?since={'9' * 40}").json()
    assert body["changes"] == []
    assert "Start again from 0" in body["warning"]


def test_who_has_the_page_is_told_so_until_something_changes(visitor: Visitor, store: Store) -> None:
    page = visitor.ask("/changes.json?since=0")
    etag = page.headers["etag"]
    assert page.headers["cache-control"] == "public, no-cache"
    again = visitor.ask("/changes.json?since=0", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    head = visitor.ask("/changes.json?since=0", method="HEAD")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == etag
    tell("new", won("กรมสรรพสามิต", DIGITAL, year=2560)).put(store)
    resolve(store)
    changed = visitor.ask("/changes.json?since=0", headers={"if-none-match": etag})
    assert changed.status_code == 200
    assert changed.json()["latest"] > page.json()["latest"]
