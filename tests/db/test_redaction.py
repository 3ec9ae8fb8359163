"""A name that is found to be a person's after it was published is in no line of the log any more."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from typing import Any

import pytest
from telling import DIGITAL, Told, tell, won

from db.change_log import Change, all_changes_since, last_redaction, latest
from db.decisions import Signature, merge
from db.feed import atom_feed, changes_json
from db.record_fields import ENTITIES
from db.records import records
from db.resolve import resolve
from db.store import Store

SITE = "https://awards.example.org/"
NAME = "นายทศพล ทังสุบุตร"
FIRST = won(NAME, DIGITAL, tier="ดีเด่น", year=2566, project=f"ตามรอย{NAME}", aliases=(NAME,))
ARTICLE = tell(
    "a",
    FIRST,
    won("กรมสรรพสามิต", DIGITAL, year=2565, project=f"ร่วมกับ{NAME}"),
    won("กรมสรรพสามิต", DIGITAL, year=2564, project="ระบบภาษี"),
    title=f"{NAME}คว้ารางวัล",
)


def read_again(told: Told = ARTICLE) -> Told:
    """The article as better rules read it: its first winner is a person."""
    first = replace(
        told.extraction.awards[0], recipient_type="person", person=NAME, organisation=None,
        organisation_text=None, aliases=(), spans={},
    )  # fmt: skip
    return replace(told, extraction=replace(told.extraction, awards=(first, *told.extraction.awards[1:])))


def log(store: Store) -> list[Change]:
    return list(all_changes_since(store.db, 0))


def everything_told(store: Store) -> str:
    told: list[Any] = [changes_json(store.db, SITE, 0).body, atom_feed(store.db, SITE).decode()]
    told += [list(records(store.db, entity)) for entity in ENTITIES]
    told.append(store.rows("SELECT * FROM changes"))
    return json.dumps(told, ensure_ascii=False)


@pytest.fixture
def found(store: Store) -> Store:
    """A dataset in which the name was published, and then found to be a person's."""
    ARTICLE.put(store)
    resolve(store)
    assert "ทศพล" in everything_told(store)
    read_again().put(store, rules="2")
    resolve(store)
    return store


def test_the_name_is_told_nowhere_any_more(found: Store) -> None:
    told = everything_told(found)
    assert "ทศพล" not in told
    assert "ทังสุบุตร" not in told


def test_only_the_texts_that_tell_it_are_taken_out(store: Store) -> None:
    ARTICLE.put(store)
    resolve(store)
    before = log(store)
    read_again().put(store, rules="2")
    resolve(store)
    batch = latest(store.db)
    redacted: dict[str, set[str]] = {}
    for old, new in zip(before, log(store), strict=False):
        lost = {key for key, value in (old.record or {}).items() if value != (new.record or {})[key]}
        if lost:
            redacted.setdefault(old.entity, set()).update(lost)
        assert new.redacted is bool(lost)
        assert replace(new, record=old.record, redacted=False) == old
    assert redacted == {
        "article": {"title"},
        "organisation": {"name", "names"},
        "fact": {"organisation", "organisation_text", "aliases", "project", "evidence", "spans"},
        "award": {"organisation", "project", "evidence"},
    }
    assert last_redaction(store.db) == batch == changes_json(store.db, SITE, 0).body["redacted"]
    # What is told now is not touched, nor what tells nobody.
    assert "ระบบภาษี" in everything_told(store)
    assert {change.entity for change in log(store) if change.batch == batch and change.redacted} == set()


def test_resolving_again_takes_nothing_more(found: Store) -> None:
    before, number = log(found), found.db.conn.total_changes
    assert not resolve(found).changed
    assert log(found) == before
    assert found.db.conn.total_changes == number


def test_old_lines_are_looked_at_also_when_the_present_ones_tell_nothing(store: Store) -> None:
    """The title was changed before the name in it was found."""
    ARTICLE.put(store)
    resolve(store)
    plain = tell("a", *ARTICLE.extraction.awards[2:], title="ข่าว")
    plain.put(store)
    resolve(store)
    assert "ทศพล" in everything_told(store)
    quiet = tell("a", won(None, DIGITAL, person=NAME), *ARTICLE.extraction.awards[2:], title="ข่าว")
    quiet.put(store, rules="2")
    resolve(store)
    assert "ทศพล" not in everything_told(store)


def test_a_database_from_before_is_gone_over_once(found: Store) -> None:
    """An older program published the name, found it, and left it in the log."""
    with found.transaction():
        conn = found.db.conn
        conn.execute("DROP TRIGGER change_is_not_rewritten")
        conn.execute("UPDATE change SET record = json_set(record, '$.title', ?) WHERE seq = 79", [NAME])
        conn.execute("DELETE FROM meta WHERE key = 'persons_seen'")
    assert "ทศพล" in everything_told(found)
    resolve(found)
    assert "ทศพล" not in everything_told(found)


def test_the_organisation_that_other_articles_call_so_is_left(store: Store) -> None:
    """Only what an article about the person tells is taken out."""
    ARTICLE.put(store)
    tell("b", won(NAME, DIGITAL, year=2561)).put(store)
    resolve(store)
    read_again().put(store, rules="2")
    resolve(store)
    lines = [change for change in log(store) if change.entity == "fact" and change.record]
    named = {line.record["article_id"] for line in lines if line.record and NAME in str(line.record)}
    assert named == {"b"}


WITHOUT_TITLE = "record = json_set(record, '$.title', NULL)"
UPDATES = {
    "no mark": WITHOUT_TITLE,
    "no text taken out": "redacted = 999",
    "other text": "redacted = 999, record = json_set(record, '$.title', 'x')",
    "other id": "redacted = 999, record = json_set(record, '$.id', NULL)",
    "a field less": "redacted = 999, record = json_remove(record, '$.title')",
    "a field more": "redacted = 999, record = json_set(record, '$.more', 1)",
    "no record": "redacted = 999, record = NULL, action = 'withdrawn'",
    "no JSON": "redacted = 999, record = 'x'",
    "another action": f"redacted = 999, action = 'split', {WITHOUT_TITLE}",
    "another time": f"redacted = 999, at = '2020', {WITHOUT_TITLE}",
    "a mark of before": f"redacted = 1, {WITHOUT_TITLE}",
}
REFUSED = {name: f"UPDATE change SET {what} WHERE seq = :old" for name, what in UPDATES.items()} | {
    "the record of now": f"UPDATE change SET redacted = 999, {WITHOUT_TITLE} WHERE seq = :now",
    "replaced": "INSERT OR REPLACE INTO change (seq, batch, at, action, entity, record_id, record)"
    " VALUES (:old, 999, '2026', 'added', 'article', 'a', '{}')",
    "born redacted": "INSERT INTO change (seq, batch, at, action, entity, record_id, record, redacted)"
    " VALUES (998, 998, '2026', 'added', 'article', 'z', '{}', 999)",
    "deleted": "DELETE FROM change WHERE seq = :old",
}


@pytest.fixture
def twice(store: Store) -> tuple[Store, dict[str, int]]:
    """A log with an article's line of now and one that it replaced."""
    ARTICLE.put(store)
    resolve(store)
    replace(ARTICLE, article=replace(ARTICLE.article, category="ข่าว")).put(store)
    store.mark_vanished("a")
    resolve(store)
    old, now = (c.seq for c in log(store) if c.entity == "article")
    return store, {"old": old, "now": now}


@pytest.mark.parametrize("sql", REFUSED.values(), ids=REFUSED.keys())
def test_all_other_changes_to_the_log_are_refused(twice: tuple[Store, dict[str, int]], sql: str) -> None:
    store, lines = twice
    before = log(store)
    with pytest.raises(sqlite3.Error, match=r"only added to|malformed JSON"):
        store.db.conn.execute(sql, lines)
    assert log(store) == before


def test_text_may_be_taken_out_of_a_line_that_another_one_replaced(
    twice: tuple[Store, dict[str, int]],
) -> None:
    store, lines = twice
    store.db.conn.execute(f"UPDATE change SET redacted = 999, {WITHOUT_TITLE} WHERE seq = :old", lines)
    (change,) = (change for change in log(store) if change.redacted)
    assert change.seq == lines["old"]


def test_other_articles_facts_do_not_keep_what_an_organisation_was_called(store: Store) -> None:
    """A person took the name for another name of a body, which was called so from then on."""
    tell("a", won(NAME, DIGITAL, year=2566), won(NAME, DIGITAL, year=2565)).put(store)
    tell("b", won("ชมรมรักษ์น้ำ", DIGITAL, year=2564)).put(store)
    resolve(store)
    one, other = (row["id"] for row in store.rows("SELECT id FROM organisations ORDER BY id"))
    with store.transaction():
        merge(store.db, one, other, Signature("somchai", store.now()))
    resolve(store)
    called = [c.record["organisation"] for c in log(store) if c.record and c.record.get("article_id") == "b"]
    assert called == ["ชมรมรักษ์น้ำ", NAME]
    read_again(tell("a", won(NAME, DIGITAL, year=2566))).put(store, rules="2")
    resolve(store)
    assert "ทศพล" not in everything_told(store)
