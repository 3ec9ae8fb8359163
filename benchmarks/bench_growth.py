"""How the time of the extraction grows with an article, for texts made to be slow.

    python benchmarks/bench_growth.py [CHARACTERS]

Each text is read at CHARACTERS (10,000 by default) and at ten times as many.  The ratio of the CPU times
should stay at or below 11, give or take what the machine adds; texts well above it are marked.  A text is
given up after half a minute.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable
from types import FrameType

from extract.pipeline import Extractor

TIMES = 10
MARKED = 13.0
"""Ratio from which a text is marked: sorting, caches and the collector of garbage make 12 of a linear 10."""
LIMIT = 30
"""Seconds after which a text is given up."""
SHORTEST = 0.01
"""CPU seconds below which a single reading says nothing: such texts are read several times."""

THAI = [chr(code) for code in range(0x0E01, 0x0E2F)]


def distinct(number: int) -> str:
    """A word of three consonants, another one for each number up to 97,336."""
    return THAI[number % 46] + THAI[number // 46 % 46] + THAI[number // 2116 % 46]


def repeated(part: str, before: str = "รางวัลเลิศรัฐ ได้แก่ ", after: str = "") -> Callable[[int], str]:
    """A text of one part again and again."""
    return lambda length: before + (part * (length // len(part) + 1))[:length] + after


def numbered(template: str, before: str = "รางวัลเลิศรัฐ ได้แก่\n") -> Callable[[int], str]:
    """A text of one part again and again, each with another word in it."""
    size = len(template.format(distinct(0)))
    return lambda length: before + "".join(template.format(distinct(n)) for n in range(length // size))


TEXTS: dict[str, Callable[[int], str]] = {
    "opening brackets": repeated("("),
    "award and bracket": repeated("รางวัล("),
    "one Thai word": repeated("ก", "รางวัล"),
    "one Latin word": repeated("A", "รางวัล "),
    "Latin capitals": repeated("Ab ", "รางวัล "),
    "Latin joiners": repeated("of ", "รางวัล A "),
    "digits": repeated("1"),
    "digits behind a name": repeated("1", "กรมปศุสัตว์ ได้รับรางวัล"),
    "Thai digits": repeated("๑"),
    "dots": repeated("."),
    "dotted letters": repeated("ก."),
    "hyphens": repeated("-"),
    "colons": repeated(" :"),
    "spaces": repeated(" "),
    "letters and spaces": repeated(" ก"),
    "tone marks": repeated("้", "รางวัลก"),
    "opening quotes": repeated("“", "รางวัล"),
    "straight quotes": repeated('"', "รางวัล"),
    "quotes and awards": repeated("รางวัล“ก"),
    "newlines": repeated("\n", "รางวัล\n", "ก"),
    "short paragraphs": repeated("ก\n\n"),
    "รางวัล": repeated("รางวัล"),
    "รางวัล, spaced": repeated("รางวัล "),
    "Award": repeated("Award "),
    "Award glued": repeated("Award"),
    "plaques": repeated("โล่ประกาศเกียรติคุณ"),
    "contests": repeated("การประกวดกกก ", "รางวัล "),
    "contests glued": repeated("การประกวด", "รางวัล "),
    "shortened awards": repeated("รางวัลเลิศรัฐฯ "),
    "other shortened awards": numbered("รางวัล{}กกกฯ "),
    "won": repeated("ได้รับรางวัล "),
    "given": repeated("มอบรางวัล ให้แก่ "),
    "ได้แก่": repeated("ได้แก่ "),
    "ได้แก่ of a claimant": repeated("ได้แก่ ", "กรมปศุสัตว์ ได้รับ 3 รางวัล "),
    "และ": repeated("และ"),
    "และ, spaced": repeated("และ "),
    "counts": repeated("จำนวน 5 แห่ง ได้แก่ "),
    "tiers": repeated("ระดับดีเด่น "),
    "tiers alone": repeated("ดีเด่น "),
    "placings": repeated("รางวัลชนะเลิศ โรงเรียนบ้านนา "),
    "categories": repeated("สาขาการ "),
    "categories glued": repeated("สาขา"),
    "years": repeated("ปี 2566 "),
    "bare years": repeated("2566 "),
    "works": repeated("ผลงาน"),
    "titles of persons": repeated("ดร. "),
    "persons": repeated("นายกอ ขอ "),
    "provinces": repeated("จังหวัดลำพูน "),
    "provinces, elided": repeated("ลำพูน ", "รางวัลเลิศรัฐ ได้แก่ จังหวัด"),
    "heads of bodies": repeated("โรงเรียน"),
    "heads of bodies, spaced": repeated("โรงเรียน "),
    "one body": repeated("โรงเรียนบ้านนา "),
    "one body, joined": repeated("โรงเรียนบ้านนาและ"),
    "bodies": numbered("โรงเรียนบ้าน{} "),
    "bodies on one line, joined": numbered("โรงเรียนบ้าน{}และ", "รางวัลเลิศรัฐ ได้แก่ "),
    "mayors": repeated("นายกเทศมนตรีเมืองกา "),
    "company, never closed": repeated("บริษัท "),
    "companies, bare": repeated("บริษัท กกก "),
    "companies": repeated("บริษัท กกก จำกัด "),
    "partnerships": repeated("หจก. กกก "),
    "a short form defined": repeated("ธอส. ", "รางวัล ธนาคารอาคารสงเคราะห์ (ธอส.) "),
    "many short forms defined": numbered("โรงเรียนบ้าน{0} ({0}) "),
    "bullets": repeated("- \n", "รางวัลเลิศรัฐ ได้แก่\n"),
    "bullets with a body": repeated("- โรงเรียนบ้านนา\n", "รางวัลเลิศรัฐ ได้แก่\n"),
    "bullets with bodies": numbered("- โรงเรียนบ้าน{}\n"),
    "numbers": repeated("1. "),
    "numbers with a body": repeated(" 1. โรงเรียนนา"),
    "awards in a list": repeated(" 1. รางวัลเลิศรัฐ", "กรมปศุสัตว์ ได้รับ 3 รางวัล ได้แก่ "),
    "awards in lines": repeated("1. รางวัลเลิศรัฐ\n", "กรมปศุสัตว์ ได้รับ 3 รางวัล ได้แก่\n"),
    "other awards in lines": numbered("1. รางวัล{}กกก\n", "กรมปศุสัตว์ ได้รับ 3 รางวัล ได้แก่\n"),
    "other awards, claimed again": numbered(
        "ทั้งนี้ ได้แก่ รางวัล{}ก และรางวัลคคค\n", "กรมปศุสัตว์ ได้รับ 3 รางวัล ได้แก่ 1. รางวัลกกก 2. รางวัลขขข\n"
    ),
    "one win": repeated("กรมปศุสัตว์ ได้รับรางวัลเลิศรัฐ "),
    "one win, a line each": repeated("โรงเรียนบ้านนา จังหวัดลำพูน ได้รับรางวัลเลิศรัฐ\n"),
    "wins of many": numbered("โรงเรียนบ้าน{} ได้รับรางวัลเลิศรัฐ\n", ""),
    "wins of departments": numbered("กรม{}า ได้รับรางวัลเลิศรัฐ\n", "สังกัด "),
    "many wins of one": numbered("โรงเรียนบ้านนา ได้รับรางวัล{}าก ดีเด่น\n", ""),
    "many works of one": numbered("โรงเรียนบ้านนา ได้รับรางวัลเลิศรัฐ ผลงาน “{0}{0}{0}”\n", ""),
    "words of boasting": repeated("เป็น ", "กรมปศุสัตว์ ", "ได้รับรางวัลเลิศรัฐ"),
    "fillers behind a verb": repeated("ผลรางวัลโล่เกียรติยศ", "กรมปศุสัตว์ ได้รับ"),
    "places between winners": repeated(
        " อำเภอเมืองและจังหวัดน่าน", "โรงเรียนบ้านนา", "โรงเรียนบ้านกลาง ได้รับรางวัลเลิศรัฐ"
    ),
    "districts before a ministry": repeated(
        "อำเภอกกอำเภอกก", "กรมปศุสัตว์ ", "กระทรวงเกษตรและสหกรณ์ ได้รับรางวัลเลิศรัฐ"
    ),
    "bodies with counted awards": repeated(
        " 1) กรมปศุสัตว์ จำนวน 2 รางวัล ได้แก่ 1.1) ระดับดี 1.2) ระดับดีเด่น", "รางวัลเลิศรัฐ ได้แก่"
    ),
    "places and teams": repeated("ชนะเลิศ ทีมปลาทู ผลงาน “ก” ", "รางวัลเลิศรัฐ ได้แก่ "),
    "kinds before members": repeated("กลุ่มทอผ้า กลุ่มทอผ้าบ้านนา ", "รางวัลเลิศรัฐ ได้แก่ 1) "),
    "many bodies, one win": repeated("กรมปศุสัตว์ และ ", "", "ได้รับรางวัลเลิศรัฐ"),
}


class GivenUp(Exception):
    """A text took longer than the limit."""


def give_up(_signal: int, _frame: FrameType | None) -> None:
    raise GivenUp


def seconds(extractor: Extractor, text: str) -> float:
    """CPU seconds that one reading of the text takes: the least of two, of five where they are short.

    The first reading of any text fills caches of names, so no text is judged by its first one alone.
    """
    best = float("inf")
    for reading in range(5):
        signal.alarm(LIMIT)
        try:
            started = time.process_time()
            extractor.extract(id="hostile", title="", text=text)
            best = min(best, time.process_time() - started)
        finally:
            signal.alarm(0)
        if reading and best > SHORTEST * 50:
            break
    return best


def main() -> None:
    length = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    signal.signal(signal.SIGALRM, give_up)
    extractor = Extractor()
    seconds(extractor, "กรมปศุสัตว์ ได้รับรางวัลเลิศรัฐ")
    print(f"{'':<30}{length:>10,} characters{length * TIMES:>10,} characters     ratio")
    over = 0
    for name, text in TEXTS.items():
        try:
            short = seconds(extractor, text(length))
            long = seconds(extractor, text(length * TIMES))
        except GivenUp:
            over += 1
            print(f"{name:<30}given up after {LIMIT} s", flush=True)
            continue
        ratio = long / short
        over += ratio > MARKED
        mark = "  more than linear" if ratio > MARKED else ""
        print(f"{name:<30}{short:>19.3f} s{long:>19.3f} s{ratio:>10.1f}{mark}", flush=True)
    print(f"{over} of {len(TEXTS)} texts grow faster than linear")


if __name__ == "__main__":
    main()
