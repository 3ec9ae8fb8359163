"""Mappings of official lists: what is wrong in one is said so that its writer can mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.errors import MappingRefused
from db.registry_mapping import load_mapping, shipped_mappings

WHOLE = 'level = "body"\n[columns]\nname = "ชื่อ"\n'


def refused(text: str, folder: Path) -> str:
    path = folder / "list.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MappingRefused) as caught:
        load_mapping(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[columns]\nname = "ชื่อ"\n', "give either level"),
        ('level = "body"\n', "nothing gives the name"),
        ('level = "town"\n[columns]\nname = "ชื่อ"\n', "level: Input should be 'body', 'province'"),
        ('level = "district"\n[columns]\nname = "ชื่อ"\n', "nothing gives the province"),
        (WHOLE + 'provinse = "จังหวัด"\n', "did you mean 'province'"),
        (WHOLE + 'licence = "CC0"\n', "move it above the first [table]"),
        (WHOLE + '[kinds]\n"รร." = "schol"\n', "did you mean 'school'"),
        (WHOLE + '[constants]\nprovince = "ลำพูนน"\n', "is no province"),
        (WHOLE + 'province = "จังหวัด"\n[constants]\nprovince = "ลำพูน"\n', "province is given more than once"),
        ('complete = ["school"]\nlevel = "province"\n[columns]\nname = "ชื่อ"\n', "a list of areas"),
        (WHOLE + "[[join]]\nfile = 'a.json'\non = {}\ntake = {}\n", "join"),
        ("level = body\n", "is no TOML"),
    ],
)
def test_what_is_wrong_in_a_mapping_is_said(text: str, said: str, tmp_path: Path) -> None:
    message = refused(text, tmp_path)
    assert said in message
    assert message.startswith(str(tmp_path / "list.toml"))


def test_a_mapping_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MappingRefused, match="no such file"):
        load_mapping(tmp_path / "none.toml")
    with pytest.raises(MappingRefused, match="cannot be read"):
        load_mapping(tmp_path)
    (tmp_path / "list.toml").write_bytes("ชื่อ".encode("cp874"))
    with pytest.raises(MappingRefused, match="UTF-8"):
        load_mapping(tmp_path / "list.toml")


def test_the_mappings_that_come_along_can_be_used() -> None:
    assert {name: file.mapping.level for name, file in shipped_mappings().items()} == {
        "districts": "district",
        "local-administrations": "body",
        "provinces": "province",
        "subdistricts": "subdistrict",
        "thai-subdistricts": "subdistrict",
    }
    assert not any(file.mapping.complete for file in shipped_mappings().values()), (
        "the file may hold one province"
    )
