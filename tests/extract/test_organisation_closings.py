"""What closes a name and what does not: places inside it, brackets, patrons, plants, schools of teams."""

from __future__ import annotations

from functools import cache
from itertools import accumulate

import pytest

from extract.components.organisations import OrganisationFinder
from extract.components.tokens import Tokens
from extract.mention import Mention
from extract.pipeline import Extractor
from extract.tokenizer import segment


@cache
def finder() -> OrganisationFinder:
    return OrganisationFinder()


@cache
def extractor() -> Extractor:
    return Extractor()


def mentions(text: str) -> list[Mention]:
    words = segment(text)
    return finder()(text, Tokens(list(accumulate(map(len, words[:-1]), initial=0)), words))


def names(text: str) -> list[str]:
    return [mention.text for mention in mentions(text)]


NAMES = {
    "a known body and its verb": ("กรมชลประทานจัดงานวันน้ำ", ["กรมชลประทาน"]),
    "a known body and another": (
        "การไฟฟ้านครหลวงและองค์การตลาด ได้รับรางวัล",
        ["การไฟฟ้านครหลวง", "องค์การตลาด"],
    ),
    "a known body and its province": ("กระทรวงแรงงานจังหวัดชลบุรี", ["กระทรวงแรงงานจังหวัดชลบุรี"]),
    "a body that others are kinds of": ("ศูนย์อนามัยที่ 8 อุดรธานี ได้รับรางวัล", ["ศูนย์อนามัยที่ 8 อุดรธานี"]),
    "a known body with a space inside": (
        "กรมการแพทย์แผนไทย และการแพทย์ทางเลือก ได้รับรางวัล",
        ["กรมการแพทย์แผนไทย และการแพทย์ทางเลือก"],
    ),
    "a subdistrict inside": ("ศูนย์ข้าวชุมชนตำบลหนองบัว จ.เลย", ["ศูนย์ข้าวชุมชนตำบลหนองบัว"]),
    "a district inside": (
        "กองร้อยอาสารักษาดินแดนอำเภอปัวที่ 6 จังหวัดน่าน",
        ["กองร้อยอาสารักษาดินแดนอำเภอปัวที่ 6", "จังหวัดน่าน"],
    ),
    "an address behind": ("ชมรมผู้สูงอายุบ้านใต้ ตำบลบ้านใต้ อำเภอเกาะพะงัน", ["ชมรมผู้สูงอายุบ้านใต้"]),
    "letters that look like ณ": ("โรงเรียนจุฬาภรณราชวิทยาลัย ตรัง ได้รับรางวัล", ["โรงเรียนจุฬาภรณราชวิทยาลัย ตรัง"]),
    "a numbered school and its province": (
        "โรงเรียนไทยรัฐวิทยา 36 จังหวัดเลย ได้รับรางวัล",
        ["โรงเรียนไทยรัฐวิทยา 36", "จังหวัดเลย"],
    ),
    "a school told apart by brackets": (
        "โรงเรียนเทศบาล 2 (วัดใต้) ได้รับรางวัล",
        ["โรงเรียนเทศบาล 2 (วัดใต้)"],
    ),
    "a housing estate": ("บ้านเอื้ออาทรชลบุรี (นาป่า) ได้รับรางวัล", ["บ้านเอื้ออาทรชลบุรี (นาป่า)"]),
    "a village in brackets": (
        "วิสาหกิจชุมชนปลูกผักหนองแวง (บ้านโคกสูง) ได้รับรางวัล",
        ["วิสาหกิจชุมชนปลูกผักหนองแวง (บ้านโคกสูง)"],
    ),
    "a product in brackets": ("วิสาหกิจชุมชนเกษตรพัฒนา (กล้วยตาก) ได้รับรางวัล", ["วิสาหกิจชุมชนเกษตรพัฒนา"]),
    "a prize in brackets": (
        "โรงเรียนบ้านนาดี (ชนะเลิศ) และโรงเรียนบ้านนาใต้",
        ["โรงเรียนบ้านนาดี", "โรงเรียนบ้านนาใต้"],
    ),
    "an English abbreviation spelt in Thai": (
        "สถาบันพลังงานใหม่ (เอ็นอีไอ) ได้รับรางวัล",
        ["สถาบันพลังงานใหม่", "เอ็นอีไอ"],
    ),
    "an officer in brackets": ("กระทรวงวัฒนธรรม (ปลัด วธ.) มอบรางวัล", ["กระทรวงวัฒนธรรม", "วธ."]),
    "a station and its number": ("สถานีบางหว้า (BL34) ได้รับรางวัล", ["สถานีบางหว้า (BL34)"]),
    "a patron": (
        "สมาคมสตรีไทย ในพระบรมราชินูปถัมภ์ ได้รับรางวัล",
        ["สมาคมสตรีไทย ในพระบรมราชินูปถัมภ์"],
    ),
    "the rank of a temple": ("วัดโพธิ์งาม ราชวรวิหาร ได้รับรางวัล", ["วัดโพธิ์งาม ราชวรวิหาร"]),
    "a plant": (
        "บริษัท ไทยแก้ว จำกัด (มหาชน) โรงงานบางพลี จังหวัดสมุทรปราการ",
        ["บริษัท ไทยแก้ว จำกัด (มหาชน) โรงงานบางพลี", "จังหวัดสมุทรปราการ"],
    ),
    "a plant by its province": ("บริษัท ไทยแก้ว จำกัด (ระยอง) ได้รับรางวัล", ["บริษัท ไทยแก้ว จำกัด (ระยอง)"]),
    "a company and what it makes": ("บริษัท GreenBox ผู้ผลิตกล่อง ได้รับรางวัล", ["บริษัท GreenBox"]),
    "growers of something": (
        "กลุ่มผู้ปลูกส้มโอบ้านใหม่ จ.ชัยนาท",
        ["กลุ่มผู้ปลูกส้มโอบ้านใหม่"],
    ),
    "a team and its school": (
        "ทีม Green Box โรงเรียนบ้านนาดี ได้รับรางวัล",
        ["ทีม Green Box โรงเรียนบ้านนาดี"],
    ),
    "a team of several words": (
        "ทีม เก็บแล้วไปไหน โรงเรียนบ้านนาดี ได้รับรางวัล",
        ["ทีม เก็บแล้วไปไหน โรงเรียนบ้านนาดี"],
    ),
    "a team named for a home": ("ทีมบ้านนี้น่าอยู่ จังหวัดเลย", ["ทีมบ้านนี้น่าอยู่", "จังหวัดเลย"]),
    "a team behind a space": ("1. ทีม ใบไม้ผลิ ได้รับรางวัล", ["ทีม ใบไม้ผลิ"]),
    "a community of virtue": (
        "ชุมชนคุณธรรมฯ วัดดอนยาง จังหวัดตราด",
        ["ชุมชนคุณธรรมฯ วัดดอนยาง", "จังหวัดตราด"],
    ),
    "a school of two words": (
        "โรงเรียนบ้านนา “นานุเคราะห์” จังหวัดเลย",
        ["โรงเรียนบ้านนา “นานุเคราะห์”", "จังหวัดเลย"],
    ),
    "a school told apart by its province": ("โรงเรียนร่มเกล้า สกลนคร ได้รับรางวัล", ["โรงเรียนร่มเกล้า สกลนคร"]),
    "a school and its province twice": (
        "โรงเรียนดอนยาง ตราด จังหวัดตราด",
        ["โรงเรียนดอนยาง ตราด", "จังหวัดตราด"],
    ),
    "a school and where it lies": ("โรงเรียนดอนยาง ตราด ได้รับรางวัล", ["โรงเรียนดอนยาง"]),
    "a branch of a bank": ("ธ.ก.ส. สาขาสกลนคร ได้รับรางวัล", ["ธ.ก.ส. สาขาสกลนคร"]),
    "a bank and its field": ("ธอส. สาขาการบริการ ได้รับรางวัล", ["ธอส."]),
    "a group of work with its hospital": (
        "กลุ่มงานผู้ป่วยนอก โรงพยาบาลน่าน ได้รับรางวัล",
        ["กลุ่มงานผู้ป่วยนอก โรงพยาบาลน่าน"],
    ),
    "a group of work alone": ("กลุ่มงานผู้ป่วยนอก ได้รับรางวัล", []),
    "a fund with spaces": (
        "กองทุนป้องกัน ปราบปราม และแก้ไขปัญหายาเสพติด ได้รับรางวัล",
        ["กองทุนป้องกัน ปราบปราม และแก้ไขปัญหายาเสพติด"],
    ),
    "bodies of which a number is all": (
        "เขตสุขภาพที่ 3 และกองพันที่ 2 ได้รับรางวัล",
        ["เขตสุขภาพที่ 3", "กองพันที่ 2"],
    ),
    "a count of such bodies": ("เขตสุขภาพ 5 แห่ง ได้รับรางวัล", []),
    "a division and its ministry's abbreviation": (
        "กองกลาง สำนักงานปลัดกระทรวง พม. ได้รับรางวัล",
        ["กองกลาง สำนักงานปลัดกระทรวง พม."],
    ),
    "a community of virtue by its place": (
        "ชุมชนคุณธรรมฯ หาดขาว จ.ตรัง ได้รับรางวัล",
        ["ชุมชนคุณธรรมฯ หาดขาว"],
    ),
    "a jubilee": (
        "โรงพยาบาลบ้านใหม่เฉลิมพระเกียรติ 80 พรรษา เป็นโรงพยาบาล",
        ["โรงพยาบาลบ้านใหม่เฉลิมพระเกียรติ 80 พรรษา"],
    ),
    "a team named for its member": (
        "ทีมนายใบไม้ ผลิดี ได้รับรางวัล",
        ["ทีมนายใบไม้ ผลิดี"],
    ),
    "a team with a Latin end": ("ทีมใบไม้ CMU เรื่อง “ป่า”", ["ทีมใบไม้ CMU"]),
    "a team and the next number": ("2. ทีมใบไม้ 3.ทีมดอกไม้", ["ทีมใบไม้", "ทีมดอกไม้"]),
    "a subcommittee": ("คณะอนุกรรมการฯ ระดับจังหวัด", []),
    "a team and a prize in English": ("ทีมใบไม้ Popular Vote", ["ทีมใบไม้"]),
    "an office of a ministry and a department": (
        "สำนักปลัดกระทรวงพาณิชย์ กรมอนามัย",
        ["สำนักปลัดกระทรวงพาณิชย์", "กรมอนามัย"],
    ),
    "a province where something is": ("เทศบาลตำบลโพน ในพื้นที่จังหวัดเลย", ["เทศบาลตำบลโพน"]),
    "a ministry in a headline": ("ก.แรงงาน คว้ารางวัล", ["ก.แรงงาน"]),
    "a power plant and its authority": (
        "โรงไฟฟ้าบ้านใหม่ การไฟฟ้าฝ่ายผลิตแห่งประเทศไทย",
        ["โรงไฟฟ้าบ้านใหม่ การไฟฟ้าฝ่ายผลิตแห่งประเทศไทย"],
    ),
    "a medical school and its university": (
        "คณะแพทยศาสตร์ศิริราชพยาบาล มหาวิทยาลัยมหิดล ได้รับรางวัล",
        ["คณะแพทยศาสตร์ศิริราชพยาบาล มหาวิทยาลัยมหิดล"],
    ),
    "a team with an English company's name": ("ทีม G-BOX CO.,LTD. ได้รับรางวัล", ["ทีม G-BOX CO.,LTD."]),
    "a branch glued to its company": (
        "บริษัท ไทยแก้ว จำกัดสาขาบางพลี และบริษัท ไทยไม้ จำกัด",
        ["บริษัท ไทยแก้ว จำกัดสาขาบางพลี", "บริษัท ไทยไม้ จำกัด"],
    ),
    "a company and the field of its prize": ("บริษัท ไทยแก้ว จำกัด สาขาการจัดการ", ["บริษัท ไทยแก้ว จำกัด"]),
    "a number and a seat": (
        "สถาบันพัฒนาฝีมือแรงงาน 2 สุพรรณบุรี ได้รับรางวัล",
        ["สถาบันพัฒนาฝีมือแรงงาน 2 สุพรรณบุรี"],
    ),
    "a place that holds a verb": ("ทต.อาจสามารถ อ.อาจสามารถ", ["ทต.อาจสามารถ"]),
    "the country in a headline": ("ประเทศไทย คว้ารางวัล", ["ประเทศไทย"]),
    "a company's arm in the country": ("LINE ประเทศไทย คว้ารางวัล", []),
    "a numbered branch": (
        "บริษัท ไทยแก้ว จำกัด (มหาชน) สาขาที่ 2 จังหวัดระยอง",
        ["บริษัท ไทยแก้ว จำกัด (มหาชน) สาขาที่ 2", "จังหวัดระยอง"],
    ),
    "a band and a community beside it": (
        "วงดุริยางค์เยาวชนใหม่ ชุมชนบ้านนา จ.เลย",
        ["วงดุริยางค์เยาวชนใหม่", "ชุมชนบ้านนา"],
    ),
    "a school whose second word no quotes hold": (
        "โรงเรียนบ้านนา นานุเคราะห์ จังหวัดเลย",
        ["โรงเรียนบ้านนา นานุเคราะห์", "จังหวัดเลย"],
    ),
    "schools that say their head once": (
        "คือ โรงเรียนบ้านนา นาวิทยานุสรณ์ และดอนวิทยาลัย",
        ["โรงเรียนบ้านนา"],
    ),
    "a board": ("ให้แก่ คณะกรรมการธนาคารของเรา", []),
    "an abbreviation like a word": ("ไทยพีบีเอส คว้ารางวัล", ["ไทยพีบีเอส"]),
    "a unit, its group and its hospital": (
        "ศูนย์ใจดี กองการพยาบาล โรงพยาบาลน่าน ได้รับรางวัล",
        ["ศูนย์ใจดี กองการพยาบาล โรงพยาบาลน่าน"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), NAMES.values(), ids=NAMES)
def test_where_names_close(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("text", ["ส่วนทีม ที่เข้ารอบ", "ทีม จาก 5 ภาค", "ทีมจำนวน 3 ทีม", "แต่ละทีม ประกวดร้องเพลง"])
def test_teams_without_a_name(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("กระทรวงดิจิทัลฯ ได้รับรางวัล", "กระทรวงดิจิทัลฯ", "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม"),
        ("สมาคมสตรีเมืองใหม่พัฒนา จัดงาน สมาคมสตรีฯ ได้รับรางวัล", "สมาคมสตรีฯ", "สมาคมสตรีเมืองใหม่พัฒนา"),
        ("สำนักงานแรงงาน นครพนม ได้รับรางวัล", "สำนักงานแรงงาน นครพนม", "สำนักงานแรงงานจังหวัดนครพนม"),
        ("ธ.ก.ส. สาขาเลย", "ธ.ก.ส. สาขาเลย", "ธนาคารเพื่อการเกษตรและสหกรณ์การเกษตร สาขาเลย"),
        ("สำนักงานคณะกรรมการฯ", "สำนักงานคณะกรรมการฯ", None),
        ("กระทรวงดีอี ได้รับรางวัล", "กระทรวงดีอี", "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม"),
        ("กรม ปภ. ได้รับรางวัล", "กรม ปภ.", "กรมป้องกันและบรรเทาสาธารณภัย"),
        ("สำนักงาน ก.พ. ได้รับรางวัล", "สำนักงาน ก.พ.", "สำนักงานคณะกรรมการข้าราชการพลเรือน"),
        ("กรมชล ได้รับรางวัล", "กรมชล", None),
    ],
)
def test_what_a_short_name_stands_for(text: str, short: str, full: str | None) -> None:
    assert {mention.value for mention in mentions(text) if mention.text == short} == {full}


def facts(text: str) -> list[tuple[str | None, tuple[str, ...]]]:
    found = extractor().extract(id="x", title="ประกาศผล", text=text).awards
    return [(fact.organisation, fact.aliases) for fact in found]


def test_a_team_goes_by_its_own_name_too() -> None:
    ((name, aliases),) = facts("ทีม Green Box โรงเรียนบ้านนาดี ได้รับรางวัลหนังสั้นดีเด่น ประจำปี 2566")
    assert (name, aliases) == ("ทีม Green Box โรงเรียนบ้านนาดี", ("ทีม Green Box",))


def test_a_quoted_team_goes_by_what_stands_in_quotes() -> None:
    ((_, aliases),) = facts("รางวัลหนังสั้นดีเด่น ประจำปี 2566 ได้แก่ ทีม “ใบไม้ผลิ”")
    assert "ใบไม้ผลิ" in aliases


def test_the_ministry_above_a_body_has_not_won() -> None:
    text = "รางวัลบริการดีเด่น ประจำปี 2566 ได้แก่ กรมทางหลวงชนบท กระทรวงคมนาคม และกรมการข้าว"
    assert [name for name, _ in facts(text)] == ["กรมทางหลวงชนบท", "กรมการข้าว"]


def test_the_permanent_secretary_s_office_stands_beside_departments() -> None:
    text = "รางวัลบริการดีเด่น ประจำปี 2566 ได้แก่ กรมการข้าว สำนักงานปลัดกระทรวงกลาโหม และกรมประมง"
    assert [name for name, _ in facts(text)] == ["กรมการข้าว", "สำนักงานปลัดกระทรวงกลาโหม", "กรมประมง"]


def test_ministries_beside_ministries_have_won() -> None:
    text = "รางวัลบริการดีเด่น ประจำปี 2566 ได้แก่ กระทรวงคมนาคม กระทรวงการคลัง และกรมการข้าว"
    assert [name for name, _ in facts(text)] == ["กระทรวงคมนาคม", "กระทรวงการคลัง", "กรมการข้าว"]


def test_a_group_with_its_place_is_no_field() -> None:
    text = "ผลการประกวดข้าวหอม ประจำปี 2566\nรางวัลชนะเลิศ กลุ่มปลูกข้าวบ้านนา ต.นาใหม่ จ.ยโสธร"
    assert [name for name, _ in facts(text)] == ["กลุ่มปลูกข้าวบ้านนา"]


def test_a_name_cut_short_is_written_out() -> None:
    assert facts("กระทรวงดิจิทัลฯ คว้ารางวัลเลิศรัฐ ประจำปี 2565") == [
        ("กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", ("กระทรวงดิจิทัลฯ",))
    ]
