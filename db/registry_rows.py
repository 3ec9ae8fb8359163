"""The rows of an official list become entries, by its mapping; a row that cannot is one problem."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from db.errors import MappingRefused
from db.registry import Entry, Level
from db.registry_mapping import FIELDS, FieldName, Join, MappingFile
from db.registry_names import area_name, body_name, kind_of_word
from db.settings import matching
from normalize.kinds import kinds
from normalize.provinces import find_province
from normalize.text import arabic_digits, clean, fold

_NOTHING = frozenset({"-", "–", "ไม่มี", "null", "none", "n/a"})
"""What cells hold that hold nothing."""
_LEVEL_WORDS: Mapping[str, Level] = {
    "body": "body",
    "province": "province",
    "จังหวัด": "province",
    "district": "district",
    "อำเภอ": "district",
    "เขต": "district",
    "subdistrict": "subdistrict",
    "ตำบล": "subdistrict",
    "แขวง": "subdistrict",
}
_LOCAL = frozenset(
    {
        "provincial_administration",
        "city_municipality",
        "town_municipality",
        "subdistrict_municipality",
        "subdistrict_administration",
    }
)
"""Kinds whose heads no bare name begins with, as names do with those of temples (วัดโบสถ์)."""
_SPREADSHEET_NUMBER = re.compile(r"^(\d+)\.0+$")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: the line it begins on (from 1) and its cells by column."""

    line: int
    cells: Mapping[str, str]


class RowRefused(ValueError):
    """A row that gives no entry.

    `of` is the kind of body that it was to be: empty for an area, None where that is not known.
    """

    def __init__(self, what: str, kind: str, advice: str = "", of: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.kind = kind
        self.advice = advice
        self.of = of


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What was wrong with a row that was passed over."""

    line: int
    what: str
    kind: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a list gave: its entries, its problems, how many rows were said twice, and the kinds that it is
    complete in (those with a row that was passed over are not)."""

    entries: tuple[Entry, ...]
    problems: tuple[RowProblem, ...]
    repeated: int
    complete: tuple[str, ...]


class Lookup:
    """A joined file: its rows by the code that the list refers to."""

    def __init__(self, join: Join, here: Sequence[str], header: Sequence[str], rows: Iterable[Row]) -> None:
        """`here` are the columns of the list, `header` and `rows` those of the joined file.

        Raises `MappingRefused` when the file lacks a column.
        """
        self.file = join.file
        named = {fold(column): column for column in header}
        lacking = [name for name in (*join.on.values(), *join.take.values()) if fold(name) not in named]
        if lacking:
            raise _no_columns(join.file, lacking, header, f"[[join]] with {join.file}")
        columns = {fold(column): column for column in here}
        self._here = tuple(columns.get(fold(name), name) for name in join.on)
        self._take = {field: named[fold(name)] for field, name in join.take.items()}
        there = [named[fold(name)] for name in join.on.values()]
        self._by_code = {tuple(_code(row.cells[name]) for name in there): row.cells for row in rows}

    def take(self, cells: Mapping[str, str]) -> dict[FieldName, str]:
        """The fields that the file has for a row; raises `RowRefused` when it does not know its code."""
        code = tuple(_code(cells[name]) for name in self._here)
        found = self._by_code.get(code)
        if found is None:
            what = f"{' '.join(self._here)} {' '.join(code) or '(empty)'} is not in {self.file}"
            raise RowRefused(what, "code that a joined file lacks")
        return {field: _cell(found[column]) for field, column in self._take.items()}


def find_columns(file: MappingFile, header: Sequence[str]) -> tuple[dict[FieldName, str], list[str]]:
    """The columns of a list that a mapping reads, by field, and the names of those that it misses."""
    named = {fold(column): column for column in header}
    found: dict[FieldName, str] = {}
    lacking: list[str] = []
    for field in FIELDS:
        names = file.mapping.columns.of(field)
        column = next((named[fold(name)] for name in names if fold(name) in named), None)
        if column is not None:
            found[field] = column
        elif names and field not in file.mapping.optional:
            lacking.append(" / ".join(names))
    lacking += [name for join in file.mapping.join for name in join.on if fold(name) not in named]
    return found, list(dict.fromkeys(lacking))


def _no_columns(origin: str, lacking: Sequence[str], header: Sequence[str], who: str) -> MappingRefused:
    what = f"{who} names columns that are not there: {', '.join(lacking)}"
    return MappingRefused(what, origin, f"Its columns are: {', '.join(filter(None, header))}")


class EntryReader:
    """Reads the rows of one list."""

    def __init__(
        self, registry: str, file: MappingFile, origin: str, header: Sequence[str], lookups: Sequence[Lookup]
    ) -> None:
        """`registry` names the list, `origin` its file in messages.  Raises `MappingRefused` when the list
        lacks columns of the mapping."""
        self._registry = registry
        self._mapping = file.mapping
        self._columns, lacking = find_columns(file, header)
        if lacking:
            raise _no_columns(origin, lacking, header, f"the mapping {file.origin}")
        self._lookups = lookups
        self._kinds = {fold(word): kind for word, kind in file.mapping.kinds.items()}
        self._levels = {fold(word): level for word, level in file.mapping.levels.items()}

    def gather(self, rows: Iterable[Row | RowProblem]) -> Gathered:
        """All entries of the list; of two rows with one code the first."""
        entries: dict[tuple[Level, str], tuple[Entry, int]] = {}
        problems: list[RowProblem] = []
        doubtful: set[str | None] = set()
        repeated = 0
        for row in rows:
            if isinstance(row, RowProblem):
                problems.append(row)
                doubtful.add(None)
                continue
            if not any(_cell(row.cells[column]) for column in self._columns.values()):
                continue  # a note below the list, in a column that nothing is read from
            try:
                entry = self.read(row)
                first, line = entries.setdefault((entry.level, entry.code), (entry, row.line))
                if line != row.line and first != entry:
                    what = f"the code {entry.code} stands on line {line} too, for {first.name}"
                    advice = (
                        "Where codes are not unique, leave columns.code out: names then tell entries apart."
                    )
                    raise RowRefused(what, "code that stands twice", advice, of=entry.kind)
                repeated += line != row.line
            except RowRefused as refused:
                problems.append(RowProblem(row.line, refused.what, refused.kind, refused.advice))
                doubtful.add(refused.of)
        found = tuple(entry for entry, _ in entries.values())
        there = {entry.kind for entry in found} if None not in doubtful else set()
        complete = set(self._mapping.complete) & there - doubtful
        return Gathered(found, tuple(problems), repeated, tuple(sorted(complete)))

    def read(self, row: Row) -> Entry:
        """The entry of a row; raises `RowRefused`."""
        fields = self._fields(row)
        level = self._level(fields)
        name = fields.get("name", "")
        if not name:
            raise RowRefused("the row has no name", "row without a name")
        entry = self._body(fields, name) if level == "body" else self._area(fields, name, level)
        code = _code(fields.get("code", "")) if self._columns.get("code") or self._joined("code") else None
        if code == "":
            raise RowRefused(f"{name} has no code", "row without a code", of=entry.kind)
        return replace(
            entry, code=code or _own_code(entry), name_en=fields.get("name_en") or None, level=level
        )

    def _joined(self, field: FieldName) -> bool:
        return any(field in join.take for join in self._mapping.join)

    def _fields(self, row: Row) -> dict[FieldName, str]:
        constants = self._mapping.constants.model_dump(exclude_none=True)
        fields: dict[FieldName, str] = {
            field: _cell(row.cells[name]) for field, name in self._columns.items()
        }
        fields.update({field: constants[field] for field in FIELDS if field in constants})
        for lookup in self._lookups:
            fields.update(lookup.take(row.cells))
        return fields

    def _level(self, fields: Mapping[FieldName, str]) -> Level:
        if self._mapping.level is not None:
            return self._mapping.level
        word = fold(fields.get("level", ""))
        level = self._levels.get(word) or _LEVEL_WORDS.get(word)
        if level is None:
            what = f"{fields.get('level') or 'an empty cell'} is no level"
            raise RowRefused(what, "unknown level", "Add it under [levels] of the mapping.")
        return level

    def _province(self, fields: Mapping[FieldName, str], of: str | None) -> str | None:
        text = fields.get("province", "")
        if not text:
            return None
        province = find_province(text)
        if province is None:
            raise RowRefused(f"{text!r} is no province", "unknown province", of=of)
        return province.name

    def _area(self, fields: Mapping[FieldName, str], name: str, level: Level) -> Entry:
        if level == "province":
            found = find_province(name)
            if found is None:
                raise RowRefused(f"{name!r} is no province", "unknown province", of="")
            return self._entry(level, found.name, fold(found.name), found.name)
        province = self._province(fields, "")
        if province is None:
            raise RowRefused(f"{name} has no province", "unknown province", of="")
        name = area_name(name, level, province)
        district = fields.get("district", "") if level == "subdistrict" else ""
        return self._entry(level, name, fold(name), province, district)

    def _body(self, fields: Mapping[FieldName, str], name: str) -> Entry:
        kind = self._kind(fields)
        province = self._province(fields, kind)
        try:
            parsed = body_name(name, province, kind, {*_LOCAL, *self._kinds.values()})
        except ValueError as error:
            advice = "" if kind else "Map the column of its kind, or give constants.kind."
            raise RowRefused(str(error), "name of another kind", advice, of=kind) from None
        place = province or parsed.province
        if place is None and parsed.key.kind in matching().kinds.recurring:
            raise RowRefused(
                f"{name} has no province, and others have that name", "no province", of=parsed.key.kind
            )
        entry = self._entry("body", parsed.canonical, parsed.key.proper, place, fields.get("district", ""))
        return replace(entry, kind=parsed.key.kind, head=parsed.key.head)

    def _kind(self, fields: Mapping[FieldName, str]) -> str | None:
        if self._mapping.constants.kind or not self._mapping.gives("kind"):
            return self._mapping.constants.kind
        word = fields.get("kind", "")
        kind = self._kinds.get(fold(word)) or kind_of_word(word) or (word if word in kinds() else None)
        if kind is None:
            what = f"{word or 'an empty cell'} is no kind of organisation that the mapping knows"
            raise RowRefused(what, "unknown kind", "Add it under [kinds] of the mapping.")
        return kind

    def _entry(self, level: Level, name: str, proper: str, province: str | None, district: str = "") -> Entry:
        if not proper:
            raise RowRefused(f"{name!r} is no name", "row without a name", of="")
        district = area_name(district, "district", province) if district else ""
        return Entry(self._registry, level, "", name, proper, province=province, district=district or None)


def _own_code(entry: Entry) -> str:
    """What tells an entry apart in a list without codes."""
    return "|".join((entry.kind, entry.head, entry.proper, entry.province or "", entry.district or ""))


def _cell(text: str) -> str:
    cell = " ".join(clean(text).split())
    return "" if cell.casefold() in _NOTHING else cell


def _code(text: str) -> str:
    return _SPREADSHEET_NUMBER.sub(r"\1", arabic_digits(_cell(text)))
