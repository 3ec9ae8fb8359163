"""What facts say of an award, and how two of them compare, field by field.

The same comparisons decide which facts are one award (`db.merging`) and tell people why (`db.award_pages`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from db.award_names import (
    ProjectName,
    category_parts,
    edition_number,
    project_name,
    same_parts,
    same_project,
    tier_key,
)
from db.programmes import are_two_awards, ceremony_of, latin_alias, programme_of
from db.settings import matching
from normalize.text import fold
from normalize.years import to_buddhist_era

Relation = Literal["same", "alike", "stated by one", "not stated", "different"]
Field = Literal["edition", "tier", "project", "category", "affiliation"]


@dataclass(frozen=True)
class Statement:
    """What one fact says of an award, its recipient apart.

    `award` is the award's name as written, `year` in the Buddhist era, `published_year` (when the article
    appeared) in the common era; `mentioned_year` (Buddhist era) stands in for it where the article has no
    date: the newest year that its facts state.  `affiliation` is the organisation of a person who won, and
    null where an organisation did; `person` tells the two apart.
    """

    fact_id: int
    article_id: str
    year: int | None = None
    tier: str | None = None
    project: str | None = None
    category: str | None = None
    published_year: int | None = None
    mentioned_year: int | None = None
    award: str = ""
    person: bool = False
    affiliation: str | None = None

    @cached_property
    def said(self) -> Said:
        """What is compared of it."""
        programme = programme_of(self.award)
        appeared = to_buddhist_era(self.published_year) if self.published_year else self.mentioned_year
        return Said(
            programme=programme,
            alias=latin_alias(self.award),
            ceremony=ceremony_of(programme),
            year=self.year,
            number=edition_number(self.award, self.category),
            # Without a year, the time of the article is all that tells one edition from another.
            appeared=appeared if self.year is None else None,
            tier=tier_key(self.tier),
            project=project_name(self.project) if self.project and fold(self.project) else None,
            category=_own_parts(self.category, programme),
            affiliation=self.affiliation,
            person=self.person,
        )


@dataclass(frozen=True)
class Said:
    """The fields of a statement as they are compared; statements that say the same are equal."""

    programme: str
    alias: str | None
    ceremony: str
    year: int | None
    number: int | None
    appeared: int | None
    tier: str | None
    project: ProjectName | None
    category: tuple[str, ...]
    affiliation: str | None
    person: bool

    @property
    def stated(self) -> int:
        """How many fields are stated."""
        fields = (self.year, self.number, self.tier, self.project, self.category or None, self.affiliation)
        return sum(field is not None for field in fields)

    @property
    def time(self) -> int | None:
        """The Buddhist year that it is about: the one stated, else that of the article."""
        return self.appeared if self.year is None else self.year


def _own_parts(category: str | None, programme: str) -> tuple[str, ...]:
    """The parts of a category; those that only repeat the programme's name are left out."""
    parts = category_parts(category) if category else ()
    return tuple(part for part in parts if programme_of(part) != programme)


def fits(a: Said, b: Said) -> bool:
    """Whether nothing that two statements of different articles say of one recipient's award contradicts."""
    if "different" in (_plain(a.tier, b.tier), _plain(a.affiliation, b.affiliation)):
        return False
    edition, project = edition_relation(a, b), project_relation(a, b)
    if "different" in (edition, project):
        return False
    category = category_relation(a, b)
    one_project = project in ("same", "alike")
    # Articles name categories in their own words; the same project outweighs that.
    if category == "different" and not (one_project and _may_be_one_programme(a, b)):
        return False
    agreed = one_project or category in ("same", "alike")
    if a.programme == b.programme and a.programme in matching().award.nameless and not agreed:
        return False
    # Bodies win year after year: where nothing tells the time, something else must be said by both.
    return edition != "not stated" or agreed or a.person or (a.tier is not None and a.tier == b.tier)


def _may_be_one_programme(a: Said, b: Said) -> bool:
    return a.programme == b.programme or a.ceremony in (a.programme, b.programme)


def edition_relation(a: Said, b: Said) -> Relation:
    """How the editions compare: by number, by year, else by when the articles appeared."""
    if a.number is not None and b.number is not None and a.number != b.number:
        return "different"
    if a.year is not None and b.year is not None:
        return "same" if a.year == b.year else "different"
    if a.number is not None and a.number == b.number:
        return "same"
    if a.time is None or b.time is None:
        return "not stated"
    return "alike" if abs(a.time - b.time) <= matching().award.most_years_from_edition else "different"


def project_relation(a: Said, b: Said) -> Relation:
    """How the projects compare."""
    if a.project is None or b.project is None:
        return "not stated" if a.project is b.project else "stated by one"
    if a.project.bare == b.project.bare:
        return "same"
    return "alike" if same_project(a.project, b.project) else "different"


def category_relation(a: Said, b: Said) -> Relation:
    """How the categories compare.

    A programme given within another is a category of that other, if it is named there: that it is not named
    does not make the one award the other.
    """
    if a.programme != b.programme:
        return _relation_within(*((b, a) if b.programme == b.ceremony else (a, b)))
    if are_two_awards(a.alias, b.alias):
        return "different"
    return _parts_relation(a.category, b.category, a, b)


def _relation_within(ceremony: Said, given: Said) -> Relation:
    """The same of a statement of a ceremony and of a programme that is given there."""
    named = [
        part
        for part in ceremony.category
        if programme_of(part) == given.programme and not are_two_awards(latin_alias(part), given.alias)
    ]
    if ceremony.programme != given.ceremony or not named:
        return "different"
    further = tuple(part for part in ceremony.category if part not in named)
    if not further or not given.category:
        return "alike"
    return _parts_relation(further, given.category, ceremony, given)


def _parts_relation(one: tuple[str, ...], other: tuple[str, ...], a: Said, b: Said) -> Relation:
    if not one or not other:
        return "stated by one" if one or other else "not stated"
    if one == other:
        return "same"
    return "alike" if same_parts(one, other, a.tier, b.tier) else "different"


def compare(a: Said, b: Said) -> Iterator[tuple[Field, Relation]]:
    """How each field of two statements compares."""
    yield "edition", edition_relation(a, b)
    yield "tier", _plain(a.tier, b.tier)
    yield "project", project_relation(a, b)
    yield "category", category_relation(a, b)
    if a.person:
        yield "affiliation", _plain(a.affiliation, b.affiliation)


def _plain(a: str | None, b: str | None) -> Relation:
    if a is None or b is None:
        return "not stated" if a is b else "stated by one"
    return "same" if a == b else "different"


def only_difference(a: Said, b: Said) -> Literal["year", "tier"] | None:
    """The field, year or tier, by which two statements contradict each other that else tell of one award.

    With one project, another year or another tier is a contradiction.  Without a project another year is
    another edition, and another tier of one edition a contradiction if the categories are the same.
    """
    tier_differs = _plain(a.tier, b.tier) == "different"
    year_differs = a.year is not None and b.year is not None and a.year != b.year
    if tier_differs == year_differs or _plain(a.affiliation, b.affiliation) == "different":
        return None
    project, category = project_relation(a, b), category_relation(a, b)
    if not _may_be_one_programme(a, b):
        return None
    if project in ("same", "alike"):
        if tier_differs and edition_relation(a, b) == "different":
            return None
        return "year" if year_differs else "tier"
    same_rest = project == "not stated" and a.year == b.year and a.year is not None and tier_differs
    if not same_rest or category == "different":
        return None
    named = a.programme not in matching().award.nameless
    return "tier" if named or category in ("same", "alike") else None
