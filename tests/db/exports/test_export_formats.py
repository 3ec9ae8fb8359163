"""Each format holds the records, as the dictionary and the data package describe them."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import frictionless
import pyarrow.parquet
import pytest
from exporting import FORMULA, export, rows_of_jsonl
from hypothesis import given
from hypothesis import strategies as st

from db.exports.csv_format import guarded, unguarded
from db.exports.tables import TABLE_OF, export_tables
from db.record_fields import ENTITIES
from db.records import records
from db.store import Store


@pytest.mark.parametrize("options", [{}, {"bom": True}, {"include_persons": True}], ids=str)
def test_the_data_package_is_valid(filled: Store, folder: Path, options: dict[str, Any]) -> None:
    done = export(filled, folder, **options)
    report = frictionless.Package(str(done.version / "datapackage.json")).validate()
    assert report.flatten(["title", "message"]) == []
    names = {task.name for task in report.tasks}
    assert names == {table.name.replace("_", "-") for table in export_tables(include_persons=False)}


def test_the_validation_sees_a_fault(filled: Store, folder: Path) -> None:
    version = export(filled, folder).version
    path = version / "facts.csv"
    path.write_bytes(path.read_bytes().replace(b"maehia-2566", b"nowhere"))
    report = frictionless.Package(str(version / "datapackage.json")).validate()
    assert {"Hash Count Error", "ForeignKey Error"} <= {title for (title,) in report.flatten(["title"])}


def test_json_lines_are_the_records(filled: Store, folder: Path) -> None:
    version = export(filled, folder).version
    for entity in ENTITIES:
        standing = [one for one in records(filled.db, entity) if "redirected_to" not in one]
        assert rows_of_jsonl(version, TABLE_OF[entity]) == standing


def test_all_formats_hold_the_same(filled: Store, folder: Path) -> None:
    version = export(filled, folder).version
    for table in export_tables(include_persons=False):
        lines = rows_of_jsonl(version, table.name)
        with (version / f"{table.name}.csv").open(encoding="utf-8", newline="") as stream:
            cells = list(csv.DictReader(stream))
        columns = pyarrow.parquet.read_table(version / f"{table.name}.parquet")
        assert columns.column_names == [field.name for field in table.fields]
        assert len(cells) == len(lines) == columns.num_rows
        for line, row, typed in zip(lines, cells, columns.to_pylist(), strict=True):
            for field in table.fields:
                value, cell, other = line[field.name], row[field.name], typed[field.name]
                if value is None:
                    assert (cell, other) == ("", None)
                elif field.type == "string":
                    assert unguarded(cell) == value == other
                elif field.type in ("date", "datetime"):
                    assert cell == value
                    assert value == other.isoformat().replace("+00:00", "Z")
                else:
                    assert json.loads(cell) == value
                    assert value == (dict(other) if field.type == "spans" else other)


def test_a_spreadsheet_finds_no_formula(filled: Store, folder: Path) -> None:
    version = export(filled, folder).version
    with (version / "awards.csv").open(encoding="utf-8", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert f"'{FORMULA}" in cells
    assert [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")] == []


@given(st.text(alphabet="'=+-@\t\r\n＝ก1"))
def test_every_text_comes_back_from_its_cell(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in tuple("=+-@\t\r\n＝")


def test_csv_is_rfc_4180(filled: Store, folder: Path) -> None:
    content = (export(filled, folder).version / "awards.csv").read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert '"ป้าย ""ใหม่"",\nสองบรรทัด"'.encode() in content
    marked = export(filled, folder, bom=True).version / "awards.csv"
    assert marked.read_bytes() == b"\xef\xbb\xbf" + content


def test_one_format_alone(filled: Store, folder: Path) -> None:
    version = export(filled, folder, formats=("jsonl",)).version
    suffixes = {path.suffix for path in version.iterdir()}
    assert suffixes == {".jsonl", ".json", ".md", ".txt"}


def test_the_dictionary_explains_every_field_in_both_languages(filled: Store, folder: Path) -> None:
    page = (export(filled, folder).version / "DICTIONARY.md").read_text(encoding="utf-8")
    for table in export_tables(include_persons=False):
        part = page.split(f"\n## {table.name}:")[1].split("\n## ")[0]
        explained = re.findall(r"^\| (\w+) \| .+ \| .*[ก-๙].* \| .*[A-Za-z].* \|$", part, re.M)
        assert explained[1:] == [field.name for field in table.fields]
