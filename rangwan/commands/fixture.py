"""`rangwan fixture`: a page saved with what its layout finds in it, to test the layout with."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import click

from crawler.fetching import FetchError, fetch_page, owner
from crawler.pages import LAYOUTS, Layout, PressItem
from crawler.pages.blocked import why_no_article
from crawler.pages.saved import SavedPage, expected_path, write_saved
from crawler.publisher import Publisher
from crawler.reading import other_format
from rangwan.messages import Problem, Problems, Trouble
from rangwan.publishers import publishers_option, read_publishers

_SHOWN_LINES = 40
# The one layout whose pages are JSON.
_JSON_LAYOUT = "wordpress-item"


@click.command("fixture", short_help="Save a page with what a layout finds in it, for a test.")
@click.argument("page", metavar="URL-or-FILE")
@click.option("--layout", "layout_name", type=click.Choice(sorted(LAYOUTS)), help="Read it by this layout.")
@click.option("--source", "key", metavar="KEY", help="Read it by the layout of this source.")
@click.option(
    "--out",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Where to save it; tests/fixtures/pages/LAYOUT is where the tests look.",
)
@click.option("--name", metavar="NAME", help="Name of the two files; without it from the address.")
@click.option("--url", metavar="URL", help="Of a file: the address that it came from.")
@click.option("--content-type", metavar="TYPE", help="Of a file: the header Content-Type that it came with.")
@publishers_option
@click.option("--allow-loopback", is_flag=True, help="The page may be on this machine.")
def command(
    *,
    page: str,
    layout_name: str | None,
    key: str | None,
    folder: Path,
    name: str | None,
    url: str | None,
    content_type: str | None,
    publishers: Path | None,
    allow_loopback: bool,
) -> None:
    """Save a page with what a layout finds in it, to test the layout with.

    A page of the web is fetched as a crawl would: robots.txt, the terms of a known source and its pace are
    obeyed. Without --layout and --source it is read by the layout of the source whose page it is.

    \b
      rangwan fixture https://www.dga.or.th/news/1 --out tests/fixtures/pages/wordpress
      rangwan fixture https://town.example/news/7 --layout general --out tests/fixtures/pages/general
      rangwan fixture saved.html --layout municipal --url https://town.example/news/7 --out my-pages

    NAME.html holds the page, NAME.json the fields that were found. Nothing is overwritten. A person must
    compare the fields with the page and correct them: what a layout finds is no proof of what it should.
    The exit code is 1 when title or text were not found; the page is saved all the same.
    """
    problems = Problems()
    is_file = not re.match("https?://", page)
    known = read_publishers(publishers, problems)
    address = page if not is_file else url
    source = _source(key, address, known)
    layout = _layout(layout_name, source if key or not is_file else None)
    path = _free_path(folder, name or (Path(page).stem if is_file else _name_of(page)), layout)
    if is_file:
        saved = _from_file(Path(page), layout, url, content_type)
    else:
        saved = _from_web(page, layout, source, allow_loopback)
    item = _read(page, saved)
    _write(path, saved, item)
    _show(item)
    for field in ("title", "text"):
        if not getattr(item, field):
            problems(Problem(page, f"the layout {saved.layout.name!r} finds no {field}", kind="empty field"))
    beside = expected_path(path)
    click.echo(f"\nSaved {path} and {beside}.")
    click.echo(
        f"Nobody has checked them: compare each field with the page, correct it in {beside.name}, "
        'then delete its line "unchecked".'
    )
    problems.close()
    sys.exit(problems.exit_code)


def _source(key: str | None, address: str | None, known: list[Publisher]) -> Publisher | None:
    if key:
        for publisher in known:
            if publisher.key == key:
                return publisher
        listed = ", ".join(publisher.key for publisher in known)
        raise click.UsageError(f"There is no source {key}. Known: {listed}.")
    if address is None:
        return None
    try:
        return owner(address, known)
    except ValueError:
        raise click.UsageError(f"{address} is no address of the web.") from None


def _layout(name: str | None, source: Publisher | None) -> Layout:
    if name:
        return Layout(name=name)
    if source is None:
        raise click.UsageError("Say by which layout the file is read: --layout or --source.")
    return source.layout


def _name_of(url: str) -> str:
    last = [part for part in urlsplit(url).path.split("/") if part][-2:]
    words = re.findall("[a-z0-9]+", "-".join(last).lower().removesuffix(".html").removesuffix(".json"))
    return "-".join(words)[:60] or "page"


def _free_path(folder: Path, name: str, layout: Layout) -> Path:
    if not re.fullmatch(r"[\w.-]+", name):
        raise click.UsageError(f"--name {name}: a name of letters, digits, full stops and hyphens is wanted.")
    path = folder / f"{name}{'.json' if layout.on(None).name == _JSON_LAYOUT else '.html'}"
    for taken in (path, expected_path(path)):
        if taken.exists():
            raise Trouble(Problem(str(taken), "is there already", "say another --name, or delete it"))
    return path


def _from_file(path: Path, layout: Layout, url: str | None, content_type: str | None) -> SavedPage:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise Trouble(Problem(str(path), f"cannot be read: {error.strerror}", "check the name")) from error
    kind = content_type or ("application/json" if layout.on(None).name == _JSON_LAYOUT else "text/html")
    return SavedPage(body, url or f"https://example.go.th/{path.stem}", kind, layout.on(None))


def _from_web(url: str, layout: Layout, source: Publisher | None, allow_loopback: bool) -> SavedPage:
    assert source is not None
    try:
        fetched = fetch_page(url, source, allow_loopback=allow_loopback)
    except FetchError as error:
        raise Trouble(
            Problem(url, f"cannot be had: {error}", "a page saved with a browser can be given as a file")
        ) from error
    day: date = fetched.fetched_on
    return SavedPage(fetched.body, url, fetched.content_type, layout.on(day), day)


def _read(page: str, saved: SavedPage) -> PressItem:
    is_json = saved.layout.name == _JSON_LAYOUT
    if other := other_format(None if is_json else saved.content_type, saved.body):
        raise Trouble(Problem(page, f"is no web page but {other}", "layouts read web pages only"))
    opened = saved.open()
    if not is_json and (wall := why_no_article(opened.selector)):
        raise Trouble(Problem(page, f"is no article: {wall}", "look at it in a browser"))
    try:
        return opened.item()
    except ValueError as error:
        raise Trouble(
            Problem(
                page, f"cannot be read by the layout {saved.layout.name!r}: {error}", "try another --layout"
            )
        ) from error


def _write(path: Path, saved: SavedPage, item: PressItem) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_saved(path, saved, item)
    except OSError as error:
        raise Trouble(Problem(str(path), f"cannot be written: {error}", "name another --out")) from error


def _show(item: PressItem) -> None:
    lines = item.text.split("\n")
    click.echo(f"title      {item.title}")
    click.echo(f"published  {item.published or '-'}")
    click.echo(f"category   {item.category or '-'}")
    click.echo(f"text       {len(lines)} lines, {len(item.text):,} characters")
    for line in lines[:_SHOWN_LINES]:
        click.echo(f"  {line}")
    if len(lines) > _SHOWN_LINES:
        click.echo(f"  ... and {len(lines) - _SHOWN_LINES} more lines")
