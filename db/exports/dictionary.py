"""DICTIONARY.md: every table and field in Thai and English, made from records.toml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from db.exports.tables import ExportTable
from db.record_fields import SCHEMA_VERSION, FieldType, RecordField, record_dictionary

_TYPES: Mapping[FieldType, tuple[str, str]] = {
    "string": ("ข้อความ", "text"),
    "integer": ("จำนวนเต็ม", "whole number"),
    "number": ("จำนวน", "number"),
    "date": ("วันที่ (ค.ศ.)", "date"),
    "datetime": ("วันและเวลา UTC", "date and time, UTC"),
    "strings": ("รายการข้อความ", "list of texts"),
    "integers": ("รายการจำนวนเต็ม", "list of numbers"),
    "spans": ("วัตถุ", "object"),
}


def dictionary_page(tables: Iterable[ExportTable]) -> str:
    """The page for these tables."""
    return "\n".join(_lines(tables)) + "\n"


def _lines(tables: Iterable[ExportTable]) -> Iterator[str]:
    told = record_dictionary()
    yield "# พจนานุกรมข้อมูล · Data dictionary\n"
    yield f"รุ่นของโครงสร้าง · Schema version: {SCHEMA_VERSION}\n"
    yield f"- {told.promise_th} · {told.promise_en}."
    yield f"- {told.redirects_th} · {told.redirects_en}."
    yield "- ในไฟล์เหล่านี้ รหัสที่รวมแล้วอยู่ในตาราง redirects · In these files they are in the table `redirects`."
    yield (
        "- CSV: ช่องว่างคือไม่มีค่า รายการและวัตถุเขียนเป็น JSON และข้อความที่ขึ้นต้นด้วย = + - @ มี ' นำหน้า"
        " · An empty cell is null, lists and objects are JSON, texts that begin with = + - @ have ' in front."
    )
    for table in tables:
        yield f"\n## {table.name}: {table.kind.title_th} · {table.kind.title_en}\n"
        yield f"{table.kind.th}\n\n{table.kind.en}.\n"
        yield "| field | ชนิด · type | ความหมาย | meaning |"
        yield "|---|---|---|---|"
        for field in table.fields:
            yield f"| {field.name} | {_type(field, table)} | {_cell(field.th)} | {_cell(field.en)} |"


def _type(field: RecordField, table: ExportTable) -> str:
    thai, english = _TYPES[field.type]
    notes = [f"{thai} · {english}"]
    if field.name == table.key:
        notes.append("คีย์หลัก · primary key")
    if reference := table.reference(field):
        notes.append(f"→ {reference[0]}.{reference[1]}")
    if field.nullable:
        notes.append("ว่างได้ · may be null")
    if field.values:
        notes.append(", ".join(field.values))
    return "; ".join(notes)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
