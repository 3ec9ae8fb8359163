"""Pages of layouts that nobody has declared: no winner may be lost, whatever markup the list is in."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from crawler.pages import Layout, PressItem, open_page
from crawler.pages.located import Located

WINNERS = (
    "เทศบาลนครยะลา จังหวัดยะลา",
    "เทศบาลเมืองแม่เหียะ จังหวัดเชียงใหม่",
    "เทศบาลตำบลอุโมงค์ จังหวัดลำพูน",
    "องค์การบริหารส่วนตำบลเก่าขาม จังหวัดอุบลราชธานี",
)
OPENING = "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน) ประกาศผลรางวัลท้องถิ่นดิจิทัล ประจำปี 2566 ประเภทดีเด่น ดังนี้"


def each(form: str) -> str:
    return "".join(form.format(number=number, name=name) for number, name in enumerate(WINNERS, 1))


def table(row: str) -> str:
    return f"{LEAD}<table>{each(f'<tr>{row}</tr>')}</table>"


LEAD = f"<p>{OPENING}</p>"
LISTS = {
    "ordered": f"{LEAD}<ol>{each('<li>{name}</li>')}</ol>",
    "spans": f"{LEAD}<ul>{each('<li><span>{name}</span></li>')}</ul>",
    "definitions": f"{LEAD}<dl><dt>ดีเด่น</dt>{each('<dd>{name}</dd>')}</dl>",
    "breaks": f"{OPENING}<br>{each('- {name}<br>')}",
    "blocks": f"<div>{OPENING}</div>{each('<div>{number}) {name}</div>')}",
    "cards": LEAD + each("<div class='col'><div class='card'><h5>{name}</h5><p>ดีเด่น</p></div></div>"),
    "table": table("<td>{number}</td><td>{name}</td><td>ดีเด่น</td>"),
    "linked table": table("<td>{number}</td><td><a href='/o/{number}'>{name}</a></td><td>ดีเด่น</td>"),
    "links": f"{LEAD}<ul>{each('<li><a href=https://{number}.go.th/>{name}</a></li>')}</ul>",
    "links in short": f"<div>มีผู้ได้รับรางวัล ได้แก่<ol>{each('<li><a href=/{number}>{name}</a></li>')}</ol></div>",
    "paragraphs in cells": table("<td><p>{number}</p></td><td><p>{name}</p></td>"),
    "list in a cell": f"{LEAD}<table><tr><td>ดีเด่น<td><ul>{each('<li>{name}</li>')}</ul></table>",
    "short": f"<p>ผู้ได้รับรางวัล</p><ul>{each('<li>{name}</li>')}</ul>",
    "a tier above each": LEAD + each("<p><b>ประเภทดีเด่น</b></p><p>{name}</p>"),
}
SITE = {
    "head": "<head><meta charset='utf-8'><title>ประกาศผลรางวัล | ท้องถิ่นไทย</title></head>",
    "menu": "<div><ul><li><a href='/'>หน้าแรก</a></li><li><a href='/news'>ข่าวประชาสัมพันธ์</a></li></ul></div>",
    "others": f"<div><h3>ข่าวอื่น</h3><ul>{each('<li><a href=/n/{number}>ข่าวของ {number}</a></li>')}</ul></div>",
    "foot": "<div class='foot'><p>สงวนลิขสิทธิ์ พ.ศ. 2567 โทร. 0 2123 4567</p></div>",
}
PAGES = {
    "divisions": """<html>{head}<body>{menu}<div id="w"><div><h1>ประกาศผลรางวัล</h1>
        <div>วันที่ 10 ตุลาคม 2566</div>{list}</div>{others}</div>{foot}</body></html>""",
    "article": """<html>{head}<body>{menu}<main><article><h1>ประกาศผลรางวัล</h1>
        <p><time>10 ตุลาคม 2566</time></p>{list}</article>{others}</main>{foot}</body></html>""",
    "table of the whole page": """<html>{head}<body><table><tr><td>{menu}</td></tr><tr><td>{others}</td><td>
        <font size=5>ประกาศผลรางวัล</font><br>10 ต.ค. 66<br>{list}</td></tr>
        <tr><td>{foot}</td></tr></table></body></html>""",
}


def read(markup: str, layout: str = "general") -> PressItem:
    return open_page(Layout(name=layout), "https://example.go.th/1", markup.encode()).item()


@pytest.mark.parametrize("winners", LISTS)
@pytest.mark.parametrize("page", PAGES)
def test_every_winner_has_a_line_and_nothing_else_is_in_the_text(page: str, winners: str) -> None:
    item = read(PAGES[page].format_map({**SITE, "list": LISTS[winners]}))
    assert (item.title, item.published) == ("ประกาศผลรางวัล", date(2023, 10, 10))
    lines = item.text.split("\n")
    short = {"short": "ผู้ได้รับรางวัล", "links in short": "มีผู้ได้รับรางวัล ได้แก่"}
    assert lines[0] == short.get(winners, OPENING)
    if winners != "list in a cell":  # a row is one line
        assert [sum(name in line for line in lines) for name in WINNERS] == [1, 1, 1, 1]
    assert all(name in item.text for name in WINNERS)
    assert not any(other in item.text for other in ("ข่าวของ", "หน้าแรก", "สงวนลิขสิทธิ์"))
    if winners == "a tier above each":
        assert lines.count("ประเภทดีเด่น") == len(WINNERS)


def test_a_text_in_many_blocks_is_whole_where_the_densest_block_is_a_part() -> None:
    blocks = "".join(
        f"<div><div><div><div>{part}</div></div></div></div>"
        for part in (f"<p>{OPENING}</p>", *(f"<p>{name} ได้รับรางวัลประเภทดีเด่น</p>" for name in WINNERS))
    )
    page = PAGES["divisions"].format_map({**SITE, "list": blocks})
    assert len(read(page).text.split("\n")) == 1 + len(WINNERS)
    plain = read(page, "plain")
    assert len(plain.text.split("\n")) == 1
    assert plain.published == read(page).published == date(2023, 10, 10)


def test_the_day_is_that_of_the_release_not_today_s_nor_that_of_other_news() -> None:
    page = (
        "<html><body><div>วันอังคารที่ 5 มีนาคม 2567</div><h1>ประกาศผลรางวัล</h1>{line}"
        f"<div>{LISTS['ordered']}</div><div><h4>ข่าวล่าสุด</h4>"
        "<ul><li><a href=/2>ประชุมสภา</a> 4 มี.ค. 67<li><a href=/3>ปลูกป่า</a> 1 มี.ค. 67</ul></div></body></html>"
    )
    assert read(page.replace("{line}", "<p>เผยแพร่ 10 ต.ค. 2566</p>")).published == date(2023, 10, 10)
    assert read(page.replace("{line}", "")).published is None


def test_a_buddhist_year_in_the_metadata_is_one() -> None:
    meta = '<meta property="article:published_time" content="2566-10-10T08:00:00+07:00">'
    page = f"<html><head>{meta}</head><body>{LISTS['ordered']}</body></html>"
    assert read(page).published == date(2023, 10, 10)


def test_text_that_only_the_metadata_hold() -> None:
    described = (
        '{"@type": "NewsArticle", "headline": "ประกาศผลรางวัล", "articleBody": "เทศบาลนครยะลา ได้รับรางวัล"}'
    )
    head = f'<head><script type="application/ld+json">{described}</script></head>'
    item = read(f'<html>{head}<body><div id="app"></div></body></html>')
    assert (item.title, item.text) == ("ประกาศผลรางวัล", "เทศบาลนครยะลา ได้รับรางวัล")


@pytest.mark.parametrize("located", [None, Located(None, "เทศบาลนครยะลา")])
def test_where_trafilatura_finds_nothing_or_little_the_densest_block_is_read(
    located: Located | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.pages.general.locate", lambda page, menus: located)
    text = read(PAGES["divisions"].format_map({**SITE, "list": LISTS["ordered"]})).text
    assert text.split("\n") == [OPENING, *(f"{number}. {name}" for number, name in enumerate(WINNERS, 1))]


def test_a_page_that_nests_without_end_is_read() -> None:
    depth = 3000
    page = "<html><body><h1>ข่าว</h1><p>" + OPENING + "</p>" + "<div>" * depth + "ท้าย" + "</div>" * depth
    assert read(page).text == OPENING


def test_the_selectors_of_a_publisher_go_before_what_is_found() -> None:
    layout = Layout(name="general", title=".t", text=".x", published=".d")
    head = "<h1>ท้องถิ่นไทย</h1><i class=t>ผล</i><i class=d>1 ม.ค. 2567</i>"
    page = f"<html><body>{head}{LISTS['ordered']}<p class=x>สั้น</p></body></html>"
    item = open_page(layout, "https://example.go.th/1", page.encode()).item()
    assert (item.title, item.text, item.published) == ("ผล", "สั้น", date(2024, 1, 1))


def test_crawls_of_declared_layouts_do_not_wait_for_trafilatura() -> None:
    program = (
        "import sys, crawler.spider\nfrom crawler.pages import Layout, open_page\n"
        "for name in sys.argv[1:]:\n"
        "    open_page(Layout(name=name), 'https://x.go.th/', '<body>ข่าว</body>'.encode()).item()\n"
        "    print('trafilatura' in sys.modules)"
    )
    call = [sys.executable, "-c", program, "plain", "municipal", "news", "general"]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "False", "True"]
    assert done.stderr == ""
