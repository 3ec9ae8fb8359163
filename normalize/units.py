"""Units and the bodies that they belong to: where a name is cut in two.

"คณะแพทยศาสตร์ มหาวิทยาลัยขอนแก่น", "กองช่าง ทต.บ้านกลาง", "เขื่อนสิริกิติ์ กฟผ.", "กปภ.สาขาขอนแก่น".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from normalize.areas import find_areas
from normalize.kinds import match_head
from normalize.known_bodies import is_known
from normalize.municipalities import LOCAL
from normalize.organisation_name import province_named

_OWNER = (
    r"มหาวิทยาลัย|จุฬาลงกรณ์มหาวิทยาลัย|จุฬาฯ|ม\.(?!\s?\d)|กระทรวง|กรม(?!หลวง|พระ|ขุน|หมื่น|สมเด็จ)|บริษัท|บมจ|บจก|การไฟฟ้า|การประปา|การรถไฟ|การทาง|การท่าเรือ"
    r"|การเคหะ|การนิคม|ธนาคาร|สภากาชาดไทย|สำนักงาน(?!ใหญ่)|สนง\.|เทศบาล|องค์การบริหารส่วน|อบต|อบจ|ท[นมต]\.|ท\.[นมต]\."
    r"|สถาบัน(?!การเงิน)|โรงพยาบาล|รพ\.|โรงเรียน|รร\.|ร\.ร\.|วิทยาลัย|คณะ(?!กรรมการ|ทำงาน)(?=.*มหาวิทยาลัย|.*ม\.|.*จุฬา)"
)
_SPACED = re.compile(rf"\s+(?={_OWNER})")
_HOSPITAL = re.compile(r"โรงพยาบาล|รพ\.")
_FACULTY_LAST = re.compile(
    r"(?P<university>(?:มหาวิทยาลัย|จุฬาลงกรณ์มหาวิทยาลัย|ม\.|ม[ก-ฮ]{1,3}\.|จุฬาฯ).*?)\s+(?P<unit>คณะ(?!กรรมการ|ทำงาน|ผู้)\S.*)"
)
_UNIVERSITY = re.compile(r"(?<=\S)(?=(?:จุฬาลงกรณ์)?มหาวิทยาลัย)")
_LOCAL = re.compile(
    r"(?<=\S)(?=เทศบาล(?:ตำบล|เมือง|นคร)|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|อบต\.|อบจ\.|ทต\.|ทม\.|ทน\.)"
)
_PART = re.compile(
    r"กอง(?!ทุน|ทัพ|พล|บิน|บัญชาการ|บังคับการ|ร้อย|กำลัง)|สำนัก(?!งาน|สงฆ์)|ฝ่าย|งาน|แผนก|หน่วยตรวจสอบภายใน"
)
"""Parts of a local government, to which its name may be glued (กองช่างเทศบาลตำบล...)."""
_BANGKOK = re.compile(r"(?<=\S)\s*(?=(?:กรุงเทพมหานคร|กทม\.?)$)")
_SEAT = re.compile(
    r"(?:สำนักงาน|สนง\s?\.|ที่ทำการ)\s*(?=เทศบาล|องค์การบริหารส่วน|อบต|อบจ|อ\.บ\.|ท[นมต]\.|ท\.[นมต]\.)"
)
_BRANCH = re.compile(
    r"(?<=\S.)(?:สาขา|เขต(?:ที่)?\s?(?=\d)|ภาค(?=ที่|\s?\d|เหนือ|ใต้|กลาง|ตะวัน|อีสาน)|ประจำ(?=จังหวัด|ภาค|เขต)|จังหวัด|อำเภอ)(?=.)"
)
_AFTER_SHORT = re.compile(r"(?P<body>(?:[ก-ฮ]{1,6}\.)+)\s*(?P<rest>[ก-ฮเ-ไ][ก-๎]{2,})")
# A unit without a kind of its own (ศูนย์..., กลุ่มธุรกิจ...) is of the kind of such an owner.
_LENDS_KIND = frozenset(
    {
        "central_agency",
        "state_enterprise",
        "public_organisation",
        "university",
        "hospital",
        "company",
        "health_office",
        "provincial_office",
    }
)


@dataclass(frozen=True, slots=True)
class Cut:
    """A name in two: the unit's and its owner's."""

    unit: str
    owner: str


def cut_unit(name: str) -> Cut | None:
    """The unit and its owner; None when the name is not so made."""
    if name.startswith("คณะ"):  # คณะแพทยศาสตร์ โรงพยาบาลรามาธิบดี is the faculty's name
        cut = next(
            (match for match in _SPACED.finditer(name) if not _HOSPITAL.match(name, match.end())), None
        )
        cut = cut or _UNIVERSITY.search(name)
    else:
        cut = _SPACED.search(name)
    if cut is None and (part := _PART.match(name)):
        cut = _LOCAL.search(name, part.end())
    if cut is None and _PART.match(name):
        cut = _BANGKOK.search(name)
    if cut is not None and cut.start():
        return Cut(name[: cut.start()], name[cut.end() :])
    if turned := _FACULTY_LAST.fullmatch(name):
        return Cut(turned["unit"], turned["university"])
    words = name.rsplit(" ", 1)
    if len(words) == 2 and words[1].endswith((".", "ฯ")) and is_known(words[1]):
        return Cut(words[0], words[1])
    return None


def cut_branch(name: str) -> Cut | None:
    """A branch of a known body, the branch first (กปภ.สาขาขอนแก่น); a bare place only behind abbreviations.

    จังหวัด behind a space is where the body lies, not its branch.
    """
    matched = match_head(name)
    head = matched[1] if matched else 0
    for match in _BRANCH.finditer(name):
        body = name[: match.start()]
        if len(body.strip()) <= head:  # สพป. is the head of the name, not a body of its own
            continue
        spaced = body.endswith(" ") and match[0] in {"จังหวัด", "อำเภอ"}
        if not spaced and is_known(body.strip()):
            return Cut(name[match.start() :], body.strip())
    short = _AFTER_SHORT.fullmatch(name)
    if short is None or len(short["body"]) <= head or not is_known(short["body"]):
        return None
    if province_named(short["rest"]) is not None:
        return Cut(f"จังหวัด{short['rest']}", short["body"])
    return Cut(f"อำเภอ{short['rest']}", short["body"]) if find_areas(short["rest"], "district") else None


def own_seat(name: str) -> str:
    """A local government's name without the word for its seat (สำนักงานเทศบาลนครยะลา, ที่ทำการ อบต.ปางหมู)."""
    return _SEAT.sub("", name, count=1) if _SEAT.match(name) else name


def kind_in(owner: str, kind: str, name: str) -> str:
    """The kind of a unit of kind `kind` in a body of kind `owner`."""
    if owner in LOCAL or owner in {"provincial_administration", "special_local_government"}:
        return owner if _PART.match(name) else kind
    if owner in _LENDS_KIND and (kind == "other" or name.startswith("กลุ่ม") or _PART.match(name)):
        return owner
    return kind
