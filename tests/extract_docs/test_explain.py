"""An explanation shows the extraction as it is, and says of every award that became no fact why."""

from __future__ import annotations

import json

import pytest

from extract.explain import ExplainingExtractor, Explanation, Rejections
from rangwan.demo import demo_documents


@pytest.fixture(scope="module")
def extractor() -> ExplainingExtractor:
    return ExplainingExtractor()


def reasons(explanation: Explanation) -> dict[str, str]:
    return {one.text: one.reason for one in explanation.rejections}


def test_the_facts_are_those_of_extract_and_every_offset_holds(extractor: ExplainingExtractor) -> None:
    for document in demo_documents():
        article = {"id": document["id"], "title": document["title"], "text": document["text"]}
        explanation = extractor.explain(**article)
        text = explanation.extraction.text
        assert explanation.extraction == extractor.extract(**article)
        assert all(text[one.start : one.end] == one.text for one in explanation.rejections)
        for found in explanation.mentions.values():
            assert all(text[m.start : m.end] == m.text for m in found if m.label != "person")
        printed = json.loads(json.dumps(explanation.to_json(), ensure_ascii=False))
        assert printed["awards"] == explanation.extraction.to_json()["awards"]
        assert len(printed["drafts"]) == len(explanation.drafts) >= len(explanation.extraction.awards)


def test_every_award_mentioned_is_used_by_a_draft_or_rejected(extractor: ExplainingExtractor) -> None:
    checked = 0
    for document in demo_documents():
        explanation = extractor.explain(id="a", title=document["title"], text=document["text"])
        rejected = {(one.start, one.end) for one in explanation.rejections}
        if explanation.drafts:
            continue
        for mention in explanation.mentions.get("award", ()):
            assert mention.span in rejected
            checked += 1
    assert checked > 10


@pytest.mark.parametrize(
    ("text", "award", "reason"),
    [
        (
            "เทศบาลตำบลหนองแวง จะเข้ารับรางวัลคลองสวยน้ำใส ประจำปี 2566 ในเดือนหน้า",
            "รางวัลคลองสวยน้ำใส",
            "still to be won: จะเข้ารับ",
        ),
        (
            "กรมการปกครองมอบรางวัลคลองสวยน้ำใส ประจำปี 2566 ณ ศาลากลาง",
            "รางวัลคลองสวยน้ำใส",
            "given, but no recipient follows มอบ",
        ),
        (
            "ปีที่ผ่านมามีผู้สนใจมาก และได้รับรางวัลคลองสวยน้ำใส",
            "รางวัลคลองสวยน้ำใส",
            "won, but no recipient is named before ได้รับ and none is listed behind",
        ),
        (
            "รางวัลคลองสวยน้ำใส เริ่มจัดเมื่อ 10 ปีก่อน",
            "รางวัลคลองสวยน้ำใส",
            "only named: no verb of winning or giving before it, no recipient behind it",
        ),
        (
            "เทศบาลตำบลหนองแวง ได้รับรางวัลใหญ่จากสลากกาชาด",
            "รางวัล",
            "a lottery or a prize draw: สลาก",
        ),
        (
            "โรงเรียนบ้านหนองแวง ได้รับรางวัลเหรียญทอง ฟุตบอลเยาวชน",
            "รางวัลเหรียญทอง",
            "sports: ฟุตบอล",
        ),
    ],
)
def test_an_award_that_nobody_won_is_rejected_with_its_reason(
    extractor: ExplainingExtractor, text: str, award: str, reason: str
) -> None:
    explanation = extractor.explain(id="a", title="ข่าวประชาสัมพันธ์", text=text)
    assert explanation.extraction.awards == ()
    assert reasons(explanation)[award] == reason


def test_a_win_told_twice_names_the_fact_that_tells_it_more_fully(extractor: ExplainingExtractor) -> None:
    title = "เทศบาลตำบลหนองแวง คว้ารางวัลคลองสวยน้ำใส"
    text = f"{title}\nเทศบาลตำบลหนองแวง จังหวัดสกลนคร ได้รับรางวัลคลองสวยน้ำใส ประจำปี 2566 ระดับดีเด่น"
    explanation = extractor.explain(id="a", title=title, text=text)
    assert len(explanation.extraction.awards) == 1
    assert len(explanation.drafts) == 2
    (told,) = [one for one in explanation.rejections if "same win" in one.reason]
    assert (told.start, told.text) == (0, title)
    assert told.reason.startswith("the same win as fact 1")


def test_an_article_that_is_not_read_says_so(extractor: ExplainingExtractor) -> None:
    quiet = extractor.explain(id="a", title="ประกาศ", text="หยุดจ่ายน้ำวันเสาร์")
    (rejection,) = quiet.rejections
    assert (rejection.start, rejection.end) == (0, 0)
    assert "read no further" in rejection.reason
    lottery = extractor.explain(id="b", title="ผลสลากออมทรัพย์", text="ผู้ถูกรางวัลที่ 1 รับเงินล้าน")
    assert lottery.extraction.awards == ()
    assert {one.reason for one in lottery.rejections} == {
        "the title is about a lottery (สลาก): the article was read no further"
    }


def test_the_first_reason_for_a_stretch_of_text_counts() -> None:
    trace = Rejections("0123456789")
    trace.rejected(4, 6, "second place")
    trace.rejected(1, 3, "first place")
    trace.rejected(4, 6, "another reason")
    assert [(one.text, one.reason) for one in trace.all()] == [("12", "first place"), ("45", "second place")]
