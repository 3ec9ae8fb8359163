"""Awards that are only named: continued from a win before, claimed by one, or heading what follows."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.anchors import OPENER
from extract.assembly.clauses import ROOM
from extract.assembly.drafting import Drafting
from extract.assembly.drafts import Frame
from extract.assembly.frames import inner_frame, with_project
from extract.assembly.headings import follows_directly
from extract.assembly.phrases import AwardPhrase
from extract.assembly.progress import Progress
from extract.assembly.winning import refine_last, win

CONTINUED = re.compile(
    r"\s?(?:,|และ|พร้อมทั้ง|รวมทั้ง|รวมถึง|อีกทั้ง|กับ|พร้อมด้วย|ตลอดจน|/)?(?:ยัง)?(?:ได้รับ|รับ|คว้า)?\s?(?:อีก)?\s?$"
)
AND = re.compile(r"\s?(?:และ|,|พร้อม|กับ)\s?")


def read_named(drafting: Drafting, progress: Progress, phrase: AwardPhrase, frame: Frame) -> None:
    between = drafting.text[progress.subject_end : phrase.start] if progress.subjects else "\n"
    placings = phrase.kind == "tier" and progress.subject_frame is not None and progress.subject_frame.tier
    if progress.subjects and CONTINUED.fullmatch(between) and not between.strip() and not placings:
        refine_last(drafting, progress, phrase)
        return
    if progress.subjects and CONTINUED.fullmatch(between):
        win(drafting, progress, phrase, frame, progress.subjects, rule="subject-won-also")
        return
    line = drafting.reading.line_of(phrase.start)
    if (
        line.is_item
        and phrase.start <= line.content + 2
        and progress.claimed
        and progress.claimed_frame is not None
    ):
        inner, end = with_project(
            drafting.reading, inner_frame(drafting.reading, progress.claimed_frame, phrase), phrase.end
        )
        own = OPENER.search(drafting.text, phrase.end, min(line.end, phrase.end + 60))
        listed = own is not None and drafting.reading.at("organisation", own.end()) is not None
        if phrase.name is not None and not listed and drafting.has_told(inner):
            drafting.emit_all("claimed-list", progress.claimed, inner, end)
            progress.consumed = end
            return
    joined = progress.header
    beside = joined is not None and AND.fullmatch(drafting.text[joined.end : phrase.start]) is not None
    if beside and joined is not None and phrase.tier is None:
        phrase = replace(phrase, tier=joined.tier)
    if not follows_directly(drafting, progress, phrase, frame):
        bare = phrase.kind == "bare" and not (phrase.tier or phrase.category or phrase.year)
        if not bare:
            progress.header = phrase
        elif progress.header is not None and phrase.start - progress.header.end > ROOM:
            progress.header = None
    elif beside:
        last = drafting.drafts[-1]
        if last.recipient.start >= phrase.end:
            drafting.add(replace(last, frame=progress.frame))
