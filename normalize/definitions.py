"""Abbreviations that a text defines itself: "สำนักงานหลักประกันสุขภาพแห่งชาติ (สปสช.)", "... หรือ สปสช.".

Organisations of any kind.  Rather misses a definition than takes a wrong one: a name begins at a head of
organisations (`normalize.kinds`) or is one that the table of bodies has for the abbreviation, and the
letters of a Thai abbreviation stand in the name in order.  A Latin one says nothing about a Thai name;
whoever uses it should ask for the same definition in several articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from normalize.abbreviations import expand, find_body
from normalize.kinds import head_forms, heads

RULES_VERSION = "1"
"""Changes whenever other definitions are found in the same text."""

SHORT = (
    r"(?:(?:[ก-ฮ]{1,4}\.){1,5}(?:[ก-ฮ]{1,3}(?![ก-๙.]))?|[ก-ฮ]{2,6}(?![ก-๙.])"
    r"|(?:[A-Z][A-Z&-]{1,7}|[A-Z][a-z]?[A-Z]{2,5}|depa)(?![A-Za-z0-9&-]))"
)
"""An abbreviation: สปสช., ธ.ก.ส., กอ.รมน., อบก, DGA, EXIM, depa."""

_QUOTE = r"(?:[“\"‘'] ?)?"
_NAMED = (
    r"(?:(?:ที่)?(?:เรียก|ใช้|มี|รู้จัก)(?:กัน)?(?:ชื่อ|โดย|ใน|อย่าง)*(?:ย่อ|สั้น)?(?: ?ๆ ?)?(?:ว่า|คือ)?"
    r"|ชื่อย่อ(?:ว่า|คือ)?) ?"
)
_ENGLISH = r"[A-Z][A-Za-z’'&,-]*(?: [A-Za-z’'&,-]+)+"
_BRACKETS = re.compile(
    rf"\( ?(?:หรือ ?)?(?:{_NAMED})?{_QUOTE}(?:(?P<english>{_ENGLISH}) ?(?:[:;/,–]| - ?|หรือ) ?)?"
    rf"(?P<short>{SHORT})"
    r"(?= ?(?:[”\"’'] ?)?(?:\)|[:;,/=–-] ?[A-Za-z“\"‘']|หรือ))(?P<more>[^()\n]{0,100})\)"
)
_OR = re.compile(rf"หรือ ?(?:{_NAMED})?{_QUOTE}(?P<short>{SHORT})(?=[ ”\"’',)(\n]|$)")
_SHORTENED = re.compile(rf"ย่อ(?: ?ๆ ?)?(?:ว่า|คือ)? ?{_QUOTE}(?P<short>{SHORT})(?=[ ”\"’',)(\n]|$)")
_SHORTENED_LEAD = re.compile(r" ?(?:หรือ|ต่อไปนี้|ซึ่ง|โดย)? ?(?:ที่)?(?:ใช้|มี)?(?:เรียก)?(?:ชื่อ|โดย|อย่าง)?$")
"""What may stand between a name and its abbreviation."""
_FURTHER = re.compile(rf"(?:[:;,/=–-]|หรือ) ?{_QUOTE}(?P<short>{SHORT})(?= ?[”\"’')]| ?หรือ|$)")
_SPELT_OUT = re.compile(rf"[:;,/=–-] ?(?P<english>{_ENGLISH}) ?$")
_NAME_IN_BRACKETS = re.compile(r"\((?P<name>[ก-ฮเ-ไ][ก-๎ ]{5,120}(?: ?\(องค์การมหาชน\))?)\)")
_SHORT_BEFORE = re.compile(rf"(?:^|(?<![ก-๙A-Za-z.]))(?P<short>{SHORT}) ?$")
_REMARK = re.compile(r" ?\( ?(?:องค์การมหาชน|มหาชน) ?\)$")
_ASIDE = re.compile(rf" ?\( ?(?:{SHORT}|{_ENGLISH})[^()\n]{{0,60}}\)$")
_RUN = re.compile(r"[ก-ฮะ-ฺเ-ๅ็-๎ ]*$")
"""The letters of a Thai name at the end of a text: no digits, no ฯ, no ๆ."""
_LONGEST = 110  # characters; the longest name in the table of bodies has fewer
_LEAST_REST = 3  # letters behind the head; a head alone is the name of a kind

_NO_BODIES = frozenset({
    "โครงการ", "คณะ", "ทีม", "ตำบล", "อำเภอ", "กิ่งอำเภอ", "จังหวัด", "หมู่บ้าน", "ชุมชน",
    "วัด", "สวน", "ร้าน", "ร้านอาหาร", "ฟาร์ม", "ตลาด", "ห้าง", "กลุ่ม", "เครือข่าย", "หน่วย",
    "สถานี", "ท่าเรือ", "โรงงาน", "โรงแรม", "โรงสี", "รีสอร์ท", "เขื่อน", "คลินิก",
    "กรุงเทพมหานคร",
})  # fmt: skip
"""Heads that begin a programme or a plain noun more often than a body with an abbreviation."""
_NO_HEAD = re.compile(r"สภาพ(?!ัฒ)|สภาวะ|ศาลา|กรมธรรม์|กรมประยุกต์|ศูนย์กลาง|สถาบันการเงิน|กองทุนรวม")
"""Words that only look as if they began with a head, and heads of what is no single body."""
_LINKS = ("สำนักงานเลขาธิการ", "สำนักเลขาธิการ", "สำนักงานปลัด", "มหา")
"""What joins a head to one further left, as a head that stands directly before another does."""
_JOINED = re.compile(r"(?:และ|หรือ|กับ|โดย|ให้|ของ|จาก|ที่| )$")
"""Words before a head that begins a name of its own, so that no name runs across it."""
_SENTENCE = re.compile(
    r"ได้|กล่าว|เปิดเผย|ร่วมกับ|ร่วมมือกับ|ร่วมหารือ|ประชุม|ซึ่ง|โดย(?!สาร)|เพื่อให้|ดำเนินโครงการ|จัดทำ|จัดงาน|มอบ|ลงนาม"
    r"|เสนอ|แต่งตั้ง|รับทราบ|เห็นชอบ|อนุมัติ|รวมถึง|เป็น(?!เลิศ|ธรรม|อยู่)|ว่าด้วย|ตามที่|เช่น|จำนวน|ในฐานะ|หรือ| นาย| นาง|ทุกแห่ง"
    r"|หลักสูตร|กิจกรรม|(?<!สำนัก)(?<!สำนักงาน)เลขาธิการ|รัฐมนตรีว่าการ|อธิบดี"
)
"""Words of sentences, which stand in no name."""
_ENGLISH_BODY = re.compile(
    r"\b(?:Office|Department|Ministry|Institute|Institution|Agency|Bank|Authority|Organi[sz]ation|Commission|Committee"
    r"|Council|Cent(?:er|re)|Fund|Foundation|Association|University|College|Bureau|Board|Administration|Company"
    r"|Corporation|Limited|Federation|Union|Secretariat|Society|Court|Command|Academy|School|Hospital|Division)\b"
)
_SMALL_WORDS = frozenset({
    "of", "the", "and", "for", "in", "on", "to", "a", "an", "under",
})  # fmt: skip
_NO_SHORT = frozenset({
    "ครม", "พรบ", "พรก", "พศ", "คศ", "รบ", "ผอ", "ผบ", "รมว", "รมช", "ปชช", "mou", "otop",
    "sme", "smes", "atm",
})  # fmt: skip
_VOWELS_IN_FRONT = "เแโใไ "


@dataclass(frozen=True, slots=True)
class Definition:
    """An abbreviation and the name that the text gives for it, both as written; `start` and `end` count the
    characters of the text that hold both."""

    abbreviation: str
    name: str
    start: int
    end: int


def find_definitions(text: str) -> Iterator[Definition]:
    """The definitions in a document text, in no particular order; one may come several times."""
    if "(" in text:
        yield from _in_brackets(text)
    for pattern in (_OR, _SHORTENED):
        for match in pattern.finditer(text):
            end = match.start()
            if pattern is _SHORTENED:
                lead = _SHORTENED_LEAD.search(text, max(0, end - 30), end)
                end = lead.start() if lead else end
            name = _name_before(text, end, match["short"], in_words=True)
            if name is not None:
                yield Definition(match["short"], text[slice(*name)], name[0], match.end("short"))


def undotted(abbreviation: str) -> str:
    """An abbreviation as it is compared: without full stops and spaces, case folded ("ธ.ก.ส." is "ธกส")."""
    return abbreviation.replace(".", "").replace(" ", "").casefold()


def _in_brackets(text: str) -> Iterator[Definition]:
    for match in _BRACKETS.finditer(text):
        spelt_out = _SPELT_OUT.match(match["more"])
        english = match["english"] or (spelt_out and spelt_out["english"])
        shorts = [match, *_FURTHER.finditer(text, match.end("short"), match.end())]
        for found in shorts:
            short = found["short"]
            if english and short.isascii() and not _are_initials(short, english):
                continue
            name = _name_before(text, match.start(), short)
            if name is not None:
                yield Definition(short, text[slice(*name)], name[0], found.end("short"))
    for match in _NAME_IN_BRACKETS.finditer(text):
        before = _SHORT_BEFORE.search(text, max(0, match.start() - 20), match.start())
        if before and _is_name_of(match["name"], before["short"]):
            yield Definition(before["short"], match["name"].strip(), before.start("short"), match.end("name"))


def _are_initials(short: str, english: str) -> bool:
    """Whether a Latin abbreviation has the initials of an English name of a body, in order."""
    if not _ENGLISH_BODY.search(english):
        return False
    initials = "".join(w[0] for w in re.findall(r"[A-Za-z]+", english) if w not in _SMALL_WORDS).casefold()
    letters = re.sub(r"[^a-z]", "", short.casefold())
    rest = iter(initials)
    in_order = sum(letter in rest for letter in letters)
    return initials[0] == letters[0] and in_order == len(letters)


def _name_before(text: str, end: int, short: str, *, in_words: bool = False) -> tuple[int, int] | None:
    """Where the name before `end` begins and ends, if it is one that the abbreviation stands for."""
    letters = undotted(short)
    if letters in _NO_SHORT or short in head_forms() or (in_words and len(letters) < 3):
        return None
    begin = max(text.rfind("\n", 0, end) + 1, end - 2 * _LONGEST)
    window = text[begin:end].rstrip()
    while in_words and (aside := _ASIDE.search(window)):  # "NAME (สพร.) หรือ DGA"
        window = window[: aside.start()]
    stop = begin + len(window)
    if remark := _REMARK.search(window):
        window = window[: remark.start()]
    names = expand(short)
    for name in names:
        bare = _REMARK.sub("", name)
        if window.endswith(bare):
            return begin + len(window) - len(bare), stop
    if names and len(letters) < 3:  # two letters stand in many names
        return None
    run = _RUN.search(window)
    assert run is not None
    start = _nearest_head(run[0], letters)
    return None if start is None else (begin + run.start() + start, stop)


def _nearest_head(run: str, letters: str) -> int | None:
    """Where the nearest name begins that agrees with the letters of the abbreviation."""
    for place in range(len(run) - _LEAST_REST - 1, max(-1, len(run) - _LONGEST), -1):
        head = _head_at(run, place)
        if head is None:
            continue
        start, junctions = _linked(run, place, len(head))
        name = run[start:]
        if _SENTENCE.search(name) or not _spaced_like_a_name(name, letters):
            return None
        long_enough = len(run) - place - len(head) >= _LEAST_REST
        starts = [0] if " " in name else [junction - start for junction in junctions]
        if long_enough and _agrees(name, letters, starts):
            doubtful = letters.isascii() and (_stands_behind_another(run, start) or find_body(name))
            return None if doubtful else start
        if letters.isascii() or _JOINED.search(run[:start]):
            return None
    return None


def _spaced_like_a_name(name: str, letters: str) -> bool:
    """Whether the spaces in a name are those of a list ("วิทยาศาสตร์ วิจัยและนวัตกรรม") or a company's."""
    if name.startswith("บริษัท"):
        return not letters.isascii() or name.endswith("จำกัด")
    return " " not in name or (not letters.isascii() and "และ" in name[name.rindex(" ") :])


def _stands_behind_another(run: str, start: int) -> bool:
    """Whether another body stands before, whose abbreviation it may be ("ศูนย์ข้อมูล... ธนาคาร...")."""
    before = run[max(0, start - 60) : start]
    return before.endswith(" ") and any(_head_at(before, place) for place in range(len(before)))


def _linked(run: str, place: int, head_length: int) -> tuple[int, list[int]]:
    """The beginning of the first of the heads that stand one behind the other, and every place where the
    abbreviation may begin: where each of them begins and where the last one ends."""
    junctions = [place + head_length, place]
    while before := next((word for word in _links() if run.endswith(word, 0, place)), None):
        place -= len(before)
        junctions.append(place)
    return place, junctions


@cache
def _links() -> tuple[str, ...]:
    names = (h.name for h in heads() if h.name not in _NO_BODIES and not h.place)
    return (*_LINKS, *sorted(names, key=len, reverse=True))


@cache
def _heads_by_beginning() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for name in sorted((h.name for h in heads()), key=len, reverse=True):
        table[name[:3]] = (*table.get(name[:3], ()), name)
    return table


def _head_at(run: str, place: int) -> str | None:
    for name in _heads_by_beginning().get(run[place : place + 3], ()):
        if run.startswith(name, place):
            return None if name in _NO_BODIES or _NO_HEAD.match(run, place) else name
    return None


def _is_name_of(name: str, short: str) -> bool:
    """Whether brackets behind an abbreviation hold its name and no part of the body: มท. (กรมการปกครอง)."""
    letters, bare = undotted(short), _REMARK.sub("", name).strip()
    if names := expand(short):
        return any(_REMARK.sub("", known) == bare for known in names)
    head = _head_at(bare, 0)
    if head is None or len(letters) < 3 or short.isascii() or short in head_forms() or _SENTENCE.search(bare):
        return False
    return len(bare) - len(head) >= _LEAST_REST and _agrees(bare, letters, [0, len(head)])


def _agrees(name: str, letters: str, starts: Sequence[int]) -> bool:
    """Whether the letters stand in the name in order, the first of them at one of the starts.

    Latin letters agree with every name.
    """
    return letters.isascii() or any(
        _in_order(name[start:].lstrip(_VOWELS_IN_FRONT), letters) for start in starts
    )


def _in_order(name: str, letters: str) -> bool:
    if not name.startswith(letters[0]):
        return False
    place = 0
    for letter in letters:
        place = name.find(letter, place) + 1
        if not place:
            return False
    return True
