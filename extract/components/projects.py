"""Projects: the words that lead to the name of a work (ผลงาน, เรื่อง, โครงการ...).

How far the name reaches depends on what stands around it: the assembly reads it (extract/assembly/works.py).
"""

from __future__ import annotations

import re

from extract.mention import Mention

PROJECT_LEAD = re.compile(
    r"(?:(?:จาก|กับ|ด้วย|ใน|สำหรับ|โดย|ที่ส่ง|ส่ง|เสนอ)\s?)?"
    r"(?:(?:ชื่อ)?ผลงาน(?!เด่น|ดีเด่น|ที่|โดดเด่น|เป็น|การดำเนิน|ของ|ใน|เชิง)(?:เรื่อง|ชื่อ|การประกวด|\s?คือ)?|เรื่อง"
    r"|ชื่อเรื่อง|ชื่อ(?=\s?[“\"])|หัวข้อ|ในหัวข้อ|ภายใต้ชื่อ|คลิป(?:วิดีโอ)?(?:เรื่อง)?|(?=โครงการ)|(?=นวัตกรรม)|(?=โครงงาน)"
    r"|(?=ระบบ)|(?=แพลตฟอร์ม)|(?=แอป))\s?[:：]?\s?"
)
NOUN = re.compile("ผลงาน|เรื่อง|ชื่อ|หัวข้อ|คลิป|โครงการ|นวัตกรรม|โครงงาน|ระบบ|แพลตฟอร์ม|แอป")
"""A lead holds one of these nouns; looking for them first is far cheaper."""
BEFORE_NOUN = 14
"""Characters of the longest words before the noun (สำหรับ ภายใต้ชื่อ)."""


def find_projects(text: str) -> list[Mention]:
    """All leads, also inside longer ones: จากผลงาน holds a second one for who has read จาก already.

    The work begins at a mention's `end`; a lead that is part of the name itself (โครงการ...) is empty.
    """
    found: list[Mention] = []
    tried = 0
    for noun in NOUN.finditer(text):
        for start in range(max(tried, noun.start() - BEFORE_NOUN), noun.start() + 1):
            lead = PROJECT_LEAD.match(text, start)
            if lead:
                found.append(Mention("project", *lead.span(), lead[0]))
        tried = noun.start() + 1
    return found
