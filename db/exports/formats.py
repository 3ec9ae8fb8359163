"""The formats that an export is written in."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Literal, Protocol

from db.exports.csv_format import CsvTable
from db.exports.jsonl_format import JsonlTable
from db.exports.tables import ExportTable
from db.records import Record

Format = Literal["csv", "jsonl", "parquet"]
FORMATS: tuple[Format, ...] = ("csv", "jsonl", "parquet")


class TableFile(Protocol):
    """A table in the making: `close` it, also after an error."""

    def write(self, record: Record) -> None: ...

    def close(self) -> None: ...


def parquet_is_installed() -> bool:
    """Whether pyarrow, which comes with the extra `export`, is there."""
    return find_spec("pyarrow") is not None


def open_table(folder: Path, table: ExportTable, fmt: Format, *, bom: bool = False) -> TableFile:
    """Begin the file of a table in a folder.  Raises `OSError` when it cannot be written."""
    path = folder / f"{table.name}.{fmt}"
    if fmt == "csv":
        return CsvTable(path, table, bom=bom)
    if fmt == "jsonl":
        return JsonlTable(path)
    # Here, since it is not there in every installation, and slow to import.
    from db.exports.parquet_format import ParquetTable  # noqa: PLC0415

    return ParquetTable(path, table)
