"""Recipients: the bodies and persons named in a list or after ให้แก่, each with what is said of it there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.assembly.phrases import COUNT, QUOTE, AwardPhrase, category_at
from extract.assembly.reading import INLINE_NUMBER, Line, Reading
from extract.components.awards import trimmed
from extract.fact import Span
from extract.lexicons import cue_pattern
from extract.mention import Mention

SEPARATOR = re.compile(r"(?:[ ,;]|และ|กับ\s|พร้อมด้วย|รวมถึง|ตลอดจน|หรือ(?=\s))+")
DISTRICT = re.compile(
    r"(?:จังหวัด|จ\.|อำเภอ|อ\.|ตำบล|ต\.|เขต|แขวง|กิ่งอำเภอ)\s?[ก-ฮเ-ไ][ก-ฮะ-ฺเ-๎]{1,24}?(?=\s|จังหวัด|จ\.|อ\.|อำเภอ|$|[),\n])"
)
AFFILIATION = re.compile(r"(?:จาก|สังกัด|แห่ง|ของ|ใน)\s?")
PROJECT_LEAD = re.compile(
    r"(?:(?:จาก|กับ|ด้วย|ใน|สำหรับ|โดย|ที่ส่ง|ส่ง|เสนอ)\s?)?(?P<lead>(?:ชื่อ)?ผลงาน(?!เด่น|ดีเด่น|ที่|โดดเด่น|เป็น|การดำเนิน|ของ|ใน|เชิง)(?:เรื่อง|ชื่อ|การประกวด|\s?คือ)?|เรื่อง|ชื่อเรื่อง|ชื่อ(?=\s?[“\"])|หัวข้อ|ในหัวข้อ|ภายใต้ชื่อ|คลิป(?:วิดีโอ)?(?:เรื่อง)?|(?=โครงการ)|(?=นวัตกรรม)|(?=โครงงาน)|(?=ระบบ)|(?=แพลตฟอร์ม)|(?=แอป))\s?[:：]?\s?"
)
PROJECT_STOP = re.compile(
    r"\n|\s(?=ได้รับ|คว้า|ซึ่ง|โดย(?!ใช้|การ|ชุมชน)|ทั้งนี้|นอกจากนี้|สำหรับ(?=รางวัล|ปี)|จากนั้น|ที่ได้รับ|เป็นต้น|ภายในงาน|จัดโดย|ที่จัด|ในงาน|ในการประชุม|ณ\s|ภายในงาน|จัดโดย|ที่จัด|ในงาน|ในการประชุม|รางวัล|และ(?:ได้|รางวัล|ยัง)|จำนวน\s?[0-9๐-๙]+\s?รางวัล|(?:และ)?ประเภท|(?:และ)?สาขา|โดดเด่น|รองชนะเลิศ|ระดับ(?:ดี|ยอด|ชม|ก้าว|ทอง|เงิน)|ในปี|ประจำปี|ขณะที่|พร้อม|จาก(?=นา|พล|รัฐ|กระทรวง|กรม|สำนัก|คณะกรรมการ|ผู้)|ถือ|นับ|เมื่อวันที่)|ที่ได้รับรางวัล|ได้รับรางวัล|จังหวัดละ"
)
GENERIC_WINNER = re.compile(
    r"(?:ผู้|บุคคล|หน่วยงาน|องค์กร|ประชาชน|เจ้าหน้าที่|นักเรียน|ครู|บุคลากร|ตัวแทน|การพิจารณา|เกณฑ์|กระบวน|หลัก|ความ|ประธาน|คณะ|รอง|อธิบดี|รางวัล|สาขา|ประเภท|ด้าน|กลุ่ม|ระดับ|หมวด)"
)
OWNED_STOP = re.compile(r"\n|\s(?=ได้รับ|คว้า|ซึ่ง|ทั้งนี้|นอกจากนี้|จากนั้น|ที่ได้รับ|เป็นต้น|รางวัล|และรางวัล|จำนวน\s?[0-9๐-๙]+\s?รางวัล|ณ\s)|ได้รับรางวัล")
ITEM_PROJECT_STOP = re.compile(
    r"\n|\s(?=(?:และ)?ประเภท(?!ที่)|(?:และ)?สาขา|โดดเด่น|รองชนะเลิศ|ระดับ(?:ดี|ยอด|ชม|ก้าว|ทอง|เงิน)|(?:และ)?(?:โล่)?รางวัล|ได้รับรางวัล|ที่ได้รับรางวัล)"
)
BEYOND_AFFILIATION = re.compile(r"และ\s?$|ได้แก่|อาทิ|รางวัล|ประเภท|สาขา|ณ\s|จัดโดย|[0-9๐-๙]\s?[.)]")
ITEM_HEADER = re.compile(
    r"(?:รางวัล|ประเภท|สาขา|ด้าน|หมวด|กลุ่ม(?!วิสาหกิจ|แม่บ้าน|เกษตรกร|สตรี|ทอ|อาชีพ|ออม|ผู้)|ขนาด|ระดับ)"
)
LIST_NOTE = re.compile(r"\s?\((?:เรียง[^()\n]{0,40}|ตามลำดับ[^()\n]{0,20})\)")
OPENER = re.compile(cue_pattern("list", "openers"))
KIND_NOT_NAME = re.compile(
    r"\s?(?:จำนวน\s?[0-9๐-๙]+\s?[ก-๙]+\s?)?(?:ได้แก่|ประกอบด้วย|ดังนี้|คือ|อาทิ)|\s?(?:ดีเด่น|ยอดเยี่ยม)(?:\s|,|$)"
    r"|\s?(?:ดีเด่น|ยอดเยี่ยม|ไทย|ทั่วประเทศ)?\s?(?:จำนวน|ทั้ง|อีก)?\s?[0-9๐-๙]+\s?(?:แห่ง|คน|ราย|ท่าน|องค์กร|กลุ่ม|ศูนย์|ทีม|หน่วยงาน|ชุมชน|สหกรณ์|โรงเรียน)"
)
"""กลุ่มเกษตรกรทำสวน ได้แก่ ...: what stands before an opener is a kind of recipient, not one of them."""
OFFICE_OF_PROVINCE = re.compile(r"(?P<office>(?:สำนักงาน|เรือนจำ|ศูนย์|หอการค้า|สภา|วัฒนธรรม|ตำรวจภูธร)[ก-๙]*จังหวัด|สวจ\.|สสจ\.|พมจ\.|ทสจ\.)[ก-๙]+$")
"""Offices of provinces: a list may say the office once and then only provinces."""
FIELD_LABELS = ("การ", "ด้าน", "ความ", "ระดับ", "สาขา", "ประเภท")
LABEL = 90
"""Characters that the label of an item may have at most."""
END_OF_LIST = re.compile(r"\s?(?:เป็นต้น|ฯลฯ|ตามลำดับ)")
BREAK = re.compile(rf"\s(?:{cue_pattern('breaks', 'words')})(?=\s|[ก-ฮเ-ไ])")


@dataclass(frozen=True, slots=True)
class Recipient:
    """One winner as a list or a clause names it; `header` is the phrase that heads its part of the list."""

    kind: str
    start: int
    end: int
    organisation: Mention | None = None
    person: Mention | None = None
    province: str | None = None
    province_span: Span | None = None
    project: Span | None = None
    tier: Span | None = None
    category: Span | None = None
    year: Span | None = None
    year_value: int | None = None
    header: AwardPhrase | None = None


@dataclass(frozen=True, slots=True)
class RecipientList:
    """The recipients of one list, and where it ends."""

    recipients: tuple[Recipient, ...]
    end: int


def read_list(reading: Reading, position: int, *, works: bool = True) -> RecipientList:
    """Read the list of recipients that begins at `position`: in lines, numbered in one line, or in prose.

    `works` tells whether an item may name the work first and its owner behind it.
    """
    text = reading.text
    note = LIST_NOTE.match(text, position)
    if note:
        position = note.end()
    while position < len(text) and text[position] in " :–-":
        position += 1
    line = reading.line_of(min(position, len(text) - 1))
    if position >= line.end or text[position : line.end].strip() == "":
        return _read_lines(reading, position)
    number = re.compile(r"\(?[0-9๐-๙]{1,2}\s?[.)]+\s?(?![0-9๐-๙])").match(text, position)
    if number:
        return _read_numbered(reading, position, line)
    return _read_prose(reading, position, line.end, works=works)


def _read_lines(reading: Reading, position: int) -> RecipientList:
    """The following lines, while each opens with a bullet, a number or a name."""
    found: list[Recipient] = []
    end = position
    line = reading.next_line(position)
    while line is not None:
        start = line.content
        named = reading.at("organisation", start) or reading.at("person", start)
        if not line.is_item and not named:
            break
        if not line.is_item and line.end - line.start > 260:
            break
        if ITEM_HEADER.match(reading.text, start) and not reading.at("organisation", start):
            break
        item = read_item(reading, start, line.end)
        if not item and not line.is_item:
            break
        found += item
        end = line.end
        line = reading.next_line(line.end)
    return RecipientList(tuple(found), end)


def _read_numbered(reading: Reading, position: int, line: Line) -> RecipientList:
    """Items numbered within a line (1. ... 2. ...), perhaps going on in the next lines."""
    text = reading.text
    first = re.compile(r"\(?(?P<n>[0-9๐-๙]{1,2})\s?[.)]+\s?").match(text, position)
    if first is None:
        return RecipientList((), position)
    bounds = [(int(first["n"]), position, first.end())]
    for match in INLINE_NUMBER.finditer(text, first.end(), line.end):
        if int(match["n"]) == 1:
            break  # the next list begins
        if int(match["n"]) == bounds[-1][0] + 1:
            bounds.append((int(match["n"]), match.start(), match.end()))
    found: list[Recipient] = []
    end = reach = position
    for index, (_, _, begin) in enumerate(bounds):
        last = index + 1 == len(bounds)
        stop = line.end if last else bounds[index + 1][1]
        if ITEM_HEADER.match(text, begin) and not reading.at("organisation", begin):
            return RecipientList(tuple(found), end)
        if last:
            cut = BREAK.search(text, begin + 2, stop)
            stop = cut.start() if cut else stop
            for award in reading.within("award", begin + 2, stop):
                if award.attributes["kind"] in ("name", "tier"):
                    stop = begin + len(text[begin : award.start].rstrip(" และ"))
                    break
        items = read_item(reading, begin, stop)
        found += items
        end = max((item.end for item in items), default=stop) if last else stop
        reach = stop
    following = reading.next_line(line.start)
    expected = bounds[-1][0] + 1
    while following is not None and following.is_item and reach >= line.end - 6:
        number = re.match(r"\s*\(?([0-9๐-๙]{1,2})", text[following.start : following.end])
        if not number or int(number[1]) != expected or ITEM_HEADER.match(text, following.content):
            break
        found += read_item(reading, following.content, following.end)
        line, end, reach, expected = following, following.end, following.end, expected + 1
        following = reading.next_line(following.start)
    return RecipientList(tuple(found), end)


def read_item(reading: Reading, start: int, end: int) -> list[Recipient]:
    """The recipients of one bounded item: usually one; its project may run to the item's end."""
    position = start
    while position < end and reading.text[position] in ' “"-–:':
        position += 1
    subject = reading.at("organisation", position) or reading.at("person", position)
    if subject is None:
        return _project_first(reading, start, end) or _labelled(reading, start, end)
    found: list[Recipient] = []
    while position < end:
        step = _one(reading, position, end, bounded=True)
        if step is None:
            break
        found.append(step)
        separator = SEPARATOR.match(reading.text, step.end)
        position = separator.end() if separator else step.end
        following = reading.at("organisation", position)
        if not separator or not (following or reading.at("person", position)):
            break
        if following is not None and separator[0] == " " and found[-1].organisation is not None:
            found[-1] = _with_parent(reading, found[-1], following)
            position = following.end
            break
    return found


def _with_parent(reading: Reading, recipient: Recipient, parent: Mention) -> Recipient:
    """An item that names a unit and then, behind a space, the body it belongs to: one recipient."""
    unit = recipient.organisation
    if unit is None or recipient.kind != "organisation" or recipient.end != unit.end:
        return recipient
    text = reading.text[unit.start : parent.end]
    whole = Mention("organisation", unit.start, parent.end, text, None, {**unit.attributes, "unit": unit})
    return replace(recipient, organisation=whole, end=parent.end)


def _labelled(reading: Reading, start: int, end: int) -> list[Recipient]:
    """An item that names its field and then, behind a space, only bodies up to its end."""
    for organisation in reading.within("organisation", start + 3, end):
        if reading.text[organisation.start - 1] != " " or organisation.attributes.get("source") == "province":
            continue
        found = _read_prose(reading, organisation.start, end, works=False)
        rest = reading.text[found.end : end].strip(" ,;และ")
        field = reading.text.startswith(FIELD_LABELS, start) or len({r.organisation and r.organisation.text for r in found.recipients}) > 1
        if found.recipients and not rest and field and organisation.start - start <= LABEL:
            label = trimmed(reading.text, start, organisation.start)
            return [replace(recipient, category=recipient.category or label) for recipient in found.recipients]
        return []
    return []


def _project_first(reading: Reading, start: int, end: int) -> list[Recipient]:
    """A work and then its owner: Rama TeleCare ของคณะแพทยศาสตร์..., “...” โดย โรงเรียน..."""
    text = reading.text
    quotes = [match.span() for match in QUOTE.finditer(text, start, end)]
    for organisation in reading.within("organisation", start, end):
        if any(opens < organisation.start < closes for opens, closes in quotes):
            continue
        joint = re.compile(r"(?:ของ|โดย|จาก)\s?$").search(
            text, max(start, organisation.start - 6), organisation.start
        )
        giver = joint is not None and joint[0].startswith("จาก") and organisation.text.startswith("กระทรวง")
        if joint and not giver and joint.start() - start >= 4:
            project = _trim_project(text, start, joint.start())
            recipient = Recipient("organisation", start, organisation.end, organisation, project=project)
            return [_qualified(reading, recipient, organisation.end, end, bounded=True)]
    return []


def _read_prose(reading: Reading, position: int, end: int, *, works: bool) -> RecipientList:
    """Names one after another in running text, with commas, และ or only spaces between them."""
    found: list[Recipient] = []
    text = reading.text
    last = position
    while position < end:
        step = _one(reading, position, end, bounded=False)
        if step is None and found and found[-1].organisation is not None:
            step = _elided_province(reading, position, found[-1])
        if step is None and not found and works:
            owned = _owned_work(reading, position, end)
            if owned:
                found += owned
                last = position = owned[-1].end
                continue
        if step is None:
            break
        found.append(step)
        last = step.end
        if END_OF_LIST.match(text, last):
            break
        separator = SEPARATOR.match(text, last)
        if not separator:
            glued = reading.at("organisation", last) or reading.at("person", last)
            if not glued:
                break
            position = last
            continue
        position = separator.end()
    return RecipientList(tuple(found), last)


def _owned_work(reading: Reading, position: int, end: int) -> list[Recipient]:
    """ได้แก่ <work> ของ<body>: the work stands first, within one statement."""
    text = reading.text
    if GENERIC_WINNER.match(text, position):
        return []
    stop = OWNED_STOP.search(text, position, min(end, position + 260))
    limit = stop.start() if stop else min(end, position + 260)
    return _project_first(reading, position, limit)


def _one(reading: Reading, position: int, end: int, *, bounded: bool) -> Recipient | None:
    """The recipient that begins exactly here, with its qualifiers."""
    organisation = reading.at("organisation", position)
    if organisation is not None and KIND_NOT_NAME.match(reading.text, organisation.end):
        return None
    if organisation is not None and organisation.end <= end + 1:
        recipient = Recipient("organisation", position, organisation.end, organisation)
        if organisation.attributes.get("source") == "province":
            recipient = replace(
                recipient, province=organisation.attributes["province"], province_span=organisation.span
            )
        return _qualified(reading, recipient, organisation.end, end, bounded=bounded)
    person = reading.at("person", position)
    if person is not None and person.end <= end + 1:
        return _person(reading, person, end, bounded=bounded)
    return None


def _person(reading: Reading, person: Mention, end: int, *, bounded: bool) -> Recipient:
    """A person; the first body named before the next separator is the affiliation."""
    text, position = reading.text, person.end
    line_end = min(end, person.end + 160)
    affiliation = None
    following = reading.before("person", line_end)
    limit = line_end
    for other in reading.within("person", person.end, line_end):
        limit = other.start
        break
    del following
    for organisation in reading.within("organisation", person.end, limit):
        between = text[person.end : organisation.start]
        if "\n" in between or BEYOND_AFFILIATION.search(between):
            break
        affiliation, position = organisation, organisation.end
        break
    recipient = Recipient("person", person.start, position, affiliation, person)
    return _qualified(reading, recipient, position, limit if not bounded else end, bounded=bounded)


def _elided_province(reading: Reading, position: int, before: Recipient) -> Recipient | None:
    """จังหวัดลำพูน ยโสธร และสตูล: the word จังหวัด is said once."""
    organisation = before.organisation
    if organisation is None:
        return None
    province = reading.at("province", position)
    if province is None:
        return None
    name = str(province.value)
    office = OFFICE_OF_PROVINCE.match(organisation.text)
    if office and organisation.attributes.get("source") in ("head", "gazetteer", "elided-office"):
        full = f"{office['office']}{name}"
        attributes = {**organisation.attributes, "source": "elided", "office_head": office["office"]}
        body = Mention("organisation", province.start, province.end, province.text, full, attributes)
        return Recipient("organisation", position, province.end, body, province=name, province_span=province.span)
    head = organisation.attributes.get("office_head")
    if head:
        body = Mention("organisation", province.start, province.end, province.text, f"{head}{name}", organisation.attributes)
        return Recipient("organisation", position, province.end, body, province=name, province_span=province.span)
    if organisation.attributes.get("source") not in ("province", "elided"):
        return None
    body = Mention(
        "organisation",
        province.start,
        province.end,
        province.text,
        f"จังหวัด{name}",
        {"source": "elided", "province": name},
    )
    return Recipient("organisation", position, province.end, body, province=name, province_span=province.span)


def _qualified(
    reading: Reading, recipient: Recipient, position: int, end: int, *, bounded: bool
) -> Recipient:
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
    text = reading.text
    if text[at] == "(":
        close = text.find(")", at, min(end, at + 140))
        if close < 0:
            return None
        inside = reading.within("province", at, close)
        if inside and recipient.province is None and recipient.kind == "organisation":
            recipient = replace(recipient, province=str(inside[0].value), province_span=inside[0].span)
        lead = PROJECT_LEAD.match(text, at + 1)
        if lead and text[at + 1 :].startswith(("โครงการ", "ผลงาน", "นวัตกรรม")) and recipient.project is None:
            recipient = replace(recipient, project=trimmed(text, lead.end(), close))
        return replace(recipient, end=close + 1)
    place = _place(reading, recipient, at)
    if place is not None:
        return place
    count = COUNT.match(text, at)
    if count:
        return replace(recipient, end=count.end())
    tier = reading.phrase_at("tier", at)
    if tier is not None and (
        tier.attributes["lead"].startswith("รางวัล") or _heads(reading, tier.attributes["phrase"][1])
    ):
        return None
    if tier is not None and recipient.tier is None:
        return replace(recipient, tier=tier.span, end=max(tier.end, tier.attributes["phrase"][1]))
    year = reading.phrase_at("year", at)
    if year is not None and recipient.year is None:
        return replace(recipient, year=year.span, year_value=year.value, end=year.attributes["phrase"][1])
    if bounded and text[at] in ":–-" and at + 2 < end:
        return _after_colon(reading, recipient, at, end)
    lead = PROJECT_LEAD.match(text, at)
    if lead and recipient.project is None:
        project, stop = _project(reading, lead.end(), end, bounded=bounded)
        if project:
            return replace(recipient, project=project, end=stop)
    category = category_at(reading, at)
    if category is not None and _heads(reading, category[1]):
        return None
    if category is not None and recipient.category is None and (bounded or recipient.project is not None or recipient.province is not None or text.startswith(("สาขา", "ประเภท"), at)):
        return replace(recipient, category=category, end=category[1])
    quote = QUOTE.match(text, at)
    if quote and recipient.project is None:
        return replace(recipient, project=quote.span("inside"), end=quote.end())
    if bounded and text[at] in "“" and recipient.project is None:
        project, stop = _project(reading, at, end, bounded=True)
        if project:
            return replace(recipient, project=project, end=stop)
    return _affiliated(reading, recipient, at)


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


def _heads(reading: Reading, end: int) -> bool:
    """Whether what ends here heads the next part of the list: ระดับดี ได้แก่ ..., ขนาดกลาง บริษัท ..."""
    text = reading.text
    at = end + 1 if text[end : end + 1] == " " else end
    count = COUNT.match(text, at)
    if count:
        at = count.end() + (text[count.end() : count.end() + 1] == " ")
    if OPENER.match(text, at):
        return True
    named = reading.at("organisation", at)
    return named is not None and named.attributes.get("source") != "province"


def _place(reading: Reading, recipient: Recipient, at: int) -> Recipient | None:
    """A district or a province behind a name."""
    text = reading.text
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


def _affiliated(reading: Reading, recipient: Recipient, at: int) -> Recipient | None:
    """The school or parent that a team or office belongs to: not a recipient of its own."""
    match = AFFILIATION.match(reading.text, at)
    team = recipient.organisation is not None and recipient.organisation.attributes.get("head") in (
        "ทีม",
        "วง",
        "ชุด",
    )
    if not match and not team:
        return None
    start = match.end() if match else at
    organisation = reading.at("organisation", start)
    if organisation is None or (not match and organisation.attributes.get("head") in ("ทีม", "วง", "ชุด")):
        return None
    if organisation.attributes.get("source") == "province":
        return None
    return replace(recipient, end=organisation.end)


def _after_colon(reading: Reading, recipient: Recipient, at: int, end: int) -> Recipient:
    """What stands behind a colon or dash in an item: the field that was won, or the work."""
    start = at + 1
    while start < end and reading.text[start] in ' “"':
        start += 1
    lead = PROJECT_LEAD.match(reading.text, start)
    stop = PROJECT_STOP.search(reading.text, start, end)
    close = stop.start() if stop else end
    span = trimmed(reading.text, lead.end() if lead else start, close)
    if lead or "ดีเด่น" not in reading.text[start:close]:
        quote = QUOTE.match(reading.text, start - 1)
        return replace(recipient, project=quote.span("inside") if quote else span, end=close)
    return replace(recipient, category=span, end=close)


def _project(reading: Reading, start: int, end: int, *, bounded: bool) -> tuple[Span | None, int]:
    """The name of a work that begins here; in prose it ends where the next recipient begins."""
    text = reading.text
    quote = QUOTE.match(text, start)
    if quote:
        return quote.span("inside"), quote.end()
    limit = min(end, start + 300)
    stop = (ITEM_PROJECT_STOP if bounded else PROJECT_STOP).search(text, start, limit)
    close = stop.start() if stop else limit
    for tier in reading.within("tier", start, close):
        if tier.attributes["lead"] and text[tier.attributes["phrase"][0] - 1] == " ":
            close = min(close, tier.attributes["phrase"][0])
    if not bounded:
        for organisation in reading.within("organisation", start + 1, close):
            before = text[max(start, organisation.start - 5) : organisation.start]
            if organisation.attributes.get("source") in ("abbreviation", "ambiguous", "short") and "และ" not in before:
                continue
            if (
                re.search(r"(?:^|\s)(?:และ\s?)?$|,\s?$", before)
                and organisation.attributes.get("source") != "province"
            ):
                close = min(
                    close, organisation.start - len(before) + len(re.sub(r"(?:\s|,|และ)+$", "", before))
                )
                break
        for person in reading.within("person", start + 1, close):
            close = min(close, person.start)
            break
    project = _trim_project(text, start, close)
    return (project, close) if project else (None, start)


def _trim_project(text: str, start: int, end: int) -> Span | None:
    start, end = trimmed(text, start, end)
    while end > start and text[end - 1] in ",;.:":
        end -= 1
    if end > start and text[start] in "“" and "”" not in text[start:end]:
        start += 1
    if end - start > 2 and text[start] in "“\"‘'" and text[end - 1] in "”\"’'":
        start, end = start + 1, end - 1
    lead = re.compile(r"ผลงาน(?:เรื่อง|ชื่อ)?\s?[“\"]?").match(text, start, end)
    if lead:
        start = lead.end()
        if text[start - 1] in '“"':
            closing = re.compile(r"[”\"]").search(text, start, end)
            end = closing.start() if closing else end
    return (start, end) if end - start >= 3 and text[start:end] not in ("ร่วม", "ของ", "ที่") else None
