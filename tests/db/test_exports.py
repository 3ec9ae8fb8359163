"""Exports: whole, the same bytes from the same database, as they say of themselves, and without names."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import frictionless
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st
from telling import DIGITAL, Clock, Told, tell, won

from db.decisions import Signature, merge
from db.errors import StoreError
from db.exports import dataset
from db.exports.csv_format import guarded, unguarded
from db.exports.dataset import Exported, ExportOptions, export_dataset
from db.exports.errors import ExportFailed, FolderRefused
from db.exports.tables import TABLE_OF, export_tables
from db.exports.whole import NotResolved
from db.feed import changes_json
from db.record_fields import ENTITIES, SCHEMA_VERSION
from db.records import records
from db.resolve import resolve
from db.store import Store

PERSON = ("ทศพล", "ทังสุบุตร")
FORMULA = '=HYPERLINK("http://example.com","กด")'


@pytest.fixture
def filled(store: Store, press: list[Told]) -> Store:
    """A dataset with everything that is hard to write: nulls, quotes, line feeds, formulas, a person."""
    run = store.start_run("test")
    hard = tell(
        "hard-2566",
        won("เทศบาลนครยะลา", DIGITAL, province="ยะลา", year=2567, project=FORMULA),
        won("เทศบาลนครยะลา", DIGITAL, province="ยะลา", year=2565, project='ป้าย "ใหม่",\nสองบรรทัด'),
        title='@ข่าว, "พิเศษ"',
    )
    for told in [*press, hard]:
        told.put(store)
    resolve(store)
    store.finish_run(run, "done")
    return store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "exports"


def export(store: Store, folder: Path, **options: Any) -> Exported:
    return export_dataset(store, folder, ExportOptions(**options))


def contents(version: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(version.iterdir())}


def rows_of_jsonl(version: Path, table: str) -> list[dict[str, Any]]:
    lines = (version / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


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


def test_two_exports_are_the_same_bytes(filled: Store, folder: Path, tmp_path: Path) -> None:
    first = export(filled, folder)
    second = export(filled, tmp_path / "other", formats=("parquet", "jsonl", "csv"))
    assert first.version.name == second.version.name
    assert contents(first.version) == contents(second.version)
    again = export(filled, folder)
    assert not again.is_new
    assert [path.name for path in (folder / "versions").iterdir()] == [first.version.name]


def test_the_index_tells_counts_hashes_and_age(filled: Store, folder: Path, clock: Clock) -> None:
    clock.time += timedelta(days=30)  # the export is of the data, not of today
    version = export(filled, folder).version
    index = json.loads((version / "index.json").read_bytes())
    assert index["data_as_of"] == "2026-01-05T08:00:00Z"
    assert index["export"] == version.name
    assert index["schema_version"] == SCHEMA_VERSION
    assert index["licence"] in (version / "LICENSE.txt").read_text(encoding="utf-8")
    assert {one["path"] for one in index["files"]} | {"index.json"} == set(contents(version))
    for one in index["files"]:
        content = (version / one["path"]).read_bytes()
        assert one["bytes"] == len(content)
        assert one["sha256"] == hashlib.sha256(content).hexdigest()
        if one.get("format") == "jsonl":
            assert one["rows"] == index["tables"][one["table"]] == len(content.splitlines())
    assert index["tables"]["provinces"] == index["tables"]["province_counts"] == 77
    last = filled.db.execute("SELECT max(seq) FROM change").fetchone()[0]
    assert index["latest_change"] == last


def test_provinces_are_counted(filled: Store, folder: Path) -> None:
    counts = {
        row["province"]: row for row in rows_of_jsonl(export(filled, folder).version, "province_counts")
    }
    assert len(counts) == 77
    assert counts["ยะลา"] == {
        "province_id": "TH-95", "province": "ยะลา", "awards": 4, "organisations": 1,
        "first_year": 2564, "last_year": 2567,
    }  # fmt: skip
    assert counts["ตาก"]["awards"] == 0


def test_persons_are_left_out_unless_asked_for(filled: Store, tmp_path: Path) -> None:
    for name, include in (("public", False), ("private", True)):
        version = export(filled, tmp_path / name, include_persons=include).version
        found = [path for path, content in contents(version).items() if PERSON[1].encode() in content]
        # Parquet is compressed: its cells are looked through.
        found += [
            path.name
            for path in version.glob("*.parquet")
            if PERSON[1] in str(pyarrow.parquet.read_table(path).to_pylist())
        ]
        expected = {f"{table}.{fmt}" for table in ("facts", "awards") for fmt in ("csv", "jsonl", "parquet")}
        assert set(found) >= expected if include else found == []
        assert ('"name": "person"' in (version / "datapackage.json").read_text(encoding="utf-8")) == include


def test_exports_with_and_without_persons_do_not_share_a_folder(filled: Store, folder: Path) -> None:
    export(filled, folder, include_persons=True)
    with pytest.raises(FolderRefused, match="with names of persons"):
        export(filled, folder)


def test_merged_ids_lead_on(store: Store, folder: Path) -> None:
    tell("a", won("เทศบาลตำบลบ้านกลาง", DIGITAL, province="ลำพูน", year=2565)).put(store)
    tell("b", won("เทศบาลตำบลบ้านกลาง", DIGITAL, province="ลำพูน", year=2566)).put(store)
    resolve(store)
    kept, merged = (row["id"] for row in store.rows("SELECT id FROM award ORDER BY id LIMIT 2"))
    with store.transaction():
        store.db.execute("UPDATE award_fact SET award_id = ?", [kept])
        store.db.execute("UPDATE award SET redirected_to = ? WHERE id = ?", [kept, merged])
    version = export(store, folder).version
    assert {"entity": "award", "id": merged, "redirected_to": kept} in rows_of_jsonl(version, "redirects")
    assert [row["id"] for row in rows_of_jsonl(version, "awards")] == [kept]
    assert frictionless.Package(str(version / "datapackage.json")).validate().valid


def test_a_client_of_the_change_feed_holds_the_export(filled: Store, folder: Path) -> None:
    """With a merge in it: a person decides that two organisations are one."""
    one, other = (
        row["id"]
        for row in filled.rows(
            "SELECT id FROM organisation WHERE name LIKE 'เทศบาลเมืองแม่เหียะ%'"
            " OR name LIKE 'เทศบาลตำบลอุโมงค์%' ORDER BY id"
        )
    )
    with filled.transaction():
        merge(filled.db, one, other, Signature("somchai", filled.now()))
    resolve(filled)
    held: dict[str, dict[Any, dict[str, Any]]] = {entity: {} for entity in ENTITIES}
    since, more = 0, True
    while more:
        page = changes_json(filled.db, "https://site.example", since, 7).body
        for change in page["changes"]:
            if change["record"] is None:
                del held[change["entity"]][change["id"]]
            else:
                held[change["entity"]][change["id"]] = change["record"]
        since, more = page["next"], page["next_url"] is not None
    version = export(filled, folder).version
    assert json.loads((version / "index.json").read_bytes())["latest_change"] == since
    redirects = {row["id"]: row for row in rows_of_jsonl(version, "redirects")}
    assert redirects
    for entity, table in TABLE_OF.items():
        exported = {row["id"]: row for row in rows_of_jsonl(version, table)}
        standing = {key: record for key, record in held[entity].items() if "redirected_to" not in record}
        assert standing == exported
        for key in held[entity].keys() - standing.keys():
            assert redirects.pop(key) == {"entity": entity, **held[entity][key]}
    assert redirects == {}


def test_an_empty_database_is_exported(store: Store, folder: Path) -> None:
    done = export(store, folder)
    assert done.version.name.startswith("undated-")
    assert done.rows["awards"] == 0
    assert frictionless.Package(str(done.version / "datapackage.json")).validate().valid
    assert pyarrow.parquet.read_table(done.version / "awards.parquet").num_rows == 0


def test_readers_see_the_export_before_until_the_new_one_is_whole(
    filled: Store, folder: Path, clock: Clock, path: Path
) -> None:
    before = contents(export(filled, folder).version)
    add_award(filled, clock, "new-1")
    seen = []

    def while_it_is_written(rows: int) -> None:
        seen.append(contents(folder / "latest") == before)
        if len(seen) == 1:
            # Another process stores something meanwhile: it is not in this export.
            with Store.open(path, clock=clock) as other:
                add_award(other, clock, "new-2")

    done = export_dataset(filled, folder, ExportOptions(), while_it_is_written)
    assert seen
    assert all(seen)
    assert (folder / "latest").resolve() == done.version
    articles = {row["id"] for row in rows_of_jsonl(done.version, "articles")}
    assert "new-1" in articles
    assert "new-2" not in articles
    assert done.rows["awards"] + 1 == export(filled, folder).rows["awards"]


def add_award(store: Store, clock: Clock, name: str) -> None:
    clock.time += timedelta(days=1)
    run = store.start_run("test")
    tell(name, won("เทศบาลนครยะลา", f"รางวัลทดสอบ {name}", province="ยะลา", year=2566)).put(store)
    resolve(store)
    store.finish_run(run, "done")


KILLED = """
import os, signal, sys
from pathlib import Path
from db.exports.dataset import ExportOptions, export_dataset
from db.store import Store
with Store.open(sys.argv[1], read_only=True) as store:
    kill = lambda rows: os.kill(os.getpid(), signal.SIGKILL)
    export_dataset(store, Path(sys.argv[2]), ExportOptions(), kill)
"""


def test_a_killed_export_leaves_no_half_and_the_next_one_cleans_up(
    filled: Store, folder: Path, clock: Clock, path: Path
) -> None:
    first = export(filled, folder)
    before = contents(first.version)
    add_award(filled, clock, "new-1")
    killed = subprocess.run([sys.executable, "-c", KILLED, path, folder], check=False)
    assert killed.returncode == -signal.SIGKILL
    left = {one.name for one in (folder / "versions").iterdir()} - {first.version.name}
    assert left
    assert all(name.startswith(".unfinished") for name in left)
    assert contents(folder / "latest") == before
    done = export(filled, folder)
    assert {one.name for one in (folder / "versions").iterdir()} == {first.version.name, done.version.name}


def test_a_full_disk_is_one_message_and_leaves_the_export_before(
    filled: Store, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(export(filled, folder).version)
    add_award(filled, clock, "new-1")

    def full(path: Path, **_: object) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(dataset, "finished", full)
    with pytest.raises(ExportFailed, match=r"No space left on device.*Free some space"):
        export(filled, folder)
    assert contents(folder / "latest") == before
    assert len(list((folder / "versions").iterdir())) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_one_message(filled: Store, folder: Path) -> None:
    folder.mkdir(mode=0o500)
    with pytest.raises(ExportFailed, match="Permission denied"):
        export(filled, folder)


def folders_of_others(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_text("cat")
    yield tmp_path / "photos"
    yield tmp_path / "photos" / "cat.jpg"
    yield tmp_path / "photos" / "cat.jpg" / "exports"


def test_what_is_not_a_folder_of_exports_is_left_as_it_is(filled: Store, tmp_path: Path) -> None:
    for place in folders_of_others(tmp_path):
        with pytest.raises(StoreError):
            export(filled, place)
    assert [one.name for one in (tmp_path / "photos").iterdir()] == ["cat.jpg"]
    assert (tmp_path / "photos" / "cat.jpg").read_text() == "cat"


def test_what_rests_on_withdrawn_facts_is_not_exported(
    filled: Store, folder: Path, press: list[Told]
) -> None:
    """Between extraction and resolving: references would lead nowhere."""
    before = contents(export(filled, folder).version)
    filled.put_extraction(replace(press[1].extraction, awards=()), rules_version="2")
    with pytest.raises(NotResolved, match="rangwan resolve"):
        export(filled, folder)
    assert contents(folder / "latest") == before
    resolve(filled)
    version = export(filled, folder).version
    assert frictionless.Package(str(version / "datapackage.json")).validate().valid


def test_facts_that_were_not_resolved_yet_are_exported(filled: Store, folder: Path) -> None:
    tell("new", won("เทศบาลนครยะลา", DIGITAL, province="ยะลา", year=2568)).put(filled)
    version = export(filled, folder).version
    assert [row["award_id"] for row in rows_of_jsonl(version, "facts") if row["article_id"] == "new"] == [
        None
    ]
    assert frictionless.Package(str(version / "datapackage.json")).validate().valid


def test_old_versions_are_pruned(filled: Store, folder: Path, clock: Clock) -> None:
    export(filled, folder)
    (folder / "versions" / "notes.txt").write_text("of the user")
    made = []
    for number in range(4):
        add_award(filled, clock, f"new-{number}")
        made.append(export(filled, folder, keep=2).version.name)
    assert {one.name for one in (folder / "versions").iterdir()} == {*made[2:], "notes.txt"}
    last = export(filled, folder, keep=1)
    assert list(last.removed) == [made[2]]
    assert (folder / "latest" / "index.json").exists()


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
