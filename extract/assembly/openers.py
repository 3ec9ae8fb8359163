"""Openers: ได้แก่, ดังนี้, ประกอบด้วย and the list of winners behind them, if it is one."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.anchors import Anchor
from extract.assembly.award_lists import SEVERAL, list_of_awards
from extract.assembly.clauses import CLAUSE_BREAK, ROOM
from extract.assembly.drafting import Drafting
from extract.assembly.lists import read_list
from extract.assembly.noise import LOTTERY
from extract.assembly.phrases import AwardPhrase, read_phrase
from extract.assembly.progress import Progress
from extract.assembly.reading import Reading
from extract.assembly.roles import Role, role_of

WINNERS = re.compile(
    r"(?:ที่(?:ได้|เข้า|ผ่าน)?(?:รับ)?(?:รางวัล|การคัดเลือก|คัดเลือก|การยกย่อง|โล่)|ผู้ชนะ|ผู้ได้รับ|ชนะเลิศ"
    r"|ผลการ(?:ประกวด|แข่งขัน|ตัดสิน)|รายชื่อ|ผู้ที่ได้|ซึ่งได้รับรางวัล|ได้รับรางวัล|ได้รางวัล|มอบให้)[^\n]{0,90}$"
)
TOLD_AS_WIN = re.compile(r"(?:ได้รับ|คว้า|เข้ารับ|(?<!ที่)รับ)(?:โล่|ถ้วย|มอบ)*รางวัล")
COUNTED = re.compile(
    r"(?:จำนวน\s?)?[0-9๐-๙]{1,3}\s?(?:รางวัล|แห่ง|หน่วยงาน|องค์กร|องค์การ|ราย|ทีม|จังหวัด|เทศบาล|โรงเรียน|บริษัท|ชุมชน"
    r"|สถานประกอบการ|อปท\.?|พื้นที่)(?:ด้วยกัน)?\s?$"
)
EXPLAINED_COUNT = re.compile(r"จำนวน\s?[0-9๐-๙]{1,3}\s?\S{1,14}\s?$")
OTHER_LIST = re.compile(
    r"(?:การร่วมมือ|ความร่วมมือระหว่าง|ร่วมกับ|สนับสนุน(?:จาก|โดย)|เยี่ยมชม|นิทรรศการ|คุณสมบัติ|เป้าหมาย|อำนวยความสะดวก"
    r"|เข้าร่วม(?!ประกวด)|เข้ารอบ|คณะกรรมการ|ดำเนินการ|แห่งแรก|จะร่วมจัด|หลักเกณฑ์|เกณฑ์การ|ข้อเสนอผลงาน)[^\n]{0,60}$"
)
"""What a list behind these words tells is not who won: visits, exhibitions, criteria, partners, shortlists."""


def read_opener(drafting: Drafting, progress: Progress, anchor: Anchor) -> None:
    if progress.claimed and progress.claimed_frame is not None:
        awards = list_of_awards(drafting.reading, anchor.start, progress.claimed_frame)
        if len(awards) >= SEVERAL:
            for inner, end in awards:
                drafting.emit_all("claimed-list", progress.claimed, inner, end)
            progress.consumed = max(end for _, end in awards)
            return
    header = progress.header
    before = drafting.text[max(0, anchor.start - ROOM) : anchor.start]
    frame = progress.frame
    near = (
        header is not None
        and 0 <= anchor.start - header.end <= ROOM
        and not CLAUSE_BREAK.search(drafting.text[header.end : anchor.start])
    )
    line = drafting.reading.line_of(anchor.start)
    if not near and header is not None and header.start >= line.content:
        near = anchor.start - header.end <= ROOM and header.start <= line.content + 2
    if not near and header is not None:
        near = _explains(drafting.reading, header, anchor.start)
    if not near and header is not None and anchor.start <= line.content + 1:
        above = drafting.reading.line_of(header.start)
        following = drafting.reading.next_line(above.start)
        near = following is not None and following.start == line.start and above.end - header.end <= 3
    if (
        not near
        and not WINNERS.search(before[before.rfind("\n") + 1 :])
        and not _counts(drafting.reading, anchor.start)
    ):
        return
    if not near and re.search(r"จะได้รับ|ชิงรางวัล|มีสิทธิ", before):
        return
    copula = drafting.text[anchor.start : anchor.end].strip() == "คือ"
    found = read_list(drafting.reading, anchor.end, works=not copula)
    if not found.recipients or LOTTERY.search(before) or OTHER_LIST.search(before[before.rfind("\n") + 1 :]):
        return
    if TOLD_AS_WIN.search(drafting.text, anchor.end, max(r.end for r in found.recipients)):
        return
    phrase = header if near else None
    if frame.year is None:
        for year in drafting.reading.within("year", max(0, anchor.start - 60), anchor.start):
            frame = replace(frame, year=year.span, year_value=year.value)
    drafting.emit_list("list", found, frame, phrase)
    progress.consumed = progress.list_end = found.end


def _explains(reading: Reading, header: AwardPhrase, position: int) -> bool:
    """4. รางวัลX เป็นรางวัลสำหรับ... จำนวน 7 ทุน ได้แก่: an item explains its prize at length before its winners."""
    line = reading.line_of(position)
    opens = line.is_item and line.start <= header.start <= line.content + 2 and header.name is not None
    return (
        opens and EXPLAINED_COUNT.search(reading.text, max(line.start, position - 40), position) is not None
    )


def _counts(reading: Reading, position: int) -> bool:
    """... รางวัล ... จำนวน 5 แห่ง ได้แก่: the count ties the list to an award named earlier in the line."""
    line = reading.line_of(position)
    if not COUNTED.search(reading.text, max(line.start, position - 40), position):
        return False
    awards = reading.within("award", max(line.start, position - 420), position)
    roles = [role_of(reading, read_phrase(reading, m))[0] for m in awards]
    return Role.WON in roles or Role.GIVEN in roles
