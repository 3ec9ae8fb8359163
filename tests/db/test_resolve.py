"""Organisations and awards: one body one id, one win one award, and what cannot be decided says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from telling import DIGITAL, GOOD_GOVERNANCE, Told, tell, won

from db.award_names import category_parts, programme_key, same_parts, same_project
from db.clusters import cluster
from db.judgements import persons_judgements, put_persons_judgement, withdraw_judgement
from db.judging import Judgement
from db.names import parse_name
from db.resolve import cluster_names, resolve
from db.settings import matching
from db.store import Store
from normalize.kinds import kinds


def told_and_resolved(store: Store, articles: Iterable[Told]) -> None:
    for told in articles:
        told.put(store)
    resolve(store)


def organisation(store: Store, name: str) -> dict[str, Any]:
    (row,) = store.rows("SELECT * FROM organisations WHERE name = ?", [name])
    return row


def awards_of(store: Store, name: str) -> list[dict[str, Any]]:
    return store.rows("SELECT * FROM awards WHERE organisation = ? ORDER BY year, project", [name])


def partition(pairs: Iterable[tuple[Any, Any]]) -> set[frozenset[Any]]:
    groups: dict[Any, set[Any]] = {}
    for group, member in pairs:
        groups.setdefault(group, set()).add(member)
    return {frozenset(members) for members in groups.values()}


def test_one_municipality_with_two_awards_one_of_them_told_twice(store: Store, press: list[Told]) -> None:
    told_and_resolved(store, press)
    maehia = organisation(store, "เทศบาลเมืองแม่เหียะ")
    assert (maehia["province"], maehia["province_basis"], maehia["awards"]) == ("เชียงใหม่", "stated", 2)
    assert "ทม.แม่เหียะ" in maehia["names"]
    earlier, later = awards_of(store, "เทศบาลเมืองแม่เหียะ")
    assert (earlier["programme"], earlier["year"], earlier["sources"]) == (GOOD_GOVERNANCE, 2563, 1)
    assert (later["programme"], later["year"], later["tier"], later["sources"]) == (DIGITAL, 2566, "ดีเด่น", 2)
    assert (later["province"], later["province_basis"], later["province_source"]) == (
        "เชียงใหม่",
        "stated",
        "dga-2566",
    )


def test_a_province_that_the_article_does_not_state_is_marked_with_its_source(
    store: Store, press: list[Told]
) -> None:
    told_and_resolved(store, press)
    (fact,) = store.rows("SELECT * FROM facts WHERE article_id = 'maehia-2566'")
    assert fact["province_stated"] is None
    assert (fact["province"], fact["province_basis"]) == ("เชียงใหม่", "inferred")
    assert fact["province_source"] == "dga-2566"  # the nearest in time of the two that state it


def test_an_award_known_only_without_a_province_says_that_it_is_inferred(store: Store) -> None:
    told_and_resolved(
        store,
        [
            tell("old", won("เทศบาลเมืองแม่เหียะ", GOOD_GOVERNANCE, province="เชียงใหม่", year=2563)),
            tell("new", won("ทม.แม่เหียะ", DIGITAL, year=2566)),
        ],
    )
    (award,) = store.rows("SELECT * FROM awards WHERE year = 2566")
    assert (award["province"], award["province_basis"], award["province_source"]) == (
        "เชียงใหม่",
        "inferred",
        "old",
    )


def test_editions_and_projects_are_awards_of_their_own(store: Store, press: list[Told]) -> None:
    told_and_resolved(store, press)
    assert [award["year"] for award in awards_of(store, "เทศบาลนครยะลา")] == [2564, 2566]
    umong = awards_of(store, "เทศบาลตำบลอุโมงค์")
    assert len(umong) == 2
    assert organisation(store, "เทศบาลตำบลอุโมงค์")["awards"] == 2


def test_a_persons_award_is_not_the_departments(store: Store, press: list[Told]) -> None:
    told_and_resolved(store, press)
    department = organisation(store, "กรมพัฒนาธุรกิจการค้า")
    assert (department["awards"], department["awards_of_persons"]) == (1, 1)


def test_neither_order_nor_batches_change_the_result(tmp_path: Path, press: list[Told]) -> None:
    press = [*press, tell("late", won("เทศบาลเมืองแม่เหียะ", DIGITAL, tier="ดีเด่น"), published=None)]
    seen = set()
    for number, order in enumerate(permutations(press)):
        if number % 10:
            continue
        with Store.open(tmp_path / f"{number}.db") as store:
            for position, told in enumerate(order):
                told.put(store)
                if (position + number // 10) % 2:
                    resolve(store)
            resolve(store)
            said = store.rows(
                "SELECT a.id, f.article_id || f.award || coalesce(f.project, '') || coalesce(f.person, '')"
                " AS fact, m.organisation_id FROM award a JOIN award_fact l ON l.award_id = a.id"
                " JOIN fact f ON f.id = l.fact_id JOIN mention m ON m.fact_id = f.id"
                " WHERE a.redirected_to IS NULL"
            )
            by_award = partition((row["id"], row["fact"]) for row in said)
            by_body = partition((row["organisation_id"], row["fact"]) for row in said)
            seen.add((frozenset(by_award), frozenset(by_body)))
    assert len(seen) == 1


def test_an_id_outlives_a_merge_and_a_split_brings_it_back(store: Store) -> None:
    # No area is called so: nothing tells that there are several, until an article does.
    vague = tell("vague", won("เทศบาลตำบลทุ่งดอกรัก", DIGITAL, year=2566, project="ระบบแจ้งเหตุออนไลน์"))
    lamphun = tell(
        "lamphun", won("ทต.ทุ่งดอกรัก", DIGITAL, province="ลำพูน", year=2566, project="ศูนย์บริการเบ็ดเสร็จ")
    )
    phetchabun = tell("other", won("ทต.ทุ่งดอกรัก", DIGITAL, province="เพชรบูรณ์", year=2565))
    told_and_resolved(store, [vague])
    alone = organisation(store, "เทศบาลตำบลทุ่งดอกรัก")["id"]
    told_and_resolved(store, [lamphun])
    merged = organisation(store, "เทศบาลตำบลทุ่งดอกรัก")
    assert (merged["id"], merged["province"], merged["awards"]) == (alone, "ลำพูน", 2)
    # A second body of the name makes the first guess void.
    told_and_resolved(store, [phetchabun])
    rows = store.rows("SELECT id, province, awards FROM organisations ORDER BY id")
    assert [(row["province"], row["awards"]) for row in rows] == [(None, 1), ("ลำพูน", 1), ("เพชรบูรณ์", 1)]
    assert rows[0]["id"] == alone
    (issue,) = store.rows("SELECT * FROM open_issues")
    assert (issue["kind"], issue["place"], issue["article_id"]) == ("organisation undecided", alone, "vague")
    assert store.rows("SELECT DISTINCT decision FROM judgements") == [{"decision": "unsure"}]


def test_two_ids_that_turn_out_to_be_one_body_redirect(store: Store) -> None:
    a, b = "เทศบาลตำบลเขตรอุดมศักดิ์", "เทศบาลตำบลเขตรอุดมศักดื์"
    told_and_resolved(store, [tell("a", won(a, DIGITAL, province="ชลบุรี", year=2566))])
    told_and_resolved(store, [tell("b", won(a, DIGITAL, year=2565))])
    told_and_resolved(store, [tell("c", won(b, GOOD_GOVERNANCE, province="ชลบุรี", year=2566))])
    assert len(store.rows("SELECT * FROM organisations")) == 1
    keys = [row["key"] for row in store.rows("SELECT key FROM organisation_key WHERE province = 'ชลบุรี'")]
    with store.transaction():
        apart = put_persons_judgement(store.db, *keys, "keep apart", author="somchai", now=store.now())
    resolve(store)
    first, second = (row["id"] for row in store.rows("SELECT id FROM organisations ORDER BY id"))
    with store.transaction():
        assert withdraw_judgement(store.db, apart, store.now())
    resolve(store)
    assert store.rows("SELECT id, redirected_to FROM organisation ORDER BY id") == [
        {"id": first, "redirected_to": None},
        {"id": second, "redirected_to": first},
    ]
    with store.transaction():
        put_persons_judgement(store.db, *keys, "keep apart", author="somchai", now=store.now())
    resolve(store)
    assert [row["id"] for row in store.rows("SELECT id FROM organisations ORDER BY id")] == [first, second]
    assert len(persons_judgements(store.db)) == 1
    assert len(store.rows("SELECT * FROM judgement WHERE made_by = 'person'")) == 2


def test_a_corrected_reading_keeps_the_awards_id(store: Store) -> None:
    told = tell("a", won("เทศบาลนครยะลา", DIGITAL, tier="ดีเด่น", year=2566))
    told_and_resolved(store, [told])
    (before,) = store.rows("SELECT * FROM awards")
    corrected = replace(told.extraction.awards[0], tier="ยอดเยี่ยม")
    store.put_extraction(replace(told.extraction, awards=(corrected,)), rules_version="2")
    resolve(store)
    (after,) = store.rows("SELECT * FROM awards")
    assert (before["tier"], after["tier"]) == ("ดีเด่น", "ยอดเยี่ยม")
    assert after["id"] == before["id"]
    assert (after["tier_rank"] or 9) < (before["tier_rank"] or 9)


def test_awards_without_facts_are_withdrawn_and_come_back(store: Store) -> None:
    told = tell("a", won("เทศบาลนครยะลา", DIGITAL, year=2566))
    told_and_resolved(store, [told])
    (before,) = store.rows("SELECT id, organisation_id FROM awards")
    store.put_extraction(replace(told.extraction, awards=()), rules_version="2")
    resolve(store)
    assert store.rows("SELECT * FROM awards") == store.rows("SELECT * FROM organisations") == []
    told_and_resolved(store, [tell("b", won("เทศบาลนครระยอง", DIGITAL, year=2566))])
    told_and_resolved(store, [told])
    again = store.rows("SELECT id, organisation_id FROM awards ORDER BY id")
    assert again[0] == before
    assert len({row["id"] for row in again}) == 2


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        (("ทต.เขตรอุดมศักดิ์", "ชลบุรี"), ("เทศบาลตำบลเขตรอุดมศักดื์", "ชลบุรี"), True),
        (("ทต.เขตรอุดมศักดิ์", "ชลบุรี"), ("ทต.เขตรอุดมศักดื์", "ระยอง"), False),
        (("ทต.เขตรอุดมศักดิ์", None), ("ทต.เขตรอุดมศักดื์", None), False),
        (("ทต.บ้านฉาง", "ระยอง"), ("ทม.บ้านฉาง", "ระยอง"), False),
        (("จังหวัดระนอง", None), ("จังหวัดระยอง", None), False),
        # A subdistrict that one province has: the list tells where an administration of it is.
        (("อบต.อุทัยสวรรค์", "หนองบัวลำภู"), ("อบต.อุทัยสวรรค์", None), True),
        (("อบต.อุทัยสวรรค์", "หนองบัวลำภู"), ("องค์การบริหารส่วนตำบลอุทัยสวรรค์", "นครสวรรค์"), True),
        (("อบต.อุทัยสวรรค์", "หนองบัวลำภู"), ("อบต.อุทัยสวรรค", "หนองบัวลำภู"), True),
        # บ้านกลาง is in many provinces; both of these are subdistricts of Chiang Mai, one letter apart.
        (("อบต.บ้านกลาง", "ลำพูน"), ("อบต.บ้านกลาง", "ลำปาง"), False),
        (("อบต.แม่สาว", "เชียงใหม่"), ("อบต.แม่สา", "เชียงใหม่"), False),
        (("อบต.ไผ่สวน", "ชัยนาท"), ("อบต.ไร่สวน", "ชัยนาท"), False),
        (("โรงเรียนเทศบาลวัดกลางเมือง 1", "ตาก"), ("โรงเรียนเทศบาลวัดกลางเมือง 2", "ตาก"), False),
        (("โรงพยาบาลตาก", "ตาก"), ("รพ.ตาก", "ตาก"), True),
        (("ทน.มาบตาพุด", "ระยอง"), ("เทศบาลนครมาบตาพุด", "ชลบุรี"), True),
        (("กรมสรรพสามิต", "ขอนแก่น"), ("กรมสรรพสามิต", None), True),
        (("คณะพยาบาลศาสตร์ มหาวิทยาลัยมหิดล", None), ("คณะพยาบาลศาสตร์ มหาวิทยาลัยขอนแก่น", None), False),
        (("รพ.สต.บ้านกลาง", "ลำพูน"), ("ศูนย์สุขภาพชุมชนบ้านกลาง", "ลำพูน"), False),
        (("บริษัท ซันเด้น จำกัด (โรงงานอยุธยา)", None), ("บริษัท ซันเด้น จำกัด (โรงงานโรจนะ)", None), False),
        (("บริษัท ซันเด้น จำกัด โรงงานอยุธยา", None), ("บจก.ซันเด้น (โรงงานอยุธยา)", None), True),
        (("บริษัท ซันเด้น จำกัด (สำนักงานใหญ่)", None), ("บริษัท ซันเด้น จำกัด", None), True),
    ],
)
def test_which_names_are_one_body(
    left: tuple[str, str | None], right: tuple[str, str | None], one: bool
) -> None:
    label = cluster_names([("left", *left), ("right", *right)])
    assert (label["left"] == label["right"]) is one


def test_a_slip_is_not_accepted_where_another_body_is_as_near() -> None:
    names = ["อบต.หนองบัวเหนือสุด", "อบต.หนองบัวเหนีอสุด", "อบต.หนองบัวเหนอสุด"]
    assert len(set(cluster_names((name, name, "ตาก") for name in names).values())) == 3
    # Unless one of them is stated so often that the others can only be slips of it.
    often = [(number, names[0], "ตาก") for number in range(5)] + [("slip", names[1], "ตาก")]
    assert len(set(cluster_names(often).values())) == 1


def test_names_without_a_province_never_chain_two_provinces() -> None:
    rows = [(0, "ทต.บ้านกลาง", "ลำพูน"), (1, "ทต.บ้านกลาง", None), (2, "ทต.บ้านกลาง", "เพชรบูรณ์")]
    assert len(set(cluster_names(rows).values())) == 3


def test_what_a_person_keeps_apart_stays_apart_and_what_they_merge_stays_merged() -> None:
    a, b, c = (
        parse_name("ทต.ทุ่งดอกรัก", "ลำพูน").key,
        parse_name("ทต.ทุ่งดอกรัก").key.within("an-article"),
        parse_name("อบต.ทุ่งดอกรัก", "ลำพูน").key,
    )
    names = {a: 1, b: 1, c: 1}
    left, right = sorted((str(a), str(b)))
    assert len(cluster(names, [Judgement(left, right, "keep apart", "somchai")]).clusters) == 3
    left, right = sorted((str(a), str(c)))
    assert len(cluster(names, [Judgement(left, right, "merge", "somchai")]).clusters) == 1
    assert len(cluster(names, [Judgement("gone", "lost", "merge", "somchai")]).clusters) == 2


def test_a_merge_is_explained_by_its_parts(store: Store, press: list[Told]) -> None:
    told_and_resolved(store, press)
    (row,) = store.rows("SELECT * FROM judgements")
    assert (row["decision"], row["made_by"], row["author"]) == ("merge", "rule", "province")
    assert "เชียงใหม่" in row["left_key"] + row["right_key"]
    assert '"candidates": 1' in row["parts"]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("โครงการบริหารจัดการข้อมูลเพื่อการพัฒนารายได้", "การบริหารจัดการข้อมูลเพื่อการพัฒนารายได้", True),
        ("ระบบจองคิว (Smart Queue)", "ระบบจองคิว", True),
        ("ศูนย์ดิจิทัลบริการเบ็ดเสร็จ", "ศูนย์ดิจิทัลบริการเบ็ดเสร็จ เทศบาลตำบลบ้านกลาง", True),
        ("ห้องเรียนอัจฉริยะ ระยะที่ 1", "ห้องเรียนอัจฉริยะ ระยะที่ 2", False),
        ("โครงการห้องเรียนอัจฉริยะ", "โครงการระบบบริหารจัดการงานสวัสดิการสังคม", False),
        ("โครงการ", "ระบบ", False),
    ],
)
def test_projects_are_compared_loosely(left: str, right: str, same: bool) -> None:
    assert same_project(left, right) is same_project(right, left) is same


def test_categories_are_compared_without_their_lead_words() -> None:
    innovation = category_parts("ด้านนวัตกรรม")
    assert same_parts(innovation, category_parts("ประเภทนวัตกรรม"))
    assert not same_parts(innovation, category_parts("ด้านบริการ"))


@pytest.mark.parametrize(
    "award",
    [
        "รางวัลเลิศรัฐ",
        "รางวัล “เลิศรัฐ”",
        "รางวัลเลิศรัฐ ประจำปี พ.ศ. 2566",
        "เลิศรัฐ ปี ๒๕๖๖",
        "รางวัลเลิศรัฐประจำปีงบประมาณ 2566",
    ],
)
def test_a_programme_is_known_by_its_name_without_the_edition(award: str) -> None:
    assert programme_key(award) == "เลิศรัฐ"


def wins(*said: dict[str, Any], published: tuple[date | None, ...] = ()) -> list[Told]:
    dates = (*published, *[date(2023, 10, 10)] * len(said))
    return [
        tell(f"a{number}", won("เทศบาลนครยะลา", DIGITAL, **fields), published=dates[number])
        for number, fields in enumerate(said)
    ]


@pytest.mark.parametrize(
    ("articles", "awards"),
    [
        (
            wins(
                {"year": 2566}, {"year": 2566, "tier": "ดีเด่น"}, {"year": 2566, "project": "ระบบเตือนภัยน้ำท่วม"}
            ),
            1,
        ),
        (wins({"year": 2566, "tier": "ดีเด่น"}, {"year": 2566, "tier": "ระดับดีเด่น"}), 1),
        (wins({"year": 2566, "tier": "ดีเด่น"}, {"year": 2566, "tier": "ยอดเยี่ยม"}), 2),
        (wins({"year": 2565}, {"year": 2566}), 2),
        (wins({"year": 2566}, {}), 1),
        (wins({"year": 2566}, {}, published=(None, date(2019, 5, 1))), 2),
        (wins({}, {}, published=(date(2019, 5, 1), date(2023, 5, 1))), 2),
        (wins({"year": 2565}, {"year": 2566}, {}, published=(None, None, date(2022, 12, 1))), 3),
        (wins({"category": "ด้านนวัตกรรม", "year": 2566}, {"category": "ด้านบริการ", "year": 2566}), 2),
        (wins({"category": "ด้านนวัตกรรม", "year": 2566}, {"year": 2566}), 1),
    ],
)
def test_which_statements_are_one_award(store: Store, articles: list[Told], awards: int) -> None:
    told_and_resolved(store, articles)
    assert len(store.rows("SELECT * FROM awards")) == awards


def test_a_statement_that_fits_two_awards_stays_its_own_and_says_so(store: Store) -> None:
    told_and_resolved(
        store,
        [
            tell(
                "both",
                won("ทต.อุโมงค์", DIGITAL, province="ลำพูน", year=2566, project="ห้องเรียนอัจฉริยะของเทศบาล"),
                won("ทต.อุโมงค์", DIGITAL, province="ลำพูน", year=2566, project="ระบบสวัสดิการสังคมออนไลน์"),
            ),
            tell("vague", won("ทต.อุโมงค์", DIGITAL, province="ลำพูน", year=2566)),
        ],
    )
    assert len(store.rows("SELECT * FROM awards")) == 3
    (issue,) = store.rows("SELECT * FROM open_issues")
    assert (issue["kind"], issue["article_id"]) == ("award undecided", "vague")


def test_contradictions_are_kept_side_by_side_and_listed(store: Store) -> None:
    project = "ระบบเตือนภัยน้ำท่วมล่วงหน้า"
    articles = wins(
        {"year": 2566, "tier": "ดีเด่น", "project": project},
        {"year": 2566, "tier": "ยอดเยี่ยม", "project": project},
    )
    told_and_resolved(store, articles)
    assert len(store.rows("SELECT * FROM awards")) == 2
    (issue,) = store.rows("SELECT * FROM open_issues")
    assert (issue["kind"], issue["expected"], issue["found"]) == ("contradiction", "ดีเด่น", "ยอดเยี่ยม")
    told_and_resolved(store, [wins({"year": 2566, "tier": "ดีเด่น", "project": project})[0]])
    store.put_extraction(
        replace(articles[1].extraction, awards=(replace(articles[1].extraction.awards[0], tier="ดีเด่น"),)),
        rules_version="2",
    )
    resolve(store)
    assert store.rows("SELECT * FROM open_issues") == []
    assert len(store.rows("SELECT * FROM awards")) == 1


def test_articles_that_disagree_on_the_province_of_one_win_are_listed(store: Store) -> None:
    facts = [
        won("ทต.บ้านกลาง", DIGITAL, province=province, year=2566, project="ศูนย์บริการเบ็ดเสร็จจุดเดียว")
        for province in ("ลำพูน", "ลำปาง")
    ]
    told_and_resolved(store, [tell("a", facts[0]), tell("b", facts[1])])
    (issue,) = store.rows("SELECT * FROM open_issues")
    assert issue["kind"] == "contradiction"
    assert {issue["expected"], issue["found"]} == {"ลำพูน", "ลำปาง"}


def test_persons_of_one_body_are_told_apart(store: Store) -> None:
    people = ["นายสมชาย ใจดี", "นางสาวสมหญิง ใจงาม"]
    facts = [won("กรมสรรพสามิต", "รางวัลข้าราชการพลเรือนดีเด่น", year=2566, person=name) for name in people]
    told_and_resolved(store, [tell("a", *facts), tell("b", replace(facts[0], person="สมชาย ใจดี"))])
    assert [row["sources"] for row in store.rows("SELECT sources FROM awards ORDER BY id")] == [2, 1]


def test_the_kinds_of_the_settings_exist() -> None:
    named = matching().kinds
    listed = named.nationwide | named.identified_by_name | named.recurring
    assert listed | named.named_after_areas | named.named_after_provinces <= set(kinds())
