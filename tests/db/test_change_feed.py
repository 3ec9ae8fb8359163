"""A client that applies the change feed holds exactly the public records, whatever happened before."""

from __future__ import annotations

import json
import random
import re
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from telling import DIGITAL, Clock, Told, tell, won
from test_permanence import NAMES, arrive, decide

from db.change_log import Change, all_changes_since, changes_since, latest
from db.decisions import Signature, merge, split, take_back
from db.feed import changes_json
from db.record_fields import ENTITIES, record_dictionary
from db.records import records
from db.resolve import resolve
from db.store import Store
from normalize.text import document_text

DOCS = Path(__file__).parents[2] / "docs" / "change-feed.md"
SITE = "https://awards.example.org/"
PERSONS = ("นายทศพล ทังสุบุตร", "นางสาวสมหญิง ใจงามยิ่ง", "ดร.วีระชัย ศรีสุวรรณ")
Held = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def follow() -> Callable[..., Held]:
    """The client of the documentation."""
    (code,) = re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    names: dict[str, Any] = {"__name__": "recipe"}
    exec(compile(code, str(DOCS), "exec"), names)
    found: Callable[..., Held] = names["follow"]
    return found


def pages(store: Store, limits: random.Random | None = None) -> Callable[[int], dict[str, Any]]:
    """The site, with pages of random size."""

    def page(since: int) -> dict[str, Any]:
        limit = limits.choice([1, 2, 7, 40, 1000]) if limits else 1000
        body: dict[str, Any] = json.loads(json.dumps(changes_json(store.db, SITE, since, limit).body))
        return body

    return page


def published(store: Store) -> Held:
    everything = {e: {str(record["id"]): record for record in records(store.db, e)} for e in ENTITIES}
    return {entity: held for entity, held in everything.items() if held}


def holding(held: Held) -> Held:
    return {entity: of for entity, of in held.items() if of}


def dangling(held: Held) -> list[tuple[str, str, Any]]:
    """References to records that are not there."""
    found: list[tuple[str, str, Any]] = []
    for entity, kind in record_dictionary().entities.items():
        for identity, record in held.get(entity, {}).items():
            if target := record.get("redirected_to"):
                if "redirected_to" in held[entity].get(target, {"redirected_to": None}):
                    found.append((entity, identity, target))
                continue
            for field in kind.fields:
                value = record.get(field.name) if field.refers_to else None
                ids = value if isinstance(value, list) else [value]
                there = held.get(field.refers_to or "", {})
                found += [(entity, identity, i) for i in ids if i is not None and str(i) not in there]
    return found


def applied(held: Held, changes: list[Change]) -> None:
    for change in changes:
        if change.record is None:
            del held[change.entity][str(change.id)]
        else:
            held.setdefault(change.entity, {})[str(change.id)] = change.record


def a_step(store: Store, number: int, chance: random.Random) -> None:
    """Something that happens to a dataset: news, corrections, removals, decisions of persons."""
    one, other = chance.randrange(10), chance.randrange(10)
    what = chance.choice(
        [
            "article", "article", "person", "correction", "vanished", "merge", "split", "withdraw",
            "mistaken", "mistaken", "found",
        ]
    )  # fmt: skip
    if what == "article":
        arrive(store, number, one, other)
    elif what == "correction":
        arrive(store, one, other, other)
    elif what == "vanished":
        known = [row["id"] for row in store.rows("SELECT id FROM article ORDER BY id")]
        if known:
            store.mark_vanished(known[one % len(known)])
            # Its sentences are read differently now: the facts are withdrawn.
            article = store.get_article(known[other % len(known)])
            nothing = replace(
                tell(article.id).extraction, title=article.title, text=document(store, article.id)
            )
            store.put_extraction(nothing, rules_version=str(number))
    elif what == "person":
        name, place = NAMES[one]
        told = tell(
            f"p{number}",
            won(name, DIGITAL, province=place, year=2566, person=chance.choice(PERSONS)),
            won(NAMES[other][0], DIGITAL, province=NAMES[other][1], year=2565),
            published=date(2023, 6, 1),
        )
        told.put(store)
    elif what == "mistaken":
        mistaken(number).put(store)
    elif what == "found":
        for article in mistaken_articles(store)[one % 3 :: 3]:
            found(store, article, number)
    else:
        resolve(store)
        decide(store, what, one, other)


def mistaken(number: int, *, found: bool = False) -> Told:
    """An article about a person whom rules take for a body and a part of its work, until he is `found`."""
    chance = random.Random(number)
    person, (name, place) = chance.choice(PERSONS), chance.choice(NAMES)
    first = won(person, DIGITAL, year=2566, project=f"ผลงานของ{person}", aliases=(person,))
    told = tell(
        f"t{number}",
        first,
        won(name, DIGITAL, province=place, year=2566, project=chance.choice([f"ร่วมกับ{person}", None])),
        title=f"{person} คว้ารางวัล",
    )
    if not found:
        return told
    right = replace(first, recipient_type="person", person=person, organisation=None, organisation_text=None)
    facts = (replace(right, aliases=(), spans={}), *told.extraction.awards[1:])
    return replace(told, extraction=replace(told.extraction, awards=facts))


def mistaken_articles(store: Store) -> list[int]:
    return [int(row["id"][1:]) for row in store.rows("SELECT id FROM article WHERE id GLOB 't*' ORDER BY id")]


def found(store: Store, article: int, rules: int) -> None:
    store.put_extraction(mistaken(article, found=True).extraction, rules_version=f"f{rules}")


def document(store: Store, article_id: str) -> str:
    article = store.get_article(article_id)
    return document_text(article.title, article.text)


@pytest.mark.parametrize("seed", range(20))
def test_a_client_holds_exactly_the_public_records_after_a_random_history(
    seed: int, tmp_path: Path, follow: Callable[..., Held]
) -> None:
    chance = random.Random(seed)
    clock = Clock()
    with Store.open(tmp_path / "rangwan.db", clock=clock) as store:
        for number in range(14):
            clock.time += timedelta(hours=1)
            a_step(store, number, chance)
            if chance.random() < 0.7:
                resolve(store)
                # One client comes now and then, one after every step.
                follow(pages(store, chance), tmp_path / "often.json")
        for article in mistaken_articles(store):
            found(store, article, 99)
        resolve(store)
        end = latest(store.db)
        now = published(store)
        assert holding(follow(pages(store, chance), tmp_path / "often.json")) == now
        assert holding(follow(pages(store, chance), tmp_path / "once.json")) == now
        clock.time += timedelta(days=1)
        assert not resolve(store).changed
        assert latest(store.db) == end
        held: Held = {}
        batch: list[Change] = []
        for change in all_changes_since(store.db, 0):
            batch.append(change)
            if change.seq == change.batch:
                applied(held, batch)
                batch = []
                assert dangling(held) == []
        assert batch == []
        log = str(store.rows("SELECT * FROM change"))
        assert not [word for name in PERSONS for word in name.split() if word in log]
        assert not [word for name in PERSONS for word in name.split() if word in str(now)]


def test_the_histories_hold_every_action(tmp_path: Path) -> None:
    """The random histories would prove little if nothing was merged or split in them."""
    actions, redacted = set(), set()
    for seed in range(5):
        chance = random.Random(seed)
        with Store.open(tmp_path / f"{seed}.db") as store:
            for number in range(14):
                a_step(store, number, chance)
                resolve(store)
            changes = list(all_changes_since(store.db, 0))
            actions |= {(change.entity, change.action) for change in changes}
            redacted |= {change.entity for change in changes if change.redacted}
    assert {action for entity, action in actions if entity == "organisation"} == {
        "added", "changed", "merged", "split", "withdrawn",
    }  # fmt: skip
    assert ("award", "merged") in actions
    assert redacted >= {"article", "organisation", "fact", "award"}


def actions(store: Store, since: int, entity: str) -> list[tuple[str, Any, tuple[str, ...]]]:
    found = [change for change in all_changes_since(store.db, since) if change.entity == entity]
    return [(change.action, change.id, change.others) for change in found]


def test_a_merge_and_its_withdrawal(store: Store) -> None:
    tell("a", won("เทศบาลนครยะลา", DIGITAL, year=2566), won("กรมสรรพสามิต", DIGITAL, year=2565)).put(store)
    resolve(store)
    one, other = (row["id"] for row in store.rows("SELECT id FROM organisations ORDER BY id"))
    before = latest(store.db)
    with store.transaction():
        decision = merge(store.db, one, other, Signature("somchai", store.now()))
    resolve(store)
    assert ("merged", other, (one,)) in actions(store, before, "organisation")
    before = latest(store.db)
    with store.transaction():
        take_back(store.db, decision.id, store.now())
    resolve(store)
    assert ("split", other, (one,)) in actions(store, before, "organisation")
    assert {action for action, _, _ in actions(store, before, "award")} <= {"changed", "split"}


def test_names_that_leave_an_organisation_are_split_from_it(store: Store) -> None:
    # A slip of spelling makes one body of two names; a person knows better.
    for article, name in (("a", NAMES[3]), ("b", NAMES[4])):
        tell(article, won(name[0], DIGITAL, province=name[1], year=2566, project=article)).put(store)
    resolve(store)
    (whole,) = (row["id"] for row in store.rows("SELECT id FROM organisations"))
    keys = [row["key"] for row in store.rows("SELECT key FROM organisation_key ORDER BY key")]
    before = latest(store.db)
    with store.transaction():
        split(store.db, keys[1:], keys[:1], Signature("somchai", store.now()))
    resolve(store)
    (new,) = (row["id"] for row in store.rows("SELECT id FROM organisations WHERE id <> ?", [whole]))
    assert ("split", new, (whole,)) in actions(store, before, "organisation")


def test_an_article_that_its_publisher_changes_or_takes_down_is_changed(store: Store) -> None:
    told = tell("a", won("เทศบาลนครยะลา", DIGITAL, year=2566))
    told.put(store)
    resolve(store)
    before = latest(store.db)
    store.mark_vanished("a")
    resolve(store)
    assert actions(store, before, "article") == [("changed", "a", ())]
    # Its facts and awards stand, with their evidence.
    assert latest(store.db) == before + 1


def test_a_fact_that_is_read_no_more_takes_its_award_with_it_and_brings_it_back(store: Store) -> None:
    told = tell("a", won("เทศบาลนครยะลา", DIGITAL, year=2566))
    told.put(store)
    resolve(store)
    before = latest(store.db)
    store.put_extraction(replace(told.extraction, awards=()), rules_version="2")
    resolve(store)
    gone = [(change.entity, change.action) for change in all_changes_since(store.db, before)]
    # Nothing is withdrawn before what refers to it.
    assert gone == [(e, "withdrawn") for e in ("award", "fact", "organisation", "article", "programme")]
    before = latest(store.db)
    told.put(store, rules="3")
    resolve(store)
    assert actions(store, before, "award") == [("added", "awd-000001", ())]


def test_the_log_is_only_added_to(store: Store, press: list[Told]) -> None:
    press[0].put(store)
    resolve(store)
    for sql in ("DELETE FROM change", "UPDATE change SET action = 'added'"):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            store.db.conn.execute(sql)


def test_a_page_tells_where_the_next_one_begins(store: Store, press: list[Told]) -> None:
    press[1].put(store)
    resolve(store)
    end = latest(store.db)
    first = changes_since(store.db, 0, 10)
    assert [change.seq for change in first.changes] == list(range(1, 11))
    assert (first.next, first.latest) == (10, end)
    assert {change.batch for change in first.changes} == {end}
    last = changes_since(store.db, end, 10)
    assert (last.changes, last.next, last.ahead) == ((), end, False)
    beyond = changes_since(store.db, end + 5, 10)
    assert (beyond.changes, beyond.next, beyond.ahead) == ((), end + 5, True)


def test_a_client_of_a_restored_database_starts_again(
    store: Store, press: list[Told], tmp_path: Path, follow: Callable[..., Held]
) -> None:
    press[0].put(store)
    resolve(store)
    (tmp_path / "copy.json").write_text(json.dumps({"since": 9999, "records": {"award": {"awd-000099": {}}}}))
    assert holding(follow(pages(store), tmp_path / "copy.json")) == published(store)
