"""What official lists do to a dataset: province, district and spelling, each marked with its source."""

from __future__ import annotations

from typing import Any

from telling import DIGITAL, GOOD_GOVERNANCE, Told, tell, won

from db.names import parse_name
from db.registry import BUILT_IN, Entry
from db.registry_lists import OfficialList, replace
from db.resolve import resolve
from db.store import Store


def resolved(store: Store, *articles: Told) -> list[dict[str, Any]]:
    for told in articles:
        told.put(store)
    resolve(store)
    return store.rows(
        "SELECT name, province, province_basis, province_registry, district, undecided FROM organisation"
        " WHERE redirected_to IS NULL AND withdrawn_at IS NULL ORDER BY id"
    )


def import_list(store: Store, *bodies: tuple[str, str, str], complete: tuple[str, ...] = ()) -> None:
    """A list of local administrations: name, district, province."""
    entries = []
    for number, (name, district, province) in enumerate(bodies):
        key = parse_name(name, province).key
        entries.append(
            Entry("dla", "body", str(number), name, key.proper, key.kind, key.head, province, district)
        )
    with store.transaction():
        replace(
            store.db, OfficialList("dla", "รายชื่อ อปท.", "0" * 64, complete=complete), entries, store.now()
        )


def issues(store: Store) -> list[tuple[str, str | None, str | None]]:
    return [(row["kind"], row["expected"], row["found"]) for row in store.rows("SELECT * FROM open_issues")]


def test_a_subdistrict_that_one_province_has_places_its_administration(store: Store) -> None:
    (row,) = resolved(store, tell("a", won("อบต.อุทัยสวรรค์", DIGITAL, year=2566)))
    assert (row["province"], row["province_basis"], row["province_registry"]) == (
        "หนองบัวลำภู",
        "inferred",
        BUILT_IN,
    )
    (fact,) = store.rows("SELECT * FROM mention")
    assert (fact["province_basis"], fact["province_source"], fact["province_registry"]) == (
        "inferred",
        None,
        BUILT_IN,
    )


def test_a_province_that_the_list_contradicts_is_kept_apart_as_an_issue(store: Store) -> None:
    (row,) = resolved(
        store,
        tell("right", won("อบต.อุทัยสวรรค์", DIGITAL, province="หนองบัวลำภู", year=2566)),
        tell("wrong", won("อบต.อุทัยสวรรค์", GOOD_GOVERNANCE, province="นครสวรรค์", year=2565)),
    )
    assert (row["province"], row["province_basis"]) == ("หนองบัวลำภู", "stated")
    assert issues(store) == [("contradiction", "หนองบัวลำภู", "นครสวรรค์")]


def test_a_municipality_is_placed_by_an_imported_list_only(store: Store) -> None:
    article = tell("a", won("ทต.ทุ่งดอกรัก", DIGITAL, year=2566))
    (before,) = resolved(store, article)
    assert before["province"] is None
    import_list(store, ("เทศบาลตำบลทุ่งดอกรัก", "แม่ทา", "ลำพูน"), complete=("subdistrict_municipality",))
    (after,) = resolved(store)
    assert (after["province"], after["province_registry"], after["district"]) == ("ลำพูน", "dla", None)


def test_a_misspelt_name_takes_the_spelling_and_district_of_a_complete_list(store: Store) -> None:
    import_list(
        store,
        ("เทศบาลตำบลทุ่งดอกรัก", "แม่ทา", "ลำพูน"),
        ("เทศบาลตำบลป่าเหียง", "เมืองลำพูน", "ลำพูน"),
        complete=("subdistrict_municipality",),
    )
    (row,) = resolved(store, tell("a", won("ทต.ทุงดอกรัก", DIGITAL, province="ลำพูน", year=2566)))
    assert (row["name"], row["district"]) == ("เทศบาลตำบลทุ่งดอกรัก", "แม่ทา")
    (judgement,) = store.rows("SELECT * FROM judgements")
    assert (judgement["decision"], judgement["author"]) == ("merge", "listed spelling")


def test_a_slip_of_two_listed_names_is_neither(store: Store) -> None:
    import_list(
        store,
        ("เทศบาลตำบลบ้านยาง", "เมืองลำพูน", "ลำพูน"),
        ("เทศบาลตำบลบ้านยาว", "แม่ทา", "ลำพูน"),
        complete=("subdistrict_municipality",),
    )
    rows = resolved(
        store,
        tell("a", won("ทต.บ้านยาง", DIGITAL, province="ลำพูน", year=2566)),
        tell("b", won("ทต.บ้านยาว", DIGITAL, province="ลำพูน", year=2566)),
        tell("c", won("ทต.บ้านยา", DIGITAL, province="ลำพูน", year=2566)),
    )
    assert len(rows) == 3


def test_what_two_listed_bodies_are_called_says_why_it_is_undecided(store: Store) -> None:
    import_list(
        store,
        ("เทศบาลตำบลทุ่งดอกรัก", "แม่ทา", "ลำพูน"),
        ("เทศบาลตำบลทุ่งดอกรัก", "ปัว", "น่าน"),
        complete=("subdistrict_municipality",),
    )
    article = tell("a", won("ทต.ทุ่งดอกรัก", DIGITAL, year=2566, project="ระบบแจ้งเหตุออนไลน์"))
    (row,) = resolved(store, article)
    assert (row["province"], row["undecided"]) == (None, "name shared")
    assert issues(store) == [("organisation undecided", "one body of this name", "น่าน, ลำพูน")]
    # Another article on the same work says which of the two it is.
    telling = won("ทต.ทุ่งดอกรัก", DIGITAL, province="น่าน", year=2566, project="ระบบแจ้งเหตุออนไลน์")
    (decided,) = resolved(store, tell("b", telling))
    assert (decided["province"], decided["undecided"]) == ("น่าน", None)
    assert issues(store) == []


def test_other_editions_and_works_decide_nothing(store: Store) -> None:
    rows = resolved(
        store,
        tell("a", won("ทต.บ้านกลาง", DIGITAL, year=2566, project="ระบบแจ้งเหตุออนไลน์")),
        tell("b", won("ทต.บ้านกลาง", DIGITAL, province="ลำพูน", year=2566, project="ศูนย์บริการเบ็ดเสร็จ")),
        tell("c", won("ทต.บ้านกลาง", DIGITAL, year=2565)),
    )
    assert [(row["province"], row["undecided"]) for row in rows] == [
        (None, "name shared"),
        ("ลำพูน", None),
        (None, "name shared"),
    ]
