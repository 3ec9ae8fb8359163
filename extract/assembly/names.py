"""Names of recipients in running text: one, or several with commas, และ or only spaces between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.assembly.elided import another_province, bare_province
from extract.assembly.owners import is_work_at, owned_work
from extract.assembly.qualifiers import qualified
from extract.assembly.reading import QUOTE, Reading
from extract.assembly.recipients import Recipient, RecipientList
from extract.assembly.strangers import like_the_last
from extract.mention import Mention

SEPARATOR = re.compile(r"(?:[ ,;]|และ|กับ\s|พร้อมด้วย|รวมถึง|ตลอดจน|หรือ(?=\s))+")
BEYOND_AFFILIATION = re.compile(r"และ\s?$|ได้แก่|อาทิ|รางวัล|ประเภท|สาขา|ณ\s|จัดโดย|[0-9๐-๙]\s?[.)]")
KIND_NOT_NAME = re.compile(
    r"(?:ใน(?:ชุมชน|พื้นที่|สังกัด|ระดับ)|ทั่วประเทศ)|\s?(?:จำนวน\s?[0-9๐-๙]+\s?[ก-๙]+\s?)?(?:ได้แก่|ประกอบด้วย|ดังนี้|คือ|อาทิ)|\s?(?:ดีเด่น|ยอดเยี่ยม)(?:\s|,|$)"
    r"|\s?(?:ดีเด่น|ยอดเยี่ยม|ไทย|ทั่วประเทศ)?\s?(?:จำนวน|ทั้ง|อีก)?\s?[0-9๐-๙]+\s?"
    r"(?:แห่ง|คน|ราย|ท่าน|องค์กร|กลุ่ม|ศูนย์|ทีม|หน่วยงาน|ชุมชน|สหกรณ์|โรงเรียน)"
)
"""กลุ่มเกษตรกรทำสวน ได้แก่ ...: what stands before an opener is a kind of recipient, not one of them."""
OFFICE = re.compile(
    r"(?:ผู้อำนวยการ|ผู้บังคับการ|ผู้บัญชาการ|ผู้กำกับการ?|ผู้ว่าราชการ|ผู้ว่าการ|นายก(?=สมาคม|องค์การ|อบ|เทศ)|ประธาน(?=กลุ่ม|ชมรม|ชุมชน|สหกรณ์|วิสาหกิจ)"
    r"|หัวหน้า(?=สำนักงาน|หน่วย|สถานี|ศูนย์|อุทยาน)|อธิการบดี|คณบดี)"
)
PERSON_FOLLOWS = re.compile(r"\s?(?:\(?(?:นาย|นาง|น\.ส\.|ดร\.|พล|พ\.|คุณ|ว่าที่|แพทย์|นพ\.|พญ\.))")
AWARDS_FOLLOW = re.compile(
    r"\s?(?:จำนวน\s?)?(?:[0-9๐-๙]+\s?รางวัล\s?)?(?:ได้แก่|ประกอบด้วย|ดังนี้|คือ|อาทิ)\s?:?\s?(?:\(?[0-9๐-๙]{1,2}[.)]+\s?|[-–•]\s?)?"
    r"(?:รางวัล|โล่|ถ้วย)"
)
"""...ให้แก่<body> ได้แก่ 1. รางวัล...: the opener lists its awards, not bodies of a kind."""
REGION = re.compile(
    r"(?P<name>ภาค(?:เหนือ|กลาง|ใต้|อีสาน|ตะวันออกเฉียงเหนือ|ตะวันออก|ตะวันตก)[ก-๙ ]{0,30}?)\s?[-–:]\s?(?=[ก-๙A-Z])"
)
"""ภาคเหนือ-โรงเรียน...: a region before each name of a list."""
REST_OF_NAME = re.compile(
    r"(?!นาย|นาง|คุณ|พล|ดร|ผู้|การ|รอง|อธิบดี|ประธาน|ปลัด|รมว|ได้|มอบ|รับ|ร่วม|จัด|เป็น|ซึ่ง|โดย|ที่|พร้อม|ทั้ง|นอก|จาก|ใน|ณ|เข้า|ให้|กับ|แก่|มี|ต่อ|ตาม|รวม"
    r"|สำหรับ|ส่วน|ประเภท|สาขา|ด้าน|ระดับ|รางวัล|กลุ่ม|จังหวัด|อำเภอ|ตำบล|เขต|ผลงาน|โครงการ|เพื่อ|และ|หรือ|เมื่อ|ว่า|อาทิ|เช่น|คือ|จำนวน|ชนะ|ชมเชย|ดีเด่น)"
    r"(?P<rest>[ก-ฮเ-ไ][ก-ฮะ-ฺเ-๎]{5,24})(?P<gap> (?:และ)?)"
)
FREELY_NAMED = ("มูลนิธิ", "สมาคม", "ชมรม", "เครือข่าย", "สโมสร", "วิสาหกิจชุมชน")
"""Heads of bodies whose names may hold a space before any word."""
END_OF_LIST = re.compile(r"\s?(?:เป็นต้น|ฯลฯ|ตามลำดับ)")


def read_prose(
    reading: Reading, position: int, end: int, *, works: bool, head: str | None = None
) -> RecipientList:
    """Names one after another in running text, with commas, และ or only spaces between them.

    `head` is what the words before the list said of its members (สำนักงานวัฒนธรรมจังหวัด), if they may elide it.
    """
    found: list[Recipient] = []
    text = reading.text
    last = position
    while position < end:
        step = _next_name(reading, position, end, found, head)
        if step is None and works and (not found or is_work_at(reading, position)):
            owned = owned_work(reading, position, end)
            if owned:
                found += owned
                last = owned[-1].end
                behind = SEPARATOR.match(text, last)
                position = behind.end() if behind else last
                continue
        if step is None and (rest := _rest_of_name(reading, position, end, found, last)) is not None:
            found[-1], last = rest, rest.end
            behind = SEPARATOR.match(text, last)
            position = behind.end() if behind else last
            continue
        if step is None:
            break
        if found and _is_from(text[last:position], found[-1], step):
            found[-1] = replace(found[-1], organisation=step.organisation, end=step.end)
            last, step = step.end, found.pop()
        last = step.end
        glued = reading.at("organisation", last)
        if glued is not None and _is_one_name(step, glued):
            step = _with_rest(reading, step, glued, end)
            last = step.end
        found.append(step)
        separator = SEPARATOR.match(text, last)
        if END_OF_LIST.match(text, last) or not (separator or _is_named(reading, last)):
            break
        position = _behind_affiliation(reading, step, separator) if separator else last
    return RecipientList(tuple(found), last)


def _rest_of_name(
    reading: Reading, position: int, end: int, found: Sequence[Recipient], last: int
) -> Recipient | None:
    """มูลนิธิหุ่นสาย ศิลปะเพื่อสังคม วัดโพธิ์...: a word between two bodies of a list is the rest of the first name."""
    body = found[-1].organisation if found else None
    if body is None or found[-1].kind != "organisation" or found[-1].end != body.end:
        return None
    if reading.text[last:position] != " " or body.attributes.get("head") not in FREELY_NAMED:
        return None
    word = REST_OF_NAME.match(reading.text, position, end)
    if word is None or reading.at("organisation", word.end("gap")) is None:
        return None
    text = reading.text[body.start : word.end("rest")]
    whole = Mention("organisation", body.start, word.end("rest"), text, None, body.attributes)
    return replace(found[-1], organisation=whole, end=word.end("rest"))


def _behind_affiliation(reading: Reading, step: Recipient, separator: re.Match[str]) -> int:
    """นาย... ประธานบริษัทA และบริษัทB: the second body that a person belongs to is no winner either."""
    second = reading.at("organisation", separator.end())
    if step.kind != "person" or step.organisation is None or second is None or separator[0].strip() != "และ":
        return separator.end()
    behind = SEPARATOR.match(reading.text, second.end)
    return behind.end() if behind else second.end


def _next_name(
    reading: Reading, position: int, end: int, found: Sequence[Recipient], head: str | None
) -> Recipient | None:
    """The name that begins here, perhaps behind a region, in quotes, or told from the names before it."""
    region = REGION.match(reading.text, position, end)
    if region is not None:
        step = read_name(reading, region.end(), end, bounded=False, head=head)
        return step and replace(step, category=step.category or (region.start(), region.end("name")))
    step = read_name(reading, position, end, bounded=False, head=head)
    if step is None and reading.text[position] in "“\"'":
        return _quoted_name(reading, position, end)
    if step is None and found:
        return another_province(reading, position, found[-1]) or like_the_last(
            reading, position, end, found[-1]
        )
    return step


def _is_from(between: str, person: Recipient, body: Recipient) -> bool:
    """Whether a body behind a person, with only a space between, is where the person is from."""
    if person.kind != "person" or person.organisation is not None or body.kind != "organisation":
        return False
    return body.organisation is not None and between.strip() == ""


def _is_named(reading: Reading, position: int) -> bool:
    """Whether a body or a person is named exactly here."""
    return bool(reading.at("organisation", position) or reading.at("person", position))


def _quoted_name(reading: Reading, position: int, end: int) -> Recipient | None:
    """“ทีม...”: a name in quotation marks of its own."""
    quote = QUOTE.match(reading.text, position, end)
    body = reading.at("organisation", quote.start("inside")) if quote else None
    if quote is None or body is None or body.end > quote.end():
        return None
    if (
        reading.text[body.end : quote.end("inside")].strip()
        and reading.text[body.end : body.end + 2].lstrip()[:1] != "("
    ):
        return None
    recipient = Recipient("organisation", position, quote.end(), body)
    return qualified(reading, recipient, quote.end(), end, bounded=False)


def read_name(
    reading: Reading, position: int, end: int, *, bounded: bool, head: str | None = None
) -> Recipient | None:
    """The recipient that begins exactly here, with its qualifiers; `head` is what its name may leave out."""
    organisation = reading.at("organisation", position)
    if organisation is not None and _is_kind(reading, organisation):
        return None
    if organisation is not None and organisation.end <= end + 1:
        recipient = Recipient("organisation", position, organisation.end, organisation)
        if organisation.attributes.get("source") == "province":
            recipient = replace(
                recipient, province=organisation.attributes["province"], province_span=organisation.span
            )
        return qualified(reading, recipient, organisation.end, end, bounded=bounded)
    person = reading.at("person", position)
    if person is not None and person.end <= end + 1:
        return _person(reading, person, end, bounded=bounded)
    holder = _holder(reading, position, end)
    if holder is not None:
        return qualified(reading, holder, holder.end, end, bounded=bounded)
    return bare_province(reading, position, head) if head is not None else None


def _holder(reading: Reading, position: int, end: int) -> Recipient | None:
    """ผู้บังคับการตำรวจภูธรจังหวัดแพร่: who holds an office, and is not named, stands for the body."""
    office = OFFICE.match(reading.text, position)
    body = reading.at("organisation", office.end()) if office else None
    if body is None or body.end > end + 1 or PERSON_FOLLOWS.match(reading.text, body.end):
        return None
    province = body.attributes["province"] if body.attributes.get("source") == "province" else None
    return Recipient("organisation", position, body.end, body, province=province, office=True)


def _is_kind(reading: Reading, body: Mention) -> bool:
    """Whether a name only tells the kind of those listed behind it."""
    if KIND_NOT_NAME.match(reading.text, body.end) is None:
        return False
    return AWARDS_FOLLOW.match(reading.text, body.end) is None


def _person(reading: Reading, person: Mention, end: int, *, bounded: bool) -> Recipient:
    """A person; the first body named before the next separator is the affiliation."""
    text, position = reading.text, person.end
    line_end = min(end, person.end + 160)
    affiliation = None
    limit = line_end
    for other in reading.within("person", person.end, line_end):
        limit = other.start
        break
    for organisation in reading.within("organisation", person.end, limit):
        between = text[person.end : organisation.start]
        if "\n" in between or BEYOND_AFFILIATION.search(between):
            break
        affiliation, position = organisation, organisation.end
        break
    recipient = Recipient("person", person.start, position, affiliation, person)
    return qualified(reading, recipient, position, limit if not bounded else end, bounded=bounded)


def _is_one_name(first: Recipient, second: Mention) -> bool:
    """กลุ่มยุวเกษตรกรโรงเรียน...: two names without even a space between them are one of two parts.

    Not two of the same kind, between which the space was forgotten, nor provinces.
    """
    body = first.organisation
    if body is None or first.kind != "organisation" or first.end != body.end:
        return False
    sources = (body.attributes.get("source"), second.attributes.get("source"))
    return sources == ("head", "head") and body.attributes.get("head") != second.attributes.get("head")


def _with_rest(reading: Reading, first: Recipient, second: Mention, end: int) -> Recipient:
    """A recipient whose name goes on with a second one."""
    body = first.organisation
    if body is None:
        return first
    text = reading.text[body.start : second.end]
    whole = Mention("organisation", body.start, second.end, text, None, body.attributes)
    recipient = replace(first, organisation=whole, end=second.end)
    return qualified(reading, recipient, second.end, end, bounded=False)
