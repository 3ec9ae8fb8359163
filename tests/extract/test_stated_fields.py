"""Fields of right winners: tiers, editions, works, places and names as releases write them."""

from __future__ import annotations

import pytest
from award_reading import Won, assert_told, facts

from extract.components.programmes import is_part_of, programme_aliases

WON = "กรมชลประทาน ได้รับรางวัลคลองสวยน้ำใส"


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("วัดบ้านหนองบัว ได้รับรางวัลชนะเลิศอันดับ 2 ในการประกวดเรือไฟ ประจำปี 2568", "ชนะเลิศอันดับ 2"),
        (f'{WON} "ระดับดีเด่น 3 ปีซ้อน" ประจำปี 2567', "ดีเด่น"),
        ("ธอส. ได้รับรางวัล ITA Awards 2024 ระดับ AA", "AA"),
        (f"{WON} ระดับโดดเด่น ประจำปี 2567", "โดดเด่น"),
        ("ป่าชุมชนบ้านโคกสูง จังหวัดเลย ได้รับรางวัลป่าชุมชนชนะเลิศระดับประเทศ ประจำปี 2560", "ชนะเลิศ"),
        ("กรมชลประทาน ได้รับรางวัลนวัตกรรมแห่งชาติอันดับ 1 ประจำปี 2555", "อันดับ 1"),
        (f"{WON} (รางวัลชมเชย) ประจำปี 2567", "ชมเชย"),
    ],
)
def test_the_tier_as_written(text: str, tier: str) -> None:
    assert [fact.tier for fact in facts(text)] == [tier]


def test_a_kind_of_winner_is_no_level() -> None:
    """ประเภทโดดเด่น is a category of local bodies."""
    text = "เทศบาลเมืองแสนสุข ได้รับรางวัลคลองสวยน้ำใส ประเภทโดดเด่น ประจำปี 2566"
    assert [(fact.tier, fact.category) for fact in facts(text)] == [(None, "ประเภทโดดเด่น")]


def test_a_level_behind_the_plaque_is_no_name() -> None:
    text = "รฟม. รับมอบโล่ประกาศเกียรติคุณระดับแพลทินัม จากกิจกรรม “การรณรงค์ลดสถิติอุบัติเหตุจากการทำงานให้เป็นศูนย์”"
    (fact,) = facts(text)
    assert fact.tier == "แพลทินัม"
    assert "ระดับ" not in fact.award


@pytest.mark.parametrize(
    ("text", "years"),
    [
        (f"{WON} เมื่อปี 2564", [2564]),
        (f"{WON} จากสมาคมคนรักน้ำ เมื่อปี 2564 และขยายผลต่อ", [2564]),
        (f"{WON} จากผลงานเรือเก็บผักตบ ในปี 2557 และพัฒนาต่อเนื่อง", [2557]),
        ("กรมชลประทาน เริ่มงานตั้งแต่ปี 2558 ต่อมาในปี 2560 ได้รับรางวัลคลองสวยน้ำใส", [2560]),
        (f"{WON} ประจำปี 2565 และ 2566", [2565, 2566]),
        (f"{WON} ประจำปี 2565 และเตรียมงานปี 2570", [2565]),
    ],
)
def test_the_years_of_the_win(text: str, years: list[int]) -> None:
    assert sorted(fact.year or 0 for fact in facts(text)) == years


def test_the_edition_of_a_listed_programme_is_that_of_its_parts() -> None:
    assert_told(
        "กรมบัญชีกลาง ได้รับรางวัลรวม 2 รางวัล ได้แก่ 1.รางวัลเลิศรัฐ ประจำปี 2561"
        " 2.รางวัลเลิศรัฐสาขาบริการภาครัฐ ประเภทนวัตกรรมการบริการ ระดับดีเด่น",
        Won("กรมบัญชีกลาง", "รางวัลเลิศรัฐ", year=2561),
        Won(
            "กรมบัญชีกลาง",
            "รางวัลเลิศรัฐ",
            category="สาขาบริการภาครัฐ ประเภทนวัตกรรมการบริการ",
            tier="ดีเด่น",
            year=2561,
        ),
    )


@pytest.mark.parametrize(
    ("text", "project"),
    [
        ("เพลง “สายน้ำบ้านเรา” ผลงานทีมเด็กรักษ์น้ำ คว้ารางวัลชนะเลิศ การประกวดเพลงรักคลอง", "สายน้ำบ้านเรา"),
        ("โครงการบัณฑิตคืนถิ่น ของกระทรวงสาธารณสุข ได้รับรางวัล Global Teaching Award", "โครงการบัณฑิตคืนถิ่น"),
        (f"{WON} ผลงานเรือเก็บผักตบ ระดับเขตสุขภาพที่ 1", "เรือเก็บผักตบ"),
    ],
)
def test_the_work_that_won(text: str, project: str) -> None:
    assert [fact.project for fact in facts(text)] == [project]


def test_teams_are_named_up_to_their_work() -> None:
    text = (
        "ผลการประกวดคลิปรักคลอง ประจำปี 2566\nรางวัลชนะเลิศ ได้แก่ ทีม BLUE - น้ำใสใจดี เรื่อง “แม่น้ำของเรา”\n"
        "รางวัลชมเชย ได้แก่ ทีมคลองเปลี่ยนเมือง! เรื่อง “ก่อนน้ำลง”"
    )
    assert [(fact.organisation_text, fact.project) for fact in facts(text)] == [
        ("ทีม BLUE - น้ำใสใจดี", "แม่น้ำของเรา"),
        ("ทีมคลองเปลี่ยนเมือง!", "ก่อนน้ำลง"),
    ]


def test_the_district_of_the_seat_tells_the_province() -> None:
    text = "มอบรางวัลคลองสวยน้ำใส ประจำปี 2566 ให้แก่ บ้านหนองแวง ตำบลบ้านโคก อำเภอเมืองมุกดาหาร"
    assert [fact.province for fact in facts(text)] == ["มุกดาหาร"]
    other = "มอบรางวัลคลองสวยน้ำใส ประจำปี 2566 ให้แก่ บ้านหนองแวง ตำบลบ้านโคก อำเภอเมืองจันทร์"
    assert [fact.province for fact in facts(other)] == [None]


@pytest.mark.parametrize(
    ("text", "award"),
    [
        (
            "มอบรางวัลสำนักงานยุติธรรมจังหวัดที่มีผลสัมฤทธิ์ในการปฏิบัติราชการสูง ได้แก่ สำนักงานยุติธรรมจังหวัดชลบุรี",
            "รางวัลสำนักงานยุติธรรมจังหวัดที่มีผลสัมฤทธิ์ในการปฏิบัติราชการสูง",
        ),
        (
            "ผลการตัดสินการแข่งขันทักษะงานช่างของนักเรียนทุกระดับ รางวัลชนะเลิศ ได้แก่ โรงเรียนบ้านหนองบัว",
            "การแข่งขันทักษะงานช่างของนักเรียน",
        ),
        (
            "มอบรางวัลให้กับศูนย์ยุติธรรมชุมชนดีเด่นในจังหวัดสุโขทัย จำนวน 1 รางวัล ได้แก่\n1. ศูนย์ยุติธรรมชุมชนตำบลกง",
            "ศูนย์ยุติธรรมชุมชนดีเด่น",
        ),
        (
            "กรุงเทพมหานคร ได้รับรางวัล 2020 Asian Townscape Awards",
            "Asian Townscape Awards",
        ),
        (
            "การแสดงจากการประกวดดนตรีเยาวชน ปี 2564 โรงเรียนบ้านหนองบัว ได้รับรางวัลชนะเลิศ การประกวดวงโปงลาง ปี 2566",
            "การประกวดวงโปงลาง",
        ),
    ],
)
def test_the_name_of_the_award(text: str, award: str) -> None:
    assert {fact.award for fact in facts(text)} == {award}


def test_what_somebody_studied_is_no_field_of_an_award() -> None:
    text = (
        "มอบรางวัลวิทยานิพนธ์ ประจำปี 2559 เป็นรางวัลชมเชย ได้แก่ น.ส.ใบบุญ ผลิดี สาขานิเทศศาสตรมหาบัณฑิต จุฬาลงกรณ์มหาวิทยาลัย"
    )
    assert [fact for fact in facts(text) if fact.recipient_type == "organisation"] == []


def test_parts_of_programmes_are_awards_of_their_own() -> None:
    forms = programme_aliases()
    assert forms["TQC Plus"] != forms["TQC"]
    assert is_part_of(forms["TQC Plus"], forms["TQC"])
    assert is_part_of(forms["The Asset Triple A Digital Awards"], forms["The Asset Triple A Awards"])
    assert is_part_of(
        forms["Prime Minister's Science Teacher Award"], forms["Prime Minister's Science Award"]
    )


def test_apostrophes_may_be_round() -> None:
    forms = programme_aliases()
    assert forms["Prime Minister’s Export Award"] == forms["Prime Minister's Export Award"]
