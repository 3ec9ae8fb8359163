"""Award phrases: an award with all that qualifies it (edition, tier, category, count), read from left to right."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.assembly.reading import Reading
from extract.components.awards import trimmed
from extract.fact import Span
from extract.mention import Mention

CATEGORY_LEAD = (
    r"(?:องค์การบริหารส่วนตำบล|องค์การบริหารส่วนจังหวัด|เทศบาลนคร|เทศบาลเมือง|เทศบาลตำบล)"
    r"(?=\s(?:ประเภท|ระดับ|รางวัล|กลุ่ม))|สาขา(?:ที่\s?[0-9๐-๙]+)?|ประเภท(?:ที่\s?[0-9๐-๙]+)?(?:รางวัล)?"
    r"|ด้าน(?:ที่\s?[0-9๐-๙]+)?|หมวด(?:ที่)?\s?[0-9๐-๙]*|กลุ่ม(?!เป้าหมาย|ป่า|เครือข่าย|อาชีพ)(?:ที่\s?[0-9๐-๙]+)?|ขนาด"
    r"|ระดับ(?=ภาค|จังหวัด|ประเทศ|ชาติ|กรม|กระทรวง|องค์กร|อำเภอ|หน่วย|เขต|ท้องถิ่น|นานาชาติ|โลก|อาเซียน|เอเชีย|“|\""
    r"|มัธยม|ประถม|อุดม|อาชีว|บุคคล|โรงเรียน|สถาน)"
)
CATEGORY = re.compile(rf"(?P<lead>{CATEGORY_LEAD})\s?(?P<body>)")
CATEGORY_STOP = re.compile(
    r"ได้แก่|จำนวน|ประจำปี|ประกอบด้วย|ดังนี้|ให้แก่|ให้กับ|จาก|โดย|ซึ่ง|คือ|อาทิ|ระดับ(?=ดี|ยอด|ทอง|เงิน|ชม|ก้าว|พื้น)|ประเภท"
    r"|สาขา|ในปี|ผลงาน|(?<!เ)ชื่อ|เรื่อง|ได้รับ|คว้า|และ(?=รางวัล|ประเภท|สาขา|ด้าน|ได้)|รางวัล(?=ชนะเลิศ|รอง|ชมเชย)"
)
GLUED_BODY = re.compile("บริษัท|ห้างหุ้นส่วน|โรงเรียน|โรงพยาบาล|เทศบาล|องค์การบริหาร")
LATIN_CATEGORY = re.compile(
    r"\s?[A-Z][A-Za-z0-9&,:’'. -]{2,90}?(?=\s(?:โดย|จาก|ได้แก่|ของ|และ|ใน|คือ|ประจำ|สำหรับ)|\s?[(\n“]|$)"
)
WORK_IN_BRACKETS = re.compile("โครงการ|ผลงาน|นวัตกรรม")
LOCAL_KIND = re.compile("องค์การบริหาร|เทศบาล")
COUNT = re.compile(
    r"(?:รวม|ทั้งสิ้น|ทั้งหมด|อีก|ทั้ง)?\s?(?:จำนวน(?:ทั้งสิ้น)?\s?)?(?:รวม\s?)?(?P<n>[0-9๐-๙]{1,3})\s?"
    r"(?P<unit>รางวัล|แห่ง|หน่วยงาน|องค์กร|องค์การ|ราย|คน|ทีม|ผลงาน|โครงการ|จังหวัด|เทศบาล|อปท\.?|พื้นที่|ชุมชน|โรงเรียน"
    r"|บริษัท|สถานประกอบการ|สถานประกอบกิจการ|สาขา|ด้าน|ประเภท)(?:ด้วยกัน)?"
)
PARENTHESIS = re.compile(r"\((?P<inside>[^()\n]{1,120})\)")
EDITION = re.compile(
    r"(?:(?:เป็น)?ครั้งที่\s?[0-9๐-๙]+(?:/[0-9๐-๙]+)?|ในปีนี้|ปีนี้|ประจำปีนี้|ในครั้งนี้|ครั้งนี้|เป็นปีที่\s?[0-9๐-๙]+"
    r"|(?:ใน)?ปี(?=\s?\Z))"
)
QUOTE = re.compile(r"[“\"‘']\s?(?P<inside>[^“”\"‘’\n]{2,200}?)\s?[”\"’']")
NEXT_CHUNK = re.compile(r"(?:ใน|ณ\s)?")


@dataclass(frozen=True, slots=True)
class AwardPhrase:
    """An award as one stretch of text states it; parts that it does not state are None."""

    start: int
    end: int
    mention: Mention | None = None
    name: Span | None = None
    tier: Span | None = None
    category: Span | None = None
    year: Span | None = None
    year_value: int | None = None
    count: int | None = None
    count_span: Span | None = None

    @property
    def kind(self) -> str:
        """The kind of the award mention that opens the phrase, or "category"."""
        return str(self.mention.attributes["kind"]) if self.mention else "category"


def read_phrase(reading: Reading, mention: Mention) -> AwardPhrase:
    """The phrase that an award mention opens, with the qualifiers behind it."""
    kind, attributes = mention.attributes["kind"], mention.attributes
    phrase = AwardPhrase(mention.start, mention.end, mention)
    honour = HONOUR_AT_END.search(mention.text)
    if kind == "name" and honour:
        start = mention.start + honour.start("tier")
        return read_qualifiers(
            reading, replace(phrase, name=(mention.start, start), tier=(start, mention.end))
        )
    if kind in ("name", "contest"):
        phrase = replace(phrase, name=mention.span)
        phrase = _year_in_name(reading, phrase)
    if "rest" in attributes:
        phrase = replace(phrase, category=attributes["rest"], end=attributes["rest"][1])
    if kind == "tier":
        phrase = replace(phrase, tier=attributes["tier"], name=attributes.get("contest"))
    if "count" in attributes:
        phrase = replace(phrase, count=attributes["count"], count_span=attributes["count_span"])
    return read_qualifiers(reading, phrase)


HONOUR_AT_END = re.compile(r"ดีเด่น(?P<tier>เกียรติยศ)$")
YEAR_AT_END = re.compile(r"\s?(?:ประจำปี|ปี)?\s?(?:พ\.ศ\.)?\s?$")


def _year_in_name(reading: Reading, phrase: AwardPhrase) -> AwardPhrase:
    """Digital Government Awards 2021: the year at the end of a name is its edition, not its name."""
    if phrase.name is None:
        return phrase
    start, end = phrase.name
    for year in reading.within("year", start, end):
        tail = reading.text[year.end : end].strip(" ”\"’')")
        if not tail:
            lead = YEAR_AT_END.search(reading.text, start, year.start)
            name_end = lead.start() if lead else year.start
            quoted = reading.text[start:name_end]
            if any(quoted.count(mark) for mark in "“"):
                return replace(phrase, year=year.span, year_value=year.value)
            if name_end - start < 6:
                return phrase
            return replace(phrase, name=(start, name_end), year=year.span, year_value=year.value)
        return replace(phrase, year=year.span, year_value=year.value)
    return phrase


def read_qualifiers(reading: Reading, phrase: AwardPhrase) -> AwardPhrase:
    """Extend a phrase over the qualifiers behind it, in whatever order they stand."""
    text, position = reading.text, phrase.end
    for _ in range(12):
        at = position + 1 if text[position : position + 1] == " " else position
        extended = _one_qualifier(reading, phrase, at)
        if extended is None:
            break
        phrase, position = extended, extended.end
    return phrase


def _one_qualifier(reading: Reading, phrase: AwardPhrase, at: int) -> AwardPhrase | None:
    text = reading.text
    year = reading.phrase_at("year", at)
    if year is None:
        bare = reading.at("year", at)
        year = bare if bare is not None else None
    if year is None and text.startswith("ใน", at):
        year = reading.phrase_at("year", at + 2)
    if year is not None and (phrase.year is None or phrase.year_value == year.value):
        return replace(phrase, end=year.attributes["phrase"][1], year=year.span, year_value=year.value)
    tier = reading.phrase_at("tier", at)
    if tier is not None and phrase.tier is None:
        end = max(tier.attributes["phrase"][1], tier.end)
        return replace(phrase, end=end, tier=tier.span)
    count = COUNT.match(text, at)
    if count:
        end = count.end()
        return replace(phrase, end=end, count=int(_digits(count["n"])), count_span=count.span("n"))
    edition = EDITION.match(text, at)
    if edition:
        return replace(phrase, end=edition.end())
    parenthesis = PARENTHESIS.match(text, at)
    if parenthesis:
        if WORK_IN_BRACKETS.match(parenthesis["inside"]):
            return None
        level = reading.at("tier", parenthesis.start("inside"))
        if level is not None and level.end == parenthesis.end("inside") and phrase.tier is None:
            return replace(phrase, end=parenthesis.end(), tier=level.span)
        inner = reading.within("year", *parenthesis.span())
        if inner and phrase.year is None:
            phrase = replace(phrase, year=inner[0].span, year_value=inner[0].value)
        return replace(phrase, end=parenthesis.end())
    category = category_at(reading, at)
    if category is not None:
        start, end = category
        if phrase.category is not None:
            start = phrase.category[0]
        return replace(phrase, end=end, category=(start, end))
    sub = reading.at("award", at)
    if sub is not None and sub.attributes["kind"] == "tier" and phrase.tier and phrase.category is None:
        grade = text[max(phrase.start, phrase.tier[0] - 6) : phrase.tier[0]]
        if grade.endswith("ประเภท"):
            category = (phrase.tier[0] - len("ประเภท"), phrase.tier[1])
            return replace(phrase, end=sub.end, category=category, tier=sub.attributes["tier"])
    if sub is not None and sub.attributes["kind"] == "tier" and phrase.tier is None and phrase.name:
        return replace(phrase, end=sub.end, tier=sub.attributes["tier"])
    quote = QUOTE.match(text, at)
    if (
        quote
        and phrase.name is not None
        and phrase.mention is not None
        and "programme" not in phrase.mention.attributes
    ):
        known = reading.at("award", quote.start("inside")) or reading.at("award", quote.start())
        if known is not None and known.attributes.get("programme"):
            category = (phrase.name[0], phrase.category[1] if phrase.category else phrase.name[1])
            return replace(phrase, end=quote.end(), mention=known, name=known.span, category=category)
    if quote and phrase.kind in ("name", "category") and phrase.category is None and at > phrase.end:
        return replace(phrase, end=quote.end(), category=quote.span("inside"))
    return None


def category_at(reading: Reading, position: int) -> Span | None:
    """The category (สาขา..., ประเภท..., ด้าน...) that begins here; not one that is a tier (ประเภทดีเด่น)."""
    text = reading.text
    match = CATEGORY.match(text, position)
    if not match or reading.phrase_at("tier", position):
        return None
    end = match.end("lead")
    latin = LATIN_CATEGORY.match(text, end)
    if latin:
        start, end = trimmed(text, position, latin.end())
        return start, end
    if text[end : end + 1] == " ":
        if match["lead"] == "ด้าน":
            return None  # ด้าน นาย..., ด้าน สภา...: the next speaker, no field
        end += 1
    begin = end
    while end < len(text) and end < begin + 110:
        char = text[end]
        if char in '\n,;:“"(':
            if char in '“"' and end - begin <= 30:
                quote = QUOTE.match(text, end)
                if quote:
                    end = quote.end()
                    continue
            break
        if text.startswith(" ๆ", end):
            end += 3 if text[end + 2 : end + 3] == " " else 2
            continue
        if char == " " and not (
            text[end + 1 : end + 2].isascii()
            and text[end - 1].isascii()
            and text[end + 1 : end + 2].isalpha()
        ):
            break
        if end > begin and CATEGORY_STOP.match(text, end):
            break
        if end > begin + 3 and match["lead"] in ("ขนาด", "ประเภท") and GLUED_BODY.match(text, end):
            if reading.at("organisation", end) is not None and match["lead"] == "ขนาด":
                break
        award = reading.at("award", end)
        if award is not None and end > begin and award.attributes["kind"] == "tier":
            break
        if end > begin and reading.phrase_at("tier", end):
            break
        end += 1
    start, end = trimmed(text, position, end)
    if LOCAL_KIND.match(match["lead"]):
        return (position, match.end("lead"))
    return (start, end) if end - match.end("lead") >= 2 or end - begin >= 2 else None


def _digits(text: str) -> str:
    return text.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))
