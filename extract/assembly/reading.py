"""One article under reading: its text, its lines and its mentions, with look-ups by position."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from extract.mention import Mention

ROLE = (
    r"(?:ชื่อ)?(?:หน่วยงาน|ทีม|สถานศึกษา|สถาบัน|โรงเรียน|องค์กร|สังกัด|เจ้าของผลงาน|ผู้ได้รับรางวัล|ผู้รับรางวัล|ผู้ชนะ|ผู้ส่งผลงาน|ผู้จัดทำ|ผลงานของ|โดย|จาก)"
    r"\s?[:：]\s?"
)
"""What labels a line that names a body: ทีม : โรงเรียน..."""
MARKER = re.compile(
    r"[ \t]*(?:(?:และ|กับ)\s?(?=\(?[0-9๐-๙]{1,2}[.)]))?"
    r"(?:[-–—•*·▪●○◦➢►▶\u2190-\u21ff\u2460-\u24ff\u25a0-\u2bff\U0001f000-\U0001faff]+\s?|\(?(?:[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*)[.)]+(?![0-9๐-๙])"
    r"|\([0-9๐-๙]{1,2}\)|[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})+(?=\s)|[ก-ฮ][.)](?=\s))\s*"
    rf"(?:{ROLE})?|[ \t]*{ROLE}|[ \t]*(?:คู่|กลุ่ม|ลำดับ|อันดับ|รางวัล)ที่\s?[0-9๐-๙]{{1,2}}\s?(?:ได้แก่|คือ|[:：])\s?"
)
INLINE_NUMBER = re.compile(
    r"(?:(?<=[\s,:;])|(?<=ได้แก่)|(?<=ดังนี้)|(?<=ด้วย)|(?<=คือ)|(?<=และ))\(?(?P<n>[0-9๐-๙]{1,2})\s?[.)]+\s?"
    r"(?![0-9๐-๙])"
)
FIRST_NUMBER = re.compile(r"\(?(?P<n>[0-9๐-๙]{1,2})\s?[.)]+\s?")
QUOTE = re.compile(r"[“\"‘']\s?(?P<inside>[^“”\"‘’\n]{2,200}?)\s?[”\"’']")


SPACES = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: [start, end) in characters; `content` is where its text begins behind a bullet or number."""

    start: int
    end: int
    content: int

    @property
    def is_item(self) -> bool:
        """Whether the line opens with a bullet or a number."""
        return self.content > self.start


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text that hold anything."""
    lines, start = [], 0
    for part in text.split("\n"):
        end = start + len(part)
        if part.strip():
            marker = MARKER.match(text, start, end)
            content = marker.end() if marker else start
            while content < end and text[content] == " ":
                content += 1
            lines.append(Line(start, end, content))
        start = end + 1
    return tuple(lines)


def numbers_from(text: str, position: int, end: int) -> list[tuple[int, int, int]]:
    """The numbers of a list within a line (1) ... 2) ...): each with where it and its item begin.

    Empty where no number stands at `position`; another 1 begins the next list.
    """
    first = FIRST_NUMBER.match(text, position, end)
    if first is None:
        return []
    numbers = [(int(first["n"]), position, first.end())]
    for match in INLINE_NUMBER.finditer(text, first.end(), end):
        if int(match["n"]) == 1:
            break
        if int(match["n"]) == numbers[-1][0] + 1:
            numbers.append((int(match["n"]), match.start(), match.end()))
    return numbers


def is_blank(text: str, start: int, end: int) -> bool:
    """Whether nothing but white space stands from `start` to before `end`."""
    return SPACES.fullmatch(text, start, max(start, end)) is not None


@dataclass(frozen=True)
class Reading:
    """Text, lines and mentions by label, in text order.

    Mentions of one label do not overlap; only the leads of projects may (จากผลงาน and ผลงาน).
    """

    text: str
    title: str
    lines: tuple[Line, ...]
    mentions: Mapping[str, Sequence[Mention]]

    @cached_property
    def remembered(self) -> dict[str, Any]:
        """What rules have worked out of this article once for all their questions, by the rule's name."""
        return {}

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        return {label: [m.start for m in found] for label, found in self.mentions.items()}

    @cached_property
    def _by_start(self) -> dict[str, dict[int, Mention]]:
        return {label: {m.start: m for m in found} for label, found in self.mentions.items()}

    @cached_property
    def _phrases(self) -> dict[str, dict[int, Mention]]:
        return {
            label: {m.attributes["phrase"][0]: m for m in found}
            for label, found in self.mentions.items()
            if label in ("year", "tier")
        }

    def of(self, label: str) -> Sequence[Mention]:
        """All mentions of a label."""
        return self.mentions.get(label, ())

    def at(self, label: str, position: int) -> Mention | None:
        """The mention of a label that begins exactly here."""
        return self._by_start.get(label, {}).get(position)

    def phrase_at(self, label: str, position: int) -> Mention | None:
        """The year or tier whose phrase (ประจำปี 2566, ระดับดีเด่น) begins exactly here."""
        return self._phrases.get(label, {}).get(position)

    def within(self, label: str, start: int, end: int) -> Sequence[Mention]:
        """The mentions of a label that begin in [start, end)."""
        starts = self._starts.get(label, [])
        return self.of(label)[bisect_left(starts, start) : bisect_left(starts, end)]

    def before(self, label: str, position: int) -> Mention | None:
        """The last mention of a label that ends at or before the position."""
        starts = self._starts.get(label, [])
        index = bisect_right(starts, position) - 1
        while index >= 0 and self.of(label)[index].end > position:
            index -= 1
        return self.of(label)[index] if index >= 0 else None

    def line_of(self, position: int) -> Line:
        """The line that holds the position."""
        return self.lines[bisect_right(self._line_starts, position) - 1] if self.lines else Line(0, 0, 0)

    def next_line(self, position: int) -> Line | None:
        """The line after the one that holds the position."""
        index = bisect_right(self._line_starts, position)
        return self.lines[index] if index < len(self.lines) else None

    def line_before(self, position: int) -> Line | None:
        """The line before the one that holds the position."""
        index = bisect_right(self._line_starts, position) - 2
        return self.lines[index] if index >= 0 else None

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]
