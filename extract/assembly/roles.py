"""Roles: what a clause does with an award (won, given, still to be won, only named)."""

from __future__ import annotations

import re
from enum import Enum

from extract.assembly.phrases import AwardPhrase
from extract.assembly.reading import Reading
from extract.lexicons import cue_pattern, cues

FILLER = (
    r"(?>(?:\s|ทั้ง|ถึง|อีก|รวม(?:ทั้งสิ้น)?|มากถึง|จำนวน|โล่(?:ห์)?(?:ประกาศเกียรติคุณ|เกียรติยศ|เกียรติคุณ)?|ถ้วย|ใบ|เข็ม|เหรียญ"
    r"|ป้าย|และ|พร้อม|สุดยอด|พระราชทาน|เกียรติบัตร|ประกาศนียบัตร|ประกาศเกียรติคุณ|ตรารับรอง"
    r"|[0-9๐-๙]+|การพิจารณาให้(?:ได้)?รับ|การคัดเลือก(?:ให้)?(?:ได้)?รับ|การยกย่องให้รับ|มาครอง|เกียรติยศ|[“\"‘']|ใน|การ"
    r"|ผลรางวัล|ผล|รางวัล|และเงิน|ใหญ่|ระดับโลก|ระดับประเทศ|ระดับชาติ|สำคัญ|อันทรงเกียรติ|ทรงคุณค่า|เป็นผู้"
    r"|แชมป์(?:โลก)?|อันดับ(?:ที่)?|ที่(?=\s?[0-9๐-๙]))*)"
)
"""What may stand between a verb and its award; atomic, so that no text can make it try again and again."""
WON = re.compile(rf"(?<!สำห)(?<!ต้อน)(?P<verb>{cue_pattern('win', 'verbs')}){FILLER}$")
HONOURED = re.compile(
    rf"(?P<verb>{cue_pattern('win', 'honours')})(?:\s|ให้|เป็น|รับ|ได้|จาก[^\s]{{0,30}}|ว่า|ใน|ฐานะ)*{FILLER}$"
)
GIVEN = re.compile(rf"(?P<verb>{cue_pattern('give', 'verbs')}){FILLER}$")
PROSPECT = re.compile(rf"(?:{cue_pattern('prospect', 'before')})[^\n]{{0,12}}$")
NEAR_PROSPECT = re.compile(rf"(?:{cue_pattern('prospect', 'before')})")

MEDAL = r"(?:รางวัล)?(?P<medal>เหรียญ(?:ทองแดง|ทอง|เงิน)|แชมป์|รองแชมป์)"
CHAMPION = re.compile(r"(?:^|[\s)”\"])(?:สามารถ|ได้)?(?P<verb>ชนะเลิศ(?:อันดับ(?:ที่)?\s?1)?)(?:ใน)?\s?$")
"""<body> ชนะเลิศการประกวด...: the placing is the verb."""
MEDAL_WON = re.compile(
    rf"(?P<verb>{cue_pattern('win', 'verbs')})(?:อันดับ(?:ที่)?\s?[0-9๐-๙]\s?)?{MEDAL}\s?(?:จาก|ใน)?"
    r"(?:เวที|งาน|รายการ)?\s?$"
)
"""คว้าเหรียญทองจากการประกวด...: the medal stands between the verb and the contest."""
HONOURED_AS = re.compile(rf"(?P<verb>{cue_pattern('win', 'honours')})\s?(?:ให้)?เป็น[^\n(]{{3,70}}\($")
"""ได้รับการยกย่องให้เป็นเมืองสะอาด (Clean City Award): behind what one is honoured as."""
OCCASION = re.compile(r"ในโอกาส(?:ที่)?\s?$")
"""ในโอกาสได้รับรางวัล: the win is celebrated; โอกาสได้รับรางวัล alone is a chance."""


class Role(Enum):
    """What the clause does with the award."""

    WON = "won"
    GIVEN = "given"
    PROSPECT = "prospect"
    NAMED = "named"


_PATTERNS = (
    (WON, Role.WON),
    (HONOURED, Role.WON),
    (CHAMPION, Role.WON),
    (MEDAL_WON, Role.WON),
    (HONOURED_AS, Role.WON),
    (GIVEN, Role.GIVEN),
)


def role_of(reading: Reading, phrase: AwardPhrase) -> tuple[Role, int]:
    """The role of an award phrase and where its verb begins (the phrase's start where there is none)."""
    line = reading.line_of(phrase.start)
    start = max(line.start, phrase.start - 90)
    left = reading.text[start : phrase.start]
    for pattern, role in _PATTERNS:
        match = _shortest(pattern, left)
        if match is None:
            continue
        before = left[: match.start()]
        if role is Role.WON and _is_prospect(before, match["verb"]):
            return Role.PROSPECT, start + match.start()
        if match["verb"] == "ได้" and reading.text.startswith("ประกาศ", phrase.start):
            return Role.GIVEN, start + match.start()
        if role is Role.GIVEN and before.endswith(("รับ", "ผู้รับ")):
            continue
        if role is Role.GIVEN and re.search(r"(?:จะ|เตรียม|เพื่อ|กำหนด|จะมีการ|จะมีพิธี)\s?$", before):
            return Role.PROSPECT, start + match.start()
        return role, start + match.start()
    if PROSPECT.search(left[-40:]):
        return Role.PROSPECT, phrase.start
    return Role.NAMED, phrase.start


def _shortest(pattern: re.Pattern[str], left: str) -> re.Match[str] | None:
    """The match that begins last and is no part of a longer verb."""
    best = None
    for match in pattern.finditer(left):
        best = match
    return best


def _is_prospect(before: str, verb: str) -> bool:
    """จะได้รับ, เพื่อชิง, เสนอชื่อเข้ารับ: the verb tells of a win still to come, or of none (ไม่ได้รับ)."""
    if OCCASION.search(before):
        return False
    tail = before[-28:] + verb
    if tail.endswith(cues("prospect", "before")):
        return True
    return bool(
        re.search(
            (
                r"(?:จะ|เพื่อ|ขอ|ชิง|ไม่|มิ|หาก|ถ้า|สมควร|ควร|โอกาส|สิทธิ์|สิทธิ|เตรียม|คาดว่าจะ|มุ่งหวัง|ลุ้น|เสนอชื่อ(?:เพื่อ)?"
                r"|(?<!ได้รับ)คัดเลือก(?:เพื่อ)?(?:เข้า)?)\s?$"
            ),
            before[-20:],
        )
    )
