"""Every way in which text writes the name of a public body gives the same parts."""

# ruff: noqa: E501 - one row a name reads better than one wrapped over five lines

from __future__ import annotations

import pytest

from normalize.areas import areas
from normalize.organisations import canonical_name, parse_organisation

PANG_MU = ("subdistrict_administration", "องค์การบริหารส่วนตำบล", "ปางหมู")
BAN_KLANG = ("subdistrict_municipality", "เทศบาลตำบล", "บ้านกลาง")
LAMPHUN = ("provincial_administration", "องค์การบริหารส่วนจังหวัด", "ลำพูน")
TAK_HOSPITAL = ("hospital", "โรงพยาบาล", "ตาก")
BAN_KHOK = ("health_office", "โรงพยาบาลส่งเสริมสุขภาพตำบล", "บ้านโคก")
YALA_HEALTH = ("health_office", "สำนักงานสาธารณสุขจังหวัด", "ยะลา")
BETONG_HEALTH = ("health_office", "สำนักงานสาธารณสุขอำเภอ", "เบตง")
YALA_COLLEGE = ("school", "วิทยาลัยเทคนิค", "ยะลา")
SCHOOL_AREA = ("provincial_office", "สำนักงานเขตพื้นที่การศึกษาประถมศึกษา", "ตาก เขต 1")


@pytest.mark.parametrize(
    ("forms", "parts"),
    [
        (["ทต.บ้านกลาง", "ทต บ้านกลาง", "ทต. บ้านกลาง", "ท.ต.บ้านกลาง", "ท.ต. บ้านกลาง", "เทศบาลต.บ้านกลาง", "เทศบาล ต.บ้านกลาง",
          "เทศบาล ต. บ้านกลาง", "เทศบาล ตำบลบ้านกลาง", "เทศบาลตำบล บ้านกลาง", "“เทศบาลตำบลบ้านกลาง”", "๑. ทต.บ้านกลาง",
          "สำนักงานเทศบาลตำบลบ้านกลาง", "สำนักงาน ทต.บ้านกลาง"], BAN_KLANG),
        (["อบต.ปางหมู", "อบต. ปางหมู", "อบต ปางหมู", "อบตปางหมู", "อ.บ.ต.ปางหมู", "อ.บ.ต ปางหมู", "องค์การบริหารส่วนตำบล ปางหมู",
          "องค์การบริหารส่วน ตำบลปางหมู", "องค์การ บริหารส่วนตำบลปางหมู", "องค์การบริหารส่วน ต.ปางหมู", "องค์การบริหารตำบลปางหมู",
          "อบต.\u200bปางหมู", "ที่ทำการ อบต.ปางหมู", "อบต.ต.ปางหมู"], PANG_MU),
        (["อบจ.ลำพูน", "อบจ ลำพูน", "อ.บ.จ.ลำพูน", "องค์การบริหารส่วน จ.ลำพูน", "องค์การบริหารส่วนจ.ลำพูน", "อบจ.ล\u0e4d\u0e32พูน",
          "องค์การบริหารส่วนจังหวัด จังหวัดลำพูน", "Lamphun Provincial Administrative Organization", "Lamphun PAO"], LAMPHUN),
        (["รพ.ตาก", "รพ ตาก", "ร.พ.ตาก", "ร.พ. ตาก", "โรงพยาบาล ตาก", "Tak Hospital"], TAK_HOSPITAL),
        (["รพ.สต.บ้านโคก", "รพสต.บ้านโคก", "รพ. สต. บ้านโคก", "รพสต บ้านโคก", "ร.พ.สต.บ้านโคก", "ร.พ.ส.ต.บ้านโคก",
          "รพ.สต.ต.บ้านโคก", "โรงพยาบาลส่งเสริมสุขภาพ ตำบลบ้านโคก", "โรงพยาบาลส่งเสริมสุขภาพประจำตำบลบ้านโคก"], BAN_KHOK),
        (["สสจ.ยะลา", "สสจ ยะลา", "ส.ส.จ.ยะลา", "สนง.สาธารณสุขจังหวัดยะลา", "สนง.สาธารณสุข จ.ยะลา", "สำนักงานสาธารณสุขจ.ยะลา",
          "สำนักงานสาธารณสุขยะลา", "สำนักงานสาธารณสุข จังหวัดยะลา", "สาธารณสุขจังหวัดยะลา", "Yala Provincial Public Health Office"], YALA_HEALTH),
        (["สสอ.เบตง", "สนง.สาธารณสุขอำเภอเบตง", "สำนักงานสาธารณสุข อ.เบตง", "สาธารณสุขอำเภอเบตง"], BETONG_HEALTH),
        (["วท.ยะลา", "วท ยะลา", "ว.เทคนิคยะลา", "วิทยาลัยเทคนิค ยะลา", "Yala Technical College"], YALA_COLLEGE),
        (["สพป.ตาก เขต 1", "สพป ตาก เขต ๑", "สพป.ตากเขต1", "สพป. ตาก 1", "สำนักงานเขตพื้นที่การศึกษาประถมศึกษา ตาก เขต 1",
          "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาจังหวัดตาก เขต 1"], SCHOOL_AREA),
        (["รพ.สมเด็จพระยุพราชปัว", "รพร.ปัว", "รพ.พระยุพราชปัว", "โรงพยาบาลสมเด็จพระยุพราชปัว"], ("hospital", "โรงพยาบาลสมเด็จพระยุพราช", "ปัว")),
        (["รร.เทศบาล 1", "ร.ร.เทศบาล ๑", "รร เทศบาล 1", "โรงเรียนเทศบาล 1"], ("school", "โรงเรียน", "เทศบาล 1")),
        (["ม.ขอนแก่น", "มข.", "มข", "ม.ข.", "มหาวิทยาลัย ขอนแก่น", "มหาลัยขอนแก่น", "KKU", "khon kaen university"], ("university", "มหาวิทยาลัย", "ขอนแก่น")),
        (["มรภ.เลย", "ม.ราชภัฏเลย", "ราชภัฏเลย", "มหาวิทยาลัยราชภัฎเลย", "Loei Rajabhat University"], ("university", "มหาวิทยาลัยราชภัฏ", "เลย")),
        (["ศูนย์อนามัยที่ 5", "ศูนย์อนามัยที่ 5 ราชบุรี", "ศูนย์อนามัย 5"], ("health_office", "ศูนย์อนามัย", "ที่ 5")),
        (["สคร.9", "สคร.ที่ 9 นครราชสีมา", "สำนักงานป้องกันควบคุมโรคที่ 9 จังหวัดนครราชสีมา"], ("health_office", "สำนักงานป้องกันควบคุมโรค", "ที่ 9")),
        (["สำนักงานอุตสาหกรรมจังหวัดชลบุรี", "สอจ.ชลบุรี", "อุตสาหกรรมจังหวัดชลบุรี", "สนง.อุตสาหกรรม จ.ชลบุรี"], ("provincial_office", "สำนักงานอุตสาหกรรมจังหวัด", "ชลบุรี")),
        (["สำนักงานเขตจตุจักร", "สนข.จตุจักร", "สำนักงานเขตจตุจักร กรุงเทพมหานคร"], ("special_local_government", "สำนักงานเขต", "จตุจักร")),
        (["กรุงเทพมหานคร", "กทม.", "กรุงเทพฯ", "กรุงเทพมหานคร (กทม.)", "Bangkok Metropolitan Administration"], ("special_local_government", "กรุงเทพมหานคร", "กรุงเทพมหานคร")),
        (["จังหวัดตาก", "จ.ตาก", "ตาก", "Tak Province"], ("province", "จังหวัด", "ตาก")),
        (["บริษัท ปตท. จำกัด (มหาชน)", "บมจ.ปตท.", "บริษัท ปตท จำกัด", "ปตท.", "PTT"], ("state_enterprise", "บริษัท", "ปตท.")),
        (["ธนาคารกรุงไทย จำกัด (มหาชน)", "ธ.กรุงไทย", "ธนาคารกรุงไทย", "ธนาคารกรุงไทย จำกัด", "แบงก์กรุงไทย", "กรุงไทย"], ("company", "ธนาคาร", "กรุงไทย")),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)  # fmt: skip
def test_forms_of_one_name_have_the_same_parts(forms: list[str], parts: tuple[str, str, str]) -> None:
    read = {form: parse_organisation(form) for form in forms}
    assert {form: (name.kind, name.head, name.proper) for form, name in read.items()} == dict.fromkeys(
        forms, parts
    )
    assert len({name.canonical for name in read.values()}) == 1


@pytest.mark.parametrize(
    "behind",
    [" จ.ลำพูน", "จ.ลำพูน", " จังหวัดลำพูน", "จังหวัดลำพูน", " (จ.ลำพูน)", "(ลำพูน)", ", ลำพูน", "/ลำพูน", " - ลำพูน", " ลำพูน", " จ.ลพ.",
     " อ.เมือง จ.ลำพูน", " อำเภอเมือง จังหวัดลำพูน", " อ.เมืองลำพูน จ.ลำพูน", " (อ.เมือง จ.ลำพูน)", " จ.ลำพูน อ.เมือง",
     " จังหวัดลำพูน อำเภอเมืองลำพูน", "อ.เมืองจ.ลำพูน", "อำเภอเมืองจังหวัดลำพูน", " อ.เมืองลำพูน", " เมืองลำพูน", " เมือง ลำพูน",
     ", อ.เมือง, จ.ลำพูน", " ต.บ้านกลาง อ.เมือง จ.ลำพูน", " หมู่ที่ 3 ต.บ้านกลาง อ.เมืองลำพูน จ.ลำพูน 51000"],
)  # fmt: skip
def test_places_stand_behind_a_name_in_any_order(behind: str) -> None:
    name = parse_organisation(f"ทต.บ้านกลาง{behind}")
    assert (name.canonical, name.proper, name.province) == ("เทศบาลตำบลบ้านกลาง", "บ้านกลาง", "ลำพูน")
    assert name.district == ("เมืองลำพูน" if "เมือง" in behind else None)
    assert name.subdistrict == ("บ้านกลาง" if "ต.บ้านกลาง" in behind else None)


@pytest.mark.parametrize(
    "text", ["จ.แม่ฮ่องสอน อบต.ปางหมู", "จังหวัดแม่ฮ่องสอน : อบต.ปางหมู", "จังหวัดแม่ฮ่องสอน องค์การบริหารส่วนตำบลปางหมู"]
)
def test_a_province_may_stand_in_front(text: str) -> None:
    name = parse_organisation(text)
    assert (name.canonical, name.province, name.parent) == ("องค์การบริหารส่วนตำบลปางหมู", "แม่ฮ่องสอน", None)


@pytest.mark.parametrize(
    ("text", "proper"),
    [
        ("ทต.โคกสี (จ.นครพนม)", "โคกสี"),
        ("อบตสบบง (อ.ภูซาง จ.พะเยา)", "สบบง"),
        ("รพ รอบเมือง จ.ร้อยเอ็ด", "รอบเมือง"),
        ("ทต.เชียงคาน จ.เลย", "เชียงคาน"),
        ("โรงพยาบาลพล อ.พล จ.ขอนแก่น", "พล"),
    ],
)
def test_names_of_consonants_are_no_abbreviations(text: str, proper: str) -> None:
    name = parse_organisation(text)
    assert name.proper == proper
    assert name.province is not None


def test_all_subdistricts_bear_names_that_are_read_with_their_places() -> None:
    wrong = []
    for area in list(areas())[::7]:
        if area.level == "district" or area.in_bangkok or "." in area.name:
            continue
        text = f"อบต. {area.name} (อ.{area.district} จ.{area.province})"
        name = parse_organisation(text)
        if (name.proper, name.district, name.province) != (area.name, area.district, area.province):
            wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "kind", "proper", "province"),
    [
        ("เทศบาลนครปฐม", "city_municipality", "นครปฐม", "นครปฐม"),
        ("เทศบาลนครนครปฐม", "city_municipality", "นครปฐม", "นครปฐม"),
        ("เทศบาลนครราชสีมา", "city_municipality", "นครราชสีมา", "นครราชสีมา"),
        ("ทน.โคราช", "city_municipality", "นครราชสีมา", "นครราชสีมา"),
        ("เทศบาลนครนายก", "town_municipality", "นครนายก", "นครนายก"),
        ("เทศบาลนครหลวง", "subdistrict_municipality", "นครหลวง", None),
        ("ทน.หาดใหญ่", "city_municipality", "หาดใหญ่", "สงขลา"),
        ("เทศบาลหาดใหญ่", "city_municipality", "หาดใหญ่", "สงขลา"),
        ("เทศบาลน่าน", "town_municipality", "น่าน", "น่าน"),
        ("เทศบาลบ้านกลาง", "subdistrict_municipality", "บ้านกลาง", None),
        ("เทศบาลเมืองพล", "town_municipality", "พล", None),
        ("เทศบาลเมืองเมืองพล", "town_municipality", "พล", None),
        ("เทศบาลเมืองปัก", "town_municipality", "เมืองปัก", None),
        ("ทม.เมืองปัก", "town_municipality", "เมืองปัก", None),
        ("เทศบาลเมืองสวรรคโลก", "town_municipality", "สวรรคโลก", None),
    ],
)
def test_the_rank_of_a_municipality_and_its_place(
    text: str, kind: str, proper: str, province: str | None
) -> None:
    name = parse_organisation(text)
    assert (name.kind, name.proper, name.province) == (kind, proper, province)


@pytest.mark.parametrize(
    ("text", "canonical", "province", "district"),
    [
        ("ที่ว่าการอำเภอเบตง", "ที่ว่าการอำเภอเบตง", "ยะลา", "เบตง"),
        ("ที่ว่าการ อ.เบตง", "ที่ว่าการอำเภอเบตง", "ยะลา", "เบตง"),
        ("สสอ.เมือง จ.ยะลา", "สำนักงานสาธารณสุขอำเภอเมืองยะลา", "ยะลา", "เมืองยะลา"),
        ("สสอ.เมืองยะลา", "สำนักงานสาธารณสุขอำเภอเมืองยะลา", "ยะลา", "เมืองยะลา"),
        ("สสอ.เมือง", "สำนักงานสาธารณสุขอำเภอเมือง", None, "เมือง"),
        ("อำเภอเมือง จังหวัดยะลา", "อำเภอเมืองยะลา", "ยะลา", "เมืองยะลา"),
        ("อำเภอเฉลิมพระเกียรติ", "อำเภอเฉลิมพระเกียรติ", None, "เฉลิมพระเกียรติ"),
        ("สนง.เกษตรอำเภอแม่สอด", "สำนักงานเกษตรอำเภอแม่สอด", "ตาก", "แม่สอด"),
        ("สำนักงานส่งเสริมอาชีพอำเภอแม่สอด", "สำนักงานส่งเสริมอาชีพอำเภอแม่สอด", "ตาก", "แม่สอด"),
        ("กศน.อำเภอแม่สอด", "ศูนย์การศึกษานอกระบบและการศึกษาตามอัธยาศัยอำเภอแม่สอด", "ตาก", "แม่สอด"),
        ("กองร้อยอาสารักษาดินแดนอำเภอเชียงคานที่ 5", "กองร้อยอาสารักษาดินแดนอำเภอเชียงคานที่ 5", "เลย", "เชียงคาน"),
    ],
)
def test_an_office_of_a_district_lies_in_its_province(
    text: str, canonical: str, province: str | None, district: str
) -> None:
    name = parse_organisation(text)
    assert (name.canonical, name.province, name.district) == (canonical, province, district)


def test_the_province_of_a_district_is_marked_as_not_stated() -> None:
    assert parse_organisation("ที่ว่าการอำเภอเบตง").by_area
    assert parse_organisation("ทน.หาดใหญ่").by_area
    assert not parse_organisation("ที่ว่าการอำเภอเบตง จ.ยะลา").by_area
    assert not parse_organisation("สสจ.ยะลา").by_area


@pytest.mark.parametrize(
    "text", ["อบต.เบตง", "ทต.เบตง", "ทม.เบตง", "โรงพยาบาลเบตง", "รพ.สต.เบตง", "โรงเรียนเบตง"]
)
def test_a_name_like_a_district_tells_no_province(text: str) -> None:
    assert parse_organisation(text).province is None


def test_an_office_lies_where_the_caller_knows_when_its_district_may() -> None:
    assert parse_organisation("ที่ว่าการอำเภอเฉลิมพระเกียรติ", "น่าน").province == "น่าน"
    assert parse_organisation("ที่ว่าการอำเภอเบตง", "น่าน").province == "ยะลา"


@pytest.mark.parametrize(
    ("text", "canonical", "kind", "parent", "province"),
    [
        ("กองช่าง ทต.บ้านกลาง จ.ลำพูน", "กองช่าง เทศบาลตำบลบ้านกลาง", "subdistrict_municipality", "เทศบาลตำบลบ้านกลาง", "ลำพูน"),
        ("กองช่างเทศบาลตำบลบ้านกลาง", "กองช่าง เทศบาลตำบลบ้านกลาง", "subdistrict_municipality", "เทศบาลตำบลบ้านกลาง", None),
        ("สำนักปลัด อบจ.ลำพูน", "สำนักปลัด องค์การบริหารส่วนจังหวัดลำพูน", "provincial_administration", "องค์การบริหารส่วนจังหวัดลำพูน", "ลำพูน"),
        ("สำนักการแพทย์ กรุงเทพมหานคร", "สำนักการแพทย์ กรุงเทพมหานคร", "special_local_government", "กรุงเทพมหานคร", "กรุงเทพมหานคร"),
        ("ศูนย์พัฒนาเด็กเล็ก อบต.ปางหมู", "ศูนย์พัฒนาเด็กเล็ก องค์การบริหารส่วนตำบลปางหมู", "school", "องค์การบริหารส่วนตำบลปางหมู", None),
        ("รพ.สต.บ้านโคก อบจ.ลำพูน", "โรงพยาบาลส่งเสริมสุขภาพตำบลบ้านโคก องค์การบริหารส่วนจังหวัดลำพูน", "health_office", "องค์การบริหารส่วนจังหวัดลำพูน", "ลำพูน"),
        ("คณะวิศวกรรมศาสตร์ จุฬาฯ", "คณะวิศวกรรมศาสตร์ จุฬาลงกรณ์มหาวิทยาลัย", "university", "จุฬาลงกรณ์มหาวิทยาลัย", None),
        ("มหาวิทยาลัยขอนแก่น คณะแพทยศาสตร์", "คณะแพทยศาสตร์ มหาวิทยาลัยขอนแก่น", "university", "มหาวิทยาลัยขอนแก่น", None),
        ("Faculty of Medicine, Khon Kaen University", "คณะแพทยศาสตร์ มหาวิทยาลัยขอนแก่น", "university", "มหาวิทยาลัยขอนแก่น", None),
        ("โรงพยาบาลสนาม คณะแพทยศาสตร์ มหาวิทยาลัยขอนแก่น", "โรงพยาบาลสนาม คณะแพทยศาสตร์ มหาวิทยาลัยขอนแก่น", "hospital", "คณะแพทยศาสตร์ มหาวิทยาลัยขอนแก่น", None),
        ("การไฟฟ้าส่วนภูมิภาค สาขาเบตง", "การไฟฟ้าส่วนภูมิภาค สาขาเบตง", "state_enterprise", "การไฟฟ้าส่วนภูมิภาค", None),
        ("กฟภ.ขอนแก่น", "การไฟฟ้าส่วนภูมิภาคจังหวัดขอนแก่น", "state_enterprise", "การไฟฟ้าส่วนภูมิภาค", "ขอนแก่น"),
        ("การไฟฟ้าส่วนภูมิภาคจังหวัดขอนแก่น", "การไฟฟ้าส่วนภูมิภาคจังหวัดขอนแก่น", "state_enterprise", "การไฟฟ้าส่วนภูมิภาค", "ขอนแก่น"),
        ("สปสช. เขต 1 เชียงใหม่", "สำนักงานหลักประกันสุขภาพแห่งชาติ เขต 1 เชียงใหม่", "central_agency", "สำนักงานหลักประกันสุขภาพแห่งชาติ", None),
        ("กรมปศุสัตว์ กระทรวงเกษตรและสหกรณ์", "กรมปศุสัตว์", "central_agency", None, None),
        ("กระทรวงเกษตรและสหกรณ์ กรมปศุสัตว์", "กรมปศุสัตว์", "central_agency", None, None),
        ("โรงพยาบาลศิริราช คณะแพทยศาสตร์ศิริราชพยาบาล มหาวิทยาลัยมหิดล", "โรงพยาบาลศิริราช", "hospital", None, None),
    ],
)  # fmt: skip
def test_units_branches_and_what_is_none(
    text: str, canonical: str, kind: str, parent: str | None, province: str | None
) -> None:
    name = parse_organisation(text)
    assert (name.canonical, name.kind, name.parent, name.province) == (canonical, kind, parent, province)
    assert canonical_name(canonical) == canonical


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("องค์การการท่องเที่ยวแห่งสหประชาชาติ", "international_organisation"),
        ("องค์การอนามัยสัตว์โลก", "international_organisation"),
        ("องค์การสะพานปลา", "state_enterprise"),
        ("กองทุนพัฒนาสหกรณ์", "central_agency"),
        ("กองทุนหมู่บ้านบ้านโคก", "community_group"),
        ("ป่าชุมชนบ้านโคก", "community_group"),
        ("บ้านหนองแวง", "community_group"),
        ("พุทธสมาคมจังหวัดตาก", "civil_society"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert parse_organisation(text).kind == kind
