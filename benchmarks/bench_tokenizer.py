"""What the project's tokenizer shows that the stock ones hide, and what it costs.

    python benchmarks/bench_tokenizer.py [ARTICLES.jsonl]

Without a file the articles of the demonstration sites are read.  For each tokenizer: how many of the words by
which names and awards begin, and of the Buddhist years, stand at the edge of a token, where rules see them;
and CPU time of one process.  docs/rules.md shows the figures of 1,500 government releases.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import accumulate, pairwise
from pathlib import Path

import nlpo3
from pythainlp.corpus import thai_words
from pythainlp.tokenize import word_tokenize

from extract.tokenizer import segment
from normalize.text import clean, document_text
from rangwan.demo import demo_documents
from rangwan.documents import Document, read_documents
from rangwan.messages import Problems

LOCAL = re.compile("องค์การบริหารส่วน(?:ตำบล|จังหวัด)|เทศบาล(?:นคร|เมือง|ตำบล)|เทศมนตรี(?:นคร|เมือง|ตำบล)")
MINISTRY = re.compile("กระทรวง(?=[ก-ฮเ-ไ])")
AWARD = re.compile("รางวัล")
YEAR = re.compile(r"(?<![0-9๐-๙])25[0-9]{2}(?![0-9๐-๙])")

Tokenizer = Callable[[str], list[str]]


def stock_nlpo3() -> Tokenizer:
    """The segmenter of nlpo3 with PyThaiNLP's own dictionary."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "words.txt"
        path.write_text("\n".join(sorted(thai_words())), encoding="utf-8")
        nlpo3.load_dict(str(path), "stock")
    return lambda text: list(nlpo3.segment(text, "stock"))


def texts() -> list[str]:
    """The texts to read, as the extraction reads them."""
    if len(sys.argv) > 1:
        articles = list(read_documents(sys.argv[1], Problems()))
    else:
        articles = [Document(one["id"], one["title"], one["text"]) for one in demo_documents()]
    return [document_text(clean(article.title), clean(article.text)) for article in articles]


def seen(pattern: re.Pattern[str], text: str, starts: set[int]) -> tuple[int, int]:
    """How many matches begin where a token begins, and how many there are."""
    found = [match.start() in starts for match in pattern.finditer(text)]
    return sum(found), len(found)


def years_alone(text: str, tokens: set[tuple[int, int]]) -> tuple[int, int]:
    """How many years are a token of their own, and how many there are."""
    found = [match.span() in tokens for match in YEAR.finditer(text)]
    return sum(found), len(found)


def measure(name: str, tokenizer: Tokenizer, articles: list[str]) -> None:
    """Print one line of the table."""
    tokenizer("รางวัล")  # loads the dictionary
    started = time.process_time()
    split = [tokenizer(text) for text in articles]
    taken = time.process_time() - started
    totals = {"local": [0, 0], "ministry": [0, 0], "award": [0, 0], "year": [0, 0]}
    for text, words in zip(articles, split, strict=True):
        edges = list(accumulate(map(len, words), initial=0))
        starts, tokens = set(edges), set(pairwise(edges))
        counts = {
            "local": seen(LOCAL, text, starts),
            "ministry": seen(MINISTRY, text, starts),
            "award": seen(AWARD, text, starts),
            "year": years_alone(text, tokens),
        }
        for kind, (found, of) in counts.items():
            totals[kind][0] += found
            totals[kind][1] += of
    shares = "".join(f"{found / of:>12.1%}" if of else f"{'-':>12}" for found, of in totals.values())
    lossless = all("".join(words) == text for text, words in zip(articles, split, strict=True))
    speed = sum(map(len, articles)) / taken / 1e6
    print(f"{name:<28}{shares}{speed:>12.2f}{'yes' if lossless else 'NO':>10}")


def main() -> None:
    articles = texts()
    print(f"{len(articles):,} articles, {sum(map(len, articles)):,} characters")
    columns = ("local body", "ministry", "award", "year alone", "Mchar/s")
    print(f"{'':<28}{''.join(f'{column:>12}' for column in columns)}{'lossless':>10}")
    measure("PyThaiNLP newmm", lambda text: word_tokenize(text, engine="newmm"), articles)
    measure("nlpo3, PyThaiNLP's words", stock_nlpo3(), articles)
    measure("rangwan", segment, articles)


if __name__ == "__main__":
    main()
