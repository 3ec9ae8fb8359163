"""The site as an application: a Datasette over one database file, opened read-only."""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from datasette.app import Datasette
from datasette.plugins import pm

from db.exports.published import PublishedExports
from db.site import plugin
from db.site.assets import asset
from db.site.errors import refuse
from db.site.gate import gate, path_of
from db.site.metrics import rendered
from db.site.monitoring import Monitor, Watch, plain_watch
from db.site.page_cache import PageCache
from db.site.reading import PublicDatabase, Reader
from db.site.rendering import DATABASE
from db.site.views import is_ours

SETTINGS = {
    "sql_time_limit_ms": 1_000,
    "max_returned_rows": 1_000,
    "default_page_size": 50,
    "suggest_facets": False,
    "facet_time_limit_ms": 200,
    "allow_download": False,
    "max_csv_mb": 100,
    # The public's SQL has threads of its own: the pages' go on while it is slow.
    "num_sql_threads": 2,
    "default_cache_ttl": 60,
}
_NAME = "rangwan-site"


class Site(Datasette):
    """The site over a database, which must have the present schema.

    `public_url` is the address at which readers see it, without a slash at its end; null: whatever address
    they ask for.  Its path, if any, stands before the path of every page.  `exports` is a folder of exports,
    which are offered as files.  `watch` looks at the dataset for `/-/health` and `/-/metrics` (null: at the
    served file alone, and nobody judges it).
    """

    def __init__(
        self,
        database: Path,
        *,
        public_url: str | None = None,
        exports: Path | None = None,
        watch: Watch | None = None,
        metrics: bool = True,
    ) -> None:
        if not pm.has_plugin(_NAME):
            pm.register(plugin, name=_NAME)
        sqlite3.enable_callback_tracebacks(
            False
        )  # Datasette turns them on; a refused query is no fault of ours
        folder = Path(str(files("db.site")))
        self.public_url = public_url.rstrip("/") if public_url else None
        self.base = f"{urlsplit(self.public_url or '').path}/"
        self.reader = Reader(database)
        self.monitor = Monitor(watch or plain_watch(database))
        self.metrics = rendered if metrics else None
        self.exports = PublishedExports(exports) if exports else None
        super().__init__(
            files=[],
            template_dir=str(folder / "templates"),
            static_mounts=[("assets", str(folder / "static"))],
            settings=SETTINGS | {"base_url": self.base},
            metadata={"title": "rangwan"},
        )
        self.remove_database("_memory")  # it would run SQL without our limits
        self.add_database(PublicDatabase(self, database), name=DATABASE)
        self.jinja_env.globals["asset"] = lambda name: self.urls.path(asset(name))

    def app(self) -> Any:
        """The ASGI application."""

        async def refused(scope: Any, send: Any, status: int) -> None:
            await self.invoke_startup()
            await refuse(self, scope, send, status)

        cached = PageCache(super().app(), self.reader.version, self._key)
        return gate(cached, refused, self.base, is_ours, self.public_url)

    def close(self) -> None:
        """Close the files and end the threads; nothing may be asked any more."""
        self.reader.close()
        if self.executor is not None:
            self.executor.shutdown()
        self.databases[DATABASE].close()

    def _key(self, scope: Any) -> tuple[bytes, ...] | None:
        """Pages of ours are kept, Datasette's are not: nobody knows how many there are."""
        if scope["type"] != "http":
            return None
        path = path_of(scope)
        within = b"/" + path.removeprefix(self.base.encode()).lstrip(b"/")
        if within.removeprefix(b"/en").startswith((b"/-/", b"/assets/", b"/data/", f"/{DATABASE}".encode())):
            return None
        headers = dict(scope["headers"])
        host = b"" if self.public_url else headers.get(b"host", b"") + scope.get("scheme", "").encode()
        json = b"json" if b"application/json" in headers.get(b"accept", b"") else b""
        # Exports come and go without any change of the database.
        exported = (self.exports.version() or "") if self.exports and within.endswith(b"/data") else ""
        return path, scope["query_string"], host, json, exported.encode()


def make_site(
    database: Path,
    *,
    public_url: str | None = None,
    exports: Path | None = None,
    watch: Watch | None = None,
    metrics: bool = True,
) -> Site:
    """The site over a database, which must have the present schema; `.app()` is its ASGI application."""
    return Site(database, public_url=public_url, exports=exports, watch=watch, metrics=metrics)
