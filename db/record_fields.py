"""The public records and their fields: the data dictionary of records.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1"
"""The version of the public records, for those who read them.

Fields may be added within a version.  A field is never removed, and never given another type or meaning,
without a new one.
"""

Entity = Literal["province", "programme", "article", "organisation", "fact", "award"]
ENTITIES: tuple[Entity, ...] = ("province", "programme", "article", "organisation", "fact", "award")
"""All entities, what is referred to before what refers to it (facts and awards refer to each other)."""

FieldType = Literal["string", "integer", "number", "date", "datetime", "strings", "integers", "spans"]
"""`strings` and `integers` are lists, `spans` an object {field: [start, end]}; dates are ISO 8601."""


class RecordField(BaseModel):
    """One field of a record.  `nullable`: it may be null; `refers_to`: the entity whose id it holds;
    `values`: all that it may hold; `persons_only`: it is there only when persons' names are asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    type: FieldType
    th: str = Field(min_length=1)
    en: str = Field(min_length=1)
    nullable: bool = False
    refers_to: Entity | None = None
    values: tuple[str, ...] = ()
    persons_only: bool = False


class RecordKind(BaseModel):
    """An entity: what its records are, and their fields in order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title_th: str = Field(min_length=1)
    title_en: str = Field(min_length=1)
    th: str = Field(min_length=1)
    en: str = Field(min_length=1)
    fields: tuple[RecordField, ...]

    def names(self, *, include_persons: bool = False) -> tuple[str, ...]:
        """The names of the fields that a record has, in order."""
        return tuple(field.name for field in self.fields if include_persons or not field.persons_only)


class RecordDictionary(BaseModel):
    """The whole of records.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    redirects_th: str
    redirects_en: str
    promise_th: str
    promise_en: str
    entities: dict[Entity, RecordKind]


@cache
def record_dictionary() -> RecordDictionary:
    """The data dictionary of the public records."""
    content = files("db").joinpath("records.toml").read_text(encoding="utf-8")
    return RecordDictionary.model_validate(tomllib.loads(content))
