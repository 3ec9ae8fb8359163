"""The project's tokenizer for spaCy: PyThaiNLP's dictionary with our lexicon, segmented by nlpo3.

Two traps of the stock tokenizer decide its shape (measured, docs/rules.md): its dictionary holds compounds
such as นายกองค์การบริหารส่วนตำบล that hide the name inside them, and newmm glues brackets and slashes to years.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import nlpo3
from pythainlp.corpus import thai_words
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from extract.lexicons import tokenizer_words

HIDING_COMPOUND_MARKS = (
    "รางวัล",
    "องค์การบริหารส่วน",
    "เทศมนตรี",
    "ว่าการกระทรวง",
    "ปลัดกระทรวง",
    "เทศบาล",
    "จังหวัด",
)
"""A dictionary word that holds one of these beside something else hides it from the rules."""

HIDING_PARTICLES = ("ของวัด", "ของกอง", "ของตลาด", "แก่วัด", "แก่บ้าน", "ในกรม", "ที่วัด")
"""Dictionary words that are a particle and the head of a name."""

DICTIONARY = "rangwan"


def dictionary_words(lexicon: Iterable[str]) -> frozenset[str]:
    """PyThaiNLP's words without the compounds that hide what the rules look for, and the lexicon's."""
    words = thai_words()
    plain = {
        word
        for word in words
        if not any(mark in word and word != mark for mark in HIDING_COMPOUND_MARKS)
        and not (word.startswith("การ") and word[3:] in words)
        and word not in HIDING_PARTICLES
    }
    return frozenset(plain | {word for word in lexicon if word and " " not in word})


@cache
def load_dictionary() -> str:
    """Load the dictionary into nlpo3 once and give its name.

    nlpo3 reads dictionaries from files only and breaks for good when one is missing, so the file is written
    here, under a name that is certain to exist.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "words.txt"
        path.write_text("\n".join(sorted(dictionary_words(tokenizer_words()))), encoding="utf-8")
        nlpo3.load_dict(str(path), DICTIONARY)
    return DICTIONARY


def segment(text: str) -> list[str]:
    """The words of a text; joined they are the text again."""
    if not text:
        return []
    return list(nlpo3.segment(text, load_dictionary()))


class ThaiLexiconTokenizer:
    """A spaCy tokenizer whose tokens joined are the text: white space is tokens of its own."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words = segment(text)
        doc = Doc(self.vocab, words=words, spaces=[False] * len(words))
        doc.user_data["words"] = words  # reading them back from the Doc costs a third of the whole extraction
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to save: the dictionary comes with the package."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> ThaiLexiconTokenizer:
        """Nothing to load: the dictionary comes with the package."""
        return self

    def to_disk(self, _path: str | Path, **_: object) -> None:
        """Nothing to save: the dictionary comes with the package."""

    def from_disk(self, _path: str | Path, **_: object) -> ThaiLexiconTokenizer:
        """Nothing to load: the dictionary comes with the package."""
        return self


def create_tokenizer() -> Callable[[Language], ThaiLexiconTokenizer]:
    """The factory that the pipeline's configuration names, so that a saved pipeline finds it again."""

    def build(nlp: Language) -> ThaiLexiconTokenizer:
        return ThaiLexiconTokenizer(nlp.vocab)

    return build


registry.tokenizers("rangwan.ThaiLexiconTokenizer.v1", func=create_tokenizer)
