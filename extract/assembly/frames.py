"""Frames: how the award, category and tier that are known change with what is read next."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.drafts import Frame
from extract.assembly.phrases import AwardPhrase, read_phrase
from extract.assembly.reading import Reading
from extract.assembly.works import PROJECT_LEAD, project_at
from extract.lexicons import cues

SPECIAL_PRIZE = re.compile(r"Popular|POPULAR|Vote|ขวัญใจ|ยอดนิยม|พิเศษ$|รางวัลพิเศษ|ความคิดสร้างสรรค์$")
"""Prizes that every contest has."""


def frame_after(reading: Reading, frame: Frame, phrase: AwardPhrase) -> Frame:
    """The frame after a phrase; a prize that every contest has (Popular Vote) stays within its contest."""
    phrase = _in_full(reading, phrase)
    if phrase.name is not None and frame.award is not None and phrase.kind == "name":
        special = SPECIAL_PRIZE.search(reading.text[phrase.name[0] : phrase.name[1]])
        if special and phrase.mention is not None:
            return replace(frame, category=phrase.name, tier=phrase.tier)
    return frame.over(phrase)


def _in_full(reading: Reading, phrase: AwardPhrase) -> AwardPhrase:
    """รางวัลแหล่งเรียนรู้ฯ: a shortened name stands for the fuller one said before."""
    if phrase.name is None or not reading.text[phrase.name[0] : phrase.name[1]].endswith("ฯ"):
        return phrase
    stem = reading.text[phrase.name[0] : phrase.name[1] - 1].strip()
    for mention in reading.within("award", 0, phrase.start):
        full = read_phrase(reading, mention).name
        if (
            full is not None
            and reading.text[full[0] : full[1]].startswith(stem)
            and full[1] - full[0] > len(stem)
        ):
            return replace(phrase, name=full)
    return replace(phrase, name=(phrase.name[0], phrase.name[0] + len(stem)))


def inner_frame(reading: Reading, outer: Frame, phrase: AwardPhrase) -> Frame:
    """An award of a list within an award: the outer one is the programme, the inner one its category."""
    if outer.award is None or phrase.name is None:
        return outer.over(phrase)
    if outer.programme is None and reading.text[phrase.name[0] : phrase.name[1]].isascii():
        return outer.over(phrase)
    category = phrase.name if phrase.category is None else (phrase.name[0], phrase.category[1])
    return replace(
        outer,
        category=category,
        tier=phrase.tier,
        year=phrase.year or outer.year,
        year_value=phrase.year_value or outer.year_value,
    )


def with_project(reading: Reading, frame: Frame, position: int) -> tuple[Frame, int]:
    """The work that won, where it is named right behind the award."""
    text = reading.text
    at = position + 1 if text[position : position + 1] == " " else position
    opening = text[at : at + 1] == "("
    lead = PROJECT_LEAD.match(text, at + 1 if opening else at)
    if not lead:
        return frame, position
    line = reading.line_of(position)
    end = text.find(")", at) if opening else line.end
    if end < 0 or end > line.end:
        return frame, position
    project, stop = project_at(reading, lead.end(), end, bounded=False)
    if project is None:
        return frame, position
    framed = replace(frame, project=project)
    if frame.tier is None:
        for tier in reading.within("tier", stop, min(stop + 60, line.end)):
            framed = replace(framed, tier=tier.span)
            break
    return framed, stop


def is_personal(reading: Reading, frame: Frame) -> bool:
    """Whether the award goes to persons by its name (รางวัลผู้บริหารดีเด่น)."""
    spans = [span for span in (frame.award, frame.category) if span]
    name = " ".join(reading.text[start:end] for start, end in spans)
    return any(word in name for word in cues("personal", "words"))
