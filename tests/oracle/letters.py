"""How names are matched and sorted: a letter table written out by hand, with the order as places."""

import unicodedata

_ACCENTED = {
    "a": "àáâãäåāăą", "c": "çćĉċč", "d": "ďđð", "e": "èéêëēĕėęě", "g": "ĝğġģ", "h": "ĥ", "i": "ìíîïĩīĭįı",
    "j": "ĵ", "k": "ķ", "l": "ĺļľł", "n": "ñńņňŋ", "o": "òóôõöøōŏő", "r": "ŕŗř", "s": "śŝşš", "t": "ţťŧ",
    "u": "ùúûüũūŭůűų", "w": "ŵ", "y": "ýÿŷ", "z": "źżž", "ae": "æ", "oe": "œ", "ss": "ß", "th": "þ",
}  # fmt: skip
_PLAIN = {letter: plain for plain, letters in _ACCENTED.items() for letter in letters}
_SPACES = "\u00a0\u2002\u2003\u2009\u200a\u202f\u3000"
_BLANKS = set("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\r\n\v\f–—‘’“”" + _SPACES)
_AFTER_Z = {
    "sv": {"å": 1, "ä": 2, "æ": 2, "ö": 3, "ø": 3},
    "nb": {"æ": 1, "ä": 1, "ø": 2, "ö": 2, "å": 3},
}
_LIKE_Y = {"sv": "ü", "nb": ""}
# what could be taken for a letter after z sorts as a blank; other punctuation tells two names apart
_SORTED_AS_BLANK = set("{|}~ \t\r\n\v\f" + _SPACES)


def _lower(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return "".join("i" if letter == "İ" else letter.lower() for letter in composed)


def fold(text: str) -> str:
    """Lower case, without accents, punctuation as blanks, no blanks at the ends."""
    return "".join(" " if c in _BLANKS else _PLAIN.get(c, c) for c in _lower(text)).strip(" ")


def words(text: str) -> list[str]:
    """The folded words of a text."""
    return [word for word in fold(text).split(" ") if word]


def sort_key(text: str, alphabet: str) -> list[tuple[int, int]]:
    """A key that compares as the alphabet of "sv" (also Finnish) or "nb" (also Danish) orders names."""
    key: list[tuple[int, int]] = []
    for letter in _lower(text):
        if letter in _AFTER_Z[alphabet]:
            key.append((ord("z"), _AFTER_Z[alphabet][letter]))
        elif letter in _LIKE_Y[alphabet]:
            key.append((ord("y"), 0))
        elif letter in _SORTED_AS_BLANK:
            key.append((ord(" "), 0))
        else:
            key += [(ord(c), 0) for c in _PLAIN.get(letter, letter)]
    return key
