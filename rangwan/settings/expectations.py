"""What a normal run brings: the limits whose breaches are told, or hold the publication."""

from __future__ import annotations

from typing import Any

from pydantic import Field, model_validator

from rangwan.settings.tables import Table


class Limit(Table):
    """One expectation: where its limit lies, from how many on it is asked, whether a breach holds."""

    limit: float = Field(ge=0)
    least: int = Field(default=1, ge=1)
    """Of fewer cases nothing is said."""
    holds: bool = True
    """Whether a breach holds the publication; else it is an issue and no more."""


class Expectations(Table):
    """What a normal run brings.  `docs/operations.md` tells what each breach means and what to do."""

    shrinking: Limit = Limit(limit=0.1, least=20)
    """Share by which the articles, facts, organisations, programmes or awards may become fewer."""
    rewritten: Limit = Limit(limit=0.2, least=50)
    """Share of the published facts that may be read otherwise, or no more, in unchanged articles."""
    too_many_articles: Limit = Limit(limit=10, least=100)
    """How many times the most that a crawl of the source has brought may be new at once."""
    too_few_articles: Limit = Limit(limit=7, least=1, holds=False)
    """Crawls in a row that may bring nothing of a source that normally brings `least` or more."""
    undated: Limit = Limit(limit=0.5, least=20)
    """Share of a source's new articles that may lack the day of publication."""
    facts_per_article: Limit = Limit(limit=5, least=20)
    """How many times as many facts an article as before a source's new articles may give."""
    facts_missing: Limit = Limit(limit=0.2, least=10, holds=False)
    """Share that must come of the facts expected (`least` or more) of a source's new articles."""
    unresolved: Limit = Limit(limit=0.2, least=20)
    """Share of the new organisations of which nobody knows which body they are."""
    counts_failed: Limit = Limit(limit=0.5, least=6)
    """Share of the counts claimed ("18 รางวัล") and normally found that may not be found in new articles."""

    @model_validator(mode="before")
    @classmethod
    def _filled_up(cls, given: Any) -> Any:
        """What the file does not say of a limit stays as it is."""
        if not isinstance(given, dict):
            return given
        normal = {name: field.default for name, field in cls.model_fields.items()}
        return {
            name: normal[name].model_dump() | value if isinstance(value, dict) and name in normal else value
            for name, value in given.items()
        }
