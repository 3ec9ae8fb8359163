"""Fit the weights of the confidence on labelled releases, and measure its bands on others.

    python scripts/fit_confidence.py --fit GOLD ARTICLES --measure GOLD ARTICLES

GOLD and ARTICLES are JSON lines as `rangwan evaluate` reads them; both options may be given several times.
Writes extract/confidence.toml; `make docs` then shows it in docs/rules.md.  A fact counts as right by half
when its organisation and award are right, and in full when every field is, so that both kinds of precision
fall with the confidence.  The fit is a logistic regression with a quadratic penalty, the same everywhere.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from extract.assembly.assemble import Reader
from extract.assembly.confidence import TABLE, confidence_of, signs_of
from extract.assembly.facts import facts_of
from extract.assembly.merge import merge
from extract.assembly.reading import Reading, split_lines
from extract.focus import focus
from extract.pipeline import TRIGGER, Extractor
from normalize.text import clean, document_text
from rangwan.documents import Document, read_documents
from rangwan.evaluation.files import read_facts
from rangwan.evaluation.scoring import LEVELS, score_document
from rangwan.messages import Problems

SELDOM = 8
"""A sign that holds for fewer facts of the fit gets no weight."""
PENALTY = 1.0
STEPS = 50
BANDS = (0.85, 0.65, 0.0)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A fact with its signs and how much of it is right: 0, 0.5 (organisation and award) or 1 (all)."""

    signs: frozenset[str]
    right: float
    confidence: float


class SignReader(Extractor):
    """An extractor that also tells the signs of each fact."""

    def labelled(self, document: Document, gold: Sequence[dict[str, object]]) -> Iterator[Labelled]:
        """The facts about organisations of one article, as far as careful readers agree on them."""
        title = clean(document.title)
        text = focus(document_text(title, clean(document.text)))
        if not TRIGGER.search(text):
            return
        doc = self._read(title, text)
        reading = Reading(text, title, split_lines(text), doc._.mentions)
        merged = merge(reading, Reader(reading).read()[0])
        facts = [fact.to_json() for fact in facts_of(reading, merged)]
        drafts = [draft for draft in merged if draft.frame.award is not None]
        score = score_document(document.id, gold, facts)
        right = {id(pair.predicted.values): pair.level for pair in score.pairs}
        wrong = {id(statement.values) for statement in score.false}
        for fact, draft in zip(facts, drafts, strict=True):
            if id(fact) in right or id(fact) in wrong:
                level = right.get(id(fact), 0)
                yield Labelled(
                    frozenset(signs_of(reading, draft, len(merged))),
                    0.5 * (level >= 2) + 0.5 * (level == len(LEVELS)),
                    confidence_of(reading, draft, len(merged)),
                )


def labelled_facts(reader: SignReader, pairs: Sequence[tuple[str, str]]) -> list[Labelled]:
    """The labelled facts of all files."""
    found: list[Labelled] = []
    problems = Problems()
    for gold_path, documents_path in pairs:
        gold = read_facts(gold_path, problems)
        for document in read_documents(documents_path, problems):
            if document.id in gold:
                found += reader.labelled(document, gold[document.id])
    return found


def fitted(facts: Sequence[Labelled]) -> dict[str, float]:
    """The weight of each sign, by Newton's method."""
    held = Counter(sign for fact in facts for sign in fact.signs)
    signs = ["always", *sorted(sign for sign, times in held.items() if times >= SELDOM)]
    column = {sign: number for number, sign in enumerate(signs)}
    table = np.zeros((len(facts), len(signs)))
    table[:, 0] = 1
    for row, fact in enumerate(facts):
        for sign in fact.signs & column.keys():
            table[row, column[sign]] = 1
    right = np.array([fact.right for fact in facts])
    penalty = np.full(len(signs), PENALTY)
    penalty[0] = 0
    weights = np.zeros(len(signs))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chance - right) + penalty * weights
        curve = (table.T * (chance * (1 - chance))) @ table + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    return {sign: round(float(weight), 2) for sign, weight in zip(signs, weights, strict=True)}


def bands(facts: Sequence[Labelled]) -> Iterator[str]:
    """The TOML tables of the bands from the top down."""
    above = 1.0
    for floor in BANDS:
        held = [fact for fact in facts if floor <= fact.confidence < above or fact.confidence == above == 1]
        if held:
            full = sum(fact.right == 1 for fact in held) / len(held)
            wins = sum(fact.right > 0 for fact in held) / len(held)
            yield (
                f"[[band]]\nfrom = {floor}\nto = {above}\nfacts = {len(held)}\n"
                f"precision = {full:.3f}\nwins = {wins:.3f}\n"
            )
        above = floor


def main() -> None:
    """Fit, write the weights, then measure with them and write the bands."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    pair = ("GOLD", "ARTICLES")
    parser.add_argument("--fit", nargs=2, action="append", metavar=pair, required=True)
    parser.add_argument("--measure", nargs=2, action="append", metavar=pair, required=True)
    arguments = parser.parse_args()
    reader = SignReader()
    sample = labelled_facts(reader, arguments.fit)
    if len(sample) < 10 * SELDOM:
        sys.exit(
            f"only {len(sample)} labelled facts in the files to fit on: at least {10 * SELDOM} are needed"
        )
    lines = [f'"{sign}" = {weight}' for sign, weight in fitted(sample).items()]
    head = (
        "# Written by scripts/fit_confidence.py.\n"
        f"fitted_on = {len(sample)}  # facts about organisations in labelled releases\n"
    )
    text = f"{head}\n[weights]\n" + "\n".join(lines) + "\n"
    TABLE.write_text(text, encoding="utf-8")
    from extract.assembly import confidence  # noqa: PLC0415

    confidence.weights.cache_clear()
    measured = labelled_facts(reader, arguments.measure)
    TABLE.write_text(text + "\n" + "\n".join(bands(measured)), encoding="utf-8")
    sys.stdout.write(f"fitted on {len(sample)} facts, measured on {len(measured)}: {TABLE}\n")


if __name__ == "__main__":
    main()
