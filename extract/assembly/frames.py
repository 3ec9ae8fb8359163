"""Frames: how the award, category and tier that are known change with what is read next."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from extract.assembly.drafts import Frame
from extract.assembly.phrases import AwardPhrase, read_phrase
from extract.assembly.reading import Reading
from extract.assembly.works import project_at
from extract.components.programmes import is_part_of
from extract.fact import Span
from extract.lexicons import cue_pattern, cues
from extract.mention import Mention

PERSONS_ONLY = re.compile(
    r"^(?:(?:โล่|เข็ม)?รางวัล|โล่(?:ประกาศ)?เกียรติคุณ|ประกาศเกียรติคุณ|เกียรติบัตร)?\s?[“\"]?(?:ข้าราชการ|ครู|แม่|พ่อ|ลูก(?!เสือ)|นักวิจัย"
    r"|ศิลปิน|ผู้ปฏิบัติงาน|บุคลากร|พนักงาน|ลูกจ้าง|อสม|นักวิทยาศาสตร์|กำนัน|ปราชญ์|พยาบาล|แพทย์|ทนาย|นักบริหาร|ผู้บริหารสูงสุด|เพชรพัสดุ)"
    r"(?!.*(?:องค์กร|หน่วยงาน|สถาน))[ก-๙]{0,40}(?:ดีเด่น|แห่งชาติ|ต้นแบบ|แห่งปี)|Teacher|Scientist of|Man of the"
)
"""The names of awards that only persons can win."""
SPECIAL_PRIZE = re.compile(
    r"(?i:(?:Grand ?Prize|Special ?Prize|Special ?Award|Jury ?Prize|Best ?of ?the ?Best)$|Popular|Vote)"
    r"|ขวัญใจ|ยอดนิยม|พิเศษ$|รางวัลพิเศษ|ความคิดสร้างสรรค์$"
)
"""Prizes that every contest has."""
NOT_PERSONS = re.compile(cue_pattern("personal", "not_persons"))

CEREMONY = re.compile("Awards?|AWARDS?|Prizes?|PRIZES?")
GIVES_OTHERS = re.compile("Awards|AWARDS|Prizes|PRIZES")
"""An English award with one of these words gives others, which are named without it (Best Bank)."""
THAI = re.compile("[ก-๙]")
TRANSLATED_WITHIN = 70
"""Characters between an award and its English name in brackets."""
SAID_BEFORE = re.compile(r"\s?(?:(?:ใน)?ครั้งนี้|ดังกล่าว|นี้)")
"""Behind a contest: it is the one that the article is about, not another of that name."""


def frame_after(reading: Reading, frame: Frame, phrase: AwardPhrase) -> Frame:
    """The frame after a phrase; a prize that every contest has (Popular Vote) stays within its contest."""
    phrase = _in_full(reading, phrase)
    if frame.award is not None and _speaks_of_it(reading, phrase):
        return frame
    if frame.award is not None and _translates(reading, frame.award, phrase):
        return replace(
            frame, year=phrase.year or frame.year, year_value=phrase.year_value or frame.year_value
        )
    if phrase.name is not None and frame.award is not None and phrase.kind == "name":
        special = SPECIAL_PRIZE.search(reading.text[phrase.name[0] : phrase.name[1]])
        if special and phrase.mention is not None:
            return replace(frame, category=phrase.name, tier=phrase.tier)
    after = frame.over(phrase)
    if phrase.year is None and _is_of_persons(reading, frame) and not _is_of_persons(reading, after):
        return replace(after, year=None, year_value=None)
    return after


def _is_of_persons(reading: Reading, frame: Frame) -> bool:
    """Whether only persons can win the award: its edition is not that of the bodies' award beside it."""
    return frame.award is not None and PERSONS_ONLY.search(reading.text[slice(*frame.award)]) is not None


def _speaks_of_it(reading: Reading, phrase: AwardPhrase) -> bool:
    """การประกวดนวัตกรรมในครั้งนี้: a contest described anew, under a name that was not used before."""
    if phrase.kind != "contest" or phrase.name is None:
        return False
    if not SAID_BEFORE.match(reading.text, phrase.name[1]):
        return False
    return _names_of_awards(reading).is_first(phrase.name, reading.text[slice(*phrase.name)])


def _translates(reading: Reading, award: Span, phrase: AwardPhrase) -> bool:
    """รางวัลสุดยอดนวัตกรรม กรมX (Best Innovation Award): brackets hold the English name of the award before."""
    name, text = phrase.name, reading.text
    if name is None or text[name[0] - 1 : name[0]] != "(" or not 0 < name[0] - award[1] <= TRANSLATED_WITHIN:
        return False
    return "\n" not in text[award[1] : name[0]] and THAI.search(text, *award) is not None


def _in_full(reading: Reading, phrase: AwardPhrase) -> AwardPhrase:
    """รางวัลแหล่งเรียนรู้ฯ: a shortened name stands for the fuller one, which headlines leave to the text."""
    if phrase.name is None or not reading.text[phrase.name[0] : phrase.name[1]].endswith("ฯ"):
        return phrase
    stem = reading.text[phrase.name[0] : phrase.name[1] - 1].strip()
    full = _names_of_awards(reading).first(stem)
    if full is not None:
        return replace(phrase, name=full)
    return replace(phrase, name=(phrase.name[0], phrase.name[0] + len(stem)))


class _Names:
    """The names of an article's awards in alphabetical order, to look the fuller forms of a stem up in."""

    def __init__(self, reading: Reading) -> None:
        names = [read_phrase(reading, mention).name for mention in reading.of("award")]
        self._names = sorted((reading.text[name[0] : name[1]], name) for name in names if name is not None)
        self._first: dict[str, Span | None] = {}

    def is_first(self, place: Span, name: str) -> bool:
        """Whether no award of this very name is named before this place."""
        number = bisect_left(self._names, (name,))
        return number >= len(self._names) or self._names[number] >= (name, place)

    def first(self, stem: str) -> Span | None:
        """The first name in the text that begins with the stem and goes on."""
        if stem not in self._first:
            fuller = []
            number = bisect_left(self._names, (stem,))
            while number < len(self._names) and self._names[number][0].startswith(stem):
                name, span = self._names[number]
                if len(name) > len(stem) and not name.endswith("ฯ"):
                    fuller.append(span)
                number += 1
            self._first[stem] = min(fuller, default=None)
        return self._first[stem]


def _names_of_awards(reading: Reading) -> _Names:
    names: _Names | None = reading.remembered.get("names of awards")
    if names is None:
        names = reading.remembered["names of awards"] = _Names(reading)
    return names


def inner_frame(reading: Reading, outer: Frame, phrase: AwardPhrase) -> Frame:
    """An award of a list within an award: the outer one is the programme, the inner one its category."""
    if outer.award is None or phrase.name is None:
        return outer.over(phrase)
    if _stands_alone(outer, phrase):
        return replace(outer.over(phrase), year=phrase.year, year_value=phrase.year_value)
    inner = reading.text[phrase.name[0] : phrase.name[1]].removeprefix("รางวัล")
    if outer.programme is None and not THAI.search(inner):
        ceremony = GIVES_OTHERS.search(reading.text, *outer.award)
        if ceremony is None or CEREMONY.search(inner):
            return outer.over(phrase)
    category = phrase.name if phrase.category is None else (phrase.name[0], phrase.category[1])
    return replace(
        outer,
        category=category,
        tier=phrase.tier,
        year=phrase.year or outer.year,
        year_value=phrase.year_value or outer.year_value,
    )


def _stands_alone(outer: Frame, phrase: AwardPhrase) -> bool:
    """Whether a listed programme is none of those that are given within the outer award."""
    own, other = phrase.programme, outer.programme
    if own is None or own == other:
        return False
    return other is not None and not is_part_of(own, other)


def with_project(reading: Reading, frame: Frame, position: int) -> tuple[Frame, int]:
    """The work that won, where it is named right behind the award."""
    text = reading.text
    at = position + 1 if text[position : position + 1] == " " else position
    opening = text[at : at + 1] == "("
    lead = reading.at("project", at + 1 if opening else at) or _behind_unit(reading, at)
    if not lead:
        return frame, position
    line = reading.line_of(position)
    end = text.find(")", at) if opening else line.end
    if end < 0 or end > line.end:
        return frame, position
    project, stop = project_at(reading, lead.end, end, bounded=False)
    if project is None or _is_ceremony(reading, project):
        return frame, position
    framed = replace(frame, project=project)
    if frame.tier is None:
        for tier in reading.within("tier", stop, min(stop + 60, line.end)):
            framed = replace(framed, tier=tier.span)
            break
    return framed, stop


def _is_ceremony(reading: Reading, project: Span) -> bool:
    """จากโครงการ Thailand Water Awards: a contest or ceremony, no work that won."""
    text = reading.text[slice(*project)]
    return text.startswith("โครงการ") and any(
        award.end == project[1] for award in reading.within("award", *project)
    )


def _behind_unit(reading: Reading, position: int) -> Mention | None:
    """โดยกองบริหารการคลัง ผลงาน...: the work behind the unit that did it."""
    if not reading.text.startswith("โดย", position):
        return None
    start = position + len("โดย")
    unit = reading.at("organisation", start + (reading.text[start : start + 1] == " "))
    if unit is None:
        return None
    lead = reading.at("project", unit.end + (reading.text[unit.end : unit.end + 1] == " "))
    return lead if lead is not None and lead.text.lstrip().startswith("ผลงาน") else None


def is_for_persons_only(reading: Reading, frame: Frame) -> bool:
    """Whether no body can win the award (รางวัลข้าราชการพลเรือนดีเด่น); a named category counts first."""
    award = reading.text[slice(*frame.award)] if frame.award else ""
    category = reading.text[slice(*frame.category)] if frame.category else ""
    return PERSONS_ONLY.search(category if category.startswith("รางวัล") else award) is not None


def is_personal(reading: Reading, frame: Frame) -> bool:
    """Whether the award goes to persons by its name (รางวัลผู้บริหารดีเด่น)."""
    spans = [span for span in (frame.award, frame.category) if span]
    name = " ".join(reading.text[start:end] for start, end in spans)
    if any(body in name for body in cues("personal", "bodies")):
        return False
    name = NOT_PERSONS.sub(" ", name)
    return any(word in name for word in cues("personal", "words"))
