"""The award programmes, and a page for each."""

from __future__ import annotations

from typing import cast

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from db.programme_overviews import (
    PROGRAMME_ORDERS,
    ProgrammeOrder,
    programme_lines,
    programme_overview,
    standing_programme,
)
from db.site import dates
from db.site.charts import chart
from db.site.paging import paging_of
from db.site.rendering import not_found, page, read, texts_of
from db.site.sorting import sorting_of

LINES = 50
WINNERS = 100


async def programmes(datasette: Datasette, request: Request) -> Response:
    sorting = sorting_of(request, PROGRAMME_ORDERS, default="-awards", rising=("name",))
    words = (request.args.get("name") or "").strip()
    order = cast(ProgrammeOrder, sorting.by)
    lines = await read(
        datasette, lambda db: programme_lines(db, order=order, descending=sorting.falling, words=words)
    )
    paging = paging_of(request, len(lines), LINES)
    context = {
        "lines": lines[paging.offset : paging.offset + LINES],
        "paging": paging,
        "sorting": sorting,
        "words": words,
    }
    return await page(datasette, request, "rangwan_programmes.html", context)


async def programme(datasette: Datasette, request: Request) -> Response:
    texts = texts_of(request)
    asked = request.url_vars["id"]
    year = _year(request.args.get("year"))
    identity = await read(datasette, lambda db: standing_programme(db, asked))
    if identity is None:
        return await not_found(datasette, request)
    if identity != asked:
        return Response.redirect(datasette.urls.path(texts.path(f"/programmes/{identity}")), status=301)
    overview = await read(datasette, lambda db: programme_overview(db, identity, year=year))
    if overview is None:
        return await not_found(datasette, request)
    paging = paging_of(request, len(overview.winners), WINNERS)
    context = {
        "overview": overview,
        "winners": overview.winners[paging.offset : paging.offset + WINNERS],
        "paging": paging,
        "year": year,
        "years": sorted({count.year for count in overview.years if count.year}, reverse=True),
        "chart": chart(overview.years),
        "written": lambda day: dates.written(day, texts.language),
    }
    return await page(datasette, request, "rangwan_programme.html", context)


def _year(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) == 4 else None


ROUTES = ((r"/programmes/?", programmes), (r"/programmes/(?P<id>[^/]+)/?", programme))
