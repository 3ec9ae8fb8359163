"""Reads a sentence as the extraction does and tells its facts in a form that tests can write down."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from extract.fact import AwardFact, Extraction
from extract.pipeline import Extractor


class Won(NamedTuple):
    """What one fact states.  What is not given is not stated; a rule that is not given may be any."""

    recipient: str
    award: str
    rule: str | None = None
    category: str | None = None
    tier: str | None = None
    year: int | None = None
    project: str | None = None
    province: str | None = None


@cache
def extractor() -> Extractor:
    """One extractor for all tests of a process."""
    return Extractor()


def extraction(text: str, title: str = "") -> Extraction:
    """The extraction of one article."""
    return extractor().extract(id="a", title=title, text=text)


def facts(text: str, title: str = "") -> tuple[AwardFact, ...]:
    """The facts of one article."""
    return extraction(text, title).awards


def told(fact: AwardFact, *, rule: bool = True) -> Won:
    """A fact as a test writes it down; the recipient is a person's name or the body as written."""
    recipient = fact.person if fact.recipient_type == "person" else fact.organisation_text
    return Won(
        recipient or "",
        fact.award,
        fact.rule if rule else None,
        fact.category,
        fact.tier,
        fact.year,
        fact.project,
        fact.province,
    )


def assert_told(text: str, *expected: Won, title: str = "") -> None:
    """The article states exactly these facts, in any order."""
    found = facts(text, title)
    rules = all(won.rule for won in expected)
    stated = {told(fact, rule=rules) for fact in found}
    assert stated == set(expected)
    assert len(found) == len(expected)


def recipients(text: str, title: str = "") -> list[str]:
    """The recipients of an article as written, in the order of its facts."""
    return [told(fact).recipient for fact in facts(text, title)]
