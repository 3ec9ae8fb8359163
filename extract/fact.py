"""The types that the extraction hands on: award facts, count checks and the extraction of one article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

RecipientType = Literal["organisation", "person", "product"]
Span = tuple[int, int]
"""Start and end (exclusive) in characters of the article's document text."""


@dataclass(frozen=True, slots=True)
class AwardFact:
    """One award that one article says one recipient won.

    `organisation` is the canonical form of `organisation_text` (as written).  `year` is in the Buddhist
    era, `year_ce` in the common era.  `spans` holds the characters that each field was read from, and
    "evidence", the clause that states the win; a field without a span was not read from the text.
    """

    recipient_type: RecipientType
    award: str
    organisation: str | None = None
    organisation_text: str | None = None
    aliases: tuple[str, ...] = ()
    province: str | None = None
    category: str | None = None
    tier: str | None = None
    year: int | None = None
    year_ce: int | None = None
    project: str | None = None
    person: str | None = None
    confidence: float = 0.0
    rule: str = ""
    spans: Mapping[str, Span] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The fact as the JSON of design.md."""
        return {
            "recipient_type": self.recipient_type,
            "organisation": self.organisation,
            "organisation_text": self.organisation_text,
            "aliases": list(self.aliases),
            "province": self.province,
            "award": self.award,
            "category": self.category,
            "tier": self.tier,
            "year": self.year,
            "year_ce": self.year_ce,
            "project": self.project,
            "person": self.person,
            "confidence": self.confidence,
            "rule": self.rule,
            "spans": {name: list(span) for name, span in self.spans.items()},
        }


@dataclass(frozen=True, slots=True)
class CountCheck:
    """A count that the article claims ("18 รางวัล ได้แก่") beside the number of facts found under it."""

    kind: str
    claimed: int
    found: int
    start: int
    end: int

    @property
    def met(self) -> bool:
        """Whether as many were found as claimed."""
        return self.claimed == self.found

    def to_json(self) -> dict[str, Any]:
        """The check as the JSON of design.md."""
        return {
            "kind": self.kind,
            "claimed": self.claimed,
            "found": self.found,
            "start": self.start,
            "end": self.end,
        }


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one article.  `text` is the document text that the spans refer to."""

    id: str
    url: str | None
    title: str
    published: date | None
    text: str
    awards: tuple[AwardFact, ...] = ()
    checks: tuple[CountCheck, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The JSON object that `rangwan extract` prints for the article (without its text)."""
        return {
            "id": self.id,
            "url": self.url,
            "title": self.title,
            "published": self.published.isoformat() if self.published else None,
            "awards": [fact.to_json() for fact in self.awards],
            "checks": [check.to_json() for check in self.checks],
        }
