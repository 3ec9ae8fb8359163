"""Giving: a verb of giving before an award (มอบรางวัล...), and the recipients behind ให้แก่."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.assembly.award_lists import list_of_awards
from extract.assembly.drafting import Drafting
from extract.assembly.drafts import Frame
from extract.assembly.frames import inner_frame, with_project
from extract.assembly.lists import read_list
from extract.assembly.phrases import AwardPhrase, read_phrase
from extract.assembly.progress import CLAUSE_BREAK, Progress
from extract.assembly.reading import is_blank
from extract.assembly.recipients import RecipientList
from extract.lexicons import cue_pattern

TO = re.compile(
    rf"(?P<between>[^\n]{{0,60}}?)(?<!ได้)(?<!ประโยชน์)(?<!คุณูปการ)(?:{cue_pattern('give', 'to')})[ ]?"
)
ENVOY = re.compile(r"(?:ตัวแทน|ผู้แทน)(?:ของ|จาก)?\s?(?!หน่วยงาน|องค์กร|ชุมชน(?!\S))")
"""แก่ตัวแทน บริษัท...: who takes it for the body that is named."""
NEXT_TO = re.compile(rf"[”\"]?\s?(?:{cue_pattern('give', 'to')})[ ]?")
NAMED = ("รางวัล", "โล่รางวัล", "ถ้วยรางวัล", "")
"""What is given by a name; a plaque and a certificate beside it are tokens of one award."""
AND = re.compile(r"[”\"]?\s?(?:และ|,|พร้อมทั้ง|รวมทั้ง|รวมถึง)\s?(?:มอบ)?\s?[“\"]?\s?")
KIND_OF_WINNER = re.compile(
    rf"\s?(?P<name>(?:(?!ประจำปี|รางวัล)[^\n,]){{5,100}}?(?:ดีเด่น|ยอดเยี่ยม|ต้นแบบ|แห่งชาติ))\s?"
    rf"(?:ใน(?:พื้นที่|เขต)?\s?(?:จังหวัด|จ\.)\s?[ก-๙]{{3,16}}\s?)?"
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
            beside = list(_beside(drafting, phrase, match.start(), match.end("between")))
            _give(drafting, progress, found, frame, phrase)
            if len(found.recipients) == 1:
                for further in beside:
                    drafting.emit_list("given-to", found, _next_frame(drafting, frame, further), None)
            return frame
        kind = KIND_OF_WINNER.match(drafting.text, match.end()) if phrase.name is None else None
        if kind:
            frame = replace(frame, award=kind.span("name"), programme=None, category=None, tier=None)
            for year in drafting.reading.within("year", kind.end("name"), kind.end()):
                frame = replace(frame, year=year.span, year_value=year.value)
            progress.consumed = kind.end()
    progress.header = phrase
    return frame


def _beside(drafting: Drafting, phrase: AwardPhrase, start: int, end: int) -> Iterator[AwardPhrase]:
    """มอบรางวัลA และรางวัลB ให้แก่: the further awards that are given to the same."""
    for award in drafting.reading.within("award", start, end):
        other = read_phrase(drafting.reading, award)
        joined = AND.fullmatch(drafting.text, phrase.end, award.start)
        if joined is None or award.attributes["kind"] != "name" or award.attributes["object"] not in NAMED:
            return
        phrase = other
        yield other


def _next_frame(drafting: Drafting, frame: Frame, phrase: AwardPhrase) -> Frame:
    """The frame of a further award: beside a prize of a programme another one of it, else one of its own."""
    if frame.category is not None and frame.programme is not None and phrase.programme is None:
        return inner_frame(drafting.reading, replace(frame, category=None), phrase)
    return frame.over(phrase)


def read_next_gift(drafting: Drafting, progress: Progress, phrase: AwardPhrase) -> Frame | None:
    """มอบรางวัลA ให้แก่ X และรางวัลB ให้แก่ Y: an award that goes on with what was given right before.

    The frame after it; None where it does not.
    """
    last = drafting.drafts[-1] if drafting.drafts else None
    if last is None or last.rule != "given-to" or phrase.name is None or progress.list_end > phrase.start:
        return None
    joined = AND.fullmatch(drafting.text, progress.list_end, phrase.start)
    if joined is None or NEXT_TO.match(drafting.text, phrase.end) is None:
        return None
    return read_giving(drafting, progress, phrase, _next_frame(drafting, last.frame, phrase))


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
