"""Reads gold files and files of predictions: JSON lines of {"id": ..., "awards": [fact, ...]}."""

from __future__ import annotations

from typing import Any

from rangwan.messages import Problem, Report
from rangwan.reading import Record, read_records, type_name

TEXTS = frozenset(
    {"recipient_type", "organisation", "organisation_text", "award", "category", "tier", "project"}
)


def read_facts(path: str, report: Report) -> dict[str, list[dict[str, Any]]]:
    """The facts of each document by its id; what cannot be used is reported and left out.

    Raises `rangwan.messages.Trouble` when the file as a whole cannot be read.
    """
    documents: dict[str, list[dict[str, Any]]] = {}
    for record in read_records(path, report):
        fault = _fault(record)
        document_id = record.values.get("id")
        if fault is None and document_id in documents:
            fault = f"document {document_id} stands in the file twice"
        if fault is not None:
            report(Problem(record.where, fault, "The line was skipped.", kind="line that is no document"))
            continue
        documents[str(document_id)] = record.values["awards"]
    return documents


def _fault(record: Record) -> str | None:
    document_id, awards = record.values.get("id"), record.values.get("awards")
    if not isinstance(document_id, str) or not document_id:
        return f'"id" is {type_name(document_id)}, expected a text'
    if not isinstance(awards, list):
        return f'"awards" is {type_name(awards)}, expected a list of facts'
    faults = (_fact_fault(fact) for fact in awards)
    return next((f"fact {number}: {fault}" for number, fault in enumerate(faults, 1) if fault), None)


def _fact_fault(fact: object) -> str | None:
    if not isinstance(fact, dict):
        return f"is {type_name(fact)}, expected an object"
    for name, value in fact.items():
        if name in TEXTS and not isinstance(value, str | None):
            return f'"{name}" is {type_name(value)}, expected a text or null'
    if not isinstance(fact.get("year"), int | None):
        return f'"year" is {type_name(fact["year"])}, expected a number (Buddhist era) or null'
    aliases = fact.get("aliases") or []
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        return '"aliases" is not a list of texts'
    return None
