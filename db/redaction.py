"""Takes names of persons out of the log of changes (docs/change-feed.md, "Names that were found later").

A text may be published before a rule finds that it tells the name of a person.  Then the records tell it no
more, and neither may the lines of the log that told it: they keep their numbers, ids and everything else.
What a record tells now is left in its older lines, so a client that applies the log ends as before.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlite_utils import Database

from db import meta
from db.change_log import RecordId, latest
from db.persons import PersonNames
from db.records import Record

Key = tuple[str, RecordId]
"""A record: its entity and id."""

TEXTS: Mapping[str, tuple[str, ...]] = {
    "programme": ("name",),
    "article": ("title",),
    "organisation": ("name", "name_en", "names", "parent"),
    "fact": ("organisation", "organisation_text", "aliases", "award", "category", "project", "evidence"),
    "award": ("organisation", "programme", "category", "project", "evidence"),
}
"""The fields of each entity that may hold words of an article."""

_COPIES = (("organisation", "organisation_id"), ("programme", "programme_id"))
_SEEN = "persons_seen"  # the last fact whose person was looked for


def redact(db: Database, touched: Iterable[Key]) -> int:
    """Take out of superseded lines what tells a person's name; the number of lines that it was taken from.

    `touched`: the records that the changes logged last are about.  To be called in their transaction.
    """
    last_fact = _last_fact(db)
    persons = PersonNames.read(db)
    articles = _to_look_at(db, persons, touched, last_fact) if _holds_old_lines(db) else []
    if articles:
        lines = _Lines(db, persons)
        lines.follow(articles)
        lines.clean()
        lines.clean_copies()
        count = len(lines.redacted)
    else:
        count = 0
    if last_fact != _seen(db):
        meta.put(db.conn, _SEEN, str(last_fact))
    return count


class _Lines:
    """The lines of the records that some articles are told in."""

    def __init__(self, db: Database, persons: PersonNames) -> None:
        self._db = db
        self._persons = persons
        self._batch = latest(db)
        self._articles: defaultdict[Key, set[str]] = defaultdict(set)  # of each record, in any of its lines
        self._names: set[tuple[str, str, str]] = set()  # field, id, name: taken out of what was called so
        self.redacted: set[int] = set()

    def follow(self, articles: Iterable[str]) -> None:
        """Find the records: articles, their facts, and what those were ever joined to."""
        for article in articles:
            self._articles["article", article].add(article)
            for (fact,) in self._db.conn.execute("SELECT id FROM fact WHERE article_id = ?", [article]):
                self._articles["fact", fact].add(article)
                for _, record in self._of(("fact", fact)):
                    for entity in ("award", "organisation"):
                        if identity := record[f"{entity}_id"]:
                            self._articles[entity, identity].add(article)
        for key in [key for key in self._articles if key[0] == "award"]:
            for _, record in self._of(key):
                self._articles[key].update(record.get("article_ids", ()))
                if "programme_id" in record:
                    self._articles["programme", record["programme_id"]] |= self._articles[key]

    def clean(self) -> None:
        """Take out of each line what tells a name and is not told now."""
        for key, articles in self._articles.items():
            lines = list(self._of(key))
            current = self._current(key)
            now = next((record for seq, record in lines if seq == current), {})
            for seq, record in lines:
                if seq != current and "redirected_to" not in record:
                    self._clean(key, seq, record, now, articles)

    def clean_copies(self) -> None:
        """Take the names that were taken out of organisations and programmes out of facts and awards, too."""
        if not self._names:
            return
        rows = self._db.conn.execute(
            "SELECT seq, entity, record FROM change WHERE entity IN ('fact', 'award') AND record IS NOT NULL"
            " AND seq NOT IN (SELECT seq FROM published_record)"
        )
        found = [(seq, entity, left) for seq, entity, text in rows if (left := self._without_names(text))]
        for line in found:
            self._write(*line)

    def _without_names(self, text: str) -> Record | None:
        """The record of a fact or award, or null when it holds none of the names."""
        record: Record = json.loads(text)
        told = [name for name, by in _COPIES if (name, record.get(by), record.get(name)) in self._names]
        return record | dict.fromkeys(told) if told else None

    def _clean(self, key: Key, seq: int, record: Record, now: Record, articles: set[str]) -> None:
        entity = key[0]
        left = dict(record)
        for field in TEXTS[entity]:
            value = record.get(field)
            if isinstance(value, list):
                left[field] = [
                    one for one in value if one in now.get(field, ()) or not self._tells(one, articles)
                ]
                continue
            of_person = field == "evidence" and now.get("recipient_type") == "person"
            if value is not None and value != now.get(field) and (of_person or self._tells(value, articles)):
                left[field] = None
        if left == record:
            return
        if entity in ("organisation", "programme") and left["name"] != record["name"]:
            self._names.add((entity, str(key[1]), record["name"]))
        self._write(seq, entity, left)

    def _write(self, seq: int, entity: str, record: Record) -> None:
        if entity == "fact":
            record["spans"] = {}  # they would tell where the article has the name
        text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        self._db.conn.execute(
            "UPDATE change SET record = ?, redacted = ? WHERE seq = ?", [text, self._batch, seq]
        )
        self.redacted.add(seq)

    def _tells(self, text: str, articles: set[str]) -> bool:
        return self._persons.tells(text, articles)

    def _of(self, key: Key) -> Iterator[tuple[int, Record]]:
        rows: list[tuple[int, str]] = self._db.conn.execute(
            "SELECT seq, record FROM change WHERE entity = ? AND record_id = ? AND record IS NOT NULL"
            " ORDER BY seq",
            key,
        ).fetchall()
        return ((seq, json.loads(text)) for seq, text in rows)

    def _current(self, key: Key) -> int | None:
        row = self._db.conn.execute(
            "SELECT seq FROM published_record WHERE entity = ? AND record_id = ?", key
        ).fetchone()
        return None if row is None else int(row[0])


def _holds_old_lines(db: Database) -> bool:
    """Whether the log has lines besides those that tell the records of now."""
    (lines, records) = db.conn.execute(
        "SELECT (SELECT count(*) FROM change), (SELECT count(*) FROM published_record)"
    ).fetchone()
    return bool(lines > records)


def _to_look_at(db: Database, persons: PersonNames, touched: Iterable[Key], last_fact: int) -> list[str]:
    """The articles about persons that are news, or whose records were touched, in order."""
    articles: set[Any] = set()
    facts: set[Any] = set()
    for entity, identity in touched:
        if entity == "article":
            articles.add(identity)
        elif entity == "fact":
            facts.add(identity)
    seen = _seen(db)
    if facts or seen < last_fact:
        rows = db.conn.execute("SELECT id, article_id, person IS NOT NULL FROM fact")
        articles.update(
            article for fact, article, has_person in rows if fact in facts or (has_person and fact > seen)
        )
    return sorted(articles & persons.articles)


def _seen(db: Database) -> int:
    return int(meta.get(db.conn, _SEEN) or 0)


def _last_fact(db: Database) -> int:
    (number,) = db.conn.execute("SELECT max(id) FROM fact").fetchone()
    return int(number or 0)
