"""Names of programmes, projects and categories, as resolution compares them."""

from __future__ import annotations

import pytest

from db.award_names import category_parts, edition_number, programme_key, same_parts, same_project
from db.programmes import are_two_awards, ceremony_of, latin_alias, lexicon, programme_of
from db.settings import matching


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("รางวัลเลิศรัฐ", "Public Sector Excellence Awards"),
        ("รางวัลเลิศรัฐ", "รางวัล PSEA ประจำปี พ.ศ. ๒๕๖๖"),
        ("รางวัลบริการภาครัฐ", "รางวัลบริการภาครัฐแห่งชาติ"),
        ("รางวัล ITA Awards", "รางวัลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ"),
        ("รางวัลคุณภาพแห่งชาติ", "รางวัลคุณภาพแห่งชาติ (TQA)"),
        ("โล่รางวัล “วัฒนคุณาธร”", "รางวัลวัฒนคุณาธร"),
        ('ประกาศเกียรติคุณ "สำเภา - นาวาทอง"', "รางวัลสำเภา-นาวาทอง"),
        ("การประกวดเรื่องเล่าริมคลอง ครั้งที่ ๓", "โครงการประกวดเรื่องเล่าริมคลอง ครั้งที่ 4"),
        ("รางวัล “THAILAND TOP COMPANY AWARDS 2023”", "Thailand Top Company Award"),
        ("โครงการคัดเลือกสำนักงานวัฒนธรรมจังหวัดดีเด่น", "รางวัลสำนักงานวัฒนธรรมจังหวัด (สวจ.) ดีเด่น"),
        ('รางวัล "องค์กรร่มไม้ใหญ่ ประจำปีงบประมาณ', "รางวัลองค์กรร่มไม้ใหญ่"),
    ],
)
def test_one_programme_under_two_names(one: str, other: str) -> None:
    assert programme_of(one) == programme_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("รางวัลบริการภาครัฐ", "รางวัลคุณภาพการบริหารจัดการภาครัฐ"),
        ("รางวัลบริการภาครัฐ", "รางวัลเลิศรัฐ"),
        ("รางวัลเกียรติยศเลิศรัฐ", "รางวัลเลิศรัฐ"),
        ("รางวัลอุตสาหกรรม", "รางวัลอุตสาหกรรมดีเด่น"),
        ("รางวัลสถานศึกษาปลอดภัย", "รางวัลสถานศึกษาพอเพียง"),
    ],
)
def test_different_awards_of_one_ceremony_are_programmes_of_their_own(one: str, other: str) -> None:
    assert programme_of(one) != programme_of(other)


def test_the_ceremony_of_what_is_given_within_one() -> None:
    assert ceremony_of(programme_of("รางวัลบริการภาครัฐแห่งชาติ")) == programme_of("PSEA")
    assert ceremony_of(programme_of("รางวัลเลิศรัฐ")) == programme_of("รางวัลเลิศรัฐ")
    # A word of honour that a ceremony uses for one of its awards names no programme elsewhere.
    assert ceremony_of(programme_of("รางวัลเชิดชูเกียรติ")) == "เชิดชูเกียรติ"


def test_latin_aliases_that_begin_alike_are_two_awards_within_a_programme() -> None:
    assert are_two_awards(latin_alias("TQC Plus People"), latin_alias("TQC Plus Customer"))
    assert not are_two_awards(latin_alias("PSEA"), latin_alias("รางวัลเลิศรัฐ"))
    assert not are_two_awards(latin_alias("PSEA"), latin_alias("Thailand Public Sector Excellence Awards"))


def test_every_key_of_the_lexicon_is_the_key_of_itself_and_leads_to_a_programme() -> None:
    known = lexicon()
    for key in (*known.names, *known.others, *known.within, *known.within.values()):
        assert programme_key(key) == key
    assert set(known.others.values()) <= set(known.names)
    assert not set(known.others) & set(known.names)
    assert not set(known.within) & matching().award.nameless


def test_a_name_of_lead_words_alone_stays_a_name() -> None:
    for name in ("รางวัล", "โล่", "โล่รางวัล", "เกียรติบัตร", "(1)", "2566", "..."):
        assert programme_key(name)


def test_the_number_of_an_edition() -> None:
    assert edition_number("การประกวดเรื่องเล่าริมคลอง ครั้งที่ ๓", None) == 3
    assert edition_number(None, "ระดับประเทศ ครั้งที่ 12") == 12
    assert edition_number("รางวัลครั้งที่แล้ว", None) is None


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("โครงการบริหารจัดการข้อมูลเพื่อการพัฒนารายได้", "การบริหารจัดการข้อมูลเพื่อการพัฒนารายได้", True),
        ("ผลงาน “ตลาดนัดใบตอง”", "ตลาดนัดใบตอง", True),
        ("เพลงคลองบ้านเรา", "คลองบ้านเรา", True),
        ("ศูนย์ใบตอง", "ศูนย์ใบตอง เทศบาลตำบลหนองแวง อำเภอเมืองสกลนคร", True),
        ("ศูนย์ใบตองของเทศบาลตำบลหนองแวง", "ศูนย์ใบตอง", True),
        ("ระบบสวัสดิการสังคม ตำบลอุโมงค์ (UMONG e-welfare)", "UMONG e-welfare", True),
        ("ระบบเตือนภัยน้ำ...", "ระบบเตือนภัยน้ำท่วมล่วงหน้าด้วยดาวเทียม", True),
        ("ระบบเตือนภัยน้ำ…", "ระบบเตือนภัยไฟป่า", False),
        ("ขุมทรัพย์ใต้ผืนป่า", "ขุมพรัพย์ใต้ผืนป่า", True),
        ("คลินิกหมอครอบครัว รุ่น 1", "คลินิกหมอครอบครัว รุ่น ๒", False),
        ("สายตรวจ (ชุดที่ 1)", "สายตรวจ (ชุดที่ 2)", False),
        ("ธนาคารน้ำใต้ดิน", "ธนาคารขยะรีไซเคิล", False),
    ],
)
def test_projects_loosely(left: str, right: str, same: bool) -> None:
    assert same_project(left, right) is same_project(right, left) is same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("สาขาบริการภาครัฐ ประเภทนวัตกรรมการบริการ", "ประเภทนวัตกรรมการบริการ", True),
        ("สาขาบริการภาครัฐ ประเภทนวัตกรรมการบริการ", "สาขาบริการภาครัฐ ประเภทพัฒนาการบริการ", False),
        ("รางวัลเลิศรัฐสาขาบริการภาครัฐ", "สาขาบริการภาครัฐ", True),
        ("สาขาบริการภาครัฐ", "สาขาคุณภาพการบริหารจัดการภาครัฐ", False),
        ("ชนะเลิศ ระดับประเทศ", "ชนะเลิศระดับประเทศ", True),
        ("ด้านนวัตกรรมดีเด่น", "รางวัลความคิดสร้างสรรค์ดีเด่น ด้านนวัตกรรม", True),
        ("หมวด 1", "หมวด 2", False),
    ],
)
def test_categories_loosely(left: str, right: str, same: bool) -> None:
    one, other = category_parts(left), category_parts(right)
    assert same_parts(one, other) is same_parts(other, one) is same
