"""A database, and a back-up of it to which an article has come since."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[2] / "db"))
import schemas
from restored import SCHEMA, add

from db.store import Store
from rangwan.cli import main


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = schemas.unpack(SCHEMA, tmp_path / "rangwan.db")
    Store.open(path).close()
    return path


@pytest.fixture
def backup(database: Path) -> Path:
    """A back-up of the database, to which an article has come since."""
    done = CliRunner().invoke(main, ["backup", "--database", str(database), "--json"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    add(database)
    return Path(json.loads(done.stdout)["backup"])
