"""The pipeline: our tokenizer and the named components in spaCy, and the extractor that callers use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from itertools import accumulate
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import extract.tokenizer  # noqa: F401  (registers the tokenizer that the configuration names)
from extract.assembly.assemble import Reader
from extract.assembly.facts import facts_of
from extract.assembly.merge import merge
from extract.assembly.reading import Reading, split_lines
from extract.assembly.totals import totals_of
from extract.components.awards import AwardFinder
from extract.components.organisations import OrganisationFinder
from extract.components.persons import PersonFinder
from extract.components.projects import find_projects
from extract.components.provinces import ProvinceFinder
from extract.components.tiers import find_tiers
from extract.components.tokens import Tokens
from extract.components.years import find_years
from extract.fact import CountCheck, Extraction
from extract.focus import focus
from extract.mention import Mention
from normalize.text import clean, document_text

TRIGGER = re.compile(
    r"รางวัล|เกียรติคุณ|เกียรติบัตร|เชิดชูเกียรติ|[Aa]ward|AWARD|[Pp]rize|อวอร์ด|โล่|ดีเด่น|สุดยอด|ชนะเลิศ"
    r"|เหรียญ(?:ทอง|เงิน)"
)
"""An article without any of these holds no award; looking for them first costs microseconds."""

MAXIMUM_LENGTH = 400_000
"""Characters of one article that are read; the longest real release has 243,084."""

ARTICLES_A_ZONE = 50
"""Articles whose words the vocabulary keeps at a time."""

CONFIG = {"nlp": {"tokenizer": {"@tokenizers": "rangwan.ThaiLexiconTokenizer.v1"}}}


def words_of(doc: Doc) -> Tokens:
    """The words of a document with their offsets."""
    words = doc.user_data.get("words")
    if words is None:
        words = [token.text for token in doc]
    if "tokens" not in doc.user_data:
        doc.user_data["tokens"] = Tokens(list(accumulate(map(len, words[:-1]), initial=0)), words)
    tokens: Tokens = doc.user_data["tokens"]
    return tokens


if not Doc.has_extension("mentions"):
    Doc.set_extension("mentions", default=None)
if not Doc.has_extension("text"):
    Doc.set_extension("text", default="")
if not Doc.has_extension("words"):
    Doc.set_extension("words", getter=words_of)
if not Doc.has_extension("title"):
    Doc.set_extension("title", default="")
if not Doc.has_extension("facts"):
    Doc.set_extension("facts", default=())
if not Doc.has_extension("checks"):
    Doc.set_extension("checks", default=())


def _mentions(doc: Doc) -> dict[str, list[Mention]]:
    if doc._.mentions is None:
        doc._.mentions = {}
    found: dict[str, list[Mention]] = doc._.mentions
    return found


def _finding(label: str, find: Callable[[Doc], list[Mention]]) -> Callable[[Doc], Doc]:
    """A component that notes what is found under a label."""

    def component(doc: Doc) -> Doc:
        _mentions(doc)[label] = find(doc)
        return doc

    return component


@Language.factory("rangwan_provinces")
def make_provinces(nlp: Language, name: str) -> Any:
    """Finds provinces."""
    finder = ProvinceFinder()
    return _finding("province", lambda doc: finder(doc._.text))


@Language.factory("rangwan_organisations")
def make_organisations(nlp: Language, name: str) -> Any:
    """Finds organisations."""
    finder = OrganisationFinder()
    return _finding("organisation", lambda doc: finder(doc._.text, doc._.words))


@Language.factory("rangwan_persons")
def make_persons(nlp: Language, name: str) -> Any:
    """Finds persons."""
    finder = PersonFinder()
    return _finding("person", lambda doc: finder(doc._.text))


@Language.factory("rangwan_awards")
def make_awards(nlp: Language, name: str) -> Any:
    """Finds awards."""
    finder = AwardFinder()
    return _finding("award", lambda doc: finder(doc._.text, frozenset(doc._.words.starts)))


@Language.component("rangwan_tiers")
def tiers(doc: Doc) -> Doc:
    """Finds tiers."""
    _mentions(doc)["tier"] = find_tiers(doc._.text)
    return doc


@Language.component("rangwan_projects")
def projects(doc: Doc) -> Doc:
    """Finds what leads to the names of works."""
    _mentions(doc)["project"] = find_projects(doc._.text)
    return doc


@Language.component("rangwan_years")
def years(doc: Doc) -> Doc:
    """Finds years of editions."""
    _mentions(doc)["year"] = find_years(doc._.text)
    return doc


@Language.component("rangwan_assembly")
def assembly(doc: Doc) -> Doc:
    """Assembles the mentions into facts and count checks."""
    reading = Reading(doc._.text, doc._.title, split_lines(doc._.text), _mentions(doc))
    drafts, checks = Reader(reading).read()
    merged = merge(reading, drafts)
    doc._.facts = tuple(facts_of(reading, merged))
    doc._.checks = (*checks, *totals_of(reading, merged, checks))
    return doc


COMPONENTS = (
    "rangwan_provinces",
    "rangwan_organisations",
    "rangwan_persons",
    "rangwan_awards",
    "rangwan_tiers",
    "rangwan_years",
    "rangwan_projects",
    "rangwan_assembly",
)


def build_pipeline() -> Language:
    """The spaCy pipeline: blank Thai with the project's tokenizer and components."""
    nlp = spacy.blank("th", config=CONFIG)
    vocab: Any = nlp.vocab  # its stub knows lex_attr_getters as an argument only
    vocab.lex_attr_getters = {}  # no rule asks for shape, prefix or the like; computing them costs a third
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


class Extractor:
    """Extracts award facts from articles; made once (a second), then used for any number of them."""

    def __init__(self) -> None:
        self._nlp = build_pipeline()
        self._components = self._nlp.pipeline
        self._zone = ExitStack()
        self._left_in_zone = 0

    def extract(
        self, *, id: str, title: str, text: str, url: str | None = None, published: date | None = None
    ) -> Extraction:
        """The facts of one article.  Title and text may be raw; they are normalised first."""
        title = clean(title)
        document = document_text(title, clean(text))[:MAXIMUM_LENGTH]
        if not TRIGGER.search(document):
            return Extraction(id, url, title, published, document)
        doc = self._read(title, focus(document))
        found: tuple[CountCheck, ...] = doc._.checks
        return Extraction(id, url, title, published, document, doc._.facts, found)

    def _read(self, title: str, text: str) -> Doc:
        """The document with its mentions and facts; it is not to be kept."""
        self._renew_zone()
        doc = self._nlp.make_doc(text)
        doc._.text, doc._.title = text, title
        for _, component in self._components:
            doc = component(doc)
        return doc

    def _renew_zone(self) -> None:
        """Forget the words of earlier articles now and then.

        The vocabulary would grow for ever; but words are shared by neighbouring articles, so a zone for each
        article would make most of them again.  No Doc outlives the call that made it.
        """
        if self._left_in_zone == 0:
            self._zone.close()
            self._zone.enter_context(self._nlp.memory_zone())
            self._left_in_zone = ARTICLES_A_ZONE
        self._left_in_zone -= 1

    def extract_many(self, documents: Iterable[Mapping[str, Any]]) -> Iterator[Extraction]:
        """The facts of many articles, as mappings with id, title, text and perhaps url and published."""
        for document in documents:
            yield self.extract(
                id=str(document["id"]),
                title=str(document.get("title") or ""),
                text=str(document.get("text") or ""),
                url=document.get("url"),
                published=document.get("published"),
            )
