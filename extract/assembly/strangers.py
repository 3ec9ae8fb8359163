"""Strangers: members of a list whose kind no lexicon knows, told by the company they keep."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.assembly.qualifiers import qualified
from extract.assembly.reading import Reading
from extract.assembly.recipients import Recipient
from extract.components.awards import trimmed
from extract.mention import Mention

NO_NAME = re.compile(
    r"(?:[“\"'(]|นาย|นาง|น\.ส\.|ด\.[ชญ]\.|เด็ก|ดร\.|ศ\.|รศ\.|ผศ\.|อ\.|คุณ|พล|พัน|ร้อย|จ่า|สิบ|พระ|หม่อม|ม\.[รล]\.|ผู้|การ|ความ|งาน|รางวัล|โล่"
    r"|ประเภท|ด้าน|สาขา|กลุ่มที่|ระดับ|โครงการ|ผลงาน|เรื่อง|ระบบ|นวัตกรรม|หลักสูตร|ไม่|มี|ได้|ให้|ส่ง|สร้าง|พัฒนา|ชุด|เครื่อง|หัวหน้า|รอง|อธิบดี"
    r"|ประธาน|เลขา|ปลัด|ครู|นัก|เกษตรกร|เพลง|ภาพ|คลิป|ทาง|[0-9๐-๙])"
)
"""An item that begins so is a person, a work or a statement."""
STATEMENT = re.compile(r"ได้|เพื่อ|ซึ่ง|โดย|ที่|ให้|จะ|เป็น|คือ|จาก|และ|มอบ|รับ|บาท|คะแนน|\?|:|“|\"")
"""Words of a sentence, which no short name holds."""
NAME_END = re.compile(r"\s?(?:จังหวัด|จ\.|อำเภอ|อ\.|ตำบล|ต\.|เขต|\(|,|;|กทม\.|กรุงเทพ|ผลงาน|ระดับ|$)")
SHORTEST, LONGEST = 5, 60
"""Characters of a name that is taken on trust."""
FAMILIAR = 2
"""Known bodies that a list must hold before its other members are trusted; they must be half of it, too."""
SAME = 12
"""Characters at the beginning by which two names show that they are of one kind."""
ONE_WORD = re.compile(r"[ก-๙ฯ.]{14,60}(?: สาขา[ก-๙]{2,25})?(?=[\s,(]|$)")
COUNTED = re.compile(r"[0-9๐-๙]\s?(?:ราย|แห่ง|บริษัท|ทีม|องค์กร|หน่วยงาน)\s?$")
LATIN_NAME = re.compile(
    r"(?P<name>[A-Z][\w.&'’-]{2,30}(?:\s[A-Z][\w.&'’-]{0,30}){0,3})\s?(?:\([ก-๙]{2,30}\))?(?=\s|$)", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, [start, end) in characters, with the recipients that were found in it."""

    start: int
    end: int
    recipients: Sequence[Recipient]


def with_strangers(reading: Reading, items: Sequence[Item]) -> tuple[Recipient, ...]:
    """The recipients of the items; where most are known bodies, a short item without one names a body too."""
    known = [item for item in items if item.recipients]
    trusted = (
        len(items) > len(known) >= FAMILIAR
        and 2 * len(known) >= len(items)
        and all(r.kind == "organisation" and r.project is None for item in known for r in item.recipients)
    )
    found: list[Recipient] = []
    for item in items:
        found += item.recipients
        if trusted and not item.recipients and (stranger := _stranger(reading, item)) is not None:
            found.append(stranger)
    return tuple(found)


def counted_latin_name(reading: Reading, opener: int, position: int, end: int) -> Recipient | None:
    """จำนวน 1 ราย ได้แก่ Xyzzy: a name in Latin letters behind a count of bodies."""
    if COUNTED.search(reading.text, max(0, opener - 20), opener) is None:
        return None
    name = LATIN_NAME.match(reading.text, position, end)
    return _body(reading, *name.span("name"), name.end()) if name else None


def like_the_last(reading: Reading, position: int, end: int, last: Recipient) -> Recipient | None:
    """A member that begins as the one before it does (สำนักงานขนส่งจังหวัด...) but is misspelt or not known."""
    body = last.organisation
    if body is None or last.kind != "organisation" or body.attributes.get("source") != "head":
        return None
    if not reading.text.startswith(body.text[:SAME], position) or len(body.text) <= SAME:
        return None
    name = ONE_WORD.match(reading.text, position, end)
    if name is None or STATEMENT.search(name[0], SAME):
        return None
    return qualified(
        reading, _body(reading, position, name.end(), name.end()), name.end(), end, bounded=False
    )


def _stranger(reading: Reading, item: Item) -> Recipient | None:
    text = reading.text
    start, end = trimmed(text, item.start, item.end)
    stop = NAME_END.search(text, start, end)
    name_end = stop.start() if stop else end
    if NO_NAME.match(text, start) or not SHORTEST <= name_end - start <= LONGEST:
        return None
    if STATEMENT.search(text, start, name_end) or reading.within("person", start, end):
        return None
    return qualified(reading, _body(reading, start, name_end, name_end), name_end, item.end, bounded=True)


def _body(reading: Reading, start: int, end: int, stop: int) -> Recipient:
    name = Mention("organisation", start, end, reading.text[start:end], None, {"source": "list"})
    return Recipient("organisation", start, stop, name)
