"""Tiers and their order."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.tiers import Tier, parse_tier, tier_in_english, tier_leads, tier_surface_forms


def ranks(*texts: str, scheme: str | None = None) -> list[int]:
    tiers = [parse_tier(text, scheme) for text in texts]
    assert all(tiers), dict(zip(texts, tiers, strict=True))
    assert len({tier.scheme for tier in tiers if tier}) == 1
    return [tier.rank for tier in tiers if tier]


@pytest.mark.parametrize(
    ("scheme", "best_first"),
    [
        ("excellence", ["ยอดเยี่ยม", "ดีเด่น", "ชมเชย"]),
        ("contest", ["ชนะเลิศ", "รองชนะเลิศอันดับ 1", "รองชนะเลิศอันดับ 2", "รองชนะเลิศอันดับ 3", "ชมเชย"]),
        ("medal", ["ระดับเพชร", "แพลทินัม", "เหรียญทอง", "เหรียญเงิน", "เหรียญทองแดง"]),
        ("medal", ["Diamond", "Platinum", "Gold", "Silver", "Bronze"]),
        ("quality", ["ดีเลิศ", "ดีเยี่ยม", "ดีเด่น", "ดีมาก", "ดี"]),
        ("maturity", ["เป็นเลิศ", "ก้าวหน้า", "พื้นฐาน"]),
        ("place", ["ที่ 1", "อันดับ 2", "ลำดับที่ ๓"]),
        ("stars", ["5 ดาว", "4 ดาว", "3 ดาว"]),
        ("eco_industrial", ["Eco World Class", "Eco Excellence", "Eco-Champion"]),
    ],
)
def test_order_of_the_schemes(scheme: str, best_first: list[str]) -> None:
    order = ranks(*best_first, scheme=scheme)
    assert order == sorted(set(order))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ระดับดีเด่น", "ดีเด่น"),
        ("ประเภทยอดเยี่ยม", "ยอดเยี่ยม"),
        ("รางวัลระดับดีเด่น", "ดีเด่น"),
        ("รางวัลชมเชย", "ชมเชย"),
        ("รองชนะเลิศอันดับ ๒", "รองชนะเลิศอันดับ 2"),
        ("รองชนะเลิศ อันดับที่ 1", "รองชนะเลิศอันดับ 1"),
        ("รางวัลรองชนะเลิศอันดับหนึ่ง", "รองชนะเลิศอันดับ 1"),
        ("ชนะเลิศ อันดับ 1", "ชนะเลิศ"),
        ("ชมเชยอันดับ 1 เหรียญทอง", "ชมเชยอันดับ 1"),
        ("รางวัลชนะเลิศเหรียญทอง", "ชนะเลิศ"),
        ("ระดับทอง", "ทอง"),
        ("เหรียญทองแดง", "เหรียญทองแดง"),
        ("gold award", "Gold"),
        ("ระดับ ดี", "ดี"),
        ("รางวัลที่ 3", "ที่ 3"),
        ("อันดับที่ 1", "ที่ 1"),
        ("Honourable mention", "Honorable Mention"),
        ("รางวัล Popular Vote", "Popular Vote"),
        ("รางวัลเกียรติยศ", "เกียรติยศ"),
        ("1st Runner-up", "1st Runner-up"),
        ("“ดีเด่น”", "ดีเด่น"),
    ],
)
def test_parse_tier(text: str, name: str) -> None:
    tier = parse_tier(text)
    assert tier is not None and tier.name == name


def test_other_words_for_the_same_rank() -> None:
    assert len(set(ranks("ระดับทอง", "เหรียญทอง", "Gold", "Gold Medal"))) == 1
    assert len(set(ranks("รองชนะเลิศอันดับ 1", "1st Runner-up", "Second Prize"))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "รางวัล",
        "ระดับ",
        "ท้องถิ่นดิจิทัล",
        "อันดับ 99",
        "อันดับ 0",
        "ดีเด่นแห่งชาติไทย",
        "ทองคำ",
        "ที่",
        "ระดับประเทศ",
        "ก" * 5000,
    ],
)
def test_what_is_no_tier(text: str) -> None:
    assert parse_tier(text) is None


def test_asking_for_one_scheme() -> None:
    assert parse_tier("ดีเด่น", "quality") == Tier("ดีเด่น", "quality", 3)
    assert parse_tier("ชนะเลิศ", "quality") is None


def test_every_surface_form_parses_to_its_tier() -> None:
    for form, tier in tier_surface_forms().items():
        parsed = parse_tier(form)
        assert parsed is not None, form
        assert (parsed.scheme, parsed.rank) == (tier.scheme, tier.rank), form


def test_surface_forms_say_which_words_need_a_lead() -> None:
    forms = tier_surface_forms()
    assert all(forms[word].needs_lead for word in ("ดี", "ทอง", "เงิน", "พิเศษ", "ที่ 1", "พื้นฐาน"))
    assert not any(forms[word].needs_lead for word in ("ดีเด่น", "ชนะเลิศ", "เหรียญทอง", "ยอดเยี่ยม"))
    assert {"ระดับ", "ประเภท", "รางวัล"} <= set(tier_leads())


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("เหรียญทอง", "Gold medal"),
        ("ระดับดีเด่น", "Outstanding"),
        ("รองชนะเลิศ อันดับ ๑", "1st runner-up"),
        ("รองชนะเลิศลำดับที่ 2", "2nd runner-up"),
        ("รองชนะเลิศ", "Runner-up"),
        ("ชมเชยอันดับ 3", "Honourable mention 3"),
        ("รางวัลที่ 4", "4th place"),
        ("5 ดาว", "5 stars"),
        ("แกรนด์ปรีซ์", "Grand Prize"),
        ("Gold Award", "Gold"),
        ("ชมเชยอันดับ 1 เหรียญทอง", None),  # two tiers: either alone would say too little
        ("ท้องถิ่นดิจิทัล", None),
        ("", None),
    ],
)
def test_tiers_in_english(text: str, english: str | None) -> None:
    assert tier_in_english(text) == english


def test_every_tier_has_an_english_name_of_its_own() -> None:
    names: dict[str, set[str]] = {}
    for tier in set(tier_surface_forms().values()):
        assert tier.name_en.isprintable() and re.fullmatch(r"[A-Z0-9][A-Za-z0-9 '-]*", tier.name_en), tier
        if not tier.name.isascii():
            names.setdefault(tier.name_en, set()).add(tier.name)
    assert {english: thai for english, thai in names.items() if len(thai) > 1} == {}


@given(st.text(max_size=60))
def test_parse_tier_never_raises(text: str) -> None:
    tier = parse_tier(text)
    assert tier is None or tier.rank >= 1
