"""Asks a site for pages, as a browser does but without one."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from db.site.app import Site, make_site
from db.site.monitoring import Watch


class Visitor:
    """One reader of a site; closes it at the end."""

    def __init__(
        self,
        database: Path,
        *,
        public_url: str | None = None,
        exports: Path | None = None,
        watch: Watch | None = None,
        metrics: bool = True,
    ) -> None:
        self.site: Site = make_site(
            database, public_url=public_url, exports=exports, watch=watch, metrics=metrics
        )
        self.app = self.site.app()
        self._loop = asyncio.new_event_loop()

    def ask(self, path: str, method: str = "GET", **options: Any) -> httpx.Response:
        return self.ask_all(path, method=method, **options)[0]

    def ask_all(self, *paths: str, method: str = "GET", **options: Any) -> list[httpx.Response]:
        """The answers to requests that are made at once."""

        async def asking() -> list[httpx.Response]:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://site.test") as client:
                return await asyncio.gather(*(client.request(method, path, **options) for path in paths))

        return self._loop.run_until_complete(asking())

    def run(self, asking: Coroutine[Any, Any, None]) -> None:
        """Do what asks the site in a way of its own."""
        self._loop.run_until_complete(asking)

    def sql(self, query: str) -> httpx.Response:
        return self.ask("/rangwan.json", params={"sql": query, "_shape": "objects"})

    def rows(self, query: str) -> list[dict[str, Any]]:
        response = self.sql(query)
        assert response.status_code == 200, response.text
        rows: list[dict[str, Any]] = response.json()["rows"]
        return rows

    def send_raw(
        self, raw_path: bytes, method: str = "GET", query: bytes = b""
    ) -> tuple[int, dict[str, str], str]:
        """The answer to a request that no client library would make."""
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b""}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": raw_path.decode("latin-1"),
            "raw_path": raw_path,
            "query_string": query,
            "headers": [(b"host", b"site.test")],
            "client": ("127.0.0.1", 1),
            "server": ("site.test", 80),
        }
        self._loop.run_until_complete(self.app(scope, receive, send))
        headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return sent[0]["status"], headers, b"".join(part.get("body", b"") for part in sent[1:]).decode()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.site.close()
        self._loop.close()
