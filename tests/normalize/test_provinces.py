"""Provinces: the table itself, and names as people write them."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.provinces import PROVINCES, find_province, nearest_province, province_surface_forms


def name_of(text: str) -> str | None:
    found = find_province(text)
    return found.name if found else None


def nearest_name(text: str) -> str | None:
    found = nearest_province(text)
    return found.name if found else None


def test_the_table_is_whole() -> None:
    assert len(PROVINCES) == 77
    for column in ("code", "name", "name_en", "abbreviation"):
        assert len({getattr(province, column) for province in PROVINCES}) == 77, column
    assert all(province.code.startswith("TH-") and province.code[3:].isdigit() for province in PROVINCES)
    assert Counter(province.region for province in PROVINCES) == {
        "เหนือ": 9, "ตะวันออกเฉียงเหนือ": 20, "กลาง": 22, "ตะวันออก": 7, "ตะวันตก": 5, "ใต้": 14,
    }  # fmt: skip
    assert Counter(province.region_nso for province in PROVINCES) == {
        "เหนือ": 17, "ตะวันออกเฉียงเหนือ": 20, "กลาง": 25, "กรุงเทพมหานคร": 1, "ใต้": 14,
    }  # fmt: skip


def test_no_form_belongs_to_two_provinces() -> None:
    owners: dict[str, set[str]] = {}
    for province in PROVINCES:
        for form in (province.name, province.name_en, *province.spellings):
            owners.setdefault(form, set()).add(province.name)
    assert {form: names for form, names in owners.items() if len(names) > 1} == {}


@pytest.mark.parametrize("province", PROVINCES, ids=lambda province: province.code)
def test_every_form_finds_its_province(province) -> None:  # type: ignore[no-untyped-def]
    forms = (province.name, province.name_en, province.code, province.abbreviation, *province.spellings)
    for form in forms:
        assert find_province(form) is province
        assert find_province(f"จังหวัด{form}") is province
        assert find_province(f"จ. {form}.") is province
    assert nearest_province(province.name) is province


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("กทม.", "กรุงเทพมหานคร"),
        ("กรุงเทพฯ", "กรุงเทพมหานคร"),
        ("จ.ชม.", "เชียงใหม่"),
        ("นม.", "นครราชสีมา"),
        ("โคราช", "นครราชสีมา"),
        ("อยุธยา", "พระนครศรีอยุธยา"),
        ("หนองบัวลําภู", "หนองบัวลำภู"),
        ("จ. นครศรีธรรมราข", "นครศรีธรรมราช"),
        ("Chonburi", "ชลบุรี"),
        ("chiang mai province", "เชียงใหม่"),
        ("TH-38", "บึงกาฬ"),
        ("(จ.บึงกาฬ)", "บึงกาฬ"),
        ("จว.ตาก", "ตาก"),
        ("จังหวัด กาญจนบุรี", "กาญจนบุรี"),
        ("เเพร่", "แพร่"),
    ],
)
def test_find_province(text: str, name: str) -> None:
    assert name_of(text) == name


@pytest.mark.parametrize("text", ["", "จังหวัด", "จ.", "หนองบัว", "เมือง", "แพร", "ลำ", "เทศบาลเมืองตาก", "ตากใบ"])
def test_what_is_no_province(text: str) -> None:
    assert name_of(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("จังหวัดแพร", "แพร่"),
        ("เพชรบูรี", "เพชรบุรี"),
        ("นครศรธีรรมราช", "นครศรีธรรมราช"),
        ("สมุทรสงครม", "สมุทรสงคราม"),
        ("จังหวัดเชียงไหม", "เชียงใหม่"),
        ("อุทัยธานนี", "อุทัยธานี"),
    ],
)
def test_typing_errors_are_forgiven(text: str, name: str) -> None:
    assert nearest_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "ตาม",
        "นาน",
        "เคย",
        "แพร",
        "จังหวัดตาด",
        "ลชบุรี",
        "เชียงคาน",
        "เชียงดาว",
        "ชุมพล",
        "ลำปาว",
        "นครสวรรค์ตก",
        "ธนบุรี",
    ],
)
def test_other_words_and_places_are_no_misspelt_provinces(text: str) -> None:
    assert nearest_name(text) is None


def test_surface_forms() -> None:
    forms = province_surface_forms()
    assert forms["กทม."].code == "TH-10"
    assert forms["จ.ชม."].name == "เชียงใหม่"
    assert "ชม" not in forms and "ชม." not in forms
    assert {province.name for province in forms.values()} == {province.name for province in PROVINCES}
    assert {province.name for province in PROVINCES if province.common_word} == {"เลย", "ตาก", "แพร่", "น่าน"}


@given(st.text(max_size=40))
def test_never_raises(text: str) -> None:
    found = find_province(text)
    assert found is None or nearest_province(text) is found
