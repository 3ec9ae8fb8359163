"""`rangwan serve`: the public web site over the dataset."""

from __future__ import annotations

from pathlib import Path

import click

from rangwan.databases import database_option, open_store
from rangwan.messages import Problem, Trouble


@click.command("serve", short_help="Serve the web site, Datasette's tables and the JSON API.")
@database_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True)
def command(*, database: Path, host: str, port: int) -> None:
    """Serve the web site, read-only.

    Pages are in Thai, and in English under /en. Datasette's own tables, SQL and JSON are under /rangwan.

    \b
      rangwan serve --database rangwan.db
    """
    with open_store(database, read_only=True):
        pass  # brought up to date, or told what is wrong with it
    try:
        import uvicorn  # noqa: PLC0415

        from db.site.app import make_site  # noqa: PLC0415
    except ImportError as error:
        raise Trouble(
            Problem(
                "rangwan serve",
                f"the web site's libraries are not installed (no module {error.name})",
                "Install the extra: pip install 'rangwan[site]'",
            )
        ) from None
    click.echo(f"http://{host}:{port}/   (Ctrl-C ends it)")
    uvicorn.run(make_site(database).app(), host=host, port=port, log_level="warning", lifespan="on")
