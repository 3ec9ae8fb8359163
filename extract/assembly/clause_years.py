"""Years of clauses: ในปี 2566 <body> ได้รับรางวัล...: the year that opens a clause is that of its win."""

from __future__ import annotations

import re

from extract.assembly.phrases import AwardPhrase
from extract.assembly.reading import Reading
from extract.mention import Mention

CLAUSE = re.compile(r"(?:^|[\s(])(?:และ|โดย|ซึ่ง|ทั้งนี้|สำหรับ)?\s?(?:ใน|เมื่อ|สำหรับ)\s?$|\n\s*(?:เมื่อ)?$|โดย\s?$")
"""Before a year that opens a clause."""
NEAR = 40
"""Characters before a subject within which the year of its clause stands."""
GENERIC = re.compile(
    r"(?:\s|ที่ผ่านมา|,|ทาง|ธนาคาร|โรงพยาบาล|บริษัท|จังหวัด|มหาวิทยาลัย|เทศบาล|หน่วยงาน|องค์กร|โรงเรียน|ชุมชน|กรม|ทีม|ฯ"
    r"|ก็|ยัง|ได้|สามารถ)*"
)
"""Between the year and the verb of a clause whose subject is named before it, or by its kind alone."""
DATES_VERB = re.compile(r"(?:ใน|เมื่อ|ทำให้|โดย|และ)\s?$")
AND_YEAR = re.compile(r"\s?และ\s?(?:(?:ประจำ)?ปี\s?(?:พ\.ศ\.\s?)?)?")
PARTICLES = re.compile(r"(?:\s|ที่ผ่านมา|,)*")


def year_of_clause(reading: Reading, subject: int) -> Mention | None:
    """The year that opens the clause whose subject begins here; None where the clause opens without one."""
    start = max(reading.line_of(subject).start, subject - NEAR)
    found = [year for year in reading.within("year", start, subject) if year.end <= subject]
    if not found or not found[-1].attributes["lead"].startswith("ปี"):
        return None
    begin, end = found[-1].attributes["phrase"]
    opens = CLAUSE.search(reading.text, max(0, begin - 14), begin) is not None
    beside = PARTICLES.fullmatch(reading.text, end, subject) is not None
    return found[-1] if opens and beside else None


def year_before_verb(reading: Reading, verb: int) -> Mention | None:
    """ต่อมาในปี 2560 ธนาคารได้รับ...: the year right before a verb that no name stands before."""
    start = max(reading.line_of(verb).start, verb - NEAR)
    found = [year for year in reading.within("year", start, verb) if year.end <= verb]
    if not found or not found[-1].attributes["lead"].startswith("ปี"):
        return None
    begin, end = found[-1].attributes["phrase"]
    dates = DATES_VERB.search(reading.text, max(0, begin - 8), begin) is not None
    return found[-1] if dates and GENERIC.fullmatch(reading.text, end, verb) else None


def second_edition(reading: Reading, phrase: AwardPhrase) -> Mention | None:
    """รางวัล... ประจำปี 2565 และ 2566: the second of two editions that were won."""
    if phrase.year is None or phrase.year_value is None:
        return None
    lead = AND_YEAR.match(reading.text, phrase.year[1])
    year = reading.at("year", lead.end()) if lead else None
    return year if year is not None and year.value == phrase.year_value + 1 else None
