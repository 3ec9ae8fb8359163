"""Facts from merged drafts: strings cut from the text, canonical names beside them, confidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.assembly.confidence import confidence_of
from extract.assembly.drafts import Draft
from extract.assembly.editions import only_edition, year_of_paragraph
from extract.assembly.levels import only_level, states_level
from extract.assembly.qualifiers import with_place
from extract.assembly.reading import Reading
from extract.assembly.recipients import Recipient
from extract.assembly.tellings import organisation_key
from extract.assembly.whereabouts import (
    province_in_name,
    province_of_district,
    province_of_headline,
    province_of_place,
)
from extract.assembly.works import work_beside
from extract.fact import AwardFact, RecipientType, Span
from extract.mention import Mention
from normalize.organisations import canonical_name
from normalize.years import to_common_era

QUOTED_TEAM = re.compile(r"ทีม\s?[“\"‘'](?P<name>[^“”\"‘’']+)[”\"’']")
"""ทีม “ใบไม้”: a team is also called by what stands in quotes alone."""


FIELD_WORDS = ("สาขา", "ประเภท", "ด้าน", "หมวด", "กลุ่ม")
MOTTO = re.compile(r"[“\"](?=[^“”\"\n]*[ก-ฮ])[^“”\"\n]{6,90}[”\"]\s?")
"""A Thai quotation between an award and its field: the theme of the year."""


def facts_of(reading: Reading, drafts: Sequence[Draft]) -> list[AwardFact]:
    """The facts of an article, in the order in which it tells them."""
    if not drafts:
        return []
    surfaces = _Surfaces(reading, levels_told=states_level(drafts))
    return [fact for draft in drafts if (fact := _fact(reading, draft, surfaces, len(drafts))) is not None]


class _Surfaces:
    """How an article names each body, by its folded full name; told once for all facts of the body."""

    def __init__(self, reading: Reading, *, levels_told: bool) -> None:
        self.reading = reading
        self.levels_told = levels_told
        self._mentions: dict[str, list[Mention]] = {}
        self._forms: dict[str, frozenset[str]] = {}
        self._works: dict[str, Span | None] = {}
        self._placed: dict[str, Recipient | None] = {}
        for mention in reading.of("organisation"):
            self._mentions.setdefault(organisation_key(mention), []).append(mention)

    def forms(self, key: str) -> frozenset[str]:
        """The different forms in which the article names a body."""
        if key not in self._forms:
            self._forms[key] = frozenset(m.text for m in self._mentions.get(key, ()))
        return self._forms[key]

    def work(self, key: str) -> Span | None:
        """The one work that the article names in quotation marks right behind the body, elsewhere."""
        if key not in self._works:
            told = {
                span
                for mention in self._mentions.get(key, ())
                if (span := work_beside(self.reading, mention))
            }
            names = {self.reading.text[slice(*span)] for span in told}
            self._works[key] = min(told) if len(names) == 1 else None
        return self._works[key]

    def placed(self, key: str) -> Recipient | None:
        """The body where the article tells its province, if all such places agree."""
        if key not in self._placed:
            self._placed[key] = _placed_elsewhere(self.reading, self._mentions.get(key, []))
        return self._placed[key]


@dataclass(frozen=True, slots=True)
class _Body:
    """The organisation of a fact as it is stored; `recipient` is where the text told its province."""

    recipient: Recipient
    name: str | None = None
    text: str | None = None
    aliases: tuple[str, ...] = ()
    province: str | None = None
    spans: dict[str, Span] = field(default_factory=dict)


def _fact(reading: Reading, draft: Draft, surfaces: _Surfaces, facts: int) -> AwardFact | None:
    """The fact of one draft; `facts` is how many the article has."""
    text, frame, recipient = reading.text, draft.frame, draft.recipient
    if frame.award is None:
        return None
    category = recipient.category or frame.category
    category = _field_alone(text, category, frame.award)
    tier, project = recipient.tier or frame.tier, recipient.project or frame.project
    if tier is None and not surfaces.levels_told:
        level = only_level(reading, frame.award, frame.programme)
        tier = level.span if level is not None else None
    if project is None and recipient.organisation is not None:
        project = surfaces.work(organisation_key(recipient.organisation))
    year_span, year = (
        (recipient.year, recipient.year_value) if recipient.year else (frame.year, frame.year_value)
    )
    edition = None
    if year_span is None and not frame.undated:
        edition = only_edition(reading, text[slice(*frame.award)]) or year_of_paragraph(
            reading, recipient.start
        )
    if edition is not None:
        year_span, year = edition.span, edition.value
    stated = {"category": category, "tier": tier, "project": project, "year": year_span}
    body = _body(recipient, surfaces)
    spans: dict[str, Span] = {
        "award": frame.award,
        "evidence": draft.evidence,
        **{name: span for name, span in stated.items() if span is not None},
        **body.spans,
    }
    person = body.recipient.person if body.recipient.kind == "person" else None
    if person is not None:
        spans["person"] = person.span
    kind: RecipientType = "person" if body.recipient.kind == "person" else "organisation"
    return AwardFact(
        recipient_type=kind,
        award=_cut(text, frame.award) or "",
        organisation=body.name,
        organisation_text=body.text,
        aliases=body.aliases,
        province=body.province,
        category=_cut(text, category),
        tier=_cut(text, tier),
        year=year,
        year_ce=to_common_era(year) if year else None,
        project=_cut(text, project),
        person=person.text if person is not None else None,
        confidence=confidence_of(reading, draft, facts),
        rule=draft.rule,
        spans=spans,
    )


def _field_alone(text: str, category: Span | None, award: Span) -> Span | None:
    """The category without the award's own name (รางวัลเลิศรัฐ|สาขาบริการภาครัฐ) or a motto before it.

    An award named twice is no category of itself.
    """
    if category is None:
        return None
    name, said = text[slice(*award)], text[slice(*category)]
    if said == name:
        return None
    motto = MOTTO.match(said)
    begin = motto.end() if motto else len(name) if said.startswith(name) else 0
    rest = said[begin:].lstrip()
    if begin and rest.startswith(FIELD_WORDS):
        return category[1] - len(rest), category[1]
    return category


def _body(recipient: Recipient, surfaces: _Surfaces) -> _Body:
    """Name, other forms and province of the body that won, or to which the person who won belongs."""
    mention = recipient.organisation
    if mention is None:
        place = recipient.province_span if recipient.province else None
        return _Body(
            recipient, province=recipient.province or None, spans={"province": place} if place else {}
        )
    full, aliases = _names(mention, surfaces)
    for named in ("team", "unit"):
        unit = mention.attributes.get(named)
        if isinstance(unit, Mention) and unit.text not in aliases:
            aliases = (*aliases, unit.text)
    quoted = QUOTED_TEAM.fullmatch(mention.text)
    if quoted:
        aliases = (*aliases, quoted["name"].strip())
    elided = mention.attributes.get("source") == "elided"
    name = str(mention.value) if elided else canonical_name(full)
    province = recipient.province or province_in_name(name) or province_in_name(mention.text)
    spans = {"organisation": mention.span}
    if province is None:
        placed = surfaces.placed(organisation_key(mention))
        if placed is not None:
            province = placed.province
            spans["province"] = placed.province_span or (placed.start, placed.end)
        else:
            province = province_of_district(surfaces.reading, mention.start, recipient.end)
            told = None
            if province is None:
                told = province_of_place(surfaces.reading, name) or province_of_headline(
                    surfaces.reading, name
                )
            if told is not None:
                province, spans["province"] = str(told.value), told.span
    if province:
        spans.setdefault("province", recipient.province_span or mention.span)
    return _Body(recipient, name, mention.text, aliases, province, spans)


def _names(mention: Mention, surfaces: _Surfaces) -> tuple[str, tuple[str, ...]]:
    """The fullest name of a body in the article, and its other forms there."""
    forms = surfaces.forms(organisation_key(mention)) | {mention.text}
    value = str(mention.value) if mention.value else mention.text
    full = max(forms, key=lambda form: (form == value, len(form), form))
    if full == mention.text:
        full = value  # what an abbreviation or a name cut by ฯ stands for
    return full, tuple(sorted(forms - {full}))


def _placed_elsewhere(reading: Reading, mentions: list[Mention]) -> Recipient | None:
    """The same body where the article tells its province, if all such places agree."""
    found = []
    for mention in mentions:
        placed = with_place(
            reading, Recipient("organisation", mention.start, mention.end, mention), mention.end + 60
        )
        if placed.province:
            found.append(placed)
    return found[0] if found and len({placed.province for placed in found}) == 1 else None


def _cut(text: str, span: Span | None) -> str | None:
    return text[span[0] : span[1]] if span else None
