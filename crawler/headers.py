"""Headers of responses, and those by which a page is asked for only if it changed (RFC 9110 section 13)."""

from __future__ import annotations

from typing import Any

from scrapy.http import Response

from crawler.discovery import IndexPage
from crawler.job import Limits
from crawler.memory import KnownPage


def conditions(known: KnownPage | None) -> dict[str, str]:
    """Headers of a request that a server may answer with 304 Not Modified."""
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified} if known else {}
    return {name: value for name, value in headers.items() if value}


def validators(known: KnownPage) -> dict[str, Any]:
    """What an event tells of a page that is still the known one."""
    return {
        "sha256": known.sha256,
        "etag": known.etag,
        "last_modified": known.last_modified,
        "fingerprint": known.fingerprint,
    }


def header(response: Response | None, name: str) -> str | None:
    """A header of a response as text; null without the header or the response."""
    value = response.headers.get(name) if response is not None else None
    return value.decode("latin-1") if value else None


def index_page(response: Response, limits: Limits) -> IndexPage:
    """A response as the kinds of discovery read it."""
    headers = {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
    return IndexPage(response.url, response.body, headers, limits.unpacked_bytes)
