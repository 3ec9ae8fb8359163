"""Tellings: the wins that an article tells, as they are compared; two tellings of one win are united."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from extract.assembly.drafts import Draft
from extract.assembly.frames import SPECIAL_PRIZE
from extract.assembly.reading import Reading
from extract.assembly.synonyms import award_key, synonyms_of
from extract.components.programmes import is_part_of
from extract.fact import Span
from extract.mention import Mention
from normalize.organisations import canonical_name
from normalize.text import fold

SIMILAR = 75
"""Two names of an award that are this alike (per cent of edit similarity) are one."""
CONTAINED = 8
"""Characters: a shorter name may stand within another one by chance."""
INITIALS = re.compile(r"[A-Z]{3,8}", re.ASCII)
CAPITALISED = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]+", re.ASCII)
BEHIND = 6
"""Characters behind a win within which the name of its contest may stand (รางวัลชมเชย ในการประกวด...)."""
VERBAL_RULES = ("subject-won", "subject-won-also")
"""Rules whose evidence runs from the winner to the award."""
LIST_RULES = ("list", "heading", "heading-work")
"""Rules that read the winners of one heading after those of another."""
REACH = re.compile("ระดับ(?:นานาชาติ|โลก|สากล|เอเชีย|อาเซียน|ภูมิภาคเอเชีย).*")
"""Where an award counts is no field in which it is given: it does not tell two wins apart."""
FIELD = re.compile("^(?:ใน)?(?:(?:สาขา|ประเภท|ด้าน|หมวด|กลุ่ม)(?:รางวัล)?)+(?!ที่)(?=.{4})")
"""สาขาบริการ and ประเภทบริการ are one field of an award."""
REST = 70
"""Characters, folded, by which one telling may name a work more fully than another."""
FIRST = re.compile("^(?:ชนะเลิศ)?(?:ที่|อันดับ)(?:1|หนึ่ง)$")


@dataclass(frozen=True, slots=True)
class Telling:
    """A draft with its strings, as they are compared."""

    draft: Draft
    key: str
    award: str
    award_text: str
    category: str
    tier: str
    project: str
    year: int | None
    named: bool
    """Whether the statement itself names the award, or only says that one was won."""
    quoted: bool
    """Whether the work stands in quotation marks, which tell where its name ends."""

    @property
    def programme(self) -> str | None:
        """The listed programme of the award."""
        return self.draft.frame.programme


def is_same_win(full: Telling, other: Telling) -> bool:
    """Whether two tellings for one recipient are of one win: nothing contradicts, the award is the same."""
    if _contradict(full, other):
        return False
    if _is_echo(full, other) or _is_echo(other, full):
        return True
    fields = [field for field in (full.category, other.category) if field and not REACH.fullmatch(field)]
    if len(fields) > 1 and not alike(*fields):
        return False
    one_programme = _is_one_programme(full.programme, other.programme)
    named_alike = alike(full.award, other.award) or _is_short_for(full, other) or _is_short_for(other, full)
    return one_programme or named_alike or _cross(full, other)


def _is_one_programme(a: str | None, b: str | None) -> bool:
    """The same listed programme, or one that is given within the other (TQC, TQC Plus)."""
    return a is not None and b is not None and (a == b or is_part_of(a, b) or is_part_of(b, a))


def _contradict(full: Telling, other: Telling) -> bool:
    """Whether both state a tier, year or work and differ in it.

    One mention of a recipient that was drafted twice won twice, unless tier and category are the same.
    """
    one_mention = full.draft.recipient.start == other.draft.recipient.start
    special = [SPECIAL_PRIZE.search(telling.category) is not None for telling in (full, other)]
    return (
        (special[0] != special[1] and bool(full.tier or other.tier))  # a placing and a prize beside it
        or bool(full.tier and other.tier and full.tier != other.tier)
        or (one_mention and _are_listed_works(full.draft, other.draft))
        or (not one_mention and _are_of_two_fields(full, other))
        or (one_mention and (full.tier, full.category) != (other.tier, other.category))
        or bool(full.year and other.year and full.year != other.year)
        or bool(full.project and other.project and not alike(full.project, other.project))
    )


def _are_of_two_fields(full: Telling, other: Telling) -> bool:
    """Whether two lists of winners each state their field, and the fields are not one, however alike.

    ประเภทนายหน้าประกันชีวิตดีเด่น ได้แก่ A และ B ประเภทนายหน้าประกันวินาศภัยดีเด่น ได้แก่ A และ C: A won twice.
    """
    fields = full.category, other.category
    if not all(fields) or full.draft.rule not in LIST_RULES or other.draft.rule not in LIST_RULES:
        return False
    return fields[0] not in fields[1] and fields[1] not in fields[0]


def _are_listed_works(draft: Draft, other: Draft) -> bool:
    """Whether both are of one list of works, whose members differ however alike their names are."""
    rule = "subject-won-works"
    return draft.rule == rule == other.rule and draft.frame.project != other.frame.project


def _is_echo(full: Telling, other: Telling) -> bool:
    """Whether one only says again that an award was won: it names none and adds nothing to the fuller one.

    Its award, year and category were carried along from what stands before it.
    """
    if other.named or (other.tier and not (full.tier and alike(full.award, other.award))):
        return False
    return not other.project or bool(full.project)


def _is_short_for(short: Telling, long: Telling) -> bool:
    """รางวัล GRAA and Global Road Achievement Awards: the initials stand for the name."""
    if not INITIALS.fullmatch(short.award.upper()):
        return False
    return "".join(word[0] for word in CAPITALISED.findall(long.award_text)) == short.award.upper()


def _cross(full: Telling, other: Telling) -> bool:
    """The programme of one telling is the sub-award of the other."""
    return any(
        a and b and alike(a, b) for a, b in ((full.award, other.category), (full.category, other.award))
    )


def alike(a: str, b: str) -> bool:
    """Whether two names are one: nearly the same, one within the other, or cut short (ผู้นำอาเซียนฯ)."""
    if not a or not b:
        return a == b
    if a == b or fuzz.ratio(a, b) >= SIMILAR or (min(len(a), len(b)) >= CONTAINED and (a in b or b in a)):
        return True
    return _is_cut_short(a, b) or _is_cut_short(b, a)


def _is_cut_short(short: str, long: str) -> bool:
    """Whether a name that closes with ฯ begins like the other one."""
    return short.endswith("ฯ") and len(short) > CONTAINED and long.startswith(short[:-1])


def united(full: Telling, other: Telling) -> Telling:
    """The fuller telling, with what only the other one states."""
    frame, extra = full.draft.frame, other.draft.frame
    recipient, also = full.draft.recipient, other.draft.recipient
    short = _is_short_for(full, other) or _is_cut_short(full.award, other.award)
    better = (other.named and not full.named) or short
    if better:
        frame = replace(frame, award=extra.award, programme=extra.programme)
    if _tells_the_work_in_full(other, full):
        work = also.project or extra.project
        frame, recipient = replace(frame, project=work), replace(recipient, project=work)
        full = replace(full, project=other.project)
    frame = replace(
        frame,
        category=frame.category or extra.category,
        tier=frame.tier or extra.tier,
        year=frame.year or extra.year,
        year_value=frame.year_value or extra.year_value,
        project=frame.project or extra.project,
        programme=frame.programme or extra.programme,
    )
    recipient = replace(
        recipient,
        province=recipient.province or also.province,
        province_span=recipient.province_span or also.province_span,
        tier=recipient.tier or also.tier,
        project=recipient.project or also.project,
        category=recipient.category or also.category,
        year=recipient.year or also.year,
        year_value=recipient.year_value or also.year_value,
    )
    tellings = full.draft.tellings + other.draft.tellings
    draft = replace(full.draft, frame=frame, recipient=recipient, tellings=tellings)
    return replace(
        full,
        draft=draft,
        tier=full.tier or other.tier,
        project=full.project or other.project,
        category=full.category or other.category,
        year=full.year or other.year,
        named=full.named or other.named,
        award=other.award if better else full.award,
        award_text=other.award_text if better else full.award_text,
    )


def telling_of(reading: Reading, draft: Draft) -> Telling:
    draft, award = _in_full(reading, draft)
    text, frame, recipient = reading.text, draft.frame, draft.recipient
    return Telling(
        draft,
        recipient_key(recipient.organisation, recipient.person if recipient.kind == "person" else None),
        award,
        stretch(text, frame.award),
        FIELD.sub("", award_key(stretch(text, recipient.category or frame.category))),
        tier_key(stretch(text, recipient.tier or frame.tier)),
        fold(
            re.sub(
                r"^(?:ผลงาน|โครงการ|นวัตกรรม|ระบบ|การ)+", "", stretch(text, recipient.project or frame.project)
            )
        ),
        recipient.year_value or frame.year_value,
        _names_award(draft),
        _is_quoted(text, recipient.project or frame.project),
    )


def _is_quoted(text: str, work: Span | None) -> bool:
    return work is not None and text[work[1] : work[1] + 1] in tuple("”\"’'")


def _tells_the_work_in_full(other: Telling, full: Telling) -> bool:
    """Whether the other telling goes on where this one ends: its second name, its place."""
    if not full.project or full.quoted or not other.project.startswith(full.project):
        return False
    return 0 < len(other.project) - len(full.project) <= REST


def _names_award(draft: Draft) -> bool:
    """Whether a win told with a verb has the name of its award beside the verb."""
    start, end = draft.evidence
    named = (draft.frame.award, draft.frame.category)
    told = any(start <= span[0] <= end + BEHIND for span in named if span is not None)
    return told or draft.rule not in VERBAL_RULES


def _in_full(reading: Reading, draft: Draft) -> tuple[Draft, str]:
    """The draft with an abbreviated award written out, and the key of the award by its first name."""
    award = award_key(stretch(reading.text, draft.frame.award))
    synonym = synonyms_of(reading).get(award)
    if synonym is None:
        return draft, award
    if synonym.full is not None:
        draft = replace(draft, frame=replace(draft.frame, award=synonym.full))
    return draft, synonym.key


def recipient_key(organisation: Mention | None, person: Mention | None) -> str:
    """What two mentions of one recipient have in common."""
    if person is not None:
        return fold(re.sub(r"\s+", "", person.text))
    return organisation_key(organisation) if organisation is not None else ""


def organisation_key(organisation: Mention) -> str:
    """The folded full name of a body: what its abbreviation stands for, where that is known.

    A team is known by its own name, with or without its school behind it.
    """
    organisation = organisation.attributes.get("team") or organisation
    return _name_key(str(organisation.value or organisation.text))


@lru_cache(maxsize=20_000)
def _name_key(name: str) -> str:
    """Names are compared written out (สำนักงาน กสทช. is its full name) and folded."""
    return fold(canonical_name(name))


def tier_key(tier: str) -> str:
    """One spelling of a tier: รองชนะเลิศ อันดับที่ ๑ = รองชนะเลิศอันดับ 1."""
    key = re.sub(r"^(?:ระดับ|ประเภท|รางวัล)+", "", fold(tier)).replace("อันดับที่", "อันดับ")
    return FIRST.sub("ชนะเลิศ", key)


def stretch(text: str, span: Span | None) -> str:
    return text[span[0] : span[1]] if span else ""
