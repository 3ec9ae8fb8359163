"""From markup to lines of text."""

from __future__ import annotations

import pytest

from crawler.pages import Layout, open_page
from crawler.pages.blocked import why_no_article
from crawler.pages.text import html_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>หนึ่ง</p><p>สอง</p>", "หนึ่ง\nสอง"),
        ("หนึ่ง<br>สอง<br/><br>สาม", "หนึ่ง\nสอง\nสาม"),
        ("<p>รางวัล<b>ดี</b><i>เด่น</i></p>", "รางวัลดีเด่น"),
        ("<p>บรรทัด\n  เดียว&nbsp;&nbsp;กัน</p>", "บรรทัด เดียว กัน"),
        ("<ul><li>ก</li><li>ข</li></ul>", "– ก\n– ข"),
        ("<ul><li><p>ก</p><p>ต่อ</p></li><li></li></ul>", "– ก\nต่อ"),
        ("<ol><li>ก</li><li>ข</li></ol>", "1. ก\n2. ข"),
        ('<ol start="3"><li>ก</li><li value="7">ข</li><li>ค</li></ol>', "3. ก\n7. ข\n8. ค"),
        ('<ol type="a"><li>ก</li></ol><ol type="I"><li>ก</li><li>ข</li></ol>', "a. ก\nI. ก\nII. ข"),
        ("<ul><li>ก<ul><li>ข</li></ul></li><li>ค</li></ul>", "– ก\n– ข\n– ค"),
        ('<ul style="list-style:none"><li>ก</li></ul>', "ก"),
        (
            "<table><tr><th>ที่</th><th>หน่วยงาน</th></tr><tr><td>1</td><td><p>ทต.ก</p></td></tr></table>",
            "ที่ หน่วยงาน\n1 ทต.ก",
        ),
        ("<pre>ก\n  ข</pre>", "ก\nข"),
        ("ก<script>x</script><style>y</style><!-- z --><noscript>w</noscript>ข", "กข"),
        ('<div class="entry share-buttons">แชร์</div><div class="elementor-widget">ข่าว</div>', "ข่าว"),
        ('<p hidden>ก</p><p style="display: none">ข</p><p>ค</p>', "ค"),
        ("<p>เทศ\u200bบาล\ufeff ท\u0e4d\u0e32งาน</p>", "เทศบาล ทำงาน"),
        ("", ""),
        ("   ", ""),
        ("<!-- only -->", ""),
    ],
)
def test_text(markup: str, text: str) -> None:
    assert html_text(markup) == text


def test_layout_tables_keep_their_lines() -> None:
    cell = "ข้อความยาว" * 40
    assert (
        html_text(f"<table><tr><td>เมนู</td><td><p>{cell}</p><p>ต่อ</p></td></tr></table>")
        == f"เมนู\n{cell}\nต่อ"
    )


def test_deep_nesting_and_long_lists_are_read() -> None:
    assert html_text("<div>" * 5000 + "ลึก") in {"ลึก", ""}
    items = "".join(f"<li>{number}</li>" for number in range(20_000))
    assert html_text(f"<ol>{items}</ol>").endswith("\n20000. 19999")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<title>Just a moment...</title><body></body>", "challenge"),
        (
            "<body><noscript>You need to enable JavaScript to run this app.</noscript><div></div></body>",
            "JavaScript wall",
        ),
        ("<body>กรุณาเปิดใช้งาน JavaScript</body>", "JavaScript wall"),
        ("<body><form><input type=PassWord></form></body>", "login page"),
        ("<body><h1>ไม่พบหน้าที่คุณต้องการ</h1></body>", "missing page"),
        ("<body>Access Denied</body>", "refusal"),
        ("<body>เว็บไซต์ปิดปรับปรุงชั่วคราว</body>", "maintenance"),
    ],
)
def test_pages_that_are_no_article(body: str, kind: str) -> None:
    why = why_no_article(open_page(Layout(name="plain"), "https://x.go.th/", body.encode()).selector)
    assert why is not None
    assert why.startswith(f"{kind}: ")


def test_articles_about_such_pages_are_articles() -> None:
    long = "สำนักงานพัฒนารัฐบาลดิจิทัลได้รับรางวัลจากระบบที่ตรวจสอบเบราว์เซอร์ " * 15
    for body in (f"<body><p>{long}</p><input type=password></body>", "<body><p>เทศบาลได้รับรางวัล</p></body>"):
        page = open_page(Layout(name="plain"), "https://x.go.th/", body.encode())
        assert why_no_article(page.selector) is None
