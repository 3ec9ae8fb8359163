"""A database that a newer rangwan has migrated is refused by every command, and left as it is."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[1] / "db"))
import schemas

from db.store import Store
from rangwan.cli import main

ARGUMENTS = {
    "awards show": ["awd-000001"],
    "awards why": ["awd-000001"],
    "export": ["export"],
    "extract": ["articles.jsonl"],
    "import": ["articles.jsonl"],
    "organisations explain": ["org-000001"],
    "organisations merge": ["org-000001", "org-000002"],
    "organisations show": ["org-000001"],
    "organisations split": ["org-000001", "1"],
    "organisations withdraw": ["1"],
    "registry import": ["bodies.csv"],
    "registry remove": ["x"],
    "registry show": ["x"],
    "restore": ["newer.db"],
    "search": ["เทศบาล"],
    "serve": ["--port", "0"],
    "snapshot export": ["--warc", "x.warc.gz"],
}
"""What a command cannot be called without."""


def commands(command: click.Command, name: str = "") -> Iterator[str]:
    """Every command that works on a database."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            assert found
            yield from commands(found, f"{name} {below}".strip())
    elif name != "alerts test" and any("--database" in parameter.opts for parameter in command.params):
        # `alerts test` opens none: it tells whether messages arrive.
        yield name


# `alerts test` tries the channels, whatever becomes of the database.
@pytest.mark.parametrize("name", sorted({*commands(main)} - {"alerts test"}))
def test_every_command_refuses_it(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    database = schemas.unpack(max(schemas.FIXTURES), tmp_path / "rangwan.db")
    Store.open(database).close()
    with closing(sqlite3.connect(database)) as db, db:
        db.execute("PRAGMA journal_mode = DELETE").fetchone()
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('rangwan', 'm9999_time_travel', '')"
        )
    (tmp_path / "newer.db").write_bytes(database.read_bytes())
    (tmp_path / "articles.jsonl").write_text('{"id": "a", "title": "ก", "text": "ข"}\n', encoding="utf-8")
    (tmp_path / "bodies.csv").write_text("ชื่อ อปท.,ประเภท,จังหวัด\nยะลา,ทน.,ยะลา\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    done = CliRunner().invoke(main, [*name.split(), *ARGUMENTS.get(name, []), "--database", str(database)])

    assert done.exit_code == 1, done.output
    assert "written by a newer version of rangwan (schema m9999_time_travel)" in done.stderr
    assert "grade rangwan" in done.stderr
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert after == before
