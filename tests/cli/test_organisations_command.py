"""`rangwan organisations`: show, merge, split, explain, withdraw; what became of the ids is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from judging import (
    DIGITAL,
    LAMPHUN,
    PHETCHABUN,
    SLIPS,
    VAGUE,
    Store,
    log,
    make,
    organisations,
    rangwan,
    redirects,
    resolve,
    tell,
    won,
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return make(tmp_path / "rangwan.db")


def test_organisations_are_listed_by_kind_province_and_what_is_open(database: Path) -> None:
    assert len(organisations(database, "list")) == 6
    tak = organisations(database, "list", "--province", "Tak", "--kind", "subdistrict_administration")
    assert {row["id"] for row in tak} == set(SLIPS)
    assert len(organisations(database, "list", "--undecided")) == 6
    organisations(database, "merge", VAGUE, LAMPHUN)
    assert LAMPHUN not in {row["id"] for row in organisations(database, "list", "--undecided")}
    wrong = rangwan("organisations", "list", "--province", "Atlantis", "--database", database)
    assert wrong.exit_code == 2


def test_one_organisation_is_shown_by_id_and_by_any_name(database: Path) -> None:
    shown = organisations(database, "show", "org-1")
    assert (shown["id"], shown["name"], shown["province"]) == (LAMPHUN, "เทศบาลตำบลทุ่งดอกรัก", "ลำพูน")
    assert (shown["awards_of_persons"], len(shown["awards"])) == (1, 1)
    assert organisations(database, "show", "อบต. หนองบัวเหนือสุด")["id"] == SLIPS[0]
    page = rangwan("organisations", "show", LAMPHUN, "--database", database).stdout
    assert "stated by an article" in page
    assert "สมชาย" not in page


def test_a_name_that_several_carry_lists_them(database: Path) -> None:
    several = rangwan("organisations", "show", "ทต.ทุ่งดอกรัก", "--database", database)
    assert several.exit_code == 2
    assert all(identity in several.stderr for identity in (LAMPHUN, PHETCHABUN, VAGUE))


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "org-999"),
        ("show", "เทศบาลเมืองไม่มีจริง"),
        ("merge", "org-1", "org-999"),
        ("merge", "org-1", "org-1"),
        ("split", "org-999"),
        ("split", "org-1", "no such name"),
        ("split", "org-1", "1"),
        ("explain", "org-999"),
        ("withdraw", "999"),
        ("withdraw", "x"),
    ],
)
def test_what_does_not_exist_or_makes_no_sense_exits_with_2_and_writes_nothing(
    database: Path, arguments: tuple[str, ...]
) -> None:
    result = rangwan("organisations", *arguments, "--database", database)
    assert result.exit_code == 2, result.output
    assert log(database) == []


def test_a_merge_keeps_the_older_id_and_withdrawing_brings_the_other_back(database: Path) -> None:
    before = redirects(database)
    merged = organisations(database, "merge", VAGUE, PHETCHABUN, "--note", "ชื่อเดียวกัน", "--author", "malee")
    assert [(c["what"], c["id"], c["into"]) for c in merged["changes"]["organisations"]] == [
        ("merged", VAGUE, PHETCHABUN)
    ]
    shown = rangwan("organisations", "show", VAGUE, "--database", database).stdout
    assert f"{VAGUE} รวมเข้ากับ {PHETCHABUN} แล้ว leads on to {PHETCHABUN}" in shown
    assert organisations(database, "show", VAGUE)["redirects"] == [VAGUE]
    back = organisations(database, "withdraw", merged["judgement"])
    assert [(c["what"], c["id"]) for c in back["changes"]["organisations"]] == [("came back", VAGUE)]
    assert redirects(database) == before
    assert log(database) == [("merge", "malee", False, "ชื่อเดียวกัน")]


def test_merging_again_changes_nothing(database: Path) -> None:
    organisations(database, "merge", VAGUE, LAMPHUN)
    again = rangwan("organisations", "merge", VAGUE, LAMPHUN, "--database", database)
    assert again.exit_code == 0
    assert "they are one organisation already" in again.stdout
    assert len(log(database)) == 1


def test_a_merge_keeps_every_name_of_both_also_those_that_rules_would_let_go(tmp_path: Path) -> None:
    # The name without a province is attached by a rule, as long as its organisation has one province.
    path = tmp_path / "moved.db"
    with Store.open(path) as store:
        for article, name, province in (
            ("a", "ทต.บ้านธิ", "ลำพูน"),
            ("b", "ทต.บ้านธิ", None),
            ("c", "ทต.บ้านธิเหนือ", "เชียงใหม่"),
        ):
            tell(article, won(name, DIGITAL, province=province, year=2566)).put(store)
            resolve(store)
    assert redirects(path) == {"org-000001": None, "org-000002": None}
    merged = organisations(path, "merge", "org-1", "org-2")
    assert redirects(path) == {"org-000001": None, "org-000002": "org-000001"}
    assert len(organisations(path, "show", "org-1")["names"]) == 3
    back = organisations(path, "withdraw", merged["judgement"])
    assert len(back["withdrawn"]) == len(merged["made"])
    assert redirects(path) == {"org-000001": None, "org-000002": None}


def test_a_split_by_number_and_by_form_and_the_merge_that_it_overrules_comes_back(database: Path) -> None:
    organisations(database, "merge", *SLIPS[:2])
    listed = organisations(database, "split", SLIPS[0])
    assert [name["number"] for name in listed] == [1, 2]
    apart = organisations(database, "split", SLIPS[0], "อบต.หนองบัวเหนีอสุด")
    assert [entry["decision"] for entry in apart["withdrawn"]] == ["merge"]
    assert not any(redirects(database).values())
    back = organisations(database, "withdraw", apart["judgement"])
    assert [entry["decision"] for entry in back["restored"]] == ["merge"]
    assert redirects(database)[SLIPS[1]] == SLIPS[0]
    again = organisations(database, "split", SLIPS[0], "2")
    assert again["changes"]["organisations"][0]["what"] == "came back"


def test_a_merge_overrules_what_was_kept_apart_and_says_so(database: Path) -> None:
    organisations(database, "merge", *SLIPS[:2])
    organisations(database, "split", SLIPS[0], "2")
    told = rangwan("organisations", "merge", *SLIPS[:2], "--database", database)
    assert "overruled" in told.stdout
    assert f"merged: {SLIPS[1]} → {SLIPS[0]}" in told.stdout
    assert [stands for _, _, stands, _ in log(database)] == [False, False, True]


def test_a_split_of_several_names_is_one_decision(database: Path) -> None:
    organisations(database, "merge", *SLIPS[:2])
    organisations(database, "merge", SLIPS[0], SLIPS[2])
    split = organisations(database, "split", SLIPS[0], "1")
    assert len(split["made"]) == 2
    organisations(database, "withdraw", split["made"][1]["id"])
    assert [target for target in redirects(database).values() if target] == [SLIPS[0], SLIPS[0]]


def test_what_made_an_organisation_and_what_holds_two_apart_is_explained(database: Path) -> None:
    unsure = organisations(database, "explain", LAMPHUN, VAGUE)
    assert "2 candidates" in unsure["unsure"][0]["in_words"]
    organisations(database, "merge", VAGUE, LAMPHUN, "--note", "โทรถามแล้ว", "--author", "malee")
    why = organisations(database, "explain", VAGUE, LAMPHUN)
    assert why["one_organisation"]
    (joined,) = why["joined"]
    assert (joined["author"], joined["note"]) == ("malee", "โทรถามแล้ว")
    told = rangwan("organisations", "explain", LAMPHUN, "--database", database).stdout
    assert "malee" in told
    assert "โทรถามแล้ว" in told
    organisations(database, "withdraw", joined["id"])
    told = rangwan("organisations", "explain", LAMPHUN, VAGUE, "--database", database).stdout
    assert f"[{joined['id']}]" in told.split("withdrawn", 1)[1]
    never = rangwan("organisations", "explain", LAMPHUN, SLIPS[0], "--database", database).stdout
    assert "kinds differ" in never


def test_a_rules_judgement_cannot_be_withdrawn_and_the_message_says_what_to_do(database: Path) -> None:
    judgement = organisations(database, "explain", LAMPHUN, VAGUE)["unsure"][0]["id"]
    result = rangwan("organisations", "withdraw", judgement, "--database", database)
    assert result.exit_code == 2
    assert "Decide on the pair yourself" in result.stderr


def test_a_later_run_changes_nothing_that_a_person_decided(database: Path) -> None:
    organisations(database, "merge", VAGUE, PHETCHABUN)
    decided = redirects(database)
    for _ in range(2):
        assert rangwan("resolve", "--database", database).exit_code == 0
        assert redirects(database) == decided
