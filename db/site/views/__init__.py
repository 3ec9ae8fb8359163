"""The pages.  Each module has `ROUTES`: patterns of addresses (without the language) and their views."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from db.site.views import data, feeds, home, programmes, provinces, service

View = Callable[..., Awaitable[Any]]
ROUTES: tuple[tuple[str, View], ...] = (
    *home.ROUTES,
    *provinces.ROUTES,
    *programmes.ROUTES,
    *data.ROUTES,
    *feeds.ROUTES,
    *service.ROUTES,
)
