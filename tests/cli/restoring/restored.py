"""Restoring as a user calls it, and what lies there afterwards."""

from __future__ import annotations

import sys
from pathlib import Path

from click.testing import CliRunner, Result

sys.path.insert(0, str(Path(__file__).parents[2] / "db"))
import schemas
from telling import DIGITAL, tell, won

from db.copying import check_database
from db.resolve import resolve
from db.store import Store
from rangwan.cli import main

SCHEMA = max(schemas.FIXTURES)
LATER = "later"
"""An article that came after the back-up."""


def add(database: Path) -> None:
    with Store.open(database) as store:
        tell(LATER, won("เทศบาลนครยะลา", DIGITAL, province="ยะลา")).put(store)
        resolve(store)


def restore(backup: Path, database: Path, *options: str) -> Result:
    return CliRunner().invoke(
        main, ["restore", str(backup), "--database", str(database), *options], catch_exceptions=False
    )


def refused(backup: Path, database: Path) -> str:
    """What the command says when it fails; the database and what lies beside it are as they were."""
    before = beside(database)
    done = restore(backup, database)
    assert done.exit_code == 1, done.output
    assert beside(database) == before
    return done.stderr


def beside(database: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in database.parent.iterdir() if path.is_file()}


def has_later(database: Path) -> bool:
    """Whether a database, which must be whole, holds the article that came after the back-up."""
    check_database(database)
    with Store.open(database) as store:
        return bool(store.rows("SELECT id FROM article WHERE id = ?", [LATER]))


def kept(database: Path) -> Path:
    (path,) = (
        path for path in database.parent.glob("rangwan.db.before-restore-*") if path.name.endswith("Z")
    )
    return path
