"""Lists laid out in lines: headings over headings, the last item behind และ, contestants behind จาก."""

from __future__ import annotations

import pytest
from award_reading import facts, recipients

PLANTS = "กระทรวงอุตสาหกรรมมอบรางวัลโรงงานใสสะอาด ประจำปี 2562 ดังนี้\n"
CLIPS = "ผลการประกวดคลิปสั้นรักษ์น้ำ ประจำปี 2563 มีดังนี้\n"


def test_a_heading_under_a_heading() -> None:
    """What stands between two headings is no list yet: the winners of the lower one follow."""
    found = facts(
        f"{PLANTS}1. ประเภทการจัดการน้ำ จำนวน 1 รางวัล\n(1) บริษัท ใสสยาม จำกัด จังหวัดระยอง\n"
        "2. ประเภทการบริหารทั่วไป จำนวน 2 รางวัล\nประเภทการบริหารขนาดกลาง จำนวน 1 รางวัล\n"
        "(1) บริษัท ลานนาแก้ว จำกัด จังหวัดลำปาง\nประเภทการบริหารขนาดย่อม จำนวน 1 รางวัล\n"
        "บริษัท ชัยกระดาษ จำกัด จังหวัดตาก\n"
    )
    assert [(f.organisation_text, f.category) for f in found] == [
        ("บริษัท ใสสยาม จำกัด", "ประเภทการจัดการน้ำ"),
        ("บริษัท ลานนาแก้ว จำกัด", "ประเภทการบริหารขนาดกลาง"),
        ("บริษัท ชัยกระดาษ จำกัด", "ประเภทการบริหารขนาดย่อม"),
    ]


def test_the_last_line_of_a_list_opens_with_and() -> None:
    assert recipients(
        "มอบรางวัลอำเภอน่าอยู่ ประจำปี 2561 ได้แก่\n1. เทศบาลตำบลบ้านกลาง\n2. เทศบาลตำบลครึ่ง\nและ 3. เทศบาลเมืองแสนสุข"
    ) == ["เทศบาลตำบลบ้านกลาง", "เทศบาลตำบลครึ่ง", "เทศบาลเมืองแสนสุข"]


def test_contestants_behind_from() -> None:
    """รางวัลชนะเลิศ จากโรงเรียน...: the school competed and won."""
    assert [
        (f.organisation_text, f.tier)
        for f in facts(
            f"{CLIPS}รางวัลชนะเลิศ จากโรงเรียนบ้านหนองแสง จังหวัดเลย\nรางวัลรองชนะเลิศ อันดับ 1 จากวิทยาลัยเทคนิคแพร่"
        )
    ] == [("โรงเรียนบ้านหนองแสง", "ชนะเลิศ"), ("วิทยาลัยเทคนิคแพร่", "รองชนะเลิศ อันดับ 1")]


def test_givers_behind_from() -> None:
    """จากกระทรวง...: who gives the prize has not won it."""
    assert recipients(f"{CLIPS}รางวัลชนะเลิศ จากกระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม มูลค่า 5,000 บาท") == []


def test_placings_joined_by_and() -> None:
    """และรองชนะเลิศ...: no space stands before the last placing."""
    assert [
        (f.organisation_text, f.tier)
        for f in facts(
            "ผลรางวัลคลินิกใจดี ปี 2564 ได้แก่ รางวัลชนะเลิศ ได้แก่ โรงพยาบาลปัว จังหวัดน่าน, รองชนะเลิศอันดับหนึ่ง โรงพยาบาลเทิง "
            "จังหวัดเชียงราย และรองชนะเลิศอันดับสอง โรงพยาบาลปาย จังหวัดแม่ฮ่องสอน"
        )
    ] == [
        ("โรงพยาบาลปัว", "ชนะเลิศ"),
        ("โรงพยาบาลเทิง", "รองชนะเลิศอันดับหนึ่ง"),
        ("โรงพยาบาลปาย", "รองชนะเลิศอันดับสอง"),
    ]


@pytest.mark.parametrize("level", ["ระดับกลุ่มจังหวัด", "ระดับประชาชนทั่วไป", "ระดับปฐมวัย", "ระดับส่วนราชการ"])
def test_levels_of_competition(level: str) -> None:
    """A level at which is competed is a category that heads its list."""
    found = facts(
        f"มอบรางวัลถนนปลอดฝุ่น ประจำปี 2560 ดังนี้\n{level} จำนวน 2 รางวัล ประกอบด้วย เทศบาลเมืองแสนสุข และเทศบาลตำบลครึ่ง"
    )
    assert [(f.organisation_text, f.category) for f in found] == [
        ("เทศบาลเมืองแสนสุข", level),
        ("เทศบาลตำบลครึ่ง", level),
    ]
