"""The REST interface of WordPress (`wp-json`, developer.wordpress.org/rest-api)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, timedelta
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from pydantic import Field

from crawler.dates import machine_datetime
from crawler.discovery.base import Candidate, Discovery, DiscoveryError, Follow, IndexPage, Window
from normalize.dates import parse_date


class WordPressDiscovery(Discovery):
    """Posts of a WordPress site, newest first, page by page.

    The interface hands over whole posts, so the pages themselves are not fetched (unless `full = false`).
    """

    kind: Literal["wordpress"]
    endpoint: str = "/wp-json/wp/v2/posts"
    """Where pretty addresses are off: "/?rest_route=/wp/v2/posts"."""
    search: str | None = None
    """Only posts that contain these words."""
    categories: tuple[int, ...] = ()
    per_page: int = Field(default=50, ge=1, le=100)
    max_pages: int = Field(default=200, ge=1)
    full: bool = True
    """Take the text from the interface; false: fetch each post's page."""

    def start(self, base_url: str, window: Window) -> Iterator[Follow]:
        parts = urlsplit(urljoin(base_url, self.endpoint))
        query = dict(parse_qsl(parts.query))
        query |= {"per_page": str(self.per_page), "page": "1", "orderby": "date", "order": "desc"}
        query["_embed"] = "wp:term"
        if self.search:
            query["search"] = self.search
        if self.categories:
            query["categories"] = ",".join(map(str, self.categories))
        # Both bounds of the interface are exclusive.
        if window.from_date:
            query["after"] = f"{window.from_date - timedelta(days=1)}T23:59:59"
        if window.until_date:
            query["before"] = f"{window.until_date + timedelta(days=1)}T00:00:00"
        yield Follow(urlunsplit(parts._replace(query=urlencode(query))))

    def read(self, page: IndexPage, window: Window) -> Iterator[Candidate | Follow]:
        try:
            posts = json.loads(page.text)
        # Besides broken JSON: a number of thousands of digits, brackets nested without end.
        except (ValueError, RecursionError) as error:
            raise DiscoveryError(f"is not the JSON of wp-json: {error}") from error
        if not isinstance(posts, list):
            message = posts.get("message") if isinstance(posts, dict) else None
            raise DiscoveryError(f"wp-json answered no list of posts: {message or str(posts)[:100]}")
        for post in posts:
            if isinstance(post, dict) and isinstance(post.get("link"), str):
                yield self._candidate(post)
        if posts and (following := self._following(page)):
            yield Follow(following)

    def _candidate(self, post: dict[str, Any]) -> Candidate:
        modified = machine_datetime(_text(post.get("modified_gmt")))
        content = post.get("content")
        whole = isinstance(content, dict) and bool(content.get("rendered")) and not content.get("protected")
        # Sorted keys: the same post gives the same bytes, and so the same snapshot.
        payload = (
            json.dumps(post, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
            if self.full and whole
            else None
        )
        return Candidate(
            post["link"],
            parse_date(_text(post.get("date")) or ""),
            modified.astimezone(UTC) if modified else None,
            payload,
        )

    def _following(self, page: IndexPage) -> str | None:
        parts = urlsplit(page.url)
        query = dict(parse_qsl(parts.query))
        number = int(query["page"]) if query.get("page", "").isdecimal() else 1
        total = page.headers.get("x-wp-totalpages", "")
        last = min(int(total) if total.isdecimal() and len(total) < 10 else number, self.max_pages)
        if number >= last:
            return None
        query["page"] = str(number + 1)
        return urlunsplit(parts._replace(query=urlencode(query)))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
