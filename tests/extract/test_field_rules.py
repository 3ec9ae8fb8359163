"""Fields of a win that stand apart from its award: the work, the edition, the tier."""

from __future__ import annotations

import pytest
from award_reading import facts

WON = "กรมชลประทาน ได้รับรางวัลคลองสวยน้ำใส"


@pytest.mark.parametrize(
    ("text", "project"),
    [
        (f"{WON} จากการพัฒนา “เรือเก็บผักตบ” ที่ใช้พลังแสงอาทิตย์", "เรือเก็บผักตบ"),
        (f"{WON} จากโครงการ “คลองใสใจดี” ที่ชาวบ้านร่วมกันทำ", "โครงการ “คลองใสใจดี”"),
        (f"{WON} ที่ได้รับจากโครงการธนาคารน้ำใต้ดิน", "โครงการธนาคารน้ำใต้ดิน"),
        (f"{WON} ด้วยความสำเร็จของโครงการคลองสร้างสุข ที่มุ่งฟื้นฟูลำน้ำ", "โครงการคลองสร้างสุข"),
        (f"{WON} จากสมาคมคนรักน้ำ ด้วยผลงานเรือเก็บผักตบ", "เรือเก็บผักตบ"),
        (f"{WON} จากแนวคิดเรื่อง “น้ำคือชีวิต” ในงานวันน้ำโลก", "น้ำคือชีวิต"),
    ],
)
def test_the_work_behind_the_award(text: str, project: str) -> None:
    assert [fact.project for fact in facts(text)] == [project]


@pytest.mark.parametrize(
    "text",
    [
        f"{WON} จากการพัฒนาระบบราชการอย่างต่อเนื่อง",
        f"{WON} ด้วยผลงานรางวัลระดับดีเด่น",
        f"{WON} จากโครงการ Thailand Water Awards ที่จัดขึ้นทุกปี",
        f"{WON} ซึ่งกรมได้พัฒนา “เรือเก็บผักตบ” มาใช้",
    ],
)
def test_no_work(text: str) -> None:
    assert [fact.project for fact in facts(text)] == [None]


@pytest.mark.parametrize(
    ("behind", "project"),
    [
        ("ชื่อคลิปสั้น “ลุยคลองยามเช้า”", "ลุยคลองยามเช้า"),
        ("ชื่อ Vlog “พายเรือเก็บขยะ”", "พายเรือเก็บขยะ"),
        ("โดยมีข้อเสนอผลงาน คือ เครื่องกรองน้ำชุมชน", "เครื่องกรองน้ำชุมชน"),
        ("ที่ได้เสนอผลงาน โครงการน้ำใสไร้ขยะ", "โครงการน้ำใสไร้ขยะ"),
    ],
)
def test_the_work_behind_its_owner(behind: str, project: str) -> None:
    found = facts(f"ผลการประกวดคลองสวยน้ำใส ประจำปี 2566\nรางวัลชนะเลิศ ได้แก่ เทศบาลเมืองแสนสุข {behind}")
    assert [(fact.organisation_text, fact.project) for fact in found] == [("เทศบาลเมืองแสนสุข", project)]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("ในปี พ.ศ. 2566 เทศบาลเมืองแสนสุข ได้รับรางวัลคลองสวยน้ำใส", 2566),
        ("เทศบาลเมืองแสนสุข ได้รับรางวัลคลองสวยน้ำใส จากสมาคมคนรักน้ำ ประจำปี 2566", 2566),
        ("ประกาศผลประกวดคลองสวยน้ำใส ปี 66\nเทศบาลเมืองแสนสุข ได้รับรางวัลคลองสวยน้ำใส", 2566),
        ("เทศบาลเมืองแสนสุข ได้รับรางวัลคลองสวยน้ำใส และตั้งเป้าว่าภายในปี 2570 คลองจะใสทั้งเมือง", None),
    ],
)
def test_the_edition_apart_from_the_name(text: str, year: int | None) -> None:
    assert [fact.year for fact in facts(text)] == [year]


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        (f"{WON} จากสมาคมคนรักน้ำ ระดับดีเด่น", "ดีเด่น"),
        (f"{WON} ๔.๐ ในระดับก้าวหน้า", "ก้าวหน้า"),
        (f"{WON} ซึ่งปีก่อนเคยอยู่ในระดับดีเด่น", None),
    ],
)
def test_the_tier_behind_the_giver(text: str, tier: str | None) -> None:
    assert [fact.tier for fact in facts(text)] == [tier]


GIVEN = "มอบรางวัลคลองสวยน้ำใส ประจำปี 2566 ให้แก่ "


@pytest.mark.parametrize(
    ("text", "province"),
    [
        (f"{GIVEN}กองร้อยอาสารักษาดินแดนจังหวัดพังงาที่ 2", "พังงา"),
        (f"{GIVEN}โรงเรียนอนุบาลลำปาง", "ลำปาง"),
        (f"{GIVEN}ทีม Blue Canal จากมหาวิทยาลัยเชียงใหม่", "เชียงใหม่"),
        (
            f"ชาวอำเภอวังสะพุง จังหวัดเลย ร่วมพัฒนาลำน้ำ\n{GIVEN}โรงเรียนบ้านหนองแสง อำเภอวังสะพุง",
            "เลย",
        ),
        (f"ชาวอำเภอวังสะพุง จังหวัดเลย ร่วมพัฒนาลำน้ำ\n{GIVEN}โรงเรียนบ้านหนองแสง", None),
        (f"{GIVEN}สถาบันวิจัยข้าวลำปาง", None),
    ],
)
def test_the_province_of_a_body(text: str, province: str | None) -> None:
    assert [fact.province for fact in facts(text)] == [province]


def test_grades_of_quality() -> None:
    assert [fact.tier for fact in facts(f"{WON} ระดับพัฒนาจนเกิดผล (Significance)")] == ["พัฒนาจนเกิดผล"]
    assert [fact.tier for fact in facts(f"{WON} ระดับแพลทินั่ม")] == ["แพลทินั่ม"]
    assert [fact.tier for fact in facts(f"{WON} ระดับ Best in Class")] == ["Best in Class"]


def test_grades_in_english_and_a_grade_behind_its_field() -> None:
    """ระดับ Distinguished; and ส่วน within a word (ราชการส่วนกลาง) does not begin another clause."""
    assert [f.tier for f in facts("ธนาคารออมสิน ได้รับรางวัล HR Excellence Award ระดับ Distinguished")] == [
        "Distinguished"
    ]
    text = "กรมการปกครอง คว้ารางวัลองค์กรต้นแบบ ประจำปี 2567 องค์กรภาครัฐ ประเภทราชการส่วนกลาง ระดับดี"
    assert [f.tier for f in facts(text)] == ["ดี"]


def test_this_body_is_still_the_subject() -> None:
    assert [f.organisation for f in facts("โรงพยาบาลตาก แห่งนี้ ได้รับรางวัลคลองสวยน้ำใส ประจำปี 2566")] == [
        "โรงพยาบาลตาก"
    ]
