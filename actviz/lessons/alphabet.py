"""The order of words in a list for readers: Latin ones by their letters, Chinese ones by their sound, among them.

GB 2312, the character set of 1980, has its 3,755 most frequent Chinese characters in the order of their sound in Latin
letters (pinyin), as Chinese dictionaries have it.
"""

from __future__ import annotations

from bisect import bisect_right

_LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ"  # no Chinese syllable begins with I, U or V
_FIRST_OF_EACH = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_FIRST = [each.encode("gb2312") for each in _FIRST_OF_EACH]
_LAST = "座".encode("gb2312")  # after it come rare characters, in another order


def letter_of(word: str) -> str:
    """Return the Latin letter under which a list has a word; nothing for one that begins with another sign."""
    if word[0].isascii():
        return word[0].upper()
    sound = _sound(word[0])
    return _LETTERS[bisect_right(_FIRST, sound) - 1] if sound else ""


def place_of(word: str) -> tuple[object, ...]:
    """Return what words are sorted by: those that begin with another sign than a letter come last."""
    letter = letter_of(word)
    return not letter, letter, [_sound(each) or each.casefold().encode() for each in word]


def _sound(character: str) -> bytes:
    """Return what frequent Chinese characters are sorted by; nothing for any other character."""
    code = character.encode("gb2312", errors="ignore")
    return code if _FIRST[0] <= code <= _LAST else b""
