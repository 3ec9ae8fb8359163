"""Headed names: organisations whose name begins with a head word (เทศบาล..., กรม..., โรงเรียน...)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.components.name_ends import NameEnds
from extract.components.organisation_heads import Head, Heads
from extract.components.tokens import Tokens, is_thai
from extract.mention import Cover, Mention
from normalize.kinds import match_head
from normalize.provinces import find_province

MAYOR = re.compile(r"นายก(?P<body>เทศมนตรี\s?(?P<rank>นคร|เมือง|ตำบล))")
BEFORE_ABBREVIATION = re.compile(r"(?:และ|ให้|แก่|กับ|ของ|โดย|นายก|ปลัด|ที่)$")
"""Words to which an abbreviated head may be glued (นายกอบต.); behind other letters it is part of a word."""
OF_A_PLACE = re.compile(r"(?:ตำบล|ต\.|อำเภอ|อ\.|แขวง|เขต|ถนน|ซอย)\s?$")
"""ตำบลบ้านใต้, ถนนวัดเกต: an everyday noun behind these is in the name of a place."""
ITEM_NUMBER = re.compile(r"[0-9๐-๙]\.$")
NUMBER = re.compile(r"\s?[0-9๐-๙]")
DOTTED_LETTER = re.compile(r"\s?[ก-ฮ]\.")
PREFIXES = ("ร้าน", "ทีม")
"""ร้านสมาคม..., ทีมโรงเรียน...: the body behind these words is meant."""
LONG_HEAD = 5
"""Letters: a shorter head within a word is an accident of spelling."""
GOES_ON = re.compile(
    r"จังหวัด|อำเภอ|กรุงเทพ|พัทยา|หัวหิน|หาดใหญ่|เฉลิมพระเกียรติ|ภาค|เขต|สาขา|ประจำ|พื้นที่|ส่วนกลาง|ราชวร|วรมหา|วรวิหาร|ที่\s?[0-9๐-๙]|แผน|ช่อง|รัชมัง|ใน(?:พระ|สมเด็จ)"
)
"""What may follow the whole name of a known body and still be part of it: a place, a branch, a patron."""


class HeadedNames:
    """Finds names by their heads; made once, then used for every text."""

    def __init__(self, heads: Heads, ends: NameEnds) -> None:
        self._heads = heads
        self._ends = ends

    def find(self, text: str, tokens: Tokens, known: Sequence[Mention]) -> list[Mention]:
        """Names that begin with a head, but not inside a known name (กรมส่งเสริมสหกรณ์ holds สหกรณ์)."""
        inside = Cover((), len(text))
        known_ends = {}
        for mention in known:
            inside.add(mention.start + 1, mention.end)
            known_ends[mention.start] = mention.end
        found = []
        for match in self._heads.pattern.finditer(text):
            start, head = match.start(), self._heads.by_word[match[0]]
            if inside.holds(start) or not self._opens_name(text, start, head, tokens):
                continue
            end = self._ends.end(text, match.end(), head, tokens)
            if end is not None and not self._is_whole(text, start, known_ends.get(start), end):
                attributes = {"source": "head", "head": head.full}
                found.append(Mention("organisation", start, end, text[start:end], None, attributes))
        return found

    def _is_whole(self, text: str, start: int, known_end: int | None, end: int) -> bool:
        """Whether the known body that begins here is the whole name: what is glued to it tells of it.

        กรมชลประทานจัดงาน, การไฟฟ้านครหลวงและองค์การตลาด; but กระทรวงแรงงานจังหวัดชลบุรี, and names that are of
        a kind of bodies (ศูนย์อนามัย) go on.
        """
        if known_end is None or end <= known_end:
            return False
        head = match_head(text[start:known_end])
        if head is not None and head[1] == known_end - start:
            return False
        return GOES_ON.match(text, known_end) is None and find_province(text[known_end:end]) is None

    def _opens_name(self, text: str, start: int, head: Head, tokens: Tokens) -> bool:
        """Whether a head stands here as a word of its own."""
        end = start + len(head.text)
        dotted = head.text.endswith(".")
        if (
            (dotted and NUMBER.match(text[end : end + 2]))
            or (head.text in ("ธ.", "ม.") and DOTTED_LETTER.match(text[end : end + 3]))
            or (head.text in PREFIXES and self._body_follows(text, end))
        ):
            return False
        if start == 0:
            return True
        if head.text in self._heads.common and OF_A_PLACE.search(text, max(0, start - 6), start):
            return False
        glued = is_thai(text[start - 1])
        if glued and len(head.text) < LONG_HEAD and not tokens.begins(start):
            return False
        if dotted and (
            glued or (text[start - 1] == "." and not ITEM_NUMBER.search(text, max(0, start - 4), start))
        ):
            return BEFORE_ABBREVIATION.search(text[max(0, start - 5) : start]) is not None
        return True

    def _body_follows(self, text: str, position: int) -> bool:
        """Whether a head that is no everyday noun begins here (ทีมโรงเรียน..., not ทีมบ้านนี้มีรัก)."""
        match = self._heads.pattern.match(text, position)
        return match is not None and match[0] not in self._heads.common

    def mayors(self, text: str, tokens: Tokens) -> list[Mention]:
        """นายกเทศมนตรีเมืองแม่เหียะ names its municipality: เทศบาลเมืองแม่เหียะ."""
        found = []
        for match in MAYOR.finditer(text):
            end = self._ends.place_end(text, match.end(), self._heads.by_word["เทศบาลเมือง"], tokens)
            if end is not None:
                name = f"เทศบาล{match['rank']}{text[match.end() : end].strip()}"
                start = match.start("body")
                attributes = {"source": "mayor", "office": True}
                found.append(Mention("organisation", start, end, text[start:end], name, attributes))
        return found
