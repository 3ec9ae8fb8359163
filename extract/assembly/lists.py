"""Lists of recipients: an item a line, numbered within a line, or in prose."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.items import read_item
from extract.assembly.names import read_prose
from extract.assembly.reading import Line, Reading, is_blank, numbers_from
from extract.assembly.recipients import RecipientList
from extract.assembly.strangers import Item, with_strangers
from extract.assembly.works import work_of_line
from extract.lexicons import cue_pattern
from extract.mention import Mention

LIST_NOTE = re.compile(r"\s?\((?:เรียง[^()\n]{0,40}|ตามลำดับ[^()\n]{0,20})\)")
ITEM_HEADER = re.compile(
    r"(?:รางวัล|ประเภท|สาขา|ด้าน|หมวด|กลุ่ม(?!วิสาหกิจ|แม่บ้าน|เกษตรกร|สตรี|ทอ|อาชีพ|ออม|ผู้)|ขนาด|ระดับ)"
)
NEXT_HEADING = re.compile(r"\s\(?[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*[.)]?\s?$")
"""The number of the heading that follows the last item (... 1.2 รางวัล...)."""
OF_MAKER = re.compile(r"\s(?:โดย|จาก|ของ)\s?")
OPENS = re.compile(rf"[^\n]{{0,40}}?(?:{cue_pattern('list', 'openers')})")
AND = re.compile(r"และ\s?")
BREAK = re.compile(rf"\s(?:{cue_pattern('breaks', 'words')})(?=\s|[ก-ฮเ-ไ])")


def read_list(
    reading: Reading, position: int, *, works: bool = True, head: str | None = None
) -> RecipientList:
    """Read the list of recipients that begins at `position`: in lines, numbered in one line, or in prose.

    `works` tells whether an item may name the work first and its owner behind it, `head` what the words
    before the list said of its members, if they may elide it.
    """
    text = reading.text
    note = LIST_NOTE.match(text, position)
    if note:
        position = note.end()
    while position < len(text) and text[position] in " :–-":
        position += 1
    line = reading.line_of(min(position, len(text) - 1))
    if position >= line.end or is_blank(text, position, line.end):
        return _read_lines(reading, position, head)
    number = re.compile(r"\(?[0-9๐-๙]{1,2}\s?[.)]+\s?(?![0-9๐-๙])").match(text, position)
    if number:
        return _read_numbered(reading, position, line, head)
    return read_prose(reading, position, line.end, works=works, head=head)


def _read_lines(reading: Reading, position: int, head: str | None) -> RecipientList:
    """The following lines, while each opens with a bullet, a number or a name."""
    found: list[Item] = []
    end = position
    line = reading.next_line(position)
    while line is not None:
        joint = AND.match(reading.text, line.content, line.end)
        start = joint.end() if joint is not None else line.content
        named = reading.at("organisation", start) or reading.at("person", start)
        if not line.is_item and not named:
            break
        if not line.is_item and line.end - line.start > 260:
            break
        if ITEM_HEADER.match(reading.text, start) and not reading.at("organisation", start):
            break
        if not line.is_item and joint is None and found and _tells_where_from(reading, start, found[-1]):
            end = line.end
            line = reading.next_line(line.end)
            continue
        item = read_item(reading, start, line.end, head)
        if not item and not line.is_item:
            break
        end = line.end
        line = reading.next_line(line.end)
        if line is not None and (work := work_of_line(reading, line)) is not None:
            if item and item[-1].project is None:
                item = [*item[:-1], replace(item[-1], project=work)]
            end = line.end
            line = reading.next_line(line.end)
        found.append(Item(start, end, item))
    return RecipientList(with_strangers(reading, found), end)


def _tells_where_from(reading: Reading, start: int, before: Item) -> bool:
    """Whether a line names the body of the person, or the province of the body, of the line above."""
    body = reading.at("organisation", start)
    if body is None or not before.recipients:
        return False
    last = before.recipients[-1]
    if last.kind == "person":
        return True
    above = last.organisation.attributes.get("source") if last.organisation is not None else None
    return body.attributes.get("source") == "province" and above not in ("province", "elided")


def _read_numbered(reading: Reading, position: int, line: Line, head: str | None) -> RecipientList:
    """Items numbered within a line (1. ... 2. ...), perhaps going on in the next lines."""
    text = reading.text
    bounds = numbers_from(text, position, line.end)
    if not bounds:
        return RecipientList((), position)
    found: list[Item] = []
    end = reach = position
    for index, (_, _, begin) in enumerate(bounds):
        last = index + 1 == len(bounds)
        stop = line.end if last else bounds[index + 1][1]
        if ITEM_HEADER.match(text, begin) and not reading.at("organisation", begin):
            return RecipientList(with_strangers(reading, found), end)
        if last:
            stop = _break_behind(reading, begin, stop)
            for award in reading.within("award", begin + 2, stop):
                if _closes_item(reading, award, stop):
                    stop = award.end
                    break
                if award.attributes["kind"] in ("name", "tier"):
                    stop = begin + len(NEXT_HEADING.sub("", text[begin : award.start]).rstrip(" และ"))
                    break
        items = read_item(reading, begin, stop, head)
        found.append(Item(begin, stop, items))
        end = max((item.end for item in items), default=stop) if last else stop
        reach = stop
    following = reading.next_line(line.start)
    expected = bounds[-1][0] + 1
    while following is not None and following.is_item and reach >= line.end - 6:
        number = re.match(r"\s*(?:(?:และ|กับ)\s?)?\(?([0-9๐-๙]{1,2})", text[following.start : following.end])
        if not number or int(number[1]) != expected or ITEM_HEADER.match(text, following.content):
            break
        for _, begin, stop in _numbers_of(reading, following):
            found.append(Item(begin, stop, read_item(reading, begin, stop, head)))
            expected += 1
        line, end, reach = following, following.end, following.end
        following = reading.next_line(following.start)
    return RecipientList(with_strangers(reading, found), end)


def _closes_item(reading: Reading, award: Mention, end: int) -> bool:
    """3. การท่าเรือแห่งประเทศไทย รางวัลชมเชย: the placing of the last item itself, not of those who follow."""
    if award.attributes["kind"] != "tier" or "contest" in award.attributes:
        return False
    opens = OPENS.match(reading.text, award.end, end) is not None
    return not opens and not reading.within("organisation", award.end, end)


def _break_behind(reading: Reading, begin: int, end: int) -> int:
    """Where words that open another statement end the last item; not โดย before the body that made a work."""
    for cut in BREAK.finditer(reading.text, begin + 2, end):
        maker = OF_MAKER.match(reading.text, cut.start(), end)
        if maker is None or reading.at("organisation", maker.end()) is None:
            return cut.start()
    return end


def _numbers_of(reading: Reading, line: Line) -> list[tuple[int, int, int]]:
    """The items of a line that goes on with a numbered list: number, start and end of each."""
    start = line.start
    while start < line.end and reading.text[start] in " \t":
        start += 1
    bounds = numbers_from(reading.text, start, line.end)
    if len(bounds) < 2:
        return [(0, line.content, line.end)]
    ends = [place for _, place, _ in bounds[1:]] + [line.end]
    return [(number, begin, end) for (number, _, begin), end in zip(bounds, ends, strict=True)]
