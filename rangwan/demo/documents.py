"""The demonstration articles as documents, and what they say, without any HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from typing import Any

from normalize.text import clean
from rangwan.demo.article import DemoArticle, load_articles
from rangwan.demo.sites import municipal, newspaper, plain, release, wordpress
from rangwan.demo.web import nominal_url

_PATH_OF: dict[str, Callable[[DemoArticle], str]] = {
    layout.KEY: layout.path_of for layout in (release, wordpress, newspaper, municipal, plain)
}


def document_path(article: DemoArticle) -> str:
    """The path (and query) of the article's page on its site."""
    return _PATH_OF[article.site](article)


def demo_documents() -> Iterator[dict[str, str]]:
    """Each article as `{"id", "title", "text", "url"}`, its text as a crawl of its page stores it.

    The id is the article's key, as in the gold file; the host of the URL does not exist.
    """
    for article in load_articles():
        yield {
            "id": article.key,
            "title": clean(article.title),
            "text": clean(article.text),
            "url": nominal_url(article.site) + document_path(article),
        }


@cache
def demo_gold() -> tuple[dict[str, Any], ...]:
    """The gold facts of the articles: `{"id", "site", "path", "awards"}` each, from `gold.jsonl`.

    An article with an empty `awards` names no winner: any fact found in it is false.
    """
    lines = (resources.files("rangwan.demo") / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)
