"""A line that numbers bodies and, under each, the awards that it won."""

from __future__ import annotations

from award_reading import extraction

LEAD = "กระทรวงพาณิชย์ มีผลงานที่ได้รับรางวัลเลิศรัฐ ประจำปี 2565 จำนวนทั้งสิ้น 3 ผลงาน ประกอบด้วย "


def told(text: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(fact.organisation, fact.tier, fact.project) for fact in extraction(text).awards]


def test_each_body_has_the_awards_that_stand_under_its_number() -> None:
    """The ministry tells of its departments and won none itself."""
    text = (
        f"{LEAD}1) กรมการค้าภายใน จำนวน 2 รางวัล ได้แก่ 1.1) ประเภทพัฒนาการบริการ ระดับดีเด่น ผลงาน “ตลาดนัด” "
        "และ 1.2) ประเภทนวัตกรรมการบริการ ระดับดี ผลงาน “ร้านธงฟ้า” "
        "2) กรมการค้าต่างประเทศ จำนวน 1 รางวัล ประเภทยกระดับการบริการ ระดับดี ผลงาน “ใบรับรอง (e-CO 19)”"
    )
    assert told(text) == [
        ("กรมการค้าภายใน", "ดีเด่น", "ตลาดนัด"),
        ("กรมการค้าภายใน", "ดี", "ร้านธงฟ้า"),
        ("กรมการค้าต่างประเทศ", "ดี", "ใบรับรอง (e-CO 19)"),
    ]


def test_bodies_that_tell_no_number_of_awards_are_read_as_a_list() -> None:
    text = "หน่วยงานที่ได้รับรางวัลเลิศรัฐ ประจำปี 2565 ได้แก่ 1) กรมการค้าภายใน 2) กรมการค้าต่างประเทศ"
    assert [fact.rule for fact in extraction(text).awards] == ["list", "list"]


def test_awards_with_numbers_of_two_levels() -> None:
    text = (
        "กรมการค้าภายใน (คน.) ได้รับรางวัลเลิศรัฐ 2 รางวัล ประกอบด้วย 1.1) รางวัลบริการภาครัฐ ระดับดี "
        "และ 1.2) รางวัลการบริหารราชการแบบมีส่วนร่วม ระดับดีเด่น"
    )
    assert [(tier, project) for _, tier, project in told(text)] == [("ดี", None), ("ดีเด่น", None)]


def test_the_unit_that_did_the_work_stands_before_it() -> None:
    text = "กรมการค้าภายใน ได้รับรางวัลเลิศรัฐ ประจำปี 2565 ระดับดี โดยสำนักงานพาณิชย์จังหวัดลำพูน ผลงาน “ตลาดนัดลำไย”"
    assert told(text) == [("กรมการค้าภายใน", "ดี", "ตลาดนัดลำไย")]
