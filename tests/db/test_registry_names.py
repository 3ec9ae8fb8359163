"""Names of official lists, as the project writes them."""

from __future__ import annotations

import pytest

from db.registry_names import area_name, body_name

LOCAL = ("town_municipality", "subdistrict_municipality", "subdistrict_administration")


@pytest.mark.parametrize(
    ("written", "kind", "name"),
    [
        ("เทศบาลตำบลป่าซาง", "subdistrict_municipality", "เทศบาลตำบลป่าซาง"),
        ("ทต.ป่าซาง", "subdistrict_municipality", "เทศบาลตำบลป่าซาง"),
        ("ป่าซาง", "subdistrict_municipality", "เทศบาลตำบลป่าซาง"),
        ("เทศบาลป่าซาง", "subdistrict_municipality", "เทศบาลตำบลป่าซาง"),
        ("ตำบลป่าซาง", "subdistrict_administration", "องค์การบริหารส่วนตำบลป่าซาง"),
        # Names of places that begin like those of bodies.
        ("วัดโบสถ์", "subdistrict_administration", "องค์การบริหารส่วนตำบลวัดโบสถ์"),
        ("เมืองพล", "town_municipality", "เทศบาลเมืองพล"),
    ],
)
def test_the_kind_of_a_list_completes_a_bare_name(written: str, kind: str, name: str) -> None:
    parsed = body_name(written, "ลำพูน", kind, LOCAL)
    assert (parsed.canonical, parsed.key.kind) == (name, kind)


def test_without_a_kind_the_name_tells_it_or_is_refused() -> None:
    assert body_name("รพ.ป่าซาง", "ลำพูน", None, LOCAL).key.kind == "hospital"
    with pytest.raises(ValueError, match="does not begin with a word"):
        body_name("ป่าซาง", "ลำพูน", None, LOCAL)


def test_a_name_of_another_kind_than_the_column_says_is_refused() -> None:
    with pytest.raises(ValueError, match="is a subdistrict_administration"):
        body_name("อบต.ป่าซาง", "ลำพูน", "town_municipality", LOCAL)


@pytest.mark.parametrize(
    ("written", "level", "province", "name"),
    [
        ("อำเภอแม่ริม", "district", "เชียงใหม่", "แม่ริม"),
        ("อ. แม่ริม", "district", "เชียงใหม่", "แม่ริม"),
        ("เมือง", "district", "ลำพูน", "เมืองลำพูน"),
        ("เขตดุสิต", "district", "กรุงเทพมหานคร", "ดุสิต"),
        ("แขวงสีลม", "subdistrict", "กรุงเทพมหานคร", "สีลม"),
        ("ต.อุโมงค์", "subdistrict", "ลำพูน", "อุโมงค์"),
        # เขต is a word for a district in Bangkok only, and there is a ตำบลเมือง, too.
        ("เขตรอุดมศักดิ์", "subdistrict", "ชลบุรี", "เขตรอุดมศักดิ์"),
        ("เมือง", "subdistrict", "เลย", "เมือง"),
    ],
)
def test_areas_go_without_their_word(written: str, level: str, province: str, name: str) -> None:
    assert area_name(written, level, province) == name
