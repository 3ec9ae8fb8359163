"""The edition that an article tells once holds for its facts; a year of something else does not."""

from __future__ import annotations

import pytest
from award_reading import extraction

LIST = "\nหน่วยงานที่ได้รับรางวัลระดับดีเด่น ได้แก่ เทศบาลตำบลบ้านกลาง และเทศบาลเมืองแสนสุข"


def years(text: str) -> set[int | None]:
    return {fact.year for fact in extraction(text).awards}


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("โครงการคลองสวยน้ำใส ปี 66 คว้าใจชุมชน" + LIST.replace("รางวัล", "รางวัลตลิ่งสะอาด"), 2566),
        ("ในปี 2565 เทศบาลตำบลบ้านกลาง ได้ส่งผลงานและได้รับรางวัลตลิ่งสะอาด", 2565),
    ],
)
def test_the_only_edition_of_the_article_holds_for_its_facts(text: str, year: int) -> None:
    assert years(text) == {year}


@pytest.mark.parametrize(
    "before",
    [
        "กรมควบคุมมลพิษตั้งเป้าลดขยะให้ได้ครึ่งหนึ่งภายในปี 2573",
        "โครงการนี้ดำเนินการมาตั้งแต่ปี 2558",
        "จากผลสำรวจปี 2557 พบว่าคลองสะอาดขึ้น",
        "โครงการซึ่งตั้งขึ้นในปี 2544 เพื่อมอบรางวัลแก่ชุมชน",
        "ผลการดำเนินงานปี 2564 เป็นที่น่าพอใจ ส่วนแผนงานปี 2566 เริ่มแล้ว",
    ],
)
def test_a_year_of_something_else_is_no_edition(before: str) -> None:
    assert years(before + LIST.replace("รางวัล", "รางวัลตลิ่งสะอาด")) == {None}


def test_a_paragraph_about_something_else_lends_no_year() -> None:
    news = "\n".join(f"ข่าวที่ {number} ของวันนี้เป็นเรื่องฝนฟ้าอากาศ" for number in "กขคงจฉชซ")
    text = LIST.replace("รางวัล", "รางวัลตลิ่งสะอาด").strip() + "\n" + news
    assert years(text + "\nกรมสรรพากรขยายเวลายื่นแบบประจำปี 2567 ออกไป") == {None}


@pytest.mark.parametrize(
    ("above", "year"),
    [
        ("การประกวดผลงาน Regional Water Fair (RWF) 2022 ณ กรุงโตเกียว", 2565),
        ("โครงการคลองสวยน้ำใส ปี 2566 ซึ่งสานต่อจากผลสำรวจปี 2557", 2566),
    ],
)
def test_an_edition_is_told_by_a_latin_name_or_beside_another_year(above: str, year: int) -> None:
    assert years(above + LIST.replace("รางวัล", "รางวัลตลิ่งสะอาด")) == {year}


def test_the_year_that_opens_the_paragraph_of_a_list() -> None:
    text = LIST.replace("รางวัล", "รางวัลตลิ่งสะอาด").strip()
    assert years("ในปี 2560 กรมชลประทานได้ตรวจประเมินลำคลองทุกสาย โดย" + text) == {2560}
    assert years("ในปี 2560 กรมชลประทานได้ตรวจประเมินลำคลองทุกสาย ต่อจากปี 2558 โดย" + text) == {None}


def test_the_edition_of_another_award_of_the_lead_is_not_lent() -> None:
    lead = "กรมชลประทานมอบรางวัลตลิ่งสะอาด ในงานที่นายสมชาย ใจดี ได้รับรางวัลข้าราชการพลเรือนดีเด่น ประจำปี 2560"
    assert years(lead + LIST.replace("รางวัล", "รางวัลตลิ่งสะอาด")) - {2560} == {None}


def test_a_year_of_the_prose_above_does_not_reach_the_next_heading() -> None:
    lead = "".join(f"ข่าวที่ {number} ของวันนี้เป็นเรื่องฝนฟ้าอากาศ\n" for number in "กขคงจฉชซ")
    above = lead + "เทศบาลเมืองสามพราน เคยได้รับรางวัลตลิ่งสะอาด ในปี 2549 มาแล้ว"
    below = "\nรางวัลตลิ่งสะอาด ระดับดีเด่น ได้แก่\n1. เทศบาลตำบลบ้านกลาง\n2. เทศบาลเมืองแสนสุข"
    told = {fact.organisation: fact.year for fact in extraction(above + below).awards}
    assert told == {"เทศบาลเมืองสามพราน": 2549, "เทศบาลตำบลบ้านกลาง": None, "เทศบาลเมืองแสนสุข": None}
