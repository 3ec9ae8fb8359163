"""Lists in files, and a database to import them into."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from official_lists import DISTRICTS, LOCAL, PROVINCES, SUBDISTRICTS, Run, rangwan


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "rangwan.db"


@pytest.fixture
def local(tmp_path: Path) -> Path:
    path = tmp_path / "local.csv"
    path.write_bytes(LOCAL.encode("cp874"))
    return path


@pytest.fixture
def geography(tmp_path: Path) -> Path:
    """Areas in the layout of the geography lists in JSON: provinces and districts in files of their own."""
    for name, rows in (("provinces", PROVINCES), ("districts", DISTRICTS), ("subdistricts", SUBDISTRICTS)):
        (tmp_path / f"{name}.json").write_text(
            json.dumps(rows, ensure_ascii=False, indent=2), encoding="utf-8"
        )
    return tmp_path


@pytest.fixture
def imported(database: Path) -> Run:
    """Imports with the counts as JSON."""
    return lambda *arguments: rangwan("registry", "import", *arguments, "--database", database, "--json")
