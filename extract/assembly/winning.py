"""Winning: a verb of winning before an award, and who stands before the verb or behind the award."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.award_lists import SEVERAL, list_of_awards, list_of_works
from extract.assembly.clause_years import year_of_clause
from extract.assembly.counted_works import counted_works
from extract.assembly.drafting import Drafting
from extract.assembly.drafts import Frame
from extract.assembly.frames import is_personal, with_project
from extract.assembly.headings import follows_directly, follows_in_lines
from extract.assembly.owned_inline import follows_inline
from extract.assembly.phrases import AwardPhrase, read_phrase
from extract.assembly.progress import Progress
from extract.assembly.reading import Reading
from extract.assembly.recipients import Recipient
from extract.assembly.subjects import subjects_of
from extract.assembly.tails import told_behind
from extract.assembly.topics import in_passing

HONOURED_KIND = re.compile(
    r"(?:^|[\s(])(?:และ|มี|แก่|สำหรับ|ให้|นอกจากนี้|โดย)*"
    r"(?P<name>[ก-ฮเ-ไ][ก-ฮะ-ฺเ-๎]{5,60}(?<!อย่าง)(?:ดีเด่น|ยอดเยี่ยม|ต้นแบบ|แห่งปี|แห่งชาติ))\s?(?:ที่)?\s?$"
)
CONDITION = re.compile(r"(?:หาก|ถ้า|เมื่อใดที่|สมมติว่า|สมมุติว่า|ขอให้)\s?$")
"""หากจังหวัดX ได้รับรางวัล...: said of what may come."""
AND_ALSO = re.compile(
    r"(?:และ|รวมทั้ง|รวมถึง|อีกทั้ง|นอกจากนี้|นอกจากนั้น|ตลอดจน|พร้อมทั้ง|พร้อมกันนี้|ทั้งนี้|ล่าสุด)\s?(?:ยัง|ก็)?(?:เคย|สามารถ)?\s?$"
    r"|(?:(?<=\s)|ทั้ง|และ|นี้)ยัง(?:เคย|สามารถ)?\s?$"
)
"""Before the verb: its subject is that of the win told before."""
STILL = 260
"""Characters between a win and another one that leaves its subject out."""
PLACING_VERB = re.compile(
    r"(?:[\s)”\"]?(?:สามารถ|ได้)?(?P<won>ชนะเลิศ)|[ก-ฮะ-ฺเ-๎]{2,16}?(?P<medal>เหรียญ(?:ทองแดง|ทอง|เงิน)))"
)
"""A verb that is a placing, too, or holds one: ชนะเลิศการประกวด, คว้าเหรียญทองการประกวด."""
BEHIND_COUNT = re.compile(r"(?:ใหญ่|สำคัญ|คุณภาพ|การันตี)?(?:ระดับ(?:ประเทศ|ชาติ|โลก))? ?")
NOMINAL = re.compile(r"(?:การ|ความสำเร็จในการ|โอกาส)\s?$")
OF = re.compile(r"(?:\s?(?:(?:เป็น)?(?:ครั้ง|ปี)ที่\s?[0-9๐-๙]+|ติดต่อกัน|ในครั้งนี้|ในวันนี้|ในปีนี้))*\s?ของ\s?(?:ทาง)?")


def read_win(drafting: Drafting, progress: Progress, phrase: AwardPhrase, frame: Frame, verb: int) -> Frame:
    """<body> ได้รับ (คว้า) รางวัล...: draft the win of the body before the verb; the frame after it."""
    placing = PLACING_VERB.match(drafting.text, verb, phrase.start) if frame.tier is None else None
    if placing:
        frame = replace(frame, tier=placing.span("won" if placing["won"] else "medal"))
    subjects = subjects_of(drafting.reading, verb, personal=is_personal(drafting.reading, frame))
    subjects = subjects or _still(drafting.reading, progress, verb)
    if not subjects:
        named = HONOURED_KIND.search(drafting.text, max(0, verb - 80), verb) if phrase.name is None else None
        if named:
            frame = replace(frame, award=named.span("name"), programme=None, category=None, tier=None)
        progress.header = phrase
        progress.subjects = []
        if NOMINAL.search(drafting.text, max(0, verb - 8), verb) and _owned_win(
            drafting, progress, phrase, frame
        ):
            return frame
        if drafting.text[max(0, verb - 8) : verb].rstrip().endswith(("ที่", "ซึ่ง", "ผู้")) and not (
            follows_directly(drafting, progress, phrase, frame)
        ):
            follows_in_lines(drafting, progress, phrase, frame)
        return frame
    if CONDITION.search(drafting.text, max(0, subjects[0].start - 10), subjects[0].start):
        return frame
    year = year_of_clause(drafting.reading, subjects[0].start) if phrase.year is None else None
    if year is not None:
        frame = replace(frame, year=year.span, year_value=year.value, undated=False)
    if phrase.name is None and phrase.count is not None and _is_named_next(drafting.reading, phrase):
        progress.subjects, progress.subject_frame, progress.subject_end = subjects, frame, phrase.end
        progress.claimed, progress.claimed_frame, progress.header = subjects, frame, None
    elif not follows_inline(drafting, progress, phrase.end, frame):
        win(drafting, progress, phrase, frame, subjects, rule="subject-won")
    return frame


def _is_named_next(reading: Reading, phrase: AwardPhrase) -> bool:
    """คว้า 2 รางวัล รางวัลA และรางวัลB: the number only says how many names follow."""
    gap = BEHIND_COUNT.match(reading.text, phrase.end)
    behind = reading.at("award", gap.end()) if gap else None
    return behind is not None and read_phrase(reading, behind).name is not None


def _still(reading: Reading, progress: Progress, verb: int) -> list[Recipient]:
    """X ได้รับรางวัลA จาก... และยังได้รับรางวัลB: who won before has won this too."""
    start = progress.subject_end
    if not progress.subjects or not start <= verb <= start + STILL:
        return []
    if reading.text.count("\n", start, verb) > 1 or not AND_ALSO.search(
        reading.text, max(start, verb - 24), verb
    ):
        return []
    bodies = reading.within("organisation", start, verb)
    if reading.within("person", start, verb) or not all(in_passing(reading, body, start) for body in bodies):
        return []
    return progress.subjects


def _owned_win(drafting: Drafting, progress: Progress, phrase: AwardPhrase, frame: Frame) -> bool:
    """การเข้ารับรางวัล... ของ<body>: the winner stands behind the award."""
    match = OF.match(drafting.text, phrase.end)
    body = drafting.reading.at("organisation", match.end()) if match else None
    if body is None:
        return False
    recipient = Recipient(
        "organisation", body.start, body.end, body, province=body.attributes.get("province")
    )
    drafting.emit("won-of", recipient, frame, (phrase.start, body.end))
    progress.consumed, progress.header = body.end, None
    return True


def win(
    drafting: Drafting,
    progress: Progress,
    phrase: AwardPhrase,
    frame: Frame,
    subjects: list[Recipient],
    *,
    rule: str,
) -> None:
    """Draft the win of these subjects: of one award, of each of a list of awards, or once for each work."""
    works = counted_works(drafting.reading, phrase.end)
    awards = [] if works else list_of_awards(drafting.reading, phrase.end, frame)
    works = works or ([] if awards else list_of_works(drafting.reading, phrase.end))
    if works:
        for project, end in works:
            drafting.emit_all("subject-won-works", subjects, replace(frame, project=project), end)
        progress.consumed = max(end for _, end in works)
    elif awards:
        progress.consumed = drafting.emit_awards("subject-won-list", subjects, awards)
    else:
        framed, end = with_project(drafting.reading, frame, phrase.end)
        framed = told_behind(drafting.reading, framed, phrase, end)
        drafting.emit_all(rule, subjects, framed, end, claimed=phrase.count or 1)
        progress.consumed = max(progress.consumed, end)
    progress.subjects, progress.subject_frame, progress.subject_end = subjects, frame, progress.consumed
    progress.refined = None
    if awards or (phrase.count is not None and phrase.count >= SEVERAL):
        progress.claimed, progress.claimed_frame = subjects, frame
    progress.header = None


def refine_last(drafting: Drafting, progress: Progress, phrase: AwardPhrase) -> None:
    """รางวัล... รางวัลรอง...: a second name right behind the first is a part of the award just won."""
    progress.consumed = phrase.end
    progress.refined = progress.subject_frame
    for number in range(len(drafting.drafts) - len(progress.subjects), len(drafting.drafts)):
        draft = drafting.drafts[number]
        if number >= 0 and phrase.name is not None:
            drafting.amend(number, replace(draft, frame=replace(draft.frame, category=phrase.name)))
    progress.subject_end = phrase.end
