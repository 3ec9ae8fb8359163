"""Placings told in running text, names before their works, and what ends one part of a list."""

from __future__ import annotations

import pytest
from award_reading import extraction, facts, recipients

CONTEST = "กรมควบคุมมลพิษ มอบรางวัลการประกวดคลิปรักษ์น้ำ ประจำปี 2566\n"


def told(text: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(fact.organisation_text, fact.tier, fact.project) for fact in extraction(CONTEST + text).awards]


def test_each_place_goes_to_the_team_behind_it() -> None:
    text = (
        "ผลการประกวดในแต่ละระดับ ได้แก่ ระดับนักเรียน ชนะเลิศ ทีม BLUE RIVER ผลงาน “สายน้ำ” "
        "รองชนะเลิศอันดับ 1 ทีมปลาทู ผลงาน “คลองของเรา”"
    )
    assert told(text) == [
        ("ทีม BLUE RIVER", "ชนะเลิศ", "สายน้ำ"),
        ("ทีมปลาทู", "รองชนะเลิศอันดับ 1", "คลองของเรา"),
    ]


def test_a_place_opens_a_line_behind_its_field() -> None:
    text = "ระดับประชาชนทั่วไป ชนะเลิศ ทีมปลาทู ผลงาน “คลองของเรา”"
    assert told(text) == [("ทีมปลาทู", "ชนะเลิศ", "คลองของเรา")]


@pytest.mark.parametrize(
    "text",
    [
        "วันนี้ทีมปลาวาฬ ชนะเลิศ ทีมปลาหมึก กลับบ้านแล้ว",
        "ผู้ชมเชียร์ให้ได้ตำแหน่งชนะเลิศ ทีมปลาหมึก ขอบคุณทุกคน",
        "ในรอบชนะเลิศ ทีมปลาหมึก ได้รับกำลังใจจากผู้ชม",
    ],
)
def test_a_place_that_is_somebody_elses_or_not_taken_goes_to_nobody_behind_it(text: str) -> None:
    assert "ทีมปลาหมึก" not in {name for name, _, _ in told(text)}


def test_the_name_of_a_team_reaches_up_to_its_work() -> None:
    text = "รางวัลชมเชย จำนวน 2 ทีม ประกอบด้วย ทีมสุดขอบฟ้า ริมโขงทีม ผลงาน “เพชร” ทีม ลูกน้ำสตูดิโอ ผลงาน “เริ่ม”"
    assert told(text) == [
        ("ทีมสุดขอบฟ้า ริมโขงทีม", "ชมเชย", "เพชร"),
        ("ทีม ลูกน้ำสตูดิโอ", "ชมเชย", "เริ่ม"),
    ]


def test_the_third_place_behind_and() -> None:
    text = "รางวัลการเดินแบบ 3 รางวัล ได้แก่ อันดับที่ 1 ทีมปลาทู อันดับที่ 2 ทีมปลาวาฬ และอันดับที่ 3 ทีมปลาหมึก"
    assert told(text)[-1] == ("ทีมปลาหมึก", "อันดับที่ 3", None)


def test_tiers_told_together_before_one_list_belong_to_nobody() -> None:
    """Which of the bodies won which of the tiers is not said."""
    text = "หน่วยงานที่ได้รับรางวัลแบ่งเป็น ระดับดีเยี่ยม และระดับดี ดังนี้ โรงพยาบาลลำพูน และโรงพยาบาลตาก"
    assert told(text) == [("โรงพยาบาลลำพูน", None, None), ("โรงพยาบาลตาก", None, None)]


def test_the_last_of_two_prizes_is_the_one_that_is_listed() -> None:
    text = "ได้มอบรางวัลชนะเลิศ และรางวัลชมเชย 2 รางวัล ได้แก่ ทีมปลาทู และทีมปลาวาฬ"
    assert told(text) == [("ทีมปลาทู", "ชมเชย", None), ("ทีมปลาวาฬ", "ชมเชย", None)]


def test_a_grade_alone_is_a_tier_and_no_name() -> None:
    text = "ผลงาน “หยดน้ำ” ของโรงเรียนบ้านนา ได้รับรางวัลยอดเยี่ยม"
    assert [(f.award, f.tier) for f in extraction(CONTEST + text).awards] == [
        ("รางวัลการประกวดคลิปรักษ์น้ำ", "ยอดเยี่ยม")
    ]


def test_a_prize_beside_the_placings_is_a_win_of_its_own() -> None:
    text = "รางวัลชนะเลิศ ได้แก่ ทีมปลาทู และรางวัลขวัญใจมหาชน ได้แก่ ทีมปลาทู"
    assert [(f.category, f.tier) for f in extraction(CONTEST + text).awards] == [
        (None, "ชนะเลิศ"),
        ("รางวัลขวัญใจมหาชน", None),
    ]


def test_the_name_of_a_team_ends_before_its_song_and_the_name_of_a_show_goes_on() -> None:
    text = (
        "กรมศิลปากร มอบรางวัลการประกวดเพลงและการแสดงพื้นบ้าน “ลิเก”\n"
        "รางวัลชมเชย ได้แก่ ทีมดอกคูณบทเพลง “ไหว้ครู” และทีมศรีวิชัย บทเพลง “รักไทย”"
    )
    assert [(f.organisation_text, f.award) for f in extraction(text).awards] == [
        ("ทีมดอกคูณ", "รางวัลการประกวดเพลงและการแสดงพื้นบ้าน “ลิเก”"),
        ("ทีมศรีวิชัย", "รางวัลการประกวดเพลงและการแสดงพื้นบ้าน “ลิเก”"),
    ]


def test_the_number_of_a_hospital_is_no_count_of_the_next_award() -> None:
    """โรงพยาบาลพญาไท 2 closes one list, and the next award begins behind it."""
    assert recipients(
        "องค์กรที่ได้รับรางวัลคุณภาพแห่งชาติ ประจำปี 2564 ประกอบด้วย รางวัลความเป็นเลิศด้านบุคลากร จำนวน 2 องค์กร "
        "1) โรงพยาบาลตาก 2) โรงพยาบาลพญาไท 2 รางวัลความเป็นเลิศด้านลูกค้า จำนวน 2 องค์กร 1) มหาวิทยาลัยมหิดล "
        "2) โรงพยาบาลน่าน"
    )[-2:] == ["มหาวิทยาลัยมหิดล", "โรงพยาบาลน่าน"]


def test_the_kind_of_a_member_before_the_member() -> None:
    """The kind is said first and again in the name: it is the field in which the member won."""
    found = facts(
        "กรมป่าไม้มอบรางวัลรักษ์ป่าสยาม ประจำปี 2564 จำนวน 2 กลุ่ม ได้แก่ "
        "1) กลุ่มเกษตรกรทำนา กลุ่มเกษตรกรทำนาบ้านต้นโพธิ์ จังหวัดแพร่ "
        "2) กลุ่มเกษตรกรทำสวน กลุ่มเกษตรกรทำสวนบ้านสวนหลวง จังหวัดน่าน"
    )
    assert [(f.organisation_text, f.category, f.province) for f in found] == [
        ("กลุ่มเกษตรกรทำนาบ้านต้นโพธิ์", "กลุ่มเกษตรกรทำนา", "แพร่"),
        ("กลุ่มเกษตรกรทำสวนบ้านสวนหลวง", "กลุ่มเกษตรกรทำสวน", "น่าน"),
    ]


COUNTED_GROUPS = (
    "กรมโรงงานอุตสาหกรรม มอบรางวัลโรงงานสะอาด ประจำปี 2566 แก่กลุ่มที่ 1 ระดับต้น จำนวน 2 แห่ง "
    "ได้แก่ โรงพยาบาลตาก โรงพยาบาลน่าน "
    "กลุ่มที่ 2 ผู้ที่ได้ร่วมกับชุมชนดูแลน้ำและได้รับการสนับสนุนจากท้องถิ่น จำนวน {count} แห่ง ได้แก่ โรงพยาบาลแพร่ และโรงพยาบาลเลย"
)


def test_a_further_group_is_read_where_as_many_are_named_as_are_counted() -> None:
    found = recipients(COUNTED_GROUPS.format(count=2))
    assert found == ["โรงพยาบาลตาก", "โรงพยาบาลน่าน", "โรงพยาบาลแพร่", "โรงพยาบาลเลย"]


def test_a_further_group_is_left_where_the_count_is_another() -> None:
    assert recipients(COUNTED_GROUPS.format(count=5)) == ["โรงพยาบาลตาก", "โรงพยาบาลน่าน"]


def test_a_listed_programme_in_round_quotation_marks_behind_a_word_of_honour() -> None:
    text = "ชุมชนบ้านดอนแก้ว ได้รับการคัดเลือกเป็นสุดยอดชุมชนต้นแบบ “เที่ยวชุมชน ยลวิถี” ประจำปี 2566"
    assert [(f.organisation, f.year) for f in extraction(text).awards] == [("ชุมชนบ้านดอนแก้ว", 2566)]
