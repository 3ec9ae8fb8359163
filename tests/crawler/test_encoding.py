"""Which encoding a page is read in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.encoding import decode, plausible_thai

THAI = "เทศบาลเมืองแม่เหียะ จังหวัดเชียงใหม่ ได้รับรางวัลท้องถิ่นดิจิทัล ประจำปี ๒๕๖๖ ระดับดีเด่น"
LABELS = ["tis-620", "TIS620", "windows-874", "iso-8859-11", "cp874"]


@pytest.mark.parametrize(
    "label", [*LABELS, "utf-8", "iso-8859-1", "windows-1252", "us-ascii", "x-unknown", None]
)
@pytest.mark.parametrize("where", ["header", "meta", "xml"])
@pytest.mark.parametrize("codec", ["utf-8", "cp874"])
def test_thai_is_read_whatever_is_declared(label: str | None, where: str, codec: str) -> None:
    head, content_type = "", None
    if label and where == "header":
        content_type = f"text/html; charset={label}"
    elif label and where == "meta":
        head = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">'
    elif label:
        head = f'<?xml version="1.0" encoding="{label}"?>'
    body = f"{head}<p>{THAI}</p>".encode(codec)
    assert THAI in decode(body, content_type=content_type).text


def test_windows_874_quotation_marks_are_kept() -> None:
    text = "รางวัล “ท้องถิ่นดิจิทัล” – ระดับดีเด่น…"
    assert decode(text.encode("cp874"), content_type="text/html; charset=tis-620").text == text


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_byte_order_mark_decides(codec: str) -> None:
    assert decode(THAI.encode(codec), content_type="text/html; charset=tis-620").text == THAI


def test_character_cut_in_two_does_not_spoil_the_page() -> None:
    body = f"<p>{THAI * 3}</p>".encode()[:-6] + b"</p>"
    decoded = decode(body)
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith(f"<p>{THAI}")


@pytest.mark.parametrize("inner", ["utf-8", "cp874"])
def test_text_that_was_encoded_twice_is_put_right(inner: str) -> None:
    twice = THAI.encode(inner).decode("latin-1").encode()
    assert decode(twice).text == THAI


def test_other_languages_are_left_alone() -> None:
    french = "Le prix a été décerné à l'école; félicitations à tous les élèves"
    assert decode(french.encode("latin-1"), content_type="text/html; charset=iso-8859-1").text == french
    assert decode(french.encode()).text == french
    japanese = "受賞者の発表"
    assert decode(japanese.encode("shift_jis"), content_type="text/html; charset=shift_jis").text == japanese


def test_ascii_needs_no_decision() -> None:
    assert decode(b"<p>award</p>", content_type="text/html; charset=utf-16").text == "<p>award</p>"


def test_bytes_of_another_code_page_are_no_plausible_thai() -> None:
    assert plausible_thai(THAI)
    assert not plausible_thai("été déjà élève".encode("latin-1").decode("cp874", "replace"))
    assert not plausible_thai("award")


@given(
    st.binary(max_size=300), st.sampled_from([None, "text/html", "text/html; charset=tis-620", "charset="])
)
def test_nothing_breaks_the_decoder(body: bytes, content_type: str | None) -> None:
    assert isinstance(decode(body, content_type=content_type).text, str)
