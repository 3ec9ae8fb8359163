"""Headed names: organisations whose name begins with a head word (เทศบาล..., กรม..., โรงเรียน...)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.components.name_ends import NameEnds
from extract.components.organisation_heads import Head, Heads
from extract.components.tokens import Tokens, is_thai
from extract.mention import Cover, Mention

MAYOR = re.compile(r"นายก(?P<body>เทศมนตรี\s?(?P<rank>นคร|เมือง|ตำบล))")
BEFORE_ABBREVIATION = re.compile(r"(?:และ|ให้|แก่|กับ|ของ|โดย|นายก|ปลัด|ที่)$")
"""Words to which an abbreviated head may be glued (นายกอบต.); behind other letters it is part of a word."""
NUMBER = re.compile(r"\s?[0-9๐-๙]")
DOTTED_LETTER = re.compile(r"\s?[ก-ฮ]\.")
PREFIXES = ("ร้าน", "ทีม")
"""ร้านสมาคม..., ทีมโรงเรียน...: the body behind these words is meant."""
LONG_HEAD = 5
"""Letters: a shorter head within a word is an accident of spelling."""


class HeadedNames:
    """Finds names by their heads; made once, then used for every text."""

    def __init__(self, heads: Heads, ends: NameEnds) -> None:
        self._heads = heads
        self._ends = ends

    def find(self, text: str, tokens: Tokens, known: Sequence[Mention]) -> list[Mention]:
        """Names that begin with a head, but not inside a known name (กรมส่งเสริมสหกรณ์ holds สหกรณ์)."""
        inside = Cover((), len(text))
        for mention in known:
            inside.add(mention.start + 1, mention.end)
        found = []
        for match in self._heads.pattern.finditer(text):
            start, head = match.start(), self._heads.by_word[match[0]]
            if inside.holds(start) or not self._opens_name(text, start, head, tokens):
                continue
            end = self._ends.end(text, match.end(), head, tokens)
            if end is not None:
                attributes = {"source": "head", "head": head.full}
                found.append(Mention("organisation", start, end, text[start:end], None, attributes))
        return found

    def _opens_name(self, text: str, start: int, head: Head, tokens: Tokens) -> bool:
        """Whether a head stands here as a word of its own."""
        end = start + len(head.text)
        dotted = head.text.endswith(".")
        if (
            (dotted and NUMBER.match(text[end : end + 2]))
            or (head.text in ("ธ.", "ม.") and DOTTED_LETTER.match(text[end : end + 3]))
            or (head.text in PREFIXES and self._heads.pattern.match(text, end))
        ):
            return False
        if start == 0:
            return True
        glued = is_thai(text[start - 1])
        if glued and len(head.text) < LONG_HEAD and not tokens.begins(start):
            return False
        if dotted and (glued or text[start - 1] == "."):
            return BEFORE_ABBREVIATION.search(text[max(0, start - 5) : start]) is not None
        return True

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
