"""Organisations: names that begin with a head word, names from the gazetteer, standing and defined abbreviations."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from extract.lexicons import alternation, cues, read_csv, read_toml, trie_pattern
from extract.mention import Mention, without_overlaps
from normalize.abbreviations import abbreviation_forms
from normalize.provinces import province_surface_forms

THAI = r"ก-ฮะ-ฺเ-๎"
CLOSING = re.compile(r"\s?\((?:องค์การมหาชน|มหาชน|ประเทศไทย|ไทยแลนด์|สำนักงานใหญ่)\)|\s?จำกัด(?:\s?\(มหาชน\))?")
COMPANY = re.compile(
    r"(?P<head>บริษัท|บมจ\.|บจก\.|ห้างหุ้นส่วนจำกัด|หจก\.)\s?"
    r"(?P<name>(?:(?!บริษัท|ห้างหุ้นส่วน|จังหวัด|รางวัล|ได้รับ|ประเภท)[^\n“”\":;]){2,70}?)\s?(?:จำกัด|จ ากัด|จํากัด|จก\.)"
    r"(?P<public>\s?\(?มหาชน\)?)?"
    r"(?P<branch>\s?\((?:โรงงาน|สาขา|สำนักงาน)[^()\n]{2,40}\)|\sสำนักงานใหญ่"
    r"|\s(?:โรงแยก|โรงกลั่น|สาขา)[ก-ฮะ-ฺเ-๎]{2,30})?"
)
PARTNERSHIP = re.compile(
    r"(?:ห้างหุ้นส่วนจำกัด|หจก\.)\s?[^\n,;()“”\"]{2,60}?"
    r"(?=\s?(?:จังหวัด|จ\.|อำเภอ|อ\.|และ(?:บริษัท|ห้าง|หจก)|ได้รับ|คว้า|\(|,|\n|$|[0-9๐-๙]{1,2}[.)]|บริษัท|ห้างหุ้นส่วน"
    r"|หจก\.|รางวัล|ผลงาน))"
)
COMPANY_BARE = re.compile(
    r"(?P<head>บริษัท|บมจ\.|บจก\.|หจก\.)\s?(?P<name>[^\s,()“”\"\n]{2,40}(?:\s[^\s,()“”\"\n]{2,30}){0,2})"
)
STOPS = frozenset(
    [
        "ได้รับ",
        "ได้",
        "รับ",
        "คว้า",
        "เข้ารับ",
        "ครอง",
        "กวาด",
        "ซิว",
        "ซึ่ง",
        "ที่",
        "โดย",
        "เป็น",
        "จาก",
        "พร้อม",
        "ร่วม",
        "จัด",
        "มี",
        "ณ",
        "ใน",
        "กับ",
        "ว่า",
        "กล่าว",
        "เปิดเผย",
        "เผย",
        "ชู",
        "ผงาด",
        "ปลื้ม",
        "ขึ้น",
        "เข้า",
        "ประกาศ",
        "มอบ",
        "ประกวด",
        "ชนะเลิศ",
        "ผลงาน",
        "รางวัล",
        "ประเภท",
        "สาขา",
        "ระดับ",
        "ต่อ",
        "แก่",
        "แล้ว",
        "จึง",
        "ก็",
        "นั้น",
        "นี้",
        "ดังกล่าว",
        "ทั้ง",
        "รวม",
        "จำนวน",
        "อื่น",
        "ต่าง",
        "ต่างๆ",
        "ทั่วประเทศ",
        "ทุก",
        "หลาย",
        "ไม่",
        "จะ",
        "ยัง",
        "อยู่",
        "ตาม",
        "เมื่อ",
        "หลัง",
        "ก่อน",
        "ระหว่าง",
        "ให้",
        "ขอ",
        "เดินหน้า",
        "มุ่ง",
        "ยก",
        "ยกระดับ",
        "ขับเคลื่อน",
        "เปิด",
        "นำ",
        "ลง",
        "ลงนาม",
        "จับมือ",
        "ผนึก",
        "ตอกย้ำ",
        "โชว์",
        "เร่ง",
        "หนุน",
        "สร้าง",
        "ขอเชิญ",
        "เชิญชวน",
        "ขาน",
        "ตั้ง",
        "ตั้งแต่",
        "อำเภอ",
        "ตำบล",
        "อ.",
        "จ.",
        "ต.",
        "ฯลฯ",
        "เพราะ",
        "หรือ",
        "อาทิ",
        "เช่น",
        "คือ",
        "ได้แก่",
        "ประกอบด้วย",
        "พบ",
        "ต้อง",
        "สามารถ",
        "ถือ",
        "นับ",
        "ทำ",
        "ทำให้",
        "ดำเนินการ",
        "ผ่าน",
        "เพิ่ม",
        "ลด",
        "เพียง",
        "แห่งนี้",
        "ด้วย",
        "ผู้แทน",
        "รวมถึง",
        "รวมทั้ง",
        "ตลอดจน",
        "กว่า",
        "ชื่อ",
        "เรื่อง",
        "ดังนี้",
        "เดียวกัน",
        "เอง",
        "สู่",
        "ภายใต้",
        "ภายใน",
        "โครงการ",
        "รุ่น",
        "ถึง",
        "เพื่อเป็น",
        "กำหนด",
        "รักษาราชการ",
        "รายงาน",
        "ชี้แจง",
        "ระบุ",
        "แจ้ง",
        "เชิญ",
        "ดังต่อไปนี้",
        "ประจำปี",
        "ปี",
        "ครั้ง",
        "แทน",
        "เตรียม",
        "พา",
        "เนื่องใน",
        "ยืน",
        "ลุย",
    ]
)
VERBS = frozenset(
    [*cues("win", "verbs"), *cues("win", "honours"), *cues("give", "to"), *cues("list", "openers")]
    + ["กล่าวว่า", "เปิดเผยว่า", "เผยว่า", "ระบุว่า", "เปิดเผย", "ระบุ", "แจ้งว่า", "ชี้แจงว่า", "เพิ่มเติมว่า", "ให้สัมภาษณ์"]
) - {"เช่น"}
"""Words that no name holds behind its first word."""
NOUN_LIKE = frozenset(["กำหนด", "ยกระดับ", "สร้าง", "ขับเคลื่อน", "เพิ่ม", "ลด", "รักษา", "นำ", "จัด", "เชิญ"])
"""Verbs that name a duty behind และ (...ทรัพยากรและกำหนดมาตรการ)."""
SOFT_STOPS = frozenset(["เพื่อ", "ของ", "ด้าน", "และ", "แห่ง", "ประจำ", "ส่งเสริม", "พัฒนา", "สนับสนุน"])
MAYOR = re.compile(r"นายก(?P<body>เทศมนตรี\s?(?P<rank>นคร|เมือง|ตำบล))")
MINISTRY = re.compile(r"(?P<office>สำนักงานปลัด)?กระทรวง\s?(?P<short>[ก-ฮ]{1,3}\.(?:[ก-ฮ]\.)?|อว\.?|ดีอีเอส|ดีอี)")
PLACED_NAME = re.compile(rf"[{THAI}]{{2,40}}(?=\s(?:จังหวัด|จ\.|อำเภอ|อ\.))")
"""A name up to a space behind which its place is told: no word inside it can end it."""
VERBAL = re.compile("ได้|คว้า|รับ|เป็น|โดย|ที่|ซึ่ง|มี|ใน|จาก|และ|จังหวัด|อำเภอ|ตำบล|ร่วม|ณ|ให้|ผลงาน|เพื่อ")
PRAISED = ("ดีเด่น", "ยอดเยี่ยม", "ต้นแบบ", "แห่งปี", "คุณภาพ", "ตัวอย่าง")
"""A name that ends so is a kind of winner (ห้องสมุดประชาชนดีเด่น)."""
NO_BODY = re.compile(
    r"(?:พ\.?\s?ศ\.|ค\.\s?ศ\.|ร\.\s?ศ\.|ม\.ค\.|ก\.พ\.(?=\s?[0-9๐-๙])|มี\.ค\.|เม\.ย\.|พ\.ค\.|มิ\.ย\.|ก\.ค\."
    r"|ส\.ค\.|ก\.ย\.|ต\.ค\.|พ\.ย\.|ธ\.ค\.)"
    r"|(?:อสม|อปพร|ทสม|อพม|ครม)\.?(?![ก-ฮ])|[ก-ฮ.]{2,8}\s?[0-9๐-๙]{4}"
)
"""Dotted letters that name no body: eras, months, volunteers, an abbreviation that runs into a year."""
ADVERB_AT_END = re.compile("(?:ยัง|ก็|เคย|จึง|จะ|แล้ว)$")
NO_WINNERS = frozenset(
    ["คณะรัฐมนตรี", "องค์กรปกครองส่วนท้องถิ่น", "สำนักโฆษก", "สำนักนายกรัฐมนตรี", "อาสาสมัครสาธารณสุขประจำหมู่บ้าน"]
)
"""Names of the gazetteer that releases never give an award to."""
UNIT_ONLY = ("กลุ่มธุรกิจ", "สายงาน")
"""Units that are named only with the company behind them."""
NUMBERED_UNIT = re.compile(
    r"(?:\s?ที่\s?[0-9๐-๙]{1,3}|\s[0-9๐-๙]{1,2}(?=\s(?:จังหวัด|จ\.|อำเภอ|และ)|[,)\n]|$))(?![0-9๐-๙.)])"
    r"(?!\s?(?:รางวัล|แห่ง|คน|ราย|ผลงาน|หน่วย|โครงการ|พ\.ศ|มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุ|กรกฎา|สิงหา|กันยา|ตุลา"
    r"|พฤศจิ|ธันวา))"
)
OFFICE_BRANCH = re.compile(rf"\s?สาขา[{THAI}]{{2,24}}|\sแห่งที่\s?[0-9๐-๙]{{1,2}}")
COUNTRY_BRANCH = re.compile(rf"(?:\s[{THAI}]{{2,16}}){{1,3}}\s?\(ประเทศไทย\)(?:\s?สาขา[{THAI}]{{2,20}})?")
GROUP_NAME = re.compile(
    rf"(?!ของ|และ|ใน|ที่|ต่าง|ได้|จะ|มี|นี้|ดัง|ละ|อื่น|ทั้ง)[{THAI}0-9๐-๙A-Za-z.&-]{{2,40}}?"
    r"(?=[\s,)”\"]|$|และทีม|จาก(?:มหา|โรง|วิทยา)|ได้รับ|คว้า|โรงเรียน|มหาวิทยาลัย)"
)
INNER_PROVINCE = re.compile(
    r"^(?:สำนักงาน|สมาคม|ศูนย์|เรือนจำ|หอการค้า|สภา|กอง|ที่ทำการ|ศาล|แขวง|วิทยาลัย|ชมรม|สถาบัน|สถานี|ตำรวจ|สถาน"
    r"|คณะกรรมการ|เครือข่าย|ด่าน|วัฒนธรรม|ธนารักษ์|สหกรณ์|พัฒนา|ท่าอากาศยาน|ทัณฑสถาน|กลุ่ม|พิพิธภัณฑ์|หน่วย|มูลนิธิ|สาธารณสุข"
    r"|โรงพยาบาลส่งเสริม)"
)
PLACE_STOP = re.compile(
    r"(?:จังหวัด|อำเภอ|ตำบล|จ\.|อ\.|ได้|คว้า|รับ|เข้า|และ|โดย|ที่|ซึ่ง|ผลงาน|กับ|เป็น|ให้|มี|จาก|พร้อม|ร่วม|จัด|นำ|ณ|ใน|ของ"
    r"|จำนวน|รางวัล|เพื่อ|ว่า|กล่าว|ประเภท|ระดับ|เรื่อง|โครงการ|เดินหน้า|ซิว|กวาด|ครอง|องค์การ|เทศบาล|อบต|อบจ)"
)
PLACE_GENERIC = re.compile(
    r"\s?(?:ที่(?!วัง|พัก)|ในพื้นที่|ใน(?=เขต|จังหวัด|สังกัด)|ซึ่ง|ของ|ต่าง|ทั้ง|อื่น|ทุก|หลาย|บางแห่ง|บางส่วน|นี้|นั้น|ดังกล่าว|และ"
    r"|หรือ|จำนวน|ได้|เป็น|มี|จะ|ไม่|เพื่อ|โดย|จาก|ทั่ว|ขนาด|ต้นแบบ|ดีเด่น|[0-9๐-๙]+\s?แห่ง|$)"
)
GENERIC_NEXT = re.compile(
    r"\s?(?:ที่|ใน(?!พระ)|ซึ่ง|ของ|ต่าง|ทั้ง|อื่น|ทุก|หลาย|บางแห่ง|บางส่วน|นี้|นั้น|ดังกล่าว|ฯ|และ(?!สห)|หรือ|กว่า|จำนวน|ได้"
    r"|เป็น|มี|จะ|ไม่|เพื่อ(?!การ|น|ผู้|สังคม|คน|ชี|เด็ก)|โดย|จาก|ทั่ว|ขนาด|ระดับ|ตัวอย่าง|ต้นแบบ|ดีเด่น|ชั้นนำ|เอกชน"
    r"|รัฐ(?=\s|และ|ที่)|[0-9๐-๙]+\s?แห่ง|$)"
)
DOTTED = re.compile(
    rf"(?<![{THAI}.])(?:[ก-ฮเ-ไ][ก-ฮะ-ูเ-๎]{{0,2}}\.){{1,6}}(?![{THAI}]?\.)"
    rf"|(?<![{THAI}.])(?:[ก-ฮ]{{2,5}})\.(?![ก-ฮ]\.)|(?<![{THAI}.])[ก-ฮ]{{2,6}}(?![{THAI}])"
)
LATIN_ABBREVIATION = re.compile(r"(?<![A-Za-z&-])[A-Za-z][A-Za-z&-]{1,10}(?:\s(?:BANK|Bank))?(?![A-Za-z&-])")
DEFINED = re.compile(
    r"\s?(?:\(|หรือ\s?)\s?[“\"‘']?(?:หรือ\s)?(?P<short>[^()\n“”\"‘’,;]{2,40}?)[”\"’']?\s?(?:\)|(?=\s))"
)
SHORT_FORM = re.compile(
    rf"^(?:[{THAI}]{{1,6}}\.)+[{THAI}]*\.?$|^[ก-ฮ]{{2,6}}\.?$|^[A-Z][A-Za-z&. -]{{1,40}}$"
    rf"|^สำนักงาน\s?[ก-ฮ.]{{2,8}}$|^[{THAI}]{{2,14}}$"
)
POSITION = re.compile(
    r"(?:รอง|ผู้ช่วย|อดีต|รักษาการ|รักษาราชการแทน|ที่ปรึกษา)?"
    r"(?:อธิบดี|ปลัด|ผู้ว่าการ|ผู้อำนวยการใหญ่|ผู้อำนวยการ|เลขาธิการ|อธิการบดี|รัฐมนตรีว่าการ|รัฐมนตรีช่วยว่าการ|รัฐมนตรีประจำ"
    r"|รมว\.|รมช\.|รมต\.|ผู้จัดการ|ผู้ตรวจราชการ|ผู้บัญชาการ|ประธานกรรมการ|ประธาน|นายก|หัวหน้า"
    r"|กรรมการผู้จัดการใหญ่|กรรมการผู้จัดการ|ผู้บริหาร|ผู้ว่าราชการ|คณบดี|รองอธิบดี|เลขานุการ|โฆษก|คณะผู้บริหาร|กรรมการ|ผู้แทน"
    r"|ผู้ก่อตั้ง|เจ้าของ|สมาชิก|พนักงาน|เจ้าหน้าที่|บุคลากร|นักเรียน|นักศึกษา|อาจารย์|ครู|ผู้ช่วยรัฐมนตรีประจำ|ผอ\.|ผบ\.)\s?$"
)


@dataclass(frozen=True, slots=True)
class Head:
    """A word by which names of organisations begin, and how such names end."""

    text: str
    tail: str
    full: str


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text by their first character."""

    starts: list[int]
    texts: list[str]

    def begins(self, position: int) -> bool:
        """Whether a token begins at this character."""
        index = bisect_left(self.starts, position)
        return index < len(self.starts) and self.starts[index] == position

    def from_position(self, position: int) -> list[tuple[int, str]]:
        """The tokens from this character on; the rest of the token that it cuts comes first."""
        index = bisect_left(self.starts, position)
        if index > 0 and (index == len(self.starts) or self.starts[index] != position):
            before = self.starts[index - 1]
            rest = self.texts[index - 1][position - before :]
            if rest:
                return [
                    (position, rest),
                    *zip(self.starts[index : index + 60], self.texts[index : index + 60], strict=True),
                ]
        return list(zip(self.starts[index : index + 60], self.texts[index : index + 60], strict=True))


class OrganisationFinder:
    """Finds organisations; made once, then used for every text."""

    def __init__(self) -> None:
        table = read_toml("heads.toml")
        full = table["abbreviated"]
        tails = {word: tail for tail in ("group", "free", "place") for word in table[tail]}
        self._heads = {word: Head(word, tail, full.get(word, word)) for word, tail in tails.items()}
        self._common = frozenset(table["common"])
        self._part = tuple(table["part"])
        self._generic = re.compile(trie_pattern(table["generic"]["beginnings"]))
        self._head_pattern = re.compile(rf"(?<![ก-ฮ]\.){trie_pattern(tails)}")
        names = {row["name_th"] for row in read_csv("agencies.csv")}
        forms = {short: found for short, found in abbreviation_forms().items()}
        names |= {name for found in forms.values() for name in found}
        self._gazetteer = re.compile(
            trie_pattern(
                name for name in names if len(name) >= 6 and not name.endswith(("จังหวัด", "อำเภอ", "ตำบล"))
            )
        )
        self._abbreviations: dict[str, tuple[str, ...]] = {
            _undotted(short): found for short, found in forms.items()
        }
        self._short_names = {row["short"]: row["name_th"] for row in read_csv("short_names.csv")}
        self._short_pattern = re.compile(
            rf"(?:(?<=^)|(?<=[\n\s“\"(‘']))(?:{alternation(self._short_names)})"
            r"(?=[\s”\"’')]|ได้|คว้า|รับ|กวาด|ซิว|โชว์|ปลื้ม|ครอง)"
        )
        provinces = {form: province.name for form, province in province_surface_forms().items()}
        long_forms = [form for form in provinces if len(form) >= 3 and not form.endswith(".")]
        self._provinces = provinces
        self._province_head = re.compile(rf"จังหวัด\s?(?P<name>{trie_pattern(long_forms)})")
        self._place_province = re.compile(trie_pattern(long_forms))

    def __call__(self, text: str, tokens: Tokens) -> list[Mention]:
        found = [
            *(known := self._gazetteer_names(text, tokens)),
            *self._companies(text),
            *self._headed(text, tokens, known),
            *self._mayors(text, tokens),
            *self._provinces_as_bodies(text),
        ]
        found = [
            m for m in found if m.attributes["source"] in ("province", "company") or not self._is_generic(m)
        ]
        found = [
            m
            for m in found
            if m.attributes.get("head") not in UNIT_ONLY or self._company_follows(text, m.end)
        ]
        full = self._parts_joined(text, [self._with_closing(text, m) for m in without_overlaps(found)])
        shorts = self._defined(text, full)
        short_forms = {m.text: m for m in shorts}
        found = [*full, *shorts, *self._ministries(text), *self._abbreviated(text, short_forms)]
        found = [
            m
            for m in found
            if m.attributes["source"] == "gazetteer" or not self._generic.match(str(m.value or ""))
        ]
        named = self._houses_joined(text, without_overlaps(found))
        return [self._marked(text, self._with_prefix(text, m)) for m in named]

    @staticmethod
    def _company_follows(text: str, position: int) -> bool:
        return text.startswith((" บริษัท", " บมจ", " บจก", " ธนาคาร", " การ"), position)

    def _parts_joined(self, text: str, mentions: list[Mention]) -> list[Mention]:
        """คณะแพทยศาสตร์ โรงพยาบาลรามาธิบดี: a part of a body and the body behind it are one name."""
        joined: list[Mention] = []
        for mention in mentions:
            before = joined[-1] if joined else None
            if (
                before is not None
                and before.attributes.get("head") in self._part
                and mention.attributes.get("head") not in self._part
                and mention.attributes.get("source") in ("head", "gazetteer", "company")
                and text[before.end : mention.start] == " "
            ):
                joined[-1] = Mention(
                    "organisation",
                    before.start,
                    mention.end,
                    text[before.start : mention.end],
                    None,
                    before.attributes,
                )
            else:
                joined.append(mention)
        return joined

    @staticmethod
    def _with_prefix(text: str, mention: Mention) -> Mention:
        """ทีมโรงเรียน..., ร้านสมาคม...: the body behind the word is meant; the mention begins with the word."""
        for word in ("ทีม", "ร้าน"):
            start = mention.start - len(word)
            if (
                start >= 0
                and text.startswith(word, start)
                and mention.attributes.get("source") in ("head", "gazetteer")
            ):
                value = mention.value or mention.text
                return Mention(
                    "organisation", start, mention.end, text[start : mention.end], value, mention.attributes
                )
        return mention

    @staticmethod
    def _houses_joined(text: str, mentions: list[Mention]) -> list[Mention]:
        """สมาคมแม่บ้าน มท.: an association and the abbreviation of its ministry are one name."""
        joined: list[Mention] = []
        for mention in mentions:
            before = joined[-1] if joined else None
            ministry = str(mention.value or "")
            if (
                before is not None
                and ministry.startswith("กระทรวง")
                and mention.attributes.get("source") == "abbreviation"
                and before.attributes.get("head") in ("สมาคม", "ชมรม", "สโมสร", "สหกรณ์", "สหภาพ")
                and text[before.end : mention.start] in (" ", "")
            ):
                name = before.text + ministry.removeprefix("กระทรวง")
                joined[-1] = Mention(
                    "organisation",
                    before.start,
                    mention.end,
                    text[before.start : mention.end],
                    name,
                    before.attributes,
                )
            else:
                joined.append(mention)
        return joined

    def _is_generic(self, mention: Mention) -> bool:
        if mention.attributes["source"] == "gazetteer":
            return mention.text in NO_WINNERS
        praised = mention.attributes["source"] == "head" and mention.text.endswith(PRAISED)
        return praised or bool(self._generic.match(mention.text))

    def _ministries(self, text: str) -> list[Mention]:
        """กระทรวง พม., สำนักงานปลัดกระทรวง พม.: the word and the ministry's abbreviation are one name."""
        found = []
        for match in MINISTRY.finditer(text):
            names = [
                n for n in self._abbreviations.get(_undotted(match["short"]), ()) if n.startswith("กระทรวง")
            ]
            if len(names) == 1:
                full = (match["office"] or "") + names[0]
                found.append(
                    Mention(
                        "organisation", match.start(), match.end(), match[0], full, {"source": "abbreviation"}
                    )
                )
        return found

    def _gazetteer_names(self, text: str, tokens: Tokens) -> list[Mention]:
        return [
            Mention("organisation", m.start(), m.end(), m[0], m[0], {"source": "gazetteer"})
            for m in self._gazetteer.finditer(text)
            if tokens.begins(m.start())
            or m.start() == 0
            or not _is_thai(text[m.start() - 1])
            or m[0].startswith(("กระทรวง", "สำนักงาน", "กรม"))
        ]

    @staticmethod
    def _companies(text: str) -> list[Mention]:
        found = []
        for match in COMPANY.finditer(text):
            found.append(
                Mention(
                    "organisation", match.start(), match.end(), match[0].strip(), None, {"source": "company"}
                )
            )
        ends = [(m.start, m.end) for m in found]
        for match in PARTNERSHIP.finditer(text):
            if not any(s <= match.start() < e for s, e in ends):
                found.append(
                    Mention(
                        "organisation",
                        match.start(),
                        match.end(),
                        match[0].strip(),
                        None,
                        {"source": "company"},
                    )
                )
                ends.append(match.span())
        for match in COMPANY_BARE.finditer(text):
            if any(s <= match.start() < e for s, e in ends) or GENERIC_NEXT.match(text, match.end("head")):
                continue
            name = match["name"]
            cut = re.search(
                r"\s?(?:ได้|คว้า|รับ|เข้า|และ|จังหวัด|จ\.|เป็น|ซึ่ง|ที่|โดย|ผลงาน|กับ|มี|จาก|ใน|เพื่อ|ร่วม)", name
            )
            end = match.end() if not cut else match.start("name") + cut.start()
            if end - match.start("name") >= 2:
                found.append(
                    Mention(
                        "organisation",
                        match.start(),
                        end,
                        text[match.start() : end].strip(),
                        None,
                        {"source": "company-bare"},
                    )
                )
        return found

    def _headed(self, text: str, tokens: Tokens, known: list[Mention]) -> list[Mention]:
        """Names that begin with a head word, but not inside a name of the gazetteer (...สหกรณ์ of a department)."""
        inside = {position for m in known for position in range(m.start + 1, m.end)}
        found = []
        for match in self._head_pattern.finditer(text):
            start, head = match.start(), self._heads[match[0]]
            if start in inside:
                continue
            if head.text.endswith(".") and re.match(r"\s?[0-9๐-๙]", text[match.end() : match.end() + 2]):
                continue
            if head.text in ("ธ.", "ม.") and re.match(r"\s?[ก-ฮ]\.", text[match.end() : match.end() + 3]):
                continue
            if head.text in ("ร้าน", "ทีม") and self._head_pattern.match(text, match.end()):
                continue  # ร้านสมาคม..., ทีมโรงเรียน...: the body behind the word is meant
            inside_word = start > 0 and _is_thai(text[start - 1]) and not tokens.begins(start)
            if inside_word and len(head.text) < 5:
                continue
            if (
                head.text.endswith(".")
                and start > 0
                and (_is_thai(text[start - 1]) or text[start - 1] == ".")
            ):
                if not re.search(r"(?:และ|ให้|แก่|กับ|ของ|โดย|นายก|ปลัด|ที่)$", text[max(0, start - 5) : start]):
                    continue
            end = self._tail_end(text, match.end(), head, tokens)
            if end is not None:
                found.append(
                    Mention(
                        "organisation",
                        start,
                        end,
                        text[start:end],
                        None,
                        {"source": "head", "head": head.full},
                    )
                )
        return found

    def _mayors(self, text: str, tokens: Tokens) -> list[Mention]:
        """นายกเทศมนตรีเมืองแม่เหียะ names its municipality: เทศบาลเมืองแม่เหียะ."""
        found = []
        for match in MAYOR.finditer(text):
            end = self._place_end(text, match.end(), tokens, self._heads["เทศบาลเมือง"])
            if end is not None:
                name = f"เทศบาล{match['rank']}{text[match.end() : end].strip()}"
                start = match.start("body")
                found.append(
                    Mention(
                        "organisation", start, end, text[start:end], name, {"source": "mayor", "office": True}
                    )
                )
        return found

    def _tail_end(self, text: str, position: int, head: Head, tokens: Tokens) -> int | None:
        if head.tail == "place":
            return self._place_end(text, position, tokens, head)
        if GENERIC_NEXT.match(text, position):
            return None
        if head.tail == "group":
            return self._group_end(text, position, tokens)
        return self._free_end(text, position, head, tokens)

    def _place_end(self, text: str, position: int, tokens: Tokens, head: Head) -> int | None:
        start = position + 1 if text[position : position + 1] == " " else position
        if head.full.endswith("จังหวัด"):
            match = self._place_province.match(text, start)
            return match.end() if match else None
        if start != position and not head.text.endswith("."):
            if (
                not re.match(rf"[{THAI}]", text[start : start + 1])
                or PLACE_GENERIC.match(text, start)
                or PLACE_STOP.match(text, start)
            ):
                return None
        end = start
        for begin, word in tokens.from_position(start):
            if begin != start and (
                word in STOPS or word in VERBS or (PLACE_STOP.match(word) and not _continues_place(word))
            ):
                break
            if not re.match(rf"[{THAI}0-9๐-๙]", word):
                break
            if begin == start and PLACE_GENERIC.match(text, start):
                return None
            end = begin + len(word)
        end = _before_space(text, start, end)
        adverb = ADVERB_AT_END.search(text, start, end)
        if adverb and adverb.start() - start >= 3 and text.startswith(("ได้", "คว้า", "รับ", "เป็น", "มี"), end):
            end = adverb.start()
        if text[start:end] in ("ไทย", "ทั่วไทย"):
            return None
        return end if end - start >= 2 else None

    def _group_end(self, text: str, position: int, tokens: Tokens) -> int | None:
        start = position + 1 if text[position : position + 1] == " " else position
        if start >= len(text):
            return None
        quoted = re.compile(r"[“\"‘']\s?([^“”\"‘’'\n]{2,60})\s?[”\"’']").match(text, start)
        if quoted:
            return quoted.end()
        latin = re.compile(r"[A-Za-z0-9][\w.&'’!-]*(?:\s[A-Za-z0-9&][\w.&'’!-]*)*", re.ASCII).match(
            text, start
        )
        if latin:
            return latin.end()
        chunk = GROUP_NAME.match(text, position)
        return chunk.end() if chunk and start == position else None

    def _free_end(self, text: str, position: int, head: Head, tokens: Tokens) -> int | None:
        """Walk the words of a proper name until one cannot belong to it."""
        whole = PLACED_NAME.match(text, position)
        if whole and not VERBAL.search(whole[0]) and head.tail == "free":
            return whole.end()
        spaced = text[position : position + 1] == " "
        if spaced and head.text in self._common:
            return None
        start = position + 1 if spaced else position
        end, previous = start, ""
        for begin, word in tokens.from_position(start):
            if begin >= start + 110:
                break
            if word == " ":
                break
            if word[0] in "\n,;:“”\"‘’'«»!?()[]{}/…–|=":
                break
            if (word in VERBS or word.startswith(("ได้รับ", "ให้แก่", "ให้กับ"))) and begin > start:
                break
            if word == "ตำบล" and head.text in ("ชุมชน", "หมู่บ้าน", "กลุ่ม", "วิสาหกิจชุมชน", "ชมรม"):
                end, previous = begin + len(word), word
                continue
            if word in STOPS and not (begin == start and word in ("ส่งเสริม", "พัฒนา", "พัฒนาการ")):
                if previous == "และ" and word in NOUN_LIKE:
                    end, previous = begin + len(word), word
                    continue
                if word in ("ให้", "ที่", "มี", "ใน", "จาก", "ร่วม", "รวม") and _glued_inside(text, begin, word):
                    end, previous = begin + len(word), word
                    continue
                break
            if word in ("จังหวัด",) and not INNER_PROVINCE.match(
                text[position - len(head.text) : position + 8]
            ):
                break
            if word == "จังหวัด":
                match = self._place_province.match(text, begin + len(word))
                return match.end() if match else None
            if word == "และ" and text.startswith(
                ("หน่วยงาน", "คณะ", "ภาคี", "องค์กร", "ผู้บริหาร", "เครือข่าย"), begin + 3
            ):
                break
            if word == "และ" and self._head_follows(text, begin + 3, head):
                break
            if word == "และ" and text[begin + 3 : begin + 4] in (" ", ""):
                break
            if (
                word in ("ของ", "เพื่อ")
                and begin == start
                and head.tail == "free"
                and head.text in self._common
            ):
                return None
            end, previous = begin + len(word), word
        end = _before_space(text, start, end)
        if end <= start or end - start < 2:
            return None
        if previous in SOFT_STOPS and previous not in ("ส่งเสริม", "พัฒนา"):
            end -= len(previous)
        return end if end - start >= 2 else None

    def _head_follows(self, text: str, position: int, head: Head) -> bool:
        """Whether another body begins here: the และ before it joins two names, not parts of one."""
        match = self._head_pattern.match(text, position)
        if not match:
            return False
        if match[0] in self._common or len(match[0]) < 3:
            return match[0] == head.text
        return True

    def _provinces_as_bodies(self, text: str) -> list[Mention]:
        return [
            Mention(
                "organisation",
                m.start(),
                m.end(),
                m[0],
                "จังหวัด" + self._provinces[m["name"]],
                {"source": "province", "province": self._provinces[m["name"]]},
            )
            for m in self._province_head.finditer(text)
        ]

    @staticmethod
    def _with_closing(text: str, mention: Mention) -> Mention:
        """Add (องค์การมหาชน), (มหาชน), จำกัด where the name goes on with it."""
        end = mention.end
        numbered = NUMBERED_UNIT.match(text, end)
        if numbered and mention.attributes.get("source") == "head":
            end = numbered.end()
        branch = OFFICE_BRANCH.match(text, end)
        if branch and mention.text.startswith(("สำนักงาน", "ศาล", "เรือนจำ")):
            end = branch.end()
        country = COUNTRY_BRANCH.match(text, end)
        if country and mention.attributes.get("source") == "head":
            end = country.end()
        while match := CLOSING.match(text, end):
            end = match.end()
        if end == mention.end:
            return mention
        return Mention(
            mention.label, mention.start, end, text[mention.start : end], mention.value, mention.attributes
        )

    def _defined(self, text: str, full: list[Mention]) -> list[Mention]:
        """Short forms that the article defines: ธนาคารอาคารสงเคราะห์ (ธอส.), DGA หรือ สำนักงาน..."""
        found = []
        for mention in full:
            if mention.attributes.get("source") == "province":
                continue
            match = DEFINED.match(text, mention.end)
            if not match or not SHORT_FORM.match(match["short"].strip()):
                continue
            if text[match.start() : match.end()].lstrip().startswith("หรือ") and not _looks_abbreviated(
                match["short"]
            ):
                continue
            if match["short"].strip() in self._provinces or re.match(
                r"จ\.|อ\.|ต\.|ประเทศ|จังหวัด", match["short"]
            ):
                continue
            start = match.start("short")
            short = match["short"].strip()
            found.append(
                Mention(
                    "organisation",
                    start,
                    start + len(short),
                    short,
                    mention.value or mention.text,
                    {"source": "defined", "full": mention},
                )
            )
        return found

    def _abbreviated(self, text: str, defined: dict[str, Mention]) -> list[Mention]:
        found = []
        known = {_undotted(short): mention for short, mention in defined.items()}
        for pattern in (DOTTED, LATIN_ABBREVIATION):
            for match in pattern.finditer(text):
                if NO_BODY.match(text, match.start()):
                    continue
                plain = _undotted(match[0])
                if plain in known:
                    full = known[plain].attributes["full"]
                    found.append(
                        Mention(
                            "organisation",
                            match.start(),
                            match.end(),
                            match[0],
                            known[plain].value,
                            {"source": "defined", "full": full},
                        )
                    )
                elif (
                    plain in self._abbreviations
                    and len(self._abbreviations[plain]) == 1
                    and _strong(match[0])
                ):
                    name = self._abbreviations[plain][0]
                    found.append(
                        Mention(
                            "organisation",
                            match.start(),
                            match.end(),
                            match[0],
                            name,
                            {"source": "abbreviation"},
                        )
                    )
                elif plain in self._abbreviations and _strong(match[0]):
                    found.append(
                        Mention(
                            "organisation",
                            match.start(),
                            match.end(),
                            match[0],
                            match[0],
                            {"source": "ambiguous"},
                        )
                    )
        for short, mention in defined.items():
            if _undotted(short) == short and not short.isascii():
                for match in re.finditer(
                    rf"(?<![{THAI}]){re.escape(short)}(?=[\s,)”\"]|$|ได้|คว้า|รับ|จะ|มี)", text
                ):
                    found.append(
                        Mention(
                            "organisation",
                            match.start(),
                            match.end(),
                            short,
                            mention.value,
                            {"source": "defined", "full": mention.attributes["full"]},
                        )
                    )
        for match in self._short_pattern.finditer(text):
            name = self._short_names[match[0]]
            found.append(
                Mention("organisation", match.start(), match.end(), match[0], name, {"source": "short"})
            )
        return found

    @staticmethod
    def _marked(text: str, mention: Mention) -> Mention:
        """Note whether the body is named as somebody's office (อธิบดีกรม...)."""
        before = text[max(0, mention.start - 40) : mention.start]
        if not POSITION.search(before):
            return mention
        attributes = {**mention.attributes, "office": True}
        return Mention(mention.label, mention.start, mention.end, mention.text, mention.value, attributes)


def _is_thai(char: str) -> bool:
    return "\u0e01" <= char <= "\u0e4e"


def _undotted(short: str) -> str:
    return short.replace(".", "").replace(" ", "").casefold()


def _strong(short: str) -> bool:
    """Whether an abbreviation can't be an everyday word: dots, Latin capitals, or four Thai consonants."""
    return "." in short or (short.isascii() and len(short) >= 3 and short.upper() == short)


def _looks_abbreviated(short: str) -> bool:
    return "." in short or short.isascii() or bool(re.fullmatch(r"[ก-ฮ]{2,6}", short))


def _continues_place(word: str) -> bool:
    """Place names may begin with these letters although the words are stops (ที่วัง, นำโชค)."""
    return len(word) > 4 and not word.startswith(
        ("จังหวัด", "อำเภอ", "ตำบล", "ผลงาน", "รางวัล", "เทศบาล", "องค์การ", "โครงการ", "ประเภท", "จำนวน")
    )


def _glued_inside(text: str, begin: int, word: str) -> bool:
    """A stop word that stands inside a compound (ที่ดิน, ที่ปรึกษา, ในพระ)."""
    after = text[begin + len(word) : begin + len(word) + 6]
    return (word == "ที่" and after.startswith(("ดิน", "ปรึกษา", "ราช", "ทำการ", "พัก"))) or (
        word == "ใน" and after.startswith("พระ")
    )


def _before_space(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \n.":
        end -= 1
    return end
