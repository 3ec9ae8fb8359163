"""Opens the database for a command, and tells what is wrong with it as one message."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from db.errors import OlderSchema, StoreError
from db.publication import HELD, explained_publication, public_path, renew
from db.store import Store
from rangwan.messages import Problem, Trouble

DEFAULT_DATABASE = "rangwan.db"

TIMEOUT = 10.0
"""Seconds to wait for another writer."""

database_option = click.option(
    "--database",
    type=click.Path(dir_okay=False, path_type=Path),
    default=DEFAULT_DATABASE,
    show_default=True,
    envvar="RANGWAN_DATABASE",
    show_envvar=True,
    help="The SQLite file of the dataset.",
)

working_option = click.option(
    "--working",
    is_flag=True,
    help="Read the database itself, with what is not published yet, instead of its publication.",
)


@contextmanager
def open_store(path: Path, *, create: bool = False, read_only: bool = False) -> Iterator[Store]:
    """The store at `path`, closed afterwards.

    Raises `Trouble` for all that can be wrong with a database: missing, locked, read-only, damaged, of a
    newer version, not a database, no space left.
    """
    try:
        if read_only:
            _bring_up_to_date(path)
        with Store.open(path, create=create, read_only=read_only, timeout=TIMEOUT) as store:
            yield store
    except StoreError as error:
        raise trouble(error) from error


def _bring_up_to_date(path: Path) -> None:
    """Migrate a database of an older version, which can only be read once that is done."""
    try:
        Store.open(path, read_only=True, timeout=TIMEOUT).close()
    except OlderSchema:
        Store.open(path, create=False, timeout=TIMEOUT).close()


@contextmanager
def open_publication(path: Path) -> Iterator[Store]:
    """The publication at `path`, for reading; one that an older version made is brought up to date first.

    Raises the errors of `db.errors`.
    """
    with explained_publication(path):
        try:
            store = Store.open(path, read_only=True, timeout=TIMEOUT)
        except OlderSchema:
            renew(path)
            store = Store.open(path, read_only=True, timeout=TIMEOUT)
    with store:
        yield store


def for_readers(database: Path, *, working: bool = False) -> Path:
    """The file that readers of a database are shown: its publication, if runs make one.

    A database of which nothing was ever published is shown itself.  Raises `Trouble` when the first
    publication is held, and for all that can be wrong with the file, which is up to date afterwards.
    """
    path = public_path(database)
    if working or not path.exists():
        with open_store(database, read_only=True) as store:
            held = store.rows("SELECT message FROM open_issues WHERE kind = ?", [HELD])
        if held and not working:
            advice = "Look at `rangwan status`; --working shows what is held."
            raise Trouble(
                Problem(str(database), "nothing is published yet, the first publication is held", advice)
            )
        return database
    try:
        with open_publication(path):
            return path
    except StoreError as error:
        raise trouble(error) from error


def trouble(error: StoreError) -> Trouble:
    """The message that ends a command because of its database."""
    return Trouble(Problem(error.where, error.what, error.advice, kind=type(error).__name__))
