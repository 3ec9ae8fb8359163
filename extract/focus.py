"""Focus: blanks the long paragraphs that can hold no part of a win, so that no component spends time on them.

A release of several pages tells its awards in a few paragraphs.  Blanked characters become spaces, one for
one, so every offset stays what it was.
"""

from __future__ import annotations

import re

SHORT = 300
"""Characters: a shorter line may be a heading or an item of a list and is always read."""

LEAD = 8
"""Lines at the top that are always read: title, date, lead, where abbreviations are defined."""

RELEVANT = re.compile(
    "รางวัล|โล่|เกียรติ|[Aa]ward|AWARD|[Pp]rize|PRIZE|อวอร์ด|ชนะเลิศ|ชมเชย|ดีเด่น|ยอดเยี่ยม|คว้า|เหรียญ|ประกวด|คัดเลือก"
    "|ได้แก่|ดังนี้|อาทิ(?!ตย)|สุดยอด|Vote|ขวัญใจ|แชมป์|ถ้วย|เข็ม|ยกย่อง"
)


def focus(text: str) -> str:
    """The text with its irrelevant long lines blanked; of the same length."""
    lines = text.split("\n")
    if len(text) < 2 * SHORT:
        return text
    kept = [
        line if number < LEAD or len(line) <= SHORT or RELEVANT.search(line) else " " * len(line)
        for number, line in enumerate(lines)
    ]
    return "\n".join(kept)
