"""The provinces, and a page for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, unquote

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from db.province_overviews import ProvinceLine, province_lines, province_overview
from db.site import dates
from db.site.charts import chart
from db.site.rendering import not_found, page, read, texts_of
from db.site.sorting import Sorting, sorting_of
from normalize.provinces import Province, find_province

_VALUES: dict[str, Callable[[ProvinceLine], Any]] = {
    "awards": lambda line: line.awards,
    "organisations": lambda line: line.organisations,
    "first_year": lambda line: line.first_year,
    "last_year": lambda line: line.last_year,
}


async def provinces(datasette: Datasette, request: Request) -> Response:
    texts = texts_of(request)
    sorting = sorting_of(request, ("name", *_VALUES), default="-awards", rising=("name",))
    lines = _sorted(await read(datasette, province_lines), sorting, english=texts.language == "en")
    context = {"lines": lines, "sorting": sorting, "most": max((line.awards for line in lines), default=0)}
    return await page(datasette, request, "rangwan_provinces.html", context)


async def province(datasette: Datasette, request: Request) -> Response:
    texts = texts_of(request)
    asked = unquote(request.url_vars["name"])
    found = find_province(asked)
    if found is None:
        return await not_found(datasette, request)
    if asked != found.name:
        return Response.redirect(
            datasette.urls.path(texts.path(f"/provinces/{quote(found.name)}")), status=301
        )
    overview = await read(datasette, lambda db: province_overview(db, found))
    context = {
        "overview": overview,
        "province": found,
        "chart": chart(overview.years),
        "written": lambda day: dates.written(day, texts.language),
        "region": _region(found),
    }
    return await page(datasette, request, "rangwan_province.html", context)


def _sorted(lines: list[ProvinceLine], sorting: Sorting, *, english: bool) -> list[ProvinceLine]:
    by_name = sorted(lines, key=lambda line: _collated(line.province, english))
    if sorting.by == "name":
        return by_name[::-1] if sorting.falling else by_name
    value = _VALUES[sorting.by]
    known = [line for line in by_name if value(line) is not None]
    known.sort(key=value, reverse=sorting.falling)
    return known + [line for line in by_name if value(line) is None]


def _collated(province: Province, english: bool) -> str:
    if english:
        return province.name_en
    # Thai dictionaries sort by the consonant behind a vowel that is written in front of it.
    name = province.name
    return name[1] + name[0] + name[2:] if name[0] in "เแโใไ" else name


def _region(province: Province) -> str:
    return f"region.{REGIONS.index(province.region)}"


REGIONS = ("เหนือ", "ตะวันออกเฉียงเหนือ", "กลาง", "ตะวันออก", "ตะวันตก", "ใต้")
"""In the order of the keys `region.0` to `region.5`."""

ROUTES = ((r"/provinces/?", provinces), (r"/provinces/(?P<name>[^/]+)/?", province))
