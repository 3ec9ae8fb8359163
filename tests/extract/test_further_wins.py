"""Wins that are told beside others: in a second list, a part of an award, a second name, a second gift."""

from __future__ import annotations

import pytest
from award_reading import Won, assert_told, facts, recipients

CONTEST = "กระทรวงพลังงานจัดการประกวดบ้านประหยัดไฟ ประจำปี 2565 "


def wins(text: str) -> list[tuple[str | None, str | None, str | None]]:
    """Who won, in which field, with which tier."""
    return [(f.organisation_text, f.category, f.tier) for f in facts(text)]


def test_a_body_of_two_lists_won_twice() -> None:
    """Fields with nearly the same name are two fields; the body that both lists name has two wins."""
    text = (
        "คปภ. มอบรางวัลประกันภัยไทย ประจำปี 2564\n"
        "ประเภทนายหน้าประกันชีวิตนิติบุคคลดีเด่น ได้แก่ บริษัท ร่มไม้ จำกัด และบริษัท ร่มเย็น จำกัด\n"
        "ประเภทนายหน้าประกันวินาศภัยนิติบุคคลดีเด่น ได้แก่ บริษัท ร่มไม้ จำกัด และบริษัท ร่มฟ้า จำกัด"
    )
    assert [f.category for f in facts(text) if f.organisation_text == "บริษัท ร่มไม้ จำกัด"] == [
        "ประเภทนายหน้าประกันชีวิตนิติบุคคลดีเด่น",
        "ประเภทนายหน้าประกันวินาศภัยนิติบุคคลดีเด่น",
    ]


def test_a_placing_and_a_popular_vote_are_two_wins() -> None:
    """Who has a placing and the most votes has won twice, whatever the letters of Popular Vote."""
    text = f"{CONTEST}\nรางวัลชมเชย ได้แก่ ทีมไฟดับ และทีมไฟติด\nรางวัล Popular Vote ได้แก่ ทีมไฟดับ"
    assert wins(text) == [
        ("ทีมไฟดับ", None, "ชมเชย"),
        ("ทีมไฟติด", None, "ชมเชย"),
        ("ทีมไฟดับ", "รางวัล Popular Vote", None),
    ]


def test_the_medal_of_a_certificate_is_a_tier() -> None:
    """เกียรติบัตรเหรียญทอง and เกียรติบัตรเหรียญเงิน are one award."""
    text = "ปลัดกระทรวงมอบรางวัลเกียรติบัตรเหรียญทอง แก่ โรงพยาบาลน่าน และรางวัลเกียรติบัตรเหรียญเงิน แก่ โรงพยาบาลแพร่"
    assert [(f.award, f.tier) for f in facts(text)] == [
        ("รางวัลเกียรติบัตร", "เหรียญทอง"),
        ("รางวัลเกียรติบัตร", "เหรียญเงิน"),
    ]


def test_parts_of_an_award_with_a_count_of_their_own() -> None:
    """1.1) รางวัล... จำนวน 2 รางวัล ได้แก่ (1) ... (2) ...: each part is a win with the tier of the award."""
    assert_told(
        "1) กรมป่าไม้ (ปม.) ได้รับรางวัลเลิศรัฐ ประจำปี 2566 จำนวน 3 รางวัล ประกอบด้วย "
        "1.1) รางวัลการบริหารราชการแบบมีส่วนร่วม ระดับดีเด่น จำนวน 2 รางวัล ได้แก่ (1) ประเภทสัมฤทธิผล ผลงาน : ป่าของเรา "
        "และ (2) ประเภทผู้นำหุ้นส่วน โดยนายใบไม้ ผลิดี ผลงาน : เพื่อนป่า (เสนอชื่อโดยกรมป่าไม้) "
        "1.2) รางวัลบริการภาครัฐ ระดับดี ผลงาน : กล้าไม้ออนไลน์",
        Won("กรมป่าไม้", "รางวัลเลิศรัฐ", None, "ประเภทสัมฤทธิผล", "ดีเด่น", 2566, "ป่าของเรา"),
        Won("กรมป่าไม้", "รางวัลเลิศรัฐ", None, "ประเภทผู้นำหุ้นส่วน", "ดีเด่น", 2566, "เพื่อนป่า"),
        Won("กรมป่าไม้", "รางวัลเลิศรัฐ", None, "รางวัลบริการภาครัฐ", "ดี", 2566, "กล้าไม้ออนไลน์"),
    )


def test_a_list_of_awards_that_goes_on_in_the_next_line() -> None:
    """The first award stands in the line of the opener, the second one opens the next line."""
    text = (
        "การเคหะแห่งชาติ คว้า 2 รางวัล จากเวที Home Builders Awards 2024\nผู้ว่าการกล่าวขอบคุณทุกคน\n"
        "โครงการได้รับการคัดเลือกใน 2 รางวัล คือ 1. รางวัลประเภทอาคารสำนักงานดีเด่น\n2. รางวัลประเภทการพัฒนาที่ยั่งยืน"
    )
    assert [(f.organisation_text, f.category) for f in facts(text)] == [
        ("การเคหะแห่งชาติ", "ประเภทอาคารสำนักงานดีเด่น"),
        ("การเคหะแห่งชาติ", "ประเภทการพัฒนาที่ยั่งยืน"),
    ]


def test_examples_of_what_was_won_elsewhere() -> None:
    """เช่น รางวัลA รางวัลB: awards of other contests than the one of the paragraph above."""
    text = (
        "ธนาคารออมสิน คว้ารางวัลธนาคารน้ำใส ประจำปี 2559\n"
        "ที่ผ่านมา ธนาคารออมสินได้รับรางวัลด้านการเงินอย่างต่อเนื่อง เช่น รางวัล Best Cash Solution 4 รางวัล "
        "รางวัล Best Treasury, Thailand จากนิตยสาร The Money"
    )
    assert [(f.award, f.category) for f in facts(text)][1:] == [
        ("รางวัล Best Cash Solution", None),
        ("รางวัล Best Treasury, Thailand", None),
    ]


@pytest.mark.parametrize("joint", [" และ ", ", "])
def test_a_second_award_in_quotation_marks(joint: str) -> None:
    """รางวัล “A” และ “B”: the word รางวัล is said once."""
    text = f"ธนาคารออมสิน ได้รับรางวัล “ธนาคารน้ำใส”{joint}“นวัตกรรมสีเขียว” ประจำปี 2564"
    assert [f.award for f in facts(text)] == ["รางวัล “ธนาคารน้ำใส”", "นวัตกรรมสีเขียว"]


def test_both_awards_of_a_ceremony() -> None:
    """The ceremony behind the second award gives the first one, too."""
    found = facts('กรมทางหลวง รับรางวัล "Best Display" และรางวัล "Best Channel" จาก LINE Thailand Awards 2023')
    assert [(f.award, f.category, f.year) for f in found] == [
        ("LINE Thailand Awards", 'รางวัล "Best Display"', 2566),
        ("LINE Thailand Awards", 'รางวัล "Best Channel"', 2566),
    ]


def test_awards_given_one_after_another() -> None:
    """มอบ is said once; each ให้แก่ has its own award before it."""
    text = "กรมเจ้าท่ามอบรางวัลคลองสวยน้ำใส ให้แก่ เทศบาลเมืองแสนสุข และรางวัลตลิ่งสะอาด ให้แก่ เทศบาลตำบลบ้านกลาง"
    assert_told(text, Won("เทศบาลเมืองแสนสุข", "รางวัลคลองสวยน้ำใส"), Won("เทศบาลตำบลบ้านกลาง", "รางวัลตลิ่งสะอาด"))


def test_two_awards_for_one_body() -> None:
    """One body takes both awards; of two bodies nobody is told which takes which."""
    given = "กรมเจ้าท่ามอบรางวัลคลองสวยน้ำใส และรางวัลตลิ่งสะอาด ให้แก่ เทศบาลเมืองแสนสุข"
    both = Won("เทศบาลเมืองแสนสุข", "รางวัลคลองสวยน้ำใส"), Won("เทศบาลเมืองแสนสุข", "รางวัลตลิ่งสะอาด")
    assert_told(given, *both)
    assert recipients(f"{given} และเทศบาลตำบลบ้านกลาง") == ["เทศบาลเมืองแสนสุข", "เทศบาลตำบลบ้านกลาง"]


def test_a_plaque_and_a_certificate_are_one_award() -> None:
    """Tokens that are given together are not two awards."""
    text = "อธิบดีมอบโล่รางวัลคลองสวยน้ำใส และเกียรติบัตรคลองสวยน้ำใส ให้แก่ เทศบาลเมืองแสนสุข"
    assert recipients(text) == ["เทศบาลเมืองแสนสุข"]


def test_a_kind_with_another_kind_behind_it() -> None:
    """กลุ่มทำประมง หรือกลุ่มเลี้ยงสัตว์น้ำ ได้แก่: both kinds are the label of who won."""
    text = (
        "รางวัลสถาบันเกษตรกรดีเด่นแห่งชาติ ประจำปี 2566 ได้แก่ 1) กลุ่มเกษตรกรทำนา ได้แก่ กลุ่มเกษตรกรทำนาบ้านร้อง "
        "2) กลุ่มเกษตรกรทำประมง หรือกลุ่มเกษตรกรเพาะเลี้ยงสัตว์น้ำ ได้แก่ สมาคมประมงพื้นบ้านหัวไทร"
    )
    assert recipients(text) == ["กลุ่มเกษตรกรทำนาบ้านร้อง", "สมาคมประมงพื้นบ้านหัวไทร"]


def test_latin_teams_before_the_next_number() -> None:
    """The number of the next item is no word of a Latin name; a letter in quotation marks is."""
    text = (
        f"{CONTEST}รางวัลชมเชย 3 รางวัล ได้แก่ 1.ผลงาน “กลับบ้าน” ทีม MEG ‘A’ FILM "
        "2.ผลงาน “แม่” ทีม Take One Studio 3.ผลงาน “พ่อ” ทีม Big-Star"
    )
    assert recipients(text) == ["ทีม MEG ‘A’ FILM", "ทีม Take One Studio", "ทีม Big-Star"]


@pytest.mark.parametrize("behind", ["พร้อมทั้งมอบของที่ระลึก", "รวมทั้งเงินรางวัล"])
def test_the_last_province_glued_to_what_follows(behind: str) -> None:
    """A forgotten space hides no province of a list."""
    text = f"รมว. มอบโล่รางวัลจังหวัดปลอดภัย ให้แก่ จังหวัดอ่างทอง ชลบุรีและสระบุรี{behind}"
    assert [f.province for f in facts(text)] == ["อ่างทอง", "ชลบุรี", "สระบุรี"]


def test_a_foundation_whose_name_goes_on_behind_a_space() -> None:
    """A word between two bodies of a list is the rest of the first name and does not end the list."""
    text = "วธ. มอบรางวัลวัฒนธรรมไทย ได้แก่ มูลนิธิหุ่นไม้ ศิลปะเพื่อสังคม วัดโพธิ์ทอง และสมาคมลิเกพิจิตร"
    assert recipients(text) == ["มูลนิธิหุ่นไม้ ศิลปะเพื่อสังคม", "วัดโพธิ์ทอง", "สมาคมลิเกพิจิตร"]


def test_the_team_that_won_behind_how_it_is_chosen() -> None:
    """จะได้รับ and คณะกรรมการ before say how the winner is chosen; ทีมที่ชนะเลิศได้แก่ tells who it was."""
    text = f"{CONTEST}คณะกรรมการตัดสินว่าทีมไหนจะได้รับรางวัลชนะเลิศ สำหรับทีมที่ชนะเลิศได้แก่ ทีมไฟดับ จากมหาวิทยาลัยเชียงใหม่"
    assert recipients(text) == ["ทีมไฟดับ"]


def test_champion_of_the_year() -> None:
    """... of the Year is an award without the word รางวัล."""
    text = "ธนาคารออมสินครองแชมป์ Best Retail Bank of the Year 2021\nพร้อมขอบคุณลูกค้าที่มอบรางวัลนี้"
    assert_told(text, Won("ธนาคารออมสิน", "Best Retail Bank of the Year", year=2564))


def test_a_bank_is_no_other_bank_for_what_it_is_said_to_be() -> None:
    """ธนาคารหลักของ... tells of the bank above and is no second one that ธนาคาร alone could mean."""
    text = (
        "ธนาคารออมสินเป็นธนาคารหลักของหน่วยงานภาครัฐ\n"
        "นายทรงชัย ใจดี ผู้จัดการสายงานดิจิทัล เปิดเผยว่า ธนาคารได้รับรางวัลธนาคารน้ำใส ประจำปี 2564"
    )
    assert recipients(text) == ["ธนาคารออมสิน"]


def test_lists_pages_behind_an_award_tell_of_other_things() -> None:
    """Minutes that name an award at the top and list helpers of those affected far below name no winners."""
    filler = "ที่ประชุมรับทราบรายงานสถานการณ์น้ำของลุ่มน้ำต่าง ๆ ตามที่เสนอ\n" * 80
    text = (
        f"กระทรวงวัฒนธรรมมอบรางวัลผู้ใช้ภาษาไทย ประจำปี 2565\n{filler}"
        "ช่วยเหลือครอบครัวผู้ได้รับคัดเลือก ดังนี้\n- บริษัท ปูนไทย จำกัด\n- วิทยาลัยเทคนิคน่าน"
    )
    assert facts(text) == ()


def test_fields_that_are_only_counted() -> None:
    """15 สาขา รวม 45 รางวัล: no field is named."""
    text = "รองนายกรัฐมนตรีมอบรางวัลสตรีไทย จำนวน 15 สาขา รวม 45 รางวัล อาทิ มูลนิธิปวีณา"
    assert [(f.organisation_text, f.category) for f in facts(text)] == [("มูลนิธิปวีณา", None)]


def test_an_award_of_the_year_before() -> None:
    """ปีที่ผ่านมา behind an award tells when and is no field of it."""
    text = "มีวิทยากรจากหน่วยงานที่ได้รับรางวัลคลองสวยน้ำใสปีที่ผ่านมา ได้แก่ เทศบาลเมืองแสนสุข และเทศบาลตำบลบ้านกลาง"
    assert {(f.award, f.category) for f in facts(text)} == {("รางวัลคลองสวยน้ำใส", None)}
