"""Progress: where the reader stands in an article, and what it carries along."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.assembly.drafts import Frame
from extract.assembly.phrases import AwardPhrase
from extract.assembly.recipients import Recipient


@dataclass
class Progress:
    """Where the reader stands; all positions are characters of the text, -1 where there is none yet.

    `header` is the award, tier or category that the next list belongs to.  `subjects` are the winners named
    last with their verb, `claimed` those who were said to have won several awards that a later list may name.
    """

    frame: Frame
    consumed: int = 0
    header: AwardPhrase | None = None
    list_end: int = -1
    subjects: list[Recipient] = field(default_factory=list)
    subject_frame: Frame | None = None
    subject_end: int = -1
    claimed: list[Recipient] = field(default_factory=list)
    claimed_frame: Frame | None = None
