"""Qualifiers: what is said of a recipient right behind its name: place, count, tier, category, year, work."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.affiliations import affiliation_behind, parent_behind
from extract.assembly.categories import category_at
from extract.assembly.phrases import COUNT, is_named_award
from extract.assembly.reading import QUOTE, Reading
from extract.assembly.recipients import Recipient
from extract.assembly.works import PROJECT_STOP, project_at
from extract.components.awards import trimmed
from extract.lexicons import cue_pattern

DISTRICT = re.compile(
    r"(?:จังหวัด|จ\.|อำเภอ|อ\.|ตำบล|ต\.|เขต(?!สุขภาพ|ประกอบการ|พื้นที่|รักษา|อุตสาหกรรม|ตรวจราชการ|เศรษฐกิจ)|แขวง(?!ทาง)|กิ่งอำเภอ)\s?[ก-ฮเ-ไ][ก-ฮะ-ฺเ-๎]{1,24}?"
    r"(?=\s|จังหวัด|จ\.|อ\.|อำเภอ|$|[),\n])"
)
KIND_OF_WORK = re.compile(
    r"(?:จาก|กับ|ด้วย|ใน)?(?:ชื่อ\s?)?(?:ผลงาน|บทเพลง|เพลง|ภาพยนตร์(?:สั้น)?|หนังสั้น|คลิป(?:วิดีโอ|วีดีโอ|สั้น)?|ภาพ(?:ถ่าย|วาด)?|หนังสือ|ละคร|สารคดี|บทความ"
    r"|เมนู|ชุด|สื่อ|แนวคิด|[A-Z][a-z]{2,10})?\s?(?=[“\"])"
)
"""What kind of work the quotation behind a name is: บทเพลง “...”, ชื่อ Vlog “...”."""
IN_AREA = re.compile(r"ใน(?:พื้นที่|เขต) ?(?=จังหวัด|จ\.)")
NEXT_AWARD = re.compile(r"[ ]?(?:รางวัล|โล่)")
"""Behind a year: it is the edition of the award that follows, not of the one before."""
OFFICE_OF_PROVINCE = re.compile(
    r"(?P<office>(?:สำนักงาน|เรือนจำ|ศูนย์|หอการค้า|สภา|วัฒนธรรม|ตำรวจภูธร)[ก-๙]*จังหวัด|สวจ\.|สสจ\.|พมจ\."
    r"|ทสจ\.)[ก-๙]+$"
)
"""Offices of provinces: a list may say the office once and then only provinces."""
OPENER = re.compile(cue_pattern("list", "openers"))


def qualified(reading: Reading, recipient: Recipient, position: int, end: int, *, bounded: bool) -> Recipient:
    """Read on behind a recipient: place, count, tier, category, year, work."""
    text = reading.text
    for _ in range(14):
        at = position
        while at < end and text[at] == " ":
            at += 1
        if at >= end:
            break
        step = _qualifier(reading, recipient, at, end, bounded=bounded)
        if step is None:
            break
        recipient, position = step, step.end
    return recipient


def _qualifier(
    reading: Reading, recipient: Recipient, at: int, end: int, *, bounded: bool
) -> Recipient | None:
    """The recipient with the one qualifier that begins here; None where none does or the next part begins."""
    if reading.text[at] == "(":
        return _bracketed(reading, recipient, at, end)
    simple = (
        _place(reading, recipient, at)
        or _count(reading, recipient, at)
        or parent_behind(reading, recipient, at)
    )
    if simple is not None:
        return simple
    if _next_part_begins(reading, at, end if bounded else None):
        return None
    simple = _tier(reading, recipient, at) or _year(reading, recipient, at)
    if simple is not None:
        return simple
    if bounded and reading.text[at] in ":–-" and at + 2 < end:
        return _after_colon(reading, recipient, at, end)
    return (
        _work(reading, recipient, at, end, bounded=bounded)
        or _category(reading, recipient, at, bounded=bounded)
        or _quoted_work(reading, recipient, at, end, bounded=bounded)
        or affiliation_behind(reading, recipient, at)
    )


def _bracketed(reading: Reading, recipient: Recipient, at: int, end: int) -> Recipient | None:
    """(จังหวัดลำพูน), (โครงการ...): what brackets tell; anything else in them is read over."""
    text = reading.text
    close = text.find(")", at, min(end, at + 140))
    if close < 0:
        return None
    tier = reading.phrase_at("tier", at + 1)
    if tier is not None and recipient.tier is None and tier.attributes["phrase"][1] == close:
        return replace(recipient, tier=tier.span, end=close + 1)
    inside = reading.within("province", at, close)
    if inside and recipient.province is None and recipient.kind == "organisation":
        recipient = replace(recipient, province=str(inside[0].value), province_span=inside[0].span)
    lead = reading.at("project", at + 1)
    if lead and text.startswith(("โครงการ", "ผลงาน", "นวัตกรรม"), at + 1) and recipient.project is None:
        recipient = replace(recipient, project=trimmed(text, lead.end, close))
    return replace(recipient, end=close + 1)


def _count(reading: Reading, recipient: Recipient, at: int) -> Recipient | None:
    """จำนวน 2 แห่ง; not the number before the name of the next award (โรงพยาบาลพญาไท 2 รางวัลเลิศรัฐ)."""
    count = COUNT.match(reading.text, at)
    if count is None or is_named_award(reading, count.start("unit")):
        return None
    return replace(recipient, end=count.end())


def _next_part_begins(reading: Reading, at: int, end: int | None) -> bool:
    """Whether a tier or category heads what follows: รางวัลชมเชย ..., ระดับดี ได้แก่ ...

    Not the tier that closes an item, up to its `end` (1. โรงเรียน... รางวัลชนะเลิศ).
    """
    tier = reading.phrase_at("tier", at)
    if tier is not None:
        if end is not None and not reading.text[max(tier.end, tier.attributes["phrase"][1]) : end].strip(
            " ,;."
        ):
            return False
        lead: str = tier.attributes["lead"]
        return lead.startswith("รางวัล") or _heads(reading, tier.attributes["phrase"][1])
    category = category_at(reading, at)
    return category is not None and _heads(reading, category[1])


def _tier(reading: Reading, recipient: Recipient, at: int) -> Recipient | None:
    tier = reading.phrase_at("tier", at)
    if tier is None or recipient.tier is not None:
        return None
    return replace(recipient, tier=tier.span, end=max(tier.end, tier.attributes["phrase"][1]))


def _year(reading: Reading, recipient: Recipient, at: int) -> Recipient | None:
    year = reading.phrase_at("year", at)
    if (
        year is None
        or recipient.year is not None
        or NEXT_AWARD.match(reading.text, year.attributes["phrase"][1])
    ):
        return None
    return replace(recipient, year=year.span, year_value=year.value, end=year.attributes["phrase"][1])


def _work(reading: Reading, recipient: Recipient, at: int, end: int, *, bounded: bool) -> Recipient | None:
    """จากผลงาน..., โครงการ...: the work that won."""
    lead = reading.at("project", at)
    if not lead or recipient.project is not None:
        return None
    project, stop = project_at(reading, lead.end, end, bounded=bounded)
    return replace(recipient, project=project, end=stop) if project else None


def _category(reading: Reading, recipient: Recipient, at: int, *, bounded: bool) -> Recipient | None:
    """A category of the recipient's own; in prose only สาขา and ประเภท, or behind a place or a work."""
    category = category_at(reading, at)
    if category is None or recipient.category is not None:
        return None
    placed = recipient.project is not None or recipient.province is not None
    if bounded or placed or reading.text.startswith(("สาขา", "ประเภท"), at):
        return replace(recipient, category=category, end=category[1])
    return None


def _quoted_work(
    reading: Reading, recipient: Recipient, at: int, end: int, *, bounded: bool
) -> Recipient | None:
    """“...” behind a name is its work; in an item also where the quotation is never closed."""
    if recipient.project is not None:
        return None
    kind = KIND_OF_WORK.match(reading.text, at)
    quote = QUOTE.match(reading.text, kind.end() if kind else at)
    if quote:
        return replace(recipient, project=quote.span("inside"), end=quote.end())
    if bounded and reading.text[at] == "“":
        project, stop = project_at(reading, at, end, bounded=True)
        return replace(recipient, project=project, end=stop) if project else None
    return None


def with_place(reading: Reading, recipient: Recipient, limit: int) -> Recipient:
    """A recipient with the district and province that follow its name, not beyond `limit`."""
    position = recipient.end
    while True:
        at = position + 1 if reading.text[position : position + 1] == " " else position
        if reading.text[at : at + 1] == "(":
            close = reading.text.find(")", at, limit)
            step = replace(recipient, end=close + 1) if close > 0 else None
        else:
            step = _place(reading, recipient, at) if at < limit else None
        if step is None or step.end > limit:
            return recipient
        recipient, position = step, step.end


def _place(reading: Reading, recipient: Recipient, at: int) -> Recipient | None:
    """A district or a province behind a name."""
    text = reading.text
    area = IN_AREA.match(text, at)
    at = area.end() if area else at
    organisation = reading.at("organisation", at)
    named = organisation is not None and organisation.attributes.get("source") == "province"
    is_province = recipient.organisation is not None and recipient.organisation.attributes.get("source") in (
        "province",
        "elided",
    )
    if named and organisation is not None and not is_province:
        if recipient.province is None:
            recipient = replace(
                recipient, province=organisation.attributes["province"], province_span=organisation.span
            )
        return replace(recipient, end=organisation.end)
    lead = re.compile(r"จ\.\s?|จังหวัด\s?").match(text, at)
    province = reading.at("province", lead.end() if lead else at) or reading.at("province", at)
    body = recipient.organisation
    next_item = lead is None and body is not None and OFFICE_OF_PROVINCE.match(body.text)
    if province is not None and not is_province and recipient.province is None and not next_item:
        return replace(recipient, province=str(province.value), province_span=province.span, end=province.end)
    district = DISTRICT.match(text, at)
    if district and not is_province:
        return replace(recipient, end=district.end())
    return None


def _heads(reading: Reading, end: int) -> bool:
    """Whether what ends here heads the next part of the list: ระดับดี ได้แก่ ..., ขนาดกลาง บริษัท ..."""
    text = reading.text
    at = end + 1 if text[end : end + 1] == " " else end
    count = COUNT.match(text, at)
    if count:
        at = count.end() + (text[count.end() : count.end() + 1] == " ")
    if OPENER.match(text, at):
        return True
    placing = reading.phrase_at("tier", at)
    if placing is not None and placing.attributes["phrase"][1] > end:
        return _heads(reading, placing.attributes["phrase"][1])
    named = reading.at("organisation", at)
    return named is not None and named.attributes.get("source") != "province"


def _after_colon(reading: Reading, recipient: Recipient, at: int, end: int) -> Recipient:
    """What stands behind a colon or dash in an item: the field that was won, or the work."""
    start = at + 1
    while start < end and reading.text[start] in ' “"':
        start += 1
    placed = _tier(reading, recipient, start)
    if placed is not None and not reading.text[placed.end : end].strip():
        return placed
    lead = reading.at("project", start)
    stop = PROJECT_STOP.search(reading.text, start, end)
    close = stop.start() if stop else end
    span = trimmed(reading.text, lead.end if lead else start, close)
    if lead or "ดีเด่น" not in reading.text[start:close]:
        quote = QUOTE.match(reading.text, start - 1)
        return replace(recipient, project=quote.span("inside") if quote else span, end=close)
    return replace(recipient, category=span, end=close)
