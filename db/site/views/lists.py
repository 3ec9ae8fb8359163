"""Lists with facets, and the same rows as CSV and JSON."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any
from urllib.parse import parse_qsl

from datasette.app import Datasette
from datasette.utils.asgi import AsgiStream, Request
from sqlite_utils import Database

from db.pages.lists import Listing, ids, list_page, rows_of
from db.pages.queries import ListQuery, read_query
from db.site.rendering import read
from db.site.views.files import Row, file_of

CHUNK = 400
"""Rows read and sent at a time."""
MAX_PAIRS = 200


def query_of(request: Request, listing: Listing, *, filters: Sequence[str] | None = None) -> ListQuery:
    """What the address asks of a list; an address with too much in it asks for the whole list.

    `filters`: those that the address may set; null for all of the list's.
    """
    try:
        pairs = parse_qsl(request.query_string, max_num_fields=MAX_PAIRS, errors="replace")
    except ValueError:
        pairs = []
    allowed = tuple(listing.filters) if filters is None else filters
    return read_query(pairs, allowed, tuple(listing.sorts))


async def list_context(
    datasette: Datasette,
    listing: Listing,
    query: ListQuery,
    folder: str,
    *,
    whole: tuple[str, ListQuery] | None = None,
    facets: Sequence[str] | None = None,
) -> dict[str, Any]:
    """What the macros of `_rangwan_list.html` show: one page of a list.

    `folder` and `query`: the address of the page.  `whole`: the folder and query of the list that has these
    rows, when the page is another one (that of a programme, say); files are of that list.
    """
    list_folder, rows = whole or (folder, query)
    found = await read(datasette, lambda db: list_page(db, listing, rows, facets=facets))
    return {
        "list": found,
        "query": query,
        "folder": folder,
        "sorts": tuple(listing.sorts),
        "whole": {"folder": list_folder, "query": rows.rows_only()},
    }


async def list_export(datasette: Datasette, request: Request, listing: Listing, name: str) -> AsgiStream:
    """All rows of a list, in its order: of the page's address with .csv or .json."""
    query = query_of(request, listing)
    wanted = await read(datasette, lambda db: ids(db, listing, query))

    def rows(db: Database, some: Sequence[str]) -> Sequence[Row]:
        return rows_of(db, listing, some)

    async def chunks() -> AsyncIterator[Sequence[Row]]:
        for start in range(0, len(wanted), CHUNK):
            some = wanted[start : start + CHUNK]
            yield await read(datasette, lambda db, some=some: rows(db, some))  # type: ignore[misc]

    return file_of(request, name, listing.columns, len(wanted), chunks())
