"""Lists in the forms that releases give them: kinds before names, works before owners, provinces alone."""

from __future__ import annotations

import pytest
from award_reading import Won, assert_told, facts, recipients

GIVEN = "กรมป่าไม้มอบรางวัลรักษ์ป่าสยาม ประจำปี 2564 "


def test_items_that_tell_a_kind_and_then_its_winner() -> None:
    """Each item names the kind of body, and behind ได้แก่ the one that won."""
    found = facts(
        f"{GIVEN}จำนวน 3 รางวัล ได้แก่ 1) สหกรณ์การเกษตร ได้แก่ สหกรณ์การเกษตรเมืองน่าน จำกัด จ.น่าน "
        "2) สหกรณ์ร้านค้า ได้แก่ ร้านสหกรณ์ราชบุรี จำกัด และ 3) ป่าชุมชนขนาดใหญ่ ได้แก่ ป่าชุมชนบ้านดงยาง จังหวัดแพร่"
    )
    assert [(f.organisation_text, f.category) for f in found] == [
        ("สหกรณ์การเกษตรเมืองน่าน จำกัด", "สหกรณ์การเกษตร"),
        ("ร้านสหกรณ์ราชบุรี จำกัด", "สหกรณ์ร้านค้า"),
        ("ป่าชุมชนบ้านดงยาง", "ป่าชุมชนขนาดใหญ่"),
    ]


def test_an_item_of_two_kinds() -> None:
    """One item may tell two kinds with their winners, joined by และ."""
    assert recipients(
        f"{GIVEN}ดังนี้\n1. ผู้พิทักษ์ป่า ประเภทบุคคล ได้แก่ นายสมหมาย ใจดี และประเภทองค์กร ได้แก่ มูลนิธิสืบนาคะเสถียร\n"
        "2. ผู้ปลูกป่า ได้แก่ เทศบาลตำบลเวียงพาน"
    ) == ["นายสมหมาย ใจดี", "มูลนิธิสืบนาคะเสถียร", "เทศบาลตำบลเวียงพาน"]


def test_what_a_member_consists_of_is_no_winner() -> None:
    """ได้แก่ further on in an item that opens with its winner does not name others."""
    assert recipients(
        f"{GIVEN}ได้แก่ 1. โรงเรียนบ้านหนองแสง มีเครือข่าย ได้แก่ โรงเรียนบ้านแม่จัน 2. โรงเรียนบ้านห้วยไร่"
    ) == [
        "โรงเรียนบ้านหนองแสง",
        "โรงเรียนบ้านห้วยไร่",
    ]


@pytest.mark.parametrize(
    ("heading", "head"),
    [
        ("มอบรางวัลสำนักงานคลังจังหวัดดีเด่น ประจำปี 2563 จำนวน 2 แห่ง ได้แก่", "สำนักงานคลังจังหวัด"),
        ("มอบรางวัลสุขภาพยั่งยืน (ระดับ สสจ.) ประจำปี 2563 ได้แก่", "สำนักงานสาธารณสุขจังหวัด"),
        ("มอบรางวัลถนนปลอดภัย ประจำปี 2563 จำนวน 2 จังหวัด ได้แก่", "จังหวัด"),
    ],
)
def test_provinces_stand_for_what_the_heading_names(heading: str, head: str) -> None:
    """Where the heading says the office, the list may name provinces only."""
    found = facts(f"กระทรวง{heading} พะเยา และสิงห์บุรี")
    assert [(f.organisation, f.province) for f in found] == [
        (f"{head}พะเยา", "พะเยา"),
        (f"{head}สิงห์บุรี", "สิงห์บุรี"),
    ]


def test_provinces_without_an_office_are_places() -> None:
    """Nothing says what stands in those provinces: no winner is named."""
    assert recipients("มอบรางวัลถนนปลอดภัย ประจำปี 2563 ในพื้นที่นำร่อง ได้แก่ พะเยา และสิงห์บุรี") == []


WORKS = "ประกาศผลรางวัลหนังสั้นต้านโกง ประจำปี 2562 "


def test_a_quoted_work_and_its_maker() -> None:
    """The team stands right behind its quoted work, without a preposition."""
    assert_told(
        f"{WORKS}รางวัลชมเชย 2 รางวัล ได้แก่ 1.ผลงาน “เงาในกระจก” ทีมหนังบ้านนา จังหวัดเลย 2.ผลงาน “ราคาคน” "
        "โรงเรียนวัดดอนทอง",
        Won(
            "ทีมหนังบ้านนา",
            "รางวัลหนังสั้นต้านโกง",
            tier="ชมเชย",
            year=2562,
            project="เงาในกระจก",
            province="เลย",
        ),
        Won("โรงเรียนวัดดอนทอง", "รางวัลหนังสั้นต้านโกง", tier="ชมเชย", year=2562, project="ราคาคน"),
    )


def test_a_work_closed_by_its_maker() -> None:
    """ผลงาน<work> <body> <place>: the body that closes the statement made the work."""
    found = facts(
        f"{WORKS}รางวัลชนะเลิศ ได้แก่ ผลงานเครื่องกรองน้ำจากเปลือกทุเรียน วิทยาลัยเทคนิคจันทบุรี จังหวัดจันทบุรี รางวัลชมเชย ได้แก่ "
        "ผลงานกังหันใต้น้ำ โรงเรียนวัดดอนทอง"
    )
    assert [(f.organisation_text, f.project, f.tier) for f in found] == [
        ("วิทยาลัยเทคนิคจันทบุรี", "เครื่องกรองน้ำจากเปลือกทุเรียน", "ชนะเลิศ"),
        ("โรงเรียนวัดดอนทอง", "กังหันใต้น้ำ", "ชมเชย"),
    ]


def test_a_body_within_a_work_made_nothing() -> None:
    """A body that the name of the work goes on behind is part of that name."""
    assert recipients(f"{WORKS}รางวัลชนะเลิศ ได้แก่ ผลงานปั่นไป โรงเรียนวัดดอนทอง ในฝันของเด็กชายคนหนึ่ง") == []


def test_two_names_written_as_one() -> None:
    """กลุ่ม... and the school that it belongs to, without a space, are one name."""
    assert recipients(f"{GIVEN}ได้แก่ กลุ่มยุวเกษตรกรโรงเรียนบ้านหนองแสง และโรงเรียนบ้านห้วยไร่") == [
        "กลุ่มยุวเกษตรกรโรงเรียนบ้านหนองแสง",
        "โรงเรียนบ้านห้วยไร่",
    ]


def test_groups_of_one_list_within_a_line() -> None:
    """Behind the winners of one kind the list goes on with the label of the next."""
    found = facts(
        f"{GIVEN}จำนวน 2 รางวัล แบ่งเป็น ชุมชนขนาดใหญ่ (200 ครัวเรือนขึ้นไป) ได้แก่ เทศบาลตำบลเวียงพาน จังหวัดเชียงราย, "
        "ชุมชนขนาดเล็ก (ไม่เกิน 200 ครัวเรือน) ได้แก่ เทศบาลตำบลบ้านกลาง จังหวัดลำพูน"
    )
    assert [f.organisation_text for f in found] == ["เทศบาลตำบลเวียงพาน", "เทศบาลตำบลบ้านกลาง"]
    assert found[1].category == "ชุมชนขนาดเล็ก"


def test_who_took_part_is_no_next_group() -> None:
    """A statement behind a list that names others with ได้แก่ is no further group."""
    assert recipients(f"{GIVEN}ได้แก่ เทศบาลตำบลเวียงพาน หน่วยงานที่เข้าร่วมกิจกรรม ได้แก่ กรมการปกครอง") == [
        "เทศบาลตำบลเวียงพาน"
    ]


def test_headings_within_a_heading() -> None:
    """A field without winners of its own is divided into fields with lists of their own."""
    found = facts(
        "ประกาศผลรางวัลโรงงานรักษ์น้ำ ประจำปี 2561\n1. ประเภทการลดน้ำเสีย จำนวน 1 รางวัล\n(1) บริษัท ดาวเหนือ จำกัด"
        "\n2. ประเภทการใช้น้ำซ้ำ จำนวน 2 รางวัล"
        "\nประเภทการใช้น้ำซ้ำในโรงงานขนาดใหญ่ จำนวน 1 รางวัล\n(1) บริษัท ทะเลใต้ จำกัด\n"
        "ประเภทการใช้น้ำซ้ำในโรงงานขนาดเล็ก จำนวน 1 รางวัล\n(1) บริษัท ภูผา จำกัด"
    )
    assert [(f.organisation_text, f.category) for f in found] == [
        ("บริษัท ดาวเหนือ จำกัด", "ประเภทการลดน้ำเสีย"),
        ("บริษัท ทะเลใต้ จำกัด", "ประเภทการใช้น้ำซ้ำในโรงงานขนาดใหญ่"),
        ("บริษัท ภูผา จำกัด", "ประเภทการใช้น้ำซ้ำในโรงงานขนาดเล็ก"),
    ]


def test_the_section_that_wrote_the_release_won_nothing() -> None:
    """A section and its department at the end of a release look like a heading and its winner."""
    assert recipients(
        f"{GIVEN}แก่ เทศบาลตำบลเวียงพาน\nรางวัลนี้จัดเป็นปีที่สองแล้ว\nกลุ่มประชาสัมพันธ์\nกองกลาง กรมป่าไม้",
    ) == ["เทศบาลตำบลเวียงพาน"]


STRANGERS = f"{GIVEN}ได้แก่ 1. เทศบาลตำบลเวียงพาน 2. เทศบาลตำบลบ้านกลาง 3. "


def test_a_stranger_among_known_bodies() -> None:
    """A short item among bodies is a body, though no lexicon knows its kind."""
    assert recipients(f"{STRANGERS}อุ่นไอดินสตูดิโอ จังหวัดเลย") == [
        "เทศบาลตำบลเวียงพาน",
        "เทศบาลตำบลบ้านกลาง",
        "อุ่นไอดินสตูดิโอ",
    ]


@pytest.mark.parametrize("item", ["การจัดการขยะ", "ยังไม่ได้ประกาศ", "ผู้แทนชุมชน"])
def test_what_is_no_name_is_no_stranger(item: str) -> None:
    """Works, statements and persons told by their part among bodies are not taken for bodies."""
    assert item not in recipients(STRANGERS + item)


def test_a_latin_name_behind_a_count() -> None:
    """จำนวน 1 ราย ได้แก่ and a name in Latin letters: the counted winner."""
    found = facts(
        "มอบรางวัล Green Startup Award ประจำปี 2565 จำนวน 2 ราย ประกอบด้วย\n"
        "1) Seed of the Year รางวัลแก่ผู้ริเริ่มธุรกิจใหม่ที่เป็นมิตรกับสิ่งแวดล้อม จำนวน 1 ราย ได้แก่ Bamboolo แพลตฟอร์มขายไม้ไผ่\n"
        "2) Tree of the Year รางวัลแก่ธุรกิจที่เติบโต จำนวน 1 ราย ได้แก่ บริษัท ไผ่ทอง จำกัด"
    )
    assert [(f.organisation_text, f.category) for f in found] == [
        ("Bamboolo", "Seed of the Year"),
        ("บริษัท ไผ่ทอง จำกัด", "Tree of the Year"),
    ]


def test_who_holds_an_office_stands_for_the_body() -> None:
    """ผู้บังคับการตำรวจภูธรจังหวัดแพร่, not named, receives for the body; not where the award is for persons."""
    assert recipients(
        f"{GIVEN}จำนวน 2 รางวัล ได้แก่ 1. ผู้บังคับการตำรวจภูธรจังหวัดแพร่ 2. ผู้บังคับการตำรวจภูธรจังหวัดน่าน"
    ) == ["ตำรวจภูธรจังหวัดแพร่", "ตำรวจภูธรจังหวัดน่าน"]
    assert recipients("มอบรางวัลผู้บริหารดีเด่น ประจำปี 2564 ได้แก่ 1. ผู้บังคับการตำรวจภูธรจังหวัดแพร่") == []


def test_newly_counted_awards_have_no_tier_from_before() -> None:
    """The tier of one list does not reach the awards that are counted behind it."""
    found = facts(
        f"{GIVEN}ระดับดีเด่น ได้แก่ เทศบาลตำบลเวียงพาน และยังมีอีก 2 รางวัล ได้แก่ เทศบาลตำบลบ้านกลาง และเทศบาลตำบลปง"
    )
    assert [f.tier for f in found] == ["ดีเด่น", None, None]


def test_placings_of_works_one_after_another() -> None:
    """Each placing of a row names a work and then, behind จาก or โดย, who made it."""
    found = facts(
        f"{WORKS}ดังนี้ รางวัลที่ 1 เงาในกระจก จากโรงเรียนวัดดอนทอง จ.เลย รางวัลที่ 2 เพลง “ราคาคน” "
        "ผลิตโดย ทีมหนังบ้านนา "
        "รางวัลชมเชย ผลงาน “ทางกลับบ้าน” ทีมใต้ร่มไม้ โรงเรียนบ้านหนองแสง"
    )
    assert [(f.tier, f.organisation_text, f.project) for f in found] == [
        ("ที่ 1", "โรงเรียนวัดดอนทอง", "เงาในกระจก"),
        ("ที่ 2", "ทีมหนังบ้านนา", "ราคาคน"),
        ("ชมเชย", "ทีมใต้ร่มไม้ โรงเรียนบ้านหนองแสง", "ทางกลับบ้าน"),
    ]


def test_a_work_by_persons_is_not_their_school_s() -> None:
    """Who is named made the work, not the body that they are from."""
    assert (
        recipients(f"{WORKS}รางวัลชนะเลิศ ได้แก่ ผลงาน “ทางกลับบ้าน” โดย นายสมหมาย ใจดี และคณะ จากโรงเรียนวัดดอนทอง")
        == []
    )


def test_awards_in_latin_letters_without_the_word_for_award() -> None:
    """A body that won several awards: the items name them in English only."""
    found = facts(
        "กรมป่าไม้ คว้า 2 รางวัล ได้แก่\n1. Best Forest Governance – Thailand 2021 จาก Global Forest Review\n"
        "2. Most Innovative Ranger (ASEAN) จาก Green Asia Journal"
    )
    assert [(f.organisation_text, f.award, f.year) for f in found] == [
        ("กรมป่าไม้", "Best Forest Governance – Thailand", 2564),
        ("กรมป่าไม้", "Most Innovative Ranger (ASEAN)", None),
    ]


def test_products_in_latin_letters_are_no_awards() -> None:
    """An item in English without a word of praise or prize is no award."""
    assert recipients("กรมป่าไม้ คว้า 2 รางวัล ได้แก่\n1. Smart Patrol System\n2. Forest Monitoring Centre") == []


def test_examples_in_a_long_line_of_their_own() -> None:
    """ประเภท... 150 ราย อาทิ: a long line that names some of the winners is read, too."""
    names = " ".join(f"โรงเรียนวัดดอนทอง {number} จ.เลย" for number in range(1, 15))
    found = recipients(
        f"{GIVEN}แก่ผู้ทำคุณประโยชน์ ดังนี้\nประเภทบุคคล ได้แก่ นายสมหมาย ใจดี\nประเภทสถานศึกษา 149 แห่ง อาทิ {names}"
    )
    assert len(found) == 15


def test_awards_and_winners_in_turn() -> None:
    """Behind an opener, each award is followed at once by the body that won it."""
    found = facts(
        f"{GIVEN}มี 2 รางวัล ประกอบด้วย รางวัลสวนผักดีเด่น ประจำปี 2564 บริษัท ดาวเหนือ จำกัด, "
        "รางวัลป่าชายเลนดีเด่น ประจำปี 2564 บริษัท ทะเลใต้ จำกัด (มหาชน)"
    )
    assert [(f.organisation_text, f.award) for f in found] == [
        ("บริษัท ดาวเหนือ จำกัด", "รางวัลสวนผักดีเด่น"),
        ("บริษัท ทะเลใต้ จำกัด (มหาชน)", "รางวัลป่าชายเลนดีเด่น"),
    ]


def test_regions_before_names() -> None:
    """ภาคเหนือ-<body>: the region is the field in which that body won."""
    found = facts(
        f"{GIVEN}\nชนะเลิศ ได้แก่ ภาคเหนือ-โรงเรียนบ้านหนองแสง จังหวัดแพร่, "
        "ภาคกลางและภาคตะวันออก: โรงเรียนวัดดอนทอง จังหวัดตราด"
    )
    assert [(f.organisation_text, f.category, f.province) for f in found] == [
        ("โรงเรียนบ้านหนองแสง", "ภาคเหนือ", "แพร่"),
        ("โรงเรียนวัดดอนทอง", "ภาคกลางและภาคตะวันออก", "ตราด"),
    ]


def test_names_in_quotation_marks() -> None:
    """“ทีม...” และ “ทีม...”: the marks around the names do not end the list."""
    assert recipients(
        f"{GIVEN}เหรียญเงิน 2 รางวัล ได้แก่ “ทีมสายลับนวัตกร (กลุ่ม 1)” และ “ทีมใบไม้ร่วง” ได้รับทุน 5,000 บาท"
    ) == [
        "ทีมสายลับนวัตกร",
        "ทีมใบไม้ร่วง",
    ]


def test_words_that_only_begin_like_openers() -> None:
    """อาทิตย์, เช่นเดียวกัน and เป็นของขวัญ open no list."""
    assert recipients(f"{GIVEN}ในวันอาทิตย์ที่ 5 กันยายน โรงเรียนวัดดอนทองเป็นเจ้าภาพ เช่นเดียวกับโรงเรียนบ้านหนองแสง") == []


def test_a_misspelt_member_does_not_end_a_list() -> None:
    """A name that begins as the one before it is a member, though its province is misspelt."""
    assert recipients(
        f"{GIVEN}ได้แก่ สำนักงานขนส่งจังหวัดพะเยา สำนักงานขนส่งจังหวัดสุราษฏ์ธานี สาขาอำเภอพุนพิน สำนักงานขนส่งจังหวัดน่าน"
    ) == ["สำนักงานขนส่งจังหวัดพะเยา", "สำนักงานขนส่งจังหวัดสุราษฏ์ธานี สาขาอำเภอพุนพิน", "สำนักงานขนส่งจังหวัดน่าน"]


def test_teams_their_works_and_schools() -> None:
    """A team's work may be told by its kind, and its two schools are no winners of their own."""
    found = facts(
        f"{WORKS}รางวัลชมเชย 2 รางวัล ได้แก่ ทีมสายลม บทเพลง “ทางกลับบ้าน” จากโรงเรียนวัดดอนทอง และโรงเรียนบ้านหนองแสง "
        "และทีมสายฝน ชื่อ Vlog “ใต้ร่มไม้”"
    )
    assert [(f.organisation_text, f.project) for f in found] == [
        ("ทีมสายลม", "ทางกลับบ้าน"),
        ("ทีมสายฝน", "ใต้ร่มไม้"),
    ]


def test_several_works_of_one_placing() -> None:
    """Both works of a placing are read, each with who made it."""
    found = facts(
        f"{WORKS}รางวัลชนะเลิศ ได้แก่ เพลง “ทางกลับบ้าน” ผลงานทีมสายลม และรางวัลชมเชย 2 รางวัล ได้แก่ เพลง “ใต้ร่มไม้” "
        "ผลงานทีมสายฝน และเพลง “ลมหนาว” ผลงานทีมสายรุ้ง"
    )
    assert [(f.tier, f.organisation_text, f.project) for f in found] == [
        ("ชนะเลิศ", "ทีมสายลม", "ทางกลับบ้าน"),
        ("ชมเชย", "ทีมสายฝน", "ใต้ร่มไม้"),
        ("ชมเชย", "ทีมสายรุ้ง", "ลมหนาว"),
    ]


def test_the_last_line_of_a_list_behind_and() -> None:
    """A line that opens with และ is the last of the list."""
    assert recipients(f"{GIVEN}ดังนี้\nโรงเรียนบ้านหนองแสง\nและ โรงเรียนวัดดอนทอง") == [
        "โรงเรียนบ้านหนองแสง",
        "โรงเรียนวัดดอนทอง",
    ]


def test_a_level_above_several_categories() -> None:
    """The level said before the first category holds for those that follow, too."""
    found = facts(
        f"{GIVEN}ดังนี้\nระดับดีเด่น ประเภทป่าบก ได้แก่ เทศบาลตำบลเวียงพาน, ประเภทป่าชายเลน ได้แก่ เทศบาลตำบลบ้านกลาง\n"
        "ประเภทป่าพรุ ระดับดี ได้แก่ เทศบาลตำบลปง และประเภทป่าเขา ได้แก่ เทศบาลตำบลแม่ใจ"
    )
    assert [(f.organisation_text, f.tier) for f in found] == [
        ("เทศบาลตำบลเวียงพาน", "ดีเด่น"),
        ("เทศบาลตำบลบ้านกลาง", "ดีเด่น"),
        ("เทศบาลตำบลปง", "ดี"),
        ("เทศบาลตำบลแม่ใจ", None),
    ]


def test_a_special_award_as_the_next_group() -> None:
    """รางวัลพิเศษ ... ได้แก่ behind a list: its winners have no tier from before."""
    found = facts(
        f"{GIVEN}ระดับดีเด่น ได้แก่ เทศบาลตำบลเวียงพาน, รางวัลพิเศษ รวมใจดับไฟป่า ได้แก่ กรมการปกครอง และกรมปศุสัตว์"
    )
    assert [(f.organisation_text, f.category, f.tier) for f in found] == [
        ("เทศบาลตำบลเวียงพาน", None, "ดีเด่น"),
        ("กรมการปกครอง", "รางวัลพิเศษ รวมใจดับไฟป่า", None),
        ("กรมปศุสัตว์", "รางวัลพิเศษ รวมใจดับไฟป่า", None),
    ]


def test_an_award_and_its_giver_are_no_work_and_owner() -> None:
    """เกียรติบัตร... จาก<giver>: what a list of awards names behind จาก has won nothing."""
    assert (
        recipients("ผลงานของปีนี้ รวม 2 รางวัล ได้แก่ 1. เกียรติบัตรหน่วยงานโปร่งใส จากคณะกรรมการส่งเสริมคุณธรรมแห่งชาติ")
        == []
    )


@pytest.mark.parametrize(
    "lead",
    [
        "มีผู้ผ่านเข้าสู่รอบชิงชนะเลิศ 2 ราย ได้แก่",
        "ยึดหลักคุณธรรม ๒ ประการ ได้แก่",
        "พิจารณาการขึ้นทะเบียนอุทยาน จำนวน 2 แห่ง ได้แก่",
    ],
)
def test_other_lists_near_an_award(lead: str) -> None:
    """Finalists, principles and registrations are no winners."""
    assert recipients(f"รางวัลรักษ์ป่าสยาม ประจำปี 2564 {lead} โรงเรียนบ้านหนองแสง และโรงเรียนวัดดอนทอง") == []


def test_lines_that_tell_where_a_person_is_from() -> None:
    """Below a person stand the school and its province: no recipients of their own."""
    assert recipients(
        f"{GIVEN}ดังนี้\nนายสมหมาย ใจดี\nโรงเรียนบ้านหนองแสง\nจังหวัดเลย\nนางสมหญิง งามตา\nโรงเรียนวัดดอนทอง\nจังหวัดตราด"
    ) == ["นายสมหมาย ใจดี", "นางสมหญิง งามตา"]


def test_a_kind_of_body_is_no_body() -> None:
    """ศูนย์...ในชุมชนที่มี...: what an item describes is a kind of winner."""
    assert recipients(f"{GIVEN}แก่ 1) บุคคลดีเด่น 2) ศูนย์พัฒนาครอบครัวในชุมชน ที่มีผลงานดีเด่น 3) ครอบครัวร่มเย็น") == []


def test_items_that_open_with_a_medal() -> None:
    """เหรียญเงิน 2 รางวัล ได้แก่ <body>: the item's label is a tier."""
    found = facts(
        f"{GIVEN}ดังนี้\n• เหรียญทอง 1 รางวัล ได้แก่ โรงเรียนบ้านหนองแสง\n• เหรียญเงิน 1 รางวัล ได้แก่ โรงเรียนวัดดอนทอง"
    )
    assert [(f.organisation_text, f.tier, f.category) for f in found] == [
        ("โรงเรียนบ้านหนองแสง", "เหรียญทอง", None),
        ("โรงเรียนวัดดอนทอง", "เหรียญเงิน", None),
    ]
