"""Shortlists: lists of those who reached the next round of a contest, of whom nobody has won yet."""

from __future__ import annotations

import re

from extract.assembly.lists import read_list
from extract.assembly.reading import Reading, is_blank

SHORTLIST = re.compile(r"(?:เข้า(?:ไป)?(?:สู่)?รอบ|ผ่านเข้า)(?:ชิงชนะเลิศ)?(?:(?!ชนะเลิศ|รางวัล)[^\n]){0,60}$")


def is_shortlist(lead: str) -> bool:
    """Whether the words before an opener tell of a round that was reached (ผู้ผ่านเข้ารอบ 10 ทีม ได้แก่)."""
    return SHORTLIST.search(lead) is not None


def end_of_shortlist(reading: Reading, position: int) -> int:
    """The end of all items in the lines below, headings of fields too, or of what the line lists."""
    line = reading.line_of(position)
    if not is_blank(reading.text, position, line.end):
        return read_list(reading, position).end
    following = reading.next_line(line.start)
    while following is not None and following.is_item:
        line, following = following, reading.next_line(following.start)
    return line.end
