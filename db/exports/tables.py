"""The tables of an export: their fields, keys and rows.

Six hold the records of `db.records`, one table an entity; ids that were merged have a table of their own,
since a table of CSV or Parquet has the same columns in every row; counts by province are made here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sqlite_utils import Database

from db.record_fields import ENTITIES, Entity, RecordField, RecordKind, record_dictionary
from db.records import Record, records

TABLE_OF: Mapping[Entity, str] = {
    "province": "provinces",
    "programme": "programmes",
    "article": "articles",
    "organisation": "organisations",
    "fact": "facts",
    "award": "awards",
}


@dataclass(frozen=True, slots=True)
class ExportTable:
    """One table: its name, what is known of it, its fields in order, and the field that identifies a row."""

    name: str
    kind: RecordKind
    fields: tuple[RecordField, ...]
    key: str
    entity: Entity | None = None

    def reference(self, field: RecordField) -> tuple[str, str] | None:
        """The table and field that a field's values are found in; None for lists and plain values."""
        if field.refers_to is None or field.type in ("strings", "integers", "spans"):
            return None
        return TABLE_OF[field.refers_to], "id"


def export_tables(*, include_persons: bool) -> tuple[ExportTable, ...]:
    """All tables in the order in which they are written: what is referred to first, as far as that goes."""
    dictionary = record_dictionary()
    tables = []
    for entity in ENTITIES:
        kind = dictionary.entities[entity]
        told = set(kind.names(include_persons=include_persons))
        fields = tuple(field for field in kind.fields if field.name in told)
        tables.append(ExportTable(TABLE_OF[entity], kind, fields, "id", entity))
    for name, key in (("redirects", "id"), ("province_counts", "province_id")):
        kind = _made_here()[name]
        tables.append(ExportTable(name, kind, kind.fields, key))
    return tuple(tables)


class TableRows:
    """The rows of each table, read once; ask for `redirects` last, as the others tell which there are."""

    def __init__(self, db: Database, *, include_persons: bool) -> None:
        self._db = db
        self._include_persons = include_persons
        self._redirects: list[Record] = []

    def of(self, table: ExportTable) -> Iterator[Record]:
        """The rows of a table in the order of their keys."""
        if table.entity is not None:
            return self._standing(table.entity)
        return iter(self._redirects) if table.name == "redirects" else _province_counts(self._db)

    def _standing(self, entity: Entity) -> Iterator[Record]:
        for record in records(self._db, entity, self._include_persons):
            if "redirected_to" in record:
                self._redirects.append({"entity": entity, **record})
            else:
                yield record


_COUNTS = """
    SELECT province, count(*) AS awards, count(DISTINCT organisation_id) AS organisations,
        min(year) AS first_year, max(year) AS last_year
    FROM award
    WHERE withdrawn_at IS NULL AND redirected_to IS NULL AND recipient_type <> 'person'
        AND province IS NOT NULL
    GROUP BY province
"""


def _province_counts(db: Database) -> Iterator[Record]:
    counts = {row["province"]: row for row in db.query(_COUNTS)}
    for province in records(db, "province"):
        row = counts.get(province["name"], {})
        yield {
            "province_id": province["id"],
            "province": province["name"],
            "awards": row.get("awards", 0),
            "organisations": row.get("organisations", 0),
            "first_year": row.get("first_year"),
            "last_year": row.get("last_year"),
        }


@cache
def _made_here() -> dict[str, RecordKind]:
    content = files("db.exports").joinpath("tables.toml").read_text(encoding="utf-8")
    return {name: RecordKind.model_validate(kind) for name, kind in tomllib.loads(content).items()}
