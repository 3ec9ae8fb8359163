"""Opens the database for a command, and tells what is wrong with it as one message."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from db.errors import OlderSchema, StoreError
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


def trouble(error: StoreError) -> Trouble:
    """The message that ends a command because of its database."""
    return Trouble(Problem(error.where, error.what, error.advice, kind=type(error).__name__))
