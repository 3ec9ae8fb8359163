"""Tables as CSV (RFC 4180, UTF-8), safe to open in a spreadsheet.

Nothing stands for null, lists and objects are JSON.  The cells come from pages that anybody may have written,
and a spreadsheet runs a cell that begins with = + - @ as a formula: such a text gets an apostrophe in front,
and so does one that begins with apostrophes before such a sign, so that `unguarded` gives every text back.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

from db.exports.json_text import compact
from db.exports.tables import ExportTable
from db.records import Record

GUARDED = "=+-@\t\r\n＝＋－＠"
"""What a spreadsheet may take for the beginning of a formula; the wide forms too."""

_FORMULA = re.compile(rf"'*[{re.escape(GUARDED)}]")


class CsvTable:
    """One CSV file in the making.  `bom` puts a byte order mark in front, for spreadsheets."""

    def __init__(self, path: Path, table: ExportTable, *, bom: bool = False) -> None:
        encoding = "utf-8-sig" if bom else "utf-8"
        self._file = io.TextIOWrapper(path.open("wb"), encoding=encoding, newline="")
        self._rows = csv.writer(self._file)
        self._rows.writerow(field.name for field in table.fields)

    def write(self, record: Record) -> None:
        self._rows.writerow([_cell(value) for value in record.values()])

    def close(self) -> None:
        self._file.close()


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text that a cell was made from."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return guarded(value)
    return compact(value) if isinstance(value, list | dict) else value
