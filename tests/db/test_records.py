"""The public records: what the dictionary promises, without persons' names unless asked for."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from telling import DIGITAL, Told, tell, won

from db.decisions import Signature, merge
from db.record_fields import ENTITIES, Entity, record_dictionary
from db.records import records
from db.resolve import resolve
from db.store import Store

_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "date": str,
    "datetime": str,
    "strings": list,
    "integers": list,
    "spans": dict,
}


@pytest.fixture
def filled(store: Store, press: list[Told]) -> Store:
    for told in press:
        told.put(store)
    resolve(store)
    return store


def everything(store: Store, *, include_persons: bool = False) -> dict[Entity, list[dict[str, Any]]]:
    return {entity: list(records(store.db, entity, include_persons)) for entity in ENTITIES}


@pytest.mark.parametrize("include_persons", [False, True])
def test_records_have_the_fields_and_types_of_the_dictionary(filled: Store, include_persons: bool) -> None:
    for entity, found in everything(filled, include_persons=include_persons).items():
        kind = record_dictionary().entities[entity]
        assert found
        for record in found:
            assert tuple(record) == kind.names(include_persons=include_persons)
            for field in kind.fields:
                value = record.get(field.name)
                if value is None:
                    assert field.nullable, (entity, field.name)
                    continue
                assert isinstance(value, _TYPES[field.type]), (entity, field.name, value)
                assert not field.values or value in field.values
        assert json.loads(json.dumps(found)) == found


def test_every_reference_leads_to_a_record(filled: Store) -> None:
    found = everything(filled)
    ids = {entity: {record["id"] for record in of} for entity, of in found.items()}
    for entity, of in found.items():
        for field in record_dictionary().entities[entity].fields:
            for record in of if field.refers_to else ():
                value = record[field.name]
                referred = set(value) if isinstance(value, list) else {value} - {None}
                assert field.refers_to and referred <= ids[field.refers_to], (entity, field.name)


def test_a_record_says_what_an_article_said(filled: Store) -> None:
    found = everything(filled)
    (award,) = (a for a in found["award"] if a["organisation"] == "เทศบาลเมืองแม่เหียะ" and a["year"] == 2566)
    assert (award["province"], award["province_id"], award["tier"]) == ("เชียงใหม่", "TH-50", "ดีเด่น")
    assert award["article_ids"] == ["dga-2566", "maehia-2566"]
    facts = {fact["id"]: fact for fact in found["fact"]}
    assert {facts[i]["award_id"] for i in award["fact_ids"]} == {award["id"]}
    start, end = facts[award["lead_fact_id"]]["spans"]["evidence"]
    assert end - start == len(award["evidence"])
    (organisation,) = (o for o in found["organisation"] if o["id"] == award["organisation_id"])
    assert organisation["names"] == ["ทม.แม่เหียะ", "เทศบาลฯ", "เทศบาลเมืองแม่เหียะ"]


def test_persons_are_told_only_when_asked_for(store: Store) -> None:
    name = "นายทศพล ทังสุบุตร"
    told = tell(
        "a",
        won("กรมพัฒนาธุรกิจการค้า", DIGITAL, year=2566, person=name, project=f"ตามรอย{name}"),
        won("กรมพัฒนาธุรกิจการค้า", DIGITAL, year=2566, project="ระบบของทศพล  ทังสุบุตร"),
        won("กรมสรรพสามิต", DIGITAL, year=2565, project="ระบบภาษี"),
        title="นายทศพลคว้ารางวัล",
        published=date(2023, 1, 1),
    )
    told.put(store)
    resolve(store)
    without = everything(store)
    text = json.dumps(without, ensure_ascii=False)
    assert "ทศพล" not in text
    assert "ทังสุบุตร" not in text
    # What tells no name is told, also beside a person.
    assert [fact["project"] for fact in without["fact"]] == [None, None, "ระบบภาษี"]
    assert without["fact"][2]["evidence"]
    asked = everything(store, include_persons=True)
    assert asked["article"][0]["title"] == "นายทศพลคว้ารางวัล"
    assert {award["person"] for award in asked["award"]} == {name, None}
    assert all(fact["evidence"] for fact in asked["fact"])


def test_articles_without_facts_are_no_part_of_the_dataset(store: Store) -> None:
    tell("a", won("กรมสรรพสามิต", DIGITAL)).put(store)
    tell("b").put(store)
    resolve(store)
    assert [article["id"] for article in records(store.db, "article")] == ["a"]


def test_records_come_in_the_order_of_their_ids_with_redirects_among_them(filled: Store) -> None:
    ids = [row["id"] for row in filled.rows("SELECT id FROM organisations ORDER BY id")]
    with filled.transaction():
        merge(filled.db, ids[0], ids[1], Signature("somchai", filled.now()))
    resolve(filled)
    found = list(records(filled.db, "organisation"))
    assert [record["id"] for record in found] == ids
    assert found[1] == {"id": ids[1], "redirected_to": ids[0]}
    # A client that fetches facts finds the organisation that stands.
    assert ids[1] not in {fact["organisation_id"] for fact in records(filled.db, "fact")}
