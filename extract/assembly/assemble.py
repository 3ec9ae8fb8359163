"""The reader: goes through an article from left to right and drafts a fact wherever a rule finds a win.

It carries a frame (award, year, category, tier) along, as one does who meets a heading and then its list.
Each rule has a name that the facts carry; docs/rules.md lists them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.anchors import Anchor, anchors_of
from extract.assembly.claims import without_claims
from extract.assembly.drafting import Drafting
from extract.assembly.drafts import Draft, Frame
from extract.assembly.frames import frame_after
from extract.assembly.further_tiers import read_further_tier
from extract.assembly.giving import read_giving, read_next_gift
from extract.assembly.headings import read_category, read_tier
from extract.assembly.naming import read_named
from extract.assembly.noise import is_lottery, is_noise
from extract.assembly.openers import read_opener
from extract.assembly.phrases import AwardPhrase, read_phrase
from extract.assembly.progress import Progress
from extract.assembly.reading import Line, Reading
from extract.assembly.roles import Role, role_of
from extract.assembly.winning import read_win
from extract.fact import CountCheck
from extract.mention import Mention

PLACING = re.compile("(?:และ)?รางวัล(?:รอง)?ชนะเลิศ|(?:และ)?รางวัลชมเชย|รองชนะเลิศ|ชมเชย")
IN_YEAR = re.compile(r"(?:ใน|เมื่อ)\s?(?:ปี\s?)?(?:พ\.ศ\.\s?)?$")
"""Before a year: it tells when something happened, and is no edition that a heading states."""
PAST = re.compile(r"เคย\s?$")
"""Before a verb of winning: the win is told as background and was one of earlier years."""
LONG_PARAGRAPH = 200
"""Characters from which a line is running text: tier and category of a heading above do not reach it."""
HEADING_LINE = 120
"""Characters from which a line is no continuation of a heading."""


class Reader:
    """Drafts the facts of one article."""

    def __init__(self, reading: Reading, drafting: Drafting | None = None) -> None:
        self._reading = reading
        self._drafting = drafting or Drafting(reading)

    def read(self) -> tuple[list[Draft], list[CountCheck]]:
        """All drafts and count checks of the article."""
        progress = Progress(self._drafting.umbrella)
        if is_lottery(self._reading):
            return [], []
        line_start = -1
        for anchor in anchors_of(self._reading):
            if anchor.start < progress.consumed:
                continue
            line = self._reading.line_of(anchor.start)
            if line.start != line_start:
                line_start = line.start
                self._enter(progress, line)
            self._visit(progress, anchor)
        return without_claims(self._drafting.drafts), self._drafting.checks

    def _visit(self, progress: Progress, anchor: Anchor) -> None:
        if anchor.kind == "award" and anchor.mention is not None:
            self._award(progress, anchor.mention)
        elif anchor.kind == "opener":
            read_opener(self._drafting, progress, anchor)
        elif anchor.kind == "tier" and anchor.mention is not None:
            if not read_further_tier(self._drafting, progress, anchor.mention):
                read_tier(self._drafting, progress, anchor.mention)
        else:
            read_category(self._drafting, progress, anchor)

    def _enter(self, progress: Progress, line: Line) -> None:
        """What headings said before does not reach into a long paragraph that does not go on with their list.

        Nor does a year of the prose before it (ได้รับรางวัล... ในปี 2549) reach into another line.
        """
        text, year = self._reading.text, progress.frame.year
        if year is not None and year[1] <= line.start and IN_YEAR.search(text, max(0, year[0] - 16), year[0]):
            umbrella = self._drafting.umbrella
            progress.frame = replace(progress.frame, year=umbrella.year, year_value=umbrella.year_value)
        if line.is_item:
            return
        goes_on = 0 <= progress.list_end <= line.start and PLACING.match(text, line.content) is not None
        if goes_on and not text[progress.list_end : line.start].strip():
            return
        if line.end - line.start > LONG_PARAGRAPH:
            progress.frame = replace(progress.frame, tier=None, category=None)
        if line.end - line.start >= HEADING_LINE:
            progress.header = None

    def _award(self, progress: Progress, mention: Mention) -> None:
        phrase = read_phrase(self._reading, mention)
        role, verb = role_of(self._reading, phrase)
        if role is Role.PROSPECT or is_noise(self._reading, phrase):
            progress.header = None
            progress.consumed = max(progress.consumed, mention.end)
            return
        progress.barred = False
        frame = frame_after(self._reading, _without_tier_of_list_before(progress, phrase), phrase)
        progress.consumed = phrase.end
        if (
            role is Role.WON
            and phrase.year is None
            and PAST.search(self._reading.text, max(0, verb - 6), verb)
        ):
            frame = replace(frame, undated=True)
        if role is Role.WON:
            frame = read_win(self._drafting, progress, phrase, frame, verb)
        elif role is Role.GIVEN:
            frame = read_giving(self._drafting, progress, phrase, frame)
        elif (after := read_next_gift(self._drafting, progress, phrase)) is not None:
            frame = after
        else:
            read_named(self._drafting, progress, phrase, frame)
        progress.frame = frame


def _without_tier_of_list_before(progress: Progress, phrase: AwardPhrase) -> Frame:
    """ระดับดี ได้แก่ <list> และยังมีรางวัล... 6 รางวัล ได้แก่ <list>: newly counted awards have no tier from before."""
    frame = progress.frame
    counted = phrase.name is None and phrase.count is not None
    if counted and frame.tier is not None and frame.tier[1] <= progress.list_end <= phrase.start:
        return replace(frame, tier=None)
    return frame
