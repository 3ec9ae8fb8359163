"""What must hold of a database, its publication and its exports, whatever happened to the runs before."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from db.change_log import Change, all_changes_since
from db.copying import check_database
from db.feed import changes_json
from db.publication import public_path, read_publication
from db.record_fields import ENTITIES, record_dictionary
from db.records import records
from db.store import Store

Held = dict[str, dict[str, Any]]
DOCS = Path(__file__).parents[2] / "docs" / "change-feed.md"
DATED = {"id", "version", "article_version", "first_seen"}
"""Fields that tell how a record came to be, not what it says."""


def held_by(store: Store) -> Held:
    """The public records of a database: entity, id, record."""
    everything = {e: {str(record["id"]): record for record in records(store.db, e)} for e in ENTITIES}
    return {entity: held for entity, held in everything.items() if held}


def applied(changes: Iterable[Change]) -> Held:
    """What a client holds that applies these changes from the first on."""
    held: Held = {}
    for change in changes:
        of = held.setdefault(change.entity, {})
        if change.record is None:
            del of[str(change.id)]
        else:
            of[str(change.id)] = change.record
    return {entity: of for entity, of in held.items() if of}


def check_whole(database: Path) -> None:
    """The database, what readers see of it and its exports are whole, each the state of a good run."""
    if database.exists():
        check_database(database, full=True)
    published = public_path(database)
    exports = database.with_name("exports")
    if not published.exists():
        assert not (exports / "latest").exists()
        return
    check_database(published, full=True)
    made = read_publication(published)
    assert made is not None
    with Store.open(database, read_only=True) as store, Store.open(published, read_only=True) as public:
        changes = list(all_changes_since(store.db, 0))
        assert [change.seq for change in changes] == list(range(1, len(changes) + 1))
        ends = {change.batch for change in changes} | {0}
        assert made.latest_change in ends
        seen = applied(change for change in changes if change.seq <= made.latest_change)
        assert held_by(public) == seen
        sql = "SELECT stage FROM run_stage WHERE run_id = ? AND outcome <> 'stopped'"
        assert {"resolve", "check"} <= {row["stage"] for row in store.rows(sql, [made.run_id])}
    if (exports / "latest").exists():
        exported = check_export(exports / "latest")
        # An export may be one publication behind, where a run was killed between the two.
        assert exported["latest_change"] <= made.latest_change
        assert exported["latest_change"] in ends
        known = applied(change for change in changes if change.seq <= exported["latest_change"])
        assert exported_records(exports / "latest") == known


def check_export(folder: Path) -> dict[str, Any]:
    """What the index of an export says, all of whose files are there as they were written."""
    index: dict[str, Any] = json.loads((folder / "index.json").read_text("utf-8"))
    assert index["files"]
    for file in index["files"]:
        assert hashlib.sha256((folder / file["path"]).read_bytes()).hexdigest() == file["sha256"]
    return index


def exported_records(folder: Path) -> Held:
    """The records that an export holds as JSON lines, those of redirected ids too."""
    held: Held = {}
    for entity in ENTITIES:
        for line in (folder / f"{entity}s.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            held.setdefault(entity, {})[str(record["id"])] = record
    for line in (folder / "redirects.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        held.setdefault(row["entity"], {})[row["id"]] = {
            "id": row["id"], "redirected_to": row["redirected_to"],
        }  # fmt: skip
    return held


def followed(store: Store, copy: Path) -> Held:
    """What the client of docs/change-feed.md holds that follows the feed of a database from its beginning."""
    (code,) = re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    names: dict[str, Any] = {"__name__": "recipe"}
    exec(compile(code, str(DOCS), "exec"), names)
    site = "https://awards.example.org/"
    held: Held = names["follow"](
        lambda since: json.loads(json.dumps(changes_json(store.db, site, since, 50).body)), copy
    )
    return {entity: of for entity, of in held.items() if of}


def values(store: Store) -> dict[str, Counter[str]]:
    """What the standing records and articles say, without their ids: how often each is told."""
    told: dict[str, Counter[str]] = {}
    for entity, of in held_by(store).items():
        fields = [
            field.name
            for field in record_dictionary().entities[entity].fields
            if not field.refers_to and field.name not in DATED
        ]
        told[entity] = Counter(
            json.dumps([record.get(name) for name in fields], ensure_ascii=False)
            for record in of.values()
            if "redirected_to" not in record
        )
    sql = "SELECT url, title, text, published, source, vanished_at IS NOT NULL AS vanished FROM articles"
    told["all articles"] = Counter(json.dumps(row, ensure_ascii=False) for row in store.rows(sql))
    return told
