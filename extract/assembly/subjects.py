"""Subjects: who stands before a verb of winning (ธอส. คว้า..., A B และ C ได้รับ..., X อธิบดีกรม Y รับ...)."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from extract.assembly.qualifiers import with_place
from extract.assembly.reading import Reading
from extract.assembly.recipients import Recipient
from extract.lexicons import cue_pattern
from extract.mention import Mention

GAP = re.compile(
    r"(?:\s|[”\"’')“]|ที่|ซึ่ง(?:เป็น)?(?:หน่วยงาน|องค์กร|โรงเรียน)?"
    r"|เป็น(?:หน่วยงาน|องค์กร|โรงเรียน|เทศบาล|จังหวัด|ชุมชน|หนึ่งใน(?:หน่วยงาน|องค์กร)?)?(?:เดียว|แรก|แห่งแรก|หนึ่ง)?"
    r"(?:ที่)?|สามารถ|ยัง|ก็|ได้|ร่วม|เข้า|เป็น(?:เพียง)?\s?(?:[0-9๐-๙]+\s?ใน\s?[0-9๐-๙]+\s?)?"
    r"(?:หน่วยงาน|ทีม|กลุ่ม|บริษัท|ธนาคาร|โรงพยาบาล|สถานประกอบการ|สหกรณ์|รัฐวิสาหกิจ|โครงการ|เมือง|ราย|เรือนจำ|องค์กร"
    r"|ชุมชน)?(?:คุณภาพ|ภาครัฐ|ชุมชน|แรก|เดียว|แห่งแรก|แห่งเดียว)*(?:ใน|ของ)?(?:ประเทศไทย|ประเทศ)?\s?(?:ที่)?"
    r"(?:ผ่านเกณฑ์)?|เดินหน้า|ผงาด|สุดปลื้ม|ปลื้ม|สร้างชื่อ(?:เสียง)?|โชว์(?:ผลงาน|ศักยภาพ|ความสำเร็จ|ฟอร์ม)?"
    r"|ตอกย้ำ[^\s]{0,40}|ยืนหนึ่ง|สุดเจ๋ง|เจ๋ง|เก่ง|เยี่ยม|เฮ|ขึ้นแท่น|ทะยาน|กวาด"
    r"|ผ่านการ(?:ประเมิน|พิจารณา|คัดเลือก)(?:และ)?|เคย|มี(?:ผลงาน)?(?:ดีเด่น)?|!|,|และ|กวาดรางวัล|แรง"
    r"|ของ(?:ประเทศ)?ไทย|ต่อเนื่อง|อีกครั้ง|ซึ่ง|จน|ทำให้|ใน(?:ปี(?:นี้)?(?:\s?[0-9๐-๙]{4})?|ฐานะ[^\s]{0,40}|ครั้งนี้)"
    r"|จำนวน\s?[0-9๐-๙]+\s?(?:แห่ง|คน|หน่วยงาน)|ทั้ง\s?[0-9๐-๙]+\s?(?:แห่ง|หน่วยงาน|เทศบาล))*$"
)
SHARED = re.compile(
    r"(?:\s|,|\)|และ|กับ|ร่วมกับ|พร้อมด้วย|รวมถึง|ตลอดจน|[”\"’'“]|\([^()\n]{1,60}\)"
    r"|(?:จังหวัด|จ\.|อำเภอ|อ\.|ตำบล|ต\.)\s?[ก-๙]{2,20})*$"
)
LED_BY = re.compile(r"(?:\s?\([^()\n]{1,60}\))?\s?(?:ซึ่ง)?(?:นำ(?:ทีม)?โดย|โดยมี|โดย)\s?")
QUALIFIED = re.compile(
    r"\)?\s?(?:\([^()\n]{1,40}\))?\s?[“”\"]?\s?(?:(?:อำเภอ|อ\.|ตำบล|ต\.|เขต)\s?[ก-๙]{2,20}\s?)*"
)
UNDER = re.compile(r"(?:ใน)?สังกัด(?:ของ)?\s?$|(?:อำเภอ|อ\.|ตำบล|ต\.)\s?[ก-๙]{2,20}\s?$")
MINISTER = re.compile(r"(?:รัฐมนตรี(?:ช่วย)?ว่าการ|รมว\.|รมช\.|รมต\.|รัฐมนตรีประจำ)\s?$")
HEADLINE_START = re.compile(r"(?:รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-)?[\s“\"'‘]*")
ACTS_ON_OTHERS = re.compile(
    "ชื่นชม|ยินดี|มอบ|ประกาศ|แถลง|เผย|เชิญ|พา|นำ|ส่ง|หนุน|สนับสนุน|จัดงาน|จัดพิธี|จัดประกวด"
    "|(?<!รัฐมนตรี)(?<!ผู้)(?<!ช่วย)ว่า(?!การ|ราชการ)|ให้การต้อนรับ|แจ้ง|ปลื้ม(?!คว้า)|ยก(?!ระดับ)|คัดเลือก|ร่วมกับ|กับ|ทีม"
    "|นักเรียน|นักศึกษา|เยาวชน|ผู้"
)
MEMBERS = re.compile(
    "(?:ข้าราชการ|พนักงาน|บุคลากร|เจ้าหน้าที่|นักศึกษา|นักเรียน|นิสิต|ครู|อาจารย์|นักวิจัย|ผู้ประกอบการ|ลูกจ้าง)[ก-๙]{0,12}"
    "(?:ของ|จาก|สังกัด|ใน)?\\s?$"
)
FROM_GIVER = re.compile(r"(?:จาก|จัดโดย|มอบโดย)\s?$")
OWNER = re.compile(r"ของ\s?$")
OWNED = re.compile(r"(?:ผลงาน|งาน|ความสำเร็จ|โครงการ|ความภาคภูมิใจ|การดำเนินงาน|นวัตกรรม|ระบบ)[^\n]{0,24}ของ\s?$")
SHORT_REFERENCE = re.compile(
    r"(?P<head>ธนาคาร|บริษัท|โรงพยาบาล|โรงเรียน|มหาวิทยาลัย|สหกรณ์|กรม|เทศบาล|สถาบัน|สำนักงาน)ฯ?\s?"
    r"(?:ยัง|ก็|เคย|จึง|สามารถ|ได้|เป็น)?\s?$"
)
REFERENCE_WITHIN = 24
"""Characters of the longest short reference, ending at the verb."""
OTHER_THAN_ONE = re.compile("หน่วยงาน|หลาย|คัดเลือก|ทุก|แห่ง|เป็น|ของ")
DELEGATE = re.compile(r"(?:เป็นผู้แทน|ผู้แทน|ในนาม|ตัวแทน|ในฐานะผู้แทน|แทน|เป็นตัวแทน|ในนามของ)(?:ของ)?\s?$")
FARTHEST = 1_000
"""Characters between a body and its verb, the works named between them included."""
PARENT_HEADS = ("กระทรวง", "สำนักนายกรัฐมนตรี", "จังหวัด", "มหาวิทยาลัย", "กรม", "กรุงเทพมหานคร", "สำนักงานคณะกรรมการ")
BREAK = re.compile(rf"(?:^|\s)(?:{cue_pattern('breaks', 'words')})(?=\s|[ก-ฮเ-ไ])")


WORK = re.compile(
    r"(?:กับ|จาก|ด้วย)?\s?(?:ผลงาน|เรื่อง|โครงการ|นวัตกรรม|ชื่อผลงาน)(?:เรื่อง)?\s?[“\"]"
    r"(?P<work>[^“”\"\n]{3,160})[”\"]"
)
OWNED_WORK = re.compile(
    r"(?:ผลงาน|เรื่อง|โครงการ|นวัตกรรม)(?:เรื่อง|ชื่อ)?\s?[“\"](?P<work>[^“”\"\n]{3,160})[”\"]\s?(?:ของ|โดย|จาก)\s?$"
)
OWNED_WITHIN = 200
"""Characters of the longest work that is named with ของ before its owner."""


def subjects_of(reading: Reading, verb: int, *, personal: bool) -> list[Recipient]:
    """The winners named before the verb at this character, nearest clause only; empty where nobody is.

    A person speaks for the body whose office he holds or which he represents; only an award that goes to
    persons (`personal`) stays the person's.
    """
    line = reading.line_of(verb)
    organisation = _last_named(reading, "organisation", line.start, verb)
    person = _last_named(reading, "person", line.start, verb)
    if person is not None and (organisation is None or person.start > organisation.start):
        led = organisation is not None and LED_BY.fullmatch(reading.text, organisation.end, person.start)
        if organisation is not None and led and not personal:
            return _joined(reading, organisation, line.start, verb)
        return _person_alone(reading, person, verb, personal=personal)
    reference = SHORT_REFERENCE.search(reading.text, max(line.start, verb - REFERENCE_WITHIN), verb)
    if reference and (organisation is None or organisation.end <= reference.start("head")):
        meant = _referred(reading, reference)
        if meant is not None:
            return [_recipient(reading, meant, meant.end)]
    if organisation is None:
        return []
    return _body_before(reading, organisation, person, verb, personal=personal)


def _body_before(
    reading: Reading, organisation: Mention, person: Mention | None, verb: int, *, personal: bool
) -> list[Recipient]:
    """The subject where a body is named last before the verb.

    A minister's ministry, and a body too far from the verb, leave the verb to the body that opens a headline.
    """
    if verb - organisation.end > FARTHEST:
        return []
    line = reading.line_of(verb)
    gap = reading.text[organisation.end : verb]
    minister = MINISTER.search(reading.text[max(0, organisation.start - 20) : organisation.start])
    if not minister and (
        gap.startswith("และหน่วยงาน") or _only_related(reading, organisation, line.start, gap)
    ):
        return []
    if minister or not _may_stand_between(gap):
        return _headline_subject(reading, verb, line.start, line.end)
    spoken_for = person is not None and _speaks_for(reading, person, organisation)
    if organisation.attributes.get("office") or spoken_for:
        return _spokesman(reading, person, organisation, verb, personal=personal)
    return _joined(reading, organisation, line.start, verb)


def _last_named(reading: Reading, label: str, floor: int, verb: int) -> Mention | None:
    """The last body or person before the verb, within its line."""
    mention = reading.before(label, verb)
    return mention if mention is not None and mention.start >= floor else None


def _only_related(reading: Reading, organisation: Mention, floor: int, gap: str) -> bool:
    """Whether the body before the verb only tells whose member won, who gave, what was owned or who is above.

    นักเรียนของโรงเรียน... คว้า, รางวัลจากกระทรวง... ได้รับ, ตราของกรม... ซึ่งได้รับ, ...สังกัดกรม... ได้รับ.
    """
    text = reading.text
    main = _not_the_parent(reading, organisation)
    before = text[max(floor, main.start - 40) : main.start]
    if MEMBERS.search(before) and not DELEGATE.search(before):
        return True
    if FROM_GIVER.search(before) and "รางวัล" in text[max(floor, main.start - 90) : main.start]:
        return True
    relative = gap.lstrip().startswith(("ซึ่ง", "ที่")) and "เคย" not in gap
    if OWNER.search(before) and relative and not OWNED.search(before):
        return True
    under = UNDER.search(text[max(0, organisation.start - 24) : organisation.start])
    return main is organisation and under is not None


def _referred(reading: Reading, reference: re.Match[str]) -> Mention | None:
    """The body that ธนาคาร, บริษัทฯ or โรงพยาบาล alone stands for: the only one of that kind told before."""
    before = reading.text[max(0, reference.start("head") - 14) : reference.start("head")]
    if OTHER_THAN_ONE.search(before):
        return None
    head = reference["head"]
    first, others_from = _first_of_kind(reading, head)
    if first is None or not first.start < reference.start() <= others_from:
        return None
    meant: Mention = first.attributes.get("full", first)
    return meant


def _first_of_kind(reading: Reading, head: str) -> tuple[Mention | None, float]:
    """The first body whose name begins so, and where the first other one of the kind begins."""
    kinds = reading.remembered.setdefault("first of kind", {})
    if head not in kinds:
        told = [
            m
            for m in reading.of("organisation")
            if str(m.value or m.text).startswith(head) and not m.text.startswith(head + "ของ")
        ]
        first = told[0] if told else None
        others = (m.start for m in told if str(m.value or m.text) != str(told[0].value or told[0].text))
        kinds[head] = first, next(others, math.inf)
    found: tuple[Mention | None, float] = kinds[head]
    return found


def _headline_subject(reading: Reading, verb: int, start: int, end: int) -> list[Recipient]:
    """The body that opens a headline is the subject of every verb in it, unless it acts on another one.

    กรมชลประทาน ปลื้ม ... คว้ารางวัล; but not กรมชลประทาน ชื่นชม (มอบ, ประกาศ) ... คว้ารางวัล.
    """
    if end - start > 330:
        return []
    opening = HEADLINE_START.match(reading.text, start)
    first = reading.at("organisation", opening.end() if opening else start)
    if first is None or first.end > verb or first.attributes.get("office") or len(reading.lines) == 0:
        return []
    if start > reading.lines[min(7, len(reading.lines) - 1)].start:
        return []
    gap = reading.text[first.end : verb]
    if len(gap) > 180 or ACTS_ON_OTHERS.search(gap) or gap.startswith("และหน่วยงาน"):
        return []
    others = reading.within("organisation", first.end, verb)
    if any(
        not o.attributes.get("office") and o.attributes.get("source") not in ("defined", "province")
        for o in others
    ):
        return []
    return [_recipient(reading, first, verb)]


def _may_stand_between(gap: str) -> bool:
    """Whether nothing but place, brackets, a work and words of boasting stands before the verb."""
    if len(WORK.sub(" ", gap)) > 110:
        return False
    plain = re.sub(r"\([^()\n]{1,60}\)", " ", gap)
    plain = WORK.sub(" ", plain)
    plain = re.sub(r"(?:จังหวัด|จ\.|อำเภอ|อ\.|ตำบล|ต\.)\s?[ก-๙]{2,20}", " ", plain)
    return bool(GAP.match(plain))


def _person_alone(reading: Reading, person: Mention, verb: int, *, personal: bool) -> list[Recipient]:
    """นาย... คว้ารางวัล: the person wins, unless what stands between tells of another."""
    if verb - person.end > 60:
        return []
    gap = reading.text[person.end : verb]
    if re.search(r"\n|ว่า|รัฐมนตรี|ประธาน|เป็นต้น", gap):
        return []
    return (
        [Recipient("person", person.start, person.end, None, person)]
        if _may_stand_between(gap) or personal
        else []
    )


def _speaks_for(reading: Reading, person: Mention, organisation: Mention) -> bool:
    """นาย... อธิบดีกรม...: the person holds an office of the body behind the name."""
    if organisation.start - person.end >= 60:
        return False
    between = reading.text[person.end : organisation.start]
    return "\n" not in between and not re.search(r"มอบ|ให้แก่|ให้กับ|แก่", between)


def _spokesman(
    reading: Reading, person: Mention | None, organisation: Mention, limit: int, *, personal: bool
) -> list[Recipient]:
    """The body that an officer stands for, or the officer where the award goes to persons."""
    before = reading.text[max(0, organisation.start - 24) : organisation.start]
    if personal and not DELEGATE.search(before):
        start = person.start if person is not None else organisation.start
        return [Recipient("person", start, organisation.end, organisation, person)]
    main = _not_the_parent(reading, organisation)
    return [_recipient(reading, main, limit)]


def _joined(reading: Reading, organisation: Mention, floor: int, limit: int) -> list[Recipient]:
    """The body before the verb and those joined to it (A, B และ C)."""
    organisation = _not_the_parent(reading, organisation)
    found = [_recipient(reading, organisation, limit)]
    current = organisation
    work = WORK.search(reading.text, organisation.end, limit)
    for _ in range(12):
        earlier = reading.before("organisation", current.start)
        if earlier is None or earlier.start < floor or earlier.attributes.get("office"):
            break
        between = reading.text[earlier.end : current.start]
        if (
            not SHARED.match(between)
            or BREAK.search(between)
            or ("และ" not in between and "," not in between and len(found) == 1)
        ):
            break
        earlier = earlier.attributes.get("full") or earlier
        if earlier.attributes.get("source") != "province":
            found.append(_recipient(reading, earlier, current.start))
        current = earlier
    owned = OWNED_WORK.search(reading.text, max(floor, current.start - OWNED_WITHIN), current.start)
    project = (work and work.span("work")) or (owned and owned.span("work")) or None
    return [replace(recipient, project=project) if project else recipient for recipient in found[::-1]]


def _not_the_parent(reading: Reading, organisation: Mention) -> Mention:
    """กรมทางหลวงชนบท (ทช.) กระทรวงคมนาคม: the winner is the department, not its ministry.

    The same for a defined abbreviation, whose full name is the mention, and for a province that tells where.
    """
    for _ in range(3):
        earlier = reading.before("organisation", organisation.start)
        if earlier is None:
            break
        between = reading.text[earlier.end : organisation.start]
        if "\n" in between:
            break
        full = organisation.attributes.get("full")
        if full is not None and full.start == earlier.start and re.fullmatch(r"\s?\(\s?|\s?หรือ\s?", between):
            return earlier
        parent = str(organisation.value or organisation.text).startswith(
            PARENT_HEADS
        ) and not earlier.text.startswith(("กระทรวง", "จังหวัด"))
        if not parent or not QUALIFIED.fullmatch(between) or earlier.attributes.get("office"):
            break
        organisation = earlier.attributes.get("full") or earlier
    return organisation


def _recipient(reading: Reading, organisation: Mention, limit: int) -> Recipient:
    province = organisation.attributes.get("province")
    span = organisation.span if province else None
    recipient = Recipient(
        "organisation",
        organisation.start,
        organisation.end,
        organisation,
        province=province,
        province_span=span,
    )
    return with_place(reading, recipient, limit)
