"""rangwan abbreviations: what articles say, for people and for programs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[1] / "db"))
from defining import CENTRE, defining

from db.resolve import resolve
from db.store import Store
from rangwan.cli import main


@pytest.fixture
def database(tmp_path: Path) -> str:
    path = tmp_path / "rangwan.db"
    with Store.open(path) as store:
        defining("a", CENTRE, "ศรส.").put(store)
        defining("b", CENTRE, "ศรส.").put(store)
        defining("c", "ธนาคารอาคารสงเคราะห์", "ธอส.").put(store)
        resolve(store)
    return str(path)


def test_all_of_them_the_most_frequent_first(database: str) -> None:
    result = CliRunner().invoke(main, ["abbreviations", "--database", database])
    assert [line.split(maxsplit=1) for line in result.output.splitlines()] == [
        ["2", f"ศรส.  {CENTRE} (new)"],
        ["1", "ธอส.  ธนาคารอาคารสงเคราะห์"],
    ]


def test_new_ones_for_programs(database: str) -> None:
    result = CliRunner().invoke(main, ["abbreviations", "--database", database, "--new", "--json"])
    (row,) = json.loads(result.output)
    assert (row["abbreviation"], row["name"], row["articles"], row["in_lexicon"]) == (
        "ศรส.",
        CENTRE,
        2,
        False,
    )
    assert result.exit_code == 0


def test_a_database_without_any(tmp_path: Path) -> None:
    Store.open(tmp_path / "empty.db").close()
    result = CliRunner().invoke(main, ["abbreviations", "--database", str(tmp_path / "empty.db")])
    assert result.exit_code == 0
    assert (result.stdout, "rangwan resolve" in result.stderr) == ("", True)
