"""Lists that count: works of one winner, numbered subjects, pairs, items that number on in the next line."""

from __future__ import annotations

import pytest
from award_reading import extraction, facts, recipients

WON = "กรมชลประทาน ได้รับรางวัลคลองสวยน้ำใส ประจำปี 2567"


@pytest.mark.parametrize(
    ("works", "projects"),
    [
        (
            "จาก 3 โครงการ ได้แก่ โครงการคลองใส โครงการน้ำดี และโครงการฝายมีชีวิต ซึ่งทำมานาน",
            ["โครงการคลองใส", "โครงการน้ำดี", "โครงการฝายมีชีวิต"],
        ),
        ("จากผลงาน 2 เรื่อง ได้แก่ “คลองใสใจดี” และ “ฝายมีชีวิต”", ["คลองใสใจดี", "ฝายมีชีวิต"]),
        (
            "จากพิพิธภัณฑ์ 2 แห่ง ประกอบด้วย พิพิธภัณฑ์สายน้ำ จังหวัดเชียงใหม่ และพิพิธภัณฑ์สายน้ำ จังหวัดขอนแก่น",
            ["พิพิธภัณฑ์สายน้ำ จังหวัดเชียงใหม่", "พิพิธภัณฑ์สายน้ำ จังหวัดขอนแก่น"],
        ),
        ("จากผลงาน 2 เรื่อง ดังนี้ 1) การจัดการน้ำชุมชน 2) การเฝ้าระวังน้ำหลาก", ["การจัดการน้ำชุมชน", "การเฝ้าระวังน้ำหลาก"]),
    ],
)
def test_counted_works_are_one_win_each(works: str, projects: list[str]) -> None:
    found = facts(f"{WON} {works}")
    assert [fact.project for fact in found] == projects
    assert {fact.organisation for fact in found} == {"กรมชลประทาน"}


def test_works_that_are_not_as_many_as_counted_are_not_taken_apart() -> None:
    found = facts(f"{WON} จาก 3 โครงการ ได้แก่ โครงการคลองใส และโครงการน้ำดี")
    assert len(found) == 1


def test_numbered_bodies_before_the_verb_have_all_won() -> None:
    text = (
        "ส่วนอีก 3 ทีมที่เหลือ ได้แก่ 1. ทีมสายน้ำ 2. ทีมปลาตะเพียน จากมหาวิทยาลัยทักษิณ 3 .ทีมฝายไม้ไผ่ จากมหาวิทยาลัยมหิดล "
        "ได้รับรางวัลน้ำใสดีเด่น"
    )
    assert recipients(text) == ["ทีมสายน้ำ", "ทีมปลาตะเพียน", "ทีมฝายไม้ไผ่"]


def test_what_another_verb_has_done_is_no_numbered_winner() -> None:
    text = (
        "ผู้จัดงาน ได้แก่ 1. เทศบาลตำบลบ้านกลาง 2. เทศบาลเมืองแสนสุข ร่วมกันเปิดงานเมื่อวานนี้ "
        "โรงเรียนวัดดอนตูม ได้รับรางวัลน้ำใสดีเด่น"
    )
    assert recipients(text) == ["โรงเรียนวัดดอนตูม"]


def test_pairs_that_share_a_prize() -> None:
    text = (
        "รางวัลคลองสวยน้ำใส ประจำปี 2562\n1. รางวัลความร่วมมือ\n(1) ประเภทดีเด่น จำนวน 2 คู่หน่วยงาน\n"
        "คู่ที่ 1 ได้แก่ การประปานครหลวง และองค์การสวนพฤกษศาสตร์\nคู่ที่ 2 ได้แก่ ธนาคารออมสิน และองค์การสะพานปลา"
    )
    found = facts(text)
    assert [fact.organisation for fact in found] == [
        "การประปานครหลวง",
        "องค์การสวนพฤกษศาสตร์",
        "ธนาคารออมสิน",
        "องค์การสะพานปลา",
    ]
    assert {fact.tier for fact in found} == {"ดีเด่น"}


def test_a_list_that_numbers_on_within_the_next_line() -> None:
    text = (
        "รางวัลคลองสวยน้ำใส จำนวน 4 แห่ง ได้แก่ 1) เทศบาลตำบลบ้านกลาง จังหวัดลำพูน 2) เทศบาลเมืองแสนสุข จังหวัดชลบุรี\n"
        "3) โรงเรียนวัดดอนตูม จังหวัดนครปฐม 4) โรงพยาบาลตาก จังหวัดตาก"
    )
    assert recipients(text) == ["เทศบาลตำบลบ้านกลาง", "เทศบาลเมืองแสนสุข", "โรงเรียนวัดดอนตูม", "โรงพยาบาลตาก"]


def test_a_count_of_bodies_or_groups_heads_a_list() -> None:
    text = (
        "มอบรางวัลคลองสวยน้ำใส ประเภทบุคคล 2 ราย อาทิ นายสมชาย ใจดี เป็นต้น ประเภทนิติบุคคลหรือคณะบุคคล 118 แห่ง/คณะ อาทิ "
        "โรงเรียนวัดดอนตูม จ.นครปฐม เป็นต้น"
    )
    told = {fact.organisation: fact.category for fact in facts(text) if fact.recipient_type == "organisation"}
    assert told == {"โรงเรียนวัดดอนตูม": "ประเภทนิติบุคคลหรือคณะบุคคล"}


def test_the_name_of_a_cooperative_holds_what_stands_before_its_form() -> None:
    text = (
        "รางวัลคลองสวยน้ำใส ได้แก่ สหกรณ์ออมทรัพย์ กรมการพัฒนาชุมชน จำกัด และศูนย์ข้าวชุมชนบ้านบึงคล้าย - ชัยพัฒนา จังหวัดพิษณุโลก"
    )
    assert recipients(text) == ["สหกรณ์ออมทรัพย์ กรมการพัฒนาชุมชน จำกัด", "ศูนย์ข้าวชุมชนบ้านบึงคล้าย - ชัยพัฒนา"]


@pytest.mark.parametrize(
    ("award", "kind"),
    [
        ("รางวัลรัฐวิสาหกิจดีเด่น", "organisation"),  # only bodies win it
        ("รางวัลผู้นำองค์กรดีเด่น", "person"),
    ],
)
def test_the_head_of_a_body_takes_its_award(award: str, kind: str) -> None:
    text = f"รมว.คลัง มอบ{award} ประจำปี 2567 ให้แก่ นายวิทัย รัตนากร ผู้อำนวยการธนาคารออมสิน"
    assert [(fact.recipient_type, fact.organisation) for fact in facts(text)] == [(kind, "ธนาคารออมสิน")]


def test_an_item_ends_before_the_number_of_the_next_heading() -> None:
    text = (
        "หน่วยงานที่ได้รับรางวัลเลิศรัฐ ประจำปี 2564 ดังนี้\n1.1 รางวัลบริการภาครัฐ ระดับดี จำนวน 2 รางวัล ได้แก่ "
        "1) ผลงาน “คลองใส” โดยกรมชลประทาน 2) ผลงาน “น้ำดี” โดยกรมทรัพยากรน้ำ  "
        "1.2 รางวัลบริการภาครัฐ ระดับดีเด่น ได้แก่ กรมเจ้าท่า"
    )
    told = {(fact.organisation, fact.project, fact.tier) for fact in facts(text)}
    assert told == {
        ("กรมชลประทาน", "คลองใส", "ดี"),
        ("กรมทรัพยากรน้ำ", "น้ำดี", "ดี"),
        ("กรมเจ้าท่า", None, "ดีเด่น"),
    }


def test_a_special_prize_with_a_name_heads_its_winners() -> None:
    text = "รางวัลเลิศรัฐ ประจำปี 2565 มีผู้ได้รับ ดังนี้ รางวัลพิเศษ สานพลังร่วมใจ สู้ภัยแล้ง ได้แก่ กรมชลประทาน และกรมทรัพยากรน้ำ"
    assert recipients(text) == ["กรมชลประทาน", "กรมทรัพยากรน้ำ"]


def test_a_pair_that_alone_won() -> None:
    text = "การประปานครหลวง และองค์การสะพานปลาเป็นคู่ความร่วมมือเดียวที่ได้รับรางวัลรัฐวิสาหกิจดีเด่น"
    assert recipients(text) == ["การประปานครหลวง", "องค์การสะพานปลา"]


def test_prizes_that_there_are() -> None:
    text = (
        "การประกวดคลิปสั้น “คลองใส” รางวัลชมเชย มีจำนวน 2 รางวัล คือ ผลงาน เรื่อง “น้ำใจ” ทีมบ้านแท่นวิทยา "
        "และเรื่อง “สายธาร” ทีมประถมวาไรตี้ โดยทุกรางวัลจะได้รับโล่"
    )
    assert [(fact.organisation_text, fact.project) for fact in facts(text)] == [
        ("ทีมบ้านแท่นวิทยา", "น้ำใจ"),
        ("ทีมประถมวาไรตี้", "สายธาร"),
    ]


def test_a_head_that_was_written_twice() -> None:
    assert recipients("ผู้แทนกรม กรมชลประทาน ได้รับรางวัลคลองสวยน้ำใส") == ["กรมชลประทาน"]


def test_a_number_before_categories_is_not_that_of_the_first_one() -> None:
    text = (
        "สำนักงาน ป.ป.ช. มอบรางวัลองค์กรโปร่งใส ประจำปี 2567\nหน่วยงานที่ได้รับรางวัลมี 2 แห่ง "
        "ประเภทรัฐวิสาหกิจ ได้แก่ ธนาคารออมสิน ประเภทส่วนราชการ ได้แก่ กรมชลประทาน"
    )
    assert [fact.organisation for fact in facts(text)] == ["ธนาคารออมสิน", "กรมชลประทาน"]
    assert all(check.claimed == check.found for check in extraction(text).checks)
