"""The search page, and the suggestions of the search box."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast
from urllib.parse import parse_qsl, quote, urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from sqlite_utils import Database

from db.search import KINDS, Hit, Kind, Results, search, search_each
from db.site.languages import Texts
from db.site.paging import paging_of
from db.site.rendering import page, read, texts_of
from db.suggesting import Suggestion
from db.suggesting import suggest as suggestions
from normalize.provinces import PROVINCES, find_province
from normalize.text import fold

PAGE = 20
GROUP = 6
"""So many finds of each kind are on the page of all kinds."""
SUGGESTIONS = 8
_PLACES: dict[str, str] = {
    "organisation": "/organisations/",
    "programme": "/programmes/",
    "award": "/awards/",
    "article": "/articles/",
    "province": "/provinces/",
}


async def search_page(datasette: Datasette, request: Request) -> Response:
    """All kinds in groups, or one kind page by page (`?kind=`); `?province=` and `?year=` narrow."""
    texts = texts_of(request)
    words = (request.args.get("q") or "").strip()
    kind = request.args.get("kind")
    chosen = cast(Kind, kind) if kind in KINDS else None
    province = find_province(request.args.get("province") or "")
    year = _year(request.args.get("year"))
    context: dict[str, Any] = {
        "q": words,
        "kind": chosen,
        "kinds": KINDS,
        "province": province,
        "provinces": PROVINCES,
        "year": year,
        "year_text": request.args.get("year") or "",
        "address": lambda hit: datasette.urls.path(texts.path(_address(hit))),
        "with_kind": lambda one: _with_kind(request, one),
    }
    if not words:
        return await page(datasette, request, "rangwan_search.html", context)

    place = province.name if province else None
    limits: dict[Kind, int] = {one: GROUP if chosen is None else PAGE * (one == chosen) for one in KINDS}

    def find(db: Database) -> dict[Kind, Results]:
        return search_each(db, words, limits, province=place, year=year)

    def find_more(db: Database, kind: Kind, offset: int) -> Results:
        return search(db, words, kinds=(kind,), limit=PAGE, offset=offset, province=place, year=year)

    counted = await read(datasette, find, slow=True)
    counts = {one: results.counts[one] for one, results in counted.items()}
    results = replace(counted[KINDS[0]], counts=counts)
    context |= {"results": results, "total": sum(count.number for count in counts.values())}
    if chosen:
        paging = paging_of(request, counts[chosen].number, PAGE)
        found = counted[chosen]
        if paging.offset:
            found = await read(datasette, lambda db: find_more(db, chosen, paging.offset), slow=True)
        context |= {"groups": [(chosen, found.hits)] if found.hits else [], "paging": paging}
    else:
        context |= {"groups": [(one, results.hits) for one, results in counted.items() if results.hits]}
    return await page(datasette, request, "rangwan_search.html", context)


async def suggest(datasette: Datasette, request: Request) -> Response:
    """Names that begin as, or hold, what is typed: `{"suggestions": [{"text", "detail", "url"}, ...]}`."""
    texts = texts_of(request)
    words = (request.args.get("q") or "").strip()
    found = await read(datasette, lambda db: _suggestions(db, words, texts)) if words else []
    for one in found:
        one["url"] = datasette.urls.path(texts.path(one["url"]))
    return Response.json({"suggestions": found}, headers={"Cache-Control": "max-age=60"})


def _suggestions(db: Database, words: str, texts: Texts) -> list[dict[str, str]]:
    offers = list(suggestions(db, words, SUGGESTIONS))
    wanted = fold(words)
    by_english_name = [
        Suggestion("province", province.name)
        for province in PROVINCES
        if wanted and fold(province.name_en).startswith(wanted)
    ]
    return [_shown(one, texts) for one in [*by_english_name[:3], *offers][:SUGGESTIONS]]


def _shown(offer: Suggestion, texts: Texts) -> dict[str, str]:
    detail = _province(offer.detail, texts) if offer.detail else texts(f"search.one.{offer.kind}")
    text = _province(offer.text, texts) if offer.kind == "province" else offer.text
    return {
        "text": text,
        "detail": detail,
        "url": _PLACES[offer.kind] + quote(offer.id or offer.text, safe=""),
    }


def _province(name: str, texts: Texts) -> str:
    province = find_province(name) if texts.language == "en" else None
    return province.name_en if province else name


def _address(hit: Hit) -> str:
    return _PLACES[hit.kind] + quote(hit.id, safe="")


def _with_kind(request: Request, kind: str | None) -> str:
    """The query of this page for another kind, from its first page."""
    pairs = [
        (name, value)
        for name, value in parse_qsl(request.query_string)
        if name not in ("kind", "page") and value
    ]
    return "?" + urlencode([*pairs, *([("kind", kind)] if kind else [])])


def _year(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) == 4 else None


ROUTES = ((r"/search/?", search_page), (r"/suggest\.json", suggest))
