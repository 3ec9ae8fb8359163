"""Turns of phrase of press releases: one sentence each, with what a reader takes from it."""

from __future__ import annotations

import pytest
from award_reading import facts

Told = tuple[str | None, str, str | None, int | None]
"""Organisation, award, tier, year (Buddhist era)."""


def told(text: str) -> list[Told]:
    return [(fact.organisation, fact.award, fact.tier, fact.year) for fact in facts(text)]


@pytest.mark.parametrize(
    ("text", "award", "tier"),
    [
        ("ชนะเลิศการประกวดคลองสวยงาม", "การประกวดคลองสวยงาม", "ชนะเลิศ"),
        ("คว้าเหรียญทองจากการประกวดคลองสวยงาม", "การประกวดคลองสวยงาม", "เหรียญทอง"),
        ("ได้รับเหรียญเงินการประกวดคลองสวยงาม", "การประกวดคลองสวยงาม", "เหรียญเงิน"),
        ("ได้รับรางวัล Platinum Award จากการประกวดคลองสวยงาม", "การประกวดคลองสวยงาม", "Platinum"),
        ("คว้ารางวัลชนะเลิศ สุดยอดชุมชนริมน้ำ", "สุดยอดชุมชนริมน้ำ", "ชนะเลิศ"),
    ],
)
def test_a_placing_before_a_contest(text: str, award: str, tier: str) -> None:
    assert told(f"เทศบาลเมืองลำพูน {text} ประจำปี 2567") == [("เทศบาลเมืองลำพูน", award, tier, 2567)]


@pytest.mark.parametrize(
    ("text", "award"),
    [
        ("ธนาคารออมสิน ได้รับรางวัลแบรนด์ที่น่าเชื่อถือ ประจำปี 2567", "รางวัลแบรนด์ที่น่าเชื่อถือ"),
        ("ธนาคารออมสิน คว้ารางวัลรัฐวิสาหกิจดีเด่น ปีบัญชี 2567", "รางวัลรัฐวิสาหกิจดีเด่น"),
        ("ธนาคารออมสิน ได้รับการยกย่องให้เป็นองค์กรใสสะอาด (Clean House Award) ประจำปี 2567", "Clean House Award"),
    ],
)
def test_the_whole_name_of_an_award(text: str, award: str) -> None:
    assert told(text) == [("ธนาคารออมสิน", award, None, 2567)]


@pytest.mark.parametrize(
    ("subject", "organisation"),
    [
        ("ผู้ว่าราชการจังหวัดสตูล", "จังหวัดสตูล"),
        ("นายสมชาย ใจดี ผู้ว่าราชการจังหวัดสตูล", "จังหวัดสตูล"),
        ("นายกเทศมนตรีเมืองลำพูน", "เทศบาลเมืองลำพูน"),
        ("ผู้อำนวยการโรงพยาบาลลำพูน", "โรงพยาบาลลำพูน"),
    ],
)
@pytest.mark.parametrize("verb", ["เข้ารับ", "รับมอบ"])
def test_an_officer_receives_for_the_body_he_heads(subject: str, organisation: str, verb: str) -> None:
    award = "รางวัลเมืองสะอาด"
    assert told(f"{subject} {verb}{award} ประจำปี 2567") == [(organisation, award, None, 2567)]


def test_a_group_in_a_province_is_not_the_province() -> None:
    text = "กลุ่มทอผ้าบ้านนา จังหวัดสตูล ได้รับรางวัลผ้างามลุ่มน้ำ ประจำปี 2567"
    assert [organisation for organisation, *_ in told(text)] == ["กลุ่มทอผ้าบ้านนา"]


def test_bodies_that_win_hand_in_hand() -> None:
    text = "เทศบาลนครขอนแก่น และเทศบาลนครอุดรธานี จับมือคว้ารางวัลเมืองสะอาด ประจำปี 2567"
    assert [organisation for organisation, *_ in told(text)] == ["เทศบาลนครขอนแก่น", "เทศบาลนครอุดรธานี"]


def test_an_award_named_like_those_it_honours() -> None:
    text = "กลุ่มแม่บ้านเกษตรกรบ้านดอนแก้ว ได้รับรางวัลกลุ่มแม่บ้านเกษตรกรดีเด่น ประจำปี 2567"
    assert told(text) == [("กลุ่มแม่บ้านเกษตรกรบ้านดอนแก้ว", "รางวัลกลุ่มแม่บ้านเกษตรกรดีเด่น", None, 2567)]


def test_the_last_item_of_a_list_of_placings_is_read_like_the_others() -> None:
    text = (
        "ประกาศผลการประกวดคลองสวยงาม ประจำปี 2567 ดังนี้\n1. รางวัลชนะเลิศ ได้แก่ มหาวิทยาลัยเชียงใหม่\n"
        "2. รางวัลรองชนะเลิศ ได้แก่ มหาวิทยาลัยขอนแก่น\n3. รางวัลชมเชย ได้แก่ มหาวิทยาลัยพะเยา และมหาวิทยาลัยนเรศวร"
    )
    assert told(text) == [
        (body, "การประกวดคลองสวยงาม", tier, 2567)
        for body, tier in [
            ("มหาวิทยาลัยเชียงใหม่", "ชนะเลิศ"),
            ("มหาวิทยาลัยขอนแก่น", "รองชนะเลิศ"),
            ("มหาวิทยาลัยพะเยา", "ชมเชย"),
            ("มหาวิทยาลัยนเรศวร", "ชมเชย"),
        ]
    ]


@pytest.mark.parametrize("count", ["2 รางวัล ", "2 รางวัลใหญ่ ", "2 รางวัลใหญ่ระดับประเทศ "])
def test_a_number_before_the_names_of_awards_is_no_award_of_its_own(count: str) -> None:
    text = f"กรมทางหลวง คว้า {count}รางวัลถนนงาม ระดับเป็นเลิศ และรางวัลสะพานใส ระดับดี ประจำปี 2567"
    assert [(award, tier) for _, award, tier, _ in told(text)] == [
        ("รางวัลถนนงาม", "เป็นเลิศ"),
        ("รางวัลสะพานใส", "ดี"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "รางวัลชนะเลิศการประกวดคลองสวยงาม ได้แก่ {} เทศบาลตำบลบ้านดู่ จังหวัดเชียงราย",
        "{} เทศบาลตำบลบ้านดู่ จังหวัดเชียงราย คว้ารางวัลคลองสวยงาม ประจำปี 2567",
    ],
)
@pytest.mark.parametrize("body", ["ชุมชนบ้านดู่", "โรงเรียนบ้านดู่"])
def test_a_municipality_behind_a_community_tells_where_it_is(text: str, body: str) -> None:
    assert [(fact.organisation, fact.province) for fact in facts(text.format(body))] == [(body, "เชียงราย")]


def test_an_honour_glued_to_a_known_name_belongs_to_it() -> None:
    text = "โรงเรียนวัดดอนชัย ได้รับรางวัลสถานศึกษาพอเพียงดีเด่น ประจำปี 2566"
    assert [(fact.award, fact.category) for fact in facts(text)] == [("รางวัลสถานศึกษาพอเพียงดีเด่น", None)]


def test_a_plaque_for_those_who_support_is_named_to_its_end() -> None:
    text = "กรมชลประทานได้รับโล่ประกาศเกียรติคุณหน่วยงานที่ให้การสนับสนุนงานคนพิการดีเด่น ประจำปี 2567"
    assert [fact.award for fact in facts(text)] == ["โล่ประกาศเกียรติคุณหน่วยงานที่ให้การสนับสนุนงานคนพิการดีเด่น"]
