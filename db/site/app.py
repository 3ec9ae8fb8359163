"""The site as an application: a Datasette over one database file, opened read-only."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from db.site import plugin
from db.site.rendering import DATABASE

SETTINGS = {
    "sql_time_limit_ms": 1_000,
    "max_returned_rows": 1_000,
    "default_page_size": 50,
    "suggest_facets": False,
    "facet_time_limit_ms": 200,
    "allow_download": False,
    "max_csv_mb": 100,
    "num_sql_threads": 4,
}
_NAME = "rangwan-site"


def make_site(database: Path, *, base_url: str = "/") -> Datasette:
    """The site over a database, which must have the present schema; `.app()` is its ASGI application."""
    if not pm.has_plugin(_NAME):
        pm.register(plugin, name=_NAME)
    folder = Path(str(files("db.site")))
    site = Datasette(
        files=[],
        template_dir=str(folder / "templates"),
        static_mounts=[("assets", str(folder / "static"))],
        settings=SETTINGS | {"base_url": base_url},
        metadata={"title": "rangwan"},
    )
    site.add_database(Database(site, path=str(database), is_mutable=True), name=DATABASE)
    return site
