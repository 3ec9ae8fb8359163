"""Organisation names in the forms of releases."""

# ruff: noqa: E501 - one row a name reads better than one wrapped over five lines

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.companies import parse_company
from normalize.organisations import OrganisationName, canonical_name, parse_organisation
from normalize.text import clean


@pytest.mark.parametrize(
    ("text", "canonical", "kind", "proper", "province"),
    [
        ("ทต.บ้านกลาง", "เทศบาลตำบลบ้านกลาง", "subdistrict_municipality", "บ้านกลาง", None),
        ("เทศบาลต.บ้านกลาง", "เทศบาลตำบลบ้านกลาง", "subdistrict_municipality", "บ้านกลาง", None),
        ("เทศบาล ต.เขาพระงาม", "เทศบาลตำบลเขาพระงาม", "subdistrict_municipality", "เขาพระงาม", None),
        ("เทศบาลตำบล บ้านกลาง", "เทศบาลตำบลบ้านกลาง", "subdistrict_municipality", "บ้านกลาง", None),
        ("ทม.แม่เหียะ", "เทศบาลเมืองแม่เหียะ", "town_municipality", "แม่เหียะ", None),
        ("เทศบาลเมืองเเม่เหียะ", "เทศบาลเมืองแม่เหียะ", "town_municipality", "แม่เหียะ", None),
        ("ทน.ยะลา", "เทศบาลนครยะลา", "city_municipality", "ยะลา", "ยะลา"),
        ("เทศบาลเมืองพล", "เทศบาลเมืองพล", "town_municipality", "พล", None),
        ("อบต. ปางหมู", "องค์การบริหารส่วนตำบลปางหมู", "subdistrict_administration", "ปางหมู", None),
        ("อบต.สระแก้ว", "องค์การบริหารส่วนตำบลสระแก้ว", "subdistrict_administration", "สระแก้ว", None),
        ("อบจ.ลําพูน", "องค์การบริหารส่วนจังหวัดลำพูน", "provincial_administration", "ลำพูน", "ลำพูน"),
        ("อบจ.สุราษฏร์ธานี", "องค์การบริหารส่วนจังหวัดสุราษฎร์ธานี", "provincial_administration", "สุราษฎร์ธานี", "สุราษฎร์ธานี"),
        ("องค์การบริหารส่วน จังหวัดตาก", "องค์การบริหารส่วนจังหวัดตาก", "provincial_administration", "ตาก", "ตาก"),
        ("เมืองพัทยา", "เมืองพัทยา", "special_local_government", "เมืองพัทยา", "ชลบุรี"),
        ("กทม.", "กรุงเทพมหานคร", "special_local_government", "กรุงเทพมหานคร", "กรุงเทพมหานคร"),
        ("จ.ขอนแก่น", "จังหวัดขอนแก่น", "province", "ขอนแก่น", "ขอนแก่น"),
        ("รพ.ตาก", "โรงพยาบาลตาก", "hospital", "ตาก", None),
        ("รพ.สต. บ้านไร่", "โรงพยาบาลส่งเสริมสุขภาพตำบลบ้านไร่", "health_office", "บ้านไร่", None),
        ("สสจ.ยะลา", "สำนักงานสาธารณสุขจังหวัดยะลา", "health_office", "ยะลา", "ยะลา"),
        ("สำนักงานสาธารณสุข จังหวัดยะลา", "สำนักงานสาธารณสุขจังหวัดยะลา", "health_office", "ยะลา", "ยะลา"),
        ("สวจ.พังงา", "สำนักงานวัฒนธรรมจังหวัดพังงา", "provincial_office", "พังงา", "พังงา"),
        ("สำนักงานขนส่งจังหวัดตรัง", "สำนักงานขนส่งจังหวัดตรัง", "provincial_office", "ตรัง", "ตรัง"),
        ("อำเภอเมืองนครศรีธรรมราช", "อำเภอเมืองนครศรีธรรมราช", "provincial_office", "เมืองนครศรีธรรมราช", "นครศรีธรรมราช"),
        ("สพป.เชียงใหม่ เขต 1", "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต 1", "provincial_office", "เชียงใหม่ เขต 1", "เชียงใหม่"),
        ("ม.ขอนแก่น", "มหาวิทยาลัยขอนแก่น", "university", "ขอนแก่น", None),
        ("มรภ.เลย", "มหาวิทยาลัยราชภัฏเลย", "university", "เลย", None),
        ("มทร.ธัญบุรี", "มหาวิทยาลัยเทคโนโลยีราชมงคลธัญบุรี", "university", "ธัญบุรี", None),
        ("ร.ร.เคหะทุ่งสองห้องวิทยา ๑", "โรงเรียนเคหะทุ่งสองห้องวิทยา 1", "school", "เคหะทุ่งสองห้องวิทยา 1", None),
        ("ทีม Keep in", "ทีม Keep in", "community_group", "Keep in", None),
        ("ธอส.", "ธนาคารอาคารสงเคราะห์", "state_enterprise", "อาคารสงเคราะห์", None),
        ("ธนาคารอาคารสงเคราะห์ (ธอส.)", "ธนาคารอาคารสงเคราะห์", "state_enterprise", "อาคารสงเคราะห์", None),
        ("สำนักงานพัฒนารัฐบาลดิจิทัล", "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)", "public_organisation", "พัฒนารัฐบาลดิจิทัล", None),
        ("Government Savings Bank", "ธนาคารออมสิน", "state_enterprise", "ออมสิน", None),
        ("แว่นท็อปเจริญ", "แว่นท็อปเจริญ", "other", "แว่นท็อปเจริญ", None),
    ],
)  # fmt: skip
def test_names_are_taken_apart(
    text: str, canonical: str, kind: str, proper: str, province: str | None
) -> None:
    name = parse_organisation(text)
    assert (name.canonical, name.kind, name.proper, name.province) == (canonical, kind, proper, province)
    assert name.text == clean(text)


@pytest.mark.parametrize(
    ("text", "canonical", "province", "district", "subdistrict"),
    [
        ("ทม.แม่เหียะ จ.เชียงใหม่", "เทศบาลเมืองแม่เหียะ", "เชียงใหม่", None, None),
        ("เทศบาลตำบลครึ่งจังหวัดเชียงราย", "เทศบาลตำบลครึ่ง", "เชียงราย", None, None),
        ("เทศบาลตำบลบ้านกลาง (จ.ลำพูน)", "เทศบาลตำบลบ้านกลาง", "ลำพูน", None, None),
        ("เทศบาลตำบลอุโมงค์ ลำพูน", "เทศบาลตำบลอุโมงค์", "ลำพูน", None, None),
        ("อบต.นาไม้ไผ่ อ.ทุ่งสง จ.นครศรีฯ", "องค์การบริหารส่วนตำบลนาไม้ไผ่", "นครศรีธรรมราช", "ทุ่งสง", None),
        ("โรงเรียนบ้านป่า ต.ปงยางคก อ.ห้างฉัตร จ.ลำปาง", "โรงเรียนบ้านป่า", "ลำปาง", "ห้างฉัตร", "ปงยางคก"),
        ("โรงพยาบาลตากสิน กรุงเทพมหานคร", "โรงพยาบาลตากสิน", "กรุงเทพมหานคร", None, None),
        ("1. เทศบาลตำบลอุโมงค์ จังหวัดลำพูน", "เทศบาลตำบลอุโมงค์", "ลำพูน", None, None),
        ("วัดโพธิ์ จ.สมุทสาคร", "วัดโพธิ์", "สมุทรสาคร", None, None),
    ],
)
def test_places_behind_the_name_are_split_off(
    text: str, canonical: str, province: str, district: str | None, subdistrict: str | None
) -> None:
    name = parse_organisation(text)
    assert (name.canonical, name.province) == (canonical, province)
    assert (name.district, name.subdistrict) == (district, subdistrict)


@pytest.mark.parametrize(
    ("text", "canonical", "parent", "kind"),
    [
        ("คณะแพทยศาสตร์มหาวิทยาลัยขอนแก่น", "คณะแพทยศาสตร์ มหาวิทยาลัยขอนแก่น", "มหาวิทยาลัยขอนแก่น", "university"),
        (
            "เขื่อนสิริกิติ์ กฟผ.",
            "เขื่อนสิริกิติ์ การไฟฟ้าฝ่ายผลิตแห่งประเทศไทย",
            "การไฟฟ้าฝ่ายผลิตแห่งประเทศไทย",
            "state_enterprise",
        ),
        (
            "เขื่อนสิริกิติ์ การไฟฟ้าฝ่ายผลิตแห่งประเทศไทย",
            "เขื่อนสิริกิติ์ การไฟฟ้าฝ่ายผลิตแห่งประเทศไทย",
            "การไฟฟ้าฝ่ายผลิตแห่งประเทศไทย",
            "state_enterprise",
        ),
        (
            "กลุ่มธุรกิจการตลาด บริษัท บางจาก คอร์ปอเรชั่น จํากัด (มหาชน)",
            "กลุ่มธุรกิจการตลาด บริษัท บางจาก คอร์ปอเรชั่น จำกัด (มหาชน)",
            "บริษัท บางจาก คอร์ปอเรชั่น จำกัด (มหาชน)",
            "company",
        ),
        ("กปภ.สาขาขอนแก่น", "การประปาส่วนภูมิภาค สาขาขอนแก่น", "การประปาส่วนภูมิภาค", "state_enterprise"),
        ("กลุ่มแม่บ้าน เทศบาลตำบลป่าสัก", "กลุ่มแม่บ้าน เทศบาลตำบลป่าสัก", "เทศบาลตำบลป่าสัก", "community_group"),
    ],
)
def test_units_know_their_owner(text: str, canonical: str, parent: str | None, kind: str) -> None:
    name = parse_organisation(text)
    assert (name.canonical, name.parent, name.kind) == (canonical, parent, kind)


@pytest.mark.parametrize(
    ("text", "canonical", "proper"),
    [
        ("บจก.เฉาก๊วยชากังราว", "บริษัท เฉาก๊วยชากังราว จำกัด", "เฉาก๊วยชากังราว"),
        ("บมจ.อัฟเทอร์ ยู", "บริษัท อัฟเทอร์ ยู จำกัด (มหาชน)", "อัฟเทอร์ ยู"),
        ("บริษัทสยามพิวรรธน์ จํากัด", "บริษัท สยามพิวรรธน์ จำกัด", "สยามพิวรรธน์"),
        ("บริษัท ไบโอแลปจำกัด", "บริษัท ไบโอแลป จำกัด", "ไบโอแลป"),
        ("บริษัท เอส แอนด์ เจ จ ากัด (มหาชน)", "บริษัท เอส แอนด์ เจ จำกัด (มหาชน)", "เอส แอนด์ เจ"),
        ("บริษัท ซันเด้น (ประเทศไทย) จำกัด", "บริษัท ซันเด้น (ประเทศไทย) จำกัด", "ซันเด้น (ประเทศไทย)"),
        ("บริษัท พีทีที แอลเอ็นจี", "บริษัท พีทีที แอลเอ็นจี จำกัด", "พีทีที แอลเอ็นจี"),
        ("บริษัท ดานิลี่", "บริษัท ดานิลี่", "ดานิลี่"),
        ("หจก. ภูโคลน คันทรีคลับ", "ห้างหุ้นส่วนจำกัด ภูโคลน คันทรีคลับ", "ภูโคลน คันทรีคลับ"),
        (
            "บริษัท เอ็นเอ็มบี-มินีแบ ไทย จำกัด (โรงงานอยุธยา)",
            "บริษัท เอ็นเอ็มบี-มินีแบ ไทย จำกัด (โรงงานอยุธยา)",
            "เอ็นเอ็มบี-มินีแบ ไทย โรงงานอยุธยา",
        ),
        (
            "บริษัท เอ็นเอ็มบี-มินีแบ ไทย จำกัด (สำนักงานใหญ่)",
            "บริษัท เอ็นเอ็มบี-มินีแบ ไทย จำกัด (สำนักงานใหญ่)",
            "เอ็นเอ็มบี-มินีแบ ไทย",
        ),
    ],
)
def test_companies(text: str, canonical: str, proper: str) -> None:
    name = parse_organisation(text)
    assert (name.canonical, name.proper, name.kind) == (canonical, proper, "company")


def test_a_state_owned_company_is_a_state_enterprise() -> None:
    assert parse_organisation("บริษัทปตท.จำกัด(มหาชน)").kind == "state_enterprise"
    assert (
        parse_organisation("บริษัท ปตท. จำกัด (มหาชน) โรงแยกก๊าซธรรมชาติระยอง").parent == "บริษัท ปตท. จำกัด (มหาชน)"
    )


def test_what_begins_like_a_company_and_is_none() -> None:
    assert parse_company("บริษัท") is None
    assert parse_company("บริษัท จำกัด") is None
    assert parse_company("บางจาก") is None


def test_the_province_of_the_caller() -> None:
    assert parse_organisation("ทต.บ้านกลาง", "จ.ลำพูน").province == "ลำพูน"
    assert parse_organisation("ทต.บ้านกลาง จ.ปทุมธานี", "ลำพูน").province == "ปทุมธานี"
    assert parse_organisation("ทน.ยะลา", "ปัตตานี").province == "ปัตตานี"
    assert parse_organisation("อบจ.ยะลา", "ปัตตานี").province == "ยะลา"
    assert parse_organisation("ทต.บ้านกลาง", "ไม่ใช่จังหวัด").province is None
    assert parse_organisation("สสจ.", "ยะลา").canonical == "สำนักงานสาธารณสุขจังหวัดยะลา"


def test_ambiguous_abbreviations_stay_as_they_are() -> None:
    assert canonical_name("สพร.") == "สพร."
    assert canonical_name("ทช.") == "ทช."


def test_nothing_gives_nothing() -> None:
    assert parse_organisation(" \u200b ") == OrganisationName("", "other", "", "")


FRAGMENTS = ["ทต.", "อบต.", "บ้านกลาง", " ", "จังหวัด", "จ.", "ตาก", "บริษัท", "จำกัด", "(มหาชน)", "สำนักงาน", "กรม",
             "มหาวิทยาลัย", "คณะ", "อ.", "เมือง", "กปภ.", "สาขา", "เขต 1", "(", ")", "“", "๑", ".", "ธอส.", "เทศบาล"]  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(FRAGMENTS), max_size=8).map("".join)))
def test_parse_organisation_never_raises_and_keeps_the_text(text: str) -> None:
    name = parse_organisation(text)
    assert name.text == clean(text).replace("\n", " ")
    assert clean(name.canonical) == name.canonical or not name.canonical.strip()


@pytest.mark.parametrize(
    "text",
    ["ทต.บ้านกลาง", "บมจ.อัฟเทอร์ ยู", "คณะแพทยศาสตร์มหาวิทยาลัยขอนแก่น", "ธ.กรุงไทย", "สพป.เชียงใหม่เขต 1", "กปภ.สาขาขอนแก่น",
     "สำนักงานสาธารณสุข จังหวัดยะลา", "รพ.จุฬาฯ", "บริษัท ปตท. จำกัด (มหาชน) โรงแยกก๊าซธรรมชาติระยอง"],
)  # fmt: skip
def test_a_canonical_name_is_its_own_canonical_name(text: str) -> None:
    once = canonical_name(text)
    assert canonical_name(once) == once


def test_a_very_long_text_is_returned_as_it_is() -> None:
    text = "อบต." + "ก" * 100_000
    assert canonical_name(text) == text
