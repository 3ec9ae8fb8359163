"""Related bodies: those before a verb that only tell whose member won, who gave or who is above."""

from __future__ import annotations

import re

from extract.assembly.affiliations import of_municipality
from extract.assembly.reading import Reading
from extract.mention import Mention

QUALIFIED = re.compile(
    r"\)?\s?(?:\([^()\n]{1,40}\))?\s?[“”\"]?\s?(?:(?:อำเภอ|อ\.|ตำบล|ต\.|เขต)\s?[ก-๙]{2,20}\s?)*"
)
LONGEST = 120
"""Characters between a body and the one above it."""
UNDER = re.compile(
    r"(?:(?:ใน)?สังกัด|ภายใต้(?:การ[ก-๙]{3,20})?)(?:ของ)?\s?$|(?:อำเภอ|อ\.|ตำบล|ต\.)\s?[ก-๙]{2,20}\s?$"
)
UNDER_ITS_PARENT = re.compile(
    r"\)?\s?(?:ซึ่งเป็น)?(?:หน่วยงาน|รัฐวิสาหกิจ|องค์กร)(?:ใน|ภายใต้)?(?:สังกัด|การกำกับ|กำกับ)(?:ดูแล)?(?:ของ)?\s?"
)
"""สำนักงานสถิติแห่งชาติ หน่วยงานในสังกัดกระทรวง...: between a body and the one above it."""
MEMBERS = re.compile(
    "(?:(?<!ศูนย์พัฒนา)เด็ก|ข้าราชการ|พนักงาน|บุคลากร|เจ้าหน้าที่|นักศึกษา|นักเรียน|นิสิต|ครู|อาจารย์|นักวิจัย|ผู้ประกอบการ|ลูกจ้าง)[ก-๙]{0,12}"
    "(?:ของ|จาก|สังกัด|ใน)?\\s?$"
)
SOME_OF = re.compile(
    r"(?:[0-9๐-๙]+\s?(?:หน่วยงาน|องค์กร|ส่วนราชการ|แห่ง|โรงพยาบาล|โรงเรียน|ผลงาน|คน|ราย|ทีม)|ทุก|หลาย)(?:ใน|ของ|สังกัด|ภายใต้)*\s?$"
)
"""3 หน่วยงาน สธ., ทุกสถานี...: some of a body's units won, or all of a kind."""
FROM_GIVER = re.compile(r"(?:จาก|จัดโดย|มอบโดย)\s?$")
ONE_OF_WORKS = re.compile(r"ใน\s?[0-9๐-๙]+\s?(?:โครงการ|ผลงาน|เรื่อง|ภาพ|นวัตกรรม|คน|ท่าน)")
"""...ซึ่งเป็น 1 ใน 19 โครงการที่ได้รับ: no body is meant."""
NOT_A_PLACE = re.compile(
    r"(?:^|[\n!:,/“\"(]|และ|กับ|รวมถึง|รวมทั้ง|ให้|แก่|โดย|ซึ่ง|ว่า|นี้|คือ|ได้แก่|สำหรับ|ส่วน|ขณะที่|(?<!พื้น)ที่|ทาง|ของ|[0-9๐-๙])\s?$"
)
"""Before a province that is meant itself; behind any other word it tells where (กลุ่ม... จังหวัดเลย)."""
TOGETHER = re.compile(r"[\s)]*(?:ร่วมกับ|ความร่วมมือกับ|โดยความร่วมมือของ)\s?$")
"""X พัฒนาระบบร่วมกับกรม... จนได้รับ: with whom a body did what won."""
QUOTED = 60
"""Characters of a quotation before the body that closes it."""
OWNER = re.compile(r"ของ\s?$")
OWNED = re.compile(
    r"(?:ผลงาน|(?<!สำนัก)(?<!หน่วย)(?<!พนัก)งาน|ความสำเร็จ|โครงการ|ความภาคภูมิใจ|การดำเนินงาน|นวัตกรรม|ระบบ)[^\n]{0,24}ของ\s?$"
)
DELEGATE = re.compile(r"(?:เป็นผู้แทน|ผู้แทน|ในนาม|ตัวแทน|ในฐานะผู้แทน|แทน|เป็นตัวแทน|ในนามของ)(?:ของ)?\s?$")
TEAM_FROM = re.compile(r"[”\"’]?\s?(?:จาก|ของ|สังกัด|ตัวแทนจาก)\s?")
TEAMS = ("ทีม", "วงดนตรี", "วงดุริยางค์", "ชมรม", "ชุมนุม")
"""ทีม... จากโรงเรียน...: the team won, the school is where it comes from."""
PARENT_HEADS = ("กระทรวง", "สำนักนายกรัฐมนตรี", "จังหวัด", "มหาวิทยาลัย", "กรม", "กรุงเทพมหานคร", "สำนักงานคณะกรรมการ")


def only_related(reading: Reading, organisation: Mention, floor: int, gap: str) -> bool:
    """Whether the body before the verb only tells whose member won, who gave, what was owned or who is above.

    นักเรียนของโรงเรียน... คว้า, รางวัลจากกระทรวง... ได้รับ, ตราของกรม... ซึ่งได้รับ, ...สังกัดกรม... ได้รับ.
    """
    text = reading.text
    main = not_the_parent(reading, organisation)
    before = text[max(floor, main.start - 40) : main.start]
    if (MEMBERS.search(before) and not DELEGATE.search(before)) or SOME_OF.search(before):
        return True
    from_giver = FROM_GIVER.search(before) and "รางวัล" in text[max(floor, main.start - 90) : main.start]
    if from_giver or _closes_quotation(text, main, floor):
        return True
    named_by_office = organisation.attributes.get("office") or main.attributes.get("office")
    place = main.attributes.get("source") == "province" and main.start > floor and not named_by_office
    if ONE_OF_WORKS.search(gap) or (place and not NOT_A_PLACE.search(before)):
        return True
    relative = gap.lstrip().startswith(("ซึ่ง", "ที่")) and "เคย" not in gap
    if OWNER.search(before) and relative and not OWNED.search(before):
        return True
    earlier = reading.before("organisation", main.start) if TOGETHER.search(before) else None
    if not relative and earlier is not None and not TOGETHER.fullmatch(text, earlier.end, main.start):
        return True
    under = UNDER.search(text[max(0, organisation.start - 24) : organisation.start])
    return main is organisation and under is not None


def _closes_quotation(text: str, body: Mention, floor: int) -> bool:
    """“ผ้าฝ้ายบ้านนา” คว้ารางวัล: what is quoted has won, and the name of a body is only its end."""
    if text[body.end : body.end + 1] not in ("”", '"') or body.attributes.get("office"):
        return False
    opening = max(text.rfind(mark, max(floor, body.start - QUOTED), body.start) for mark in '“"')
    quoted = text[opening + 1 : body.start]
    return opening >= 0 and bool(quoted.strip()) and "”" not in quoted


def not_the_parent(reading: Reading, organisation: Mention) -> Mention:
    """กรมทางหลวงชนบท (ทช.) กระทรวงคมนาคม: the winner is the department, not its ministry.

    The same for a defined abbreviation, whose full name is the mention, and for a province that tells where.
    """
    for _ in range(3):
        earlier = reading.before("organisation", organisation.start)
        if earlier is None:
            break
        between = reading.text[earlier.end : organisation.start]
        if "\n" in between:
            break
        full = organisation.attributes.get("full")
        if full is not None and full.start == earlier.start and re.fullmatch(r"\s?\(\s?|\s?หรือ\s?", between):
            organisation = earlier
            continue
        if TEAM_FROM.fullmatch(between) and earlier.text.lstrip('“"').startswith(TEAMS):
            return earlier
        if of_municipality(earlier, organisation) and QUALIFIED.fullmatch(between):
            return earlier
        parent = str(organisation.value or organisation.text).startswith(
            PARENT_HEADS
        ) and not earlier.text.startswith(("กระทรวง", "จังหวัด"))
        beside = QUALIFIED.fullmatch(between) or UNDER_ITS_PARENT.fullmatch(between)
        if not parent or len(between) > LONGEST or not beside:
            break
        organisation = earlier.attributes.get("full") or earlier
    return organisation
