"""`rangwan organisations show`: one organisation in full."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from db.profiles import evidence, names, profile, redirects_to
from db.store import Store
from rangwan.databases import database_option, open_store
from rangwan.judging.lookups import Meant, meant
from rangwan.judging.pages import page, side_json
from rangwan.judging.wording import name_words
from rangwan.outputs import print_json


@click.command("show", short_help="One organisation in full.")
@click.argument("organisation", metavar="ID|NAME")
@database_option
@click.option(
    "--sentences",
    type=click.IntRange(0),
    default=3,
    show_default=True,
    help="How many sentences that name it to show.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def show_command(*, organisation: str, database: Path, sentences: int, as_json: bool) -> None:
    """An organisation: its names, its place and what that is known from, its awards, sentences that name it.

    \b
      rangwan organisations show org-12
      rangwan organisations show ทม.แม่เหียะ --json

    An id that was merged leads on to the one that stands, and says so. A name that several carry lists them;
    the exit code is then 2.
    """
    with open_store(database, read_only=True) as store:
        which = meant(store, organisation)
        if as_json:
            print_json(_json(store, which, sentences))
        else:
            _show(store, which, sentences)


def _show(store: Store, which: Meant, sentences: int) -> None:
    console = Console(highlight=False)
    if which.note:
        click.echo(which.note)
    one = profile(store.db, which.id)
    console.print(page(one, evidence(store.db, which.id, most=sentences), awards=len(one.awards)))
    console.print()
    console.print(Text("ชื่อที่นับเป็นหน่วยงานนี้ names that are taken for it", style="bold"))
    for name in names(store.db, which.id):
        forms = ", ".join(f"{form.text} ×{form.count}" for form in name.forms)
        console.print(Text(f"  {name_words(name, name.key)}: {forms or '-'}"))
    if redirects := redirects_to(store.db, which.id):
        console.print(Text(f"รหัสที่รวมเข้ามา ids that lead here: {', '.join(redirects)}"))
    if one.undecided:
        console.print(Text(f"ยังไม่แน่ใจ undecided: {one.undecided}", style="magenta"))
    for issue in _issues(store, which.id):
        console.print(Text(f"{issue['kind']}: {issue['message']}", style="magenta"))


def _json(store: Store, which: Meant, sentences: int) -> dict[str, object]:
    return {
        "asked": which.asked or which.id,
        **side_json(store, which.id, sentences=sentences),
        "names": [
            {"key": name.key, "in_words": name_words(name, name.key), "home": name.home_id}
            for name in names(store.db, which.id)
        ],
        "issues": _issues(store, which.id),
    }


def _issues(store: Store, identity: str) -> list[dict[str, str]]:
    return store.rows(
        "SELECT kind, message, expected, found, article_id FROM open_issues WHERE place = ?", [identity]
    )
