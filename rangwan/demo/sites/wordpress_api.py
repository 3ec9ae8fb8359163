"""The part of the WordPress REST API that a crawl asks: posts, in pages, filtered, field by field.

Answers and error codes as in the handbook (developer.wordpress.org/rest-api/reference/posts/).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any

from rangwan.demo.article import BANGKOK, DemoArticle, articles_of
from rangwan.demo.web import Page, Request, body_html

_POSTS = "/wp-json/wp/v2/posts"
_JSON = "application/json; charset=UTF-8"
_MOST_PER_PAGE = 100

Link = Callable[[DemoArticle], str]


class _BadParameter(ValueError):
    """A query value that the API refuses; `code` is WordPress's name for it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def _json(value: object, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Page:
    # WordPress escapes every letter that is not ASCII.
    return Page(json.dumps(value).encode(), _JSON, status, headers=headers)


def _error(code: str, message: str, status: int) -> Page:
    return _json({"code": code, "message": message, "data": {"status": status}}, status)


def _typographic(title: str) -> str:
    """The title as WordPress renders it: curly quotes as numeric entities."""
    return escape(title, quote=False).replace("“", "&#8220;").replace("”", "&#8221;").replace("–", "&#8211;")


def _record(article: DemoArticle, link: Link) -> dict[str, Any]:
    local = article.published.strftime("%Y-%m-%dT%H:%M:%S")
    universal = article.published.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return {
        "id": article.number,
        "date": local,
        "date_gmt": universal,
        "modified": local,
        "modified_gmt": universal,
        "slug": article.slug or f"news-{article.number}",
        "status": "publish",
        "type": "post",
        "link": link(article),
        "title": {"rendered": _typographic(article.title)},
        "content": {"rendered": body_html(article.blocks), "protected": False},
        "excerpt": {"rendered": f"<p>{escape(article.blocks[0].text[:120])} [&hellip;]</p>"},
        "author": 1,
        "categories": [_category_id(article)],
        "tags": [],
    }


def _category_id(article: DemoArticle) -> int:
    names = sorted({other.category for other in articles_of(article.site)})
    return names.index(article.category) + 1


def _embedded(article: DemoArticle) -> dict[str, Any]:
    """What `_embed` adds: the category with its name."""
    term = {"id": _category_id(article), "name": escape(article.category), "taxonomy": "category"}
    return {"_embedded": {"wp:term": [[term], []]}}


def _number(query: Mapping[str, str], name: str, default: int, most: int) -> int:
    value = query.get(name, str(default))
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= most):
        raise _BadParameter("rest_invalid_param", f"Invalid parameter(s): {name}")
    return int(value)


def _moment(query: Mapping[str, str], name: str) -> datetime | None:
    if name not in query:
        return None
    try:
        moment = datetime.fromisoformat(query[name])
    except ValueError:
        raise _BadParameter("rest_invalid_param", f"Invalid parameter(s): {name}") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=BANGKOK)


def _selected(query: Mapping[str, str], articles: tuple[DemoArticle, ...]) -> list[DemoArticle]:
    after, before = _moment(query, "after"), _moment(query, "before")
    words = query.get("search", "").split()
    found = [
        article
        for article in articles
        if (after is None or article.published > after)
        and (before is None or article.published < before)
        and all(word in article.title or word in article.text for word in words)
        and query.get("slug", article.slug) == article.slug
    ]
    return found[::-1] if query.get("order") == "asc" else found


def _only(record: dict[str, Any], fields: str | None) -> dict[str, Any]:
    if not fields:
        return record
    # `_fields=title.rendered` asks for a nested field; the parent is close enough to what WordPress gives.
    wanted = {name.strip().split(".")[0] for name in fields.split(",")}
    return {name: value for name, value in record.items() if name in wanted}


def _posts(request: Request, articles: tuple[DemoArticle, ...], link: Link) -> Page:
    query = request.query
    per_page = _number(query, "per_page", 10, _MOST_PER_PAGE)
    page = _number(query, "page", 1, 10**9)
    found = _selected(query, articles)
    pages = -(-len(found) // per_page)
    if page > max(pages, 1):
        raise _BadParameter(
            "rest_post_invalid_page_number",
            "The page number requested is larger than the number of pages available.",
        )
    shown = found[(page - 1) * per_page : page * per_page]
    records = [
        _only(_record(article, link), query.get("_fields"))
        | (_embedded(article) if "_embed" in query else {})
        for article in shown
    ]
    return _json(records, headers=(("X-WP-Total", str(len(found))), ("X-WP-TotalPages", str(pages))))


def answer(request: Request, name: str, articles: tuple[DemoArticle, ...], link: Link) -> Page:
    """The answer of the API to a request under /wp-json/."""
    path = request.path.rstrip("/")
    if path == "/wp-json":
        return _json({"name": name, "gmt_offset": 7, "namespaces": ["wp/v2"], "routes": {"/wp/v2/posts": {}}})
    if path == _POSTS:
        try:
            return _posts(request, articles, link)
        except _BadParameter as problem:
            return _error(problem.code, str(problem), 400)
    for article in articles:
        if path == f"{_POSTS}/{article.number}":
            return _json(_only(_record(article, link), request.query.get("_fields")))
    if path.startswith(f"{_POSTS}/"):
        return _error("rest_post_invalid_id", "Invalid post ID.", 404)
    return _error("rest_no_route", "No route was found matching the URL and request method.", 404)
