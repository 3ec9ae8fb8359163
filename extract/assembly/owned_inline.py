"""Awards under their winner within a line: 1) <body> จำนวน 2 รางวัล ได้แก่ 1.1) ประเภท... 1.2) ประเภท..."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.assembly.award_lists import award_of_item
from extract.assembly.drafting import Drafting
from extract.assembly.drafts import Frame
from extract.assembly.frames import inner_frame, with_project
from extract.assembly.progress import Progress
from extract.assembly.qualifiers import with_place
from extract.assembly.reading import Reading, numbers_from
from extract.assembly.recipients import Recipient
from extract.lexicons import cue_pattern

COUNTED = re.compile(
    r"\s?(?:ได้รับ|คว้า|ได้)?\s?(?:จำนวน\s?)?[0-9๐-๙]{1,2}\s?(?:รางวัล|ผลงาน)\s?"
    rf"(?:{cue_pattern('list', 'openers')})?\s?:?\s?"
)
"""Behind a body: how many awards it won, and perhaps what opens their list."""
OPENS = re.compile(rf"[^\n]{{0,40}}?(?:{cue_pattern('list', 'openers')})\s?:?\s?(?=\(?1\s?[.)])")
PART = re.compile(
    r"(?:(?<=[\s,:])|(?<=และ))(?:(?P<item>[0-9๐-๙]{1,2})\.[0-9๐-๙]{1,2}[.)]*|\([0-9๐-๙]{1,2}\))\s?(?![0-9๐-๙])"
)
"""The number of one award of a body: 1.1), 2.1, (1)."""


def follows_inline(drafting: Drafting, progress: Progress, position: int, outer: Frame) -> bool:
    """กระทรวงX มีผลงานที่ได้รับรางวัล... 9 ผลงาน ประกอบด้วย 1) กรมA จำนวน 2 รางวัล...: the same behind a win.

    Who was said to have won before tells of the bodies under it.
    """
    opener = OPENS.match(drafting.text, position)
    return opener is not None and read_owned_inline(drafting, progress, opener.end(), outer)


def read_owned_inline(drafting: Drafting, progress: Progress, position: int, outer: Frame) -> bool:
    """Draft the awards of each body of the list that begins at `position`, if each tells how many it won.

    `outer` is the award that was named before the list, to which those of the bodies belong.
    """
    reading = drafting.reading
    line = reading.line_of(min(position, len(reading.text) - 1))
    numbers = numbers_from(reading.text, position, line.end)
    told: list[tuple[Recipient, Frame, int, int]] = []
    for index, (number, _, begin) in enumerate(numbers):
        stop = numbers[index + 1][1] if index + 1 < len(numbers) else line.end
        found = list(_awards_of(reading, number, begin, stop, outer))
        if not found:
            return False
        told += found
    for recipient, frame, start, end in told:
        drafting.emit("heading-body", recipient, frame, (start, end))
    if told:
        progress.consumed = progress.list_end = told[-1][3]
        progress.header = None
    return bool(told)


def _awards_of(
    reading: Reading, number: int, begin: int, stop: int, outer: Frame
) -> Iterator[tuple[Recipient, Frame, int, int]]:
    """The awards that the item of this number tells of the body with which it opens."""
    body = reading.at("organisation", begin)
    if body is None:
        return
    province: str | None = body.attributes.get("province")
    owner = with_place(reading, Recipient("organisation", begin, body.end, body, province=province), stop)
    counted = COUNTED.match(reading.text, owner.end, stop)
    if counted is None:
        return
    parts = [
        match.end()
        for match in PART.finditer(reading.text, counted.end() - 1, stop)
        if match["item"] is None or int(match["item"]) == number
    ]
    for start in parts or [counted.end()]:
        phrase = award_of_item(reading, start, stop)
        if phrase is None:
            continue
        frame, end = with_project(reading, inner_frame(reading, outer, phrase), phrase.end)
        yield owner, frame, start, end
