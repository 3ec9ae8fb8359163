"""What was read from an article: its facts with their spans, and its count checks.

A fact keeps its id as long as its article says the same of the same recipient, wherever in the text that
stands.  One that is read no more is withdrawn, not deleted, and comes back under its id when read again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from sqlite_utils import Database

from crawler.article import Article
from db.articles import get_article
from db.errors import RecordRefused, StaleExtraction
from db.fact_changes import with_digests
from extract.fact import AwardFact, CountCheck, Extraction, Span
from normalize.text import document_text
from normalize.years import to_common_era


@dataclass(frozen=True, slots=True)
class StoredFacts:
    """What storing an extraction did: numbers of facts that are new, were there already, are withdrawn."""

    added: int
    kept: int
    withdrawn: int


_COLUMNS = (
    "recipient_type", "organisation", "organisation_text", "aliases", "province", "award", "category", "tier",
    "year", "project", "person", "confidence", "rule", "rules_version", "article_version",
)  # fmt: skip


def put_extraction(
    db: Database,
    extraction: Extraction,
    article: Article,
    *,
    version: int,
    rules_version: str,
    now: str,
) -> StoredFacts:
    """Replace the facts of an article by those of an extraction of this version of it.

    Raises `StaleExtraction` when the extraction's text is not the article's, `RecordRefused` for a span
    outside of the text or a value that the schema refuses.  The caller holds the transaction.
    """
    _check(extraction, article)
    stored = _stored(db, article.id)
    wanted = with_digests(extraction.awards)
    added: list[tuple[int, AwardFact]] = []
    withdrawn = [
        row for digest, row in stored.items() if digest not in wanted and row["withdrawn_at"] is None
    ]
    for digest, fact in wanted.items():
        values = _values(fact, version, rules_version)
        if digest not in stored:
            fact_id = _insert(db, article.id, digest, values, now)
            added.append((fact_id, fact))
        else:
            row = stored[digest]
            fact_id = int(row["id"])
            if row["withdrawn_at"] is not None or any(row[name] != values[name] for name in _COLUMNS):
                _update(db, fact_id, values)
        _put_spans(db, fact_id, fact, extraction.text)
    for row in withdrawn:
        db.conn.execute("UPDATE fact SET withdrawn_at = ? WHERE id = ?", [now, row["id"]])
    _link_replacements(db, withdrawn, added)
    _put_checks(db, article.id, extraction.checks, extraction.text)
    db.conn.execute(
        "INSERT INTO extraction (article_id, article_version, rules_version, extracted_at)"
        " VALUES (?, ?, ?, ?) ON CONFLICT (article_id) DO UPDATE"
        " SET article_version = excluded.article_version, rules_version = excluded.rules_version,"
        " extracted_at = excluded.extracted_at"
        " WHERE article_version <> excluded.article_version OR rules_version <> excluded.rules_version",
        [article.id, version, rules_version, now],
    )
    return StoredFacts(len(added), len(wanted) - len(added), len(withdrawn))


def get_extraction(db: Database, article_id: str, where: str) -> Extraction | None:
    """What is stored of the last reading of an article, with the text that it was read from.

    Null when the article was never read.
    """
    read = db.conn.execute(
        "SELECT article_version FROM extraction WHERE article_id = ?", [article_id]
    ).fetchone()
    if read is None:
        return None
    article, _ = get_article(db, article_id, int(read[0]), where)
    rows = list(
        db.query("SELECT * FROM fact WHERE article_id = ? AND withdrawn_at IS NULL ORDER BY id", [article_id])
    )
    spans: defaultdict[int, dict[str, Span]] = defaultdict(dict)
    for fact_id, field, start, end in db.conn.execute(
        "SELECT s.fact_id, s.field, s.start_char, s.end_char FROM fact f JOIN span s ON s.fact_id = f.id"
        " WHERE f.article_id = ? AND f.withdrawn_at IS NULL",
        [article_id],
    ):
        spans[fact_id][field] = (start, end)
    checks = db.conn.execute(
        "SELECT kind, claimed, found, start_char, end_char FROM count_check WHERE article_id = ?"
        " ORDER BY start_char, kind",
        [article_id],
    )
    return Extraction(
        id=article.id,
        url=article.url,
        title=article.title,
        published=article.published,
        text=document_text(article.title, article.text),
        awards=tuple(_fact(row, spans[row["id"]]) for row in rows),
        checks=tuple(CountCheck(*check) for check in checks),
    )


def _fact(row: dict[str, Any], spans: dict[str, Span]) -> AwardFact:
    names = {field.name for field in fields(AwardFact)} & row.keys()
    values = {name: row[name] for name in names} | {"aliases": tuple(json.loads(row["aliases"]))}
    return AwardFact(**values, year_ce=to_common_era(row["year"]) if row["year"] else None, spans=spans)


def _check(extraction: Extraction, article: Article) -> None:
    if extraction.id != article.id or extraction.text != document_text(article.title, article.text):
        raise StaleExtraction(
            "the extraction was made from another text than the stored one",
            f"article {article.id}",
            "Extract the stored version again; nothing was changed",
        )
    length = len(extraction.text)
    spans = [(fact.rule, field, *span) for fact in extraction.awards for field, span in fact.spans.items()]
    spans += [("count check", check.kind, check.start, check.end) for check in extraction.checks]
    for rule, field, start, end in spans:
        if not 0 <= start < end <= length:
            raise RecordRefused(
                f"the span {start}-{end} of {field!r} ({rule}) is outside the text ({length} characters)",
                f"article {article.id}",
                "Correct the rule; nothing of the article's facts was changed",
            )


def _stored(db: Database, article_id: str) -> dict[str, dict[str, Any]]:
    return {row["digest"]: row for row in db.query("SELECT * FROM fact WHERE article_id = ?", [article_id])}


def _values(fact: AwardFact, version: int, rules_version: str) -> dict[str, Any]:
    values = {name: getattr(fact, name) for name in _COLUMNS if hasattr(fact, name)}
    aliases = json.dumps(list(fact.aliases), ensure_ascii=False)
    return values | {"aliases": aliases, "rules_version": rules_version, "article_version": version}


def _insert(db: Database, article_id: str, digest: str, values: dict[str, Any], now: str) -> int:
    row = {"article_id": article_id, "digest": digest, "created_at": now} | values
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    cursor = db.conn.execute(f"INSERT INTO fact ({names}) VALUES ({marks})", list(row.values()))
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _update(db: Database, fact_id: int, values: dict[str, Any]) -> None:
    assignments = ", ".join(f"{name} = ?" for name in values)
    db.conn.execute(
        f"UPDATE fact SET {assignments}, withdrawn_at = NULL WHERE id = ?", [*values.values(), fact_id]
    )


def _put_spans(db: Database, fact_id: int, fact: AwardFact, text: str) -> None:
    wanted = {(field, start, end, text[start:end]) for field, (start, end) in fact.spans.items()}
    stored = set(
        db.conn.execute("SELECT field, start_char, end_char, text FROM span WHERE fact_id = ?", [fact_id])
    )
    if wanted != stored:
        db.conn.execute("DELETE FROM span WHERE fact_id = ?", [fact_id])
        db.conn.executemany(
            "INSERT INTO span (fact_id, field, start_char, end_char, text) VALUES (?, ?, ?, ?, ?)",
            [(fact_id, *span) for span in sorted(wanted)],
        )


def _link_replacements(
    db: Database, withdrawn: list[dict[str, Any]], added: list[tuple[int, AwardFact]]
) -> None:
    """Note which withdrawn fact a new one corrects, so that the award keeps its id through the correction.

    Only where one of each is left for a recipient and award; with more, nobody can tell which is which.
    """
    for said_in in (
        ("recipient_type", "organisation", "person", "award", "category", "project"),
        ("recipient_type", "organisation", "person", "award"),
    ):
        before: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
        after: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
        for row in withdrawn:
            before[tuple(row[name] for name in said_in)].append(row["id"])
        for fact_id, fact in added:
            after[tuple(getattr(fact, name) for name in said_in)].append(fact_id)
        pairs = [
            (before[said][0], new[0]) for said, new in after.items() if len(new) == len(before[said]) == 1
        ]
        db.conn.executemany("UPDATE fact SET replaces = ? WHERE id = ?", pairs)
        used = {fact_id for pair in pairs for fact_id in pair}
        withdrawn = [row for row in withdrawn if row["id"] not in used]
        added = [(fact_id, fact) for fact_id, fact in added if fact_id not in used]


def _put_checks(db: Database, article_id: str, checks: Iterable[CountCheck], text: str) -> None:
    wanted = {(c.kind, c.start, c.end, text[c.start : c.end], c.claimed, c.found) for c in checks}
    stored = set(
        db.conn.execute(
            "SELECT kind, start_char, end_char, text, claimed, found FROM count_check WHERE article_id = ?",
            [article_id],
        )
    )
    if wanted != stored:
        db.conn.execute("DELETE FROM count_check WHERE article_id = ?", [article_id])
        db.conn.executemany(
            "INSERT INTO count_check (article_id, kind, start_char, end_char, text, claimed, found)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(article_id, *check) for check in sorted(wanted)],
        )
