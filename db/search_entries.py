"""Organisations, programmes and awards that a query finds, ranked within their kind."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

from sqlite_utils import Database

from db.search_words import Query, match_short

MOST = 1000
"""Finds of a kind that are counted and ranked.

Of more those that were indexed first, with the most awards or sources, and all whose names begin with the
query."""
_MOST_BY_NAME = 200


@dataclass(frozen=True, slots=True)
class Filters:
    """What finds are narrowed to: the name of a province, a year (Buddhist era).

    An organisation and a programme are of a year when they have an award of it, an article when it was
    published in it; an article is of the provinces of its awards.
    """

    province: str | None = None
    year: int | None = None


class Fit(IntEnum):
    """How well a name fits the whole query, the best last."""

    WITHIN = 1  # the words are found in what belongs to it
    CONTAINS = 2
    PREFIX = 3
    EXACT = 4


FITS: Mapping[int, Fit] = MappingProxyType({int(fit): fit for fit in Fit})
"""The fits by number: a thousand finds are ranked by plain numbers, which is several times faster."""


@dataclass(frozen=True, slots=True)
class Found:
    """One find: its id, how well its name fits, and what decides among equal ones."""

    key: str
    fit: Fit
    weight: float


@dataclass(frozen=True, slots=True)
class Finds:
    """The finds of one kind, the best first; `more`: there are more than were counted."""

    rows: tuple[Found, ...] = ()
    more: bool = False


def find_entries(db: Database, query: Query, kinds: Collection[str], filters: Filters) -> dict[str, Finds]:
    """The finds of each of the kinds ("org", "prg" and "awd")."""
    if not query.words:
        return {kind: Finds() for kind in kinds}
    matching = _matching_at_once(db, query) if len(kinds) > 1 and filters == Filters() else {}
    fit = _Fitting(query)
    found = {}
    for kind in kinds:
        narrowed, given = _narrowed(kind, filters)
        if kind not in matching:
            matching[kind] = _matching(db, query, kind, narrowed, given)
        found[kind] = _ranked(fit, kind, _named(db, query, kind, narrowed, given), matching[kind])
    return found


def _ranked(fit: _Fitting, kind: str, named: Iterator[_Row], matching: list[_Row]) -> Finds:
    rows: dict[str, tuple[str, str, int, int]] = {}
    for row in (*named, *matching[:MOST]):
        rows.setdefault(row[0], row[1:])
    ranked = sorted(
        (-fit(kind, name, words), -weight, -(year or 0), len(name), key)
        for key, (name, words, year, weight) in rows.items()
    )
    return Finds(tuple(Found(row[-1], FITS[-row[0]], -row[1]) for row in ranked), len(matching) > MOST)


class _Fitting:
    """How well names fit a query; many awards have one name."""

    def __init__(self, query: Query) -> None:
        self._words = [word.spellings for word in query.words]
        self._wholes = query.wholes
        self._lines = tuple(f"\n{whole}\n" for whole in query.wholes)
        self._known: dict[str, int] = {}

    def __call__(self, kind: str, name: str, words: str) -> int:
        fit = self._known.get(name)
        if fit is None:
            fit = self._known[name] = int(self._of(name))
        # What an organisation is called besides is its name as well.
        if fit == _WITHIN and kind == "org" and any(line in f"\n{words}\n" for line in self._lines):
            return _PREFIX
        return fit

    def _of(self, name: str) -> Fit:
        if name in self._wholes:
            return Fit.EXACT
        if name.startswith(self._wholes):
            return Fit.PREFIX
        held = all(any(spelling in name for spelling in spellings) for spellings in self._words)
        return Fit.CONTAINS if held else Fit.WITHIN


_WITHIN, _PREFIX = int(Fit.WITHIN), int(Fit.PREFIX)
_Row = tuple[str, str, str, int, int]
_KINDS = ("org", "prg", "awd")
_COLUMNS = "e.key, e.name, CASE e.kind WHEN 'org' THEN e.words ELSE '' END, e.year, e.weight"


def _matching_at_once(db: Database, query: Query) -> dict[str, list[_Row]]:
    """As `_matching`, of all kinds in one look into the index, which costs as much as that of one kind.

    A kind is left out when so many of the others stand before it that not all of it was seen.
    """
    short, scanned = match_short(db, "search_entry_text", query)
    match = " AND ".join(filter(None, (query.match, short)))
    if scanned or not match:
        return {}
    most = len(_KINDS) * (MOST + 1)
    rows = db.conn.execute(
        f"SELECT e.kind, {_COLUMNS} FROM search_entry_text t CROSS JOIN search_entry e ON e.id = t.rowid"
        " WHERE search_entry_text MATCH ? ORDER BY t.rowid LIMIT ?",
        [f"{{name words}} : ({match})", most],
    ).fetchall()
    of_kind: dict[str, list[_Row]] = {kind: [] for kind in _KINDS}
    for kind, *row in rows:
        if len(of_kind[kind]) <= MOST:
            of_kind[kind].append(tuple(row))
    return {kind: found for kind, found in of_kind.items() if len(rows) < most or len(found) > MOST}


def _matching(
    db: Database, query: Query, kind: str, narrowed: str, given: dict[str, str | int]
) -> list[_Row]:
    """Those with all words anywhere, one more than are counted."""
    conditions, parameters = [narrowed], dict(given, kind=kind, most=MOST + 1)
    short, scanned = match_short(db, "search_entry_text", query)
    for number, word in enumerate(scanned):
        name = f"short{number}"
        parameters[name] = word
        conditions.append(f"(instr(e.name, :{name}) OR instr(e.words, :{name}))")
    if match := " AND ".join(filter(None, (query.match, short))):
        # CROSS JOIN: the index is asked first, whatever SQLite thinks of the filters.
        source = "search_entry_text t CROSS JOIN search_entry e ON e.id = t.rowid"
        conditions.append("search_entry_text MATCH :match")
        parameters["match"] = f'kind : "{kind}" AND {{name words}} : ({match})'
        order = "t.rowid"
    else:
        source, order = "search_entry e", "e.id"
        conditions.append("e.kind = :kind")
    where = " AND ".join(filter(None, conditions))
    return db.conn.execute(
        f"SELECT {_COLUMNS} FROM {source} WHERE {where} ORDER BY {order} LIMIT :most", parameters
    ).fetchall()


def _named(
    db: Database, query: Query, kind: str, narrowed: str, given: dict[str, str | int]
) -> Iterator[_Row]:
    """Those that are named so or begin so, which must not be missed among very many."""
    for whole in query.wholes:
        yield from db.conn.execute(
            # The plus: by kind SQLite would go through everything of it.
            f"SELECT {_COLUMNS} FROM search_entry e"
            " WHERE +e.kind = :kind AND e.name >= :low AND e.name < :high"
            f"{' AND ' + narrowed if narrowed else ''} ORDER BY e.name LIMIT :most",
            dict(given, kind=kind, low=whole, high=whole + "\U0010ffff", most=_MOST_BY_NAME),
        )


def _narrowed(kind: str, filters: Filters) -> tuple[str, dict[str, str | int]]:
    """The condition for the filters, and its parameters."""
    given: dict[str, str | int] = {}
    if filters.province is not None:
        given["province"] = filters.province
    if filters.year is not None:
        given["year"] = filters.year
    if kind == "awd":
        return " AND ".join(f"e.{name} = :{name}" for name in given), given
    own = ["e.province = :province"] if kind == "org" and "province" in given else []
    owner = "organisation_id" if kind == "org" else "programme_id"
    of_awards = [f"a.{name} = :{name}" for name in given if kind == "prg" or name == "year"]
    if of_awards:
        own.append(
            f"EXISTS (SELECT 1 FROM award a WHERE a.{owner} = e.key AND a.withdrawn_at IS NULL"
            f" AND a.redirected_to IS NULL AND {' AND '.join(of_awards)})"
        )
    return " AND ".join(own), given
