"""`rangwan evaluate`: how good the extraction is, measured against gold facts."""

from __future__ import annotations

import sys
from itertools import islice
from typing import Any

import click

from extract.fact import Extraction
from normalize.text import clean, document_text
from rangwan.documents import Document, read_documents
from rangwan.evaluation.breakdown import by_kind, by_rule
from rangwan.evaluation.files import read_facts
from rangwan.evaluation.report import Source, breakdown_text, errors_text, figures_text
from rangwan.evaluation.scoring import score_document, summarise
from rangwan.extracting import extract_documents
from rangwan.messages import Problem, Problems, Report, Trouble
from rangwan.outputs import print_json
from rangwan.progress import progress

Facts = dict[str, list[dict[str, Any]]]


@click.command("evaluate", short_help="Measure the extraction against a gold file.")
@click.argument("gold", metavar="GOLD.jsonl")
@click.option("--documents", metavar="FILE", help="The articles of the gold file; they are extracted now.")
@click.option("--predictions", metavar="FILE", help="What `rangwan extract` printed for them.")
@click.option("--errors", type=click.IntRange(0), default=0, metavar="N", help="Show the first N errors.")
@click.option(
    "--at-least",
    type=click.FloatRange(0, 1),
    metavar="F1",
    help="Exit with 1 when the F1 of full facts is lower (for automatic checks).",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def command(
    *,
    gold: str,
    documents: str | None,
    predictions: str | None,
    errors: int,
    at_least: float | None,
    as_json: bool,
) -> None:
    """Measure the extraction against a gold file.

    GOLD.jsonl holds one document a line: {"id": "a1", "awards": [fact, ...]}, with facts as `rangwan extract`
    prints them. Give the articles (--documents) to extract them now, or ready predictions (--predictions);
    with both, the predictions are measured and the articles are there to show errors in their text.

    \b
      rangwan evaluate gold.jsonl --documents articles.jsonl
      rangwan evaluate gold.jsonl --documents articles.jsonl --errors 20
      rangwan evaluate gold.jsonl --predictions facts.jsonl --json

    Facts about organisations count, on four levels: recipient (the organisation is right), win (and the
    award), tier (and the tier), full (and project, and province and year where the gold states them). A
    document with no gold fact must stay empty. Gold facts marked "neutral" count neither way.
    """
    if documents is None and predictions is None:
        raise click.UsageError("Give the articles (--documents FILE) or predictions (--predictions FILE).")
    problems = Problems()
    gold_facts = read_facts(gold, problems)
    articles = {article.id: article for article in read_documents(documents, problems)} if documents else {}
    found = read_facts(predictions, problems) if predictions else _extract(articles, gold_facts, problems)
    missing = gold_facts.keys() - found.keys()
    if gold_facts and len(missing) == len(gold_facts):
        what = f"none of the {len(gold_facts):,} documents of the gold file stands in it"
        raise Trouble(Problem(predictions or documents or "", what, 'Do the "id"s of the two files agree?'))

    scores = [score_document(key, facts, found.get(key, [])) for key, facts in gold_facts.items()]
    figures = summarise(scores, len(missing))
    if as_json:
        kinds = {kind: tally.to_json() for kind, tally in by_kind(scores).items()}
        rules = {rule: tally.to_json() for rule, tally in by_rule(scores).items()}
        print_json({**figures.to_json(), "by_kind": kinds, "by_rule": rules})
    else:
        click.echo(f"{figures_text(figures)}\n\n{breakdown_text(scores)}")
    sources = {key: _source(article) for key, article in articles.items()}
    for paragraph in islice(errors_text(scores, sources), errors):
        click.echo(f"\n{paragraph}", err=as_json)
    problems.close()
    f1 = figures.levels["full"].f1
    if at_least is not None and f1 < at_least:
        raise Trouble(Problem(gold, f"full F1 is {f1:.3f}, at least {at_least:.3f} was asked for"))
    sys.exit(problems.exit_code)


def _source(article: Document) -> Source:
    title = clean(article.title)
    return Source(title, document_text(title, clean(article.text)))


def _extract(articles: dict[str, Document], gold: Facts, report: Report) -> Facts:
    wanted = [article for key, article in articles.items() if key in gold]
    found: Facts = {}
    with progress("articles extracted", len(wanted)) as tick:
        for article, outcome in extract_documents(wanted):
            tick()
            if isinstance(outcome, Extraction):
                found[article.id] = [fact.to_json() for fact in outcome.awards]
            else:
                report(outcome)
    return found
