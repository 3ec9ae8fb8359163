"""The thresholds and lists of matching.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Kinds(_Table):
    """Kinds of organisations by what identifies one of them."""

    nationwide: frozenset[str]
    identified_by_name: frozenset[str]
    recurring: frozenset[str]
    known_without_owner: frozenset[str]
    named_after_areas: frozenset[str]
    named_after_provinces: frozenset[str]


class Spelling(_Table):
    """When two names are taken for one and a slip of spelling."""

    least_letters: int = Field(ge=2)
    least_similarity: float = Field(gt=0, le=1)
    least_similarity_of_places: float = Field(gt=0, le=1)
    dominance: int = Field(ge=1)


class Abbreviation(_Table):
    """When what articles define decides what an abbreviation stands for."""

    least_articles: int = Field(ge=1)
    least_articles_of_latin: int = Field(ge=1)


class Award(_Table):
    """When two statements are taken for one award."""

    least_project_similarity: float = Field(gt=0, le=100)
    least_category_similarity: float = Field(gt=0, le=100)
    least_prefix: int = Field(ge=1)
    most_years_from_edition: int = Field(ge=0)
    least_cut: int = Field(ge=1)
    most_compared: int = Field(ge=1)
    neighbours: int = Field(ge=1)
    project_leads: tuple[str, ...]
    category_leads: tuple[str, ...]
    programme_leads: tuple[str, ...]
    nameless: frozenset[str]


class Matching(_Table):
    """matching.toml."""

    kinds: Kinds
    spelling: Spelling
    abbreviation: Abbreviation
    award: Award


@cache
def matching() -> Matching:
    """The settings; raises `pydantic.ValidationError` when the file has an unknown key or a wrong value."""
    return Matching.model_validate(tomllib.loads(files("db").joinpath("matching.toml").read_text("utf-8")))
