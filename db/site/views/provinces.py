"""The provinces, and a page for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote, unquote

from datasette.app import Datasette
from datasette.utils.asgi import AsgiStream, Request, Response

from db.pages.lists import AWARDS, NOT_OF_PERSONS
from db.province_overviews import province_lines, province_overview
from db.site.charts import chart
from db.site.rendering import not_found, page, read, texts_of
from db.site.views.counts import CountLine, counts_file, counts_view
from db.site.views.lists import list_context, query_of
from normalize.provinces import PROVINCES, find_province


async def provinces(datasette: Datasette, request: Request) -> Response:
    lines = await _lines(datasette, request)
    return await counts_view(datasette, request, "provinces", lines, size=len(PROVINCES))


async def provinces_file(datasette: Datasette, request: Request) -> AsgiStream:
    return counts_file(request, "provinces", await _lines(datasette, request))


async def province(datasette: Datasette, request: Request) -> Response:
    """A province; its awards are the list of awards with the filter `province`, without persons' awards."""
    asked = unquote(request.url_vars["name"])
    found = find_province(asked)
    if found is None:
        return await not_found(datasette, request)
    folder = f"/provinces/{quote(found.name)}"
    if asked != found.name:
        address = datasette.urls.path(texts_of(request).path(folder))
        return Response.redirect(address, status=301)
    query = replace(query_of(request, AWARDS, filters=()), words="")
    of_it = query.having("province", found.name).having("recipient", *NOT_OF_PERSONS).at(query.page)
    context = await list_context(datasette, AWARDS, query, folder, whole=("/awards", of_it), facets=())
    overview = await read(datasette, lambda db: province_overview(db, found))
    context |= {
        "overview": overview,
        "province": found,
        "chart": chart(overview.years),
        "region": f"region.{REGIONS.index(found.region)}",
    }
    return await page(datasette, request, "rangwan_province.html", context)


async def _lines(datasette: Datasette, request: Request) -> Sequence[CountLine]:
    english = texts_of(request).language == "en"
    return [
        CountLine(line.province.name, line.province.name_en if english else line.province.name, line)
        for line in await read(datasette, province_lines)
    ]


REGIONS = ("เหนือ", "ตะวันออกเฉียงเหนือ", "กลาง", "ตะวันออก", "ตะวันตก", "ใต้")
"""In the order of the keys `region.0` to `region.5`."""

ROUTES = (
    (r"/provinces/?", provinces),
    (r"/provinces\.(?P<format>csv|json)", provinces_file),
    (r"/provinces/(?P<name>[^/]+)/?", province),
)
