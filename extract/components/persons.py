"""Persons: a title, a given name and a family name (นายทศพล ทังสุบุตร, พล.ต.อ. ..., ดร. ...)."""

from __future__ import annotations

import re

from extract.lexicons import read_toml, trie_pattern
from extract.mention import Mention

THAI_NAME = r"[ก-ฮเ-ไ][ก-ฮะ-ูเ-ไ็-๎]+"
NOT_NAI = (
    "กรัฐมนตรี|กเทศมนตรี|กองค์การ|กสมาคม|กสภา|กเหล่า|กฯ|ก ฯ|กอบ|กเมือง|กสโมสร|กกิตติมศักดิ์|กเทศบาล|กสามัคคี|กพุทธ"
    "|กก่อตั้ง|กแพทย|กท่องเที่ยว|ก |ทหาร|ตำรวจ|จ้าง|ทุน|หน้า|แบบ|อำเภอ|ทะเบียน|สถานี|ด่าน|ช่าง|ประกัน|ตรวจ"
)
"""What follows นาย where it is no title: นายก..., นายทหาร, นายจ้าง."""
JOINED = (
    r"(?:(?<=และ|กับ|แก่|โดย|ของ|ให้|ว่า|คือ)|(?<=มี)|(?<=ด้วย))"
    r"(?=นาย|นางสาว|นาง(?!งาม|แบบ|รำ|ฟ้า)|น\.ส\.|ดร\.|เด็กชาย|เด็กหญิง|(?:รอง|ผู้ช่วย)?ศาสตราจารย์)"
)
"""A title glued to a particle before it (และนางสาว...)."""


SEATS = (
    "อยุธยา|เชียงใหม่|ลำปาง|ลำพูน|น่าน|ระนอง|สงขลา|นคร|พัทลุง|ถลาง|ตะกั่วทุ่ง|ป้อมเพชร์?|บางช้าง|จำปาศักดิ์|ร้อยเอ็ด|มหาสารคาม|หนองคาย"
    "|พิษณุโลก|ราชสีมา|สุโขทัย|กาฬสินธุ์|ไชยา"
)
"""Places in the names of old families (ณ อยุธยา)."""
LATIN = re.compile(
    r"(?<![A-Za-z])(?P<title>Mr|Mrs|Ms|Miss|Dr|Prof|Sir)\.? ?(?!Universe|World|Thailand|Grand|International)"
    r"[A-Z][A-Za-z'’-]*\.?(?: [A-Z][A-Za-z'’-]*\.?){0,3}",
    re.ASCII,
)
"""Persons with an English title (Ms. Anna Lee)."""


def title_pattern() -> str:
    """All titles and ranks (lexicon/titles.toml) as one pattern."""
    plain = [word for group in read_toml("titles.toml").values() for word in group if word != "นาย"]
    return rf"(?:{trie_pattern(plain)}|นาย(?!{NOT_NAI}))"


def build_pattern() -> re.Pattern[str]:
    """The pattern of a person's name, compiled once."""
    title = title_pattern()
    return re.compile(
        rf"(?:(?<![ก-ฮะ-ูเ-๎])|{JOINED})(?P<title>{title}(?:\s?(?:{title}))*(?:หญิง(?=\s))?)\s?"
        rf"(?P<given>(?!ใหญ่|ผู้|มหาวิทยาลัย|พิศิษฐ์\s|เกียรติคุณ\s){THAI_NAME})"
        rf"(?:(?P<seat>\sณ\s(?:{SEATS})(?![ก-ฮะ-ูเ-๎]))|\s+(?!ใหญ่|{NO_FAMILY})(?P<family>{THAI_NAME})"
        rf"(?:\sณ\s(?:{SEATS})(?![ก-ฮะ-ูเ-๎]))?)?"
    )


NO_FAMILY = (
    "และ|ได้|คว้า|รับ|เป็น|พร้อม|จาก|มหาวิทยาลัย|วิทยาลัย(?!\\S)|โรงเรียน|โรงพยาบาล|กระทรวง|ประธาน|อธิบดี|นายก(?=องค์|เทศ|สมาคม|อบ)"
    "|กล่าว|เปิดเผย|เผย(?=ว่า|อีก|เพิ่ม|ถึง)|ระบุ|ย้ำ(?=ว่า|ขอ|\\s|$)|แจ้ง(?=ว่า)|ชี้แจง|ให้สัมภาษณ์|ให้ความเห็น|ที่(?=มา|ได้|ร่วม|ประชุม|ปรึกษา)"
    "|ยัง(?=กล่าว|ได้)|เยี่ยมชม|ลงพื้นที่|ตรวจ(?=ติดตาม|เยี่ยม)|มอบ(?=โล่|รางวัล|นโยบาย|หมาย)|นำคณะ|หารือ|ในการ|ในท้องที่|เพื่อ(?=รอง|สนับ|ให้)"
    "|รัฐมนตรี|นายก(?=รัฐ)|รอง(?=เจ้าคณะ|ประธาน|นายก|ผู้)|เจ้าคณะ|เจ้าหน้าที่|สำนักงาน|กรม(?=ควบคุม|การ|ส่งเสริม)|คณะรัฐมนตรี|ซึ่ง(?=\\s|$|ต้อง|ได้|เป็น)"
    "|ผู้(?=จัด|อำนวย|ว่า|บัญชา|ช่วย|บริหาร|แทน|ใหญ่|กำกับ|ตรวจ|ควบคุม|ก่อตั้ง|ประสาน|บังคับ|เชี่ยวชาญ|ผลิต|สูงอายุ|พิพากษา)"
)
"""Behind a given name: what the person is or does, where he is from, and no family name."""


class PersonFinder:
    """Finds persons; made once, then used for every text."""

    def __init__(self) -> None:
        self._pattern = build_pattern()

    def __call__(self, text: str) -> list[Mention]:
        found = []
        for match in self._pattern.finditer(text):
            end = match.end() if match["family"] or match["seat"] else match.end("given")
            found.append(Mention("person", match.start(), end, text[match.start() : end], match["title"]))
        found += [
            Mention("person", match.start(), match.end(), match[0], match["title"])
            for match in LATIN.finditer(text)
        ]
        return sorted(found, key=lambda mention: mention.start)
