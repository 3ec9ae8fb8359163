"""Fields of a win that stand apart from its award: the work, the edition, the tier."""

from __future__ import annotations

import pytest
from award_reading import facts

WON = "กรมชลประทาน ได้รับรางวัลคลองสวยน้ำใส"


@pytest.mark.parametrize(
    ("text", "project"),
    [
        (f"{WON} จากการพัฒนา “เรือเก็บผักตบ” ที่ใช้พลังแสงอาทิตย์", "เรือเก็บผักตบ"),
        (f"{WON} จากโครงการ “คลองใสใจดี” ที่ชาวบ้านร่วมกันทำ", "โครงการ “คลองใสใจดี”"),
        (f"{WON} ที่ได้รับจากโครงการธนาคารน้ำใต้ดิน", "โครงการธนาคารน้ำใต้ดิน"),
        (f"{WON} ด้วยความสำเร็จของโครงการคลองสร้างสุข ที่มุ่งฟื้นฟูลำน้ำ", "โครงการคลองสร้างสุข"),
        (f"{WON} จากสมาคมคนรักน้ำ ด้วยผลงานเรือเก็บผักตบ", "เรือเก็บผักตบ"),
        (f"{WON} จากแนวคิดเรื่อง “น้ำคือชีวิต” ในงานวันน้ำโลก", "น้ำคือชีวิต"),
    ],
)
def test_the_work_behind_the_award(text: str, project: str) -> None:
    assert [fact.project for fact in facts(text)] == [project]


@pytest.mark.parametrize(
    "text",
    [
        f"{WON} จากการพัฒนาระบบราชการอย่างต่อเนื่อง",
        f"{WON} ด้วยผลงานรางวัลระดับดีเด่น",
        f"{WON} จากโครงการ Thailand Water Awards ที่จัดขึ้นทุกปี",
        f"{WON} ซึ่งกรมได้พัฒนา “เรือเก็บผักตบ” มาใช้",
    ],
)
def test_no_work(text: str) -> None:
    assert [fact.project for fact in facts(text)] == [None]


@pytest.mark.parametrize(
    ("behind", "project"),
    [
        ("ชื่อคลิปสั้น “ลุยคลองยามเช้า”", "ลุยคลองยามเช้า"),
        ("ชื่อ Vlog “พายเรือเก็บขยะ”", "พายเรือเก็บขยะ"),
        ("โดยมีข้อเสนอผลงาน คือ เครื่องกรองน้ำชุมชน", "เครื่องกรองน้ำชุมชน"),
        ("ที่ได้เสนอผลงาน โครงการน้ำใสไร้ขยะ", "โครงการน้ำใสไร้ขยะ"),
    ],
)
def test_the_work_behind_its_owner(behind: str, project: str) -> None:
    found = facts(f"ผลการประกวดคลองสวยน้ำใส ประจำปี 2566\nรางวัลชนะเลิศ ได้แก่ เทศบาลเมืองแสนสุข {behind}")
    assert [(fact.organisation_text, fact.project) for fact in found] == [("เทศบาลเมืองแสนสุข", project)]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("ในปี พ.ศ. 2566 เทศบาลเมืองแสนสุข ได้รับรางวัลคลองสวยน้ำใส", 2566),
        ("เทศบาลเมืองแสนสุข ได้รับรางวัลคลองสวยน้ำใส จากสมาคมคนรักน้ำ ประจำปี 2566", 2566),
        ("ประกาศผลประกวดคลองสวยน้ำใส ปี 66\nเทศบาลเมืองแสนสุข ได้รับรางวัลคลองสวยน้ำใส", 2566),
        ("เทศบาลเมืองแสนสุข ได้รับรางวัลคลองสวยน้ำใส และตั้งเป้าว่าภายในปี 2570 คลองจะใสทั้งเมือง", None),
    ],
)
def test_the_edition_apart_from_the_name(text: str, year: int | None) -> None:
    assert [fact.year for fact in facts(text)] == [year]


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        (f"{WON} จากสมาคมคนรักน้ำ ระดับดีเด่น", "ดีเด่น"),
        (f"{WON} ๔.๐ ในระดับก้าวหน้า", "ก้าวหน้า"),
        (f"{WON} ซึ่งปีก่อนเคยอยู่ในระดับดีเด่น", None),
    ],
)
def test_the_tier_behind_the_giver(text: str, tier: str | None) -> None:
    assert [fact.tier for fact in facts(text)] == [tier]


GIVEN = "มอบรางวัลคลองสวยน้ำใส ประจำปี 2566 ให้แก่ "


@pytest.mark.parametrize(
    ("text", "province"),
    [
        (f"{GIVEN}กองร้อยอาสารักษาดินแดนจังหวัดพังงาที่ 2", "พังงา"),
        (f"{GIVEN}โรงเรียนอนุบาลลำปาง", "ลำปาง"),
        (f"{GIVEN}ทีม Blue Canal จากมหาวิทยาลัยเชียงใหม่", "เชียงใหม่"),
        (
            f"ชาวอำเภอวังสะพุง จังหวัดเลย ร่วมพัฒนาลำน้ำ\n{GIVEN}โรงเรียนบ้านหนองแสง อำเภอวังสะพุง",
            "เลย",
        ),
        (f"ชาวอำเภอวังสะพุง จังหวัดเลย ร่วมพัฒนาลำน้ำ\n{GIVEN}โรงเรียนบ้านหนองแสง", None),
        (f"{GIVEN}สถาบันวิจัยข้าวลำปาง", None),
    ],
)
def test_the_province_of_a_body(text: str, province: str | None) -> None:
    assert [fact.province for fact in facts(text)] == [province]


def test_grades_of_quality() -> None:
    assert [fact.tier for fact in facts(f"{WON} ระดับพัฒนาจนเกิดผล (Significance)")] == ["พัฒนาจนเกิดผล"]
    assert [fact.tier for fact in facts(f"{WON} ระดับแพลทินั่ม")] == ["แพลทินั่ม"]
    assert [fact.tier for fact in facts(f"{WON} ระดับ Best in Class")] == ["Best in Class"]


def test_grades_in_english_and_a_grade_behind_its_field() -> None:
    """ระดับ Distinguished; and ส่วน within a word (ราชการส่วนกลาง) does not begin another clause."""
    assert [f.tier for f in facts("ธนาคารออมสิน ได้รับรางวัล HR Excellence Award ระดับ Distinguished")] == [
        "Distinguished"
    ]
    text = "กรมการปกครอง คว้ารางวัลองค์กรต้นแบบ ประจำปี 2567 องค์กรภาครัฐ ประเภทราชการส่วนกลาง ระดับดี"
    assert [f.tier for f in facts(text)] == ["ดี"]


def test_this_body_is_still_the_subject() -> None:
    assert [f.organisation for f in facts("โรงพยาบาลตาก แห่งนี้ ได้รับรางวัลคลองสวยน้ำใส ประจำปี 2566")] == [
        "โรงพยาบาลตาก"
    ]


@pytest.mark.parametrize(
    ("behind", "project"),
    [
        ('จากผลงาน "น้ำใส" "ใจดี": คืนคลองให้ชุมชน', '"น้ำใส" "ใจดี": คืนคลองให้ชุมชน'),
        ("จากสมาคมคนรักน้ำ เรื่อง การจัดการน้ำชุมชน", "การจัดการน้ำชุมชน"),
        ("จากผลงาน เรือเก็บผักตบ โดยผ่านกลไกชุมชน 2) รางวัลอื่น", "เรือเก็บผักตบ โดยผ่านกลไกชุมชน"),
        (
            "จากผลงาน e-Water ระบบบริหารน้ำที่เปิดให้เกษตรกรทุกคนขอใช้น้ำได้ด้วยตนเองโดยไม่ต้องเดินทางมาที่สำนักงานชลประทาน"
            " ช่วยลดค่าใช้จ่าย",
            "e-Water",
        ),
    ],
)
def test_where_the_name_of_a_work_ends(behind: str, project: str) -> None:
    assert [fact.project for fact in facts(f"{WON} {behind}")] == [project]


def test_a_work_is_kept_in_its_fullest_telling() -> None:
    text = f"{WON} จากโครงการคลองสร้างสุข\n{WON} จากโครงการคลองสร้างสุข (Happy Canal) ซึ่งทำมานาน"
    assert [fact.project for fact in facts(text)] == ["โครงการคลองสร้างสุข (Happy Canal)"]


LIST = "หน่วยงานที่ได้รับรางวัลคลองสวยน้ำใส จำนวน 2 แห่ง ได้แก่ โรงเรียนวัดดอนตูม และเทศบาลตำบลบ้านกลาง"


def test_a_level_told_above_a_list_is_that_of_its_winners() -> None:
    above = "กรมชลประทานมอบตรารับรองคลองสวยน้ำใส ประจำปี 2568 ในระดับพื้นฐาน แก่หน่วยงานในสังกัด\n"
    assert {fact.tier for fact in facts(above + LIST)} == {"พื้นฐาน"}


@pytest.mark.parametrize(
    "above",
    [
        "เกณฑ์การคัดเลือกรางวัลคลองสวยน้ำใส พิจารณาจากการรักษามาตรฐานสิ่งแวดล้อมในชุมชนรอบลำคลองอย่างต่อเนื่อง"
        "ไม่น้อยกว่าสามปี และผลประเมินอยู่ในระดับดีเด่น\n",
        "รางวัลคลองสวยน้ำใส ระดับดีเด่น และรางวัลคลองสวยน้ำใส ระดับดี มอบในวันเดียวกัน\n",
    ],
)
def test_a_level_of_the_criteria_or_of_several_is_no_winners_tier(above: str) -> None:
    assert {fact.tier for fact in facts(above + LIST)} == {None}


def test_the_placing_behind_an_english_award_is_its_tier() -> None:
    (fact,) = facts("กรมชลประทาน ได้รับรางวัล Best Water Bank in Thailand - Highly Acclaimed จาก The Asset")
    assert (fact.award, fact.tier) == ("รางวัล Best Water Bank in Thailand", "Highly Acclaimed")


@pytest.mark.parametrize(
    ("title", "before", "provinces"),
    [
        # a place that the bodies are named after
        ("", "ณ บ้านหนองแค ตำบลดอนตูม อำเภอบางเลน จังหวัดนครปฐม\n", {"โรงเรียนวัดดอนตูม": "นครปฐม"}),
        # the headline's province
        (
            "รมว. ลงพื้นที่จังหวัดแพร่ มอบรางวัลคลองสวยน้ำใส",
            "",
            {"โรงเรียนวัดดอนตูม": "แพร่", "เทศบาลตำบลบ้านกลาง": "แพร่"},
        ),
        # a second province: which of them it is, nobody knows
        ("รมว. ลงพื้นที่จังหวัดแพร่ มอบรางวัลคลองสวยน้ำใส", "ต่อจากจังหวัดน่านเมื่อวานนี้\n", {}),
    ],
)
def test_the_province_that_the_article_tells_of_the_place(
    title: str, before: str, provinces: dict[str, str]
) -> None:
    told = {fact.organisation: fact.province for fact in facts(f"{title}\n{before}{LIST}", title)}
    assert {name: province for name, province in told.items() if province} == provinces


@pytest.mark.parametrize("body", ["กรมชลประทาน", "ธนาคารออมสิน", "บริษัท น้ำใสไทย จำกัด"])
def test_a_headline_does_not_place_bodies_of_the_whole_country(body: str) -> None:
    title = "นายกรัฐมนตรีเยี่ยมจังหวัดแพร่"
    (fact,) = facts(f"{title}\n{body} ได้รับรางวัลคลองสวยน้ำใส", title)
    assert fact.province is None


def test_a_headline_places_companies_where_the_award_is_one_of_the_province() -> None:
    title = "มอบรางวัลสถานประกอบการดีเด่น จ.เพชรบุรี"
    (fact,) = facts(f"{title}\nบริษัท น้ำใสไทย จำกัด ได้รับรางวัลสถานประกอบการดีเด่น", title)
    assert fact.province == "เพชรบุรี"
    text = f"{title}\nบริษัท น้ำใสไทย จำกัด ได้รับรางวัลสถานประกอบการดีเด่น"
    assert text[slice(*fact.spans["province"])] == "เพชรบุรี"


@pytest.mark.parametrize(
    ("behind", "project"),
    [
        ("การดำเนินงานของ “ศูนย์ปรึกษาเรื่องน้ำ “ (คลินิกน้ำ)", "ศูนย์ปรึกษาเรื่องน้ำ"),
        ("ที่ได้รับจากโครงการ ธอส. สร้างฝาย สร้างรายได้", "โครงการ ธอส. สร้างฝาย สร้างรายได้"),
    ],
)
def test_a_work_beside_other_marks_and_names(behind: str, project: str) -> None:
    text = f"{WON} {behind}\nธนาคารอาคารสงเคราะห์ (ธอส.) แสดงความยินดี"
    assert [fact.project for fact in facts(text)] == [project]


def test_a_work_quoted_behind_the_body_elsewhere() -> None:
    listed = "กระทรวงได้ส่งผลงานเข้าร่วม ดังนี้ 1) กรมชลประทาน “โครงการคลองสร้างสุข” 2) กรมเจ้าท่า “โครงการท่าเรือสีเขียว”"
    assert [fact.project for fact in facts(f"{WON}\n{listed}")] == ["โครงการคลองสร้างสุข"]
    assert [fact.project for fact in facts(f"{WON}\nกรมชลประทาน “น้ำคือชีวิต”")] == [None]  # a slogan


def test_who_takes_it_and_as_maker_of_what() -> None:
    (fact,) = facts(
        "นายกรัฐมนตรีมอบรางวัลคลองสวยน้ำใส แก่ตัวแทน บริษัท น้ำใสไทย จำกัด "
        "ในฐานะผู้พัฒนาและให้บริการระบบเตือนน้ำหลาก (e-flood) ซึ่งใช้ทั่วประเทศ"
    )
    assert (fact.organisation, fact.project) == ("บริษัท น้ำใสไทย จำกัด", "ระบบเตือนน้ำหลาก (e-flood)")


def test_a_level_under_a_latin_name() -> None:
    found = facts("หน่วยงานที่ได้รับรางวัลคลองสวยน้ำใส ระดับ Green Canal Five 5 จำนวน 1 แห่ง ได้แก่ โรงเรียนวัดดอนตูม")
    assert [fact.tier for fact in found] == ["Green Canal Five 5"]


def test_a_quotation_within_the_name_of_a_work() -> None:
    (fact,) = facts(f"{WON} จากผลงาน “ปฏิบัติการ “ทีมเรามีน้ำ” เพื่อคนปลายคลอง” ซึ่งทำมานาน")
    assert fact.project == "ปฏิบัติการ “ทีมเรามีน้ำ” เพื่อคนปลายคลอง"
