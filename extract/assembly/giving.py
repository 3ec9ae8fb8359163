"""Giving: a verb of giving before an award (มอบรางวัล...), and the recipients behind ให้แก่."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.award_lists import list_of_awards
from extract.assembly.drafting import Drafting
from extract.assembly.drafts import Frame
from extract.assembly.frames import with_project
from extract.assembly.lists import read_list
from extract.assembly.phrases import AwardPhrase
from extract.assembly.progress import CLAUSE_BREAK, Progress
from extract.assembly.reading import is_blank
from extract.assembly.recipients import RecipientList
from extract.lexicons import cue_pattern

TO = re.compile(
    rf"(?P<between>[^\n]{{0,60}}?)(?<!ได้)(?<!ประโยชน์)(?<!คุณูปการ)(?:{cue_pattern('give', 'to')})[ ]?"
)
ENVOY = re.compile(r"(?:ตัวแทน|ผู้แทน)(?:ของ|จาก)?\s?(?!หน่วยงาน|องค์กร|ชุมชน(?!\S))")
"""แก่ตัวแทน บริษัท...: who takes it for the body that is named."""
KIND_OF_WINNER = re.compile(
    rf"\s?(?P<name>(?:(?!ประจำปี|รางวัล)[^\n,]){{5,100}}?(?:ดีเด่น|ยอดเยี่ยม|ต้นแบบ|แห่งชาติ))\s?"
    rf"(?:ประจำปี(?:งบประมาณ)?\s?(?:พ\.ศ\.\s?)?[0-9๐-๙]{{2,4}}\s?)?(?:(?:ให้)?แก่[ก-๙. ]{{3,40}}?\s?)?"
    r"(?:จำนวน\s?[0-9๐-๙]+\s?[ก-๙]+\s?)?"
    rf"(?=(?:{cue_pattern('list', 'openers')}))"
)


OTHER_OBJECT = re.compile(
    r"(?:^|[\s”\"]|และ|พร้อม|ทั้ง)มอบ(?!หมาย)\s?(?P<object>(?:โล่|ถ้วย|เข็ม|เหรียญ|เกียรติบัตร|ประกาศเกียรติคุณ)(?P<name>[^\s]*))?"
)
"""มอบรางวัลA จำนวน 6 รางวัล และมอบโล่B แก่ <body>: it is B that the body is given."""
SECOND_TO = re.compile(r"\s?(?:ให้แก่|ให้กับ)\s?")
"""มอบประกาศเกียรติคุณผู้มอบหนังสือแก่หอสมุด ให้กับ <body>: whom the plaque is given, behind whom it names."""


def read_giving(drafting: Drafting, progress: Progress, phrase: AwardPhrase, frame: Frame) -> Frame:
    """มอบรางวัล... ให้แก่ <list>: draft what the recipients are given; the frame that holds after it."""
    match = TO.match(drafting.text, phrase.end)
    other = OTHER_OBJECT.search(match["between"]) if match else None
    if match and other is not None:
        if not other["name"]:
            progress.header = phrase
            return frame
        start = match.start("between")
        given = (start + other.start("object"), start + other.end("object"))
        frame = Frame(award=given, year=frame.year, year_value=frame.year_value)
    if match and not CLAUSE_BREAK.search(match["between"]) and "มอบหมาย" not in match["between"]:
        envoy = ENVOY.match(drafting.text, match.end()) if phrase.name is not None else None
        found = read_list(drafting.reading, envoy.end() if envoy else match.end(), works=False)
        second = SECOND_TO.match(drafting.text, found.end) if len(found.recipients) == 1 else None
        if second and (behind := read_list(drafting.reading, second.end(), works=False)).recipients:
            _give(drafting, progress, behind, frame, phrase)
            return frame
        if found.recipients and found.recipients[0].start <= _first_place(
            drafting, envoy.end() if envoy else match.end()
        ):
            _give(drafting, progress, found, frame, phrase)
            return frame
        kind = KIND_OF_WINNER.match(drafting.text, match.end()) if phrase.name is None else None
        if kind:
            frame = replace(frame, award=kind.span("name"), programme=None, category=None, tier=None)
            for year in drafting.reading.within("year", kind.end("name"), kind.end()):
                frame = replace(frame, year=year.span, year_value=year.value)
            progress.consumed = kind.end()
    progress.header = phrase
    return frame


def _first_place(drafting: Drafting, position: int) -> int:
    """Up to where the first recipient must begin: at once, or behind the bullet of the next line."""
    line, following = drafting.reading.line_of(position), drafting.reading.next_line(position)
    ends = is_blank(drafting.text, position, line.end)
    return following.content if ends and following is not None else position + 3


def _give(
    drafting: Drafting, progress: Progress, found: RecipientList, frame: Frame, phrase: AwardPhrase
) -> None:
    """One recipient of several listed awards, or several of the award that was named."""
    awards = list_of_awards(drafting.reading, found.end, frame) if len(found.recipients) == 1 else []
    if awards:
        progress.consumed = drafting.emit_awards("given-to-list", found.recipients, awards)
        progress.claimed, progress.claimed_frame = list(found.recipients), frame
    else:
        framed, end = with_project(drafting.reading, frame, found.end)
        drafting.emit_list("given-to", found, framed, phrase)
        progress.consumed = progress.list_end = max(found.end, end)
    progress.header = None
