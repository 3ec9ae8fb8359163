"""How far the name of a team, a group or a troupe reaches: quotes, Latin letters, a space, a school."""

from __future__ import annotations

import re

from extract.components.organisation_heads import Head
from extract.components.tokens import THAI

GROUP_NAME = re.compile(
    rf"(?!ของ|และ|ใน|ที่|ต่าง|ได้|จะ|มี|นี้|ดัง|ละ|อื่น|ทั้ง)[{THAI}0-9๐-๙A-Za-z.&!-]{{2,40}}?"
    r"(?=[\s,)”\"]|$|และ(?:ทีม|จังหวัด)|(?:บทเพลง|เพลง|ผลงาน|เรื่อง)\s?[“\"]|จาก(?:มหา|โรง|วิทยา)|ได้รับ|คว้า|เข้ารับ|รับรางวัล|โรงเรียน|มหาวิทยาลัย)"
)
QUOTED = re.compile(r"[“\"‘']\s?([^“”\"‘’'\n]{2,60})\s?[”\"’']")
LATIN = re.compile(
    r"[A-Za-z0-9][\w.&'’!-]*(?:\s(?:[‘'][A-Za-z0-9]{1,12}[’'](?=\s)|(?![0-9]{1,2}[.)])[A-Za-z0-9&][\w.&'’!-]*))*(?:,\s?(?:LTD|Ltd|Inc|INC|PCL|PLC|Limited)\.?)?",
    re.ASCII,
)
NOT_A_NAME = re.compile(
    r"(?:ของ|และ|ใน|ที่|ต่าง|ได้|จะ|มี|นี้|ดัง|ละ|อื่น|ทั้ง|จาก|คือ|โดย|ซึ่ง|เป็น|เพื่อ|กับ|ให้|นัก|ผู้|ชนะ|รอง|เข้า|ประเภท|ระดับ|จำนวน|[0-9๐-๙]+\s?(?:ทีม|คน))"
)
"""What follows ทีม, กลุ่ม where they are everyday nouns."""
SPACED = re.compile(rf"\s(?P<name>[{THAI}][{THAI}0-9๐-๙.-]{{1,30}})(?=[\s,)”\"]|$)")
ITEM_OPENS = re.compile(r"(?:(?:^|\n|[0-9๐-๙][.)]|ได้แก่|คือ|[-•,:”\"]|และ)\s?|\s)$")
"""What stands before a team where it is one of a list: only there a name may follow behind a space."""
OF_PERSON = re.compile(
    rf"(?:นาย|นางสาว|นาง|น\.ส\.|เด็กชาย|เด็กหญิง|ด\.ช\.|ด\.ญ\.) ?[{THAI}]{{2,20}} [{THAI}]{{2,24}}(?=[ ,)\n]|$)"
)
"""ทีมนายใบไม้ ผลิดี: a team named for its member."""
LATIN_REST = re.compile(
    r"(?: (?!Popular|POPULAR|Award|AWARD|Vote|VOTE|Gold|Silver|Bronze)[A-Za-z][A-Za-z0-9.&-]*){1,3}"
    rf"(?= [{THAI}0-9๐-๙“(]|[,)\n]|$|[{THAI}])"
)
"""ทีมก้าวหน้า CMU: Latin words that close a Thai name."""
SCHOOL = r"โรงเรียน|วิทยาลัย|มหาวิทยาลัย|สถาบัน|คณะ|รร\.|ม\.(?=[ก-ฮเ-ไ])|จุฬาลงกรณ์มหา"
UP_TO = re.compile(
    rf"\s?(?P<team>[^\n,;:()“”\"]{{2,40}}?)(?=\s(?:จาก\s?)?(?:{SCHOOL})|\s(?:(?:ชื่อ)?ผลงาน(?:เรื่อง|ชื่อ)?|เรื่อง)\s?[“\"])"
)
"""A team, and behind a space its school or its work: the name reaches up to there."""
TALE = re.compile(
    r"รางวัล|ชนะเลิศ|ประกอบด้วย|ได้แก่|ดังนี้|\s(?:ทีม|จังหวัด|จ\.)|[0-9๐-๙]\s?[.)]|อันดับ|ได้รับ|ผลงาน|เข้าแข่ง|เข้าร่วม|และ|\s(?:จาก|ของ|โดย|ที่|เรื่อง|ใน)(?:\s|$)"
)
"""Words that stand in no name of a team."""
TWO_WORDS = re.compile(rf"[{THAI}]{{2,30}}\s(?P<second>[{THAI}]{{2,20}})(?=\s(?:จังหวัด|จ\.))")
"""A name of two words before its province (ทีมปลาทู แม่กลอง จังหวัด...)."""
NOT_SECOND = re.compile(rf"{SCHOOL}|หมู่|ตำบล|อำเภอ|สังกัด|ผลงาน|จาก|ใน|ได้|คว้า|และ|ร่วม|ชื่อ|เรื่อง|ระดับ|ประเภท|โดย")


def group_end(text: str, position: int, head: Head) -> int | None:
    """The end of a name in quotes, in Latin letters or up to a space (ทีม Klick Production)."""
    start = position + 1 if text[position : position + 1] == " " else position
    if start >= len(text):
        return None
    is_team = head.text == "ทีม"
    marked = QUOTED.match(text, start) or (is_team and _up_to(text, position)) or LATIN.match(text, start)
    if marked:
        return marked.end()
    if start != position:
        return _spaced_end(text, position, head) if is_team else None
    two = TWO_WORDS.match(text, position)
    if two and not NOT_A_NAME.match(text, position) and not NOT_SECOND.match(two["second"]):
        return two.end()
    chunk = (is_team and OF_PERSON.match(text, position)) or GROUP_NAME.match(text, position)
    latin = LATIN_REST.match(text, chunk.end()) if chunk and is_team else None
    return latin.end() if latin else chunk.end() if chunk else None


def _up_to(text: str, position: int) -> re.Match[str] | None:
    """ปลอดภัยไว้ก่อน behind ทีม and before โรงเรียน... or ผลงาน “...”."""
    match = UP_TO.match(text, position)
    if match is None or NOT_A_NAME.match(match["team"]) or TALE.search(match["team"]):
        return None
    return match


def _spaced_end(text: str, position: int, head: Head) -> int | None:
    """The end of a Thai name behind ทีม and a space, where the team is one of a list."""
    start = position - len(head.text)
    match = SPACED.match(text, position)
    if match is None or NOT_A_NAME.match(match["name"]) or TALE.search(match["name"]):
        return None
    return match.end("name") if ITEM_OPENS.search(text, max(0, start - 8), start) else None
