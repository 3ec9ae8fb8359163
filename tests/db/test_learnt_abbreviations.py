"""Abbreviations: the article's own definition, then the lexicon, then what other articles agree on."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from defining import CENTRE, defining, saying
from telling import DIGITAL, Told, tell, won

from db import definitions
from db.definitions import Definitions, group_names
from db.resolve import resolve
from db.store import Store
from normalize.abbreviations import expand

RELIEF = "ศูนย์ประสานงานและบรรเทาสาธารณภัย"
DGA = "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)"


def names_of_winners(store: Store, articles: Iterable[Told]) -> dict[str, str]:
    """The organisation of each article's fact, after resolving."""
    for told in articles:
        told.put(store)
    resolve(store)
    return {row["article_id"]: row["organisation"] for row in store.rows("SELECT * FROM facts")}


def undecided(store: Store) -> list[dict[str, Any]]:
    return store.rows("SELECT * FROM open_issues WHERE kind = 'abbreviation undecided'")


def test_the_article_itself_comes_first(store: Store) -> None:
    """สพร. is three bodies in the lexicon; EGAT one, but another here."""
    own = saying(tell("own", won("สพร.", DIGITAL, year=2566)), f"{DGA} (สพร.) จัดงาน")
    egat = "กองทุนเพื่อการพัฒนาไฟฟ้าชุมชน"
    against = [
        saying(tell(f"e{n}", won("EGAT", DIGITAL, year=2560 + n)), f"ณ {egat} (EGAT) วันนี้") for n in range(2)
    ]
    winners = names_of_winners(store, [own, *against])
    assert winners == {"own": DGA, "e0": egat, "e1": egat}
    assert undecided(store) == []


def test_then_the_lexicon_when_it_has_one_body(store: Store) -> None:
    foods = [defining(f"d{n}", "ธนาคารอาหารเพื่อสังคม", "ธอส.") for n in range(5)]
    winners = names_of_winners(store, [*foods, tell("a", won("ธอส.", DIGITAL, year=2566))])
    assert winners == {"a": "ธนาคารอาคารสงเคราะห์"}
    (learnt,) = store.rows("SELECT name, articles, in_lexicon, ambiguous FROM abbreviations")
    assert learnt == {"name": "ธนาคารอาหารเพื่อสังคม", "articles": 5, "in_lexicon": 0, "ambiguous": 1}
    assert undecided(store) == []


@pytest.mark.parametrize(("articles", "name"), [(2, "ศรส."), (3, CENTRE)])
def test_then_three_articles_that_agree(store: Store, articles: int, name: str) -> None:
    told = [defining(f"d{n}", CENTRE, "ศรส.") for n in range(articles)]
    assert names_of_winners(store, [*told, tell("a", won("ศรส.", DIGITAL, year=2566))]) == {"a": name}
    assert undecided(store) == []


def test_a_branch_stays_behind_the_name(store: Store) -> None:
    told = [defining(f"d{n}", CENTRE, "ศรส.") for n in range(3)]
    articles = [*told, tell("a", won("ศรส. ภาคเหนือ", DIGITAL)), tell("b", won("ศรสมุทร", DIGITAL))]
    assert names_of_winners(store, articles) == {"a": f"{CENTRE} ภาคเหนือ", "b": "ศรสมุทร"}


def test_several_bodies_stay_undecided_and_are_told_with_their_counts(store: Store) -> None:
    told = [
        *(defining(f"c{n}", CENTRE, "ศรส.") for n in range(4)),
        defining("r", "ศูนย์รักษาความสงบเรียบร้อยและสันติสุข", "ศรส"),
        tell("a", won("ศรส.", DIGITAL, year=2566)),
        saying(tell("b", won("ศรส.", DIGITAL, year=2567)), f"ณ {CENTRE} (ศรส.) วันนี้"),
    ]
    assert names_of_winners(store, told) == {"a": "ศรส.", "b": CENTRE}
    (issue,) = undecided(store)
    assert (issue["place"], issue["article_id"]) == ("ศรส.", "a")
    assert issue["found"] == f"{CENTRE} (5), ศูนย์รักษาความสงบเรียบร้อยและสันติสุข (1)"


def test_bodies_of_the_lexicon_are_candidates_too(store: Store) -> None:
    told = [*(defining(f"d{n}", DGA, "สพร.") for n in range(4)), tell("a", won("สพร.", DIGITAL, year=2566))]
    assert names_of_winners(store, told) == {"a": "สพร."}
    (issue,) = undecided(store)
    assert issue["found"].startswith(f"{DGA} (4), ")
    assert all(name in issue["found"] for name in expand("สพร.") if name != DGA and "สพร" in name)


def test_what_was_read_from_the_article_is_kept(store: Store) -> None:
    fact = won(f"{CENTRE} จังหวัดตาก", DIGITAL, province="ตาก", written="ศรส.")
    told = saying(tell("a", fact), f"{CENTRE} (ศรส.)")
    assert names_of_winners(store, [told])["a"].startswith(CENTRE)
    assert names_of_winners(store, [told])["a"] != CENTRE


def test_a_latin_abbreviation_needs_another_article(store: Store) -> None:
    def told(article_id: str) -> Told:
        return saying(tell(article_id, won("XQZ", DIGITAL, year=2566)), f"ณ {CENTRE} (XQZ) วันนี้")

    assert names_of_winners(store, [told("a")]) == {"a": "XQZ"}
    assert names_of_winners(store, [told("b")]) == {"a": CENTRE, "b": CENTRE}


def test_the_order_of_arrival_does_not_matter(tmp_path: Path) -> None:
    definers = [defining(f"d{n}", CENTRE, "ศรส.") for n in range(3)]
    short, full = tell("a", won("ศรส.", DIGITAL, year=2566)), tell("b", won(CENTRE, DIGITAL, year=2566))
    for number, (one, two, three) in enumerate(permutations((definers, [short], [full]))):
        with Store.open(tmp_path / f"{number}.db") as other:
            for told in (*one, *two, *three):
                told.put(other)
                resolve(other)
            (body,) = other.rows("SELECT name, names, awards FROM organisations")
            assert (body["name"], body["awards"]) == (CENTRE, 1)
            assert set(body["names"].split(" | ")) == {"ศรส.", CENTRE}


def test_a_second_time_changes_nothing(store: Store) -> None:
    told = [
        *(defining(f"d{n}", CENTRE, "ศรส.") for n in range(3)),
        tell("a", won("สพร.", DIGITAL, year=2566)),
    ]
    names_of_winners(store, told)
    before = store.db.conn.total_changes
    assert not resolve(store).changed
    assert store.db.conn.total_changes == before


def test_only_new_and_changed_articles_are_searched(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []

    def find(text: str) -> Iterable[Any]:
        searched.append(text)
        return find_definitions(text)

    find_definitions = definitions.find_definitions
    monkeypatch.setattr(definitions, "find_definitions", find)
    first = defining("d0", CENTRE, "ศรส.")
    names_of_winners(store, [first])
    names_of_winners(store, [first, defining("d1", CENTRE, "ศรส.")])
    assert len(searched) == 2
    changed = defining("d0", RELIEF, "ศปบ.")
    names_of_winners(store, [changed])
    assert len(searched) == 3
    rows = store.rows("SELECT abbreviation, name FROM definition WHERE article_id = 'd0'")
    assert rows == [{"abbreviation": "ศปบ.", "name": RELIEF}]
    assert [row["articles"] for row in store.rows("SELECT * FROM abbreviations ORDER BY name")] == [1, 1]


def test_newer_rules_search_all_articles_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    names_of_winners(store, [defining("d0", CENTRE, "ศรส.")])
    monkeypatch.setattr(definitions, "find_definitions", lambda text: iter(()))
    resolve(store)
    assert len(store.rows("SELECT * FROM definition")) == 1
    monkeypatch.setattr(definitions, "RULES_VERSION", "next")
    resolve(store)
    assert store.rows("SELECT * FROM definition") == store.rows("SELECT * FROM abbreviations") == []


def test_the_view_counts_articles_and_publishers(store: Store) -> None:
    told = [
        defining("d0", CENTRE, "ศรส."),
        defining("d1", CENTRE, "ศรส."),
        defining("d2", CENTRE, "ศรส", source="opm"),
        defining("d3", "ธนาคารอาคารสงเคราะห์", "ธอส."),
    ]
    names_of_winners(store, told)
    assert store.rows("SELECT * FROM abbreviations") == [
        {
            "abbreviation": "ศรส.",
            "name": CENTRE,
            "articles": 3,
            "publishers": 2,
            "in_lexicon": 0,
            "ambiguous": 0,
        },
        {
            "abbreviation": "ธอส.",
            "name": "ธนาคารอาคารสงเคราะห์",
            "articles": 1,
            "publishers": 1,
            "in_lexicon": 1,
            "ambiguous": 0,
        },
    ]
    (learnt,) = Definitions(store.db).learnt("ศ.ร.ส.")
    assert (learnt.name, learnt.articles, learnt.publishers) == (CENTRE, 3, 2)


def test_names_that_differ_in_nothing_that_counts_are_one() -> None:
    office, committee = "สำนักงานคณะกรรมการกำกับกิจการน้ำบาดาล", "คณะกรรมการกำกับกิจการน้ำบาดาล"
    slip = "สำนักงานคณะกรรมการกำกับกิจการน้ำบาดาน"
    other = "สถาบันพัฒนาบุคลากรการบิน"
    groups = group_names({committee: 9, office: 4, slip: 1, other: 1, f"{other} (องค์การมหาชน)": 3})
    assert {groups[name] for name in (office, committee, slip)} == {office}
    assert groups[other] == f"{other} (องค์การมหาชน)"
