"""Awards that are only named: continued from a win before, claimed by one, or heading what follows."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.anchors import OPENER
from extract.assembly.drafting import Drafting
from extract.assembly.drafts import Frame
from extract.assembly.frames import inner_frame, with_project
from extract.assembly.headings import follows_directly
from extract.assembly.lists import read_list
from extract.assembly.owned_awards import read_owned_awards, stands_under_owner
from extract.assembly.phrases import AwardPhrase
from extract.assembly.progress import ROOM, Progress
from extract.assembly.winning import refine_last, win

CONTINUED = re.compile(
    r"\s?(?:,|และ|พร้อมทั้ง|รวมทั้ง|รวมถึง|อีกทั้ง|กับ|พร้อมด้วย|ตลอดจน|/)?(?:ยัง)?(?:ได้รับ|รับ|คว้า)?\s?(?:อีก)?\s?[“\"‘]?\s?$"
)
FOR_WORK = re.compile(
    r"\s?(?:[0-9]{4}\s?)?(?:จาก|ด้วย)(?:การ(?!ประกวด|แข่งขัน)|ผลงาน|โครงการ|ความ|แอป|ระบบ|นวัตกรรม)"
)
"""A line such as รางวัล... จากการพัฒนา... tells for what one of the awards was won."""
MANY = 10
"""So many awards of a kind are those of all winners, not of one."""
AND = re.compile(r"\s?(?:และ|,|พร้อม|กับ)\s?")


def read_named(drafting: Drafting, progress: Progress, phrase: AwardPhrase, frame: Frame) -> None:
    """An award without a verb: part of the win before it, one claimed before, or the head of what follows."""
    if _continues(drafting, progress, phrase, frame) or _names_claimed(drafting, progress, phrase):
        return
    owners = stands_under_owner(drafting.reading, progress, phrase)
    if owners is not None and read_owned_awards(drafting, progress, owners, drafting.umbrella):
        return
    header = progress.header
    beside = header is not None and AND.fullmatch(drafting.text[header.end : phrase.start]) is not None
    beside = beside and phrase.kind != "tier"  # รางวัลชนะเลิศ และรางวัลชมเชย: nobody takes two places
    if beside and header is not None and phrase.tier is None:
        phrase = replace(phrase, tier=header.tier)
    if follows_directly(drafting, progress, phrase, frame):
        last = drafting.drafts[-1] if beside else None
        if last is not None and last.recipient.start >= phrase.end:
            drafting.add(replace(last, frame=progress.frame))
    elif phrase.kind != "bare" or phrase.tier or phrase.category or phrase.year:
        progress.header = phrase
    elif header is not None and phrase.start - header.end > ROOM:
        progress.header = None


def _continues(drafting: Drafting, progress: Progress, phrase: AwardPhrase, frame: Frame) -> bool:
    """ได้รับรางวัลA และรางวัลB: a further award of the same winners; with nothing between, a part of A."""
    if not progress.subjects or (phrase.count or 0) >= MANY:
        return False
    between = drafting.text[progress.subject_end : phrase.start]
    if not CONTINUED.fullmatch(between):
        return False
    if not between.strip() and phrase.kind == "name" and (phrase.count or 1) > 1:
        return False  # so many awards go to others
    placings = phrase.kind == "tier" and progress.subject_frame is not None and progress.subject_frame.tier
    if not between.strip() and not placings:
        refine_last(drafting, progress, phrase)
    else:
        whole = progress.refined
        if whole is not None and phrase.kind == "name" and phrase.programme is None:
            frame = inner_frame(drafting.reading, whole, phrase)
        if phrase.ceremony is not None and phrase.name is not None:
            _also_at_ceremony(drafting, progress, phrase)
        win(drafting, progress, phrase, frame, progress.subjects, rule="subject-won-also")
        progress.refined = whole
    return True


def _also_at_ceremony(drafting: Drafting, progress: Progress, phrase: AwardPhrase) -> None:
    """ได้รับรางวัล “A” และรางวัล “B” จากงาน X Awards: the first one was given at the ceremony, too."""
    before = progress.subject_frame
    if before is None or before.award is None or before.programme is not None or before.category is not None:
        return
    for number in range(len(drafting.drafts) - len(progress.subjects), len(drafting.drafts)):
        draft = drafting.drafts[number] if number >= 0 else None
        if draft is not None and draft.frame.award == before.award and draft.frame.category is None:
            frame = replace(
                draft.frame,
                award=phrase.name,
                programme=phrase.programme,
                category=before.award,
                year=draft.frame.year or phrase.year,
                year_value=draft.frame.year_value or phrase.year_value,
            )
            drafting.amend(number, replace(draft, frame=frame))


def _names_claimed(drafting: Drafting, progress: Progress, phrase: AwardPhrase) -> bool:
    """An item or line that explains at length an award which its winners were said to have won."""
    reading = drafting.reading
    line = reading.line_of(phrase.start)
    opens = phrase.start <= line.content + 2
    for_work = phrase.kind == "name" and FOR_WORK.match(reading.text, phrase.end) is not None
    if not opens or not (line.is_item or for_work) or not progress.claimed or progress.claimed_frame is None:
        return False
    inner, end = with_project(reading, inner_frame(reading, progress.claimed_frame, phrase), phrase.end)
    own = OPENER.search(reading.text, phrase.end, min(line.end, phrase.end + 60))
    listed = own is not None and bool(read_list(reading, own.end()).recipients)
    if phrase.name is None or listed or not (for_work or drafting.has_told(inner)):
        return False
    drafting.emit_all("claimed-list", progress.claimed, inner, end)
    progress.consumed = end
    return True
