"""Sentences in which the rules tell apart what looks alike: layouts, editions, nesting, conditions."""

from __future__ import annotations

import pytest
from award_reading import extraction, facts, recipients
from test_list_rules import BODIES
from test_organisation_mentions import names, organisations
from test_other_mentions import persons, provinces

from extract.components.years import find_years

LAYOUTS = {
    "bullets": "- {}\n- {}\n- {}",
    "round bullets": "• {}\n• {}\n• {}",
    "1.1": "1.1 {}\n1.2 {}\n1.3 {}",
    "letters": "ก) {}\nข) {}\nค) {}",
    "plain lines": "{}\n{}\n{}",
    "indented": "  - {}\n  - {}\n  - {}",
    "empty lines between": "- {}\n\n- {}\n\n- {}",
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_layouts(layout: str) -> None:
    lead = "หน่วยงานที่ได้รับรางวัลองค์กรคุณธรรมต้นแบบ ประจำปี 2566 ได้แก่"
    after = "\nทั้งนี้ กรมการศาสนา และกระทรวงวัฒนธรรม จะจัดสัมมนาในเดือนหน้า ณ โรงแรมเอเชีย"
    assert recipients(lead + "\n" + layout.format(*BODIES) + after) == list(BODIES)


OWN = {
    "numbered": (
        "ธนาคารออมสิน คว้า 3 รางวัล ประกอบด้วย 1. รางวัลเลิศรัฐ 2. รางวัลองค์กรโปร่งใส 3. รางวัลรัฐวิสาหกิจดีเด่น",
        ["รางวัลเลิศรัฐ", "รางวัลองค์กรโปร่งใส", "รางวัลรัฐวิสาหกิจดีเด่น"],
    ),
    "and": (
        "ธนาคารออมสิน ได้รับ 2 รางวัล ได้แก่ รางวัลเลิศรัฐ และรางวัลองค์กรโปร่งใส",
        ["รางวัลเลิศรัฐ", "รางวัลองค์กรโปร่งใส"],
    ),
    "lines": (
        "ธนาคารออมสิน ได้รับ 2 รางวัล ดังนี้\n1) รางวัลเลิศรัฐ\n2) รางวัลองค์กรโปร่งใส",
        ["รางวัลเลิศรัฐ", "รางวัลองค์กรโปร่งใส"],
    ),
    "bullets": (
        "ธนาคารออมสิน ได้รับ 2 รางวัล ได้แก่\n• รางวัลเลิศรัฐ\n• รางวัลองค์กรโปร่งใส",
        ["รางวัลเลิศรัฐ", "รางวัลองค์กรโปร่งใส"],
    ),
    "givers": (
        "ธนาคารออมสิน ได้รับ 2 รางวัล ได้แก่ 1. รางวัลเลิศรัฐ จากสำนักงาน ก.พ.ร. 2. รางวัลองค์กรโปร่งใส จากสำนักงาน ป.ป.ช.",
        ["รางวัลเลิศรัฐ", "รางวัลองค์กรโปร่งใส"],
    ),
}


@pytest.mark.parametrize(("text", "awards"), OWN.values(), ids=OWN)
def test_the_subject_won_a_list_of_awards(text: str, awards: list[str]) -> None:
    found = facts(text)
    assert [f.award for f in found] == awards
    assert {f.category for f in found} == {None}
    assert {f.rule for f in found} == {"subject-won-list"}


def test_the_speaker_of_a_list_is_no_winner() -> None:
    assert recipients(
        "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน) แถลงข่าวผลการตัดสินรางวัลรัฐบาลดิจิทัล "
        "ประจำปี 2565 โดยหน่วยงานที่ได้รับรางวัล ได้แก่ กรมสรรพากร และกรมการปกครอง"
    ) == ["กรมสรรพากร", "กรมการปกครอง"]


@pytest.mark.parametrize(
    "text",
    [
        (
            "กรมส่งเสริมการปกครองท้องถิ่น มอบรางวัลท้องถิ่นดิจิทัล ประจำปี 2566 ให้แก่ เทศบาลนครยะลา "
            "จำนวน 2 รางวัล ได้แก่ รางวัลนวัตกรรมบริการดีเด่น และรางวัลข้อมูลเปิดดีเด่น"
        ),
        (
            "กรมส่งเสริมการปกครองท้องถิ่น มอบรางวัลท้องถิ่นดิจิทัล ประจำปี 2566 ให้แก่ "
            "เทศบาลนครยะลา ได้แก่ 1. รางวัลนวัตกรรมบริการดีเด่น 2. รางวัลข้อมูลเปิดดีเด่น"
        ),
    ],
)
def test_several_awards_given_to_one_body(text: str) -> None:
    assert [(f.organisation, f.category, f.rule) for f in facts(text)] == [
        ("เทศบาลนครยะลา", "รางวัลนวัตกรรมบริการดีเด่น", "given-to-list"),
        ("เทศบาลนครยะลา", "รางวัลข้อมูลเปิดดีเด่น", "given-to-list"),
    ]


@pytest.mark.parametrize("edition", ["", " ประจำปี 2565"])
def test_placings_in_prose(edition: str) -> None:
    found = facts(
        f"ผลการประกวดออกแบบตราสัญลักษณ์เมืองเก่า{edition} รางวัลชนะเลิศ ได้แก่ "
        f"โรงเรียนสตรีวิทยา รางวัลรองชนะเลิศอันดับ 1 ได้แก่ โรงเรียนบ้านห้วยทราย"
    )
    assert [(f.organisation, f.tier, f.year, f.award) for f in found] == [
        ("โรงเรียนสตรีวิทยา", "ชนะเลิศ", 2565 if edition else None, "การประกวดออกแบบตราสัญลักษณ์เมืองเก่า"),
        (
            "โรงเรียนบ้านห้วยทราย",
            "รองชนะเลิศอันดับ 1",
            2565 if edition else None,
            "การประกวดออกแบบตราสัญลักษณ์เมืองเก่า",
        ),
    ]


@pytest.mark.parametrize("gap", ["\n", " "])
def test_an_edition_before_the_word_award(gap: str) -> None:
    (fact,) = facts(f"ผลการประกวดนวัตกรรมชุมชน ประจำปี 2566{gap}รางวัลชนะเลิศ ทีมนาคราช")
    assert fact.year == 2566


def test_a_person_behind_and() -> None:
    assert [m.text for m in persons()("นางสาวมาลี ใจงาม และนายวิชัย ทองดี")] == ["นางสาวมาลี ใจงาม", "นายวิชัย ทองดี"]
    assert recipients(
        "ผู้ได้รับรางวัลครูดีเด่น ประจำปี 2566 ได้แก่ นายวิชัย ทองดี โรงเรียนบ้านห้วยทราย และนางสาวมาลี ใจงาม โรงเรียนวัดดอนไก่ดี"
    ) == ["นายวิชัย ทองดี", "นางสาวมาลี ใจงาม"]


def test_the_land_department() -> None:
    assert names("กรมที่ดิน ได้รับรางวัล") == ["กรมที่ดิน"]


@pytest.mark.parametrize("body", ["องค์การบริหารส่วนตำบลแม่แฝก", "องค์การบริหารส่วนจังหวัดระยอง"])
def test_the_head_of_a_local_body(body: str) -> None:
    (m,) = organisations("นายก" + body)
    assert (m.text, m.attributes.get("office")) == (body, True)
    assert recipients(f"นายวิชัย ทองดี นายก{body} เข้ารับรางวัลพระปกเกล้า ประจำปี 2566") == [body]


def test_a_condition() -> None:
    assert recipients("หากจังหวัดขอนแก่น ได้รับรางวัลเมืองอัจฉริยะ จะเป็นแรงผลักดันให้พัฒนาต่อ") == []


def test_the_end_of_a_span_of_years() -> None:
    assert find_years("แผนพัฒนา พ.ศ. 2561-2565") == []


def test_no_award_name_across_lines() -> None:
    assert all("\n" not in f.award for f in facts("ผลรางวัล\n1.1 เทศบาลตำบลครึ่ง\n1.2 โรงเรียนบ้านห้วยทราย"))


def test_a_telephone_number_above_is_no_edition() -> None:
    """An edition stands in the line of the list that it dates; 2507 of a telephone number is none."""
    found = facts(
        "ผู้สนใจสอบถามเพิ่มเติมได้ที่สำนักงานพาณิชย์จังหวัด โทร. 0 2507 "
        "7000\nหน่วยงานที่ได้รับรางวัลองค์กรคุณธรรมต้นแบบ ได้แก่ 1. เทศบาลตำบลครึ่ง 2. โรงเรียนบ้านห้วยทราย"
    )
    assert [f.year for f in found] == [None, None]


def test_the_edition_of_another_award_is_not_lent() -> None:
    """An award that is won beside another one has its own edition."""
    found = facts(
        "ธนาคารอาคารสงเคราะห์ (ธอส.) คว้ารางวัลรัฐวิสาหกิจดีเด่น\nธอส. ได้รับรางวัลองค์กรโปร่งใส ปี 2566",
        "ข่าวประชาสัมพันธ์ประจำวัน",
    )
    assert {(f.award, f.year) for f in found} == {("รางวัลรัฐวิสาหกิจดีเด่น", None), ("รางวัลองค์กรโปร่งใส", 2566)}


def test_provinces_do_not_overlap() -> None:
    assert len(provinces()("จังหวัดลำพูน")) == 1


def test_places_shared_by_one_heading() -> None:
    """รองชนะเลิศอันดับ 1 และ 2 ได้แก่ A และ B: only the first place is written out, so only A is given one."""
    text = (
        "ผลการประกวดนวัตกรรมชุมชน รางวัลรองชนะเลิศอันดับ 1 และ 2 ได้แก่ โรงเรียนสตรีวิทยา และโรงเรียนบ้านห้วยทราย ตามลำดับ"
    )
    assert [(f.organisation, f.tier) for f in facts(text)] == [
        ("โรงเรียนสตรีวิทยา", "รองชนะเลิศอันดับ 1"),
        ("โรงเรียนบ้านห้วยทราย", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "เทศบาลเมืองแสนสุข อาจได้รับรางวัลเลิศรัฐ ประจำปี 2566",
        "เทศบาลเมืองแสนสุข ตั้งเป้าคว้ารางวัลเลิศรัฐ ประจำปี 2566",
        "เทศบาลเมืองแสนสุข พัฒนางานเพื่อให้ได้รับรางวัลเลิศรัฐ ประจำปี 2566",
        "เทศบาลที่สมัครต้องไม่เคยได้รับรางวัลเลิศรัฐ ประจำปี 2566",
        "เทศบาลเมืองแสนสุข ไม่เคยได้รับรางวัลเลิศรัฐ",
        "เทศบาลเมืองแสนสุข ไม่ประสงค์รับรางวัลเลิศรัฐ",
    ],
)
def test_hopes_and_denials_are_no_wins(text: str) -> None:
    assert not facts(text)


@pytest.mark.parametrize("edition", ["ประจำปี 2566", "ประจำปี 2566 รางวัลชนะเลิศ"])
def test_the_giver_who_opens_the_next_line_is_no_winner(edition: str) -> None:
    text = f"ผลการประกวดคลองสวยน้ำใส {edition}\nกรมควบคุมมลพิษมอบรางวัลให้แก่เทศบาลเมืองแสนสุข"
    assert recipients(text) == ["เทศบาลเมืองแสนสุข"]


@pytest.mark.parametrize(
    "body",
    [
        "บ้านพักเด็กและครอบครัวจังหวัดลำปาง",
        "นิคมสร้างตนเองลำตะคอง",
        "ศูนย์อนามัยที่ 3 นครสวรรค์",
        "สำนักงานเกษตรอำเภอหางดง",
        "ชุมนุมสหกรณ์โคนมแห่งประเทศไทย จำกัด",
    ],
)
def test_whole_names_of_bodies_that_are_many(body: str) -> None:
    assert recipients(f"{body} ได้รับรางวัลเลิศรัฐ ประจำปี 2566") == [body]


def test_a_delegate_receives_for_the_body() -> None:
    text = "นายสมชาย ใจดี ปลัดเทศบาลตำบลบ้านกลาง เป็นผู้แทนรับรางวัลเลิศรัฐ ประจำปี 2566"
    assert recipients(text) == ["เทศบาลตำบลบ้านกลาง"]


def test_a_ceremony_tells_the_edition_of_its_award() -> None:
    (fact,) = facts("ธนาคารออมสิน คว้ารางวัล Most Helpful Bank ภายในงาน The Asian Banker Thailand Awards 2021")
    assert fact.year == 2564


def test_a_total_is_checked_against_all_facts_of_its_award() -> None:
    text = (
        "สำนักงานพัฒนารัฐบาลดิจิทัล มอบรางวัลรัฐบาลดิจิทัล ประจำปี 2564 จำนวน 33 รางวัล ให้แก่หน่วยงานภาครัฐ\n"
        "รางวัลรัฐบาลดิจิทัล 2 หน่วยงาน ได้แก่ กรมสรรพากร และกรมการปกครอง"
    )
    assert [(c.kind, c.claimed, c.found) for c in extraction(text).checks] == [
        ("count", 2, 2),
        ("total", 33, 2),
    ]
