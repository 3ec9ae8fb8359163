"""Names joined with what stands beside them: prefixes, parts, parents, the office of a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.components.tokens import THAI
from extract.mention import Mention

POSITION = re.compile(
    r"(?:รอง|ผู้ช่วย|อดีต|รักษาการ|รักษาราชการแทน|ที่ปรึกษา)?"
    r"(?:อธิบดี|ปลัด|ผู้ว่าการ|ผู้อำนวยการใหญ่|ผู้อำนวยการ|เลขาธิการ|อธิการบดี|รัฐมนตรีว่าการ|รัฐมนตรีช่วยว่าการ|รัฐมนตรีประจำ"
    r"|รมว\.|รมช\.|รมต\.|ผู้จัดการ|ผู้ตรวจราชการ|ผู้บัญชาการ|ประธานกรรมการ|ประธาน|นายก|หัวหน้า"
    r"|กรรมการผู้จัดการใหญ่|กรรมการผู้จัดการ|ผู้บริหาร|ผู้ว่าราชการ|คณบดี|รองอธิบดี|เลขานุการ|โฆษก|คณะผู้บริหาร|กรรมการ|ผู้แทน"
    r"|ผู้ก่อตั้ง|เจ้าของ|สมาชิก|พนักงาน|เจ้าหน้าที่|บุคลากร|นักเรียน|นักศึกษา|อาจารย์|ครู|ผู้ช่วยรัฐมนตรีประจำ|ผอ\.|ผบ\.)[ ]?\Z"
)
WHOLES = ("head", "gazetteer", "company")
"""Where a whole body was found, to which parts may belong."""
NO_OWNERS = ("ชุมชน", "หมู่บ้าน", "บ้าน", "วัด", "ตลาด", "ร้าน", "กลุ่ม", "ทีม", "วิสาหกิจชุมชน", "มูลนิธิ", "ชมรม")
"""Heads of bodies that have no parts of a kind of their own."""
LONGEST_CHAIN = 4
"""Parts of parts that one name may hold (กลุ่มงาน... กอง... โรงพยาบาล...)."""
NO_PARTS = ("สำนักปลัดกระทรวง", "สำนักนายก", "สำนักเลขาธิการ", "สำนักพุทธ")
"""Bodies of their own that begin like a part of one."""
TEAMS = ("ทีม", "วงดนตรี", "วงโยธวาทิต", "วงดุริยางค์")
SCHOOLS = ("โรงเรียน", "วิทยาลัย", "มหาวิทยาลัย", "สถาบัน", "รร.", "ร.ร.", "มรภ.", "มทร.", "ม.")
ARTS_COLLEGES = ("วิทยาลัยนาฏศิลป", "วิทยาลัยช่างศิลป")
HOUSES = ("สมาคม", "ชมรม", "สโมสร", "สหกรณ์", "สหภาพ")
"""Bodies of the staff of another one, by whose abbreviation they go (สมาคมแม่บ้าน มท.)."""

SAID_TWICE = re.compile(r"(กระทรวง|กรม|สำนักงาน|เทศบาล|จังหวัด|โรงเรียน|โรงพยาบาล|มหาวิทยาลัย|ธนาคาร) ?(?=\1)")
"""กรม กรมประมง: a slip of the pen."""
KIND_FIRST = re.compile(rf"(?P<kind>[{THAI}]{{5,40}}) (?=(?P=kind)[{THAI}])")
"""กลุ่มเกษตรกรทำนา กลุ่มเกษตรกรทำนาบ้านร้อง: the kind of a body, and then the body."""


def parts_joined(text: str, mentions: Sequence[Mention], parts: Sequence[str]) -> list[Mention]:
    """คณะแพทยศาสตร์ โรงพยาบาลรามาธิบดี: parts of a body, and the body behind them, are one name.

    ทีมใบไม้ โรงเรียนบ้านกลาง is one too; attributes["team"] is the team, by which alone it may go elsewhere.
    """
    joined: list[Mention] = []
    for mention in mentions:
        whole = mention
        head = mention.attributes.get("head")
        is_body = mention.attributes.get("source") in WHOLES and head not in parts and head not in NO_OWNERS
        for _ in range(LONGEST_CHAIN):
            if not is_body or not joined or text[joined[-1].end : whole.start] != " ":
                break
            before = joined[-1]
            if _is_part(before, parts) or _is_college(before, mention):
                whole = _spanning(text, before, whole, None)
            elif whole is mention and _is_team(before) and _is_school(mention):
                whole = _spanning(text, before, whole, None, team=before)
            else:
                break
            joined.pop()
        joined.append(whole)
    return joined


def without_kind(text: str, mention: Mention) -> Mention:
    """สหกรณ์การเกษตร สหกรณ์การเกษตรเมืองน่าน, กรม กรมประมง: the kind before a body is no part of its name."""
    kind = KIND_FIRST.match(text, mention.start, mention.end) or SAID_TWICE.match(
        text, mention.start, mention.end
    )
    if kind is None:
        return mention
    start = kind.end()
    return Mention("organisation", start, mention.end, text[start : mention.end], None, mention.attributes)


def _is_part(unit: Mention, parts: Sequence[str]) -> bool:
    """Whether a name is of a part of some body, and the body is not in it yet."""
    is_whole = "whole" in unit.attributes or unit.text.startswith(NO_PARTS)
    return unit.attributes.get("head") in parts and not is_whole


def _is_college(unit: Mention, body: Mention) -> bool:
    """Whether a college of dance or art, or a medical school, belongs to the body behind it."""
    arts = unit.text.startswith(ARTS_COLLEGES) and body.text.startswith("สถาบันบัณฑิตพัฒนศิลป์")
    return arts or (unit.text.startswith("คณะแพทยศาสตร์") and "มหาวิทยาลัย" in body.text)


def _is_team(body: Mention) -> bool:
    """Whether a name is a team's, with no school behind it yet."""
    return body.attributes.get("head") in TEAMS and "team" not in body.attributes


def _is_school(body: Mention) -> bool:
    """Whether a body has teams: a school, a college or a university."""
    return body.text.startswith(SCHOOLS) or "มหาวิทยาลัย" in body.text


def houses_joined(text: str, mentions: Sequence[Mention], parts: Sequence[str]) -> list[Mention]:
    """สมาคมแม่บ้าน มท., กองกลาง สำนักงานปลัดกระทรวง มท.: a body and its ministry's abbreviation are one name."""
    joined: list[Mention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        ministry = str(mention.value or "")
        name = None
        if (
            before is not None
            and mention.attributes.get("source") == "abbreviation"
            and text[before.end : mention.start] in (" ", "")
        ):
            if ministry.startswith("กระทรวง") and before.attributes.get("head") in HOUSES:
                name = before.text + ministry.removeprefix("กระทรวง")
            elif ministry.startswith(("กระทรวง", "สำนักงานปลัด")) and _is_part(before, parts):
                name = f"{before.text} {ministry}"
        if before is not None and name is not None:
            joined[-1] = _spanning(text, before, mention, name)
        else:
            joined.append(mention)
    return joined


def _spanning(text: str, first: Mention, last: Mention, name: str | None, **more: Mention) -> Mention:
    attributes = {**first.attributes, **more, "whole": last}
    return Mention("organisation", first.start, last.end, text[first.start : last.end], name, attributes)


def with_prefix(text: str, mention: Mention) -> Mention:
    """ทีมโรงเรียน..., ร้านสมาคม...: the body behind the word is meant; the mention begins with the word."""
    for word in ("ทีม", "ร้าน"):
        start = mention.start - len(word)
        if (
            start >= 0
            and text.startswith(word, start)
            and mention.attributes.get("source") in ("head", "gazetteer")
        ):
            value = mention.value or mention.text
            return Mention(
                "organisation", start, mention.end, text[start : mention.end], value, mention.attributes
            )
    return mention


def with_office(text: str, mention: Mention) -> Mention:
    """Note whether the body is named as somebody's office (อธิบดีกรม...)."""
    before = text[max(0, mention.start - 40) : mention.start]
    if not POSITION.search(before):
        return mention
    attributes = {**mention.attributes, "office": True}
    return Mention(mention.label, mention.start, mention.end, mention.text, mention.value, attributes)
