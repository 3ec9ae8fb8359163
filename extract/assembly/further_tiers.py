"""Further tiers: X ได้รับรางวัลY ระดับดีเด่น จากผลงาน... และระดับดี จากผลงาน...: the same body won at two levels."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.drafting import Drafting
from extract.assembly.phrases import AwardPhrase, read_qualifiers
from extract.assembly.progress import Progress
from extract.assembly.topics import in_passing
from extract.assembly.winning import win
from extract.mention import Mention

AND = re.compile(r"(?:^|\s|[”\"')])(?:และ|,|รวมถึง|รวมทั้ง|ตลอดจน|อีกทั้ง)\s?(?:ได้รับ|คว้า)?\s?(?:รางวัล)?\s*$")
APART = 170
"""Characters between the win at one level and the next level: the work that won stands there."""


def read_further_tier(drafting: Drafting, progress: Progress, tier: Mention) -> bool:
    """Draft the win of those who just won at another level; whether the tier tells of one."""
    before, start = progress.subject_frame, tier.attributes["phrase"][0]
    if not progress.subjects or before is None or before.tier is None:
        return False
    text, end = drafting.text, progress.subject_end
    between = text[end:start]
    if not 0 <= start - end <= APART or "\n" in between or not AND.search(between):
        return False
    bodies = drafting.reading.within("organisation", end, start)
    if drafting.reading.within("person", end, start) or not all(
        in_passing(drafting.reading, body, end) for body in bodies
    ):
        return False
    if text[before.tier[0] : before.tier[1]] == tier.text:
        return False
    phrase = AwardPhrase(start, max(tier.end, tier.attributes["phrase"][1]), tier=tier.span)
    phrase = read_qualifiers(drafting.reading, phrase)
    frame = replace(before, tier=phrase.tier, category=phrase.category or before.category)
    win(drafting, progress, phrase, frame, progress.subjects, rule="subject-won-also")
    return True
