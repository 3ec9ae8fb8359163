"""Why two facts tell of one award, in words for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from db.award_facts import Fact
from db.statements import Field, Relation, Statement, compare

_COLUMNS: Mapping[Field, str] = {
    "edition": "year",
    "tier": "tier",
    "project": "project",
    "category": "category",
    "affiliation": "organisation",
}


def field_by_field(
    one: tuple[Fact, Statement], other: tuple[Fact, Statement], *, persons: bool
) -> list[dict[str, Any]]:
    """Each field of two facts: what both say, how it compares, and the reason in words.

    Without `persons`, nothing that may hold the name of a person who won is among the values.
    """
    return list(_fields(one, other, persons))


def _fields(
    one: tuple[Fact, Statement], other: tuple[Fact, Statement], persons: bool
) -> Iterator[dict[str, Any]]:
    (a, left), (b, right) = one, other
    yield {
        "field": "recipient",
        "values": [a["organisation"], b["organisation"]],
        "relation": "same",
        "why": _recipient(a, b),
    }
    names = [a["award"], b["award"]]
    if left.said.programme != right.said.programme:
        why = "one is given within the other, and its name stands in the category"
        yield {"field": "programme", "values": names, "relation": "alike", "why": why}
    else:
        why = "one name" if names[0] == names[1] else "names of one programme"
        yield {"field": "programme", "values": names, "relation": "same", "why": why}
    for field, relation in compare(left.said, right.said):
        values = [shown(a, _COLUMNS[field], persons=persons), shown(b, _COLUMNS[field], persons=persons)]
        yield {"field": field, "values": values, "relation": relation, "why": _why(field, relation)}


def shown(fact: Fact, column: str, *, persons: bool) -> Any:
    """A value of a fact, or null where it holds the name of a person who won and persons are left out."""
    value = fact[column]
    hidden = not persons and fact["person"] and isinstance(value, str) and fact["person"] in value
    return None if hidden else value


def _recipient(a: Fact, b: Fact) -> str:
    if a["recipient_type"] == "person":
        return "one person's name, titles apart"
    return "one organisation" if a["organisation_id"] else "products of one name"


def _why(field: Field, relation: Relation) -> str:
    if relation in ("stated by one", "not stated"):
        return "only one states it" if relation == "stated by one" else "neither states it"
    if relation == "different":
        # Only categories may differ within one award.
        return "articles name categories in their own words; the project is the same"
    if field == "edition" and relation == "alike":
        return "only one states the year, or none; the articles appeared at the time of that edition"
    return "the same" if relation == "same" else "loosely the same"
