"""Bodies of the table by the names that text gives them."""

# ruff: noqa: E501 - one row a name reads better than one wrapped over five lines

from __future__ import annotations

import pytest

from normalize.abbreviations import all_bodies
from normalize.known_bodies import find_known
from normalize.organisations import canonical_name, parse_organisation

RESEARCH = "สำนักงานพัฒนาวิทยาศาสตร์และเทคโนโลยีแห่งชาติ"
DIGITAL = "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม"
DGA = "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)"
HEALTH_SECURITY = "สำนักงานหลักประกันสุขภาพแห่งชาติ"
PERMANENT_SECRETARY = "สำนักงานปลัดกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # Words that text drops and adds
        ("สำนักงานพัฒนาวิทยาศาสตร์และเทคโนโลยี", RESEARCH),
        ("กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคมแห่งชาติ", DIGITAL),
        ("สำนักงานคณะกรรมการอุดมศึกษา", "สำนักงานคณะกรรมการการอุดมศึกษา"),
        ("คณะกรรมการอุดมศึกษา", "คณะกรรมการการอุดมศึกษา"),
        ("องค์การอาหารและการเกษตรแห่งสหประชาชาติ", "องค์การอาหารและเกษตรแห่งสหประชาชาติ"),
        ("กรมส่งเสริมการปกครองส่วนท้องถิ่น", "กรมส่งเสริมการปกครองท้องถิ่น"),
        ("สำนักงานหลักประกันสุขภาพ", HEALTH_SECURITY),
        ("สำนักงานพัฒนารัฐบาลดิจิทัล", DGA),
        ("การท่าเรือ", "การท่าเรือแห่งประเทศไทย"),
        ("มูลนิธิแม่ฟ้าหลวง", "มูลนิธิแม่ฟ้าหลวง ในพระบรมราชูปถัมภ์"),
        # Its abbreviation beside it
        ("สำนักงานหลักประกันสุขภาพแห่งชาติ (สปสช.)", HEALTH_SECURITY),
        ("สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน) (สพร.)", DGA),
        ("สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน) หรือ สพร.", DGA),
        ("สพร. (สำนักงานพัฒนารัฐบาลดิจิทัล)", DGA),
        ("สพร. (DGA)", DGA),
        ("สำนักงานคณะกรรมการข้าราชการพลเรือน (สำนักงาน ก.พ.)", "สำนักงานคณะกรรมการข้าราชการพลเรือน"),
        ("กรมสอบสวนคดีพิเศษ (ดีเอสไอ)", "กรมสอบสวนคดีพิเศษ"),
        # A head and an abbreviation
        ("กระทรวง พม.", "กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์"),
        ("กระทรวงดีอี", DIGITAL),
        ("สำนักงานปลัดกระทรวง พม.", PERMANENT_SECRETARY),
        ("สำนักปลัดกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์", PERMANENT_SECRETARY),
        ("ก.แรงงาน", "กระทรวงแรงงาน"),
        ("สนง.คปภ.", "สำนักงานคณะกรรมการกำกับและส่งเสริมการประกอบธุรกิจประกันภัย"),
        ("คณะกรรมการ ป.ป.ช.", "คณะกรรมการป้องกันและปราบปรามการทุจริตแห่งชาติ"),
        ("ป.ป.ช.", "สำนักงานคณะกรรมการป้องกันและปราบปรามการทุจริตแห่งชาติ"),
        # Cut short
        ("กระทรวงดิจิทัลฯ", DIGITAL),
        ("กระทรวงศึกษา", "กระทรวงศึกษาธิการ"),
        ("กระทรวงเกษตรฯ", "กระทรวงเกษตรและสหกรณ์"),
        ("การรถไฟฯ", "การรถไฟแห่งประเทศไทย"),
        ("สหประชาชาติ", "องค์การสหประชาชาติ"),
        ("ออมสิน", "ธนาคารออมสิน"),
        # A slip of one letter
        ("กระทรวงมหาดไท", "กระทรวงมหาดไทย"),
        ("กระทวงมหาดไทย", "กระทรวงมหาดไทย"),
        ("กรมส่งเสริมการปกครองท้องถื่น", "กรมส่งเสริมการปกครองท้องถิ่น"),
        ("มหาวิทยาลัยเทคโนโลยีราชมงคลธัญญบุรี", "มหาวิทยาลัยเทคโนโลยีราชมงคลธัญบุรี"),
        # English
        ("UNHCR", "สำนักงานข้าหลวงใหญ่ผู้ลี้ภัยแห่งสหประชาชาติ"),
        ("Digital Government Development Agency (Public Organization) (DGA)", DGA),
        ("The Department of Land Transport", "กรมการขนส่งทางบก"),
        ("Department of Fisheries, Thailand", "กรมประมง"),
        ("Ministry of the Interior", "กระทรวงมหาดไทย"),
        ("Ministry of Labor", "กระทรวงแรงงาน"),
        ("Food and Agriculture Organization", "องค์การอาหารและเกษตรแห่งสหประชาชาติ"),
        ("Siriraj Hospital", "โรงพยาบาลศิริราช"),
        # Places behind it
        ("กรมปศุสัตว์ กรุงเทพมหานคร", "กรมปศุสัตว์"),
        ("มหาวิทยาลัยขอนแก่น จ.ขอนแก่น", "มหาวิทยาลัยขอนแก่น"),
    ],
)
def test_a_name_is_that_of_the_one_body_that_fits(text: str, name: str) -> None:
    parsed = parse_organisation(text)
    known = parse_organisation(name)
    assert (parsed.canonical, parsed.kind, parsed.head, parsed.proper) == (
        name, known.kind, known.head, known.proper,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "คณะกรรมการการศึกษาขั้นพื้นฐาน",  # not its office
        "สำนักงานการอุดมศึกษา",  # no ministry
        "กรมพลังงาน",  # no ministry
        "กระทรวงมหาดไทยกัมพูชา",
        "กระทรวงการ",
        "กองทุนสนับสนุนการวิจัย",  # an office bears that name
        "กรมการค้า",  # two departments begin so
        "สำนักงานส่งเสริมสุขภาพ",
        "ทีมมหาดไท",
    ],
)
def test_a_name_that_may_be_another_body_stays(text: str) -> None:
    assert canonical_name(text) == text


def test_every_body_is_found_by_its_own_names() -> None:
    for body in all_bodies():
        assert find_known(body.name) == body
        parsed = parse_organisation(body.name)
        assert (parsed.canonical, parsed.kind) == (body.name, body.kind)
        if not body.former:
            assert canonical_name(body.name_en) == body.name


def test_a_slip_is_no_other_number() -> None:
    assert find_known("คณะกรรมการร่วมภาคเอกชน 4 สถาบัน") is None


@pytest.mark.parametrize(
    ("text", "canonical", "kind", "province"),
    [
        ("Mae Hia Town Municipality", "เทศบาลเมืองแม่เหียะ", "town_municipality", None),
        ("Mae Hia Town Municipality, Chiang Mai", "เทศบาลเมืองแม่เหียะ", "town_municipality", "เชียงใหม่"),
        ("Nakhon Ratchasima City Municipality", "เทศบาลนครนครราชสีมา", "city_municipality", "นครราชสีมา"),
        ("Nakhon Nayok Municipality", "เทศบาลเมืองนครนายก", "town_municipality", "นครนายก"),
        ("Hat Yai Municipality", "เทศบาลนครหาดใหญ่", "city_municipality", "สงขลา"),
        ("Pang Mu Subdistrict Administrative Organization", "องค์การบริหารส่วนตำบลปางหมู", "subdistrict_administration", None),
        ("Ban Klang Subdistrict Municipality (Lamphun)", "เทศบาลตำบลบ้านกลาง", "subdistrict_municipality", "ลำพูน"),
        ("Ban Klang Subdistrict Municipality", "เทศบาลตำบล Ban Klang", "subdistrict_municipality", None),
        ("Udon Thani Provincial Administration Organization", "องค์การบริหารส่วนจังหวัดอุดรธานี", "provincial_administration", "อุดรธานี"),
        ("Betong District Office", "ที่ว่าการอำเภอเบตง", "provincial_office", "ยะลา"),
        ("Bangkok Hospital", "โรงพยาบาลกรุงเทพ", "hospital", None),
        ("Pattaya City", "เมืองพัทยา", "special_local_government", "ชลบุรี"),
        ("Chiang Mai", "จังหวัดเชียงใหม่", "province", "เชียงใหม่"),
        ("Provincial Electricity Authority, Khon Kaen", "การไฟฟ้าส่วนภูมิภาค", "state_enterprise", "ขอนแก่น"),
        ("Department of Defense", "Department of Defense", "central_agency", None),
        ("Freshket", "Freshket", "other", None),
    ],
)  # fmt: skip
def test_english_names(text: str, canonical: str, kind: str, province: str | None) -> None:
    name = parse_organisation(text)
    assert (name.canonical, name.kind, name.province) == (canonical, kind, province)
