"""What the tests of exports share: exporting, reading what is there, and more to export."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from telling import Clock, tell, won

from db.exports.dataset import Exported, ExportOptions, export_dataset
from db.resolve import resolve
from db.store import Store

PERSON = ("ทศพล", "ทังสุบุตร")


FORMULA = '=HYPERLINK("http://example.com","กด")'


def export(store: Store, folder: Path, **options: Any) -> Exported:
    return export_dataset(store, folder, ExportOptions(**options))


def contents(version: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(version.iterdir())}


def rows_of_jsonl(version: Path, table: str) -> list[dict[str, Any]]:
    lines = (version / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def add_award(store: Store, clock: Clock, name: str) -> None:
    clock.time += timedelta(days=1)
    run = store.start_run("test")
    tell(name, won("เทศบาลนครยะลา", f"รางวัลทดสอบ {name}", province="ยะลา", year=2566)).put(store)
    resolve(store)
    store.finish_run(run, "done")
