-- What the definitions of all articles say together, one row a name: `abbreviation` without full stops and in
-- lower case, `written` as it is written most often.  `in_lexicon`: the table of abbreviations has this name
-- for it; `ambiguous`: articles or that table have another one too.
CREATE TABLE learnt_abbreviation (
    abbreviation TEXT NOT NULL,
    name TEXT NOT NULL,
    written TEXT NOT NULL,
    articles INTEGER NOT NULL CHECK (articles > 0),
    publishers INTEGER NOT NULL,
    in_lexicon INTEGER NOT NULL CHECK (in_lexicon IN (0, 1)),
    ambiguous INTEGER NOT NULL CHECK (ambiguous IN (0, 1)),
    PRIMARY KEY (abbreviation, name)
);
