"""Tables as JSON Lines: one record a line, with all its fields, exactly as `db.records` tells it."""

from __future__ import annotations

import io
from pathlib import Path

from db.exports.json_text import compact
from db.records import Record


class JsonlTable:
    """One JSON Lines file in the making."""

    def __init__(self, path: Path) -> None:
        self._file = io.TextIOWrapper(path.open("wb"), encoding="utf-8", newline="\n")

    def write(self, record: Record) -> None:
        self._file.write(compact(record) + "\n")

    def close(self) -> None:
        self._file.close()
