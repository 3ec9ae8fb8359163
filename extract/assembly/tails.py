"""Tails: what a clause still says of a win behind the award and its giver: work, tier, edition."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.drafts import Frame
from extract.assembly.phrases import AwardPhrase
from extract.assembly.reading import Reading
from extract.assembly.works import project_at
from extract.mention import Mention

REACH = 150
"""Characters behind an award within which the clause is read on."""
CLAUSE_END = re.compile(
    r"\n|ซึ่ง|ทั้งนี้|นอกจากนี้|โดยมี|โดยผู้|รับรางวัล|คว้า|มอบ|รางวัล|โล่|ให้แก่|ให้กับ|เมื่อวันที่|พร้อม|และได้|และยัง|ในฐานะ|ขณะที่|ถือ|นับ"
    r"|เพื่อ(?!การ)|จำนวน|สะท้อน|ตอกย้ำ|อย่างไร|ได้แก่|ประกอบด้วย|ดังนี้|อาทิ|กล่าว|เปิดเผย|เผย|(?<=\s)ส่วน|สำหรับ|ตลอดจน|รวมทั้ง|รวมถึง|[,;]"
)
"""Behind these words the text speaks of something else."""
SURE_WORK = re.compile(r"(?:จาก|ด้วย|ใน|กับ|ส่ง|เสนอ|ที่ได้รับจาก|ได้รับจาก|ภายใต้ชื่อ|ในชื่อ|เรื่อง\s|การดำเนินงานของ)")
"""A lead that begins so names the work that won, also at some distance."""
DATED = re.compile(r"(?:ใน|และ|เมื่อ|ตั้งแต่|ถึง|กับ)\s?$")
"""Before a year: it dates the next clause."""
BEHIND_WORK = re.compile(r"[”\"]?\)? ?(?P<word>ใน|เมื่อ) ?")
CLAUSE_CLOSES = re.compile(r"\s?(?:และ|,|\n|$|ซึ่ง|ที่ผ่านมา|ด้วย|อีกด้วย|นี้)")
"""Behind a year that is the last word of its clause."""


def told_behind(reading: Reading, frame: Frame, phrase: AwardPhrase, position: int) -> Frame:
    """The frame of a win with the work, tier and edition that stand behind the award's giver."""
    text = reading.text
    stop = CLAUSE_END.search(text, position, min(reading.line_of(position).end, position + REACH))
    end = stop.start() if stop else min(reading.line_of(position).end, position + REACH)
    if frame.project is None:
        frame = _work(reading, frame, position, end)
        if frame.project is not None:
            end = min(end, frame.project[0])
    if frame.tier is None:
        for tier in reading.within("tier", position, end):
            if tier.attributes["lead"].endswith("ระดับ") or text[tier.start - 1] == " ":
                frame = replace(frame, tier=tier.span)
                break
    if phrase.year is None:
        for year in reading.within("year", position, end):
            start = year.attributes["phrase"][0]
            dated = DATED.search(text, max(position, start - 8), start)
            if year.attributes["lead"] and (not dated or _closes(text, dated[0], year)):
                frame = replace(frame, year=year.span, year_value=year.value)
                break
        else:
            frame = _year_of_work(reading, frame)
    return frame


def _year_of_work(reading: Reading, frame: Frame) -> Frame:
    """จากผลงาน... ในปี 2557 และ...: the year that closes the clause right behind the work."""
    lead = BEHIND_WORK.match(reading.text, frame.project[1]) if frame.project is not None else None
    year = reading.phrase_at("year", lead.end()) if lead else None
    if lead is None or year is None or not _closes(reading.text, lead["word"], year):
        return frame
    return replace(frame, year=year.span, year_value=year.value)


def _closes(text: str, lead: str, year: Mention) -> bool:
    """จากองค์การX เมื่อปี 2567, ในปี 2557 และ...: the year dates the win where its clause ends with it."""
    closes = CLAUSE_CLOSES.match(text, year.attributes["phrase"][1])
    return lead.strip() in ("ใน", "เมื่อ") and closes is not None


def _work(reading: Reading, frame: Frame, position: int, end: int) -> Frame:
    for lead in reading.within("project", position, end):
        if SURE_WORK.match(lead.text) and reading.text[lead.start - 1] in ' )”"':
            line_end = reading.line_of(position).end
            project, _ = project_at(reading, lead.end, line_end, bounded=False)
            if project is not None and not reading.within("award", *project):
                return replace(frame, project=project)
    return frame
