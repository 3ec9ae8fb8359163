"""The award programmes, and a page for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from datasette.app import Datasette
from datasette.utils.asgi import AsgiStream, Request, Response
from sqlite_utils import Database

from db.pages.lists import AWARDS
from db.pages.queries import UNKNOWN
from db.programme_overviews import programme_lines, programme_overview, standing_programme
from db.site.charts import chart
from db.site.rendering import not_found, page, read, texts_of
from db.site.views.counts import CountLine, counts_file, counts_view
from db.site.views.lists import list_context, query_of

LINES = 50


async def programmes(datasette: Datasette, request: Request) -> Response:
    words = _words(request)
    lines = await read(datasette, lambda db: _lines(db, words))
    return await counts_view(datasette, request, "programmes", lines, size=LINES, words=words)


async def programmes_file(datasette: Datasette, request: Request) -> AsgiStream:
    words = _words(request)
    return counts_file(request, "programmes", await read(datasette, lambda db: _lines(db, words)))


async def programme(datasette: Datasette, request: Request) -> Response:
    """A programme; its winners are the list of awards with the filter `programme`."""
    asked = request.url_vars["id"]
    identity = await read(datasette, lambda db: standing_programme(db, asked))
    if identity is None:
        return await not_found(datasette, request)
    if identity != asked:
        address = texts_of(request).path(f"/programmes/{identity}")
        return Response.redirect(datasette.urls.path(address), status=301)
    overview = await read(datasette, lambda db: programme_overview(db, identity))
    if overview is None:
        return await not_found(datasette, request)
    query = query_of(request, AWARDS, filters=("year",))
    years = tuple(year for year in query.chosen.get("year", ()) if _is_year(year))[:1]
    query = replace(query.having("year", *years), page=query.page, words="")
    of_it = query.having("programme", identity).at(query.page)
    context = await list_context(
        datasette, AWARDS, query, f"/programmes/{identity}", whole=("/awards", of_it), facets=("year",)
    )
    context |= {"overview": overview, "chart": chart(overview.years), "year": years[0] if years else None}
    return await page(datasette, request, "rangwan_programme.html", context)


def _is_year(text: str) -> bool:
    return text == UNKNOWN or (text.isascii() and text.isdigit())


def _words(request: Request) -> str:
    return (request.args.get("name") or "").strip()


def _lines(db: Database, words: str) -> Sequence[CountLine]:
    return [CountLine(line.id, line.name, line) for line in programme_lines(db, words=words)]


ROUTES = (
    (r"/programmes/?", programmes),
    (r"/programmes\.(?P<format>csv|json)", programmes_file),
    (r"/programmes/(?P<id>[^/]+)/?", programme),
)
