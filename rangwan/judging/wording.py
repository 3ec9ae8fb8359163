"""Judgements, names and places in words: Thai with English beside."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from db.judgements import Entry
from db.profiles import Name, Profile
from normalize.kinds import kinds

DECISIONS = {
    "merge": "หน่วยงานเดียวกัน one organisation",
    "keep apart": "คนละหน่วยงาน two organisations",
    "unsure": "ยังไม่แน่ใจ unsure",
}

_BASES = {
    "name": "อยู่ในชื่อ in its name",
    "stated": "ข่าวระบุ stated by an article",
    "inferred": "อนุมาน inferred",
}

_PARTS = {
    "kind": "ประเภท kind",
    "head": "คำนำหน้า head word",
    "proper": "ชื่อ name",
    "province": "จังหวัด province",
    "edits": "ตัวอักษรที่ต่าง letters that differ",
    "neighbours": "ชื่ออื่นที่ใกล้เคียง other near names",
    "candidates": "หน่วยงานที่เป็นไปได้ candidates",
}


def printable(text: str) -> str:
    """A text of an article without what could control the terminal, on one line."""
    return "".join(char if char.isprintable() else " " for char in " ".join(text.split()))


def kind_words(kind: str) -> str:
    """A kind of organisation in both languages."""
    known = kinds().get(kind)
    return f"{known.name} {known.name_en}" if known else kind


def place_words(profile: Profile) -> str:
    """The province with what it is known from, and the district where it is known."""
    if profile.province is None:
        return "ไม่ทราบจังหวัด province not known"
    place = " ".join(filter(None, (f"อ.{profile.district}" if profile.district else "", profile.province)))
    basis = _BASES.get(profile.province_basis or "", profile.province_basis or "")
    if profile.province_registry:
        source = f": {profile.province_registry}"
    elif profile.province_source:
        source = f": {printable(profile.province_source_title or '')} [{profile.province_source}]"
    else:
        source = ""
    return f"{place} ({basis}{source})"


def name_words(name: Name | None, key: str) -> str:
    """A key as people write it, with what else tells it from others of the same form."""
    if name is None:
        return printable(key)
    said = []
    if name.province:
        said.append(f"จังหวัด{name.province}")
    if name.article_id:
        said.append(f"เฉพาะในข่าว only in: {printable(name.article or name.article_id)}")
    if not name.in_use:
        said.append("ไม่มีข่าวใดกล่าวถึงแล้ว no article states it any more")
    return printable(name.text) + (f" ({', '.join(said)})" if said else "")


def reason_words(rule: str, parts: Mapping[str, Any], left: Name | None, right: Name | None) -> str:
    """Why a rule judged as it did: what its score is made of."""
    said = []
    if rule == "spelling" and left and right:
        said.append(_difference(left.proper, right.proper, parts.get("edits")))
        if parts.get("neighbours"):
            count = parts["neighbours"]
            said.append(f"มีอีก {count} ชื่อที่ใกล้เคียง {count} other near name{'' if count == 1 else 's'}")
        if isinstance(parts.get("proper"), float):
            said.append(f"ชื่อคล้ายกัน {parts['proper']:.0%} alike")
    elif rule == "province" and parts.get("candidates"):
        said.append("ชื่อเดียวกัน แต่ข่าวไม่ระบุจังหวัด same name, province not stated")
        count = parts["candidates"]
        one = f"มีหน่วยงานเดียวที่ใช้ชื่อนี้ {count} candidate"
        said.append(one if count == 1 else f"มี {count} หน่วยงานที่ใช้ชื่อนี้ {count} candidates")
    else:
        said += [f"{_PARTS.get(part, part)}: {_value(value)}" for part, value in parts.items()]
    return "; ".join(said) or rule


def judgement_words(entry: Entry, left: Name | None, right: Name | None) -> str:
    """Who decided, when, and why."""
    when = entry.made_at[:16].replace("T", " ")
    if entry.made_by == "rule":
        score = f" {entry.score:.2f}" if entry.score is not None else ""
        return (
            f"กฎ rule {entry.author}{score}, {when}: {reason_words(entry.author, entry.parts, left, right)}"
        )
    note = f": {printable(entry.note)}" if entry.note else ""
    return f"บุคคล person {printable(entry.author)}, {when}{note}"


def unjudged_words(left: Name, right: Name) -> str:
    """Why rules never weighed two names against each other."""
    if left.kind != right.kind:
        return (
            f"คนละประเภท kinds differ: {kind_words(left.kind)} / {kind_words(right.kind)};"
            " กฎไม่เทียบข้ามประเภท rules never compare across kinds"
        )
    if left.head != right.head:
        return f"คำนำหน้าต่างกัน head words differ: {left.head or '-'} / {right.head or '-'}"
    if left.proper != right.proper:
        return f"{_difference(left.proper, right.proper, None)}; ไม่ใกล้พอที่จะเทียบ not near enough to be weighed"
    if left.province and right.province and left.province != right.province:
        return f"ชื่อเดียวกัน คนละจังหวัด same name, provinces differ: {left.province} / {right.province}"
    return "ไม่มีกฎใดเทียบสองชื่อนี้ no rule has weighed these two names"


def _difference(left: str, right: str, edits: object) -> str:
    """Where two names differ, the letters round the difference with it."""
    a, b = _differing(left, right)
    words = "ต่างกันหนึ่งตัวอักษร one letter differs" if edits == 1 else "ชื่อต่างกัน names differ"
    return f"{words}: {a} / {b}"


def _differing(left: str, right: str) -> tuple[str, str]:
    blocks = [
        (i, j, k, m)
        for tag, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    if not blocks:
        return left, right
    # Thai vowels and tones cannot be read alone: a few letters on either side come with them.
    return (
        _cut(left, blocks[0][0], blocks[-1][1]),
        _cut(right, blocks[0][2], blocks[-1][3]),
    )


def _cut(text: str, start: int, end: int, around: int = 4) -> str:
    first, last = max(0, start - around), min(len(text), end + around)
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"


def _value(value: object) -> str:
    if value == "not stated":
        return "ไม่ระบุ not stated"
    return f"{value:.2f}" if isinstance(value, float) else str(value)
