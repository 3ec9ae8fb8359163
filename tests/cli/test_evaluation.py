"""The figures of an evaluation, on gold small enough to count by hand."""

from __future__ import annotations

from typing import Any

import pytest

from rangwan.evaluation.breakdown import by_kind, by_rule
from rangwan.evaluation.marking import find_spans, mark_passage
from rangwan.evaluation.report import Source, errors_text
from rangwan.evaluation.scoring import DocumentScore, score_document, summarise

YALA = {
    "recipient_type": "organisation",
    "organisation": "เทศบาลนครยะลา",
    "aliases": ["ทน.ยะลา"],
    "award": "รางวัลท้องถิ่นดิจิทัล",
    "category": None,
    "tier": "ยอดเยี่ยม",
    "province": "ยะลา",
    "year": 2566,
    "project": "ระบบ Big Data",
}
KRUENG = {**YALA, "organisation": "เทศบาลตำบลครึ่ง", "aliases": [], "province": None, "project": None}


def level(gold: dict[str, Any], predicted: dict[str, Any]) -> int:
    score = score_document("d", [gold], [predicted])
    return score.pairs[0].level if score.pairs else 0


def test_levels_hold_one_another() -> None:
    assert level(YALA, YALA) == 4
    assert level(YALA, {**YALA, "year": 2565}) == 3
    assert level(YALA, {**YALA, "province": None}) == 3
    assert level(YALA, {**YALA, "project": None}) == 3
    assert level(YALA, {**YALA, "tier": "ดีเด่น"}) == 2
    assert level(YALA, {**YALA, "award": "รางวัลเลิศรัฐ", "tier": "ดีเด่น"}) == 1
    assert level(YALA, {**YALA, "organisation": "เทศบาลนครลำปาง", "aliases": []}) == 0


def test_what_the_gold_leaves_out() -> None:
    bare = {**YALA, "tier": None, "province": None, "year": None, "project": None}
    assert level(bare, {**bare, "province": "ยะลา", "year": 2566}) == 4, "province and year are free"
    assert level(bare, {**bare, "tier": "ดีเด่น"}) == 2, "a tier must not be made up"
    assert level(bare, {**bare, "project": "ระบบ Big Data"}) == 3, "nor a project"


@pytest.mark.parametrize(
    "changes",
    [
        {"organisation": "ทน.ยะลา"},
        {"organisation": "X", "organisation_text": "เทศบาล นครยะลา"},
        {"award": "โล่รางวัล ท้องถิ่นดิจิทัล ประจำปี 2566"},
        {"award": None, "category": "รางวัลท้องถิ่นดิจิทัล"},
        {"tier": "ระดับ ยอดเยี่ยม"},
        {"project": "“Big Data”"},
    ],
)
def test_other_ways_to_write_the_same(changes: dict[str, Any]) -> None:
    assert level(YALA, {**YALA, **changes}) == 4


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        ("รองชนะเลิศอันดับ 1", "รองชนะเลิศ อันดับที่ ๑", True),
        ("รองชนะเลิศอันดับหนึ่ง", "รองชนะเลิศอันดับ 1", True),
        ("ชนะเลิศอันดับ 1", "ชนะเลิศ", True),
        ("อันดับ 2", "ที่ 2", True),
        ("รองชนะเลิศอันดับ 1", "รองชนะเลิศอันดับ 2", False),
        ("ชนะเลิศ", "รองชนะเลิศ", False),
    ],
)
def test_spellings_of_a_tier(gold: str, predicted: str, same: bool) -> None:
    assert (level({**YALA, "tier": gold}, {**YALA, "tier": predicted}) == 4) is same


def test_figures_over_several_documents() -> None:
    person = {**YALA, "recipient_type": "person"}
    neutral = {**KRUENG, "organisation": "โรงเรียนกีฬา", "neutral": True}
    scores = [
        score_document("one", [YALA, KRUENG], [YALA]),  # one full, one missed
        score_document("two", [KRUENG], [{**KRUENG, "tier": "ดีเด่น"}, YALA]),  # one wrong tier, one false
        score_document("none", [], [YALA]),  # a false fact where there is nothing
        score_document("clean", [], []),
        score_document("neutral", [neutral], [{**neutral, "neutral": False}]),  # counts neither way
        score_document("person", [person], [person]),
    ]
    figures = summarise(scores, missing_predictions=1)
    assert (figures.documents, figures.gold_facts, figures.predicted_facts) == (6, 3, 4)
    assert figures.levels["recipient"].precision == 2 / 4
    assert figures.levels["recipient"].recall == 2 / 3
    assert figures.levels["recipient"].f1 == pytest.approx(4 / 7)
    assert figures.levels["win"].precision == 2 / 4
    assert figures.levels["tier"].precision == 1 / 4
    assert figures.levels["full"].recall == 1 / 3
    assert figures.field_accuracy == {"award": 1.0, "tier": 0.5, "project": 1.0, "province": 1.0, "year": 1.0}
    assert figures.exact_documents == 3 / 6
    assert (figures.negatives, figures.clean_negatives, figures.false_facts_on_negatives) == (2, 1, 1)
    assert figures.to_json()["missing_predictions"] == 1


def test_two_awards_of_one_organisation_are_paired_with_their_own() -> None:
    first, second = {**YALA, "project": None}, {**YALA, "tier": "ดีเด่น", "project": None, "year": 2564}
    score = score_document("d", [first, second], [second, first])
    assert [pair.level for pair in score.pairs] == [4, 4]
    assert score.exact


def test_an_empty_gold_gives_zeros_not_an_error() -> None:
    assert summarise([]).levels["full"].f1 == 0.0


def scores_with_errors() -> list[DocumentScore]:
    spans = {"organisation": [0, 13], "tier": [40, 49], "evidence": [0, 30]}
    wrong = {**YALA, "tier": "ดีเด่น", "rule": "list", "spans": spans}
    return [
        score_document(
            "d",
            [YALA, KRUENG],
            [wrong, {**YALA, "organisation": "บริษัท ก จำกัด", "aliases": [], "rule": "verb"}],
        ),
    ]


def test_division_by_kind_and_rule() -> None:
    kinds, rules = by_kind(scores_with_errors()), by_rule(scores_with_errors())
    assert sum(tally.gold for tally in kinds.values()) == 2
    assert sum(tally.predicted for tally in kinds.values()) == 2
    assert sum(tally.found for tally in kinds.values()) == 1
    assert (rules["list"].recipient, rules["list"].win, rules["list"].tier) == (1, 1, 0)
    assert (rules["verb"].predicted, rules["verb"].recipient) == (1, 0)


def test_errors_are_told_with_their_spans_marked() -> None:
    text = "เทศบาลนครยะลา คว้ารางวัลท้องถิ่นดิจิทัล ยอดเยี่ยม ปี 2566 และเทศบาลตำบลครึ่ง"
    wrong, missed, false = errors_text(scores_with_errors(), {"d": Source("หัวข้อ", text)})
    assert "WRONG tier" in wrong
    assert "‹organisation: เทศบาลนครยะลา›" in wrong
    assert "MISSED" in missed
    assert "‹organisation: เทศบาลตำบลครึ่ง›" in missed
    assert "FALSE" in false
    assert "(verb)" in false


def test_marks_far_from_the_evidence_stand_on_lines_of_their_own() -> None:
    text = "ระดับยอดเยี่ยม " + "ก" * 500 + " เทศบาลนครยะลา"
    at = text.index("เทศบาล")
    spans = {"tier": (5, 14), "organisation": (at, len(text)), "evidence": (at, len(text))}
    passage, heading = mark_passage(text, spans).splitlines()
    assert "‹organisation: เทศบาลนครยะลา›" in passage
    assert "‹tier: ยอดเยี่ยม›" in heading


def test_spans_outside_of_the_text_are_left_out() -> None:
    assert mark_passage("สั้น", {"organisation": (2, 99)}) == ""
    assert find_spans("ไม่มีอะไร", YALA) == {}
