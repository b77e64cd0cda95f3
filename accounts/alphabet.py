"""How names are matched and sorted, the same on every PostgreSQL build, with or without ICU.

Two SQL functions do it, so that generated columns, indexes and queries agree:
``havn_fold(text)`` (lower case, accents removed, punctuation to blanks) is what searching compares;
``havn_sort_key(text)`` sorts by bytes in the order of the organisation's alphabet, å ä ö in Swedish and
Finnish, æ ø å in Norwegian and Danish. The second one is replaced when the organisation changes its alphabet.
"""

import unicodedata

from django.apps import apps
from django.db import connection, models, transaction

ALPHABETS = {"sv": "åäö", "nb": "æøå"}
_SAME_PLACE = {"sv": {"æ": "ä", "ø": "ö"}, "nb": {"ä": "æ", "ö": "ø"}}
_AFTER_Z = "{|}"  # the three bytes after z
_LETTERS = {"æ": "ae", "ø": "o", "ð": "d", "þ": "th", "ß": "ss", "œ": "oe", "đ": "d", "ł": "l", "ı": "i", "ŋ": "n"}
_BLANKED = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\u00a0\u2013\u2014\u2019\u201d\t\r\n"


class Fold(models.Func):
    """What searching compares: lower case without accents, punctuation as blanks."""

    function = "havn_fold"
    output_field = models.TextField()


class SortKey(models.Func):
    """Bytes that sort in the organisation's alphabet."""

    function = "havn_sort_key"
    output_field = models.TextField(db_collation="C")


def _plain(letter: str) -> str:
    lower = letter.lower()
    if lower in _LETTERS:
        return _LETTERS[lower]
    return "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))


def _latin() -> list[str]:
    """The accented letters of Latin-1 and Latin Extended-A, both cases."""
    return [chr(code) for code in range(0xC0, 0x180) if chr(code).isalpha()]


def _table(alphabet: str | None) -> dict[str, str]:
    table = {letter: _plain(letter) for letter in _latin()}
    if alphabet:
        for place, letter in zip(_AFTER_Z, ALPHABETS[alphabet], strict=True):
            table[letter] = table[letter.upper()] = place
        for letter, same in _SAME_PLACE[alphabet].items():
            table[letter] = table[letter.upper()] = table[same]
        if alphabet == "sv":
            table["ü"] = table["Ü"] = "y"
    return table


def fold(text: str) -> str:
    """The Python twin of ``havn_fold``, for what a user typed."""
    table = _table(None)
    text = unicodedata.normalize("NFC", text)
    return "".join(table.get(c, " " if c in _BLANKED else c.lower()) for c in text).strip()


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _function(name: str, table: dict[str, str], blanked: str) -> str:
    single = {k: v for k, v in table.items() if len(v) == 1}
    single |= dict.fromkeys(blanked, " ")
    # translate() walks its table for every letter: plain ASCII takes the short one
    ascii_only = {k: v for k, v in single.items() if k.isascii()}

    def translated(source: str, letters: dict[str, str]) -> str:
        return f"translate({source}, {_literal(''.join(letters))}, {_literal(''.join(letters.values()))})"

    replaced = "normalize(source, NFC)"
    for letter, plain in table.items():
        if len(plain) > 1:
            replaced = f"replace({replaced}, {_literal(letter)}, {_literal(plain)})"
    return f"""
        CREATE OR REPLACE FUNCTION {name}(source text) RETURNS text
        LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
        CASE WHEN octet_length(source) = char_length(source)
             THEN lower({translated("source", ascii_only)})
             ELSE lower({translated(replaced, single)}) END
    """


def fold_sql() -> str:
    """The statement that creates ``havn_fold``."""
    return _function("havn_fold", _table(None), _BLANKED)


def sort_key_sql(alphabet: str) -> str:
    """The statement that creates ``havn_sort_key`` for an alphabet, "sv" or "nb"."""
    # only what would land among or after the letters is blanked: a full stop may tell two names apart
    return _function("havn_sort_key", _table(alphabet), "".join(c for c in _BLANKED if c in "{|}~\u00a0\t\r\n"))


def sort_key(text: str, alphabet: str) -> str:
    """The Python twin of ``havn_sort_key``."""
    table = _table(alphabet)
    text = unicodedata.normalize("NFC", text)
    return "".join(table.get(c, " " if c in "{|}~\u00a0\t\r\n" else c.lower()) for c in text)


@transaction.atomic
def use_alphabet(alphabet: str) -> None:
    """Sort by this alphabet from now on: replaces the function and recomputes every stored key."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(sort_key_sql(alphabet))
        for model in apps.get_models():
            for field in model._meta.local_fields:
                if isinstance(field, models.GeneratedField) and isinstance(field.expression, SortKey):
                    table = quote(model._meta.db_table)
                    source = quote(field.expression.source_expressions[0].name)
                    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                    cursor.execute(f"UPDATE {table} SET {source} = {source}")
                    cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
