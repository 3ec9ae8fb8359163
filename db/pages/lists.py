"""Lists of awards and organisations: facets with counts, order, pages, and all rows for export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlite_utils import Database

from db.pages.collating import add_collating
from db.pages.queries import UNKNOWN, ListQuery
from normalize.text import fold

PER_PAGE = 50
NOT_OF_PERSONS = ("organisation", "product")
"""The values of the filter `recipient` under which awards count that are no person's."""
MAX_FACET_VALUES = 100
"""So many values of a facet are counted, most frequent first; chosen ones always."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """A kind of list.

    `base`: what its ids are chosen from (after FROM, with WHERE); `filters`: expressions by name; `labels`:
    expressions for the values of filters that are ids; `sorts`: expressions to sort by; `order`: the list's
    own order; `words`: an expression in which words are looked for; `rows`: a query that ends with "id IN";
    `unlisted`: filters that only links set, since they have too many values.
    """

    identity: str
    base: str
    filters: Mapping[str, str]
    labels: Mapping[str, str]
    sorts: Mapping[str, str]
    order: str
    words: str
    rows: str
    columns: tuple[str, ...]
    unlisted: frozenset[str] = frozenset()


AWARDS = Listing(
    identity="a.id",
    base="award a JOIN programme p ON p.id = a.programme_id"
    " LEFT JOIN organisation o ON o.id = a.organisation_id"
    " WHERE a.withdrawn_at IS NULL AND a.redirected_to IS NULL",
    filters=MappingProxyType(
        {
            "year": "a.year",
            "province": "a.province",
            "tier": "a.tier",
            "programme": "a.programme_id",
            "kind": "o.kind",
            "recipient": "a.recipient_type",
            "organisation": "a.organisation_id",
        }
    ),
    labels=MappingProxyType({"programme": "p.name", "organisation": "o.name"}),
    sorts=MappingProxyType(
        {
            "organisation": "thai_key(o.name)",
            "programme": "thai_key(p.name)",
            "tier": "a.tier_rank",
            "year": "a.year",
            "province": "thai_key(a.province)",
        }
    ),
    order="a.year IS NULL, a.year DESC, thai_key(p.name), a.tier_rank IS NULL, a.tier_rank, thai_key(o.name)",
    words="lower(coalesce(o.name, '') || ' ' || p.name || ' ' || coalesce(a.category, ''))",
    rows="SELECT id, organisation_id, organisation, organisation_kind AS kind, recipient_type, province,"
    " programme_id, programme, category, tier, year, year_ce, project, sources, url FROM awards WHERE id IN",
    columns=(
        *("id", "organisation_id", "organisation", "kind", "recipient_type", "province", "programme_id"),
        *("programme", "category", "tier", "year", "year_ce", "project", "sources", "url"),
    ),
    unlisted=frozenset({"organisation"}),
)
_ITS_AWARDS = "award a WHERE a.organisation_id = o.id AND a.withdrawn_at IS NULL AND a.redirected_to IS NULL"
ORGANISATIONS = Listing(
    identity="o.id",
    base="organisation o WHERE o.withdrawn_at IS NULL AND o.redirected_to IS NULL",
    filters=MappingProxyType({"kind": "o.kind", "province": "o.province"}),
    labels=MappingProxyType({}),
    sorts=MappingProxyType(
        {
            "name": "thai_key(o.name)",
            "kind": "o.kind",
            "province": "thai_key(o.province)",
            "awards": f"(SELECT count(*) FROM {_ITS_AWARDS} AND a.recipient_type <> 'person')",
            "last_year": f"(SELECT max(a.year) FROM {_ITS_AWARDS})",
        }
    ),
    order=f"(SELECT count(*) FROM {_ITS_AWARDS} AND a.recipient_type <> 'person') DESC, thai_key(o.name)",
    words="lower(o.name || ' ' || coalesce(o.name_en, '') || ' ' ||"
    " coalesce((SELECT group_concat(n.text, ' ') FROM organisation_name n"
    " WHERE n.organisation_id = o.id), ''))",
    rows="SELECT id, name, kind, province, province_basis, awards, awards_of_persons, first_year, last_year"
    " FROM organisations WHERE id IN",
    columns=(
        *("id", "name", "kind", "province", "province_basis", "awards", "awards_of_persons"),
        *("first_year", "last_year"),
    ),
)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet: `label` as people read it, null for that of rows without one (`UNKNOWN`)."""

    value: str
    label: str | None
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter and its values under all other filters."""

    name: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list; `count` rows in all, on `pages` pages."""

    rows: tuple[Row, ...]
    count: int
    page: int
    pages: int
    facets: tuple[Facet, ...]


def list_page(
    db: Database, listing: Listing, query: ListQuery, *, facets: Sequence[str] | None = None
) -> ListPage:
    """The rows that stand on a page of a list; the last page for a number beyond it.

    `facets`: the filters whose values are counted; null for all that the list shows.
    """
    add_collating(db)
    where, values = _where(listing, query)
    (count,) = db.conn.execute(f"SELECT count(*) FROM {listing.base}{where}", values).fetchone()
    pages = max(1, -(-count // PER_PAGE))
    page = min(query.page, pages)
    wanted = ids(db, listing, query, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    return ListPage(
        rows_of(db, listing, wanted),
        count,
        page,
        pages,
        tuple(
            _facet(db, listing, query, name)
            for name in listing.filters
            if (name not in listing.unlisted or name in query.chosen if facets is None else name in facets)
        ),
    )


def ids(
    db: Database, listing: Listing, query: ListQuery, *, limit: int = -1, offset: int = 0
) -> tuple[str, ...]:
    """The ids of a list in its order; equal rows keep the order of their ids."""
    add_collating(db)
    where, values = _where(listing, query)
    order = listing.order
    if query.sort:
        by = listing.sorts[query.sort]
        order = f"{by} IS NULL, {by} {'DESC' if query.descending else 'ASC'}, {listing.order}"
    found = db.conn.execute(
        f"SELECT {listing.identity} FROM {listing.base}{where} ORDER BY {order}, {listing.identity}"
        " LIMIT ? OFFSET ?",
        [*values, limit, offset],
    )
    return tuple(identity for (identity,) in found)


def rows_of(db: Database, listing: Listing, wanted: Sequence[str]) -> tuple[Row, ...]:
    """The rows of some hundred ids, in their order; what has been withdrawn meanwhile is left out."""
    marks = ",".join("?" * len(wanted))
    found = {
        row[0]: MappingProxyType(dict(zip(listing.columns, row, strict=True)))
        for row in db.conn.execute(f"{listing.rows} ({marks})", list(wanted))
    }
    return tuple(found[identity] for identity in wanted if identity in found)


def _facet(db: Database, listing: Listing, query: ListQuery, name: str) -> Facet:
    where, values = _where(listing, query, but=name)
    by, label = listing.filters[name], listing.labels.get(name, listing.filters[name])
    order = "1 IS NULL, 1 DESC" if name == "year" else "1 IS NULL, 3 DESC, 1"
    found = db.conn.execute(
        f"SELECT {by}, {label}, count(*) FROM {listing.base}{where} GROUP BY 1 ORDER BY {order}", values
    ).fetchall()
    chosen = query.chosen.get(name, ())
    read = [
        FacetValue(
            UNKNOWN if value is None else str(value),
            None if value is None else str(text),
            count,
            (UNKNOWN if value is None else str(value)) in chosen,
        )
        for value, text, count in found
    ]
    kept = [
        value
        for n, value in enumerate(read)
        if value.chosen or (n < MAX_FACET_VALUES and name not in listing.unlisted)
    ]
    known = {value.value for value in read}
    absent = [FacetValue(v, None if v == UNKNOWN else v, 0, True) for v in chosen if v not in known]
    return Facet(name, (*kept, *absent))


def _where(listing: Listing, query: ListQuery, *, but: str = "") -> tuple[str, list[str]]:
    conditions, values = [], []
    for name, chosen in query.chosen.items():
        if name == but:
            continue
        by = listing.filters[name]
        known = [value for value in chosen if value != UNKNOWN]
        either = []
        if known:
            either.append(f"CAST({by} AS TEXT) IN ({','.join('?' * len(known))})")
            values += known
        if UNKNOWN in chosen:
            either.append(f"{by} IS NULL")
        conditions.append(f"({' OR '.join(either)})")
    for word in query.words.split()[:8]:
        conditions.append(f"instr({listing.words}, ?) > 0")
        values.append(word.lower() if word.isascii() else fold(word))
    return "".join(f" AND {condition}" for condition in conditions), values
