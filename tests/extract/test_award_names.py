"""Which award a fact gets: ceremonies, other names in brackets, shortened names."""

from __future__ import annotations

import pytest
from award_reading import Won, assert_told, facts

CEREMONIES = {
    "an English sub-award and its ceremony": (
        "การประปานครหลวง คว้ารางวัล Best Water Utility Campaign จากงาน Asia Utility Awards 2023",
        [
            Won(
                "การประปานครหลวง",
                "Asia Utility Awards",
                category="รางวัล Best Water Utility Campaign",
                year=2566,
            )
        ],
    ),
    "a placing and its contest": (
        "โรงเรียนบ้านหนองบัว ได้รับรางวัลชนะเลิศ จากการประกวดสิ่งประดิษฐ์เพื่อชุมชน ประจำปี 2565",
        [Won("โรงเรียนบ้านหนองบัว", "การประกวดสิ่งประดิษฐ์เพื่อชุมชน", tier="ชนะเลิศ", year=2565)],
    ),
    "a count and its ceremony": (
        "กรมชลประทาน คว้า 2 รางวัล จากเวที “Asia Water Management Awards 2024”",
        [Won("กรมชลประทาน", "Asia Water Management Awards", year=2567)],
    ),
    "a field before the ceremony": (
        "กรมชลประทาน รับรางวัล Best Smart Dam ในสาขา Infrastructure จากเวทีประกาศรางวัล Asia Dam Awards 2024",
        [
            Won(
                "กรมชลประทาน",
                "รางวัล Asia Dam Awards",
                category="รางวัล Best Smart Dam ในสาขา Infrastructure",
                year=2567,
            )
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CEREMONIES.values(), ids=CEREMONIES.keys())
def test_the_ceremony_is_the_award(text: str, expected: list[Won]) -> None:
    assert_told(text, *expected)


def test_a_listed_programme_is_no_part_of_the_event_it_was_given_at() -> None:
    assert_told(
        "กรมปศุสัตว์ ได้รับรางวัลเลิศรัฐ ประจำปี 2565 ในงาน Digital Government Awards 2022",
        Won("กรมปศุสัตว์", "รางวัลเลิศรัฐ", year=2565),
    )


def test_a_headline_with_the_abbreviation_tells_the_same_win() -> None:
    won = facts(
        "กรมชลประทาน รับรางวัล AWMA 2024\n"
        "กรมชลประทาน ได้รับรางวัล Asia Water Management Awards (AWMA) 2024 เมื่อวันที่ 3 มีนาคม 2567"
    )
    assert [fact.award for fact in won] == ["รางวัล Asia Water Management Awards"]


def test_a_thai_name_and_the_english_one_in_its_brackets_are_one_award() -> None:
    won = facts(
        "การประปานครหลวง คว้ารางวัลน้ำดีศรีเอเชีย (Asia Water Excellence Award) ประจำปี 2566\n"
        "การประปานครหลวง ได้รับรางวัล Asia Water Excellence Award เมื่อวันที่ 3 มีนาคม 2566"
    )
    assert [fact.award for fact in won] == ["รางวัลน้ำดีศรีเอเชีย"]


def test_a_tier_in_brackets_is_no_other_name() -> None:
    won = facts(
        "กรมชลประทาน ได้รับรางวัลน้ำดีศรีเอเชีย (Gold) ประจำปี 2566\n"
        "กรมชลประทาน ได้รับรางวัลเขื่อนงามยามเย็น (Gold) ประจำปี 2566"
    )
    assert {fact.award for fact in won} == {"รางวัลน้ำดีศรีเอเชีย", "รางวัลเขื่อนงามยามเย็น"}


def test_a_shortened_name_stands_for_the_full_one_that_follows() -> None:
    won = facts(
        "เทศบาลเมืองแสนสุข คว้ารางวัลตลาดน้ำฯ ระดับดีเด่น\n"
        "เทศบาลเมืองแสนสุข จังหวัดชลบุรี ได้รับรางวัลตลาดน้ำสะอาดปลอดภัย ระดับดีเด่น ประจำปี 2566"
    )
    assert [(fact.award, fact.year) for fact in won] == [("รางวัลตลาดน้ำสะอาดปลอดภัย", 2566)]


def test_english_items_of_a_list_are_awards() -> None:
    won = facts(
        "การประปานครหลวง คว้า 2 รางวัลระดับนานาชาติ\n"
        "2 รางวัลที่ได้รับ ได้แก่\n"
        "1. Best Water Utility – Thailand 2022 จาก World Water Review (United Kingdom)\n"
        "2. Best Customer Communications (ASEAN) จาก Asia Utility (Hong Kong)"
    )
    assert [(fact.award, fact.year) for fact in won] == [
        ("Best Water Utility – Thailand", 2565),
        ("Best Customer Communications (ASEAN)", None),
    ]


def test_english_items_are_categories_of_the_ceremony() -> None:
    assert_told(
        "การประปานครหลวง คว้า 2 รางวัล จากเวที Asia Utility Awards 2023 ได้แก่ "
        "1. Best Water Utility 2. Best Customer Communications",
        Won("การประปานครหลวง", "Asia Utility Awards", category="Best Water Utility", year=2566),
        Won("การประปานครหลวง", "Asia Utility Awards", category="Best Customer Communications", year=2566),
    )


def test_a_contest_spoken_of_anew_keeps_its_name() -> None:
    won = facts(
        "กรมเจ้าท่า จัดการประกวดคลิปวิดีโอ “คลองสวย น้ำใส” ประจำปี 2566\n"
        "อธิบดีกล่าวว่า การประกวดนวัตกรรมริมคลองในครั้งนี้ มีผู้สนใจจำนวนมาก\n"
        "รางวัลชนะเลิศ ได้แก่ โรงเรียนบ้านหนองบัว"
    )
    assert [fact.award for fact in won] == ["การประกวดคลิปวิดีโอ “คลองสวย น้ำใส”"]


def test_another_contest_takes_over() -> None:
    won = facts(
        "กรมเจ้าท่า จัดการประกวดคลิปวิดีโอ “คลองสวย น้ำใส” ประจำปี 2566\n"
        "การประกวดเรียงความริมคลอง รางวัลชนะเลิศ ได้แก่ โรงเรียนบ้านหนองบัว"
    )
    assert [fact.award for fact in won] == ["การประกวดเรียงความริมคลอง"]


def test_the_english_name_behind_a_description_is_the_award() -> None:
    assert_told(
        "การประปานครหลวง คว้า 2 รางวัลน้ำดีระดับโลก Asia Utility Awards 2023",
        Won("การประปานครหลวง", "Asia Utility Awards", category="รางวัลน้ำดีระดับโลก", year=2566),
    )


def test_a_plaque_is_named_by_what_it_honours() -> None:
    assert_told(
        "กรมเจ้าท่า มอบโล่รางวัล เทศบาลที่มีผลงานดูแลริมคลอง\n"
        "เทศบาลที่ได้รับรางวัล ระดับดีเด่น ได้แก่ เทศบาลเมืองแสนสุข จังหวัดชลบุรี",
        Won("เทศบาลเมืองแสนสุข", "โล่รางวัล เทศบาลที่มีผลงานดูแลริมคลอง", tier="ดีเด่น", province="ชลบุรี"),
    )


def test_doing_excellently_is_no_award() -> None:
    won = facts(
        "การแข่งขันแกะสลักน้ำแข็งนานาชาติ ประจำปี 2567\n"
        "นักเรียนไทยทำผลงานได้อย่างยอดเยี่ยม โดยวิทยาลัยเทคนิคลำปาง คว้ารางวัลชนะเลิศ"
    )
    assert [fact.award for fact in won] == ["การแข่งขันแกะสลักน้ำแข็งนานาชาติ"]


def test_a_prize_of_every_contest_does_not_stand_for_the_contest() -> None:
    won = facts(
        "เยาวชนรับรางวัล Popular Vote\n"
        "กรมเจ้าท่า ประกาศผลการประกวดคลิปวิดีโอริมคลอง ประจำปี 2566\n"
        "รางวัลชนะเลิศ ได้แก่ โรงเรียนบ้านหนองบัว"
    )
    assert [fact.award for fact in won] == ["การประกวดคลิปวิดีโอริมคลอง"]


def test_what_follows_the_year_is_an_award_of_the_ceremony() -> None:
    assert_told(
        "การประปานครหลวง ได้รับรางวัล Asia Utility Awards 2023 - Best Water Utility",
        Won("การประปานครหลวง", "รางวัล Asia Utility Awards", category="Best Water Utility", year=2566),
    )


def test_a_country_behind_the_year_stays_in_the_name() -> None:
    (fact,) = facts("การประปานครหลวง ได้รับรางวัล Asia Utility Awards 2023 Thailand")
    assert fact.award == "รางวัล Asia Utility Awards 2023 Thailand"


def test_an_english_name_in_brackets_does_not_take_over() -> None:
    won = facts(
        "กรมเจ้าท่า จัดการประกวดรางวัลสุดยอดริมคลองสวย กรมเจ้าท่า (Excellent Canal Award) ประจำปี 2566\n"
        "รางวัลชนะเลิศ ได้แก่ โรงเรียนบ้านหนองบัว"
    )
    assert [(fact.award, fact.year) for fact in won] == [("รางวัลสุดยอดริมคลองสวย", 2566)]


def test_lines_that_tell_for_what_the_claimed_awards_were_won() -> None:
    won = facts(
        "การประปานครหลวง คว้า 2 รางวัลใหญ่ จากเวที Asia Utility Awards 2023\n"
        "รางวัล Best Water Utility จากการพัฒนาระบบสูบน้ำทั่วเมือง\n"
        "รางวัล Best Customer Care จากการพัฒนาศูนย์บริการลูกค้า"
    )
    assert [(fact.award, fact.category) for fact in won] == [
        ("Asia Utility Awards", "รางวัล Best Water Utility"),
        ("Asia Utility Awards", "รางวัล Best Customer Care"),
    ]


def test_a_sub_award_is_given_at_the_ceremony_of_the_article() -> None:
    won = facts(
        "งาน Asia Utility Awards 2023 จัดขึ้นที่กรุงเทพฯ\n"
        "การประปานครหลวง คว้ารางวัล Best Water Utility เมื่อวันที่ 3 มีนาคม 2566"
    )
    assert [(fact.award, fact.category) for fact in won] == [
        ("Asia Utility Awards", "รางวัล Best Water Utility")
    ]


def test_a_sub_award_of_another_giver_is_not() -> None:
    won = facts(
        "งาน Asia Utility Awards 2023 จัดขึ้นที่กรุงเทพฯ\n"
        "การประปานครหลวง คว้ารางวัล Best Water Utility จาก World Water Review"
    )
    assert [fact.award for fact in won] == ["รางวัล Best Water Utility"]


def test_one_programme_under_two_names_is_one_win() -> None:
    won = facts(
        "กรมชลประทาน คว้ารางวัล Thailand Quality Award ประจำปี 2566\n"
        "กรมชลประทาน ได้รับรางวัลคุณภาพแห่งชาติ ประจำปี 2566 เมื่อวันที่ 3 มีนาคม 2566"
    )
    assert len(won) == 1


def test_the_first_place_is_the_winner() -> None:
    won = facts(
        "กรมชลประทาน คว้ารางวัลอันดับ 1 การประกวดเขื่อนสวย ประจำปี 2566\n"
        "กรมชลประทาน ได้รับรางวัลชนะเลิศ การประกวดเขื่อนสวย ประจำปี 2566"
    )
    assert len(won) == 1


def test_a_listed_programme_is_no_category_of_another() -> None:
    won = facts(
        "รางวัลเพชรวายุภักษ์ มอบแก่หน่วยงานในสังกัดกระทรวงการคลัง\n"
        "กรมสรรพากร ได้รับ 2 รางวัล ประกอบด้วย 1. รางวัลองค์กรโปร่งใส 2. รางวัลศูนย์ราชการสะดวก"
    )
    assert {fact.award for fact in won} == {"รางวัลองค์กรโปร่งใส", "รางวัลศูนย์ราชการสะดวก"}


def test_what_so_many_others_won_is_not_the_subjects() -> None:
    won = facts("บริษัท น้ำใส จำกัด เป็นผู้ได้รับรางวัลอุตสาหกรรมยอดเยี่ยม ประจำปี 2566 รางวัลอุตสาหกรรมดีเด่น 48 รางวัล")
    assert [fact.award for fact in won] == ["รางวัลอุตสาหกรรมยอดเยี่ยม"]


def test_brackets_that_explain_a_field_name_no_award() -> None:
    won = facts(
        "รางวัลประเภทผู้นำองค์กร (Governor Award) จำนวน 2 รางวัล\n"
        "กรมเจ้าท่า ประกาศผลการประกวดคลิปวิดีโอริมคลอง ประจำปี 2566\n"
        "รางวัลชนะเลิศ ได้แก่ โรงเรียนบ้านหนองบัว"
    )
    assert [fact.award for fact in won] == ["การประกวดคลิปวิดีโอริมคลอง"]


def test_an_award_behind_a_count_has_its_own_word() -> None:
    assert_told(
        "กรมสรรพากรได้รับ 8 รางวัล รางวัล Thailand Digital Transformation Award 2021",
        Won("กรมสรรพากร", "รางวัล Thailand Digital Transformation Award", year=2564),
    )


def test_a_plaque_is_no_part_of_the_award_that_it_stands_for() -> None:
    assert_told(
        "กรมเจ้าท่า รับโล่ประกาศเกียรติคุณ รางวัลองค์กรโปร่งใส ประจำปี 2566",
        Won("กรมเจ้าท่า", "รางวัลองค์กรโปร่งใส", year=2566),
    )


def test_a_foreign_award_is_no_category_of_the_programme() -> None:
    won = facts(
        "พิธีมอบรางวัลองค์กรโปร่งใส ประจำปี 2566\n"
        "การประปานครหลวง ยังได้รับรางวัล Best Water Utility, Thailand จากนิตยสาร World Water"
    )
    assert [fact.award for fact in won] == ["รางวัล Best Water Utility, Thailand"]


def test_a_field_with_and_without_its_word_is_one() -> None:
    won = facts(
        "กรมชลประทาน คว้ารางวัล AWMA 2024 “Smart Canal”\n"
        "กรมชลประทาน ได้รับรางวัล Asia Water Management Awards (AWMA) 2024 ในสาขา Smart Canal"
    )
    assert [fact.award for fact in won] == ["รางวัล Asia Water Management Awards"]


def test_the_year_of_a_contest_behind_a_placing() -> None:
    (fact,) = facts("ธนาคารออมสิน รับรางวัลชนะเลิศ Asia Responsible Enterprise Awards 2022")
    assert (fact.award, fact.tier, fact.year) == ("Asia Responsible Enterprise Awards", "ชนะเลิศ", 2565)


def test_a_field_that_says_little_goes_on_in_a_quotation() -> None:
    assert_told(
        "เทศบาลเมืองแสนสุข ได้รับรางวัลตลิ่งสะอาด ด้านการ “รวมใจดูแลคลอง” ประจำปี 2566",
        Won("เทศบาลเมืองแสนสุข", "รางวัลตลิ่งสะอาด", category="ด้านการ “รวมใจดูแลคลอง”", year=2566),
    )
