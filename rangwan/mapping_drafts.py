"""Drafts the mapping of a list from its columns and a sample of their values, for a person to edit."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from db.names import parse_name
from db.registry import Level
from db.registry_mapping import FieldName
from db.registry_names import kind_of_word
from db.registry_rows import Row
from normalize.kinds import OTHER
from normalize.provinces import find_province
from normalize.text import clean, fold
from rangwan.tabular import Table

_SAMPLE = 2_000
_SHOWN = 3
_LONGEST_SHOWN = 40
_MOST_KINDS = 40
"""A column with more different values is not one of kinds."""
_MOST = 0.8
"""So many of a column's values must be provinces, kinds, names, for it to be the column of them."""
_LEVEL_WORDS: tuple[tuple[Level, tuple[str, ...]], ...] = (
    ("subdistrict", ("ตำบล", "แขวง", "subdistrict", "tambon")),
    ("district", ("อำเภอ", "เขต", "district", "amphoe")),
    ("province", ("จังหวัด", "province", "changwat")),
)
_ASKED: dict[Level, tuple[FieldName, ...]] = {
    "body": ("code", "name", "name_en", "kind", "province", "district"),
    "province": ("code", "name", "name_en"),
    "district": ("code", "name", "name_en", "province"),
    "subdistrict": ("code", "name", "name_en", "province", "district"),
}
"""The fields of an entry of each level, in the order of the draft."""
_CODE_WORDS = ("รหัส", "code", "id")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: its name and the values of its first rows, without empty ones."""

    name: str
    values: tuple[str, ...]

    def mostly(self, holds: Callable[[str], object]) -> bool:
        """Whether nearly all of its values are so."""
        return bool(self.values) and sum(map(bool, map(holds, self.values))) >= _MOST * len(self.values)

    @property
    def is_thai(self) -> bool:
        """Whether nearly all of its values hold Thai letters."""
        return self.mostly(lambda value: any("ก" <= letter <= "ฮ" for letter in value))

    @property
    def distinct(self) -> list[str]:
        """Its different values, the most frequent first."""
        return [value for value, _ in Counter(self.values).most_common()]


@dataclass(frozen=True, slots=True)
class Guess:
    """What a list seems to be: its level, and which column seems to hold what."""

    level: Level
    fields: dict[FieldName, str]


def draft(table: Table, fitting: Sequence[str] = ()) -> str:
    """A mapping as TOML: ready where the columns could be told, with what is to be filled in where not.

    `fitting` names the mappings that come with rangwan and fit.
    """
    columns = _columns(table)
    guess = _guess(columns)
    lines = (
        *_heading(table, columns, fitting),
        *_columns_table(guess),
        *_kinds_table(columns, guess),
        *_province_advice(guess),
    )
    return "\n".join(lines) + "\n"


def _columns(table: Table) -> list[Column]:
    sample = list(islice((row for row in table.rows() if isinstance(row, Row)), _SAMPLE))
    found = []
    for name in dict.fromkeys(filter(None, table.columns)):
        cells = (" ".join(clean(row.cells[name]).split()) for row in sample)
        found.append(Column(name, tuple(filter(None, cells))))
    return found


def _guess(columns: Sequence[Column]) -> Guess:
    fields: dict[FieldName, str] = {}
    thai = [column for column in columns if column.is_thai]
    rest = list(columns)

    def take(field: FieldName, candidates: Sequence[Column]) -> None:
        found = next((column for column in candidates if column in rest), None)
        if found is not None:
            fields[field] = found.name
            rest.remove(found)

    take("kind", [one for one in thai if len(one.distinct) <= _MOST_KINDS and one.mostly(kind_of_word)])
    provinces = [one for one in thai if one.mostly(find_province)]
    # เมือง and ตำบล begin names of areas and of bodies alike: a column named after an area tells of none.
    bodies = [one for one in thai if one in rest and not _level(one.name) and one.mostly(_is_body)]
    level = _level_of_list([one for one in thai if one in rest], bodies=bool(bodies or "kind" in fields))
    if level != "province":
        take("province", provinces)
    if level in ("body", "subdistrict"):
        take("district", [one for one in thai if _level(one.name) == "district"])
    own = [one for one in thai if _level(one.name) == level]
    take("name", bodies or own or sorted(thai, key=lambda one: -len(one.distinct)))
    latin = [one for one in columns if one.mostly(str.isascii) and one.mostly(_has_letters)]
    take("name_en", [one for one in latin if level == "body" or _level(one.name) == level])
    codes = [one for one in columns if _is_code(one) and len(set(one.values)) == len(one.values)]
    take("code", sorted(codes, key=lambda one: _level(one.name) != level))
    return Guess(level, fields)


def _level_of_list(columns: Sequence[Column], *, bodies: bool) -> Level:
    """Bodies, or the smallest areas that a column is named after."""
    if bodies:
        return "body"
    named = {_level(column.name) for column in columns}
    return next((level for level, _ in _LEVEL_WORDS if level in named), "body")


def _is_body(value: str) -> bool:
    return parse_name(value).key.kind != OTHER


def _has_letters(value: str) -> bool:
    return any(map(str.isalpha, value))


def _level(name: str) -> Level | None:
    folded = fold(name)
    return next((level for level, words in _LEVEL_WORDS if any(word in folded for word in words)), None)


def _is_code(column: Column) -> bool:
    named = any(word in fold(column.name) for word in _CODE_WORDS)
    return named and column.mostly(lambda value: any(map(str.isdigit, value)))


def _heading(table: Table, columns: Sequence[Column], fitting: Sequence[str]) -> Iterator[str]:
    yield f"# A mapping for {_one_line(table.name)} ({table.format}), drafted by `rangwan registry mapping`."
    yield "# Look through it, then: rangwan registry import FILE --mapping THIS-FILE"
    if fitting:
        yield f"# The list can be imported without it: {', '.join(fitting)} comes with rangwan and fits."
    yield "#"
    yield "# The columns of the list, with some of their values:"
    for column in columns:
        shown = " | ".join(value[:_LONGEST_SHOWN] for value in column.distinct[:_SHOWN])
        yield f"#   {_one_line(column.name)}: {shown or '(empty)'}"
    yield ""


def _columns_table(guess: Guess) -> Iterator[str]:
    yield 'title = ""       # what the list is called'
    yield 'url = ""         # where it comes from'
    yield 'licence = ""     # the terms under which it may be used'
    yield f"level = {_quoted(guess.level)}   # body, province, district or subdistrict"
    if guess.level == "body":
        yield "# complete = []  # kinds of which the list holds every body of the country"
    yield ""
    yield "[columns]"
    for field in _ASKED[guess.level]:
        if field in guess.fields:
            yield f"{field} = {_quoted(guess.fields[field])}"
        elif field == "name":
            yield 'name = ""        # TODO: which column?'
        else:
            yield f'# {field} = ""'


def _kinds_table(columns: Sequence[Column], guess: Guess) -> Iterator[str]:
    column = next((one for one in columns if one.name == guess.fields.get("kind")), None)
    if column is None:
        return
    yield ""
    yield "[kinds]           # what the column of kinds says: keys of organisation_kinds.toml"
    for value in column.distinct[:_MOST_KINDS]:
        kind = kind_of_word(value)
        yield f"{_quoted(value)} = {_quoted(kind)}" if kind else f'# {_quoted(value)} = ""   # TODO: which?'


def _province_advice(guess: Guess) -> Iterator[str]:
    if guess.level == "province" or "province" in guess.fields:
        return
    yield ""
    yield "# TODO: no column holds provinces by name. Join the file that has them, or give one:"
    yield "# [[join]]"
    yield '# file = "provinces.json"                  # beside this file or the list'
    yield '# on = { provinceCode = "provinceCode" }   # column here = column there'
    yield '# take = { province = "provinceNameTh" }   # field = column there'
    yield "# [constants]"
    yield '# province = "เชียงใหม่"'


def _quoted(text: str) -> str:
    # JSON's strings are TOML's basic strings, but for DEL, which `clean` takes out.
    return json.dumps(_one_line(text), ensure_ascii=False)


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
