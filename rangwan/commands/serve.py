"""`rangwan serve`: the public web site over the dataset."""

from __future__ import annotations

import logging
import re
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import click

from db.change_log import last_redaction
from db.exports.published import ExportOutdated, ExportUnreadable, PublishedExports
from db.publication import public_path
from rangwan.databases import database_option, for_readers, open_store, trouble, working_option
from rangwan.messages import Problem, Problems, Trouble
from rangwan.publishers import publishers_option, schedules
from rangwan.settings import read_settings, settings_option
from rangwan.watching import watcher

LINGER = 5
"""Seconds that answers under way get to end after Ctrl-C or SIGTERM."""

_BACKLOG = 2048


def checked_url(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """The address of `--public-url` without its last slash; raises `click.BadParameter` for what is none."""
    if value is None:
        return None
    parts = urlsplit(value)
    plain = not (parts.query or parts.fragment or parts.username)
    if parts.scheme not in ("http", "https") or not parts.hostname or not plain:
        raise click.BadParameter("expected an address such as https://awards.example.go.th or .../data")
    if not re.fullmatch(r"(/[A-Za-z0-9_.~-]+)*/?", parts.path):
        raise click.BadParameter("its path may hold Latin letters, digits, '-', '_', '.', '~' and '/' only")
    return value.rstrip("/")


@click.command("serve", short_help="Serve the web site, Datasette's tables and the JSON API.")
@database_option
@working_option
@click.option(
    "--published", is_flag=True, help="Show what was published, or nothing: without it, exit with 1."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8001,
    show_default=True,
    help="The port; 0 takes a free one.",
)
@click.option(
    "--public-url",
    callback=checked_url,
    metavar="URL",
    help="Where readers see the site, when a proxy stands before it: for the feed's links, and for a path"
    " (https://example.go.th/awards).",
)
@click.option(
    "--exports",
    type=click.Path(path_type=Path),
    metavar="DIR",
    envvar="RANGWAN_EXPORTS",
    show_envvar=True,
    help="A folder that `rangwan export` writes: its latest version is offered as files at /data.",
)
@publishers_option
@settings_option
@click.option(
    "--metrics/--no-metrics", default=True, show_default=True, help="Answer /-/metrics, for Prometheus."
)
@click.option("--access-log/--no-access-log", default=False, help="Write a line for every request.")
def command(
    *,
    database: Path,
    working: bool,
    published: bool,
    host: str,
    port: int,
    public_url: str | None,
    exports: Path | None,
    publishers: Path | None,
    settings: Path | None,
    metrics: bool,
    access_log: bool,
) -> None:
    """Serve the web site, read-only.

    Pages are in Thai, and in English under /en. Datasette's own tables, SQL and JSON are under /rangwan.
    Readers see what was published last; a new publication is seen at once. A database of which nothing was
    published yet is shown itself, for as long as the command runs, unless --published forbids it: that is
    for services, which are started again until there is something to show.

    With --exports (or `exports` of the settings' [publishing]), /data offers the files of the latest export;
    one with names of persons is refused. Monitors ask /-/health (as `rangwan status` judges) and /-/metrics.

    \b
      rangwan serve --database rangwan.db
      rangwan serve --exports exports
      rangwan serve --host 0.0.0.0 --public-url https://awards.example.go.th
    """
    if working and published:
        raise click.UsageError("--working shows what is not published, so --published cannot go with it.")
    if published and not public_path(database).exists():
        advice = "`rangwan run` publishes when nothing holds it; `rangwan status` tells what does."
        raise Trouble(Problem(str(public_path(database)), "nothing is published yet", advice))
    shown = for_readers(database, working=working)
    chosen = read_settings(settings, database)
    written = chosen.publishing.exports
    # What runs export is offered as soon as there is something; a folder that was named must be there.
    offered = exports or (written if written and written.exists() else None)
    if offered is not None:
        with open_store(shown, read_only=True) as store:
            _check(offered, last_redaction(store.db))
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
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    listener = _listen(host, port)
    # So long a thread that comes back from SQLite waits for Python's lock; with the usual 5 ms a page of
    # thirty queries takes 150 ms beside a busy loop.
    sys.setswitchinterval(0.0005)
    watch = watcher(database, chosen.monitoring, schedules(publishers, Problems()))
    site = make_site(shown, public_url=public_url, exports=offered, watch=watch, metrics=metrics)
    config = uvicorn.Config(
        site.app(),
        log_level="info" if access_log else "warning",
        access_log=access_log,
        lifespan="on",
        server_header=False,
        proxy_headers=False,  # --public-url says what a proxy's headers would
        timeout_graceful_shutdown=LINGER,
        h11_max_incomplete_event_size=64_000,
    )
    address = f"[{host}]" if ":" in host else host
    where = f"http://{address}:{listener.getsockname()[1]}/"
    click.echo(f"เปิดเว็บไซต์ที่ {where} · หยุดด้วย Ctrl-C")
    click.echo(f"Serving {shown} at {public_url or where} (Ctrl-C ends it)")
    # uvicorn ends what is under way, then raises the signal again, which should end this command as done.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with listener, suppress(KeyboardInterrupt):
        try:
            uvicorn.Server(config).run(sockets=[listener])
        finally:
            site.close()


def _check(exports: Path, least_change: int) -> None:
    """End with a message where there is nothing to offer; what may come right meanwhile is only told."""
    try:
        PublishedExports(exports).latest(least_change=least_change)
    except ExportOutdated as error:
        click.echo(
            f"{error.where}: {error.what}; its files are not served until then.\n  -> {error.advice}",
            err=True,
        )
    except ExportUnreadable as error:
        raise trouble(error) from error


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens; a command that cannot should say so before it says where it serves."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        advice = "Choose another with --port, or end the program that uses it"
        if isinstance(error, socket.gaierror):
            advice = "Choose an address of this machine with --host"
        elif isinstance(error, PermissionError):
            advice = "Choose a port above 1023 with --port"
        raise Trouble(
            Problem(f"rangwan serve {host}:{port}", f"cannot listen there: {reason}", advice)
        ) from None
