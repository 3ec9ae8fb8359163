"""Companies: บริษัท ... จำกัด (มหาชน), ห้างหุ้นส่วนจำกัด ..., and บริษัท with a name that no จำกัด closes."""

from __future__ import annotations

import re

from extract.components.name_ends import GENERIC_NEXT
from extract.mention import Cover, Mention

COMPANY = re.compile(
    r"(?P<head>บริษัท|บมจ\.|บจก\.|ห้างหุ้นส่วนจำกัด|หจก\.)\s?"
    r"(?P<name>(?:(?!บริษัท|ห้างหุ้นส่วน|จังหวัด|รางวัล|ได้รับ|ประเภท)[^\n“”\":;]){2,70}?)\s?(?:จำกัด|จ ากัด|จํากัด|จก\.)"
    r"(?P<public>\s?\(?มหาชน\)?)?"
    r"(?P<branch>\s?\((?:โรงงาน|สาขา|สำนักงาน)[^()\n]{2,40}\)|\sสำนักงานใหญ่"
    r"|\s(?:โรงแยก|โรงกลั่น)[ก-ฮะ-ฺเ-๎]{2,30}"
    r"|\s?สาขาที่\s?[0-9]{1,2}|\s?สาขา(?!การ|ที่|ธุรกิจ|บริการ|อุตสาหกรรม|ผู้|นวัต|เทคโน|วิทย|พลังงาน|ความ)[ก-ฮะ-ฺเ-๎]{2,30})?"
)
PARTNERSHIP = re.compile(
    r"(?:ห้างหุ้นส่วนจำกัด|หจก\.)\s?[^\n,;()“”\"]{2,60}?"
    r"(?=\s?(?:จังหวัด|จ\.|อำเภอ|อ\.|และ(?:บริษัท|ห้าง|หจก)|(?<= )และ|ได้รับ|คว้า|\(|,|\n|$|[0-9๐-๙]{1,2}[.)]"
    r"|บริษัท|ห้างหุ้นส่วน|หจก\.|รางวัล|ผลงาน|เข้ารับ|รับรางวัล|(?<= )(?:โดย|ได้แก่|จาก|รอง|ชนะ|ระดับ|ประเภท|ซึ่ง|เป็น|ผู้|มี)))"
)
COOPERATIVE = re.compile(
    r"(?:ชุมนุม|ร้าน)?สหกรณ์(?:(?!ได้แก่|คือ|จังหวัด|รางวัล|ประเภท|ดีเด่น|สหกรณ์|บริษัท|และ|[0-9๐-๙][.)])[^\n“”\":;,()]){2,70}?\s?จำกัด"
    r"(?!\s?\()"
)
"""สหกรณ์ออมทรัพย์ กรมการพัฒนาชุมชน จำกัด: what stands before จำกัด is one name, whatever bodies it holds."""
COMPANY_BARE = re.compile(
    r"(?P<head>บริษัท|บมจ\.|บจก\.|หจก\.)\s?(?P<name>[^\s,()“”\"\n]{2,40}(?: [^\s,()“”\"\n]{2,30}){0,2})"
)
NOT_IN_NAME = re.compile(
    r"\s?(?:ได้|คว้า|รับ|เข้า|และ|จังหวัด|จ\.|เป็น|ซึ่ง|ที่|โดย|ผลงาน|กับ|มี|(?<!บาง)จาก|ใน|เพื่อ|ร่วม)"
    r"|\s(?:รองชนะ|ชนะเลิศ|ชมเชย|ผู้|เจ้าของ|ประเภท|สาขา(?=[ก-ฮเ-ไ]{0,3}การ)|ระดับ|ด้าน|รางวัล|โครงการ|นำ|กลุ่มธุรกิจ|ประกอบ|จัด|คือ|ให้|กรุงเทพ|อำเภอ|อ\.|ตำบล|ต\.)"
)
"""Words that end the name of a company that no จำกัด closes."""


def companies(text: str) -> list[Mention]:
    """The companies and partnerships of a text; each stretch of it belongs to one at most."""
    found = [_company(match.start(), match.end(), match[0], "company") for match in COMPANY.finditer(text)]
    found += [
        _company(match.start(), match.end(), match[0], "company") for match in COOPERATIVE.finditer(text)
    ]
    taken = Cover(found, len(text))
    for match in PARTNERSHIP.finditer(text):
        if not taken.holds(match.start()):
            found.append(_company(match.start(), match.end(), match[0], "company"))
            taken.add(*match.span())
    for match in COMPANY_BARE.finditer(text):
        if taken.holds(match.start()) or GENERIC_NEXT.match(text, match.end("head")):
            continue
        cut = NOT_IN_NAME.search(match["name"])
        end = match.end() if not cut else match.start("name") + cut.start()
        if end - match.start("name") >= 2:
            found.append(_company(match.start(), end, text[match.start() : end], "company-bare"))
    return found


def _company(start: int, end: int, text: str, source: str) -> Mention:
    return Mention("organisation", start, end, text.strip(), None, {"source": source})
