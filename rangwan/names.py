"""Names of organisations from a file, put together without a dataset."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from db.registry import Registry, built_in_registry, read_registry
from db.resolve import cluster_names
from rangwan.databases import open_store
from rangwan.messages import Problem, Report
from rangwan.reading import Record, read_records, type_name

MAX_CHARACTERS = 1_000
"""Longer texts are no names."""


def read_names(path: str, report: Report) -> Iterator[tuple[str | int, str, str | None]]:
    """The id, name and province (or null) of each line; what is no name is reported and passed over.

    Raises `Trouble` when the file as a whole cannot be read (see `rangwan.reading.read_records`).
    """
    seen: set[str | int] = set()
    for record in read_records(path, report):
        problem = _mistake(record)
        identity = record.values.get("id")
        if problem is None and identity in seen:
            problem = f'the "id" {identity!r} stands on an earlier line too'
        if problem is not None:
            report(Problem(record.where, problem, "The line was skipped.", kind="name that cannot be read"))
            continue
        seen.add(record.values["id"])
        yield record.values["id"], record.values["text"], record.values.get("province")


def _mistake(record: Record) -> str | None:
    values = record.values
    if isinstance(values.get("id"), bool) or not isinstance(values.get("id"), str | int):
        return f'"id" is {_type(values, "id")}, expected a text or a whole number'
    if not isinstance(values.get("text"), str) or not values["text"].strip():
        return f'"text" is {_type(values, "text")}, expected a name'
    if len(values["text"]) > MAX_CHARACTERS:
        return f'"text" has {len(values["text"]):,} characters, more than {MAX_CHARACTERS:,}'
    if not isinstance(values.get("province"), str | None):
        return f'"province" is {_type(values, "province")}, expected a text or null'
    return None


def _type(values: dict[str, Any], name: str) -> str:
    if name not in values:
        return "missing"
    return "empty" if values[name] == "" else type_name(values[name])


def registry_of(database: Path) -> Registry:
    """The lists of a database; the built-in one where there is no such file."""
    if not database.exists():
        return built_in_registry()
    with open_store(database, read_only=True) as store:
        return read_registry(store.db)


def resolve_names(path: str, registry: Registry, report: Report) -> Iterator[dict[str, Any]]:
    """One {"id", "cluster"} a name, in the order of the file; names of one organisation share the cluster."""
    for identity, label in cluster_names(read_names(path, report), registry).items():
        yield {"id": identity, "cluster": label}
