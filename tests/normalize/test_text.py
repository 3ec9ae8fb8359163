"""Text as stored: what goes in from pages and what must come out."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from normalize.text import arabic_digits, clean, document_text, fold

THAI_MESS = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "กนำา\u0e4d\u0e48\u0e49\u0e31\u0e38\u0e3aเแ๕ \n\r\t\u200b\u00ad\ufeff\u00a0\u2028"
            "\u0301\u0327\uf70a\uf711\uf71a\"'“"
        ),
        st.characters(),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("จ\u0e4d\u0e32กัด", "จำกัด"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("น\u0e33\u0e49", "น้ำ"),
        ("น\u200b\u0e49\u0e4d\u200b\u0e32", "น้ำ"),
        ("เเม่เหียะ", "แม่เหียะ"),
        ("เ\u200bเม่", "แม่"),
        ("\ufeffเทศ\u200bบาล\u00ad", "เทศบาล"),
        ("\u202bกทม.\u202c \u2067ลำพูน\u2069", "กทม. ลำพูน"),
        ("ปี\u00a02566\u3000และ\t 2567", "ปี 2566 และ 2567"),
        ("หนึ่ง  \r\n  สอง\rสาม\u2028สี่", "หนึ่ง\nสอง\nสาม\nสี่"),
        ("หัวข้อ\n\nเนื้อหา", "หัวข้อ\n\nเนื้อหา"),
        ("  ต้นปลาย \n", "ต้นปลาย"),
        ("ก\x00ข\x1b[0m", "กข[0m"),
        ("ก\ud83dข", "กข"),
        ("", ""),
    ],
)
def test_clean(raw: str, stored: str) -> None:
    assert clean(raw) == stored


def test_clean_reads_the_glyphs_of_old_fonts() -> None:
    windows = "".join(map(clean, map(chr, range(0xF700, 0xF71B))))
    assert windows == "ฐ\u0e34\u0e35\u0e36\u0e37่้๊๋์่้๊๋์ญ\u0e31\u0e4d\u0e47่้๊๋์\u0e38\u0e39\u0e3a"
    macintosh = "".join(map(clean, map(chr, range(0xF884, 0xF89F))))
    assert macintosh == "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47่่่้้้๊๊๊๋๋๋์์์\u0e4dญ\u0e38\u0e39\u0e3aฐ"


@pytest.mark.parametrize(
    ("drawn", "written"),
    [("ที\uf70b", "ที้"), ("ป\uf701\uf70a", "ปิ่"), ("น\uf711\uf70b\u0e32", "น้ำ"), ("\uf70f\u0e32ติ", "ญาติ")],
)
def test_words_set_in_old_fonts_become_words(drawn: str, written: str) -> None:
    assert clean(drawn) == written


def test_compatibility_characters_stay() -> None:
    assert clean("ตารางเมตร ㎡ ① น้ำ") == "ตารางเมตร ㎡ ① น้ำ"


@given(THAI_MESS)
@example("x\u0301\u0e4d\u0e49\u0e32")
@example("กำ้ำ้")
@example("ำ\u0301ำ\u0301้")
def test_clean_is_idempotent_composed_and_encodable(raw: str) -> None:
    stored = clean(raw)
    assert clean(stored) == stored
    assert unicodedata.is_normalized("NFC", stored)
    assert "  " not in stored and "\r" not in stored and " \n" not in stored and "\n " not in stored
    stored.encode("utf-8")


@given(THAI_MESS)
def test_fold_hides_what_spelling_does_not_mean(raw: str) -> None:
    folded = fold(raw)
    assert fold(folded) == folded
    assert fold(clean(raw)) == folded
    assert not any(character.isspace() for character in folded)


def test_piles_of_marks_are_cut_so_that_composing_stays_linear() -> None:
    pile = clean("ก" + "\u0301\u0327" * 300_000)
    assert len(pile) < 50 and clean(pile) == pile
    assert len(clean("ก" + "\u0344" * 40)) < 50
    assert clean("ก" + "\u0301" * 20 + "ข") == "ก" + "\u0301" * 20 + "ข"


def test_fold_makes_spellings_of_one_name_equal() -> None:
    assert fold("“โครงการ  น้ํา ๑๐” GOLD") == fold('"โครงการน้ำ10"gold') == "โครงการน้ำ10gold"


def test_fold_keeps_different_names_apart() -> None:
    assert fold("แพร่") != fold("แพร")
    assert fold("หนองบัวลำภู") == "หนองบัวลำภู"


def test_arabic_digits_keep_positions() -> None:
    assert arabic_digits("ปี ๒๕๖๖ (๑/3)") == "ปี 2566 (1/3)"


@pytest.mark.parametrize(
    ("title", "text", "document"),
    [
        ("หัวข้อ", "เนื้อหา", "หัวข้อ\nเนื้อหา"),
        ("หัวข้อ", "หัวข้อ\nเนื้อหา", "หัวข้อ\nเนื้อหา"),
        ("", "เนื้อหา", "เนื้อหา"),
        ("หัวข้อ", "", "หัวข้อ"),
    ],
)
def test_document_text_holds_the_title_once(title: str, text: str, document: str) -> None:
    assert document_text(title, text) == document
