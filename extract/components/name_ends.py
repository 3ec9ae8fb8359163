"""How far the name of an organisation reaches behind its head word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.components.group_names import group_end
from extract.components.organisation_heads import Head, Heads
from extract.components.tokens import THAI, Tokens
from extract.lexicons import cues, read_toml, trie_pattern

ENDS = read_toml("name_ends.toml")
STOPS = frozenset(ENDS["stops"])
"""Words that end a proper name where they stand as a word of their own."""
VERBS = frozenset(
    [
        *cues("win", "verbs"),
        *cues("win", "honours"),
        *cues("give", "to"),
        *cues("list", "openers"),
        *ENDS["reporting"],
    ]
) - {"เช่น"}
"""Words that no name holds behind its first word."""
DUTIES = frozenset(ENDS["duties"])
"""Verbs that name a duty behind และ (...ทรัพยากรและกำหนดมาตรการ)."""
JOINERS = frozenset(ENDS["joiners"])
"""Words that join parts of a name and cannot be its last."""
PLACED_NAME = re.compile(rf"[{THAI}]{{2,40}}(?=\s(?:จังหวัด|จ\.|อำเภอ|อ\.))")
"""A name up to a space behind which its place is told: no word inside it can end it."""
VERBAL = re.compile("ได้|คว้า|รับ|เป็น|โดย|ที่|ซึ่ง|มี|ใน|จาก|และ|จังหวัด|อำเภอ|ตำบล|ร่วม|ณ|ให้|ผลงาน|เพื่อ")
ADVERB_AT_END = re.compile("(?:ยัง|ก็|เคย|จึง|จะ|แล้ว)$")
INNER_PROVINCE = re.compile(
    r"^(?:สำนักงาน|สมาคม|ศูนย์|เรือนจำ|หอการค้า|สภา|กอง|ที่ทำการ|ศาล|แขวง|วิทยาลัย|ชมรม|สถาบัน|สถานี|ตำรวจ|สถาน"
    r"|คณะกรรมการ|เครือข่าย|ด่าน|วัฒนธรรม|ธนารักษ์|สหกรณ์|พัฒนา|ท่าอากาศยาน|ทัณฑสถาน|กลุ่ม|พิพิธภัณฑ์|หน่วย|มูลนิธิ|สาธารณสุข"
    r"|โรงพยาบาลส่งเสริม|บ้านพัก|เหล่ากาชาด|นิคม)"
)
PLACE_STOP = re.compile(
    r"(?:จังหวัด|อำเภอ|ตำบล|จ\.|อ\.|ได้|คว้า|รับ|เข้า|และ|โดย|ที่|ซึ่ง|ผลงาน|กับ|เป็น|ให้|มี|จาก|พร้อม|ร่วม|จัด|นำ|ณ|ใน|ของ"
    r"|จำนวน|รางวัล|เพื่อ|ว่า|กล่าว|สามารถ|ประเภท|ระดับ|เรื่อง|โครงการ|เดินหน้า|ซิว|กวาด|ครอง|องค์การ|เทศบาล|อบต|อบจ)"
)
PLACE_GENERIC = re.compile(
    r"\s?(?:ที่(?!วัง|พัก)|ในพื้นที่|ใน(?=เขต|จังหวัด|สังกัด)|ซึ่ง|ของ|ต่าง|ทั้ง|อื่น|ทุก|หลาย|บางแห่ง|บางส่วน|นี้|นั้น|ดังกล่าว|และ"
    r"|หรือ|จำนวน|ได้|เป็น|มี(?!น)|จะ|ไม่|เพื่อ|โดย|จาก|ทั่ว|ขนาด|ต้นแบบ|ดีเด่น|[0-9๐-๙]+\s?แห่ง|$)"
)
GENERIC_NEXT = re.compile(
    r"\s?(?:ที่|ใน(?!พระ)|ซึ่ง|ของ|ต่าง|ทั้ง|อื่น|ทุก|หลาย|บางแห่ง|บางส่วน|นี้|นั้น|ดังกล่าว|ฯ|และ(?!สห)|หรือ|กว่า|จำนวน|ได้"
    r"|เป็น|มี|จะ|ไม่|เพื่อ(?!การ|น|ผู้|สังคม|คน|ชี|เด็ก)|โดย|จาก|ทั่ว|ขนาด|ระดับ|ตัวอย่าง|ต้นแบบ|ดีเด่น|ชั้นนำ|เอกชน"
    r"|รัฐ(?=\s|และ|ที่)|[0-9๐-๙]+\s?แห่ง|$)"
)
NUMBER = re.compile(
    r" ?(?:ที่ ?[0-9๐-๙]{1,3}(?![0-9๐-๙.)])|[0-9๐-๙]{1,3}(?![0-9๐-๙.)])(?! ?(?:แห่ง|คน|ราย|รางวัล|เขต|กอง|นาย)))"
)
THAI_LETTER = re.compile(rf"[{THAI}]")
THAI_OR_DIGIT = re.compile(rf"[{THAI}0-9๐-๙]")
PUNCTUATION = "\n,;:“”\"‘’'«»!?()[]{}/…–|="
INNER_STOP = re.compile(r"[\n,;:]")
"""What the tokenizer may leave at the end of a word that it does not know."""
RECEIVING = ("ได้รับ", "ให้แก่", "ให้กับ")
OTHERS = ("หน่วยงาน", "คณะ", "ภาคี", "องค์กร", "ผู้บริหาร", "เครือข่าย")
"""Behind และ these are not part of a name but more of those who are told of."""
LOCAL_GROUPS = ("ชุมชน", "หมู่บ้าน", "กลุ่ม", "วิสาหกิจชุมชน", "ชมรม", "แปลงใหญ่", "ป่าชุมชน")
"""Bodies beside offices whose name may hold the words ตำบล and อำเภอ."""
LARGER_PLACE = re.compile(rf"(?:ตำบล|อำเภอ)[{THAI}]{{2,20}}?(?:อำเภอ|จังหวัด)")
"""Two places, one behind the other: an address glued to a name, no part of it."""
PURPOSED = ("มูลนิธิ", "กองทุน", "สมาคม", "สภา", "องค์การ")
"""Bodies whose proper name may begin with เพื่อ."""
NO_PLACE = ("จังหวัด", "อำเภอ", "ตำบล", "ผลงาน", "รางวัล", "เทศบาล", "องค์การ", "โครงการ", "ประเภท", "จำนวน")
LONGEST = 110
"""Characters of a proper name behind its head word."""


class NameEnds:
    """Tells where names end; made once, then used for every text.  All positions are characters."""

    def __init__(self, heads: Heads, provinces: Iterable[str]) -> None:
        self._heads = heads
        self._province = re.compile(trie_pattern(provinces))

    def end(self, text: str, position: int, head: Head, tokens: Tokens) -> int | None:
        """The end of the name whose head word ends at `position`; None where no name follows."""
        if head.tail == "place":
            return self.place_end(text, position, head, tokens)
        numbered = NUMBER.match(text, position) if head.text in self._heads.numbered else None
        if numbered:
            return numbered.end()
        purposed = head.text in PURPOSED and text.startswith("เพื่อ", position)
        if not purposed and GENERIC_NEXT.match(text, position):
            return None
        if head.tail == "group":
            return group_end(text, position, head)
        return self._free_end(text, position, head, tokens)

    def place_end(self, text: str, position: int, head: Head, tokens: Tokens) -> int | None:
        """The end of a place name of one word (เทศบาลตำบลบ้านกลาง, อบต. ปางหมู)."""
        start = position + 1 if text[position : position + 1] == " " else position
        if head.full.endswith("จังหวัด"):
            return self._province_end(text, start)
        whole = PLACED_NAME.match(text, start)
        if whole and not VERBAL.search(whole[0]):
            return whole.end()
        spaced = start != position and not head.text.endswith(".")
        if spaced and not _may_be_place(text, start):
            return None
        end = start
        for begin, word in tokens.from_position(start):
            if begin != start and _ends_place(word):
                break
            if not THAI_OR_DIGIT.match(word):
                break
            if begin == start and PLACE_GENERIC.match(text, start):
                return None
            cut = INNER_STOP.search(word)
            end = begin + (cut.start() if cut else len(word))
            if cut:
                break
        end = _before_space(text, start, end)
        adverb = ADVERB_AT_END.search(text, start, end)
        if adverb and adverb.start() - start >= 3 and text.startswith(("ได้", "คว้า", "รับ", "เป็น", "มี"), end):
            end = adverb.start()
        if text[start:end] in ("ไทย", "ทั่วไทย"):
            return None
        return end if end - start >= 2 else None

    def _province_end(self, text: str, position: int) -> int | None:
        match = self._province.match(text, position)
        return match.end() if match else None

    def _free_end(self, text: str, position: int, head: Head, tokens: Tokens) -> int | None:
        """Walk the words of a proper name until one cannot belong to it."""
        whole = PLACED_NAME.match(text, position)
        if whole and not VERBAL.search(whole[0]) and head.tail == "free":
            return whole.end()
        common = head.text in self._heads.common
        spaced = text[position : position + 1] == " "
        if spaced and common:
            return None
        start = position + 1 if spaced else position
        end, previous = start, ""
        for begin, word in tokens.from_position(start):
            if begin >= start + LONGEST or ((word in VERBS or word.startswith(RECEIVING)) and begin > start):
                break
            if self._ends_before(text, begin, word, head, previous):
                break
            if word == "จังหวัด":
                inner = INNER_PROVINCE.match(text[position - len(head.text) : position + 8])
                if not inner:
                    break
                return self._province_end(text, begin + len(word))
            if word in ("ของ", "เพื่อ") and begin == start and head.tail == "free" and common:
                return None
            cut = INNER_STOP.search(word)
            if cut:
                end = begin + cut.start()
                break
            end, previous = begin + len(word), word
        end = _before_space(text, start, end)
        if end - start < 2:
            return None
        if previous in JOINERS and previous not in ("ส่งเสริม", "พัฒนา"):
            end -= len(previous)
        return end if end - start >= 2 else None

    def _ends_before(self, text: str, begin: int, word: str, head: Head, previous: str) -> bool:
        """Whether a proper name ends before this word: punctuation, a stop word, และ before another."""
        if word[0] in PUNCTUATION or word == " ":
            return True
        if word in ("ตำบล", "อำเภอ") and _holds_place(text, begin, head):
            return False
        if word == "ณ" and text[begin + 1 : begin + 2] != " ":
            return False  # letters of a longer word (จุฬาภรณ...), not the preposition
        if word in STOPS:
            duty = previous == "และ" and word in DUTIES
            return not (duty or _is_inside_compound(text, begin, word))
        if word == "และ":
            after = begin + len(word)
            return (
                text.startswith(OTHERS, after)
                or self._another_follows(text, after, head)
                or text[after : after + 1] in (" ", "")
            )
        return False

    def _another_follows(self, text: str, position: int, head: Head) -> bool:
        """Whether another body begins here: the และ before it joins two names, not parts of one."""
        match = self._heads.pattern.match(text, position)
        if not match:
            return False
        if match[0] in self._heads.common or len(match[0]) < 3:
            return match[0] == head.text
        return True


def _holds_place(text: str, begin: int, head: Head) -> bool:
    """Whether the ตำบล or อำเภอ here is in the name (ศูนย์ข้าวชุมชนตำบล..., กองร้อย...อำเภอ...)."""
    local = head.text in LOCAL_GROUPS or INNER_PROVINCE.match(head.text) is not None
    return local and text[begin - 1] != " " and LARGER_PLACE.match(text, begin) is None


def _may_be_place(text: str, start: int) -> bool:
    """Whether a place name can begin here, behind a space."""
    if not THAI_LETTER.match(text, start):
        return False
    return not (PLACE_GENERIC.match(text, start) or PLACE_STOP.match(text, start))


def _ends_place(word: str) -> bool:
    """Whether a place name ends before this word.

    Longer words may go on with a stop inside (บ้านที่วัง, นำโชค), unless they are nouns of their own.
    """
    if word in STOPS or word in VERBS:
        return True
    return bool(PLACE_STOP.match(word)) and not (len(word) > 4 and not word.startswith(NO_PLACE))


def _is_inside_compound(text: str, begin: int, word: str) -> bool:
    """Whether a stop word only begins a compound (ที่ดิน, ที่ปรึกษา, ในพระ)."""
    after = text[begin + len(word) : begin + len(word) + 6]
    if word == "ที่":
        return after.startswith(("ดิน", "ปรึกษา", "ราช", "ทำการ", "พัก"))
    return (word == "ใน" and after.startswith("พระ")) or (word == "โดย" and after.startswith("ชุมชน"))


def _before_space(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \n.":
        end -= 1
    return end
