"""Progress: where the reader stands in an article, what it carries along, and how far that reaches."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.assembly.drafts import Frame
from extract.assembly.phrases import AwardPhrase
from extract.assembly.recipients import Recipient

CLAUSE_BREAK = re.compile(
    r"\n|\s(?:ทั้งนี้|นอกจากนี้|อย่างไรก็ตาม|จากนั้น|กล่าวว่า|โดยมี|เพื่อให้|เพื่อเป็น|เพื่อ(?!การ)|ซึ่งเป็น(?:การ|กำลัง)|ณ)\s?"
)
"""A new line or words that open another statement."""
ROOM = 150
"""Characters that may stand between an award and what opens its list."""


@dataclass
class Progress:
    """Where the reader stands; all positions are characters of the text, -1 where there is none yet.

    `header` is the award, tier or category that the next list belongs to.  `subjects` are the winners named
    last with their verb, `refined` the award of which the last name told a part, `claimed` those who were
    said to have won several awards that a later list may name.  `barred` tells that what is listed in the
    next lines are others than winners (a shortlist, partners).
    """

    frame: Frame
    consumed: int = 0
    header: AwardPhrase | None = None
    list_end: int = -1
    subjects: list[Recipient] = field(default_factory=list)
    subject_frame: Frame | None = None
    subject_end: int = -1
    refined: Frame | None = None
    claimed: list[Recipient] = field(default_factory=list)
    claimed_frame: Frame | None = None
    barred: bool = False
