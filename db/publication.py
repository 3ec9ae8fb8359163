"""The publication: the copy of the database that readers see, replaced as a whole after each good run.

It lies beside the database (`rangwan.db` -> `rangwan.public.db`).  What a run has written since, or what was
held back, is in the database only.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from db import meta
from db.connection import connect
from db.copying import Tick, copy_database
from db.disk import replace_file, to_disk, unwritten
from db.errors import DatabaseDamaged, DatabaseUnavailable, NotADatabase, StoreError, explained
from db.store import Store
from db.workplace import workplace

HELD = "publication held"
"""The kind of the issue that says that nothing was published, and why."""

ALERTS_KEY = "alerts"
"""The key of `meta` under which it is kept what was told to whom: nothing for readers."""

_KEY = "publication"
_ANEW = "It is only a copy: move it away, then run `rangwan publish`, which makes it anew"


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publication says of itself: when it was made (UTC), by which run, up to which change."""

    published_at: str
    run_id: int | None
    latest_change: int
    accepted: str | None = None
    """Why a person published it though an expectation was not met; null: all were."""


def public_path(database: Path) -> Path:
    """Where the publication of a database lies, whether there is one or not."""
    return database.with_name(f"{database.stem}.public{database.suffix}")


@contextmanager
def explained_publication(path: Path) -> Iterator[None]:
    """As `explained`, around the opening of a publication: one that is broken can be made anew."""
    try:
        with explained(path):
            yield
    except StoreError as error:
        if path.is_dir() or isinstance(error, NotADatabase | DatabaseDamaged):
            raise type(error)(error.what, path, _ANEW) from error
        raise


def read_publication(path: Path) -> Publication | None:
    """What the publication at `path` says of itself; null when there is none.

    Raises `DatabaseUnavailable` when the file there is something else.
    """
    if not path.exists():
        return None
    with explained_publication(path), closing(connect(path, "ro")) as db:
        publication = signature(db)
    if publication is None:
        raise DatabaseUnavailable("this file is no publication of rangwan", path, _ANEW)
    return publication


def signature(connection: sqlite3.Connection) -> Publication | None:
    """What a database says of itself as a publication; null when it never was one."""
    said = meta.get(connection, _KEY)
    return Publication(**json.loads(said)) if said else None


def publish(
    store: Store, run_id: int | None, *, accepted: str | None = None, tick: Tick | None = None
) -> Publication:
    """Make the database as it stands the publication; readers see the one before until this one is whole.

    Raises the errors of `db.errors`; then the publication before stays.
    """
    path = public_path(store.path)
    latest = store.rows("SELECT coalesce(max(seq), 0) AS n FROM change")[0]["n"]
    publication = Publication(store.now(), run_id, latest, accepted)
    try:
        with workplace(path.parent) as place:
            unfinished = place / path.name
            copy_database(store.path, unfinished, tick=tick)
            _sign(unfinished, publication)
            # Who may read the one before, or else the database, may read this one.
            shutil.copymode(path if path.exists() else store.path, unfinished)
            replace_file(unfinished, path)
    except DatabaseDamaged as error:
        # What the copy has, the database has; and the copy is gone.
        advice = f"{error.advice}; readers keep the publication before"
        raise DatabaseDamaged(error.what, store.path, advice) from error
    except StoreError as error:
        raise type(error)(error.what, path, error.advice) from error
    except OSError as error:
        raise unwritten(error, path) from error
    return publication


def renew(path: Path) -> None:
    """Bring a publication that an older version made up to date, as a whole.

    Several readers may do so at once, and a run may publish meanwhile: what was published last is seen.

    Raises the errors of `db.errors`; then it is as it was.
    """
    try:
        before = path.stat()
        with workplace(path.parent) as place:
            renewed = place / path.name
            copy_database(path, renewed)
            Store.open(renewed, create=False).close()
            with explained(renewed), closing(connect(renewed, "rw")) as db:
                db.execute("PRAGMA journal_mode = DELETE").fetchone()
            shutil.copymode(path, renewed)
            to_disk(renewed)
            replace_file(renewed, path, before=before)
    except OSError as error:
        raise unwritten(error, path) from error


def _sign(path: Path, publication: Publication) -> None:
    with explained(path), closing(connect(path, "rw")) as db, db:
        meta.put(db, _KEY, json.dumps(asdict(publication), ensure_ascii=False))
        db.execute("DELETE FROM meta WHERE key = ?", [ALERTS_KEY])
        # The run that makes it is not over, but what readers see of it is.
        db.execute(
            "UPDATE run SET outcome = 'done', finished_at = ? WHERE id = ? AND outcome = 'running'",
            [publication.published_at, publication.run_id],
        )
    to_disk(path)
