"""Reads a table as people have them: CSV, tab separated, a JSON list, JSON lines; packed or not."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from db.registry_rows import Row, RowProblem
from normalize.text import clean
from rangwan.messages import Problem, Trouble
from rangwan.reading import type_name
from rangwan.table_bytes import decode, read_bytes

_LONGEST_CELL = 100_000
_HEADER_LINES = 20
"""The header of a CSV is looked for in so many lines: official lists often begin with a title."""
_SEPARATORS = ",\t;|"

Record = tuple[int, Sequence[str]]
"""The line that a record begins on, and its cells."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file read as a table.

    `name` as given; `sha256` of the file's bytes as they are; `format` in words; `header` the place of the
    record that names the columns.
    """

    name: str
    sha256: str
    format: str
    records: Sequence[Record | RowProblem]
    header: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns; empty where a column has none."""
        record = self.records[self.header]
        assert not isinstance(record, RowProblem)
        return tuple(record[1])

    def rows(self) -> Iterator[Row | RowProblem]:
        """The rows below the header, without empty ones; a row with more cells than columns is a problem."""
        columns = self.columns
        for record in self.records[self.header + 1 :]:
            if isinstance(record, RowProblem):
                yield record
                continue
            line, cells = record
            if not any(cell.strip() for cell in cells):
                continue
            if any(cell.strip() for cell in cells[len(columns) :]):
                what = f"the row has {len(cells)} cells, the header {len(columns)}"
                yield RowProblem(
                    line, what, "row that is too long", "Put cells with a separator in them in quotes."
                )
                continue
            padded = (*cells, *[""] * (len(columns) - len(cells)))
            # Of columns with one name the first is meant.
            yield Row(line, dict(reversed(list(zip(columns, padded, strict=False)))))

    def headed(self, fits: Callable[[Sequence[str]], bool]) -> Table | None:
        """The table with the first line for its header that fits; None when none does."""
        for place, record in enumerate(self.records[:_HEADER_LINES]):
            if not isinstance(record, RowProblem) and fits(record[1]):
                return replace(self, header=place)
            if self.format.startswith("JSON"):
                break
        return None


def read_table(path: Path) -> Table:
    """The table in a file.

    Raises `Trouble` when the file cannot be read or is no table; a JSON element that is no object becomes a
    problem of the table.
    """
    name = str(path)
    raw, sha256 = read_bytes(path)
    text = decode(raw, name)
    start = text.lstrip()[:1]
    if not start:
        raise Trouble(Problem(name, "the file is empty", "Expected a list of areas or bodies."))
    if start == "<":
        raise Trouble(
            Problem(name, "is a web page, expected a list", "Download the file that the page offers.")
        )
    if start == "[":
        return _objects(name, sha256, "JSON list", _elements(text, name))
    if start == "{":
        return _objects(name, sha256, "JSON lines", _lines(text, name))
    return _separated(name, sha256, text)


def _separated(name: str, sha256: str, text: str) -> Table:
    head = text.splitlines()[:_HEADER_LINES]
    separator = max(_SEPARATORS, key=lambda mark: sum(line.count(mark) for line in head))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records: list[Record] = []
    line = 1
    try:
        for cells in reader:
            # The library's own limit is one for the whole process, which others may have raised.
            if any(len(cell) > _LONGEST_CELL for cell in cells):
                raise csv.Error(f"a field of more than {_LONGEST_CELL:,} characters")
            if any(cell.strip() for cell in cells):
                records.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        what = f"cannot be read as a table ({error})"
        raise Trouble(Problem(f"{name}, line {line}", what, "Is a quotation mark left open?")) from None
    if not records:
        raise Trouble(Problem(name, "the file is empty", "Expected a list of areas or bodies."))
    filled = [sum(bool(cell.strip()) for cell in cells) for _, cells in records[:_HEADER_LINES]]
    header = filled.index(max(filled))
    records[: header + 1] = [
        (line, [_header_cell(cell) for cell in cells]) for line, cells in records[: header + 1]
    ]
    return Table(name, sha256, "tab separated" if separator == "\t" else "CSV", records, header)


def _header_cell(cell: str) -> str:
    return " ".join(clean(cell).split())


def _objects(name: str, sha256: str, form: str, found: Iterator[tuple[int, Any]]) -> Table:
    elements = list(found)
    columns: dict[str, None] = {}
    for _, value in elements:
        if isinstance(value, dict):
            columns.update(dict.fromkeys(value))
    if not columns:
        raise Trouble(Problem(name, "the list is empty or holds no objects", "Expected one object a row."))
    records: list[Record | RowProblem] = [(0, tuple(columns))]
    for line, value in elements:
        if isinstance(value, RowProblem):
            records.append(value)
        elif isinstance(value, dict):
            records.append((line, tuple(_cell(value.get(column)) for column in columns)))
        else:
            what = f"expected an object, found {type_name(value)}"
            records.append(RowProblem(line, what, "element that is no object"))
    return Table(name, sha256, form, records)


def _cell(value: Any) -> str:
    """A JSON value as the text of a cell; empty for what is no text or number."""
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _elements(text: str, name: str) -> Iterator[tuple[int, Any]]:
    """The elements of a JSON list, with the lines they begin on."""
    decoder = json.JSONDecoder()
    place = _skip(text, text.index("[") + 1)
    line = 1 + text.count("\n", 0, place)
    if text[place : place + 1] == "]":
        return
    while True:
        try:
            value, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            raise _no_json(name, text, error) from None
        yield line, value
        end = _skip(text, end)
        if text[end : end + 1] == "]":
            break
        if text[end : end + 1] != ",":
            at = 1 + text.count("\n", 0, end)
            what = "the list breaks off" if end >= len(text) else "a comma is missing"
            advice = "Is the file whole? Fetch it again."
            raise Trouble(Problem(f"{name}, line {at}", f"this is no JSON ({what})", advice))
        following = _skip(text, end + 1)
        line += text.count("\n", place, following)
        place = following
    if text[end + 1 :].strip():
        raise Trouble(
            Problem(
                name, "something stands behind the end of the JSON list", "Expected one list, nothing else."
            )
        )


def _skip(text: str, place: int) -> int:
    while text[place : place + 1].isspace():
        place += 1
    return place


def _lines(text: str, name: str) -> Iterator[tuple[int, Any]]:
    """The objects of JSON lines; a damaged line is a problem.  One object that is no row ends it."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        whole = None
    if isinstance(whole, dict) and any(isinstance(value, dict | list) for value in whole.values()):
        raise Trouble(_not_a_list(name, whole))
    lines = text.split("\n")
    if whole is None and lines[0].strip() == "{":
        _loads_or_trouble(text, name)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, RowProblem(number, f"this is no JSON ({error})", "line that is no JSON")


def _loads_or_trouble(text: str, name: str) -> None:
    try:
        json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _no_json(name, text, error) from None


def _no_json(name: str, text: str, error: Exception) -> Trouble:
    where, what = name, str(error)
    if isinstance(error, json.JSONDecodeError):
        where, what = f"{name}, line {error.lineno}", f"{error.msg}, character {error.colno}"
    return Trouble(Problem(where, f"this is no JSON ({what})", "Is the file whole? Fetch it again."))


def _not_a_list(name: str, whole: dict[str, Any]) -> Problem:
    path = _path_of_list(whole)
    advice = (
        f"Take the list out and import that: jq '{path}' {name} > {Path(name).stem}.list.json"
        if path
        else "Expected a JSON list with one object a row."
    )
    return Problem(name, "holds one JSON object, expected a list", advice)


def _path_of_list(value: dict[str, Any], depth: int = 3) -> str:
    """Where in an object a list of objects lies, as jq writes it; empty when nowhere."""
    for key, part in value.items():
        if isinstance(part, list) and part and isinstance(part[0], dict):
            return f".{json.dumps(key, ensure_ascii=False)}"
    for key, part in value.items():
        if depth and isinstance(part, dict) and (below := _path_of_list(part, depth - 1)):
            return f".{json.dumps(key, ensure_ascii=False)}{below}"
    return ""
