"""The reader: goes through an article from left to right and drafts a fact wherever a rule finds a win.

It carries a frame (award, year, category, tier) along, as a reader does who meets a heading and then its list.
Each rule has a name that the facts carry; docs/rules.md lists them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from extract.assembly.drafts import Draft, Frame
from extract.assembly.phrases import CATEGORY, AwardPhrase, category_at, read_phrase, read_qualifiers
from extract.assembly.reading import Reading
from extract.assembly.recipients import PROJECT_LEAD, Recipient, RecipientList, _project, read_list
from extract.assembly.roles import Role, role_of
from extract.assembly.subjects import subjects_of
from extract.assembly.umbrella import umbrella_of
from extract.components.awards import is_part_of
from extract.fact import CountCheck, Span
from extract.lexicons import cue_pattern, cues
from extract.mention import Mention

OPENER = re.compile(rf"(?:{cue_pattern('list', 'openers')})\s?(?:{cue_pattern('list', 'openers')})?\s?[:：]?")
TO = re.compile(rf"(?P<between>[^\n]{{0,60}}?)(?:{cue_pattern('give', 'to')})\s?(?=[^\n])")
WINNERS = re.compile(
    r"(?:ที่(?:ได้|เข้า|ผ่าน)?(?:รับ)?(?:รางวัล|การคัดเลือก|คัดเลือก|การยกย่อง|โล่)|ผู้ชนะ|ผู้ได้รับ|ชนะเลิศ|ผลการ(?:ประกวด|แข่งขัน|ตัดสิน)|รายชื่อ|ผู้ที่ได้|ซึ่งได้รับรางวัล|ได้รับรางวัล|ได้รางวัล|มอบให้)[^\n]{0,90}$"
)
CLAUSE_BREAK = re.compile(
    r"\n|\s(?:ทั้งนี้|นอกจากนี้|อย่างไรก็ตาม|จากนั้น|กล่าวว่า|โดยมี|เพื่อให้|เพื่อเป็น|เพื่อ(?!การ)|ซึ่งเป็น(?:การ|กำลัง)|ณ)\s?"
)
CONTINUED = re.compile(
    r"\s?(?:,|และ|พร้อมทั้ง|รวมทั้ง|รวมถึง|อีกทั้ง|กับ|พร้อมด้วย|ตลอดจน|/)?(?:ยัง)?(?:ได้รับ|รับ|คว้า)?\s?(?:อีก)?\s?$"
)
SPORTS = re.compile(cue_pattern("sports", "words"))
LOTTERY = re.compile(cue_pattern("lottery", "words"))
SEPARATOR_ONLY = re.compile(r"(?:\s|,|;|และ|ส่วน|สำหรับ|[0-9๐-๙]{1,2}[.)]|[-–•])*")
AWARDS_OPENER = re.compile(
    rf"[^\n]{{0,110}}?(?:{cue_pattern('list', 'openers')}|:)\s?(?:[0-9๐-๙]{{1,2}}\s?รางวัล(?:ด้วยกัน)?\s?)?(?:{cue_pattern('list', 'openers')})?\s?"
)
ITEM_MARK = re.compile(r"\s?(?:(?:และ|,|/|รวมทั้ง|พร้อมทั้ง)\s?)?(?:\(?[0-9๐-๙]{1,2}\s?[.)]+\s?|[-–•]\s?)?")
LINE_MARK = re.compile(r"\s*(?:และ\s?)?(?:\(?[0-9๐-๙]{1,2}\s?[.)]+\s?|[-–•▪]\s?)")
EXPLAINED = re.compile(r"[^\n]{1,420}?(?=\s(?:และ\s?)?\(?[0-9๐-๙]{1,2}\s?[.)]+\s?(?:โล่|ถ้วย)?รางวัล)")
COUNTED = re.compile(
    r"(?:จำนวน\s?)?[0-9๐-๙]{1,3}\s?(?:รางวัล|แห่ง|หน่วยงาน|องค์กร|องค์การ|ราย|ทีม|จังหวัด|เทศบาล|โรงเรียน|บริษัท|ชุมชน|สถานประกอบการ|อปท\.?|พื้นที่)(?:ด้วยกัน)?\s?$"
)
SPECIAL_PRIZE = re.compile(r"Popular|POPULAR|Vote|ขวัญใจ|ยอดนิยม|พิเศษ$|รางวัลพิเศษ|ความคิดสร้างสรรค์$")
HONOURED_KIND = re.compile(
    r"(?:^|[\s(])(?:และ|มี|แก่|สำหรับ|ให้|นอกจากนี้|โดย)*(?P<name>[ก-ฮเ-ไ][ก-ฮะ-ฺเ-๎]{5,60}(?:ดีเด่น|ยอดเยี่ยม|ต้นแบบ|แห่งปี|แห่งชาติ))\s?(?:ที่)?\s?$"
)
DEFINITION = re.compile(r"\s?(?:ซึ่ง)?(?:เป็น|คือ)รางวัลที่")
OPENED = re.compile(rf"(?:{cue_pattern('list', 'openers')})\s?(?:\(?[0-9๐-๙][.)]\s?)?$")
TOLD_AS_WIN = re.compile(r"(?:ได้รับ|คว้า|เข้ารับ|(?<!ที่)รับ)(?:โล่|ถ้วย|มอบ)*รางวัล")
KIND_OF_WINNER = re.compile(
    rf"\s?(?P<name>[^\n,]{{5,80}}?(?:ดีเด่น|ยอดเยี่ยม|ต้นแบบ|แห่งชาติ))\s?(?:จำนวน\s?[0-9๐-๙]+\s?[ก-๙]+\s?)?(?=(?:{cue_pattern('list', 'openers')}))"
)
AND = re.compile(r"\s?(?:และ|,|พร้อม|กับ)\s?")
BY_GIVER = re.compile(r"\s?(?:จาก|โดย|ในงาน|ณ|จัดโดย|-|–)\s?[^\n]{1,120}?(?=\s?(?:และ\s?)?(?:โล่)?รางวัล)")
SEVERAL = 2
"""From so many claimed awards on, a later list of awards is read as the claimant's."""
NOMINAL = re.compile(r"(?:การ|ความสำเร็จในการ|โอกาส)\s?$")
OF = re.compile(r"\s?ของ\s?")
GIVER_WITHIN = 230
PLAQUE_WITHIN, PLAQUE_LINES = 700, 8
PLAQUE_GIVEN = re.compile(r"มอบ(?P<plaque>โล่(?:รางวัล|ประกาศเกียรติคุณ|เกียรติคุณ|เกียรติยศ|เชิดชูเกียรติ)?|ประกาศเกียรติคุณ|เกียรติบัตร)")
THANKS = re.compile("ขอบคุณ|ผู้สนับสนุน|บริจาค|ผู้มีอุปการคุณ|ที่ระลึก")
DESCRIBED = re.compile("ที่|ผู้|ด้าน|คุณภาพ")
"""A head with these behind it describes a kind of body and names none."""
GIVERS = ("องค์การ", "กระทรวง", "กรม", "สมาคม", "มูลนิธิ", "สำนักงาน", "สภา", "สถาบัน", "สหประชาชาติ")
OTHER_LIST = re.compile(
    r"(?:การร่วมมือ|ความร่วมมือระหว่าง|ร่วมกับ|สนับสนุน(?:จาก|โดย)|เยี่ยมชม|นิทรรศการ|คุณสมบัติ|เป้าหมาย|อำนวยความสะดวก|เข้าร่วม(?!ประกวด)|เข้ารอบ|คณะกรรมการ|ดำเนินการ|แห่งแรก|จะร่วมจัด|หลักเกณฑ์|เกณฑ์การ|ข้อเสนอผลงาน)[^\n]{0,60}$"
)
"""What a list behind these words tells is not who won: visits, exhibitions, criteria, partners, shortlists."""
NO_WORK = re.compile("รางวัล|โล่|เกียรติบัตร|ประกาศเกียรติคุณ|เข็ม|นิทรรศการ|การทำให้|การดูแล|การดำเนินงาน|การติดตั้ง|เป็น")
WORKS_OPENER = re.compile(rf"[^\n]{{0,60}}?(?:{cue_pattern('list', 'openers')}|:)\s?")
EXPLAINED_COUNT = re.compile(r"จำนวน\s?[0-9๐-๙]{1,3}\s?\S{1,14}\s?$")
NUMBER_MARK = re.compile(r"\(?[0-9๐-๙]{1,2}\s?[.)]+\s?")
ROOM = 150


NESTING_RULES = ("list", "heading", "given-to-list", "subject-won-list", "subject-won")


@dataclass
class Progress:
    """Where the reader stands."""

    frame: Frame
    consumed: int = 0
    header: AwardPhrase | None = None
    list_end: int = -1
    subjects: list[Recipient] = field(default_factory=list)
    subject_frame: Frame | None = None
    subject_end: int = -1
    claimed: list[Recipient] = field(default_factory=list)
    claimed_frame: Frame | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place where something of interest begins."""

    start: int
    kind: str
    mention: Mention | None = None
    end: int = 0


class Reader:
    """Drafts the facts of one article."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.text
        self._umbrella = umbrella_of(reading)
        self._drafts: list[Draft] = []
        self._checks: list[CountCheck] = []

    @property
    def _is_lottery(self) -> bool:
        """Whether the article as a whole is about a lottery."""
        return bool(LOTTERY.search(self._reading.title))

    def read(self) -> tuple[list[Draft], list[CountCheck]]:
        """All drafts and count checks of the article."""
        progress = Progress(self._umbrella)
        if self._is_lottery:
            return [], []
        line_start = -1
        for anchor in self._anchors():
            if anchor.start < progress.consumed:
                continue
            line = self._reading.line_of(anchor.start)
            if line.start != line_start:
                line_start = line.start
                if not line.is_item and line.end - line.start > 200:
                    progress.frame = replace(progress.frame, tier=None, category=None)
                if not line.is_item:
                    progress.header = progress.header if line.end - line.start < 120 else None
            if anchor.kind == "award" and anchor.mention is not None:
                self._award(progress, anchor.mention)
            elif anchor.kind == "opener":
                self._opener(progress, anchor)
            elif anchor.kind == "tier" and anchor.mention is not None:
                self._tier(progress, anchor.mention)
            else:
                self._category(progress, anchor)
        return self._drafts, self._checks

    def _anchors(self) -> list[Anchor]:
        anchors = [Anchor(m.start, "award", m) for m in self._reading.of("award")]
        inside = [(m.start, m.end) for m in self._reading.of("award")]
        for match in OPENER.finditer(self._text):
            anchors.append(Anchor(match.start(), "opener", None, match.end()))
        for tier in self._reading.of("tier"):
            start = tier.attributes["phrase"][0]
            if not any(s <= start < e for s, e in inside):
                anchors.append(Anchor(start, "tier", tier))
        for match in CATEGORY.finditer(self._text):
            before = self._text[max(0, match.start() - 2) : match.start()]
            before = self._text[max(0, match.start() - 3) : match.start()]
            if before == "" or before[-1] in " \n.)-–:(" or before.endswith(("และ", "ส่วน")):
                anchors.append(Anchor(match.start(), "category", None, match.end()))
        order = {"award": 0, "tier": 1, "category": 2, "opener": 3}
        return sorted(anchors, key=lambda a: (a.start, order[a.kind]))

    # Awards

    def _award(self, progress: Progress, mention: Mention) -> None:
        phrase = read_phrase(self._reading, mention)
        role, verb = role_of(self._reading, phrase)
        if role is Role.PROSPECT or self._is_noise(phrase):
            progress.header = None
            progress.consumed = max(progress.consumed, mention.end)
            return
        frame = self._after(progress.frame, phrase)
        progress.consumed = phrase.end
        if role is Role.WON:
            frame = self._won(progress, phrase, frame, verb)
        elif role is Role.GIVEN:
            frame = self._given(progress, phrase, frame)
        else:
            self._named(progress, phrase, frame)
        progress.frame = frame

    def _after(self, frame: Frame, phrase: AwardPhrase) -> Frame:
        """The frame after a phrase; a prize that every contest has (Popular Vote) stays within its contest."""
        phrase = self._in_full(phrase)
        if phrase.name is not None and frame.award is not None and phrase.mention is not None:
            if SPECIAL_PRIZE.search(self._text[phrase.name[0] : phrase.name[1]]) and phrase.kind == "name":
                return replace(frame, category=phrase.name, tier=phrase.tier)
        return frame.over(phrase)

    def _in_full(self, phrase: AwardPhrase) -> AwardPhrase:
        """รางวัลแหล่งเรียนรู้ฯ: a shortened name stands for the fuller one said before."""
        if phrase.name is None or not self._text[phrase.name[0] : phrase.name[1]].endswith("ฯ"):
            return phrase
        stem = self._text[phrase.name[0] : phrase.name[1] - 1].strip()
        for mention in self._reading.within("award", 0, phrase.start):
            full = read_phrase(self._reading, mention).name
            if (
                full is not None
                and self._text[full[0] : full[1]].startswith(stem)
                and full[1] - full[0] > len(stem)
            ):
                return replace(phrase, name=full)
        return replace(phrase, name=(phrase.name[0], phrase.name[0] + len(stem)))

    def _won(self, progress: Progress, phrase: AwardPhrase, frame: Frame, verb: int) -> Frame:
        subjects = subjects_of(self._reading, verb, personal=self._is_personal(frame))
        if not subjects:
            named = HONOURED_KIND.search(self._text, max(0, verb - 80), verb) if phrase.name is None else None
            if named:
                frame = replace(frame, award=named.span("name"), programme=None, category=None, tier=None)
            progress.header = phrase
            progress.subjects = []
            if NOMINAL.search(self._text, max(0, verb - 8), verb) and self._owned_win(progress, phrase, frame):
                return frame
            if self._text[max(0, verb - 8) : verb].rstrip().endswith(("ที่", "ซึ่ง", "ผู้")):
                self._follows_directly(progress, phrase, frame)
            return frame
        self._win(progress, phrase, frame, subjects, "subject-won")
        return frame

    def _owned_win(self, progress: Progress, phrase: AwardPhrase, frame: Frame) -> bool:
        """การเข้ารับรางวัล... ของ<body>: the winner stands behind the award."""
        match = OF.match(self._text, phrase.end)
        body = self._reading.at("organisation", match.end()) if match else None
        if body is None:
            return False
        recipient = Recipient("organisation", body.start, body.end, body, province=body.attributes.get("province"))
        self._emit("won-of", recipient, frame, (phrase.start, body.end))
        progress.consumed, progress.header = body.end, None
        return True

    def _win(
        self, progress: Progress, phrase: AwardPhrase, frame: Frame, subjects: list[Recipient], rule: str
    ) -> None:
        awards = self._list_of_awards(phrase.end, frame)
        works = [] if awards else self._list_of_works(phrase.end)
        if works:
            for project, end in works:
                self._emit_all("subject-won-works", subjects, replace(frame, project=project), end)
            progress.consumed = max(end for _, end in works)
        elif awards:
            for inner, end in awards:
                self._emit_all("subject-won-list", subjects, inner, end)
            progress.consumed = max(end for _, end in awards)
        else:
            framed, end = self._with_project(frame, phrase.end)
            self._emit_all(rule, subjects, framed, end)
            progress.consumed = max(progress.consumed, end)
        progress.subjects, progress.subject_frame, progress.subject_end = subjects, frame, progress.consumed
        if awards or (phrase.count is not None and phrase.count >= SEVERAL):
            progress.claimed, progress.claimed_frame = subjects, frame
        progress.header = None

    def _given(self, progress: Progress, phrase: AwardPhrase, frame: Frame) -> Frame:
        match = TO.match(self._text, phrase.end)
        if match and not CLAUSE_BREAK.search(match["between"]):
            found = read_list(self._reading, match.end(), works=False)
            if found.recipients and found.recipients[0].start <= match.end() + 3:
                self._give(progress, found, frame, phrase)
                return frame
            kind = KIND_OF_WINNER.match(self._text, match.end()) if phrase.name is None else None
            if kind:
                frame = replace(frame, award=kind.span("name"), programme=None, category=None, tier=None)
                progress.consumed = kind.end()
        progress.header = phrase
        return frame

    def _give(self, progress: Progress, found: RecipientList, frame: Frame, phrase: AwardPhrase) -> None:
        awards = self._list_of_awards(found.end, frame) if len(found.recipients) == 1 else []
        if awards:
            for inner, end in awards:
                self._emit_all("given-to-list", found.recipients, inner, end)
            progress.consumed = max(end for _, end in awards)
            progress.claimed, progress.claimed_frame = list(found.recipients), frame
        else:
            framed, end = self._with_project(frame, found.end)
            self._emit_list("given-to", found, framed, phrase)
            progress.consumed = progress.list_end = max(found.end, end)
        progress.header = None

    def _named(self, progress: Progress, phrase: AwardPhrase, frame: Frame) -> None:
        between = self._text[progress.subject_end : phrase.start] if progress.subjects else "\n"
        placings = (
            phrase.kind == "tier" and progress.subject_frame is not None and progress.subject_frame.tier
        )
        if progress.subjects and CONTINUED.fullmatch(between) and not between.strip() and not placings:
            self._refine_last(progress, phrase)
            return
        if progress.subjects and CONTINUED.fullmatch(between):
            self._win(progress, phrase, frame, progress.subjects, "subject-won-also")
            return
        line = self._reading.line_of(phrase.start)
        if (
            line.is_item
            and phrase.start <= line.content + 2
            and progress.claimed
            and progress.claimed_frame is not None
        ):
            inner, end = self._with_project(self._inner_frame(progress.claimed_frame, phrase), phrase.end)
            own = OPENER.search(self._text, phrase.end, min(line.end, phrase.end + 60))
            listed = own is not None and self._reading.at("organisation", own.end()) is not None
            if phrase.name is not None and not listed and self._told_before(inner):
                self._emit_all("claimed-list", progress.claimed, inner, end)
                progress.consumed = end
                return
        joined = progress.header
        beside = joined is not None and AND.fullmatch(self._text[joined.end : phrase.start]) is not None
        if beside and joined is not None and phrase.tier is None:
            phrase = replace(phrase, tier=joined.tier)
        if not self._follows_directly(progress, phrase, frame):
            bare = phrase.kind == "bare" and not (phrase.tier or phrase.category or phrase.year)
            if not bare:
                progress.header = phrase
            elif progress.header is not None and phrase.start - progress.header.end > ROOM:
                progress.header = None
        elif beside:
            last = self._drafts[-1]
            if last.recipient.start >= phrase.end:
                self._drafts.append(replace(last, frame=progress.frame))

    def _refine_last(self, progress: Progress, phrase: AwardPhrase) -> None:
        """รางวัล... รางวัลรอง...: a second name right behind the first is a part of the award just won."""
        progress.consumed = phrase.end
        for number in range(len(self._drafts) - len(progress.subjects), len(self._drafts)):
            draft = self._drafts[number]
            if number >= 0 and phrase.name is not None:
                self._drafts[number] = replace(draft, frame=replace(draft.frame, category=phrase.name))
        progress.subject_end = phrase.end

    def _told_before(self, frame: Frame) -> bool:
        """Whether an award of this name has been drafted already: a list explains what an earlier one named."""
        spans = [span for span in (frame.category, frame.award) if span is not None]
        name = self._text[spans[0][0] : spans[0][1]][:24] if spans else ""
        return any(
            d.frame.category is not None
            and self._text[d.frame.category[0] : d.frame.category[1]].startswith(name)
            for d in self._drafts
        )

    def _follows_directly(self, progress: Progress, phrase: AwardPhrase, frame: Frame) -> bool:
        """รางวัลชนะเลิศ ทีม S.P.T ...: the winner stands right behind the heading."""
        line = self._reading.line_of(phrase.start)
        at_start = phrase.start <= line.content + 2
        counted = phrase.name is not None and phrase.count is not None
        if phrase.tier is None and not at_start and not counted:
            return False
        match = re.compile(r"[ :–-]*(?:(?:ตกเป็นของ|เป็นของ|ได้แก่|คือ|โดย(?!มี))\s?)?").match(
            self._text, phrase.end
        )
        position = match.end() if match else phrase.end
        if position >= line.end:
            following = self._reading.next_line(phrase.end)
            if not at_start or following is None:
                return False
            named = self._reading.at("organisation", following.content) or self._reading.at(
                "person", following.content
            )
            if not named or line.end - line.start > 160:
                return False
            position = line.end
        elif counted and (mark := NUMBER_MARK.match(self._text, position)) and self._named_at(mark.end()):
            pass
        elif not self._named_at(position):
            return at_start and self._work_then_owner(progress, phrase, frame, position)
        found = read_list(self._reading, position)
        if not found.recipients:
            return False
        self._emit_list("heading", found, frame, phrase)
        progress.consumed = progress.list_end = found.end
        progress.header = None
        return True

    def _named_at(self, position: int) -> bool:
        """Whether a body or a person is named exactly here."""
        return bool(self._reading.at("organisation", position) or self._reading.at("person", position))

    def _work_then_owner(self, progress: Progress, phrase: AwardPhrase, frame: Frame, position: int) -> bool:
        """A line such as รางวัลชนะเลิศ <work> <body>: the body that closes the line owns the work before it."""
        line = self._reading.line_of(position)
        if phrase.tier is None or line.end - position > 260:
            return False
        owner = self._reading.before("organisation", line.end)
        if owner is None or owner.start <= position + 3 or self._text[owner.end : line.end].strip(" .)"):
            return False
        if owner.attributes.get("source") == "province" or self._text[owner.start - 1] not in " (":
            return False
        work = re.sub(r"(?:\s|โดย|จาก|ของ|\(|:|-)+$", "", self._text[position : owner.start])
        start = position + len(work) - len(work.lstrip(' “":–-'))
        project = (start, position + len(work.rstrip(' ”"')))
        if NO_WORK.match(work.strip(" “\":–-")):
            return False
        if project[1] - project[0] < 4 or self._reading.within("person", *project) or "รางวัล" in work:
            return False
        recipient = Recipient("organisation", owner.start, owner.end, owner, project=project)
        self._emit("heading-work", recipient, frame, (phrase.start, owner.end))
        progress.consumed = progress.list_end = line.end
        progress.header = None
        return True

    # Lists

    def _opener(self, progress: Progress, anchor: Anchor) -> None:
        if progress.claimed and progress.claimed_frame is not None:
            awards = self._list_of_awards(anchor.start, progress.claimed_frame)
            if len(awards) >= SEVERAL:
                for inner, end in awards:
                    self._emit_all("claimed-list", progress.claimed, inner, end)
                progress.consumed = max(end for _, end in awards)
                return
        header = progress.header
        before = self._text[max(0, anchor.start - ROOM) : anchor.start]
        frame = progress.frame
        near = (
            header is not None
            and 0 <= anchor.start - header.end <= ROOM
            and not CLAUSE_BREAK.search(self._text[header.end : anchor.start])
        )
        line = self._reading.line_of(anchor.start)
        if not near and header is not None and header.start >= line.content:
            near = anchor.start - header.end <= ROOM and header.start <= line.content + 2
        if not near and header is not None:
            near = self._explained(header, anchor.start)
        if not near and header is not None and anchor.start <= line.content + 1:
            above = self._reading.line_of(header.start)
            following = self._reading.next_line(above.start)
            near = following is not None and following.start == line.start and above.end - header.end <= 3
        if (
            not near
            and not WINNERS.search(before[before.rfind("\n") + 1 :])
            and not self._counted(anchor.start)
        ):
            return
        if not near and re.search(r"จะได้รับ|ชิงรางวัล|มีสิทธิ", before):
            return
        copula = self._text[anchor.start : anchor.end].strip() == "คือ"
        found = read_list(self._reading, anchor.end, works=not copula)
        if not found.recipients or LOTTERY.search(before) or OTHER_LIST.search(before[before.rfind("\n") + 1 :]):
            return
        if TOLD_AS_WIN.search(self._text, anchor.end, max(r.end for r in found.recipients)):
            return
        phrase = header if near else None
        if frame.year is None:
            for year in self._reading.within("year", max(0, anchor.start - 60), anchor.start):
                frame = replace(frame, year=year.span, year_value=year.value)
        self._emit_list("list", found, frame, phrase)
        progress.consumed = progress.list_end = found.end

    def _explained(self, header: AwardPhrase, position: int) -> bool:
        """4. รางวัลX เป็นรางวัลสำหรับ... จำนวน 7 ทุน ได้แก่: an item explains its prize at length before its winners."""
        line = self._reading.line_of(position)
        opens = line.is_item and line.start <= header.start <= line.content + 2 and header.name is not None
        return opens and EXPLAINED_COUNT.search(self._text, max(line.start, position - 40), position) is not None

    def _counted(self, position: int) -> bool:
        """... รางวัล ... จำนวน 5 แห่ง ได้แก่: the count ties the list to an award named earlier in the line."""
        line = self._reading.line_of(position)
        if not COUNTED.search(self._text, max(line.start, position - 40), position):
            return False
        awards = self._reading.within("award", max(line.start, position - 420), position)
        roles = [role_of(self._reading, read_phrase(self._reading, m))[0] for m in awards]
        return Role.WON in roles or Role.GIVEN in roles

    def _tier(self, progress: Progress, tier: Mention) -> None:
        end = max(tier.end, tier.attributes["phrase"][1])
        phrase = read_qualifiers(
            self._reading, AwardPhrase(tier.attributes["phrase"][0], end, tier=tier.span)
        )
        self._heading(progress, phrase)

    def _category(self, progress: Progress, anchor: Anchor) -> None:
        span = category_at(self._reading, anchor.start)
        if span is None:
            return
        phrase = read_qualifiers(self._reading, AwardPhrase(span[0], span[1], category=span))
        self._heading(progress, phrase)

    def _heading(self, progress: Progress, phrase: AwardPhrase) -> None:
        """A tier or category that heads what follows: in a list, at the start of a line, or before an opener."""
        line = self._reading.line_of(phrase.start)
        in_list = bool(
            progress.list_end >= 0 and SEPARATOR_ONLY.fullmatch(self._text[progress.list_end : phrase.start])
        )
        opener = re.compile(r"[^\n]{0,40}?").match(self._text, phrase.end)
        opens = bool(
            opener and OPENER.match(self._text, phrase.end + (self._text[phrase.end : phrase.end + 1] == " "))
        )
        listed = OPENED.search(self._text, max(0, phrase.start - 16), phrase.start) is not None
        if not (in_list or phrase.start <= line.content + 2 or opens or listed):
            return
        progress.frame = progress.frame.over(phrase)
        progress.header = phrase
        progress.consumed = phrase.end
        if in_list or listed or (phrase.tier is not None and phrase.start <= line.content + 2):
            self._follows_directly(
                progress, replace(phrase, tier=phrase.tier or phrase.category), progress.frame
            )

    def _list_of_awards(self, position: int, frame: Frame) -> list[tuple[Frame, int]]:
        """ได้รับ 3 รางวัล ประกอบด้วย 1. รางวัล... 2. รางวัล...: one recipient, several awards."""
        text = self._text
        line = self._reading.line_of(position)
        opener = AWARDS_OPENER.match(text, position, line.end)
        if not opener:
            return []
        if not text[opener.end() : line.end].strip():
            return self._awards_in_lines(line.end, frame)
        found: list[tuple[Frame, int]] = []
        at = opener.end()
        while (mark := ITEM_MARK.match(text, at, line.end)) is not None:
            mention = self._reading.at("award", mark.end())
            if mention is None or mention.attributes["kind"] not in ("name", "tier"):
                break
            phrase = read_phrase(self._reading, mention)
            inner, at = self._with_project(self._inner_frame(frame, phrase), phrase.end)
            found.append((inner, at))
            following = ITEM_MARK.match(text, at, line.end)
            if following and self._reading.at("award", following.end()):
                continue
            explained = EXPLAINED.match(text, at, line.end) or BY_GIVER.match(text, at, line.end)
            if explained:
                at = explained.end()
        return found if len(found) > 1 or self._numbered(opener.end()) else []

    def _list_of_works(self, position: int) -> list[tuple[Span, int]]:
        """ได้รับรางวัล... 2 รางวัล ได้แก่ 1. ผลงาน... 2. ผลงาน...: one recipient and award, several works."""
        line = self._reading.line_of(position)
        opener = WORKS_OPENER.match(self._text, position, line.end)
        if not opener:
            return []
        found: list[tuple[Span, int]] = []
        if self._text[opener.end() : line.end].strip():
            return []
        below = self._reading.next_line(line.start)
        while below is not None and below.is_item:
            lead = PROJECT_LEAD.match(self._text, below.content)
            if not lead:
                break
            project, _ = _project(self._reading, lead.end(), below.end, bounded=True)
            if project is None:
                break
            found.append((project, below.end))
            below = self._reading.next_line(below.start)
        return found if len(found) >= SEVERAL else []

    def _awards_in_lines(self, position: int, frame: Frame) -> list[tuple[Frame, int]]:
        """The same with an item a line, each perhaps explained at length."""
        found: list[tuple[Frame, int]] = []
        line = self._reading.next_line(position)
        while line is not None:
            mark = LINE_MARK.match(self._text, line.start, line.end)
            mention = self._reading.at("award", mark.end()) if mark else None
            if mention is None or mention.attributes["kind"] not in ("name", "tier"):
                break
            phrase = read_phrase(self._reading, mention)
            rest = self._text[phrase.end : line.end]
            if DEFINITION.match(rest):
                return []
            own = OPENER.search(rest)
            if own and self._reading.at("organisation", phrase.end + own.end()):
                return []
            inner, _ = self._with_project(self._inner_frame(frame, phrase), phrase.end)
            found.append((inner, line.end))
            line = self._reading.next_line(line.start)
        return found

    def _numbered(self, position: int) -> bool:
        return bool(re.compile(r"\s*\(?[0-9๐-๙]{1,2}\s?[.)]").match(self._text, position))

    def _inner_frame(self, outer: Frame, phrase: AwardPhrase) -> Frame:
        """An award of a list within an award: the outer one is the programme, the inner one its category."""
        if outer.award is None or phrase.name is None:
            return outer.over(phrase)
        if outer.programme is None and self._reading.text[phrase.name[0] : phrase.name[1]].isascii():
            return outer.over(phrase)
        category = phrase.name if phrase.category is None else (phrase.name[0], phrase.category[1])
        return replace(
            outer,
            category=category,
            tier=phrase.tier,
            year=phrase.year or outer.year,
            year_value=phrase.year_value or outer.year_value,
        )

    def _with_project(self, frame: Frame, position: int) -> tuple[Frame, int]:
        """The work that won, where it is named right behind the award."""
        text = self._text
        at = position + 1 if text[position : position + 1] == " " else position
        opening = text[at : at + 1] == "("
        lead = PROJECT_LEAD.match(text, at + 1 if opening else at)
        if not lead:
            return frame, position
        line = self._reading.line_of(position)
        end = text.find(")", at) if opening else line.end
        if end < 0 or end > line.end:
            return frame, position
        project, stop = _project(self._reading, lead.end(), end, bounded=False)
        if project is None:
            return frame, position
        framed = replace(frame, project=project)
        if frame.tier is None:
            for tier in self._reading.within("tier", stop, min(stop + 60, line.end)):
                framed = replace(framed, tier=tier.span)
                break
        return framed, stop

    # Emitting

    def _emit_list(self, rule: str, found: RecipientList, frame: Frame, phrase: AwardPhrase | None) -> None:
        for recipient in found.recipients:
            self._emit(rule, recipient, frame, (recipient.start, recipient.end))
        if phrase is not None and phrase.count and phrase.count_span:
            self._checks.append(CountCheck("count", phrase.count, len(found.recipients), *phrase.count_span))

    def _emit_all(self, rule: str, subjects: Iterable[Recipient], frame: Frame, end: int) -> None:
        for subject in subjects:
            start = subject.start if subject.start < end else end
            self._emit(rule, subject, frame, (start, end))

    def _emit(self, rule: str, recipient: Recipient, frame: Frame, evidence: tuple[int, int]) -> None:
        if frame.award is None and self._umbrella.award is not None:
            frame = replace(
                frame,
                award=self._umbrella.award,
                programme=self._umbrella.programme,
                year=frame.year or self._umbrella.year,
                year_value=frame.year_value or self._umbrella.year_value,
            )
        if frame.award is None:
            giver = self._giver_behind(evidence[1]) if rule == "subject-won" and frame.tier else None
            plaque = giver or self._plaque_before(rule, recipient)
            if plaque is None:
                return
            frame = replace(frame, award=plaque)
        frame = self._nested(rule, frame)
        self._drafts.append(Draft(rule, recipient, frame, evidence))

    def _plaque_before(self, rule: str, recipient: Recipient) -> Span | None:
        """มอบโล่ประกาศเกียรติคุณให้แก่ ... ดังนี้: a plaque without a name is itself the award of the list behind it."""
        body = recipient.organisation
        if rule not in ("list", "given-to", "heading") or body is None or DESCRIBED.search(body.text):
            return None
        start = max(0, recipient.start - PLAQUE_WITHIN)
        found = None
        for match in PLAQUE_GIVEN.finditer(self._text, start, recipient.start):
            found = match
        if found is None or self._text.count("\n", found.end(), recipient.start) > PLAQUE_LINES:
            return None
        if THANKS.search(self._text, max(0, found.start() - 90), found.end() + 90):
            return None
        return found.span("plaque")

    def _giver_behind(self, position: int) -> Span | None:
        """ได้รับรางวัลชนะเลิศ ... จากองค์การสหประชาชาติ: an award without a name goes by the body that gives it."""
        line = self._reading.line_of(position)
        for body in self._reading.within("organisation", position, min(line.end, position + GIVER_WITHIN)):
            named = body.text.startswith(GIVERS)
            if named and self._text[max(0, body.start - 5) : body.start].rstrip().endswith("จาก"):
                return body.span
        return None

    def _nested(self, rule: str, frame: Frame) -> Frame:
        """An award that the article lists under the programme it is about is that programme's category."""
        umbrella, own = self._umbrella, frame.award
        if rule not in NESTING_RULES or own is None or umbrella.award is None or umbrella.programme is None:
            return frame
        name = self._text[own[0] : own[1]]
        if own == umbrella.award or frame.programme == umbrella.programme:
            return frame
        if frame.programme is not None and not is_part_of(frame.programme, umbrella.programme):
            return frame
        if not name.startswith(("รางวัล", "โล่รางวัล")):
            return frame
        category = frame.category or own
        if 0 <= category[0] - own[1] <= 12:
            category = (own[0], category[1])
        return replace(frame, award=umbrella.award, programme=umbrella.programme, category=category)

    # Judging

    def _is_personal(self, frame: Frame) -> bool:
        spans = [span for span in (frame.award, frame.category) if span]
        name = " ".join(self._text[start:end] for start, end in spans)
        return any(word in name for word in cues("personal", "words"))

    def _is_noise(self, phrase: AwardPhrase) -> bool:
        """Lottery draws and medals of sport are no awards."""
        if (
            phrase.name is not None
            and phrase.mention is not None
            and phrase.mention.attributes.get("programme")
        ):
            return False
        line = self._reading.line_of(phrase.start)
        around = self._text[max(line.start, phrase.start - 120) : min(line.end, phrase.end + 120)]
        return bool(LOTTERY.search(around) or SPORTS.search(around))
