"""Openers: ได้แก่, ดังนี้, ประกอบด้วย and the list of winners behind them, if it is one."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.anchors import Anchor
from extract.assembly.award_lists import SEVERAL, list_of_awards
from extract.assembly.drafting import Drafting
from extract.assembly.drafts import Frame
from extract.assembly.elided import head_said
from extract.assembly.headings import OWN_AWARD
from extract.assembly.lists import read_list
from extract.assembly.noise import LOTTERY
from extract.assembly.owned_awards import read_owned_awards
from extract.assembly.owned_inline import read_owned_inline
from extract.assembly.owners import is_work_at
from extract.assembly.phrases import AwardPhrase, read_phrase
from extract.assembly.progress import CLAUSE_BREAK, ROOM, Progress
from extract.assembly.reading import Reading, is_blank
from extract.assembly.roles import Role, role_of
from extract.assembly.shortlists import end_of_shortlist, is_shortlist
from extract.fact import Span
from normalize.text import arabic_digits

WINNERS = re.compile(
    r"(?:ที่(?:ได้|เข้า|ผ่าน)?(?:รับ)?(?:รางวัล|การคัดเลือก|คัดเลือก|การยกย่อง|โล่)|ผู้ชนะ"
    r"|ผู้ได้รับ(?!ผลกระทบ|ความ|บาดเจ็บ|ประโยชน์|สิทธิ|เชิญ|มอบ|อนุญาต|ใบอนุญาต|อันตราย|สัมปทาน|แต่งตั้ง|การช่วยเหลือ|การสนับสนุน)|ชนะเลิศ"
    r"|ผลการ(?:ประกวด|แข่งขัน|ตัดสิน|คัดเลือก|พิจารณา)|ผลรางวัล|รายชื่อ|ผู้ที่ได้|ซึ่งได้รับรางวัล|ได้รับรางวัล|ได้รางวัล|มอบให้)[^\n]{0,90}$"
)
TOLD_AS_WIN = re.compile(r"(?:ได้รับ|คว้า|เข้ารับ|(?<!ที่)รับ)(?:โล่|ถ้วย|มอบ)*รางวัล")
COUNTED = re.compile(
    r"(?:จำนวน\s?)?[0-9๐-๙]{1,3}\s?(?:รางวัล|แห่ง|หน่วยงาน|องค์กร|องค์การ|ราย|ทีม|จังหวัด|เทศบาล|โรงเรียน|บริษัท|ชุมชน"
    r"|สถานประกอบการ|อปท\.?|พื้นที่)(?:ด้วยกัน)?\s?$"
)
FURTHER = re.compile(
    r"จำนวน\s?(?P<n>[0-9๐-๙]{1,3})\s?(?:แห่ง|หน่วยงาน|องค์กร|จังหวัด|เทศบาล|โรงเรียน|บริษัท|ชุมชน)\s?$"
)
"""A group of a list that goes on; it is read only where as many are named."""
EXAMPLES = ("อาทิ", "เช่น")
ACTIVITIES = ("โครงการ", "การ", "กิจกรรม", "ระบบ")
"""อาทิ โครงการ...: examples of what a winner does, not works and their owners."""
FAR = 3000
"""Characters behind the last award or list of winners from which a list tells of other things."""
TO_BE_WON = re.compile(r"จะได้รับ|ชิงรางวัล|มีสิทธิ")
HAS_WON = re.compile(
    r"(?:ทีม|ผู้|ผลงาน)(?:ที่)?(?:ชนะ(?:เลิศ)?|ได้รับรางวัล(?:รอง)?ชนะเลิศ)(?:อันดับ(?:ที่)?\s?[0-9๐-๙])?\s?$"
)
"""...จะตัดสินว่าทีมไหนจะได้รับรางวัล สำหรับทีมที่ชนะเลิศได้แก่ <team>."""
AND_NEXT_PLACE = re.compile(r"\s?(?:,\s?[0-9๐-๙])*\s?และ\s?(?:อันดับ)?\s?[0-9๐-๙]")
"""รองชนะเลิศอันดับ 1 และ 2 ได้แก่ A และ B: only the first place is written out."""
JOINED_TIERS = re.compile(r"[\s,”\"]*(?:และ|หรือ)\s?")
SHORT_LEAD = 20
"""Characters between the last of several tiers and the opener of the list."""
EXPLAINED_COUNT = re.compile(r"จำนวน\s?[0-9๐-๙]{1,3}\s?\S{1,14}\s?$")
OTHER_LIST = re.compile(
    r"(?:กิจกรรม(?:หลัก|ย่อย|สำคัญ)?\s?$|(?:ทำ|จัด)กิจกรรม|การร่วมมือ|ความร่วมมือระหว่าง|ร่วมกับ|สนับสนุน(?:จาก|โดย)|เยี่ยมชม|นิทรรศการ|คุณสมบัติ|(?<!กลุ่ม)(?<!ตาม)(?<!บรรลุ)เป้าหมาย|อำนวยความสะดวก"
    r"|ได้รับการ(?:สนับสนุน|ช่วยเหลือ)|ความต้องการ|เข้าร่วม(?!ประกวด)|เข้ารอบ|(?:เข้า|ผ่าน)สู่รอบ|รอบ(?:ชิงชนะเลิศ|สุดท้าย|ตัดสิน)|ขึ้นทะเบียน|[0-9๐-๙]\s?(?:ประการ|ข้อ|ขั้นตอน|ช่องทาง|กลยุทธ์|มิติ|หลักการ|ภารกิจ|แนวทาง|ยุทธศาสตร์|นโยบาย|ขั้น|ช่วง|วัน)\s?$|คณะกรรมการ|ดำเนินการ|แห่งแรก|จะร่วมจัด|หลักเกณฑ์|เกณฑ์การ|ข้อเสนอผลงาน)[^\n]{0,60}$"
)
"""Behind these words a list does not tell who won: visits, exhibitions, criteria, partners, shortlists."""


NO_WINNERS = re.compile(
    r"(?:(?:ผู้แทน|ตัวแทน)(?:ที่|ผู้)?(?:เข้า|ขึ้น)?รับ(?:มอบ)?(?:รางวัล|โล่)?|ผู้รับมอบ|ผู้สมัคร(?:/ทอ)?|ผู้ทอ|ผู้ควบคุมทีม|(?:ครู|อาจารย์)ที่ปรึกษา"
    r"|ผู้สนับสนุน(?:หลัก)?|คณะกรรมการ(?:ตัดสิน)?|กรรมการตัดสิน|วิทยากร|ผู้ร่วม(?:งาน|เสวนา)|แขกผู้มีเกียรติ|จะ)\s?$"
)
"""Right before an opener: whom it names came for one, made the work, judged or helped, or none won."""
THANKED = re.compile("(?:แก่|กับ|ขอบคุณ|ให้)(?:หน่วยงาน)?(?:ผู้(?:ให้การ)?สนับสนุน|ผู้บริจาค|ผู้มีอุปการคุณ|ที่ให้การสนับสนุน)")
"""Plaques of thanks are given to those of the list."""
NEXT_GROUP = re.compile(
    r"[\s,;]{0,3}(?:และ|ส่วน|สำหรับ)?\s?(?:[-–•]|\(?[0-9๐-๙]{1,2}[.)])?\s?(?P<label>(?!ทั้งนี้|นอกจาก|โดย|ซึ่ง|ผู้แทน|ผู้รับ|ผู้สมัคร)"
    r"(?:(?!ได้รับ|เข้าร่วม|ร่วม|รวม\s?[0-9๐-๙]|กล่าว|โดย|ซึ่ง|เพื่อ|มอบ|จัด|เป็น|จะ|ดำเนิน|ทั้งนี้|นอกจาก)[^\n]){3,90}?)\s?"
)
"""What stands between the end of a list and the opener of the next one when it only labels that."""
NAMES_FOLLOW = re.compile("พร้อมด้วย|รายนาม|รายชื่อ")
"""...พร้อมด้วยศิษย์เก่าดีเด่น ดังมีรายนามดังนี้: words that lead to further names and label no group."""
LABEL_COUNT = re.compile(r"\s(?:จำนวน\s?)?[0-9๐-๙]+\s?(?:แห่ง|หน่วยงาน|ราย|รางวัล|องค์กร|ทีม|คน)\s?$")
"""The count behind a label (รัฐวิสาหกิจ 1 หน่วยงาน)."""
LABEL = 100


def read_opener(drafting: Drafting, progress: Progress, anchor: Anchor) -> None:
    """รางวัล... ได้แก่ <list>: the bodies of the list won the award that heads it, or that its lead speaks of.

    Who claimed several awards before (คว้า 2 รางวัล) has won those that the list names instead.
    """
    if (
        _names_claimed(drafting, progress, anchor)
        or _is_of_another_round(drafting, progress, anchor)
        or (progress.frame.award and read_owned_inline(drafting, progress, anchor.end, progress.frame))
    ):
        return
    reading, header = drafting.reading, progress.header
    before = reading.text[max(0, anchor.start - ROOM) : anchor.start]
    lead = before[before.rfind("\n") + 1 :]
    near = header is not None and _is_headed(reading, header, anchor.start)
    ends_line = is_blank(reading.text, anchor.end, reading.line_of(anchor.start).end)
    progress.barred = ends_line and _lists_others(reading, header, lead, anchor.start)
    before_list = header is not None and header.start < progress.list_end
    label = _label_of_next_group(drafting, progress, anchor) if before_list or not near else None
    told = near or label is not None or WINNERS.search(lead) or _counts(reading, anchor.start)
    further = _counts_further(drafting, progress, anchor.start)
    if (not told and further is None) or (not near and _is_far(reading, progress, anchor.start)):
        return
    if not near and _is_to_be_won(before):
        return
    if ends_line and not progress.barred:
        below = reading.next_line(anchor.start)
        headed = header is not None and header.start <= reading.line_of(anchor.start).content + 2
        if below is not None and not headed and read_owned_awards(drafting, progress, below, progress.frame):
            return
    works, head = _may_name_works(reading, anchor), head_said(reading, anchor.start)
    found = read_list(reading, anchor.end, works=works, head=head)
    exact = len(found.recipients) == further
    if (
        not found.recipients
        or not (told or exact)
        or (not exact and _lists_others(reading, header, lead, anchor.start))
        or LOTTERY.search(before)
        or THANKED.search(lead)
        or NO_WINNERS.search(lead)
    ):
        return
    last = max(r.end for r in found.recipients)
    if TOLD_AS_WIN.search(reading.text, anchor.end, last) or OWN_AWARD.match(reading.text, last):
        return
    frame = _frame_of(reading, anchor, progress.frame, label)
    if frame.tier is not None and _is_one_of_several(reading, frame.tier, anchor.start):
        frame = replace(frame, tier=None)
    if frame.tier is not None and AND_NEXT_PLACE.match(reading.text, frame.tier[1], anchor.start):
        for next_one in found.recipients[1:]:
            drafting.emit("list", next_one, replace(frame, tier=None), (next_one.start, next_one.end))
        found = replace(found, recipients=found.recipients[:1])
    drafting.emit_list("list", found, frame, header if near else None)
    progress.consumed = progress.list_end = found.end


def _is_one_of_several(reading: Reading, tier: Span, position: int) -> bool:
    """แบ่งเป็น ระดับดีเยี่ยม ระดับดีเด่น และระดับดี ดังนี้ A, B...: nobody is told which of the tiers is whose."""
    own = reading.at("tier", tier[0])
    if own is None or position - tier[1] > SHORT_LEAD or own.attributes["lead"].startswith("รางวัล"):
        return False
    if re.search("[0-9๐-๙]", reading.text[tier[1] : position]):
        return False  # และระดับดี 5 แห่ง ได้แก่: what is counted is of the last tier only
    start = own.attributes["phrase"][0]
    before = reading.before("tier", start)
    return before is not None and JOINED_TIERS.fullmatch(reading.text, before.end, start) is not None


def _may_name_works(reading: Reading, anchor: Anchor) -> bool:
    """Whether the list may name works and then who made them; examples of activities are none."""
    word = reading.text[anchor.start : anchor.end].strip(" :")
    if word in EXAMPLES and reading.text.startswith(ACTIVITIES, anchor.end):
        return False
    return word not in (*EXAMPLES, "คือ") or is_work_at(reading, anchor.end)


def _frame_of(reading: Reading, anchor: Anchor, frame: Frame, label: Span | None) -> Frame:
    """What holds for a list: the label of its group, and the edition that is said just before it."""
    if label is not None and NAMES_FOLLOW.search(reading.text, *label) is None:
        own = reading.text.startswith("รางวัล", label[0])
        frame = replace(frame, category=label, tier=None if own else frame.tier)
    if frame.year is None:
        start = max(reading.line_of(anchor.start).start, anchor.start - 60)
        for year in reading.within("year", start, anchor.start):
            frame = replace(frame, year=year.span, year_value=year.value)
    return frame


def _lists_others(reading: Reading, header: AwardPhrase | None, lead: str, position: int) -> bool:
    """Whether the words before an opener tell of others than winners, and no award that it explains."""
    if HAS_WON.search(lead) or OTHER_LIST.search(lead) is None:
        return False
    return header is None or not _explains(reading, header, position)


def _label_of_next_group(drafting: Drafting, progress: Progress, anchor: Anchor) -> Span | None:
    """<list>, ขนาดเล็ก (ลูกจ้าง 1 ถึง 50 คน) ได้แก่ <list>: the kind or field that a list goes on with."""
    if not 0 <= progress.list_end <= anchor.start <= progress.list_end + LABEL:
        return None
    match = NEXT_GROUP.fullmatch(drafting.text, progress.list_end, anchor.start)
    if match is None:
        return None
    reading, (start, end) = drafting.reading, match.span("label")
    counted = LABEL_COUNT.search(reading.text, start + 1, end)
    end = counted.start() if counted else end
    named = any(award.attributes["kind"] != "bare" for award in reading.within("award", start, end))
    placed = reading.within("person", start, end) or reading.within("tier", start, end)
    bodies = reading.within("organisation", start, end)
    if named or placed or any(body.attributes.get("source") != "head" for body in bodies):
        return None
    return start, end


def _is_of_another_round(drafting: Drafting, progress: Progress, anchor: Anchor) -> bool:
    """ผู้ผ่านเข้ารอบ 10 ทีม ได้แก่ <list>: nobody of the list has won; it is read over."""
    reading = drafting.reading
    line = reading.line_of(anchor.start)
    if not is_shortlist(reading.text[max(line.start, anchor.start - ROOM) : anchor.start]):
        return False
    progress.consumed, progress.header = end_of_shortlist(reading, anchor.end), None
    progress.barred = is_blank(reading.text, anchor.end, line.end)
    return True


def _names_claimed(drafting: Drafting, progress: Progress, anchor: Anchor) -> bool:
    """รางวัลที่ได้รับ ประกอบด้วย 1. รางวัล... 2. รางวัล...: the awards that a body claimed before."""
    if not progress.claimed or progress.claimed_frame is None:
        return False
    awards = list_of_awards(drafting.reading, anchor.start, progress.claimed_frame)
    if len(awards) < SEVERAL:
        return False
    progress.consumed = drafting.emit_awards("claimed-list", progress.claimed, awards)
    return True


def _is_headed(reading: Reading, header: AwardPhrase, position: int) -> bool:
    """Whether an award heads the list that opens here.

    It stands just before in the same clause, opens the line, opens an item that explains it at length, or is
    all of the line above.
    """
    line = reading.line_of(position)
    apart = position - header.end
    if 0 <= apart <= ROOM and not CLAUSE_BREAK.search(reading.text[header.end : position]):
        return True
    if apart <= ROOM and line.content <= header.start <= line.content + 2:
        return True
    if _explains(reading, header, position):
        return True
    if position > line.content + 1:
        return False
    above = reading.line_of(header.start)
    following = reading.next_line(above.start)
    return following is not None and following.start == line.start and above.end - header.end <= 3


def _is_to_be_won(before: str) -> bool:
    """Whether the words before a list tell of prizes still to come, and not behind them of who won."""
    told = TO_BE_WON.search(before)
    return told is not None and HAS_WON.search(before, told.end()) is None


def _is_far(reading: Reading, progress: Progress, position: int) -> bool:
    """Whether for pages before a list no award is named and nobody is listed (minutes of the cabinet)."""
    last = reading.before("award", position)
    return position - max(last.end if last is not None else 0, progress.list_end) > FAR


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


def _counts_further(drafting: Drafting, progress: Progress, position: int) -> int | None:
    """กลุ่มที่ 1 ... จำนวน 2 แห่ง ได้แก่ A B กลุ่มที่ 2 ... จำนวน 3 แห่ง ได้แก่: how many the next group of a list has.

    None where no list was read earlier in the line, or nothing is counted here.
    """
    line = drafting.reading.line_of(position)
    if not line.start <= progress.list_end <= position:
        return None
    counted = FURTHER.search(drafting.text, max(progress.list_end, position - 40), position)
    return int(arabic_digits(counted["n"])) if counted else None
