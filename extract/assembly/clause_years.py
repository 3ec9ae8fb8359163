"""Years of clauses: ในปี 2566 <body> ได้รับรางวัล...: the year that opens a clause is that of its win."""

from __future__ import annotations

import re

from extract.assembly.reading import Reading
from extract.mention import Mention

CLAUSE = re.compile(r"(?:^|[\s(])(?:และ|โดย|ซึ่ง|ทั้งนี้|สำหรับ)?\s?(?:ใน|เมื่อ|สำหรับ)\s?$|\n\s*(?:เมื่อ)?$|โดย\s?$")
"""Before a year that opens a clause."""
NEAR = 40
"""Characters before a subject within which the year of its clause stands."""
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
