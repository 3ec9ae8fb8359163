"""How an official list is read: the TOML file that says what its columns hold."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping as Mapped
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from crawler.mistakes import explain_mistake
from db.errors import MappingRefused
from db.registry import Level
from normalize.kinds import kinds
from normalize.provinces import find_province

FieldName = Literal["code", "name", "name_en", "kind", "level", "province", "district"]
"""What can be read of an entry."""

FIELDS: tuple[FieldName, ...] = get_args(FieldName)


def _one_or_more(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


ColumnNames = Annotated[
    tuple[Annotated[str, Field(min_length=1)], ...], BeforeValidator(_one_or_more), Field(min_length=1)
]
"""The name of a column, or several of which the first that the list has is taken."""


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Columns(_Table):
    """Which column holds what."""

    code: ColumnNames | None = None
    name: ColumnNames | None = None
    name_en: ColumnNames | None = None
    kind: ColumnNames | None = None
    level: ColumnNames | None = None
    province: ColumnNames | None = None
    district: ColumnNames | None = None

    def of(self, field: FieldName) -> tuple[str, ...]:
        """The names of the column of a field; empty when the list has none."""
        names: tuple[str, ...] | None = getattr(self, field)
        return names or ()


class Constants(_Table):
    """What holds for every row of a list that has no column for it."""

    kind: str | None = None
    province: str | None = None
    district: str | None = None


class Join(_Table):
    """Another file that holds fields under a code.

    `on` is {column here = column there}, `take` {field = column there}.  The file is looked for beside the
    mapping, then beside the list.
    """

    file: str = Field(min_length=1)
    on: dict[str, str] = Field(min_length=1)
    take: dict[FieldName, str] = Field(min_length=1)


class Mapping(_Table):
    """One mapping; docs/registry.md explains its keys."""

    name: str | None = None
    title: str | None = None
    url: str | None = None
    licence: str | None = None
    level: Level | None = None
    complete: tuple[str, ...] = ()
    optional: tuple[FieldName, ...] = ()
    columns: Columns = Columns()
    constants: Constants = Constants()
    kinds: dict[str, str] = {}
    levels: dict[str, Level] = {}
    join: tuple[Join, ...] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.level is None) == (self.columns.level is None):
            raise ValueError(f"give either level (one of {', '.join(get_args(Level))}) or columns.level")
        taken = [field for join in self.join for field in join.take]
        for field in FIELDS:
            ways = (
                taken.count(field) + bool(self.columns.of(field)) + bool(getattr(self.constants, field, None))
            )
            if ways > 1:
                raise ValueError(f"{field} is given more than once, in [columns], [constants] or [[join]]")
        if not self.gives("name"):
            raise ValueError("nothing gives the name: name its column, columns.name")
        if self.level in ("district", "subdistrict") and not self.gives("province"):
            raise ValueError(
                "nothing gives the province: name columns.province, constants.province, or a [[join]]"
            )
        return self

    @model_validator(mode="after")
    def _names_what_exists(self) -> Self:
        for kind in (*self.kinds.values(), *self.complete, *filter(None, [self.constants.kind])):
            require_kind(kind)
        if self.complete and self.level not in (None, "body"):
            raise ValueError("complete names kinds of organisations, but this is a list of areas")
        if self.constants.province and not find_province(self.constants.province):
            raise ValueError(f"constants.province: {self.constants.province!r} is no province")
        return self

    def gives(self, field: FieldName) -> bool:
        """Whether a column, a constant or a join gives the field."""
        return bool(
            self.columns.of(field)
            or getattr(self.constants, field, None)
            or any(field in join.take for join in self.join)
        )


@dataclass(frozen=True, slots=True)
class MappingFile:
    """A mapping, what it is called in messages, and its folder (none for those of db/mappings)."""

    mapping: Mapping
    origin: str
    folder: Path | None = None


def require_kind(kind: str) -> None:
    """Raises `ValueError` for what is no key of organisation_kinds.toml, saying what was meant."""
    if kind not in kinds():
        near = difflib.get_close_matches(kind, kinds(), n=1)
        meant = f"did you mean {near[0]!r}" if near else f"the kinds are {', '.join(kinds())}"
        raise ValueError(f"{kind!r} is no kind of organisation; {meant}")


def load_mapping(path: Path) -> MappingFile:
    """The mapping in a file.  Raises `MappingRefused` when it cannot be read or is no mapping."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise MappingRefused("there is no such file", path, "Check the name and the folder") from None
    except UnicodeDecodeError:
        raise MappingRefused("the file is not in UTF-8", path, "Save it as UTF-8") from None
    except OSError as error:
        what = f"cannot be read ({error.strerror or error})"
        raise MappingRefused(what, path, "Name a TOML file") from None
    return MappingFile(_parse(text, str(path)), str(path), path.parent)


@cache
def shipped_mappings() -> Mapped[str, MappingFile]:
    """The mappings that come with the project (db/mappings), by name."""
    files = sorted(
        (
            file
            for file in resources.files("db").joinpath("mappings").iterdir()
            if file.name.endswith(".toml")
        ),
        key=lambda file: file.name,
    )
    found = {}
    for file in files:
        name = file.name.removesuffix(".toml")
        found[name] = MappingFile(_parse(file.read_text(encoding="utf-8"), file.name), name)
    return found


def _parse(text: str, origin: str) -> Mapping:
    try:
        return Mapping.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise MappingRefused(f"is no TOML ({error})", origin, "Correct that line") from None
    except ValidationError as error:
        said = "; ".join(explain_mistake(detail, Mapping) for detail in error.errors())
        raise MappingRefused(said, origin, "docs/registry.md explains the keys of a mapping") from None
