"""Headings: an award, tier or category that heads a line or part of a list, and the winner behind it."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.anchors import OPENER, Anchor
from extract.assembly.categories import category_at
from extract.assembly.drafting import Drafting
from extract.assembly.drafts import Frame
from extract.assembly.items import read_item
from extract.assembly.lists import read_list
from extract.assembly.names import read_prose
from extract.assembly.phrases import AwardPhrase, read_qualifiers
from extract.assembly.placings import is_placed
from extract.assembly.progress import Progress
from extract.assembly.qualifiers import with_place
from extract.assembly.reading import QUOTE, Line, Reading
from extract.assembly.recipients import Recipient, RecipientList
from extract.assembly.works import trim_project, work_of_line
from extract.lexicons import cue_pattern
from extract.mention import Mention

SEPARATOR_ONLY = re.compile(r"(?:\s|,|;|และ|ส่วน|สำหรับ|[0-9๐-๙]{1,2}[.)]|[-–•])*")
OPENED = re.compile(rf"(?:{cue_pattern('list', 'openers')})\s?(?:\(?[0-9๐-๙][.)]\s?|[-–•*]\s?)?$")
NO_WORK = re.compile(
    "รางวัล|ภาค(?:เหนือ|กลาง|ใต้|ตะวัน|อีสาน)|โล่|เกียรติบัตร|ประกาศเกียรติคุณ|เข็ม|นิทรรศการ|การทำให้|การดูแล|การดำเนินงาน|การติดตั้ง|เป็น|สามารถ"
)
ACTS = re.compile(
    r"\s?(?:ได้|จะ|ร่วม|ยัง)*(?:จัด|มอบ|ประกาศ|แถลง|เปิดเผย|เผย|กล่าว|ชื่นชม|แสดงความยินดี|เชิญ|ดำเนิน|ร่วมกับ|จับมือ|ให้แก่|ให้กับ"
    r"|เปิดตัว|เดินหน้า|ขอเชิญ|ขอแสดง|เป็นประธาน|เป็นเจ้าภาพ|สนับสนุน|บูรณาการ|ส่งเสริม|เล็งเห็น|ตระหนัก|มุ่งมั่น|ขับเคลื่อน|กำหนด)"
)
"""Behind a body: it tells or does something in a sentence of its own, and did not win what stands above."""
OWN_AWARD = re.compile(r"\s?(?:ได้รับ|คว้า|เข้ารับ|รับ)(?:โล่|ถ้วย)?รางวัล(?![\s]|เงิน|ทุน|เป็น|มูลค่า|จำนวน|พร้อม|ของ)")
"""...ได้แก่ ทีมA ได้รับรางวัลX, ทีมB ได้รับ...: each member is told with its own award."""
JOINT = re.compile(r"[ :–-]*(?:(?:ตกเป็นของ|เป็นของ|ได้แก่|คือ|โดย(?!มี))\s?)?")
COMPETITOR = re.compile(
    r"จาก\s?(?=โรงเรียน|วิทยาลัย|มหาวิทยาลัย|ทีม|ชุมชน|กลุ่ม|วิสาหกิจ|เทศบาล|องค์การบริหาร|ร\.ร\.|รร\.)"
)
"""รางวัลชนะเลิศ จากโรงเรียน...: who competed; จากกระทรวง... names who gives."""
PLACING = 260
"""Characters behind a placing within which another one shows that they are listed."""
NEXT_PLACE = re.compile("รองชนะเลิศ|ชมเชย|รองอันดับ")
NEXT = 200
"""Characters behind the winner of a place within which the next place is told."""
BEFORE_OWNER = re.compile(r"(?:[ (]|โดย|จาก)$")
LONGEST_WORK = 90
"""Characters of a work without quotation marks; what is longer tells of the field or the work."""
AWARDED = re.compile("รางวัล|ชนะ|ดีเด่น|คัดเลือก|ผลการ|โล่|เกียรติ|Award|ได้แก่|ดังนี้|ประกอบด้วย")
SEVERAL = 2
"""From so many lines on, what a relative clause ends with heads them."""
HEADING = 160
"""Characters of a line that heads the next one."""
NUMBER_MARK = re.compile(r"\(?[0-9๐-๙]{1,2}\s?[.)]+\s?")


def read_tier(drafting: Drafting, progress: Progress, tier: Mention) -> None:
    """A tier or placing that heads what follows (รางวัลชมเชย 2 รางวัล ได้แก่ ..., ระดับดีเด่น)."""
    end = max(tier.end, tier.attributes["phrase"][1])
    phrase = read_qualifiers(drafting.reading, AwardPhrase(tier.attributes["phrase"][0], end, tier=tier.span))
    _heading(drafting, progress, phrase)


def read_category(drafting: Drafting, progress: Progress, anchor: Anchor) -> None:
    """A category that heads what follows (ประเภทองค์กรปกครองส่วนท้องถิ่น ได้แก่ ...)."""
    span = category_at(drafting.reading, anchor.start)
    if span is None:
        return
    phrase = read_qualifiers(drafting.reading, AwardPhrase(span[0], span[1], category=span))
    _heading(drafting, progress, phrase)


def _heading(drafting: Drafting, progress: Progress, phrase: AwardPhrase) -> None:
    """A tier or category that heads what follows: in a list, at the start of a line, or before an opener."""
    line = drafting.reading.line_of(phrase.start)
    in_list = _is_in_list(drafting, progress, phrase)
    behind = phrase.end + (drafting.text[phrase.end : phrase.end + 1] == " ")
    opens = OPENER.match(drafting.text, behind) is not None
    listed = OPENED.search(drafting.text, max(0, phrase.start - 16), phrase.start) is not None
    listed = (
        listed or _is_next_place(drafting, progress, phrase, line) or is_placed(drafting, progress, phrase)
    )
    if not (in_list or phrase.start <= line.content + 2 or opens or listed):
        return
    if progress.barred and phrase.tier is None:
        return
    progress.frame = _graded_once(drafting.text, progress.frame.over(phrase), phrase)
    progress.header = phrase
    progress.consumed = phrase.end
    at_start = phrase.start <= line.content + 2
    alone = at_start and not drafting.text[phrase.end : line.end].strip(" :–-")
    following = drafting.reading.next_line(line.start) if alone else None
    items = following is not None and following.is_item
    items = items and _may_head_winners(drafting.reading, phrase, line)
    if in_list or listed or items or (phrase.tier is not None and at_start):
        told = follows_directly(
            drafting, progress, replace(phrase, tier=phrase.tier or phrase.category), progress.frame
        )
        if alone and in_list and not told:
            progress.list_end = phrase.end  # headings below this one belong to the same list


def _may_head_winners(reading: Reading, phrase: AwardPhrase, line: Line) -> bool:
    """Whether a field alone in its line may head winners: counted, or below words of awards."""
    above = reading.line_before(line.start)
    if phrase.tier is not None or phrase.count is not None:
        return True
    return above is not None and AWARDED.search(reading.text, above.start, above.end) is not None


def _is_next_place(drafting: Drafting, progress: Progress, phrase: AwardPhrase, line: Line) -> bool:
    """ชนะเลิศ ได้แก่ A ซึ่ง... รองชนะเลิศ B: the next place of those told before in the line, and who took it."""
    if phrase.tier is None or not line.start <= progress.list_end <= phrase.start <= progress.list_end + NEXT:
        return False
    if not NEXT_PLACE.match(drafting.text, phrase.tier[0]):
        return False
    return _is_named_at(drafting.reading, phrase.end + (drafting.text[phrase.end : phrase.end + 1] == " "))


def _graded_once(text: str, frame: Frame, phrase: AwardPhrase) -> Frame:
    """ประเภทหน่วยงานดีเด่น: a category that holds the grade of the heading above has no tier beside it."""
    if phrase.category is None or frame.tier is None or phrase.tier is not None:
        return frame
    repeated = text[slice(*frame.tier)] in text[slice(*phrase.category)]
    return replace(frame, tier=None) if repeated else frame


def follows_directly(drafting: Drafting, progress: Progress, phrase: AwardPhrase, frame: Frame) -> bool:
    """รางวัลชนะเลิศ ทีม S.P.T ...: the winner stands right behind the heading."""
    line = drafting.reading.line_of(phrase.start)
    at_start = phrase.start <= line.content + 2
    counted = phrase.name is not None and phrase.count is not None
    chained = phrase.name is not None and _is_listed(drafting, progress, phrase)
    if phrase.tier is None and not at_start and not counted and not chained:
        return False
    position = _behind_joint(drafting.text, phrase)
    if position >= line.end:
        following = drafting.reading.next_line(phrase.end) if at_start else None
        if following is None or line.end - line.start > HEADING:
            return False
        if not _is_named_at(drafting.reading, following.content):
            return _work_over_owner(drafting, progress, phrase, frame, following)
        position = line.end
    elif (
        counted
        and (mark := NUMBER_MARK.match(drafting.text, position))
        and _is_named_at(drafting.reading, mark.end())
    ):
        pass
    elif not _is_named_at(drafting.reading, position):
        return (at_start and _work_then_owner(drafting, progress, phrase, frame, position)) or _owned_work(
            drafting, progress, phrase, frame, position
        )
    found = read_list(drafting.reading, position)
    own = found.recipients and OWN_AWARD.match(drafting.text, found.recipients[0].end)
    if not found.recipients or own or _acts(drafting.text, found.recipients[0]):
        return False
    drafting.emit_list("heading", found, frame, phrase)
    progress.consumed = progress.list_end = found.end
    progress.header = None
    return True


def follows_in_lines(drafting: Drafting, progress: Progress, phrase: AwardPhrase, frame: Frame) -> bool:
    """รายชื่อหน่วยงานที่ได้รับรางวัล...: an award that ends its line, and lines that each name who won it."""
    reading = drafting.reading
    line, below = reading.line_of(phrase.start), reading.next_line(phrase.start)
    if below is None or drafting.text[phrase.end : line.end].strip(" :–-") or line.end - line.start > HEADING:
        return False
    found = read_list(reading, line.end)
    whole = found.recipients and not drafting.text[found.recipients[0].end : below.end].strip(" ,.")
    if (
        len(found.recipients) < SEVERAL
        or not (whole or below.is_item)
        or _acts(drafting.text, found.recipients[0])
    ):
        return False
    drafting.emit_list("heading", found, frame, phrase)
    progress.consumed = progress.list_end = found.end
    progress.header = None
    return True


def _work_over_owner(
    drafting: Drafting, progress: Progress, phrase: AwardPhrase, frame: Frame, line: Line
) -> bool:
    """รางวัลชนะเลิศ / ผลงาน “...” / <body>: the work has a line of its own above its owner."""
    work, below = work_of_line(drafting.reading, line), drafting.reading.next_line(line.start)
    if work is None or below is None or drafting.reading.at("organisation", below.content) is None:
        return False
    owner = read_item(drafting.reading, below.content, below.end)[:1]
    if not owner or owner[0].project is not None or _acts(drafting.text, owner[0]):
        return False
    drafting.emit_list("heading", RecipientList((replace(owner[0], project=work),), below.end), frame, phrase)
    progress.consumed = progress.list_end = below.end
    progress.header = None
    return True


def _is_in_list(drafting: Drafting, progress: Progress, phrase: AwardPhrase) -> bool:
    """Whether a phrase goes on with the list that ends before it."""
    if not 0 <= progress.list_end <= phrase.start:
        return False
    return SEPARATOR_ONLY.fullmatch(drafting.text, progress.list_end, phrase.start) is not None


def _is_listed(drafting: Drafting, progress: Progress, phrase: AwardPhrase) -> bool:
    """... ประกอบด้วย รางวัลA <body>, รางวัลB <body>: awards and winners in turn, behind an opener."""
    opened = OPENED.search(drafting.text, max(0, phrase.start - 16), phrase.start) is not None
    return opened or _is_in_list(drafting, progress, phrase)


def _owned_work(
    drafting: Drafting, progress: Progress, phrase: AwardPhrase, frame: Frame, position: int
) -> bool:
    """รางวัลชมเชย <work> จาก<body> รางวัลชมเชย ...: one of several placings, of a work and who made it."""
    line = drafting.reading.line_of(position)
    following = drafting.reading.within("award", position, min(line.end, position + PLACING))
    more = any(award.attributes["kind"] == "tier" for award in following)
    in_list = _is_in_list(drafting, progress, phrase)
    placed = phrase.tier is not None and phrase.tier != phrase.category
    if not placed or not (more or in_list) or NO_WORK.match(drafting.text, position):
        return False
    found = read_prose(drafting.reading, position, line.end, works=True)
    first = found.recipients[0].project if found.recipients else None
    if first is None or drafting.reading.within("person", *first):
        return False
    drafting.emit_list("heading", found, frame, phrase)
    progress.consumed = progress.list_end = found.end
    progress.header = None
    return True


def _behind_joint(text: str, phrase: AwardPhrase) -> int:
    """Where the winner may be named behind a heading: at once, behind ได้แก่, or behind จาก."""
    match = JOINT.match(text, phrase.end)
    if match and match[0].rstrip().endswith("โดย") and phrase.kind == "name" and phrase.tier is None:
        match = None  # รางวัลX โดย <body>: who gives a prize of its own name
    position = match.end() if match else phrase.end
    competes = COMPETITOR.match(text, position) if phrase.tier is not None else None
    return competes.end() if competes else position


def _acts(text: str, first: Recipient) -> bool:
    """Whether a body opens a sentence of its own (กรมX มอบรางวัล...)."""
    return first.organisation is not None and ACTS.match(text, first.organisation.end) is not None


def _work_then_owner(
    drafting: Drafting, progress: Progress, phrase: AwardPhrase, frame: Frame, position: int
) -> bool:
    """A line such as รางวัลชนะเลิศ <work> <body>: the body that closes the line owns the work before it."""
    line = drafting.reading.line_of(position)
    if phrase.tier is None or line.end - position > 260:
        return False
    owner = _closing_body(drafting.reading, position + 4, line.end)
    if owner is None or not BEFORE_OWNER.search(drafting.text, owner.start - 3, owner.start):
        return False
    work = re.sub(r"(?:\s|โดย|จาก|ของ|\(|:|-)+$", "", drafting.text[position : owner.start])
    project = trim_project(drafting.text, position, position + len(work))
    if project is None or OPENER.search(work) or NO_WORK.match(work.strip(' “":–-')):
        return False
    before = (position, owner.start)
    named = drafting.reading.within("person", *before) or drafting.reading.within("organisation", *before)
    if project[1] - project[0] < 4 or named or "รางวัล" in work:
        return False
    quoted = QUOTE.search(drafting.text, position, owner.start) is not None
    described = project[1] - project[0] > LONGEST_WORK and not quoted
    own = replace(owner, project=None if described else project)
    drafting.emit("heading-work", own, frame, (phrase.start, owner.end))
    progress.consumed = progress.list_end = line.end
    progress.header = None
    return True


def _closing_body(reading: Reading, start: int, end: int) -> Recipient | None:
    """The body that is named last up to `end`, only its place behind it."""
    for body in reversed(reading.within("organisation", start, end)):
        if body.attributes.get("source") != "province":
            placed = with_place(reading, Recipient("organisation", body.start, body.end, body), end)
            return placed if not reading.text[placed.end : end].strip(" .)") else None
    return None


def _is_named_at(reading: Reading, position: int) -> bool:
    """Whether a body or a person is named exactly here."""
    return bool(reading.at("organisation", position) or reading.at("person", position))
