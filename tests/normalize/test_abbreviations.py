"""The table of standing abbreviations and of organisation kinds."""

from __future__ import annotations

import csv
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.abbreviations import abbreviation_forms, expand, find_body
from normalize.kinds import head_forms, heads, kinds, match_head
from normalize.text import clean


def test_the_table_is_sound() -> None:
    table = resources.files("normalize").joinpath("abbreviations.csv").read_text("utf-8")
    rows = list(csv.DictReader(table.splitlines()))
    assert len(rows) >= 1000
    assert len({(row["abbreviation"], row["name_th"]) for row in rows}) == len(rows)
    names: dict[str, set[tuple[str, str, str]]] = {}
    for row in rows:
        assert row["kind"] in kinds(), row
        assert row["status"] in {"", "former"}, row
        assert all(clean(value) == value for value in row.values()), row
        assert row["name_th"] and row["name_en"], row
        names.setdefault(row["name_th"], set()).add((row["name_en"], row["kind"], row["status"]))
    assert {name: facts for name, facts in names.items() if len(facts) > 1} == {}


@pytest.mark.parametrize(
    ("abbreviation", "name"),
    [
        ("DGA", "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)"),
        ("EGAT", "การไฟฟ้าฝ่ายผลิตแห่งประเทศไทย"),
        ("กฟผ", "การไฟฟ้าฝ่ายผลิตแห่งประเทศไทย"),
        ("ธ.ก.ส.", "ธนาคารเพื่อการเกษตรและสหกรณ์การเกษตร"),
        ("ธกส", "ธนาคารเพื่อการเกษตรและสหกรณ์การเกษตร"),
        ("ธอส.", "ธนาคารอาคารสงเคราะห์"),
        ("GSB", "ธนาคารออมสิน"),
        ("exim bank", "ธนาคารเพื่อการส่งออกและนำเข้าแห่งประเทศไทย"),
        ("สำนักงาน ก.พ.ร.", "สำนักงานคณะกรรมการพัฒนาระบบราชการ"),
        ("กสทช.", "สำนักงานคณะกรรมการกิจการกระจายเสียง กิจการโทรทัศน์ และกิจการโทรคมนาคมแห่งชาติ"),
        ("สวทช.", "สำนักงานพัฒนาวิทยาศาสตร์และเทคโนโลยีแห่งชาติ"),
        ("depa", "สำนักงานส่งเสริมเศรษฐกิจดิจิทัล"),
        ("สกร.", "กรมส่งเสริมการเรียนรู้"),
    ],
)
def test_expand(abbreviation: str, name: str) -> None:
    assert expand(abbreviation) == (name,)


def test_ambiguous_abbreviations_give_all_bodies_current_names_first() -> None:
    assert len(expand("สพร.")) == 3
    assert set(expand("ทช.")) == {"กรมทางหลวงชนบท", "กรมทรัพยากรทางทะเลและชายฝั่ง"}
    assert expand("สนช.")[0] == "สำนักงานนวัตกรรมแห่งชาติ (องค์การมหาชน)"
    assert expand("ส.ท.ท.") == ("สมาคมสันนิบาตเทศบาลแห่งประเทศไทย",)
    assert expand("ไม่มี") == ()


def test_surface_forms_leave_out_short_letters_without_full_stops() -> None:
    forms = abbreviation_forms()
    assert "กฟผ" in forms and "กฟผ." in forms and "ธกส" in forms
    assert "วช." in forms and "วช" not in forms
    assert all(names for names in forms.values())


def test_bodies_are_found_by_name() -> None:
    for name in ("สำนักงานพัฒนารัฐบาลดิจิทัล", "Digital Government Development Agency"):
        body = find_body(name)
        assert body is not None and body.kind == "public_organisation"
    assert find_body("ธนาคารออมสิน").kind == "state_enterprise"  # type: ignore[union-attr]
    assert find_body("เทศบาลตำบลบ้านกลาง") is None


def test_every_head_has_a_known_kind_and_is_matched_whole() -> None:
    for head in heads():
        assert head.kind in kinds()
        assert match_head(head.name + "ทดสอบ") == (head, len(head.name)), head.name
    for form, head in head_forms().items():
        matched = match_head(form + "บ้านกลาง")
        assert matched is not None and matched[0].name == head.name, form


@pytest.mark.parametrize("text", ["มหิดล", "บางจาก", "ตากสิน", "จุฬา", "อุทัย", "ธารา", ""])
def test_letters_of_words_are_no_heads(text: str) -> None:
    assert match_head(text) is None


@given(st.text(max_size=40))
def test_expand_never_raises(text: str) -> None:
    assert all(expand(text))
