"""Where names of organisations begin and end, and what their short forms stand for."""

from __future__ import annotations

from functools import cache
from itertools import accumulate, pairwise

import pytest

from extract.components.organisations import OrganisationFinder
from extract.components.tokens import Tokens
from extract.mention import Mention
from extract.tokenizer import segment


@cache
def finder() -> OrganisationFinder:
    return OrganisationFinder()


def organisations(text: str) -> list[Mention]:
    words = segment(text)
    return finder()(text, Tokens(list(accumulate(map(len, words[:-1]), initial=0)), words))


def names(text: str) -> list[str]:
    return [mention.text for mention in organisations(text)]


def meaning(text: str, short: str) -> set[object]:
    return {mention.value for mention in organisations(text) if mention.text == short}


BOUNDARIES = {
    "a department before its verb": ("กรมปศุสัตว์ได้รับรางวัล", ["กรมปศุสัตว์"]),
    "a hospital before its verb": ("โรงพยาบาลลำพูนคว้ารางวัลเลิศรัฐ", ["โรงพยาบาลลำพูน"]),
    "a municipality before its verb": ("เทศบาลเมืองแม่เหียะได้รับรางวัล", ["เทศบาลเมืองแม่เหียะ"]),
    "a subdistrict body": ("องค์การบริหารส่วนตำบลบ้านแลง ได้รับรางวัล", ["องค์การบริหารส่วนตำบลบ้านแลง"]),
    "an abbreviated subdistrict body": ("อบต.บ้านแลง คว้ารางวัล", ["อบต.บ้านแลง"]),
    "an abbreviated one behind a space": ("อบต. บ้านแลง คว้ารางวัล", ["อบต. บ้านแลง"]),
    "an abbreviated provincial body": ("อบจ.ระยอง คว้ารางวัล", ["อบจ.ระยอง"]),
    "a provincial body": ("องค์การบริหารส่วนจังหวัดระยอง ได้รับรางวัล", ["องค์การบริหารส่วนจังหวัดระยอง"]),
    "a municipality without its rank": ("เทศบาลครึ่งได้รับรางวัล", ["เทศบาลครึ่ง"]),
    "a school named for a temple": ("โรงเรียนวัดดอนไก่ดี ได้รับรางวัล", ["โรงเรียนวัดดอนไก่ดี"]),
    "two names joined by และ": (
        "โรงเรียนสตรีวิทยาและโรงเรียนบ้านห้วยทราย",
        ["โรงเรียนสตรีวิทยา", "โรงเรียนบ้านห้วยทราย"],
    ),
    "และ inside a name": ("กรมพัฒนาสังคมและสวัสดิการ ได้รับรางวัล", ["กรมพัฒนาสังคมและสวัสดิการ"]),
    "และ inside a ministry": ("กระทรวงเกษตรและสหกรณ์ ได้รับรางวัล", ["กระทรวงเกษตรและสหกรณ์"]),
    "a name that hides another": (
        "สำนักงานปลัดกระทรวงสาธารณสุข ได้รับรางวัล",
        ["สำนักงานปลัดกระทรวงสาธารณสุข"],
    ),
    "a public organisation": (
        "สำนักงานนวัตกรรมแห่งชาติ (องค์การมหาชน) ได้รับรางวัล",
        ["สำนักงานนวัตกรรมแห่งชาติ (องค์การมหาชน)"],
    ),
    "a health station": ("รพ.สต.บ้านนา คว้ารางวัล", ["รพ.สต.บ้านนา"]),
    "a health station in full": (
        "โรงพยาบาลส่งเสริมสุขภาพตำบลบ้านนา ได้รับรางวัล",
        ["โรงพยาบาลส่งเสริมสุขภาพตำบลบ้านนา"],
    ),
    "a village enterprise": (
        "วิสาหกิจชุมชนกลุ่มทอผ้าบ้านนาหมื่นศรี ได้รับรางวัล",
        ["วิสาหกิจชุมชนกลุ่มทอผ้าบ้านนาหมื่นศรี"],
    ),
    "a cooperative": ("สหกรณ์การเกษตรพิมาย จำกัด ได้รับรางวัล", ["สหกรณ์การเกษตรพิมาย จำกัด"]),
    "a foundation": ("มูลนิธิชัยพัฒนา ได้รับรางวัล", ["มูลนิธิชัยพัฒนา"]),
    "a prison": ("เรือนจำกลางลำปาง ได้รับรางวัล", ["เรือนจำกลางลำปาง"]),
    "a university": ("มหาวิทยาลัยราชภัฏเชียงใหม่ ได้รับรางวัล", ["มหาวิทยาลัยราชภัฏเชียงใหม่"]),
    "a faculty and its university": (
        "คณะวิศวกรรมศาสตร์ มหาวิทยาลัยขอนแก่น ได้รับรางวัล",
        ["คณะวิศวกรรมศาสตร์ มหาวิทยาลัยขอนแก่น"],
    ),
    "a team": ("ทีมนาคราช ได้รับรางวัล", ["ทีมนาคราช"]),
    "a team with a Latin name": ("ทีม Green Power ได้รับรางวัล", ["ทีม Green Power"]),
    "a quoted team": ("ทีม “ลูกโขง” ได้รับรางวัล", ["ทีม “ลูกโขง”"]),
    "a company": ("บริษัท ปตท. จำกัด (มหาชน) ได้รับรางวัล", ["บริษัท ปตท. จำกัด (มหาชน)"]),
    "a company of several words": (
        "บริษัท สยามแก้ว อินดัสทรี (ประเทศไทย) จำกัด ได้รับรางวัล",
        ["บริษัท สยามแก้ว อินดัสทรี (ประเทศไทย) จำกัด"],
    ),
    "a company without its closing word": ("บริษัทสยามแก้วได้รับรางวัล", ["บริษัทสยามแก้ว"]),
    "a partnership": ("ห้างหุ้นส่วนจำกัด ขวัญใจการช่าง ได้รับรางวัล", ["ห้างหุ้นส่วนจำกัด ขวัญใจการช่าง"]),
    "a province": ("จังหวัดขอนแก่น ได้รับรางวัล", ["จังหวัดขอนแก่น"]),
    "an electricity authority": ("การไฟฟ้านครหลวง ได้รับรางวัล", ["การไฟฟ้านครหลวง"]),
    "a bank": ("ธนาคารออมสิน ได้รับรางวัล", ["ธนาคารออมสิน"]),
    "in a list of commas": ("กรมปศุสัตว์, กรมประมง, กรมการข้าว", ["กรมปศุสัตว์", "กรมประมง", "กรมการข้าว"]),
}


@pytest.mark.parametrize(("text", "expected"), BOUNDARIES.values(), ids=BOUNDARIES)
def test_where_names_begin_and_end(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "หน่วยงานภาครัฐทั่วประเทศ",
        "โรงเรียนในสังกัดทั่วประเทศ",
        "โรงพยาบาลทุกแห่ง",
        "บริษัทที่เข้าร่วมงาน",
        "กลุ่มเป้าหมายหลัก",
        "คณะกรรมการตัดสินการประกวด",
        "เทศบาลต่าง ๆ",
        "กรมธรรม์ประกันภัย",
        "บ้านเมืองสงบสุข",
        "สถานการณ์โควิด",
        "ทีมงานทุกคน",
        "จังหวัดต่าง ๆ",
    ],
)
def test_common_nouns_are_no_organisations(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("ธนาคารอาคารสงเคราะห์ (ธอส.) จัดงาน ธอส. คว้ารางวัล", "ธอส.", "ธนาคารอาคารสงเคราะห์"),
        ("โรงเรียนสตรีวิทยา (ส.ว.) จัดงาน ส.ว. คว้ารางวัล", "ส.ว.", "โรงเรียนสตรีวิทยา"),
        ("สำนักงานเมืองอัจฉริยะ หรือ SCO จัดงาน ซึ่ง SCO ได้รางวัล", "SCO", "สำนักงานเมืองอัจฉริยะ"),
        ("การไฟฟ้าฝ่ายผลิตแห่งประเทศไทย (กฟผ.) กับ กฟผ.", "กฟผ.", "การไฟฟ้าฝ่ายผลิตแห่งประเทศไทย"),
        ("มูลนิธิรักษ์ป่าน่าน (“รักษ์ป่าน่าน”) จัดงาน", "รักษ์ป่าน่าน", "มูลนิธิรักษ์ป่าน่าน"),
    ],
)
def test_a_short_form_stands_for_what_the_article_defines(text: str, short: str, full: str) -> None:
    assert meaning(text, short) == {full}


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("กฟผ.", "การไฟฟ้าฝ่ายผลิตแห่งประเทศไทย"),
        ("กบข.", "กองทุนบำเหน็จบำนาญข้าราชการ"),
        ("ธ.ก.ส.", "ธนาคารเพื่อการเกษตรและสหกรณ์การเกษตร"),
        ("พม.", "กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์"),
        ("สสส.", "สำนักงานกองทุนสนับสนุนการสร้างเสริมสุขภาพ"),
    ],
)
def test_standing_abbreviations(short: str, full: str) -> None:
    assert meaning(f"{short} คว้ารางวัลเลิศรัฐ", short) == {full}


def test_a_province_in_brackets_defines_no_short_form() -> None:
    text = "เทศบาลตำบลครึ่ง (เชียงราย) และจังหวัดเชียงราย ได้รับรางวัล เชียงราย"
    assert "เชียงราย" not in names(text)


@pytest.mark.parametrize(
    ("text", "municipality"),
    [
        ("นายกเทศมนตรีเมืองแม่เหียะ", "เทศบาลเมืองแม่เหียะ"),
        ("นายกเทศมนตรีนครยะลา", "เทศบาลนครยะลา"),
        ("นายกเทศมนตรีตำบลครึ่ง", "เทศบาลตำบลครึ่ง"),
    ],
)
def test_a_mayor_names_the_municipality(text: str, municipality: str) -> None:
    (mention,) = organisations(text)
    assert (mention.value, mention.attributes["office"]) == (municipality, True)


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("อธิบดีกรมปศุสัตว์", True),
        ("ผู้อำนวยการโรงเรียนสตรีวิทยา", True),
        ("ผู้ว่าราชการจังหวัดขอนแก่น", True),
        ("รางวัลแก่กรมปศุสัตว์", False),
    ],
)
def test_bodies_named_as_somebody_s_office(text: str, office: bool) -> None:
    (mention,) = organisations(text)
    assert bool(mention.attributes.get("office")) is office


@pytest.mark.parametrize("text", [text for text, _ in BOUNDARIES.values()])
def test_mentions_are_cut_from_the_text_and_do_not_overlap(text: str) -> None:
    found = organisations(text)
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
