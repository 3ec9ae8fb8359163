"""What a demonstration site is to the server: a function from a request to a page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from html import escape
from importlib import resources
from itertools import groupby
from string import Template

from rangwan.demo.article import Block

HTML = "text/html; charset=UTF-8"
XML = "application/xml; charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Request:
    """What a site answers to.  `path` is percent-decoded; of a query key asked twice the last value holds."""

    path: str
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """An answer.  Absolute links open with the site's nominal address; the server puts its own in."""

    body: bytes
    content_type: str = HTML
    status: int = 200
    modified: datetime | None = None
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def etag(self) -> str:
        """The same on every run and port: computed before the server's address is put in."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'

    @property
    def last_modified(self) -> str | None:
        """The HTTP date of the last change, null where the site does not state one."""
        return format_datetime(self.modified.astimezone(UTC), usegmt=True) if self.modified else None


@dataclass(frozen=True, slots=True)
class Site:
    """One demonstration site.  `render` gives null for a path that the site has no page at."""

    key: str
    name: str
    render: Callable[[Request], Page | None]

    @property
    def nominal_url(self) -> str:
        """The address that stands in pages until they are served (no such host exists, RFC 2606)."""
        return nominal_url(self.key)


def nominal_url(site: str) -> str:
    """The address of a site before it is served: http://demo-release.invalid."""
    return f"http://{site}.invalid"


@cache
def _template(name: str) -> Template:
    folder = resources.files("rangwan.demo") / "layouts"
    return Template((folder / name).read_text(encoding="utf-8"))


def render(name: str, /, **values: object) -> str:
    """The layout `name` with its fields filled in.  Values are put in as they are: escape text first.

    Raises KeyError for a field of the layout that `values` lacks.
    """
    return _template(name).substitute({key: str(value) for key, value in values.items()})


def body_html(blocks: tuple[Block, ...]) -> str:
    """The blocks of an article as `<p>`, `<h3>` and `<ul>`."""
    parts: list[str] = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        texts = [escape(block.text, quote=False) for block in group]
        if kind == "item":
            parts.append("<ul>\n" + "\n".join(f"<li>{text}</li>" for text in texts) + "\n</ul>")
        else:
            tag = "h3" if kind == "heading" else "p"
            parts += [f"<{tag}>{text}</{tag}>" for text in texts]
    return "\n".join(parts)


def number_in(query: Mapping[str, str], name: str, default: int) -> int | None:
    """A whole number of 1 or more from the query, null where something else stands there."""
    value = query.get(name, str(default))
    return int(value) if value.isascii() and value.isdigit() and int(value) > 0 else None


def robots(site: str, *disallowed: str, sitemap: str | None = None) -> Page:
    """A robots.txt (RFC 9309)."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in disallowed)]
    if sitemap:
        lines.append(f"Sitemap: {nominal_url(site)}{sitemap}")
    return Page(("\n".join(lines) + "\n").encode(), "text/plain; charset=UTF-8")
