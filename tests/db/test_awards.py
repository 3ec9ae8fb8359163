"""Facts to awards: one win is one award however it is told, two wins never are; disagreements stand apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telling import DIGITAL, Told, tell, won

from db.award_lists import Wanted, list_awards
from db.award_pages import NoSuchAward, award_page
from db.programmes import programme_of
from db.resolve import resolve
from db.store import Store
from extract.fact import AwardFact

LERTRAT = "รางวัลเลิศรัฐ"
SERVICE = "รางวัลบริการภาครัฐ"
QUALITY = "รางวัลคุณภาพการบริหารจัดการภาครัฐ"
FLOOD = "ระบบเตือนภัยน้ำท่วมล่วงหน้า"


def told_and_resolved(store: Store, *articles: Told) -> None:
    for told in articles:
        told.put(store)
    resolve(store)


def told(*facts: dict[str, Any], published: Sequence[date | None] = ()) -> list[Told]:
    """An article for each fact about one municipality."""
    days = (*published, *[date(2023, 10, 10)] * len(facts))
    return [
        tell(f"a{number}", won("เทศบาลนครยะลา", said.pop("award", DIGITAL), **said), published=days[number])
        for number, said in enumerate(map(dict, facts))
    ]


def awards(store: Store) -> list[dict[str, Any]]:
    return list_awards(store.db, Wanted())


def issues(store: Store, kind: str = "contradiction") -> list[dict[str, Any]]:
    return store.rows("SELECT * FROM open_issues WHERE kind = ?", [kind])


@pytest.mark.parametrize(
    "articles",
    [
        told({"award": LERTRAT, "year": 2566}, {"award": "PSEA", "year": 2566}),
        told({"award": LERTRAT, "category": SERVICE, "year": 2566}, {"award": SERVICE, "year": 2566}),
        told(
            {"award": LERTRAT, "category": f"{SERVICE} ประเภทนวัตกรรมการบริการ", "year": 2566},
            {"award": SERVICE, "category": "ประเภทนวัตกรรมการบริการ", "year": 2566},
        ),
        told(
            {"award": LERTRAT, "project": FLOOD, "year": 2566},
            {"award": SERVICE, "project": FLOOD, "year": 2566},
        ),
        told(
            {"award": "การประกวดคลองใส ครั้งที่ 3"},
            {"award": "โครงการประกวดคลองใส ครั้งที่ ๓", "year": 2566},
            published=(date(2019, 1, 1),),
        ),
        told(
            {"category": "ด้านนวัตกรรม", "tier": "ดีเด่น", "year": 2566},
            {"category": "ด้านนวัตกรรมดีเด่น", "year": 2566},
        ),
        told(
            {"year": 2566, "project": f"{FLOOD}..."},
            {"year": 2566, "project": f"โครงการ{FLOOD}ด้วยดาวเทียม"},
        ),
    ],
)
def test_one_win_told_differently_is_one_award(store: Store, articles: list[Told]) -> None:
    told_and_resolved(store, *articles)
    (award,) = awards(store)
    assert award["sources"] == 2


@pytest.mark.parametrize(
    "articles",
    [
        # Two awards of one ceremony.
        told({"award": QUALITY, "year": 2566}, {"award": SERVICE, "year": 2566}),
        told({"award": LERTRAT, "year": 2566}, {"award": SERVICE, "year": 2566}),
        told({"award": LERTRAT, "category": QUALITY, "year": 2566}, {"award": SERVICE, "year": 2566}),
        told({"award": "TQC Plus People", "year": 2566}, {"award": "TQC Plus Customer", "year": 2566}),
        # Two editions.
        told({"award": "ประกวดคลองใส ครั้งที่ 3"}, {"award": "ประกวดคลองใส ครั้งที่ 4"}),
        told({}, {}, published=(None, None)),
        # Words of honour that name no programme.
        told({"award": "รางวัลเชิดชูเกียรติ", "year": 2566}, {"award": "โล่เชิดชูเกียรติ", "year": 2566}),
        # Two tiers of two works.
        told(
            {"year": 2566, "tier": "ดีเด่น", "project": FLOOD},
            {"year": 2566, "tier": "ชมเชย", "project": "ธนาคารใบตอง"},
        ),
    ],
)
def test_two_wins_are_never_one_award(store: Store, articles: list[Told]) -> None:
    told_and_resolved(store, *articles)
    assert [award["sources"] for award in awards(store)] == [1, 1]


def test_an_undated_article_is_about_the_newest_year_that_it_states(store: Store) -> None:
    both = tell(
        "list",
        won("เทศบาลนครระยอง", DIGITAL, year=2561),
        won("เทศบาลนครยะลา", DIGITAL),
        published=None,
    )
    told_and_resolved(store, both, *told({"year": 2561}, {"year": 2566}))
    yala = [award for award in awards(store) if award["organisation"] == "เทศบาลนครยะลา"]
    assert [(award["year"], award["sources"]) for award in yala] == [(2566, 1), (2561, 2)]


def test_a_name_that_has_its_equal_is_not_taken_for_a_longer_one(store: Store) -> None:
    short, long = "ระบบบริการประชาชนออนไลน์", "ระบบบริการประชาชนออนไลน์ผู้สูงอายุ"
    said = {"province": "ยะลา"}
    first = [won("เทศบาลนครยะลา", DIGITAL, project=work, year=2566, **said) for work in (short, long)]
    second = [won("เทศบาลนครยะลา", DIGITAL, project=work, tier="ดีเด่น", year=2566) for work in (short, long)]
    told_and_resolved(store, tell("a", *first), tell("b", *second))
    assert sorted((award["project"], award["sources"]) for award in awards(store)) == [(short, 2), (long, 2)]


def test_a_release_on_two_sites_is_one_source_more_of_each_award(store: Store) -> None:
    facts = [
        won("เทศบาลนครยะลา", DIGITAL, year=2566),
        won("เทศบาลนครยะลา", DIGITAL, year=2566, project=FLOOD),
        won("เทศบาลนครยะลา", DIGITAL, year=2566, project="ธนาคารใบตอง", tier="ดีเด่น"),
    ]
    told_and_resolved(store, tell("a", *facts, source="one"), tell("b", *facts, source="two"))
    assert [award["sources"] for award in awards(store)] == [2, 2, 2]
    assert store.rows("SELECT * FROM open_issues") == []


def test_a_person_is_one_recipient_with_and_without_the_organisation(store: Store) -> None:
    def person(name: str, organisation: str | None) -> AwardFact:
        return won(organisation, "รางวัลครูขวัญศิษย์", year=2566, person=name)

    told_and_resolved(
        store,
        tell("a", person("นางสาวมะลิ ใจงาม", "โรงเรียนวัดท่าเรือ")),
        tell("b", person("มะลิ ใจงาม", None)),
        tell("c", person("มะลิ ใจงาม", "โรงเรียนบ้านหนองแวง")),
        tell("d", person("มะลิ", None)),
        tell("e", person("มะลิ", "โรงเรียนวัดท่าเรือ")),
    )
    # Which of the two namesakes b tells of, nobody knows.
    assert [award["sources"] for award in awards(store)] == [1] * 5
    tell("c").put(store)
    resolve(store)
    assert sorted(award["sources"] for award in awards(store)) == [1, 1, 2]
    (two,) = (award for award in awards(store) if award["sources"] == 2)
    assert two["organisation"] == "โรงเรียนวัดท่าเรือ"


def test_disagreements_are_one_issue_a_pair_of_awards_and_close_by_themselves(store: Store) -> None:
    articles = told(
        {"year": 2566, "tier": "ดีเด่น", "project": FLOOD},
        {"year": 2566, "tier": "ดีเด่น", "project": f"โครงการ{FLOOD}"},
        {"year": 2566, "tier": "ชมเชย", "project": FLOOD},
        {"year": 2566, "tier": "ชมเชย", "project": f"ระบบ{FLOOD}"},
        {"year": 2565, "tier": "ดีเด่น", "project": FLOOD},
    )
    told_and_resolved(store, *articles)
    assert sorted((issue["expected"], issue["found"]) for issue in issues(store)) == [
        ("2566", "2565"),
        ("ดีเด่น", "ชมเชย"),
    ]
    listed = list_awards(store.db, Wanted(contradictions=True))
    assert sorted(award["contradictions"] for award in listed) == [1, 1, 2]
    # The articles correct themselves: new versions of them, whose facts agree.
    for number in (2, 3, 4):
        right = tell(f"a{number}", replace(articles[0].extraction.awards[0], spans={}))
        right.put(store)
    resolve(store)
    assert issues(store) == []
    (award,) = awards(store)
    assert award["sources"] == 5


def test_a_tier_told_without_its_category_contradicts_only_where_there_is_one_award(store: Store) -> None:
    vague = {"year": 2566, "tier": "ชมเชย"}
    told_and_resolved(store, *told(vague, {"year": 2566, "tier": "ดีเด่น", "category": "ด้านบริการ"}))
    assert len(issues(store)) == 1
    other = won("เทศบาลนครยะลา", DIGITAL, year=2566, tier="ดี", category="ด้านนวัตกรรม")
    told_and_resolved(store, tell("b", other))
    assert issues(store) == []


def test_an_undecided_award_is_one_issue_however_many_articles_tell_of_it(store: Store) -> None:
    works = [won("เทศบาลนครยะลา", DIGITAL, year=2566, project=work) for work in (FLOOD, "ธนาคารใบตอง")]
    told_and_resolved(store, tell("both", *works), *told({"year": 2566}, {"year": 2566}))
    assert [issue["article_id"] for issue in issues(store, "award undecided")] == ["a0"]


def test_programmes_that_turn_out_to_be_one_redirect_and_part_again(store: Store) -> None:
    told_and_resolved(store, *told({"award": "รางวัลคลองใส", "year": 2566}, {"award": "PSEA", "year": 2566}))
    (canal, psea) = store.rows("SELECT id, name FROM programme ORDER BY id")
    assert psea["name"] == LERTRAT
    # As if the lexicon had not known the alias when the first database was made.
    with store.transaction():
        store.db.conn.execute("UPDATE programme SET key = 'psea' WHERE id = ?", [psea["id"]])
        store.db.conn.execute(
            "INSERT INTO programme (id, key, name, created_at) VALUES ('prg-000099', ?, ?, '2026-01-01')",
            [programme_of(LERTRAT), LERTRAT],
        )
    resolve(store)
    rows = store.rows("SELECT id, redirected_to FROM programme ORDER BY id")
    assert [(row["id"], row["redirected_to"]) for row in rows] == [
        (canal["id"], None),
        (psea["id"], None),
        ("prg-000099", psea["id"]),
    ]
    # As if the lexicon had lost it.
    with store.transaction():
        store.db.conn.execute("UPDATE programme SET key = 'คลองสวย' WHERE id = ?", [psea["id"]])
    resolve(store)
    assert store.rows("SELECT id FROM programme WHERE redirected_to IS NOT NULL") == []
    (award,) = list_awards(store.db, Wanted(programme="PSEA"))
    assert award["programme_id"] == "prg-000099"


ORGANISATIONS = st.sampled_from(["เทศบาลนครยะลา", "เทศบาลเมืองแม่เหียะ"])
FACTS = st.builds(
    won,
    ORGANISATIONS,
    st.sampled_from([LERTRAT, "PSEA", SERVICE, QUALITY, "รางวัลเชิดชูเกียรติ"]),
    year=st.sampled_from([None, 2565, 2566]),
    tier=st.sampled_from([None, "ดีเด่น", "ระดับดีเด่น", "ชมเชย"]),
    category=st.sampled_from([None, "สาขาบริการภาครัฐ", QUALITY, "สาขาบริการภาครัฐ ประเภทพัฒนาการบริการ"]),
    project=st.sampled_from([None, FLOOD, f"{FLOOD}ด้วยดาวเทียม", f"โครงการ{FLOOD}", "ธนาคารใบตอง"]),
    person=st.sampled_from([None, None, "นายสมชาย ใจดี"]),
)
DAYS = st.sampled_from([None, date(2022, 12, 1), date(2023, 5, 1), date(2019, 5, 1)])
ARTICLES = st.lists(st.tuples(st.lists(FACTS, min_size=1, max_size=3), DAYS), min_size=1, max_size=6)


def partition(store: Store) -> frozenset[frozenset[tuple[Any, ...]]]:
    """The facts of each award, by what they say instead of by ids that depend on the order of arrival."""
    rows = store.db.conn.execute(
        "SELECT l.award_id, f.article_id, f.digest FROM award_fact l JOIN fact f ON f.id = l.fact_id"
    )
    groups: dict[str, set[tuple[Any, ...]]] = {}
    for award_id, *fact in rows:
        groups.setdefault(award_id, set()).add(tuple(fact))
    return frozenset(map(frozenset, groups.values()))


def everything(store: Store) -> list[Any]:
    tables = ("award", "award_fact", "programme", "organisation", "issue")
    return [store.rows(f"SELECT * FROM {table}") for table in tables]


def contradicted(store: Store) -> set[tuple[Any, ...]]:
    rows = store.rows("SELECT kind, expected, found, message, article_id FROM open_issues")
    return {tuple(row.values()) for row in rows}


@settings(max_examples=40, deadline=None)
@given(said=ARTICLES, data=st.data())
def test_neither_order_nor_batches_nor_repetition_change_the_awards(said: Any, data: st.DataObject) -> None:
    articles = [tell(f"a{i}", *facts, published=day) for i, (facts, day) in enumerate(said)]
    order = data.draw(st.permutations(articles))
    stops = data.draw(st.sets(st.integers(0, len(articles) - 1)))
    with (
        TemporaryDirectory() as folder,
        Store.open(Path(folder) / "at-once.db") as once,
        Store.open(Path(folder) / "batched.db") as batched,
    ):
        told_and_resolved(once, *articles)
        for place, article in enumerate(order):
            article.put(batched)
            if place in stops:
                resolve(batched)
        resolve(batched)
        assert partition(once) == partition(batched)
        assert contradicted(once) == contradicted(batched)
        before, written = everything(batched), batched.db.conn.total_changes
        assert not resolve(batched).changed
        assert batched.db.conn.total_changes == written
        for article in articles:
            article.put(batched)
        resolve(batched)
        assert everything(batched) == before


def test_a_recipient_with_very_many_wins_is_merged_within_each_name(store: Store) -> None:
    names = [
        f"ผลิตภัณฑ์{'กขคงจ'[n % 5] * 3}{'ชซญดต'[n // 5 % 5] * 3}{'ถทนบป'[n // 25 % 5] * 3}{n}"
        for n in range(350)
    ]
    first = [won("เทศบาลนครยะลา", DIGITAL, year=2566, project=name) for name in names]
    second = [won("เทศบาลนครยะลา", DIGITAL, year=2566, tier="ดีเด่น", project=f"“{name}”") for name in names]
    told_and_resolved(store, tell("a", *first), tell("b", *second))
    assert {award["sources"] for award in awards(store)} == {2}
    assert len(awards(store)) == len(names)


def test_the_page_of_an_award_tells_each_source_and_why_they_are_one(store: Store) -> None:
    told_and_resolved(
        store,
        *told(
            {"award": LERTRAT, "category": SERVICE, "year": 2566, "tier": "ดีเด่น", "project": FLOOD},
            {"award": SERVICE, "tier": "ระดับดีเด่น", "project": f"โครงการ{FLOOD}"},
            {"award": LERTRAT, "category": SERVICE, "year": 2566, "tier": "ชมเชย", "project": FLOOD},
        ),
    )
    (two,) = (award["id"] for award in awards(store) if award["sources"] == 2)
    page = award_page(store.db, two)
    assert [source["article_id"] for source in page["sources"]] == ["a0", "a1"]
    assert "ได้รับรางวัลเลิศรัฐ" in page["sources"][0]["sentence"]
    assert page["sources"][1]["says"]["year"] is None
    (why,) = page["why_one"]
    relations = {field["field"]: field["relation"] for field in why["fields"]}
    assert relations == {
        "recipient": "same",
        "programme": "alike",
        "edition": "alike",
        "tier": "same",
        "project": "same",
        "category": "alike",
    }
    (other,) = page["contradictions"]
    assert (other["field"], other["here"], other["there"]) == ("tier", "ดีเด่น", "ชมเชย")
    assert other["other_articles"] == ["a2"]
    mirror = award_page(store.db, other["other"]["id"])["contradictions"][0]
    assert (mirror["here"], mirror["there"], mirror["other"]["id"]) == ("ชมเชย", "ดีเด่น", two)


def test_a_merged_id_leads_on_and_an_unknown_one_is_none(store: Store) -> None:
    first, second = told({"year": 2566, "tier": "ดีเด่น"}, {"year": 2566, "tier": "ชมเชย"})
    told_and_resolved(store, first, second)
    corrected = replace(second.extraction.awards[0], tier="ดีเด่น")
    store.put_extraction(replace(second.extraction, awards=(corrected,)), rules_version="2")
    resolve(store)
    page = award_page(store.db, "awd-000002")
    assert (page["asked"], page["id"], len(page["sources"])) == ("awd-000002", "awd-000001", 2)
    assert page["leading_here"] == ["awd-000002"]
    with pytest.raises(NoSuchAward):
        award_page(store.db, "awd-000003")


def names_in(values: Iterable[Any]) -> bool:
    return "สมชาย" in str(list(values))


def test_persons_are_named_only_on_request(store: Store) -> None:
    fact = won("กรมสรรพสามิต", "รางวัลครูขวัญศิษย์", year=2566, person="นายสมชาย ใจดี", project="วิถีนายสมชาย ใจดี")
    told_and_resolved(store, tell("a", fact), tell("b", replace(fact, person="สมชาย ใจดี")))
    assert not names_in(list_awards(store.db, Wanted()))
    assert names_in(list_awards(store.db, Wanted(), persons=True))
    assert not names_in([award_page(store.db, "awd-000001")])
    assert names_in([award_page(store.db, "awd-000001", persons=True)])


def test_awards_are_listed_by_what_people_ask_for(store: Store, press: list[Told]) -> None:
    told_and_resolved(store, *press)

    def asked(**wanted: Any) -> int:
        return len(list_awards(store.db, Wanted(**wanted)))

    assert asked(organisation="แม่เหียะ") == asked(organisation="ทม.แม่เหียะ") == 2
    assert asked(programme="DG Local Award") == asked(programme=DIGITAL)
    assert asked(programme="ท้องถิ่นดิจิทัล", year=2566, province="ลำพูน") == 2
    assert asked(year=2500) == asked(contradictions=True) == 0
