"""Machine-readable statements of a page about itself: JSON-LD (schema.org) and OpenGraph (ogp.me)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from parsel import Selector

_ARTICLE_TYPES = re.compile(r"(?:https?://schema\.org/)?(?:\w*Article|NewsArticle|BlogPosting|Report)")
_COMMENTED = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")


def json_ld_article(page: Selector) -> dict[str, Any]:
    """The first schema.org article that the page describes; empty if there is none that can be read."""
    for script in page.xpath('//script[@type="application/ld+json"]/text()').getall():
        try:
            # Line breaks inside strings are an error that many sites make: hence strict=False.
            described = json.loads(_COMMENTED.sub("", script), strict=False)
        except json.JSONDecodeError:
            continue
        for thing in _things(described):
            kinds = thing.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLE_TYPES.fullmatch(kind) for kind in kinds):
                return thing
    return {}


def _things(described: object) -> Iterator[dict[str, Any]]:
    if isinstance(described, list):
        for part in described:
            yield from _things(part)
    elif isinstance(described, dict):
        yield described
        yield from _things(described.get("@graph"))
        yield from _things(described.get("mainEntity"))


def meta(page: Selector, *names: str) -> str | None:
    """The content of the first <meta> with one of the names (in their order) as `property` or `name`."""
    for name in names:
        for content in page.xpath(
            "//meta[@property=$name or @name=$name or @itemprop=$name]/@content", name=name
        ):
            text = content.get().strip()
            if text:
                return str(text)
    return None


def string(value: object) -> str | None:
    """The first text of a JSON-LD value: a string, a list of strings or a thing with a name."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, list):
        return next((text for part in value if (text := string(part))), None)
    return string(value.get("name")) if isinstance(value, dict) else None
