"""What is in an export: the same bytes from the same database, as it says of itself, without names."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import frictionless
import pyarrow.parquet
import pytest
from exporting import PERSON, contents, export, rows_of_jsonl
from telling import DIGITAL, Clock, Told, tell, won

from db.change_log import latest
from db.decisions import Signature, merge
from db.exports.tables import TABLE_OF
from db.exports.whole import NotResolved
from db.feed import changes_json
from db.record_fields import ENTITIES, SCHEMA_VERSION
from db.resolve import resolve
from db.store import Store


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


def test_an_export_tells_the_number_to_go_on_from_also_when_its_tables_are_as_before(
    filled: Store, folder: Path, press: list[Told]
) -> None:
    """What was withdrawn came back: the same tables, further on in the log of changes."""
    first = export(filled, folder)
    filled.put_extraction(replace(press[1].extraction, awards=()), rules_version="2")
    resolve(filled)
    press[1].put(filled, rules="1")
    resolve(filled)
    second = export(filled, folder)
    assert contents(second.version).keys() == contents(first.version).keys()
    for file in ("awards.csv", "facts.csv", "organisations.csv"):
        assert contents(second.version)[file] == contents(first.version)[file]
    told = json.loads((folder / "latest" / "index.json").read_bytes())["latest_change"]
    assert told == latest(filled.db) != first.state.latest_change
