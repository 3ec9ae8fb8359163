"""Award phrases: an award with what qualifies it (edition, tier, category, count), from left to right."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.assembly.categories import category_at
from extract.assembly.ceremonies import ceremony_behind, is_won_within
from extract.assembly.reading import QUOTE, Reading
from extract.components.tiers import PLACING
from extract.fact import Span
from extract.mention import Mention
from normalize.text import arabic_digits

WORK_IN_BRACKETS = re.compile("โครงการ|ผลงาน|นวัตกรรม")
COUNT = re.compile(
    r"(?:รวม|ทั้งสิ้น|ทั้งหมด|อีก|ทั้ง|มี)?\s?(?:จำนวน(?:ทั้งสิ้น)?\s?)?(?:รวม\s?)?(?P<n>[0-9๐-๙]{1,3})\s?"
    r"(?P<unit>รางวัล|แห่ง|หน่วยงาน|องค์กร|องค์การ|ราย|คน|ทีม|ผลงาน|โครงการ|จังหวัด|เทศบาล|อปท\.?|พื้นที่|ชุมชน|โรงเรียน"
    r"|บริษัท|สถานประกอบการ|สถานประกอบกิจการ|สาขา|ด้าน|ประเภท|คู่(?:รัฐวิสาหกิจ|หน่วยงาน)?)(?:/[ก-ฮะ-ฺเ-๎]{2,8})?(?:ด้วยกัน)?"
    r"|จำนวน\s?(?P<m>[0-9๐-๙]{1,3})(?=\s?(?:และ|,|\s)\s?(?:โล่|ถ้วย)?รางวัล)"
)
PARENTHESIS = re.compile(r"\((?P<inside>[^()\n]{1,120})\)")
EDITION = re.compile(
    r"(?:(?:เป็น)?ครั้งที่\s?[0-9๐-๙]+(?:/[0-9๐-๙]+)?|ในปีนี้|ปีนี้|ประจำปีนี้|ในครั้งนี้|ครั้งนี้|เป็นปีที่\s?[0-9๐-๙]+"
    r"|(?:ใน)?ปี(?=\s?\Z)|เหรียญ(?:ทองแดง|ทอง|เงิน)(?=\s))"
)
HONOUR_AT_END = re.compile(r"(?:ดีเด่น(?P<honour>เกียรติยศ)|[ก-๙]{4,}?(?P<medal>เหรียญ(?:ทองแดง|ทอง|เงิน)))$")
"""A grade at the end of a name (รางวัลบุคคลดีเด่นเกียรติยศ, เกียรติบัตรเหรียญทอง)."""
BEST_OF_KIND = re.compile(r"\((?:[ก-ฮ]\.?){2,7}\)\s?(?:ดีเด่น|ยอดเยี่ยม|ต้นแบบ)(?=[\s,]|$)")
"""รางวัลสำนักงานวัฒนธรรมจังหวัด (สวจ.) ดีเด่น: the best of a kind, whose abbreviation stands within the name."""
SUB_AWARD = re.compile(r"\s?(?:[-–:]\s?|[“\"])(?P<sub>[^“”\"]{4,})")
"""HR Excellence Awards 2023 - Excellence in HR Tech: what follows the year is an award of the ceremony."""
IN_YEAR = re.compile("(?:ใน|เมื่อ)(?=ปี|พ)|ใน")
"""Before the year of an award that was won some time ago."""
SHORTEST = 6
"""Characters of the shortest name that is told apart from its year."""
PLACING_AT_END = re.compile(
    r"\s?[-–:,]\s?(?P<tier>Winner|Highly (?:Acclaimed|Commended)|Gold|Silver|Bronze|Platinum|Grand Prize"
    r"|(?:(?:1st|2nd|3rd|First|Second|Third)\s)?Runner[- ]?[Uu]p)$"
)
"""Best Domestic Bank - Winner: the placing that closes an English name."""
LEVEL_IN_QUOTES = re.compile(r"[“\"]ระดับ[^“”\"\n]{2,30}[”\"“]")
GLUED_PLACING = re.compile(rf"(?P<tier>{PLACING}|เกียรติยศ)(?=[\s,(]|$|ระดับ|ประจำ|ประเภท|สาขา|ด้าน)")
MEDAL_NAME = re.compile("(?:เหรียญ)?(?:ทองแดง|ทอง|เงิน|เพชร)|[A-Za-z]+")
YEAR_FIRST = re.compile(r"(?:โล่|ถ้วย)?รางวัล ?")
"""Before the year that opens an English name (รางวัล 2020 Asian Townscape Awards)."""
YEAR_AT_END = re.compile(r"\s?(?:ประจำปี|ปี)?\s?(?:พ\.ศ\.)?\s?$")


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
    ceremony: Mention | None = None

    @property
    def programme(self) -> str | None:
        """The listed programme that the phrase names: that of the ceremony, else that of the award."""
        named = self.ceremony or self.mention
        programme = named.attributes.get("programme") if named else None
        return str(programme) if programme else None

    @property
    def kind(self) -> str:
        """The kind of the award mention that opens the phrase, or "category"."""
        return str(self.mention.attributes["kind"]) if self.mention else "category"


def is_named_award(reading: Reading, position: int) -> bool:
    """Whether an award with a name or a placing begins here, not only the word รางวัล that is counted."""
    award = reading.at("award", position)
    return award is not None and award.attributes["kind"] in ("name", "tier")


def read_phrase(reading: Reading, mention: Mention) -> AwardPhrase:
    """The phrase that an award mention opens, with the qualifiers behind it."""
    phrases: dict[Span, AwardPhrase] = reading.remembered.setdefault("phrases", {})
    if mention.span not in phrases:
        phrases[mention.span] = _read_phrase(reading, mention)
    return phrases[mention.span]


def _read_phrase(reading: Reading, mention: Mention) -> AwardPhrase:
    kind, attributes = mention.attributes["kind"], mention.attributes
    phrase = AwardPhrase(mention.start, mention.end, mention)
    honour = HONOUR_AT_END.search(mention.text)
    if kind == "name" and honour:
        start = mention.start + honour.start("honour" if honour["honour"] else "medal")
        return read_qualifiers(
            reading, replace(phrase, name=(mention.start, start), tier=(start, mention.end))
        )
    placing = PLACING_AT_END.search(mention.text)
    if kind == "name" and placing:
        end, tier = mention.start + placing.start(), mention.start + placing.start("tier")
        phrase = replace(phrase, name=(mention.start, end), tier=(tier, mention.end))
        phrase = _year_in_name(reading, phrase)
    elif kind in ("name", "contest"):
        phrase = replace(phrase, name=mention.span)
        phrase = _year_in_name(reading, phrase)
    if "rest" in attributes:
        phrase = _read_rest(reading, phrase, attributes["rest"])
    if kind == "tier":
        phrase = replace(phrase, tier=attributes["tier"], name=attributes.get("contest"))
        phrase = _year_in_name(reading, phrase)
    level = reading.phrase_at("tier", mention.start) if kind == "bare" else None
    if level is not None:  # รางวัลระดับดีเด่น
        phrase = replace(phrase, tier=level.span, end=max(level.end, level.attributes["phrase"][1]))
    if "count" in attributes:
        phrase = replace(phrase, count=attributes["count"], count_span=attributes["count_span"])
    return read_qualifiers(reading, phrase)


def _read_rest(reading: Reading, phrase: AwardPhrase, rest: Span) -> AwardPhrase:
    """What is glued to a programme's name: a placing (รางวัลป่าชุมชนชนะเลิศ), else its category."""
    placing = GLUED_PLACING.match(reading.text, rest[0])
    if placing:
        return replace(phrase, tier=placing.span("tier"), end=placing.end())
    return replace(phrase, category=rest, end=rest[1])


def _year_in_name(reading: Reading, phrase: AwardPhrase) -> AwardPhrase:
    """Digital Government Awards 2021: the year at the end of a name is its edition, not its name."""
    if phrase.name is None:
        return phrase
    year = next(iter(reading.within("year", *phrase.name)), None)
    return phrase if year is None else _without_year(reading.text, phrase, phrase.name, year)


def _without_year(text: str, phrase: AwardPhrase, name: Span, year: Mention) -> AwardPhrase:
    """The phrase of an award whose name holds a year: its edition, where it opens or ends the name."""
    start, end = name
    stated = replace(phrase, year=year.span, year_value=year.value)
    if YEAR_FIRST.fullmatch(text, start, year.start) and text[year.end : year.end + 1] == " ":
        return replace(stated, name=(year.end + 1, end))
    lead = YEAR_AT_END.search(text, start, year.start)
    name_end = lead.start() if lead else year.start
    quoted = "“" in text[start:name_end]
    if not text[year.end : end].strip(" ”\"’')"):
        if quoted:
            return stated
        return phrase if name_end - start < SHORTEST else replace(stated, name=(start, name_end))
    sub = SUB_AWARD.match(text, year.end, end)
    if sub is None or quoted or name_end - start < SHORTEST or phrase.category is not None:
        return stated
    return replace(stated, name=(start, name_end), category=sub.span("sub"))


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
    readers = (_year, _tier, _count, _edition, _parenthesis, _category, _placing, _quotation, _ceremony)
    for read in readers:
        extended = read(reading, phrase, at)
        if extended is not None:
            return extended
    return None


def _year(reading: Reading, phrase: AwardPhrase, at: int) -> AwardPhrase | None:
    """ประจำปี 2566, 2566, ในปี 2566, เมื่อปี 2566."""
    year = reading.phrase_at("year", at) or reading.at("year", at)
    when = IN_YEAR.match(reading.text, at) if year is None else None
    if when is not None:
        year = reading.phrase_at("year", when.end())
    if year is not None and (phrase.year is None or phrase.year_value == year.value):
        return replace(phrase, end=year.attributes["phrase"][1], year=year.span, year_value=year.value)
    return None


def _tier(reading: Reading, phrase: AwardPhrase, at: int) -> AwardPhrase | None:
    """ระดับดีเด่น, ชนะเลิศ, “ระดับดีเด่น 3 ปีซ้อน”."""
    tier = reading.phrase_at("tier", at)
    quoted = LEVEL_IN_QUOTES.match(reading.text, at) if tier is None else None
    if quoted:
        level = reading.phrase_at("tier", at + 1)
        if level is None or phrase.tier is not None:
            return None
        return replace(phrase, end=quoted.end(), tier=level.span)
    if tier is None or (phrase.tier is not None and not _is_medal_of_winner(reading, phrase.tier, tier)):
        return None
    return replace(phrase, end=max(tier.attributes["phrase"][1], tier.end), tier=tier.span)


def _is_medal_of_winner(reading: Reading, placing: Span, tier: Mention) -> bool:
    """รางวัลชนะเลิศระดับ Diamond: those who won are told apart by a medal, which is their tier."""
    won = reading.text[slice(*placing)] == "ชนะเลิศ" and tier.attributes["lead"] == "ระดับ"
    return won and MEDAL_NAME.fullmatch(tier.text) is not None


def _count(reading: Reading, phrase: AwardPhrase, at: int) -> AwardPhrase | None:
    """จำนวน 5 แห่ง, รวม 3 รางวัล."""
    count = COUNT.match(reading.text, at)
    if not count:
        return None
    group = "n" if count["n"] else "m"
    number = int(arabic_digits(count[group]))
    return replace(phrase, end=count.end(), count=number, count_span=count.span(group))


def _edition(reading: Reading, phrase: AwardPhrase, at: int) -> AwardPhrase | None:
    """ครั้งที่ 12, ในปีนี้."""
    edition = EDITION.match(reading.text, at)
    return replace(phrase, end=edition.end()) if edition else None


def _parenthesis(reading: Reading, phrase: AwardPhrase, at: int) -> AwardPhrase | None:
    """(Thailand Quality Award 2021), (ระดับดีเด่น); not the work that won, which is the recipient's."""
    best = BEST_OF_KIND.match(reading.text, at)
    if best and phrase.name is not None and phrase.name[1] == phrase.end:
        return replace(phrase, end=best.end(), name=(phrase.name[0], best.end()))
    parenthesis = PARENTHESIS.match(reading.text, at)
    if not parenthesis or WORK_IN_BRACKETS.match(parenthesis["inside"]):
        return None
    level = _level_in_brackets(reading, *parenthesis.span("inside"))
    if level is not None and phrase.tier is None:
        return replace(phrase, end=parenthesis.end(), tier=level)
    inner = reading.within("year", *parenthesis.span())
    if inner and phrase.year is None:
        phrase = replace(phrase, year=inner[0].span, year_value=inner[0].value)
    return replace(phrase, end=parenthesis.end())


def _level_in_brackets(reading: Reading, start: int, end: int) -> Span | None:
    """(ดีเด่น), (รางวัลชนะเลิศ): the tier that is all that brackets hold."""
    level = reading.at("tier", start)
    if level is not None and level.end == end:
        return level.span
    placing = reading.at("award", start)
    if placing is None or placing.attributes["kind"] != "tier" or placing.end != end:
        return None
    tier: Span = placing.attributes["tier"]
    return tier


def _category(reading: Reading, phrase: AwardPhrase, at: int) -> AwardPhrase | None:
    """สาขา..., ในสาขา..., ประเภท...; a second one belongs to the first."""
    category = category_at(reading, at + 2 * reading.text.startswith("ใน", at))
    if category is None:
        return None
    start = phrase.category[0] if phrase.category is not None else category[0]
    start -= start > 0 and reading.text[start - 1] in '“"'  # a quotation goes on behind its end
    return replace(phrase, end=category[1], category=(start, category[1]))


def _placing(reading: Reading, phrase: AwardPhrase, at: int) -> AwardPhrase | None:
    """รางวัล... รางวัลชนะเลิศ: a placing behind the name; a tier read as ประเภท... before is its category."""
    placing = reading.at("award", at)
    if placing is None or placing.attributes["kind"] != "tier":
        return None
    if phrase.tier and phrase.category is None:
        grade = reading.text[max(phrase.start, phrase.tier[0] - 6) : phrase.tier[0]]
        if grade.endswith("ประเภท"):
            category = (phrase.tier[0] - len("ประเภท"), phrase.tier[1])
            return replace(phrase, end=placing.end, category=category, tier=placing.attributes["tier"])
    if phrase.tier is None and phrase.name:
        return replace(phrase, end=placing.end, tier=placing.attributes["tier"])
    return None


def _quotation(reading: Reading, phrase: AwardPhrase, at: int) -> AwardPhrase | None:
    """รางวัลชุมชนต้นแบบ “รางวัลลูกโลกสีเขียว”: a quoted programme is the award, all else its category."""
    quote = QUOTE.match(reading.text, at)
    if not quote:
        return None
    if (
        phrase.name is not None
        and phrase.mention is not None
        and "programme" not in phrase.mention.attributes
    ):
        known = reading.at("award", quote.start("inside")) or reading.at("award", quote.start())
        if known is not None and known.attributes.get("programme"):
            category = (phrase.name[0], phrase.category[1] if phrase.category else phrase.name[1])
            return replace(phrase, end=quote.end(), mention=known, name=known.span, category=category)
    if phrase.kind in ("name", "category") and phrase.category is None and at > phrase.end:
        return replace(phrase, end=quote.end(), category=quote.span("inside"))
    return None


def _ceremony(reading: Reading, phrase: AwardPhrase, at: int) -> AwardPhrase | None:
    """รางวัล Best Bank จากงาน Thailand Awards 2021: the ceremony is the award, what was named its category."""
    if phrase.ceremony is not None or phrase.kind in ("category", "contest") or phrase.end == phrase.start:
        return None
    ceremony = ceremony_behind(reading, at)
    if ceremony is None or not is_won_within(phrase.mention, ceremony):
        return None
    category = phrase.category
    if phrase.name is not None:
        category = (phrase.name[0], category[1] if category else phrase.name[1])
    end = max(phrase.end, ceremony.end)
    named = replace(phrase, end=end, ceremony=ceremony, name=ceremony.span, category=category)
    return _year_in_name(reading, named) if phrase.year is None else named
