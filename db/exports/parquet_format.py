"""Tables as Parquet, with types: dates, times in UTC, lists.  Needs pyarrow (extra `export`).

The bytes depend on the rows and on pyarrow's version, which every Parquet file names, and on nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from db.exports.tables import ExportTable
from db.record_fields import SCHEMA_VERSION, FieldType
from db.records import Record

ROWS_IN_GROUP = 10_000
"""So many rows are held in memory, and become one row group."""

_TYPES: Mapping[FieldType, Any] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
    "datetime": pa.timestamp("ms", tz="UTC"),
    "strings": pa.list_(pa.string()),
    "integers": pa.list_(pa.int64()),
    "spans": pa.map_(pa.string(), pa.list_(pa.int64())),
}
_VALUES: Mapping[FieldType, Callable[[Any], Any]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "spans": lambda spans: list(spans.items()),
}


class ParquetTable:
    """One Parquet file in the making."""

    def __init__(self, path: Path, table: ExportTable) -> None:
        fields = [pa.field(one.name, _TYPES[one.type], nullable=one.nullable) for one in table.fields]
        self._schema = pa.schema(fields, metadata={"rangwan_schema_version": SCHEMA_VERSION})
        self._read = {one.name: _VALUES[one.type] for one in table.fields if one.type in _VALUES}
        self._rows: list[Record] = []
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd", compression_level=6)

    def write(self, record: Record) -> None:
        self._rows.append(record)
        if len(self._rows) == ROWS_IN_GROUP:
            self._flush()

    def close(self) -> None:
        # The last group, which is also there when there are no rows: a reader then finds the columns.
        try:
            self._flush()
        finally:
            self._writer.close()

    def _flush(self) -> None:
        columns = [
            pa.array([self._value(name, row[name]) for row in self._rows], type=self._schema.field(name).type)
            for name in self._schema.names
        ]
        self._writer.write_table(pa.Table.from_arrays(columns, schema=self._schema))
        self._rows.clear()

    def _value(self, name: str, value: Any) -> Any:
        read = self._read.get(name)
        return value if read is None or value is None else read(value)
