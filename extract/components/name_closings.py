"""What closes a name behind its words: legal forms, patrons, numbers, branches, plants, brackets."""

from __future__ import annotations

import re

from extract.components.tokens import THAI
from extract.lexicons import alternation, read_toml
from extract.mention import Mention
from normalize.kinds import match_head
from normalize.provinces import find_province

ENDS = read_toml("name_ends.toml")
OVER = rf"(?![{THAI}])|(?=ได้|คว้า|เข้ารับ|รับรางวัล|ครอง|กวาด)"
"""Where a word of a name is over: no letter follows, or the verb of a win."""
PATRON = rf",? ?ใน(?:{alternation(ENDS['patronage'])})"
PATRON_NAME = (
    rf" ?(?:ของ)?(?:สมเด็จ|พระเจ้า|พระบาท|พระองค์)[{THAI}]+?(?:{OVER})"
    rf"(?: ?(?:ฯ|เจ้าฟ้า|กรม|สยาม|บดินทร|พระ)[{THAI}]*?(?:{OVER})){{0,4}}"
)
CLOSING = re.compile(
    r" ?\( ?(?:องค์การมหาชน|มหาชน|ประเทศไทย|ไทยแลนด์|ไทย|สำนักงานใหญ่|ส่วนกลาง) ?\)| ?จำกัด(?: ?\(มหาชน\))?"
    rf"|{PATRON}(?:ฯ|{PATRON_NAME})?|(?<=เฉลิมพระเกียรติ) [0-9๐-๙]{{2}} พรรษา"
    rf"| ร\.[0-9๐-๙]{{1,2}}(?![0-9๐-๙])| (?:ประเทศไทย|พัทยา|อินเตอร์เนชั่นแนล|อินเตอร์เนชันแนล)(?:{OVER})"
)
"""Legal forms, countries, patrons and jubilees that close a name."""
TEMPLE_RANK = re.compile(r" ?(?:ราชวรมหาวิหาร|ราชวรวิหาร|วรมหาวิหาร|วรวิหาร)")
BRACKETED = re.compile(
    rf" ?\( ?(?P<inside>[{THAI}0-9๐-๙][{THAI}0-9๐-๙ .-]{{2,44}}) ?\)(?: [0-9๐-๙](?![.)0-9๐-๙])(?:{OVER}))?"
)
NOT_IN_BRACKETS = re.compile(
    rf"[ก-ฮ]{{1,4}}\.|[ก-ฮ]{{2,6}} ?$|[0-9๐-๙]|(?:{alternation(ENDS['not_in_brackets'])})"
)
"""What stands in brackets behind a name and is no part of it: abbreviations, places, prizes, remarks."""
HOMES = tuple(ENDS["bracketed"])
"""Bodies told apart from others of the name by brackets behind it (โรงเรียนเทศบาล 1 (วัดกลาง))."""
GROUPS = ("วิสาหกิจชุมชน", "กลุ่ม")
"""Bodies behind which brackets hold their village or their product: only the village is of the name."""
VILLAGE = re.compile(rf" ?\(บ้าน[{THAI}]{{2,30}}\)")
STATION = re.compile(r" ?\([A-Z]{1,3}[0-9]{1,2}\)")
"""(BL21): the number of a railway station."""
VIRTUE = re.compile(
    rf"ฯ? (?=วัด|บ้าน|มัสยิด|โบสถ์|คริสตจักร)[{THAI}]{{3,30}}"
    rf"|ฯ? (?!จังหวัด|อำเภอ|ตำบล|หมู่)[{THAI}]{{3,30}}(?= (?:จังหวัด|จ\.|อำเภอ|อ\.|ตำบล|ต\.))"
)
"""ชุมชนคุณธรรมฯ วัดดอนกลาง: a community of virtue goes by its temple or village."""
SECOND_WORD = re.compile(
    rf"(?: ?[“\"](?P<quoted>)| )(?!{alternation(ENDS['not_second'])})"
    rf"[{THAI}]{{2,24}}?(?:{alternation(ENDS['school_endings'])})"
    r"(?(quoted)[”\"]|(?= (?:จังหวัด|จ\.|อำเภอ|อ\.|ตำบล|ต\.|จาก|ได้รับ|คว้า)|[,)\n]|$))"
)
"""โรงเรียนบ้านนา “นาวิทยาคม”: the second word of a school's name, in quotes or behind a space."""
SEATED = tuple(ENDS["seated"])
"""Schools, colleges and hospitals of one name in several provinces, told apart by the province behind it."""
TWICE_PLACED = re.compile(rf" (?P<place>[{THAI}]{{3,20}}) (?:จังหวัด|จ\.) ?(?P=place)")
"""... กาญจนบุรี จังหวัดกาญจนบุรี: the first of the two belongs to the name."""
NUMBERED_UNIT = re.compile(
    r"(?: ?ที่ ?[0-9๐-๙]{1,3}"
    r"| [0-9๐-๙]{1,3}(?! ?ผลงาน)(?= (?:จังหวัด|จ\.|อำเภอ|และ|\(|ได้รับ|คว้า|ในพระ)|[,)\n]|$))(?![0-9๐-๙.)])"
    r"(?! ?(?:รางวัล|แห่ง|คน|ราย|หน่วย|โครงการ|พ\.ศ|มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุ|กรกฎา|สิงหา|กันยา|ตุลา"
    r"|พฤศจิ|ธันวา))"
)
AREA = re.compile(rf"(?:ภาค|พื้นที่(?:[{THAI}]{{2,20}})?|กองบิน|ตำรวจท่องเที่ยว)$")
AREA_NUMBER = re.compile(r" ?[0-9๐-๙]{1,3}(?![0-9๐-๙.)])(?! ?(?:รางวัล|แห่ง|คน|ราย|จังหวัด(?![ก-ฮ])))")
"""สำนักงานสรรพากรภาค 8, กองบิน 41: a name of an area that is not whole without its number."""
OFFICE_BRANCH = re.compile(rf" ?สาขา[{THAI}]{{2,24}}?(?:{OVER})| แห่งที่ ?[0-9๐-๙]{{1,2}}")
BANK_BRANCH = re.compile(rf" ?สาขา(?:จังหวัด)?(?P<place>[{THAI}]{{3,20}}?)(?:{OVER})")
COMPANIES = ("บริษัท", "บมจ", "บจก")
PLANT = re.compile(
    r" (?:โรงงาน|โรงไฟฟ้า|โรงกลั่น|โรงแยก|โรงปูน|โรงโม่)(?!อุตสาหกรรม|ที่|ได้|ใน|ผู้|ซึ่ง|มี|ของ|และ|เป็น)"
    rf"(?: [A-Z0-9]{{1,3}}(?= )|[{THAI}]{{3,40}})"
    rf"| ?\((?P<place>[{THAI}]{{3,20}})(?: ?[0-9]{{1,2}})?\)"
    r"| ?\((?:โรงงาน|สาขา|สำนักงาน|โรงไฟฟ้า|นิคม)[^()\n]{2,40}\)"
)
"""A plant of a company, by its name or its place in brackets."""
COUNTRY_BRANCH = re.compile(rf"(?: [{THAI}]{{2,16}}){{1,3}} ?\(ประเทศไทย\)(?: ?สาขา[{THAI}]{{2,20}})?")
NUMBERED = ("ศูนย์", "สำนัก", "สถานี", "สถาบัน")
"""Bodies of the gazetteer that are many, told apart by a number (ศูนย์อนามัยที่ 3 นครสวรรค์)."""
SEAT = re.compile(rf"[ ](?P<place>(?!จังหวัด)[{THAI}]{{3,20}}?)(?:{OVER})")
ZONE = re.compile(r" ?(?:เขต|พื้นที่) ?[0-9๐-๙]{1,2}(?![0-9๐-๙])")
ZONED = (
    "สำนักงานเขตพื้นที่",
    "สพป.",
    "สพม.",
    "สพท.",
    "ศูนย์ป้องกัน",
    "ศูนย์ฝึก",
    "การไฟฟ้า",
    "การประปา",
    "สำนักงานประกันสังคม",
    "สำนักงานหลักประกันสุขภาพ",
    "สปสช.",
)
"""Bodies of areas that are numbered (สพป.ขอนแก่น เขต 1)."""
CAMPUS = re.compile(rf" ?วิทยาเขต[{THAI}]{{2,24}}?(?:{OVER})")
UTILITY_BRANCH = re.compile(rf" ?สาขา(?!การ|ที่|บริการ|นวัต|เทคโน|พลังงาน|ความ)[{THAI}]{{2,24}}?(?:{OVER})")
HEALTH_CENTRE = re.compile(rf" [0-9๐-๙]{{1,2}} [{THAI}]{{2,24}}?(?:{OVER})")
"""ศูนย์บริการสาธารณสุข 41 คลองเตย."""
HYPHENATED = re.compile(rf" ?[-–] ?[{THAI}]{{2,20}}(?= ?(?:จังหวัด|จ\.|อำเภอ|อ\.|ตำบล|ต\.))")
"""ศูนย์ข้าวชุมชนบ้านบึงคล้าย - ชัยพัฒนา จังหวัดพิษณุโลก: the name goes on up to its place."""
FURTHER: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (("วัด",), TEMPLE_RANK),
    (("สถานี",), STATION),
    (("ชุมชนคุณธรรม",), VIRTUE),
    (("โรงเรียน", "รร.", "ร.ร."), SECOND_WORD),
    (GROUPS, VILLAGE),
    (("มหาวิทยาลัย", "มทร.", "มรภ."), CAMPUS),
    (("การประปา", "การไฟฟ้า"), UTILITY_BRANCH),
    (ZONED, ZONE),
    (("ศูนย์บริการสาธารณสุข",), HEALTH_CENTRE),
)
"""What may go on the names that begin so."""
NUMBERED_SEAT = re.compile(rf" [0-9๐-๙]{{1,2}} (?P<place>[{THAI}]{{3,20}})(?![{THAI}])")
"""สถาบันพัฒนาฝีมือแรงงาน 2 สุพรรณบุรี: the number and the seat of one of many."""
BRANCHED = ("สำนักงาน", "ศาล", "เรือนจำ")
"""Offices that have branches (สำนักงานที่ดินจังหวัดชลบุรี สาขาบางละมุง)."""


def with_closing(text: str, mention: Mention) -> Mention:
    """Add (องค์การมหาชน), (มหาชน), จำกัด where the name goes on with it."""
    end = mention.end
    value = mention.value
    area = AREA_NUMBER.match(text, end) if AREA.search(mention.text) else None
    numbered = area or NUMBERED_UNIT.match(text, end)
    source = mention.attributes.get("source")
    if numbered and (source == "head" or (source == "gazetteer" and mention.text.startswith(NUMBERED))):
        end, value = numbered.end(), None
        seat = SEAT.match(text, end)
        if seat and find_province(seat["place"]):
            end = seat.end()
    elif (
        mention.text.startswith(NUMBERED)
        and (seat := NUMBERED_SEAT.match(text, end))
        and find_province(seat["place"])
    ):
        end, value = seat.end(), None
    elif (office := _of_province(text, mention)) is not None:
        end, value = office
    branch = OFFICE_BRANCH.match(text, end)
    if branch and mention.text.startswith(BRANCHED):
        end = branch.end()
    country = COUNTRY_BRANCH.match(text, end)
    if country and mention.attributes.get("source") == "head":
        end = country.end()
    while match := CLOSING.match(text, end):
        end = match.end()
    further = _further_end(text, end, mention)
    if further != end:
        end, value = further, None
    if end == mention.end:
        return mention
    return Mention(mention.label, mention.start, end, text[mention.start : end], value, mention.attributes)


def _of_province(text: str, mention: Mention) -> tuple[int, str] | None:
    """สำนักงานแรงงาน นครพนม: the end and the official name of an office that is one of a province."""
    seat = SEAT.match(text, mention.end) if mention.text.startswith("สำนักงาน") else None
    province = find_province(seat["place"]) if seat else None
    head = match_head(f"{mention.text}จังหวัด")
    if seat is None or province is None or head is None or not head[0].province_in_name:
        return None
    return seat.end(), f"{mention.text}จังหวัด{province.name}"


def with_bank_branch(text: str, mention: Mention) -> Mention:
    """ธ.ก.ส. สาขาสกลนคร: a branch that is named for its province, behind a bank or its abbreviation."""
    bank = str(mention.value or mention.text)
    match = BANK_BRANCH.match(text, mention.end) if bank.startswith("ธนาคาร") else None
    if match is None or not find_province(match["place"]):
        return mention
    name = f"{bank} สาขา{match['place']}"
    return Mention(
        mention.label, mention.start, match.end(), text[mention.start : match.end()], name, mention.attributes
    )


def _further_end(text: str, end: int, mention: Mention) -> int:
    """The end of a name behind the plant, the rank or the brackets that tell the body from its namesakes."""
    name = mention.text
    if name.startswith(COMPANIES):
        closed = name.endswith(("จำกัด", ")")) or end > mention.end
        plant = PLANT.match(text, end) if closed else None
        return plant.end() if plant and (not plant["place"] or find_province(plant["place"])) else end
    for beginnings, pattern in FURTHER:
        if name.startswith(beginnings) and (more := pattern.match(text, end)):
            return _with_seat(text, more.end()) if pattern is ZONE else more.end()
    if mention.attributes.get("source") != "head":
        return end
    hyphenated = HYPHENATED.match(text, end)
    if hyphenated:
        return hyphenated.end()
    seated = name.startswith(SEATED) or TWICE_PLACED.match(text, end) is not None
    last = _with_seat(text, end) if seated else end
    more = _namesake(text, end) if last == end and name.startswith(HOMES) else None
    return more.end() if more else last


def _with_seat(text: str, end: int) -> int:
    """The end of a name behind the province that is its seat, if one stands there without จังหวัด."""
    seat = SEAT.match(text, end)
    return seat.end() if seat and find_province(seat["place"]) else end


def _namesake(text: str, end: int) -> re.Match[str] | None:
    """The brackets that tell a school or a community from others of its name."""
    match = BRACKETED.match(text, end)
    if match is None or NOT_IN_BRACKETS.match(match["inside"]) or find_province(match["inside"]):
        return None
    return match
