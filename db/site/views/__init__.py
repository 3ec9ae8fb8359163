"""The pages.  Each module has `ROUTES`: patterns of addresses (without the language) and their views."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from db.site.views import (
    articles,
    data,
    downloads,
    feeds,
    home,
    programmes,
    provinces,
    searching,
    service,
    things,
)

View = Callable[..., Awaitable[Any]]
ROUTES: tuple[tuple[str, View], ...] = (
    *home.ROUTES,
    *searching.ROUTES,
    *things.ROUTES,
    *articles.ROUTES,
    *provinces.ROUTES,
    *programmes.ROUTES,
    *data.ROUTES,
    *downloads.ROUTES,
    *feeds.ROUTES,
    *service.ROUTES,
)
_PATTERNS = tuple(re.compile(rf"(?:/en)?{pattern}") for pattern, _ in ROUTES)


def is_ours(path: str) -> bool:
    """Whether a path, as it was sent, is one of the addresses of these pages."""
    return any(pattern.fullmatch(path) for pattern in _PATTERNS)
