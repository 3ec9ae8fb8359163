"""Projects: the words that lead to the name of a work (ผลงาน, เรื่อง, โครงการ...).

How far the name reaches depends on what stands around it: the assembly reads it (extract/assembly/works.py).
"""

from __future__ import annotations

import re

from extract.mention import Mention

KIND_OF_WORK = (
    r"(?:(?:คลิป|ภาพยนตร์|หนัง|ภาพ|เพลง|สื่อ|เมนู|ชุด|บทความ|นิทาน|หนังสือ|ละคร|การแสดง|โปสเตอร์|สปอต|สารคดี|รายการ|ลาย|ผ้า|แคมเปญ"
    r"|ผลิตภัณฑ์|สิ่งประดิษฐ์|หุ่นยนต์|โมเดล|หลักสูตร|แผนธุรกิจ|แผนงาน|งานวิจัย|วิจัย|กิจกรรม)[ก-ฮะ-ฺเ-๎]{0,14}"
    r"|(?:[Vv]log|VLOG|[Cc]lip|[Vv]ideo|VDO|[Pp]oster|[Pp]odcast|[Ii]nfographic|[Ss]pot|[Aa]nimation))"
)
PROJECT_LEAD = re.compile(
    r"(?:(?:จาก|กับ|ด้วย|ใน|สำหรับ|โดย|ที่ส่ง|ส่ง|เสนอ)\s?)?"
    r"(?:(?:ชื่อ)?ผลงาน(?!เด่น|ดีเด่น|ที่|โดดเด่น|เป็น|การดำเนิน|ของ|ใน|เชิง|รางวัล)(?:\s?เรื่อง|ชื่อ|การประกวด|\s?คือ)?|เรื่อง"
    rf"|ชื่อเรื่อง|ชื่อ\s?{KIND_OF_WORK}(?=\s?[“\"])|ชื่อ(?=\s?[“\"])|หัวข้อ|ในหัวข้อ|ภายใต้ชื่อ(?!งาน)|คลิป(?:วิดีโอ)?(?:เรื่อง)?"
    r"|(?=โครงการ)|(?=นวัตกรรม)|(?=โครงงาน)|(?=ระบบ)|(?=แพลตฟอร์ม)|(?=แอป))\s?[:：]?\s?"
)
NOUN = re.compile("ผลงาน|เรื่อง|ชื่อ|หัวข้อ|คลิป|โครงการ|นวัตกรรม|โครงงาน|ระบบ|แพลตฟอร์ม|แอป")
"""A lead holds one of these nouns; looking for them first is far cheaper."""
BEFORE_NOUN = 14
"""Characters of the longest words before the noun (สำหรับ ภายใต้ชื่อ)."""
NAMED_WORK = (
    r"(?=[“\"]|โครงการ|(?:ระบบ|นวัตกรรม|แพลตฟอร์ม|แอป|โมเดล|แคมเปญ|หลักสูตร|บริการ|นโยบาย)"
    r"[ก-ฮะ-ฺเ-๎]{0,30}\s?[“\"A-Z])"
)
"""What surely is a work's name: quoted, a project, or a system whose name is quoted or Latin."""
PRESENTED = re.compile(
    r"(?:(?:โดย|ซึ่ง|ที่)\s?)?(?:ได้|มี)?(?:นำเสนอ|ข้อเสนอ|เสนอ|ส่ง|สร้างสรรค์)\s?ผลงาน(?!ที่|ของ|ดีเด่น|เข้า|วิชาการ|จำนวน)"
    r"(?:เรื่อง|ชื่อ)?(?:\s?คือ)?\s?[:：]?\s?"
)
"""โดยมีข้อเสนอผลงาน คือ ..., ที่ได้เสนอผลงาน ..."""
ACHIEVED = re.compile(
    r"(?:(?:ซึ่ง|ที่|โดย)?ได้รับ)?(?:จาก|ด้วย)(?:ความสำเร็จ(?:ใน|ของ|จาก)|ความโดดเด่น(?:ใน|ของ|ด้าน))?"
    r"(?:(?:การ)?(?:พัฒนา|ดำเนินงาน(?:ของ)?|ดำเนิน|จัดทำ|ขับเคลื่อน|สร้างสรรค์|ออกแบบ|นำเสนอ|ประดิษฐ์|คิดค้น|ผลิต|นำ)"
    rf"|แนวคิด(?:เรื่อง)?)?\s?{NAMED_WORK}"
)
"""จากการพัฒนา “...”, ที่ได้รับจากโครงการ..., ด้วยความสำเร็จของโครงการ..."""
DONE = re.compile(
    r"(?:จาก)?การดำเนินงานของ\s?(?=[“\"])|ในฐานะ(?:เป็น)?ผู้(?:พัฒนา|คิดค้น|ประดิษฐ์|สร้างสรรค์|ริเริ่ม|จัดทำ)(?:และ[ก-ฮะ-ฺเ-๎]{2,12}?)?"
    r"(?=ระบบ|โครงการ|นวัตกรรม|แพลตฟอร์ม|แอป|\s?[“\"])\s?"
)
"""การดำเนินงานของ “...”, ในฐานะผู้พัฒนาและให้บริการระบบ..."""
LONG_LEADS = (
    (re.compile("เสนอ|ส่ง|สร้างสรรค์"), PRESENTED, 9),
    (re.compile("จาก|ด้วย"), ACHIEVED, 11),
    (re.compile("การดำเนินงานของ|ในฐานะ"), DONE, 3),
)
"""A word that the lead holds, the lead, and how many characters may stand before the word."""


def find_projects(text: str) -> list[Mention]:
    """All leads, also inside longer ones: จากผลงาน holds a second one for who has read จาก already.

    The work begins at a mention's `end`; a lead that is part of the name itself (โครงการ...) is empty.
    """
    found: dict[int, Mention] = {}
    tried = 0
    for noun in NOUN.finditer(text):
        for start in range(max(tried, noun.start() - BEFORE_NOUN), noun.start() + 1):
            lead = PROJECT_LEAD.match(text, start)
            if lead:
                found[start] = Mention("project", *lead.span(), lead[0])
        tried = noun.start() + 1
    for word, pattern, before in LONG_LEADS:
        tried = 0
        for match in word.finditer(text):
            for start in range(max(tried, match.start() - before), match.start() + 1):
                lead = pattern.match(text, start)
                if lead and start not in found:
                    found[start] = Mention("project", *lead.span(), lead[0])
            tried = match.start() + 1
    return sorted(found.values(), key=lambda mention: mention.start)
