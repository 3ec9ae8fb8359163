"""Lists with facets, and the same rows as CSV and JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import parse_qsl

from datasette.app import Datasette
from datasette.utils.asgi import AsgiStream, AsgiWriter, Request, Response
from sqlite_utils import Database

from db.pages.cells import csv_lines
from db.pages.lists import Listing, Row, ids, list_page, rows_of
from db.pages.queries import ListQuery, read_query
from db.site.rendering import read
from db.site.views.pages import show

CHUNK = 400
"""Rows read and sent at a time."""
MAX_PAIRS = 200
_BYTE_ORDER_MARK = "\ufeff"  # without it spreadsheets take Thai for Latin letters


def query_of(request: Request, listing: Listing) -> ListQuery:
    """What the address asks of a list; an address with too much in it asks for the whole list."""
    try:
        pairs = parse_qsl(request.query_string, max_num_fields=MAX_PAIRS, errors="replace")
    except ValueError:
        pairs = []
    return read_query(pairs, tuple(listing.filters), tuple(listing.sorts))


async def list_view(
    datasette: Datasette, request: Request, listing: Listing, template: str, folder: str
) -> Response:
    """One page of a list."""
    query = query_of(request, listing)
    found = await read(datasette, lambda db: list_page(db, listing, query))
    context = {"list": found, "query": query, "folder": folder, "sorts": tuple(listing.sorts)}
    return await show(datasette, request, template, context)


async def list_export(datasette: Datasette, request: Request, listing: Listing, name: str) -> AsgiStream:
    """All rows of a list, in its order: of the page's address with .csv or .json."""
    query = query_of(request, listing)
    wanted = await read(datasette, lambda db: ids(db, listing, query))
    as_csv = request.url_vars["format"] == "csv"

    def rows(db: Database, some: Sequence[str]) -> tuple[Row, ...]:
        return rows_of(db, listing, some)

    async def stream(writer: AsgiWriter) -> None:
        await writer.write(_BYTE_ORDER_MARK + csv_lines([listing.columns]) if as_csv else '{"rows": [')
        first = True
        for start in range(0, len(wanted), CHUNK):
            some = wanted[start : start + CHUNK]
            found = await read(datasette, lambda db, some=some: rows(db, some))  # type: ignore[misc]
            if as_csv:
                text = csv_lines(row.values() for row in found)
            else:
                text = ",\n".join(json.dumps(dict(row), ensure_ascii=False) for row in found)
                text = text if first or not text else f",\n{text}"
            first = first and not found
            await writer.write(text)
        if not as_csv:
            await writer.write(f'], "count": {len(wanted)}}}\n')

    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{request.url_vars["format"]}"',
        "Access-Control-Allow-Origin": "*",
    }
    kind = "text/csv; charset=utf-8" if as_csv else "application/json; charset=utf-8"
    return AsgiStream(stream, headers=headers, content_type=kind)
