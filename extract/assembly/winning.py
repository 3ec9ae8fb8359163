"""Winning: a verb of winning before an award, and who stands before the verb or behind the award."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.anchors import OPENER
from extract.assembly.award_lists import SEVERAL, list_of_awards, list_of_works
from extract.assembly.clause_years import second_edition, year_before_verb, year_of_clause
from extract.assembly.counted_works import counted_works
from extract.assembly.drafting import Drafting
from extract.assembly.drafts import Draft, Frame
from extract.assembly.frames import is_personal, with_project
from extract.assembly.headings import follows_directly, follows_in_lines
from extract.assembly.lists import read_list
from extract.assembly.owned_inline import follows_inline
from extract.assembly.phrases import AwardPhrase, read_phrase
from extract.assembly.progress import Progress
from extract.assembly.reading import Reading
from extract.assembly.recipients import Recipient
from extract.assembly.subjects import subjects_of
from extract.assembly.tails import told_behind
from extract.assembly.topics import in_passing
from extract.assembly.works import work_before
from extract.fact import Span

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
BODIES = re.compile(r"\s?(?:หน่วยงาน|แห่ง|องค์กร|ราย|โรงเรียน|จังหวัด|บริษัท|ชุมชน|เทศบาล|ทีม|สถานประกอบ)")
"""Behind a number: it counts winners, not awards."""
AGAIN = re.compile(r"\s?(?:อย่าง)?(?:ติดต่อกัน|ต่อเนื่อง|เป็นปีที่|เป็นครั้งที่|เป็นสมัยที่)")
BEHIND_COUNT = re.compile(r"(?:ใหญ่|สำคัญ|คุณภาพ|การันตี)?(?:ระดับ(?:ประเทศ|ชาติ|โลก))? ?")
NOMINAL = re.compile(r"(?:การ|ความสำเร็จในการ|โอกาส)\s?$")
OF = re.compile(r"(?:\s?(?:(?:เป็น)?(?:ครั้ง|ปี)ที่\s?[0-9๐-๙]+|ติดต่อกัน|ในครั้งนี้|ในวันนี้|ในปีนี้))*\s?ของ\s?(?:ทาง)?")


def read_win(drafting: Drafting, progress: Progress, phrase: AwardPhrase, frame: Frame, verb: int) -> Frame:
    """<body> ได้รับ (คว้า) รางวัล...: draft the win of the body before the verb; the frame after it."""
    if _names_contest_of(drafting.text, progress, phrase):
        refine_last(drafting, progress, phrase)
        return frame
    placing = PLACING_VERB.match(drafting.text, verb, phrase.start) if frame.tier is None else None
    if placing:
        frame = replace(frame, tier=placing.span("won" if placing["won"] else "medal"))
    subjects = subjects_of(drafting.reading, verb, personal=is_personal(drafting.reading, frame))
    subjects = subjects or _still(drafting.reading, progress, verb)
    if subjects and _counts_bodies(drafting.reading, phrase):
        subjects = []
    if subjects and _is_told_of_listed(drafting, progress, phrase, subjects[-1], verb):
        return frame
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
    frame = _told_before(drafting.reading, frame, phrase, subjects, verb)
    if phrase.name is None and phrase.count is not None and _is_named_next(drafting.reading, phrase):
        progress.subjects, progress.subject_frame, progress.subject_end = subjects, frame, phrase.end
        progress.claimed, progress.claimed_frame, progress.header = subjects, frame, None
    elif not follows_inline(drafting, progress, phrase.end, frame):
        win(drafting, progress, phrase, frame, subjects, rule="subject-won")
    return frame


def _told_before(
    reading: Reading, frame: Frame, phrase: AwardPhrase, subjects: list[Recipient], verb: int
) -> Frame:
    """The frame with the work and the year that the clause tells before its subject or verb."""
    if frame.project is None and len(subjects) == 1:
        frame = replace(frame, project=work_before(reading, subjects[0].start))
    if phrase.year is not None:
        return frame
    year = year_of_clause(reading, subjects[0].start) or year_before_verb(reading, verb)
    return frame if year is None else replace(frame, year=year.span, year_value=year.value, undated=False)


def _names_contest_of(text: str, progress: Progress, phrase: AwardPhrase) -> bool:
    """คว้ารางวัลอันดับ 1 การประกวด...: the contest right behind the placing that was just won in it."""
    if phrase.kind != "contest" or not progress.subjects or progress.subject_frame is None:
        return False
    beside = progress.subject_end <= phrase.start and not text[progress.subject_end : phrase.start].strip()
    return beside and progress.subject_frame.tier is not None


def _counts_bodies(reading: Reading, phrase: AwardPhrase) -> bool:
    """กระทรวงX ได้รับรางวัลA 3 หน่วยงาน ได้แก่ <list>: those who are counted and listed have won, not X."""
    if phrase.count_span is None or BODIES.match(reading.text, phrase.count_span[1]) is None:
        return False
    opener = OPENER.match(reading.text, phrase.end + (reading.text[phrase.end : phrase.end + 1] == " "))
    return opener is not None and bool(read_list(reading, opener.end()).recipients)


def _is_told_of_listed(
    drafting: Drafting, progress: Progress, phrase: AwardPhrase, last: Recipient, verb: int
) -> bool:
    """ประเภทA ได้แก่ <body> ซึ่งได้รับรางวัลประเภทA ติดต่อกันเป็นปีที่ 2: the win of the list is told once more."""
    listed = last.start < progress.list_end <= verb and phrase.name is None
    return listed and AGAIN.match(drafting.text, phrase.end) is not None


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
        other = second_edition(drafting.reading, phrase)
        if other is not None:
            again = replace(framed, year=other.span, year_value=other.value)
            drafting.emit_all(rule, subjects, again, max(end, other.end), claimed=phrase.count or 1)
        progress.consumed = max(progress.consumed, end)
    progress.subjects, progress.subject_frame, progress.subject_end = subjects, frame, progress.consumed
    progress.refined = None
    if awards or (phrase.count is not None and phrase.count >= SEVERAL):
        progress.claimed, progress.claimed_frame = subjects, frame
    progress.header = None


def _names_award(text: str, draft: Draft, name: Span) -> bool:
    """Whether the statement of a win names its award itself, not only a placing, or it is this very one."""
    award = draft.frame.award
    if award is None:
        return False
    within = award[1] > draft.evidence[0] and award[0] < draft.evidence[1]
    return within or text[slice(*award)] == text[slice(*name)]


def refine_last(drafting: Drafting, progress: Progress, phrase: AwardPhrase) -> None:
    """รางวัล... รางวัลรอง...: a second name right behind the first is a part of the award just won.

    รางวัลชนะเลิศ การประกวด...: behind a placing it is the contest.
    """
    progress.consumed = phrase.end
    progress.refined = progress.subject_frame
    for number in range(len(drafting.drafts) - len(progress.subjects), len(drafting.drafts)):
        draft = drafting.drafts[number]
        if number < 0 or phrase.name is None:
            continue
        frame = replace(draft.frame, category=phrase.name)
        if phrase.kind == "contest" and not _names_award(drafting.text, draft, phrase.name):
            frame = replace(
                draft.frame,
                award=phrase.name,
                programme=phrase.programme,
                year=phrase.year or draft.frame.year,
                year_value=phrase.year_value or draft.frame.year_value,
            )
        drafting.amend(number, replace(draft, frame=frame))
    progress.subject_end = phrase.end
