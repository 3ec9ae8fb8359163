"""Ceremonies: the programme or contest that an award was won in (รางวัล Best Bank จากงาน X Awards)."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from extract.assembly.reading import Reading
from extract.components.programmes import is_part_of
from extract.mention import Mention

AT_CEREMONY = re.compile(
    r"\s?(?:อัน|ที่)?(?:ทรงเกียรติ)?\s?(?:ซึ่งมอบ|ที่มอบ|มอบ)?(?:ไว้)?(?:จาก|ภายใน|ใน|ภายใต้|บน)"
    r"(?:เวที|งาน|โครงการ|รายการ|กิจกรรม)?(?:พิธี)?(?:(?:การ)?(?:มอบ|ประกาศผล|ประกาศ|จัดอันดับ))?"
    r"(?:ระดับ(?:โลก|นานาชาติ|สากล|ภูมิภาค|เอเชีย|อาเซียน|ประเทศ|ชาติ)|นานาชาติ)?\s?[“\"‘']?\s?"
)
"""จากงาน, ในเวทีระดับโลก, ในพิธีมอบ: what leads from an award to the ceremony or contest it was won in."""
WITHOUT_NOUN = re.compile(r"(?:จาก|ภายใน|ใน|ภายใต้|บน)[\s“\"‘']*$")
"""A bare preposition leads to a ceremony too, but จากโล่... or ในรางวัล... does not."""
SAME = 75
"""Per cent of edit similarity from which two names are one award."""


def ceremony_behind(reading: Reading, position: int) -> Mention | None:
    """The award, programme or contest that is named behind จากงาน, ในเวที, จากการประกวด at this place."""
    lead = AT_CEREMONY.match(reading.text, position)
    if lead is None:
        return _english_name_behind(reading, position)
    award = reading.at("award", lead.end())
    if award is None or award.attributes["kind"] not in ("name", "contest"):
        return None
    if WITHOUT_NOUN.search(lead[0]) and award.attributes["object"]:
        return None
    return award


def _english_name_behind(reading: Reading, position: int) -> Mention | None:
    """คว้า 2 รางวัลไอทีระดับโลก ASOCIO Awards 2024: the English name that follows what describes the award."""
    award = reading.at("award", position)
    if award is None or award.attributes["object"] or not award.text.isascii():
        return None
    return award if award.attributes["kind"] == "name" and reading.text[position - 1] == " " else None


def is_won_within(award: Mention | None, ceremony: Mention) -> bool:
    """Whether the ceremony gives the award: it is no programme of its own, nor the same told twice."""
    if award is None or award.attributes["kind"] != "name":
        return True
    own, other = award.attributes.get("programme"), ceremony.attributes.get("programme")
    if own is not None:
        return own != other and other is not None and is_part_of(str(own), str(other))
    return fuzz.ratio(_stem(award.text), _stem(ceremony.text)) < SAME


def _stem(name: str) -> str:
    return re.sub(r"^(?:โล่|ถ้วย)?รางวัล|[\s“”\"'‘’]", "", name).casefold()
