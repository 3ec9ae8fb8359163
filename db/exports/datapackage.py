"""datapackage.json: the CSV files as a Frictionless Data Package (https://datapackage.org/).

Only they are in it: a data package takes every resource with columns for a table, and its readers differ
in what they make of JSON Lines and Parquet.  All files are in index.json.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from db.exports.described import LICENCE, State, WrittenFile
from db.exports.tables import ExportTable
from db.record_fields import SCHEMA_VERSION, FieldType, RecordField

_TYPES: Mapping[FieldType, str] = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "date": "date",
    "datetime": "datetime",
    "strings": "array",
    "integers": "array",
    "spans": "object",
}
_SOURCES = """
    SELECT name AS title, url AS path FROM source
    WHERE key IN (SELECT source FROM article) ORDER BY key
"""


def datapackage(db: Database, files: list[WrittenFile], state: State) -> dict[str, Any]:
    """The description of the CSV files among `files`."""
    package: dict[str, Any] = {
        "name": "rangwan",
        "title": "รางวัลของหน่วยงานภาครัฐไทย · Awards of the Thai public sector",
        "description": "Who won which public-sector award, from press releases of Thai government bodies.",
        "version": SCHEMA_VERSION,
        "licenses": [
            {
                "name": LICENCE,
                "title": "Creative Commons Attribution 4.0 International",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "sources": [
            {key: value for key, value in row.items() if value is not None} for row in db.query(_SOURCES)
        ],
        "resources": [_resource(file, file.table) for file in files if file.table and file.format == "csv"],
    }
    if state.data_as_of:
        package["created"] = state.data_as_of
    if not package["sources"]:
        del package["sources"]  # an empty list is none in a data package
    return package


def _resource(file: WrittenFile, table: ExportTable) -> dict[str, Any]:
    return {
        "name": _name(table.name),
        "type": "table",
        "title": f"{table.kind.title_th} · {table.kind.title_en}",
        "description": f"{table.kind.en} · {table.kind.th}",
        "path": file.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": table_schema(table),
    }


def table_schema(table: ExportTable) -> dict[str, Any]:
    """The Table Schema of a table."""
    schema: dict[str, Any] = {
        "fields": [_field(field) for field in table.fields],
        "primaryKey": [table.key],
    }
    keys = [
        {"fields": [field.name], "reference": {"resource": _name(to[0]), "fields": [to[1]]}}
        for field in table.fields
        if (to := table.reference(field))
    ]
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(field: RecordField) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if not field.nullable:
        constraints["required"] = True
    if field.values:
        constraints["enum"] = list(field.values)
    described = {"name": field.name, "type": _TYPES[field.type], "description": f"{field.en} · {field.th}"}
    return described | ({"constraints": constraints} if constraints else {})


def _name(table: str) -> str:
    return table.replace("_", "-")
