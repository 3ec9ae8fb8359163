"""What holds for the facts of any text: spans, determinism, independence of paragraphs, JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from award_reading import extraction, told
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from extract.fact import AwardFact, Extraction
from rangwan.demo import demo_documents

FIELDS = ("award", "category", "tier", "project", "person")

FRAGMENTS = [
    *("กรมปศุสัตว์", "เทศบาลเมืองแม่เหียะ", "โรงเรียนบ้านห้วยทราย", "บริษัท สยามแก้ว จำกัด (มหาชน)", "ทีมนาคราช"),
    *("ธนาคารอาคารสงเคราะห์ (ธอส.)", "ธอส.", "จังหวัดลำพูน", "จ.ยโสธร", "(สตูล)", "นายวิชัย ทองดี", "นายก"),
    *("ได้รับ", "คว้า", "เข้ารับ", "มอบ", "จะได้รับ", "ไม่ได้รับ", "ชิง", "ให้แก่", "จาก", "โดย", "ของ", "และ", "ตามลำดับ"),
    *("รางวัล", "รางวัลเลิศรัฐ", "รางวัล “เลิศรัฐ”", "รางวัลชนะเลิศ", "รางวัลชมเชย", "3 รางวัล", "โล่ประกาศเกียรติคุณ"),
    *("รางวัลรองชนะเลิศอันดับ 1", "Digital Government Awards 2021", "การประกวดนวัตกรรมชุมชน", "รางวัลเลิศรัฐฯ"),
    *("ประจำปี 2566", "ปี 66", "ระดับดีเด่น", "ประเภทยอดเยี่ยม", "สาขาบริการภาครัฐ", "ด้านการจัดการน้ำ", "ครั้งที่ 3"),
    *(
        "ได้แก่",
        "ประกอบด้วย",
        "ดังนี้",
        "ผลงาน",
        "เรื่อง",
        "โครงการ",
        "“เมืองไร้ขยะ”",
        "“",
        "”",
        "(",
        ")",
        '"',
        ":",
        "-",
    ),
    *(
        "1. ",
        "2) ",
        "(3) ",
        "๔. ",
        "• ",
        "ก) ",
        "1.1 ",
        "\n",
        "\n- ",
        "\n1. ",
        "\n2. ",
        " ",
        "  ",
        "ฯ",
        "ดังกล่าว",
        "นอกจากนี้",
    ),
]
composed = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=40).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda joint: joint.join(parts))
)
thai = st.text(
    st.characters(min_codepoint=0x0E00, max_codepoint=0x0E5B) | st.sampled_from(" \n().“”1"), max_size=60
)
mixed = st.lists(st.sampled_from(FRAGMENTS) | thai | st.text(max_size=20), max_size=25).map("".join)
articles = composed | mixed | st.tuples(composed, st.text(max_size=200)).map("\n".join)


def assert_cut_from(result: Extraction) -> None:
    text = result.text
    for fact in result.awards:
        for name, (start, end) in fact.spans.items():
            assert 0 <= start < end <= len(text), name
        for name in FIELDS:
            value = getattr(fact, name)
            assert (value is None) == (name not in fact.spans)
            if value is not None:
                start, end = fact.spans[name]
                assert text[start:end] == value
        if fact.organisation_text is not None:
            start, end = fact.spans["organisation"]
            assert text[start:end] == fact.organisation_text
            assert fact.organisation
        assert fact.award
        assert fact.recipient_type in ("organisation", "person", "product")
        assert (fact.person is None) == (fact.recipient_type != "person")
        assert 0 <= fact.confidence <= 1
        assert (fact.year is None) == (fact.year_ce is None)
        if fact.year is not None and fact.year_ce is not None:
            assert fact.year - fact.year_ce == 543
            assert "year" in fact.spans
        if fact.province is not None:
            assert "province" in fact.spans
    for check in result.checks:
        assert 0 <= check.start < check.end <= len(text)


@given(articles, st.sampled_from(["", "กรมปศุสัตว์ คว้ารางวัลเลิศรัฐ", "ผลการประกวดนวัตกรรมชุมชน"]))
@settings(deadline=None, max_examples=250)
@example("ธนาคารออมสิน ได้รับ 2 รางวัล ได้แก่\n1. รางวัลเลิศรัฐ\n2. รางวัล", "")
@example("รางวัล", "รางวัล")
@example("รางวัลชนะเลิศ\n", "")
def test_facts_are_cut_from_the_text(text: str, title: str) -> None:
    assert_cut_from(extraction(text, title))


@given(st.text(max_size=300))
@settings(deadline=None, max_examples=100)
def test_any_text_is_read(text: str) -> None:
    assert_cut_from(extraction("ได้รับรางวัล " + text, text[:20]))


@given(articles)
@settings(deadline=None, max_examples=60)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert extraction(text) == extraction(text)


@given(articles)
@settings(deadline=None, max_examples=60)
def test_facts_survive_json(text: str) -> None:
    result = extraction(text)
    again = json.loads(json.dumps(result.to_json(), ensure_ascii=False))
    assert again == result.to_json()
    assert [from_json(fact) for fact in again["awards"]] == list(result.awards)


def from_json(values: dict[str, Any]) -> AwardFact:
    spans = {name: (start, end) for name, (start, end) in values["spans"].items()}
    return AwardFact(**{**values, "aliases": tuple(values["aliases"]), "spans": spans})


READ_THE_DEMONSTRATION = """
import hashlib, json
from extract.pipeline import Extractor
from rangwan.demo import demo_documents
extractor = Extractor()
found = [extractor.extract(**document).to_json() for document in demo_documents()]
print(hashlib.sha256(json.dumps(found, ensure_ascii=False, sort_keys=True).encode()).hexdigest())
"""


def test_every_process_reads_the_same() -> None:
    """Sets of strings are ordered anew in each process; no fact may depend on it."""
    digests = set()
    for seed in ("1", "2", "77"):
        done = subprocess.run(
            [sys.executable, "-c", READ_THE_DEMONSTRATION],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(done.stdout)
    assert len(digests) == 1


NEWS = [
    "ฝนตกหนักทั่วภาคเหนือตอนบนตลอดสัปดาห์ ขอให้ประชาชนติดตามประกาศเตือนภัยอย่างใกล้ชิด",
    "คณะรัฐมนตรีเห็นชอบร่างกฎกระทรวงว่าด้วยการขนส่งสินค้าทางราง เมื่อวันอังคารที่ผ่านมา",
    "กรมอุตุนิยมวิทยา รายงานสภาพอากาศประจำวัน จังหวัดเชียงใหม่ อุณหภูมิต่ำสุด 18 องศาเซลเซียส",
    "นายสมพร ใจเย็น กล่าวว่า ราคายางพาราปรับตัวสูงขึ้นเล็กน้อยจากความต้องการของตลาดโลก",
    "โรงพยาบาลศิริราช เปิดให้บริการฉีดวัคซีนป้องกันไข้หวัดใหญ่ ตั้งแต่เวลา 08.30 น.",
    "การรถไฟแห่งประเทศไทย แจ้งปรับเวลาเดินรถสายใต้ จำนวน 4 ขบวน ตั้งแต่วันที่ 1 มีนาคม 2567",
    "1. ตรวจสอบสิทธิ\n2. กรอกแบบฟอร์ม\n3. รอรับข้อความยืนยัน",
    "ผู้สนใจสอบถามเพิ่มเติมได้ที่สำนักงานพาณิชย์จังหวัด สายด่วน 1203",
]
news = st.lists(st.sampled_from(NEWS), min_size=1, max_size=4).map("\n".join)


def shifted(fact: AwardFact, by: int) -> dict[str, Any]:
    values = fact.to_json()
    values["spans"] = {name: [start + by, end + by] for name, (start, end) in fact.spans.items()}
    return values


WINS = [
    "กรมปศุสัตว์ ได้รับรางวัลเลิศรัฐ ประจำปี 2565 ระดับดีเด่น จากผลงาน “ระบบติดตามโคนม”",
    "หน่วยงานที่ได้รับรางวัลองค์กรคุณธรรมต้นแบบ ได้แก่ 1. เทศบาลตำบลครึ่ง 2. โรงเรียนบ้านห้วยทราย",
    "ผลการประกวดนวัตกรรมชุมชน มีดังนี้\nรางวัลชนะเลิศ ทีมนาคราช จากมหาวิทยาลัยนครพนม\nรางวัลชมเชย ทีมพญาแถน",
    "นายกรัฐมนตรี มอบรางวัลเลิศรัฐ ประจำปี 2565 ให้แก่ กรมปศุสัตว์ และกรมสรรพากร",
    "ธนาคารอาคารสงเคราะห์ (ธอส.) คว้ารางวัลรัฐวิสาหกิจดีเด่น ปี 2566\nธอส. ได้รับรางวัลองค์กรโปร่งใส ปี 2566",
]
DOCUMENTS = {document["id"]: document for document in demo_documents()}
TITLE = "ข่าวประชาสัมพันธ์ประจำวัน"


@given(st.sampled_from(WINS), news)
@settings(deadline=None, max_examples=80)
def test_news_behind_an_article_changes_no_fact(win: str, more: str) -> None:
    alone = extraction(win, TITLE)
    assume(alone.awards)
    together = extraction(win + "\n" + more, TITLE)
    assert [fact.to_json() for fact in together.awards] == [fact.to_json() for fact in alone.awards]


@given(st.sampled_from(WINS), news)
@settings(deadline=None, max_examples=80)
def test_news_before_an_article_only_moves_its_spans(win: str, more: str) -> None:
    alone = extraction(win, TITLE)
    assume(alone.awards)
    together = extraction(more + "\n" + win, TITLE)
    by = len(more) + 1
    assert [fact.to_json() for fact in together.awards] == [shifted(fact, by) for fact in alone.awards]


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_news_behind_a_demonstration_article_changes_no_fact(document: dict[str, str]) -> None:
    alone = extraction(document["text"], document["title"])
    assert_cut_from(alone)
    together = extraction(document["text"] + "\n" + "\n".join(NEWS), document["title"])
    assert [told(fact) for fact in together.awards] == [told(fact) for fact in alone.awards]
