"""Articles a second through the extraction, beside PyThaiNLP's tokenizer alone over the same texts.

    python benchmarks/bench_extraction.py [ARTICLES.jsonl]

Without a file the articles of the demonstration sites are read again and again.  CPU time of one process is
measured, the median of several passes; what counts is the ratio, which depends less on the machine.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice

from pythainlp.tokenize import word_tokenize

from extract.pipeline import TRIGGER, Extractor
from normalize.text import clean, document_text
from rangwan.demo import demo_documents
from rangwan.documents import Document, read_documents
from rangwan.messages import Problems

PASSES = 5
AT_LEAST = 300
"""Articles in a pass: fewer are repeated, so that a pass takes long enough to be timed."""


def documents() -> list[Document]:
    """The articles to read."""
    if len(sys.argv) > 1:
        return list(read_documents(sys.argv[1], Problems()))
    bundled = [Document(**record) for record in demo_documents()]
    return list(islice(cycle(bundled), AT_LEAST))


def seconds(work: Callable[[], None]) -> Iterator[float]:
    """CPU seconds of each pass; the first, which fills caches, is left out."""
    work()
    for _ in range(PASSES):
        started = time.process_time()
        work()
        yield time.process_time() - started


def main() -> None:
    articles = documents()
    texts = [document_text(clean(article.title), clean(article.text)) for article in articles]
    mentioning = sum(bool(TRIGGER.search(text)) for text in texts)
    extractor = Extractor()
    facts = 0

    def extract() -> None:
        nonlocal facts
        found = (extractor.extract(id=a.id, title=a.title, text=a.text).awards for a in articles)
        facts = sum(map(len, found))

    def tokenise() -> None:
        for text in texts:
            word_tokenize(text, engine="newmm")

    characters = sum(map(len, texts))
    print(f"{len(texts):,} articles, {characters:,} characters, {mentioning:,} of them mention an award")
    extracting, tokenising = (statistics.median(seconds(work)) for work in (extract, tokenise))
    for name, taken in (("rangwan, text to facts", extracting), ("PyThaiNLP newmm, words only", tokenising)):
        rates = f"{len(texts) / taken:8,.0f} articles/s a core{characters / taken / 1e6:8.2f} Mchar/s"
        print(f"{name:<30}{rates}")
    print(f"{facts:,} facts; extraction takes {extracting / tokenising:.2f} of the time of newmm alone")


if __name__ == "__main__":
    main()
