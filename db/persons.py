"""Keeping the names of persons out of what is published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from sqlite_utils import Database

from db.names import person_key
from normalize.text import fold

_TELLING_SURNAME = 5  # letters; shorter surnames are everyday words more often than not (ใจดี)


class PersonNames:
    """The persons whom the facts of each article name, to leave out the texts that tell who they are.

    Facts that were withdrawn count: a rule that reads a name no more does not make it public.
    """

    def __init__(self, persons: Mapping[str, frozenset[str]], *, are_hidden: bool = True) -> None:
        self.are_hidden = are_hidden
        self._forms = {
            article: frozenset(form for name in names for form in _forms(name))
            for article, names in persons.items()
        }

    @classmethod
    def read(cls, db: Database) -> PersonNames:
        """The persons of all facts of a database."""
        persons: defaultdict[str, set[str]] = defaultdict(set)
        rows = db.conn.execute("SELECT DISTINCT article_id, person FROM fact WHERE person IS NOT NULL")
        for article, person in rows:
            persons[article].add(person)
        return cls({article: frozenset(names) for article, names in persons.items()})

    @classmethod
    def nobody(cls) -> PersonNames:
        """No persons: every text is told."""
        return cls({}, are_hidden=False)

    @property
    def articles(self) -> Set[str]:
        """The articles that are about persons."""
        return self._forms.keys()

    def hidden(self, text: str | None, articles: Iterable[str]) -> str | None:
        """The text, or null when it tells the name of a person whom one of the articles is about."""
        return None if text is not None and self.tells(text, articles) else text

    def tells(self, text: str, articles: Iterable[str]) -> bool:
        """Whether a text tells the name of a person whom one of the articles is about."""
        forms = [form for article in articles for form in self._forms.get(article, ())]
        if not forms:
            return False
        folded = fold(text)
        return any(form in folded for form in forms)


def _forms(name: str) -> Iterable[str]:
    """The name without its titles, the first name with its title, a surname that is no everyday word."""
    yield person_key(name)
    words = [fold(word) for word in name.split()]
    if words and person_key(words[0]) != words[0]:
        yield words[0]
    if len(words) > 1 and len(words[-1]) >= _TELLING_SURNAME:
        yield words[-1]
