"""Decisions of persons last, and leave no trace once they are withdrawn, whatever arrives in between."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telling import DIGITAL, tell, won

from db.decisions import Signature, merge, not_held, split, take_back
from db.judgements import standing_by_persons
from db.profiles import names
from db.resolve import resolve
from db.store import Store

# Names that rules join by spelling and by province, that they leave open, and that they never compare.
NAMES = [
    ("เทศบาลตำบลบ้านกลาง", None),
    ("เทศบาลตำบลบ้านกลาง", "ลำพูน"),
    ("ทต.บ้านกลาง", "เพชรบูรณ์"),
    ("เทศบาลตำบลเขตรอุดมศักดิ์", "ชลบุรี"),
    ("เทศบาลตำบลเขตรอุดมศักดื์", "ชลบุรี"),
    ("ทต.เขตรอุดมศักดิ์", None),
    ("อบต.หนองบัวเหนือสุด", "ตาก"),
    ("อบต.หนองบัวเหนีอสุด", "ตาก"),
    ("อบต.หนองบัวเหนอสุด", "ตาก"),
    ("กรมสรรพสามิต", None),
]
Step = tuple[str, int, int]

articles = st.tuples(st.just("article"), st.integers(0, len(NAMES) - 1), st.integers(0, len(NAMES) - 1))
decisions = st.tuples(st.sampled_from(["merge", "split", "withdraw"]), st.integers(0, 9), st.integers(0, 9))
# The article of an earlier step in a new version, on one other body.
corrections = st.tuples(st.just("correction"), st.integers(0, 9), st.integers(0, len(NAMES) - 1))
rerun = st.just(("resolve", 0, 0))
changes = st.lists(
    st.one_of(articles, articles, decisions, decisions, corrections, rerun), min_size=4, max_size=14
)


@contextmanager
def a_store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "rangwan.db") as store:
        yield store


def arrive(store: Store, number: int, one: int, other: int) -> None:
    """An article on one or two bodies; the same number again is its next version."""
    told = tell(
        f"a{number}",
        *(
            won(name, DIGITAL, province=place, year=2566)
            for name, place in dict.fromkeys((NAMES[one], NAMES[other]))
        ),
        published=date(2023, 1, 1 + number),
    )
    told.put(store)


def standing(store: Store) -> list[str]:
    return [row["id"] for row in store.rows("SELECT id FROM organisations ORDER BY id")]


def decide(store: Store, what: str, one: int, other: int) -> None:
    """A person merges two organisations, splits one in two, or takes a decision back; whichever fits."""
    by = Signature("somchai", store.now())
    ids = standing(store)
    with store.transaction():
        if what == "merge" and len(ids) > 1:
            left, right = ids[one % len(ids)], ids[other % len(ids)]
            if left != right:
                merge(store.db, left, right, by)
        elif what == "split":
            several = [
                found for i in ids if len(found := [n.key for n in names(store.db, i) if n.in_use]) > 1
            ]
            if several:
                keys = sorted(several[one % len(several)])
                at = 1 + other % (len(keys) - 1)
                split(store.db, keys[:at], keys[at:], by)
        elif what == "withdraw" and (made := standing_by_persons(store.db)):
            take_back(store.db, made[one % len(made)].id, by.now)
    resolve(store)


def withdraw_all(store: Store) -> None:
    """All decisions are taken back, also those that come back because what overruled them is withdrawn."""
    while made := standing_by_persons(store.db):
        with store.transaction():
            take_back(store.db, made[-1].id, store.now())
    resolve(store)


def contents(store: Store) -> dict[str, list[dict[str, Any]]]:
    tables = ("organisation", "organisation_key", "mention", "award", "award_fact", "judgement", "issue")
    return {table: store.rows(f"SELECT * FROM {table}") for table in tables}


def groups(store: Store) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in store.rows("SELECT DISTINCT organisation_id, key FROM mention"):
        found.setdefault(row["organisation_id"], set()).add(row["key"])
    return set(map(frozenset, found.values()))


def ids_by_birth(store: Store) -> dict[str, tuple[str, str | None]]:
    """For each name that an id was given out for: the name that the id's successor was given out for."""
    return {
        row["key"]: (row["now"], row["redirected"])
        for row in store.rows(
            "SELECT k.key, t.redirected_to IS NOT NULL AS redirected,"
            " (SELECT min(h.key) FROM organisation_key h WHERE h.home_id = coalesce(t.redirected_to, t.id))"
            " AS now FROM organisation_key k JOIN organisation t ON t.id = k.home_id"
        )
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes)
def test_withdrawn_decisions_leave_the_partition_and_the_ids_of_a_dataset_that_never_had_them(
    history: Sequence[Step],
) -> None:
    leaves_no_trace(history)


@pytest.mark.parametrize(
    "history",
    [
        [("article", 0, 0), ("article", 1, 3), ("merge", 0, 1), ("correction", 0, 1)],
        [("article", 0, 3), ("resolve", 0, 0), ("merge", 0, 1), ("correction", 0, 0)],
    ],
)
def test_withdrawn_decisions_leave_no_trace_where_an_article_was_corrected_meanwhile(
    history: Sequence[Step],
) -> None:
    leaves_no_trace(history)


def leaves_no_trace(history: Sequence[Step]) -> None:
    with a_store() as judged, a_store() as plain:
        for number, (what, one, other) in enumerate(history):
            for store in (judged, plain):
                if what == "article":
                    arrive(store, number, one, other)
                elif what == "correction":
                    arrive(store, one, other, other)
                else:
                    if store is judged and what != "resolve":
                        resolve(store)
                        decide(store, what, one, other)
                    resolve(store)
        withdraw_all(judged)
        resolve(plain)
        assert groups(judged) == groups(plain)
        now, never = ids_by_birth(judged), ids_by_birth(plain)
        assert {key: now.get(key) for key in never} == never
        # Ids that splits gave out lead on to the ones that were there.
        assert all(now[key][1] for key in set(now) - set(never))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes)
def test_decisions_hold_whatever_arrives_and_resolving_again_adds_nothing(history: Sequence[Step]) -> None:
    with a_store() as store:
        for number, (what, one, other) in enumerate(history):
            if what == "article":
                arrive(store, number, one, other)
            elif what == "correction":
                arrive(store, one, other, other)
            elif what != "resolve":
                resolve(store)
                decide(store, what, one, other)
            resolve(store)
            assert not_held(store.db) == []
        once = contents(store)
        assert not resolve(store).changed
        assert contents(store) == once
