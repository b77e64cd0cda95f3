"""How names are matched and sorted, the same on every PostgreSQL build, with or without ICU.

Two SQL functions do it, so that generated columns, indexes and queries agree:
``havn_fold(text)`` (lower case, accents removed, punctuation to blanks) is what searching compares;
``havn_sort_key(text)`` sorts by bytes in the order of the organisation's alphabet, å ä ö in Swedish and
Finnish, æ ø å in Norwegian and Danish. The second one is replaced when the organisation changes its alphabet.
"""

import unicodedata
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

ALPHABETS = {"sv": "åäö", "nb": "æøå"}
_SAME_PLACE = {"sv": {"æ": "ä", "ø": "ö"}, "nb": {"ä": "æ", "ö": "ø"}}
_AFTER_Z = "{|}"  # the three bytes after z
_LETTERS = {"æ": "ae", "ø": "o", "ð": "d", "þ": "th", "ß": "ss", "œ": "oe", "đ": "d", "ł": "l", "ı": "i", "ŋ": "n"}
_LETTERS["ŧ"] = "t"  # with đ and ŋ, Northern Sámi
_SPACES = "\u00a0\u2002\u2003\u2009\u200a\u202f\u3000"  # no-break, en, em, thin, hair, narrow, wide
_BLANKED = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\u2013\u2014\u2018\u2019\u201c\u201d\t\r\n\v\f" + _SPACES
# only what would land among or after the letters: a full stop may tell two names apart
_BLANKED_IN_KEYS = "{|}~\t\r\n\v\f" + _SPACES
_COMMON = "åäöæøéü"  # nearly every name that is not plain ASCII is done with these


class Fold(models.Func):
    """What searching compares: lower case without accents, punctuation as blanks."""

    function = "havn_fold"
    output_field = models.TextField()


class SortKey(models.Func):
    """Bytes that sort in the organisation's alphabet."""

    function = "havn_sort_key"
    template = '(%(function)s(%(expressions)s) COLLATE "C")'
    output_field = models.TextField(db_collation="C")


def _simple_lower(letter: str) -> str:
    """One letter for one letter, as PostgreSQL lowers."""
    return letter.lower()[0]


def _plain(letter: str) -> str:
    lower = _simple_lower(letter)
    if lower in _LETTERS:
        return _LETTERS[lower]
    return "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))


def _latin() -> list[str]:
    """The accented letters of Latin-1 and Latin Extended-A, both cases."""
    return [chr(code) for code in range(0xC0, 0x180) if chr(code).isalpha()]


def _table(alphabet: str | None) -> dict[str, str]:
    """What stands for each letter that is not plain, and blanks for punctuation."""
    table = dict.fromkeys(_BLANKED if alphabet is None else _BLANKED_IN_KEYS, " ")
    table |= {letter: _plain(letter) for letter in _latin()}
    if alphabet:
        for place, letter in zip(_AFTER_Z, ALPHABETS[alphabet], strict=True):
            table[letter] = table[letter.upper()] = place
        for letter, same in _SAME_PLACE[alphabet].items():
            table[letter] = table[letter.upper()] = table[same]
        if alphabet == "sv":
            table["ü"] = table["Ü"] = "y"
    return table


def _replaced(text: str, table: dict[str, str]) -> str:
    lowered = (_simple_lower(letter) for letter in unicodedata.normalize("NFC", text))
    return "".join(table.get(letter, letter) for letter in lowered)


def fold(text: str) -> str:
    """The Python twin of ``havn_fold``, for what a user typed."""
    return _replaced(text, _table(None)).strip()


def sort_key(text: str, alphabet: str) -> str:
    """The Python twin of ``havn_sort_key``."""
    return _replaced(text, _table(alphabet))


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _chain(source: str, table: dict[str, str]) -> str:
    """Nested replace(): for a few dozen letters several times as fast as one translate()."""
    for letter, plain in table.items():
        source = f"replace({source}, {_literal(letter)}, {_literal(plain)})"
    return source


def _function(name: str, table: dict[str, str]) -> str:
    common = {letter: plain for letter, plain in table.items() if letter.isascii() or letter in _COMMON}
    single = {letter: plain for letter, plain in table.items() if len(plain) == 1 and not letter.isascii()}
    several = {letter: plain for letter, plain in table.items() if len(plain) > 1}
    # a function works in the collation of what it is given, and that of a code knows ASCII only
    lower, lower_composed = (f'lower({text} COLLATE "default")' for text in ("source", "normalize(source, NFC)"))
    return f"""
        CREATE OR REPLACE FUNCTION {name}(source text) RETURNS text
        LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
        DECLARE s text := {_chain(lower, common)};
        BEGIN
            IF octet_length(s) = char_length(s) THEN RETURN s; END IF;
            -- letters and their marks belong together before either is replaced
            IF source IS NOT NFC NORMALIZED THEN s := {_chain(lower_composed, common)}; END IF;
            RETURN translate({_chain("s", several)}, {_literal("".join(single))}, {_literal("".join(single.values()))});
        END $$
    """


def fold_sql() -> str:
    """The statement that creates ``havn_fold``."""
    return _function("havn_fold", _table(None))


def sort_key_sql(alphabet: str) -> str:
    """The statement that creates ``havn_sort_key`` for an alphabet, "sv" or "nb"."""
    return _function("havn_sort_key", _table(alphabet))


@transaction.atomic
def use_alphabet(alphabet: str) -> None:
    """Sort by this alphabet from now on: replaces the function and recomputes every stored key."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(sort_key_sql(alphabet))
        # a table with checks still waiting for the end of the transaction cannot be altered
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in apps.get_models():
            for field in model._meta.local_fields:
                expression = getattr(field, "expression", None)
                if isinstance(expression, SortKey):
                    table = quote(model._meta.db_table)
                    source = quote(_first_source(expression))
                    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                    cursor.execute(f"UPDATE {table} SET {source} = {source}")
                    cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            for index in model._meta.indexes:
                # an index on the function itself still holds keys of the old alphabet
                if any(isinstance(each, SortKey) for each in index.expressions):
                    cursor.execute(f"REINDEX INDEX {quote(index.name)}")


def _first_source(expression: models.Func) -> str:
    """The first column a stored key is made of."""
    parts: Any = expression.flatten()
    return str(next(getattr(part, "name", "") for part in parts if isinstance(part, models.F)))
