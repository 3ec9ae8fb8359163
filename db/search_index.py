"""The search index: brought up to date with what changed, or made anew.

Organisations, programmes and awards are indexed as the views in the plural show them, so that nothing can be
found that is not public: what is withdrawn or redirected, and the names of persons.  Articles are indexed as
long as their publisher has them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from sqlite_utils import Database

from db import meta
from db.search_words import spellings
from normalize.provinces import find_province
from normalize.text import document_text, fold

INDEX_VERSION = "2"
"""Changes whenever other texts are indexed for the same article; the index is then made anew."""
MOST_NAMES = 20
"""Names of an organisation that are indexed; the rest are slips of single articles."""
MUCH = 2_000
"""Documents written at once from which the pieces of the index are put together: it is then read faster."""
_PAD = "\n\n"
_VERSION_KEY = "search_index"
_INDEXES = ("search_entry_text", "search_article_title", "search_article_text")


@dataclass(frozen=True, slots=True)
class Updated:
    """How many documents were written into the index and taken out of it; a changed one is both."""

    written: int = 0
    removed: int = 0


_Row = tuple[str, str, str | None, int | None, int]
"""Folded name, folded words, province, year, weight."""


def update_search_index(db: Database) -> Updated:
    """Index what is new or changed and drop what is gone.  Again at once, it writes nothing.

    The caller holds the transaction.
    """
    if _version(db) != _current_version():
        return rebuild_search_index(db)
    return _update(db)


def rebuild_search_index(db: Database) -> Updated:
    """Empty the index and make it anew.

    The caller holds the transaction.
    """
    for table in _INDEXES:
        db.conn.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    db.conn.execute("DELETE FROM search_entry")
    db.conn.execute("DELETE FROM search_article")
    meta.put(db.conn, _VERSION_KEY, _current_version())
    return _update(db)


def _update(db: Database) -> Updated:
    entries, articles = _update_entries(db), _update_articles(db)
    if entries.written + articles.written >= MUCH:
        for table in _INDEXES:
            db.conn.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
    return Updated(entries.written + articles.written, entries.removed + articles.removed)


def is_indexed(db: Database) -> bool:
    """Whether the index was ever filled; a database of an older version is by its next resolving."""
    return _version(db) is not None


def fold_lines(text: str) -> str:
    """A text folded line by line, so that nothing is found that only two lines together hold."""
    return "\n".join(filter(None, map(fold, text.split("\n"))))


@cache
def _current_version() -> str:
    """With a digest of what folding does, which knows more letters with each Python.

    What is indexed can only be taken out as it was folded then.
    """
    folded = fold("".join(map(chr, range(0x20, 0x3100))))
    return f"{INDEX_VERSION}-{hashlib.sha256(folded.encode()).hexdigest()[:12]}"


def _version(db: Database) -> str | None:
    return meta.get(db.conn, _VERSION_KEY)


# Organisations, programmes, awards


def _update_entries(db: Database) -> Updated:
    stored: dict[tuple[str, str], tuple[int, _Row]] = {
        (kind, key): (entry_id, (name, words, province, year, weight))
        for entry_id, kind, key, name, words, province, year, weight in db.conn.execute(
            "SELECT id, kind, key, name, words, province, year, weight FROM search_entry"
        )
    }
    written = removed = 0
    for kind, key, row in _entries(db):
        known = stored.pop((kind, key), None)
        if known is None:
            _insert_entry(db, None, kind, key, row)
        elif known[1] != row:
            _delete_entry(db, known[0], kind, known[1])
            _insert_entry(db, known[0], kind, key, row)
            removed += 1
        else:
            continue
        written += 1
    for (kind, _), (entry_id, row) in stored.items():
        _delete_entry(db, entry_id, kind, row)
    return Updated(written, removed + len(stored))


def _entries(db: Database) -> Iterator[tuple[str, str, _Row]]:
    """Everything that is to be found, from what is public, the weightiest first, as searches meet them."""
    words_of: dict[str, str] = {}
    organisations = db.conn.execute(
        "SELECT o.id, o.name, o.names, t.name_en, o.province, o.awards FROM organisations o"
        " JOIN organisation t ON t.id = o.id ORDER BY o.awards DESC, o.id"
    ).fetchall()
    for key, name, names, name_en, province, awards in organisations:
        others = sorted(filter(None, (names or "").split(" | ")))[:MOST_NAMES]
        words_of[key] = _joined([*others, name_en], *map(spellings, (name, *others)))
        yield "org", key, (fold(name), _joined(_places(province), [words_of[key]]), province, None, awards)
    for key, name, awards in db.conn.execute("SELECT id, name, awards FROM programmes").fetchall():
        yield "prg", key, (fold(name), _joined((), spellings(name)), None, None, awards)
    awards = db.conn.execute(
        "SELECT id, programme, organisation_id, organisation, category, tier, project, province, year,"
        " year_ce, sources FROM awards ORDER BY sources DESC, year DESC, id"
    ).fetchall()
    for (
        key,
        programme,
        owner,
        organisation,
        category,
        tier,
        project,
        province,
        year,
        common,
        sources,
    ) in awards:
        years = [str(number) for number in (year, common) if number is not None]
        words = _joined(
            [organisation, category, tier, project, *_places(province), *years], [words_of.get(owner, "")]
        )
        yield "awd", key, (fold(programme), words, province, year, sources)


def _places(province: str | None) -> tuple[str, ...]:
    """Where a thing is, in both languages and in brackets: it is found by that, but not called so."""
    known = find_province(province) if province else None
    if known is None:
        return ()
    word = "" if known.name == "กรุงเทพมหานคร" else "จังหวัด"
    return f"({word}{known.name})", f"({known.name_en})"


def _joined(texts: Iterable[str | None], *folded: Iterable[str]) -> str:
    lines = [fold(text) for text in texts if text]
    for some in folded:
        lines += some
    return "\n".join(dict.fromkeys(filter(None, lines)))


def _insert_entry(db: Database, entry_id: int | None, kind: str, key: str, row: _Row) -> None:
    cursor = db.conn.execute(
        "INSERT INTO search_entry (id, kind, key, name, words, province, year, weight)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [entry_id, kind, key, *row],
    )
    db.conn.execute(
        "INSERT INTO search_entry_text (rowid, kind, name, words) VALUES (?, ?, ?, ?)",
        [cursor.lastrowid, kind, row[0] + _PAD, row[1] + _PAD],
    )


def _delete_entry(db: Database, entry_id: int, kind: str, row: _Row) -> None:
    db.conn.execute(
        "INSERT INTO search_entry_text (search_entry_text, rowid, kind, name, words)"
        " VALUES ('delete', ?, ?, ?, ?)",
        [entry_id, kind, row[0] + _PAD, row[1] + _PAD],
    )
    db.conn.execute("DELETE FROM search_entry WHERE id = ?", [entry_id])


# Articles


def _update_articles(db: Database) -> Updated:
    gone = db.conn.execute(
        "SELECT s.id, s.article_id, s.version, s.title FROM search_article s"
        " JOIN article a ON a.id = s.article_id WHERE a.vanished_at IS NOT NULL OR a.version <> s.version"
    ).fetchall()
    for row in gone:
        _delete_article(db, *row)
    new = db.conn.execute(
        "SELECT a.id FROM article a LEFT JOIN search_article s ON s.article_id = a.id"
        " JOIN article_version v ON v.article_id = a.id AND v.version = a.version"
        " WHERE s.id IS NULL AND a.vanished_at IS NULL ORDER BY v.published, a.id"
    ).fetchall()
    for (article_id,) in new:
        _insert_article(db, article_id)
    return Updated(len(new), len(gone))


def _insert_article(db: Database, article_id: str) -> None:
    version, title, text, published = db.conn.execute(
        "SELECT v.version, v.title, v.text, v.published FROM article a"
        " JOIN article_version v ON v.article_id = a.id AND v.version = a.version WHERE a.id = ?",
        [article_id],
    ).fetchone()
    folded = fold_lines(title)
    year = int(published[:4]) + 543 if published else None
    cursor = db.conn.execute(
        "INSERT INTO search_article (article_id, version, title, year) VALUES (?, ?, ?, ?)",
        [article_id, version, folded, year],
    )
    row_id = cursor.lastrowid
    db.conn.execute("INSERT INTO search_article_title (rowid, title) VALUES (?, ?)", [row_id, folded + _PAD])
    db.conn.execute(
        "INSERT INTO search_article_text (rowid, text) VALUES (?, ?)",
        [row_id, fold_lines(document_text(title, text))],
    )


def _delete_article(db: Database, row_id: int, article_id: str, version: int, folded: str) -> None:
    title, text = db.conn.execute(
        "SELECT title, text FROM article_version WHERE article_id = ? AND version = ?", [article_id, version]
    ).fetchone()
    db.conn.execute(
        "INSERT INTO search_article_text (search_article_text, rowid, text) VALUES ('delete', ?, ?)",
        [row_id, fold_lines(document_text(title, text))],
    )
    db.conn.execute(
        "INSERT INTO search_article_title (search_article_title, rowid, title) VALUES ('delete', ?, ?)",
        [row_id, folded + _PAD],
    )
    db.conn.execute("DELETE FROM search_article WHERE id = ?", [row_id])
