"""Clauses: what separates an award from a list that no longer belongs to it."""

from __future__ import annotations

import re

CLAUSE_BREAK = re.compile(
    r"\n|\s(?:ทั้งนี้|นอกจากนี้|อย่างไรก็ตาม|จากนั้น|กล่าวว่า|โดยมี|เพื่อให้|เพื่อเป็น|เพื่อ(?!การ)|ซึ่งเป็น(?:การ|กำลัง)|ณ)\s?"
)
"""A new line or words that open another statement."""
ROOM = 150
"""Characters that may stand between an award and what opens its list."""
