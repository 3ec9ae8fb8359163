"""A dataset with everything that is hard to write, and a folder to export it into."""

from __future__ import annotations

from pathlib import Path

import pytest
from exporting import FORMULA
from telling import DIGITAL, Told, tell, won

from db.resolve import resolve
from db.store import Store


@pytest.fixture
def filled(store: Store, press: list[Told]) -> Store:
    """A dataset with everything that is hard to write: nulls, quotes, line feeds, formulas, a person."""
    run = store.start_run("test")
    hard = tell(
        "hard-2566",
        won("เทศบาลนครยะลา", DIGITAL, province="ยะลา", year=2567, project=FORMULA),
        won("เทศบาลนครยะลา", DIGITAL, province="ยะลา", year=2565, project='ป้าย "ใหม่",\nสองบรรทัด'),
        title='@ข่าว, "พิเศษ"',
    )
    for told in [*press, hard]:
        told.put(store)
    resolve(store)
    store.finish_run(run, "done")
    return store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "exports"
