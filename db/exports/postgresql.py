"""postgresql.sql: a script for psql that loads the CSV files of an export, with types and keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from db.exports.csv_format import GUARDED
from db.exports.tables import ExportTable
from db.record_fields import FieldType, RecordField

SCHEMA = "rangwan"

_TYPES: Mapping[FieldType, str] = {
    "string": "text",
    "integer": "bigint",
    "number": "double precision",
    "date": "date",
    "datetime": "timestamptz",
    "strings": "jsonb",
    "integers": "jsonb",
    "spans": "jsonb",
}
_HEAD = f"""\
-- Loads this export into the schema "{SCHEMA}" of a PostgreSQL database, in place of what was loaded before:
--   psql --dbname=NAME --file=postgresql.sql        (in this folder)
-- All or nothing; it stops where views of your own depend on the tables.
\\set ON_ERROR_STOP on
BEGIN;
CREATE SCHEMA IF NOT EXISTS {SCHEMA};
SET LOCAL search_path = {SCHEMA};
"""


def load_script(tables: Iterable[ExportTable]) -> str:
    """The script for the CSV files of these tables."""
    tables = tuple(tables)
    names = ", ".join(f"{SCHEMA}.{table.name}" for table in tables)
    parts = [_HEAD, f"DROP TABLE IF EXISTS {names};\n"]
    parts += [part for table in tables for part in _table(table)]
    parts.append("\n-- Facts and awards lead to each other: keys come when all rows are there.\n")
    parts += [line for table in tables for line in _keys(table)]
    parts.append("COMMIT;\n")
    return "".join(parts)


def _table(table: ExportTable) -> Iterator[str]:
    columns = ",\n".join(f"    {_column(field, table)}" for field in table.fields)
    yield f"\nCREATE TABLE {table.name} (\n{columns}\n);\n"
    yield f"COMMENT ON TABLE {table.name} IS {_quoted(f'{table.kind.en} · {table.kind.th}')};\n"
    for field in table.fields:
        yield f"COMMENT ON COLUMN {table.name}.{field.name} IS {_quoted(f'{field.en} · {field.th}')};\n"
    # FORCE_NULL is not needed: an empty cell without quotes is null in this format.
    yield f"\\copy {table.name} FROM '{table.name}.csv' WITH (FORMAT csv, HEADER true, ENCODING 'UTF8')\n"
    for field in table.fields:
        if field.type == "string" and not field.values and field.name != table.key and not field.refers_to:
            yield _unguard(table.name, field.name)


def _column(field: RecordField, table: ExportTable) -> str:
    limits = " PRIMARY KEY" if field.name == table.key else "" if field.nullable else " NOT NULL"
    if field.values:
        limits += f" CHECK ({field.name} IN ({', '.join(map(_quoted, field.values))}))"
    return f"{field.name} {_TYPES[field.type]}{limits}"


def _unguard(table: str, column: str) -> str:
    """Take the apostrophe off that CSV puts before what a spreadsheet would take for a formula."""
    signs = GUARDED.replace("-", r"\-").replace("\t", r"\t").replace("\r", r"\r").replace("\n", r"\n")
    return f"UPDATE {table} SET {column} = substr({column}, 2) WHERE {column} ~ '^''+[{signs}]';\n"


def _keys(table: ExportTable) -> Iterator[str]:
    for field in table.fields:
        reference = table.reference(field)
        if reference:
            to, key = reference
            yield f"ALTER TABLE {table.name} ADD FOREIGN KEY ({field.name}) REFERENCES {to} ({key});\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
