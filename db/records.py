"""The records of the public dataset, as exports and the change feed hold them; their fields: records.toml.

Only what stands is told.  An organisation, award or programme that was merged into another is a record of
its own kind, {"id": ..., "redirected_to": ...}; one that was withdrawn is not there.  Persons' names are left
out, and with them the texts that tell them, unless asked for.  Between extraction and resolution new facts
have no organisation and no award yet.
"""

from __future__ import annotations

import hashlib
import heapq
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlite_utils import Database

from db.persons import PersonNames
from db.record_fields import ENTITIES, SCHEMA_VERSION, Entity, record_dictionary
from normalize.provinces import PROVINCES
from normalize.text import document_text

__all__ = ["ENTITIES", "SCHEMA_VERSION", "Entity", "Record", "records"]

Record = dict[str, Any]
"""One record, ready for JSON: its fields in the order of records.toml."""

_PROVINCE_IDS = {province.name: province.code for province in PROVINCES}


def records(db: Database, entity: Entity, include_persons: bool = False) -> Iterator[Record]:
    """The public records of an entity in the order of their ids.

    With `include_persons` facts and awards tell their `person`, and all texts are whole.
    """
    names = record_dictionary().entities[entity].names(include_persons=include_persons)
    persons = PersonNames.nobody() if include_persons else PersonNames.read(db)
    for row in _READERS[entity](db, persons):
        yield row if "redirected_to" in row else {name: row[name] for name in names}


def _provinces(db: Database, persons: PersonNames) -> Iterator[Record]:
    for province in sorted(PROVINCES, key=lambda province: province.code):
        yield {
            "id": province.code,
            "name": province.name,
            "name_en": province.name_en,
            "region": province.region,
            "region_nso": province.region_nso,
            "abbreviation": province.abbreviation,
        }


# Ids by length first: org-1000000 comes after org-999999.
_PROGRAMMES = """
    SELECT id, name FROM programme p
    WHERE redirected_to IS NULL AND EXISTS (
        SELECT 1 FROM award a
        WHERE a.programme_id = p.id AND a.redirected_to IS NULL AND a.withdrawn_at IS NULL
    )
    ORDER BY length(id), id
"""
_PROGRAMME_REDIRECTS = f"""
    SELECT o.id, o.redirected_to FROM programme o JOIN ({_PROGRAMMES}) t ON t.id = o.redirected_to
    ORDER BY length(o.id), o.id
"""


def _programmes(db: Database, persons: PersonNames) -> Iterator[Record]:
    return _in_order(db.query(_PROGRAMMES), db.query(_PROGRAMME_REDIRECTS))


_ARTICLES = """
    SELECT a.id, a.url, a.source, s.name AS source_name, v.title, v.published, v.category, a.version,
        a.first_seen, a.vanished_at, v.text
    FROM article a
    JOIN article_version v ON v.article_id = a.id AND v.version = a.version
    LEFT JOIN source s ON s.key = a.source
    WHERE EXISTS (SELECT 1 FROM fact f WHERE f.article_id = a.id AND f.withdrawn_at IS NULL)
    ORDER BY a.id
"""


def _articles(db: Database, persons: PersonNames) -> Iterator[Record]:
    for row in db.query(_ARTICLES):
        text = document_text(row["title"], row["text"])
        yield row | {
            "title": persons.hidden(row["title"], [row["id"]]),
            "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        }


_ORGANISATIONS = """
    SELECT id, name, name_en, kind, province, province_basis, province_source, province_registry, district,
        parent, undecided
    FROM organisation
    WHERE redirected_to IS NULL AND withdrawn_at IS NULL
    ORDER BY length(id), id
"""
_NAMES = "SELECT organisation_id, text FROM organisation_name ORDER BY organisation_id, text"


def _organisations(db: Database, persons: PersonNames) -> Iterator[Record]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    for identity, text in db.conn.execute(_NAMES):
        names[identity].append(text)
    standing = (
        row | {"names": names[row["id"]], "province_id": _PROVINCE_IDS.get(row["province"])}
        for row in db.query(_ORGANISATIONS)
    )
    return _in_order(standing, db.query(_REDIRECTS.format(table="organisation")))


_FACTS = """
    SELECT f.id, f.article_id, f.article_version, af.award_id, f.recipient_type, m.organisation_id,
        o.name AS organisation, f.organisation_text, f.aliases, f.province AS province_stated, m.province,
        m.province_basis, m.province_source, m.province_registry, f.award, f.category, f.tier, f.year,
        f.year - 543 AS year_ce, f.project, f.person, e.text AS evidence, r.url, f.confidence, f.rule
    FROM fact f
    JOIN article r ON r.id = f.article_id
    LEFT JOIN mention m ON m.fact_id = f.id
    LEFT JOIN organisation o ON o.id = m.organisation_id
    LEFT JOIN award_fact af ON af.fact_id = f.id
    LEFT JOIN span e ON e.fact_id = f.id AND e.field = 'evidence'
    WHERE f.withdrawn_at IS NULL
    ORDER BY f.id
"""
_SPANS = "SELECT fact_id, field, start_char, end_char FROM span ORDER BY fact_id, field"


def _facts(db: Database, persons: PersonNames) -> Iterator[Record]:
    spans: defaultdict[int, dict[str, list[int]]] = defaultdict(dict)
    for fact_id, field, start, end in db.conn.execute(_SPANS):
        spans[fact_id][field] = [start, end]
    for row in db.query(_FACTS):
        places = spans[row["id"]]
        if persons.are_hidden:
            places.pop("person", None)
        yield row | {
            "aliases": json.loads(row["aliases"]),
            "province_id": _PROVINCE_IDS.get(row["province"]),
            "spans": places,
            **_texts(row, [row["article_id"]], persons),
        }


_AWARDS = """
    SELECT a.id, a.recipient_type, a.organisation_id, o.name AS organisation, a.programme_id,
        p.name AS programme, a.category, a.tier, a.tier_scheme, a.tier_rank, a.year, a.year - 543 AS year_ce,
        a.project, a.person, a.province, a.province_basis, a.province_source, a.province_registry,
        a.lead_fact_id, e.text AS evidence, r.url
    FROM award a
    JOIN programme p ON p.id = a.programme_id
    JOIN fact f ON f.id = a.lead_fact_id
    JOIN article r ON r.id = f.article_id
    LEFT JOIN organisation o ON o.id = a.organisation_id
    LEFT JOIN span e ON e.fact_id = f.id AND e.field = 'evidence'
    WHERE a.redirected_to IS NULL AND a.withdrawn_at IS NULL
    ORDER BY length(a.id), a.id
"""
_SOURCES = """
    SELECT af.award_id, f.id, f.article_id FROM award_fact af JOIN fact f ON f.id = af.fact_id
    WHERE f.withdrawn_at IS NULL ORDER BY f.id
"""


def _awards(db: Database, persons: PersonNames) -> Iterator[Record]:
    facts: defaultdict[str, list[int]] = defaultdict(list)
    articles: defaultdict[str, set[str]] = defaultdict(set)
    for award, fact, article in db.conn.execute(_SOURCES):
        facts[award].append(fact)
        articles[award].add(article)
    standing = (
        row
        | {
            "province_id": _PROVINCE_IDS.get(row["province"]),
            "fact_ids": facts[row["id"]],
            "article_ids": sorted(articles[row["id"]]),
            **_texts(row, articles[row["id"]], persons),
        }
        for row in db.query(_AWARDS)
    )
    return _in_order(standing, db.query(_REDIRECTS.format(table="award")))


_READERS: Mapping[Entity, Callable[[Database, PersonNames], Iterator[Record]]] = {
    "province": _provinces,
    "programme": _programmes,
    "article": _articles,
    "organisation": _organisations,
    "fact": _facts,
    "award": _awards,
}

_REDIRECTS = """
    SELECT o.id, o.redirected_to FROM {table} o JOIN {table} t ON t.id = o.redirected_to
    WHERE o.withdrawn_at IS NULL AND t.redirected_to IS NULL AND t.withdrawn_at IS NULL
    ORDER BY length(o.id), o.id
"""


def _texts(row: Record, articles: Iterable[str], persons: PersonNames) -> dict[str, str | None]:
    """The project and the sentence of a fact or award; no sentence that states a person's award."""
    of_person = persons.are_hidden and row["recipient_type"] == "person"
    return {
        "project": persons.hidden(row["project"], articles),
        "evidence": None if of_person else persons.hidden(row["evidence"], articles),
    }


def _in_order(standing: Iterable[Record], redirects: Iterable[Record]) -> Iterator[Record]:
    return heapq.merge(standing, redirects, key=lambda record: (len(record["id"]), record["id"]))
