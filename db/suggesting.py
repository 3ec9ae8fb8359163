"""What a search box offers while somebody types: organisations, award programmes, provinces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sqlite_utils import Database

from db.search_words import LONGEST, TRIGRAM, parse_query
from normalize.provinces import PROVINCES
from normalize.text import fold

_MOST_PROVINCES = 3
_LOOKED_AT = 300
"""Names that hold the text somewhere inside, of which the weightiest are offered."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One offer; `id` is null for a province, `detail` an organisation's province."""

    kind: Literal["organisation", "programme", "province"]
    text: str
    id: str | None = None
    detail: str | None = None


def suggest(db: Database, prefix: str, limit: int = 10) -> tuple[Suggestion, ...]:
    """What begins with the text, then what holds it, those with the most awards first.

    The text may be anything; abbreviations are written out ("อบต.บ้าน").  Provinces come first, no more than
    three.
    """
    query = parse_query(db, prefix)
    if not query.words or limit < 1:
        return ()
    # Who types is not at the end yet: a name may begin with the letters of an abbreviation.
    wholes = tuple(dict.fromkeys((fold(prefix[:LONGEST]), *query.wholes)))
    offers = [Suggestion("province", name) for name in _provinces(wholes)]
    keys: dict[str, str] = {}
    for whole in wholes:
        for kind, key in db.conn.execute(
            # The plus: by kind SQLite would go through all of them.
            "SELECT kind, key FROM search_entry WHERE name >= ? AND name < ? AND +kind IN ('org', 'prg')"
            " ORDER BY weight DESC, length(name), name, key LIMIT ?",
            [whole, whole + "\U0010ffff", limit],
        ):
            keys.setdefault(key, kind)
    if len(keys) < limit and query.long and not query.short:
        for kind, key in _within(db, query.match, limit):
            keys.setdefault(key, kind)
    offers += _named(db, list(keys.items())[:limit])
    return tuple(offers[:limit])


def _within(db: Database, match: str, limit: int) -> Iterable[tuple[str, str]]:
    rows = db.conn.execute(
        "SELECT e.kind, e.key, e.weight FROM search_entry_text t CROSS JOIN search_entry e ON e.id = t.rowid"
        " WHERE search_entry_text MATCH ? LIMIT ?",
        [f'kind : ("org" OR "prg") AND name : ({match})', _LOOKED_AT],
    ).fetchall()
    return [(kind, key) for kind, key, _ in sorted(rows, key=lambda row: (-row[2], row[1]))[:limit]]


@cache
def _folded_provinces() -> tuple[tuple[str, str], ...]:
    return tuple((fold(form), province.name) for province in PROVINCES for form in _forms(province.name))


def _forms(name: str) -> tuple[str, ...]:
    return (name,) if name == "กรุงเทพมหานคร" else (name, f"จังหวัด{name}")


def _provinces(wholes: tuple[str, ...]) -> list[str]:
    found = dict.fromkeys(name for form, name in _folded_provinces() if form.startswith(wholes))
    # Everything begins with จังหวัด or a letter; a list of provinces is worth offering once few are left.
    return list(found)[:_MOST_PROVINCES] if min(map(len, wholes)) >= TRIGRAM - 1 else []


def _named(db: Database, keys: list[tuple[str, str]]) -> Iterable[Suggestion]:
    for key, kind in keys:
        if kind == "org":
            name, province = db.conn.execute(
                "SELECT name, province FROM organisation WHERE id = ?", [key]
            ).fetchone()
            yield Suggestion("organisation", name, key, province)
        else:
            (name,) = db.conn.execute("SELECT name FROM programme WHERE id = ?", [key]).fetchone()
            yield Suggestion("programme", name, key)
