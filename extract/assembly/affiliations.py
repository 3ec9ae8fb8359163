"""Affiliations: the body behind a recipient to which it belongs, a ministry or a school."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.reading import Reading
from extract.assembly.recipients import Recipient
from extract.assembly.whereabouts import province_in_name
from extract.mention import Mention

TEAMS = ("ทีม", "วง", "ชุด")
"""Heads of groups that belong to a school or another body."""
SECOND_SCHOOL = re.compile(r"\s?และ\s?")
AFFILIATION = re.compile(r"(?:จาก|สังกัด|แห่ง|ของ|ใน)\s?")
SCHOOLS = ("โรงเรียน", "มหาวิทยาลัย", "วิทยาลัย")
"""A team of such a school is where the school is."""
OF_DEPARTMENTS = ("โรงพยาบาล", "สถาบัน", "เรือนจำ", "ทัณฑสถาน", "สถานพินิจ", "นิคม")
"""Bodies that departments have in the country."""
MINISTRIES = ("กระทรวง", "สำนักงานปลัดกระทรวง", "สำนักนายกรัฐมนตรี", "สำนักงานปลัดสำนักนายกรัฐมนตรี")
LOCAL = ("ชุมชน", "หมู่บ้าน", "กลุ่ม", "วิสาหกิจชุมชน", "ตลาด", "ศูนย์พัฒนาเด็กเล็ก", "โรงเรียน")
MUNICIPALITIES = ("เทศบาล", "องค์การบริหารส่วนตำบล")


def of_municipality(body: Mention, behind: Mention) -> bool:
    """ชุมชนบ้านดู่ เทศบาลตำบลบ้านดู่: the municipality tells where the community is."""
    first, second = str(body.value or body.text), str(behind.value or behind.text)
    return first.startswith(LOCAL) and second.startswith(MUNICIPALITIES)


def parent_behind(reading: Reading, recipient: Recipient, at: int) -> Recipient | None:
    """กรมทางหลวงชนบท กระทรวงคมนาคม: the ministry behind a body of another rank is the one above it.

    So is the municipality behind a community.
    The office of a permanent secretary is above offices and hospitals, but beside departments.
    """
    body, above = recipient.organisation, reading.at("organisation", at)
    if (
        body is None
        or above is None
        or recipient.kind != "organisation"
        or recipient.province
        or recipient.tier
    ):
        return None
    if of_municipality(body, above):
        return replace(recipient, end=above.end)
    first, second = str(body.value or body.text), str(above.value or above.text)
    if (
        first.startswith(MINISTRIES)
        or not (
            second.startswith(MINISTRIES) or (second.startswith("กรม") and first.startswith(OF_DEPARTMENTS))
        )
        or (first.startswith("กรม") and not second.startswith("กระทรวง"))
        or body.attributes["source"] == "province"
    ):
        return None
    return replace(recipient, end=above.end)


def affiliation_behind(reading: Reading, recipient: Recipient, at: int) -> Recipient | None:
    """The school or parent that a team or office belongs to: not a recipient of its own."""
    match = AFFILIATION.match(reading.text, at)
    team = recipient.organisation is not None and recipient.organisation.attributes.get("head") in TEAMS
    if not match and not team:
        return None
    start = match.end() if match else at
    organisation = reading.at("organisation", start)
    if organisation is None or (not match and organisation.attributes.get("head") in TEAMS):
        return None
    if organisation.attributes.get("source") == "province":
        return None
    joint = SECOND_SCHOOL.match(reading.text, organisation.end)
    second = reading.at("organisation", joint.end()) if joint and team and match else None
    if second is not None and second.attributes.get("head") not in TEAMS:
        return replace(recipient, end=second.end)
    province = recipient.province
    if province is None and organisation.text.startswith(SCHOOLS):
        province = province_in_name(organisation.text)
    return replace(
        recipient,
        province=province,
        province_span=recipient.province_span or (organisation.span if province else None),
        end=organisation.end,
    )
