"""Drafts: facts under assembly, as spans; and the frame of award, year and category that is carried along."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.assembly.phrases import AwardPhrase
from extract.assembly.recipients import Recipient
from extract.fact import Span


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of the award at a point of the text: from its headings and from what was said before."""

    award: Span | None = None
    programme: str | None = None
    category: Span | None = None
    tier: Span | None = None
    year: Span | None = None
    year_value: int | None = None
    project: Span | None = None
    undated: bool = False
    """Whether it was won some time ago (เคยได้รับ), so that the edition of the article is not its own."""

    def over(self, phrase: AwardPhrase) -> Frame:
        """The frame after a phrase: a named award replaces what was known, anything else refines it.

        A new category keeps the tier that was said above the one before (ระดับดี ประเภทA ..., ประเภทB ...).
        """
        if phrase.name is not None:
            return Frame(
                phrase.name,
                phrase.programme,
                phrase.category,
                phrase.tier,
                phrase.year or self.year,
                phrase.year_value or self.year_value,
            )
        frame = replace(self, undated=False)
        if phrase.category is not None:
            above = self.tier is not None and self.category is not None and self.tier[0] < self.category[0]
            frame = replace(frame, category=phrase.category, tier=self.tier if above else None)
        if phrase.tier is not None:
            frame = replace(frame, tier=phrase.tier)
        if phrase.year is not None:
            frame = replace(frame, year=phrase.year, year_value=phrase.year_value)
        return frame


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact as spans, with the rule that drew it.

    `claimed` is how many awards its statement speaks of, `tellings` how often the article tells the win.
    """

    rule: str
    recipient: Recipient
    frame: Frame
    evidence: Span
    claimed: int = 1
    tellings: int = 1
