"""Persons, provinces, years, tiers and awards as the components find them."""

from __future__ import annotations

from functools import cache
from itertools import accumulate

import pytest

from extract.components.awards import AwardFinder
from extract.components.persons import PersonFinder
from extract.components.provinces import ProvinceFinder
from extract.components.tiers import find_tiers
from extract.components.years import find_years
from extract.mention import Mention
from extract.tokenizer import segment

persons = cache(PersonFinder)
provinces = cache(ProvinceFinder)
award_finder = cache(AwardFinder)


def awards(text: str) -> list[Mention]:
    words = segment(text)
    return award_finder()(text, frozenset(accumulate(map(len, words[:-1]), initial=0)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("นายวิชัย ทองดี ได้รับรางวัล", ["นายวิชัย ทองดี"]),
        ("นางสาวมาลี ใจงาม และ นายวิชัย ทองดี", ["นางสาวมาลี ใจงาม", "นายวิชัย ทองดี"]),
        ("พล.ต.อ. สุวัฒน์ แจ้งยอดสุข", ["พล.ต.อ. สุวัฒน์ แจ้งยอดสุข"]),
        ("ผศ.ดร.กานดา มีสุข", ["ผศ.ดร.กานดา มีสุข"]),
        ("รองศาสตราจารย์ ดร.สมพร ดีเลิศ", ["รองศาสตราจารย์ ดร.สมพร ดีเลิศ"]),
        ("ว่าที่ร้อยตรีสมพงษ์ ใจกล้า", ["ว่าที่ร้อยตรีสมพงษ์ ใจกล้า"]),
        ("เด็กหญิงชลิตา แสงทอง โรงเรียนบ้านห้วยทราย", ["เด็กหญิงชลิตา แสงทอง"]),
        ("นพ.ธีระ วงศ์ใหญ่", ["นพ.ธีระ วงศ์ใหญ่"]),
        ("นายสมชาย ได้รับรางวัล", ["นายสมชาย"]),
        ("นายกเทศมนตรีเมืองแม่เหียะ", []),
        ("นายกรัฐมนตรี เป็นประธาน", []),
        ("นายกองค์การบริหารส่วนตำบลบ้านแลง", []),
        ("นายกสมาคมนักข่าว", []),
        ("นายทหารชั้นผู้ใหญ่", []),
        ("นายอำเภอเมืองลำพูน", []),
        ("นายจ้างและลูกจ้าง", []),
        ("ได้แก่ Ms. Anna Lee และ Mr.John Smith", ["Ms. Anna Lee", "Mr.John Smith"]),
        ("รางวัล Miss Universe Thailand", []),
        ("ดร.วิชัย ใจงาม ณ อยุธยา อธิบดี", ["ดร.วิชัย ใจงาม ณ อยุธยา"]),
        ("นายวิชัย ใจงาม ณ โรงแรม", ["นายวิชัย ใจงาม"]),
        ("พยาบาลวิชาชีพ สมศรี ใจงาม", ["พยาบาลวิชาชีพ สมศรี ใจงาม"]),
    ],
)
def test_persons(text: str, expected: list[str]) -> None:
    assert [mention.text for mention in persons()(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("จังหวัดลำพูน", ["ลำพูน"]),
        ("จ.ลำพูน", ["ลำพูน"]),
        ("จ. ลำพูน", ["ลำพูน"]),
        ("(ลำพูน)", ["ลำพูน"]),
        ("ลำพูน ยโสธร และสตูล", ["ลำพูน", "ยโสธร", "สตูล"]),
        ("จังหวัดกรุงเทพฯ", ["กรุงเทพมหานคร"]),
        ("กทม.", ["กรุงเทพมหานคร"]),
        ("จังหวัดโคราช", ["นครราชสีมา"]),
        ("จังหวัดอยุธยา", ["พระนครศรีอยุธยา"]),
        ("จังหวัดนครราชศรีมา", ["นครราชสีมา"]),
        ("จังหวัดสุราษฏร์ธานี", ["สุราษฎร์ธานี"]),
        ("จังหวัดอุบลราชธานีได้รับ", ["อุบลราชธานี"]),
        ("โรงเรียนนครสวรรค์วิทยา", []),
        ("จังหวัดต่าง ๆ ทั่วประเทศ", []),
    ],
)
def test_provinces(text: str, expected: list[str]) -> None:
    named = [mention.value for mention in provinces()(text)]
    assert list(dict.fromkeys(named)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ประจำปี 2566", [2566]),
        ("ประจำปี ๒๕๖๖", [2566]),
        ("ประจำปีงบประมาณ พ.ศ. 2563", [2563]),
        ("ประจำปีการศึกษา 2565", [2565]),
        ("ปี 66", [2566]),
        ("ปี 2023", [2566]),
        ("ประจำปี ค.ศ. 2019", [2562]),
        ("Thailand Quality Award 2021", [2564]),
        ("พุทธศักราช 2562", [2562]),
        ("ประจำปี 2565 รางวัลชนะเลิศ", [2565]),
        ("วันที่ 9 มิถุนายน 2566", []),
        ("เมื่อวันที่ 24 พ.ย. 2567", []),
        ("วันที่ 1 ตุลาคม พ.ศ. 2565", []),
        ("ต่อเนื่องเป็นปีที่ 3", []),
        ("3 ปีซ้อน", []),
        ("มูลค่า 2566000 บาท", []),
        ("ปี 50 รางวัล", []),
    ],
)
def test_years_are_editions_not_dates(text: str, expected: list[int]) -> None:
    assert [mention.value for mention in find_years(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ระดับดีเด่น", ["ดีเด่น"]),
        ("ประเภทยอดเยี่ยม", ["ยอดเยี่ยม"]),
        ("ระดับดี", ["ดี"]),
        ("ระดับ “ดีเยี่ยม”", ["ดีเยี่ยม"]),
        ("ระดับทอง จำนวน 3 แห่ง", ["ทอง"]),
        ("รางวัลชนะเลิศ", ["ชนะเลิศ"]),
        ("รางวัลรองชนะเลิศอันดับ 1", ["รองชนะเลิศอันดับ 1"]),
        ("รางวัลรองชนะเลิศ อันดับที่ ๒", ["รองชนะเลิศ อันดับที่ ๒"]),
        ("รางวัลเหรียญทองแดง", ["เหรียญทองแดง"]),
        ("ระดับ Gold", ["Gold"]),
        ("รางวัลชมเชย", ["ชมเชย"]),
        ("ระดับก้าวหน้า", ["ก้าวหน้า"]),
        ("รางวัลรัฐวิสาหกิจดีเด่น", []),
        ("วิสาหกิจชุมชนดีเด่น", []),
        ("ระดับดีมากที่สุดในโลก", []),
        ("โรงเรียนวัดดอนไก่ดี", []),
    ],
)
def test_tiers(text: str, expected: list[str]) -> None:
    assert [mention.text for mention in find_tiers(text)] == expected


NAMES = {
    "a programme": ("ได้รับรางวัลเลิศรัฐ ประจำปี 2566", "รางวัลเลิศรัฐ"),
    "a programme quoted": ("ได้รับรางวัล “เลิศรัฐ” ประจำปี 2566", "รางวัล “เลิศรัฐ”"),
    "a tier that belongs to the name": ("คว้ารางวัลรัฐวิสาหกิจดีเด่น ประจำปี 2566", "รางวัลรัฐวิสาหกิจดีเด่น"),
    "a name nobody knows": ("ได้รับรางวัลคูคลองสวยน้ำใส ประจำปี 2566", "รางวัลคูคลองสวยน้ำใส"),
    "before the giver": ("ได้รับรางวัลคูคลองสวยน้ำใสจากกรมเจ้าท่า", "รางวัลคูคลองสวยน้ำใส"),
    "before a tier": ("ได้รับรางวัลคูคลองสวยน้ำใส ระดับทอง", "รางวัลคูคลองสวยน้ำใส"),
    "English": ("คว้ารางวัล Prime Minister's Export Award 2021", "รางวัล Prime Minister's Export Award"),
    "English without the word": ("คว้า Thailand Quality Award ประจำปี 2565", "Thailand Quality Award"),
    "a plaque": ("รับโล่ประกาศเกียรติคุณองค์กรคุณธรรม ประจำปี 2566", "โล่ประกาศเกียรติคุณองค์กรคุณธรรม"),
    "a contest": ("การประกวดนวัตกรรมชุมชน ประจำปี 2566", "การประกวดนวัตกรรมชุมชน"),
    "a contest with its purpose": (
        "การประกวดคลิปสั้นเพื่อคลองสวย ประจำปี 2566",
        "การประกวดคลิปสั้นเพื่อคลองสวย",
    ),
    "a competition": ("การแข่งขันแกะสลักน้ำแข็ง ครั้งที่ 3", "การแข่งขันแกะสลักน้ำแข็ง"),
    "an English contest": ("เข้าร่วม Green Canal Hackathon 2023", "Green Canal Hackathon"),
    "English in small letters": ("ได้รับรางวัล Green canal award 2021", "รางวัล Green canal award"),
    "an abbreviation within": (
        "รางวัลสำนักงานเจ้าท่าภูมิภาค (สจภ.) ดีเด่น ประจำปี 2566",
        "รางวัลสำนักงานเจ้าท่าภูมิภาค (สจภ.) ดีเด่น",
    ),
    "a kind of winner and a space": (
        "รางวัลหน่วยงาน ประหยัดน้ำดีเด่น ประจำปี 2566",
        "รางวัลหน่วยงาน ประหยัดน้ำดีเด่น",
    ),
    "an ability": (
        "รางวัลความเป็นเลิศในการจัดการน้ำเสีย ประจำปี 2566",
        "รางวัลความเป็นเลิศในการจัดการน้ำเสีย",
    ),
}


@pytest.mark.parametrize(("text", "name"), NAMES.values(), ids=NAMES)
def test_where_names_of_awards_end(text: str, name: str) -> None:
    found = [mention for mention in awards(text) if mention.attributes["kind"] in ("name", "contest")]
    assert len(found) == 1
    assert found[0].text.startswith(name)
    rest = found[0].text.removeprefix(name).strip()
    assert rest == "" or rest.isdigit()  # the edition is taken off when the phrase is read


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ได้รับรางวัลดังกล่าว", "bare"),
        ("ได้รับรางวัลในครั้งนี้", "bare"),
        ("รวม 18 รางวัล", "count"),
        ("รางวัลชนะเลิศ", "tier"),
        ("รางวัลเหรียญทอง", "tier"),
        ("รางวัลเลิศรัฐ", "name"),
        ("รางวัลสุดยอด", "bare"),
        ("รางวัลเท่านั้น", "bare"),
    ],
)
def test_kinds_of_award_mentions(text: str, kind: str) -> None:
    assert [mention.attributes["kind"] for mention in awards(text)] == [kind]


def test_a_count_before_the_word_is_told() -> None:
    (mention,) = awards("คว้า ๑๘ รางวัล")
    assert mention.attributes["count"] == 18


def test_the_contest_behind_a_placing() -> None:
    text = "รางวัลชนะเลิศการประกวดหนังสั้น"
    mention = awards(text)[0]
    start, end = mention.attributes["contest"]
    assert text[start:end] == "การประกวดหนังสั้น"


def test_a_placing_and_the_kind_of_winner_behind_it() -> None:
    assert "contest" not in awards("รางวัลชนะเลิศชุมชนริมคลองฝั่งธน")[0].attributes


def test_a_quoted_name_is_that_of_a_listed_programme() -> None:
    (mention,) = awards("ได้รับรางวัล “วัฒนคุณาธร” ประจำปี 2566")
    assert mention.attributes["programme"] == "รางวัลวัฒนคุณาธร"
