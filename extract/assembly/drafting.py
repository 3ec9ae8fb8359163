"""Drafting: where the rules put the facts they draw, completed from what the whole article is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.assembly.drafts import Draft, Frame
from extract.assembly.frames import CEREMONY, GIVES_OTHERS, is_for_persons_only, is_personal
from extract.assembly.phrases import AwardPhrase
from extract.assembly.reading import Reading
from extract.assembly.recipients import Recipient, RecipientList
from extract.assembly.representatives import body_of_officer
from extract.assembly.umbrella import umbrella_of
from extract.components.programmes import is_for_bodies, is_part_of
from extract.fact import CountCheck, Span

NESTING_RULES = (
    "list",
    "heading",
    "heading-work",
    "heading-body",
    "given-to-list",
    "subject-won-list",
    "subject-won",
)
"""Rules whose award may be one part of the programme that the article is about."""
GIVEN_RULES = ("given-to", "given-to-list")
"""Rules whose recipient may be an officer, who takes the award for his body."""
PLAQUE_RULES = ("list", "given-to", "heading")
"""Rules whose recipients may have been given a plaque without a name."""
GIVER_WITHIN = 230
"""Characters behind a win within which จาก<giver> is looked for."""
PLAQUE_WITHIN, PLAQUE_LINES = 700, 8
"""Characters and lines before a recipient within which มอบโล่... is looked for."""
PLAQUE_GIVEN = re.compile(
    r"มอบ(?P<plaque>โล่(?:รางวัล|ประกาศเกียรติคุณ|เกียรติคุณ|เกียรติยศ|เชิดชูเกียรติ)?|ประกาศเกียรติคุณ|เกียรติบัตร)"
)
SUB_AWARD = re.compile(
    r"(?:รางวัล\s?)?[“\"]?(?:Best|Most|Top|Outstanding|Excellence in|[A-Z][\w& -]{2,60}? of the Year)\b"
)
CONTEST_PRIZE = re.compile("(?:โล่)?(?:รางวัล)?(?:การ|โครงการ|กิจกรรม)?(?:ประกวด|แข่งขัน)")
"""The prize of a contest, which is no part of an award that is no contest."""
BY_OTHER_GIVER = re.compile(
    r"[”\"]?\s?(?:[(][^()\n]{1,40}[)]\s?)?(?:[0-9]{4}\s?)?(?:จาก|โดย)(?!งาน|เวที|การ|ผลงาน|โครงการ)"
)
TOLD = 24
"""Characters by which the name of a sub-award is known again."""
HANDED_WITHIN = 50
"""Characters before a recipient within which มอบโล่... hands it to him."""
THANKS = re.compile("ขอบคุณ|ผู้สนับสนุน|บริจาค|ผู้มีอุปการคุณ|ที่ระลึก")
DESCRIBED = re.compile("ที่|ผู้|ด้าน|คุณภาพ")
"""A head with these behind it describes a kind of body and names none."""
GIVERS = ("องค์การ", "กระทรวง", "กรม", "สมาคม", "มูลนิธิ", "สำนักงาน", "สภา", "สถาบัน", "สหประชาชาติ")
"""First words of bodies that give awards."""


class Drafting:
    """The drafts of one article and the checks of their number, with what the rules look at."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.umbrella = umbrella_of(reading)
        self.drafts: list[Draft] = []
        self.checks: list[CountCheck] = []
        self._told: Counter[str] = Counter()
        self._told_beginnings: Counter[str] = Counter()

    def emit_list(self, rule: str, found: RecipientList, frame: Frame, phrase: AwardPhrase | None) -> None:
        """Draft a fact for each recipient of a list, and check their number where the phrase states it.

        มี 7 แห่ง ประเภท... ได้แก่: the number is that of all categories, not of the first one's list.
        """
        for recipient in found.recipients:
            self.emit(rule, recipient, frame, (recipient.start, recipient.end))
        if phrase is None or phrase.count is None or phrase.count_span is None:
            return
        if phrase.count and (frame.category is None or frame.category[0] < phrase.count_span[1]):
            self.checks.append(CountCheck("count", phrase.count, len(found.recipients), *phrase.count_span))

    def emit_all(
        self,
        rule: str,
        subjects: Iterable[Recipient],
        frame: Frame,
        end: int,
        *,
        nests: bool = True,
        claimed: int = 1,
    ) -> None:
        """Draft the same win for each of several subjects; its evidence ends at `end` (characters).

        `claimed` is the number of awards that the statement counts.
        """
        for subject in subjects:
            start = subject.start if subject.start < end else end
            self.emit(rule, subject, frame, (start, end), nests=nests, claimed=claimed)

    def emit(
        self,
        rule: str,
        recipient: Recipient,
        frame: Frame,
        evidence: Span,
        *,
        nests: bool = True,
        claimed: int = 1,
    ) -> None:
        """Draft a fact; an award that the frame lacks is the umbrella's, a plaque, or goes by its giver.

        Without any of these nothing is drafted.
        """
        plaque = _plaque_handed(self.reading, rule, recipient, self.umbrella.award)
        if frame.award is None and plaque is not None:
            frame = replace(frame, award=plaque)
        if frame.award is None and self.umbrella.award is not None:
            frame = replace(
                frame,
                award=self.umbrella.award,
                programme=self.umbrella.programme,
                year=frame.year or self.umbrella.year,
                year_value=frame.year_value or self.umbrella.year_value,
            )
        if frame.award is None:
            giver = _giver_behind(self.reading, evidence[1]) if rule == "subject-won" and frame.tier else None
            giver = _own_name(self.reading, frame) or giver
            plaque = giver or _plaque_before(self.reading, rule, recipient)
            if plaque is None:
                return
            frame = replace(frame, award=plaque)
        frame, recipient = self._in_own_contest(frame, recipient)
        if frame.undated:
            frame = replace(frame, year=None, year_value=None)
        if recipient.office and is_personal(self.reading, frame):
            return
        frame = self._nested(rule, frame) if nests else frame
        if rule in GIVEN_RULES and is_for_bodies(frame.programme) and not is_personal(self.reading, frame):
            recipient = body_of_officer(self.reading, recipient)
        if recipient.kind == "organisation" and is_for_persons_only(self.reading, frame):
            return
        self.add(Draft(rule, recipient, frame, evidence, claimed))

    def add(self, draft: Draft) -> None:
        """Take a draft as it is."""
        self.drafts.append(draft)
        self._tell(draft, 1)

    def amend(self, number: int, draft: Draft) -> None:
        """Put another draft in the place of one."""
        self._tell(self.drafts[number], -1)
        self.drafts[number] = draft
        self._tell(draft, 1)

    def _tell(self, draft: Draft, times: int) -> None:
        category = draft.frame.category
        if category is not None:
            name = self.text[category[0] : category[1]][:TOLD]
            before = self._told[name]
            self._told[name] = before + times
            if not before or not self._told[name]:
                for end in range(len(name) + 1):
                    self._told_beginnings[name[:end]] += times

    def emit_awards(self, rule: str, subjects: Sequence[Recipient], awards: list[tuple[Frame, int]]) -> int:
        """Draft each award of a list for each subject; the end of the last one (characters).

        The first award of the article may be the first of this list: then it is no umbrella of the others.
        """
        beside = any(frame.award == self.umbrella.award for frame, _ in awards)
        for frame, end in awards:
            self.emit_all(rule, subjects, frame, end, nests=not beside)
        return max(end for _, end in awards)

    def _nested(self, rule: str, frame: Frame) -> Frame:
        """An award that the article lists under the programme it is about is that programme's category."""
        umbrella, own = self.umbrella, frame.award
        if own is not None and self._is_given_at(own):
            category = (own[0], frame.category[1]) if frame.category and frame.category[0] > own[1] else own
            return replace(frame, award=umbrella.award, programme=umbrella.programme, category=category)
        if rule not in NESTING_RULES or own is None or umbrella.award is None or umbrella.programme is None:
            return frame
        name = self.text[own[0] : own[1]]
        if own == umbrella.award or frame.programme == umbrella.programme:
            return frame
        if frame.programme is not None and not is_part_of(frame.programme, umbrella.programme):
            return frame
        foreign = name.removeprefix("รางวัล").isascii() and BY_OTHER_GIVER.match(self.text, own[1])
        contest = CONTEST_PRIZE.match(name) and not CONTEST_PRIZE.search(self.text, *umbrella.award)
        if foreign or contest or not name.startswith(("รางวัล", "โล่รางวัล")):
            return frame
        category = frame.category or own
        if 0 <= category[0] - own[1] <= 12:
            category = (own[0], category[1])
        return replace(frame, award=umbrella.award, programme=umbrella.programme, category=category)

    def _in_own_contest(self, frame: Frame, recipient: Recipient) -> tuple[Frame, Recipient]:
        """1) การประกวดA ... 2) การประกวดB ได้แก่: a contest that labels its winners is the award, not A."""
        label = recipient.category or frame.category
        contest = self.reading.at("award", label[0]) if label is not None else None
        if contest is None or contest.attributes["kind"] != "contest" or frame.award is None:
            return frame, recipient
        before = self.reading.at("award", frame.award[0])
        if before is None or before.attributes["kind"] != "contest" or contest.span != label:
            return frame, recipient
        return replace(frame, award=label, programme=None, category=None), replace(recipient, category=None)

    def _is_given_at(self, own: Span) -> bool:
        """Whether Best Green Bond is an award of the ceremony that the article is about, X Awards."""
        umbrella = self.umbrella.award
        if umbrella is None or own == umbrella or not GIVES_OTHERS.search(self.text, *umbrella):
            return False
        sub = SUB_AWARD.match(self.text, *own) is not None and not CEREMONY.search(self.text, *own)
        return sub and BY_OTHER_GIVER.match(self.text, own[1]) is None

    def has_told(self, frame: Frame) -> bool:
        """Whether a sub-award of this name has been drafted: a list explains what was told before."""
        spans = [span for span in (frame.category, frame.award) if span is not None]
        name = self.text[spans[0][0] : spans[0][1]][:TOLD] if spans else ""
        return self._told_beginnings[name] > 0


def _own_name(reading: Reading, frame: Frame) -> Span | None:
    """Platinum Award: what a placing is called, where no contest is named."""
    placing = reading.before("award", frame.tier[1] + 10) if frame.tier is not None else None
    own: Span | None = placing.attributes.get("own") if placing is not None else None
    return own if own is not None and frame.tier is not None and own[0] == frame.tier[0] else None


def _plaque_before(reading: Reading, rule: str, recipient: Recipient) -> Span | None:
    """มอบโล่ประกาศเกียรติคุณให้แก่ ... ดังนี้: a plaque without a name is the award of the list behind it."""
    body = recipient.organisation
    if rule not in PLAQUE_RULES or body is None or DESCRIBED.search(body.text):
        return None
    start = max(0, recipient.start - PLAQUE_WITHIN)
    found = None
    for match in PLAQUE_GIVEN.finditer(reading.text, start, recipient.start):
        found = match
    if found is None or reading.text.count("\n", found.end(), recipient.start) > PLAQUE_LINES:
        return None
    if THANKS.search(reading.text, max(0, found.start() - 90), found.end() + 90):
        return None
    return found.span("plaque")


def _plaque_handed(reading: Reading, rule: str, recipient: Recipient, umbrella: Span | None) -> Span | None:
    """มอบโล่ประกาศเกียรติคุณแก่ <recipient>, and only further on a contest: the plaque is none of its prizes."""
    if rule != "given-to" or umbrella is None or umbrella[0] < recipient.end:
        return None
    start = max(reading.line_of(recipient.start).start, recipient.start - HANDED_WITHIN)
    found = None
    for match in PLAQUE_GIVEN.finditer(reading.text, start, recipient.start):
        found = match
    return found.span("plaque") if found is not None else None


def _giver_behind(reading: Reading, position: int) -> Span | None:
    """ได้รับรางวัลชนะเลิศ ... จากองค์การสหประชาชาติ: an award without a name goes by the body that gives it."""
    line = reading.line_of(position)
    for body in reading.within("organisation", position, min(line.end, position + GIVER_WITHIN)):
        named = body.text.startswith(GIVERS)
        if named and reading.text[max(0, body.start - 5) : body.start].rstrip().endswith("จาก"):
            return body.span
    return None
