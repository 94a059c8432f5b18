"""The target: which columns a file is about, by what is said, by name, by content and by position."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from actviz.data.column_names import column_in_sentence
from actviz.data.reading.contents import MOST_CATEGORIES, Contents
from actviz.translation import mark, tr

# Of several, the first one of this list is the target: the special ones before the general ones
TARGET_NAMES = (
    "survived", "species", "diagnosis", "outcome", "churn", "label", "labels", "class", "classes", "target", "targets",
    "variety", "cluster",
)  # fmt: skip
LIKELY_NAMES = (  # taken for sure at either end of a row, unsure in the middle
    "price", "saleprice", "medianhousevalue", "medv", "charges", "mpg", "quality", "income", "cultivar", "colour",
    "color", "category", "type", "kind", "group", "result", "output", "out",
)  # fmt: skip
CLASS_NAMES = ("label", "labels", "class", "classes", "species", "variety", "cluster")  # however many numbers it has
UNLIKELY_NAMES = ("sex", "gender", "country", "region", "city", "state")  # an input, where it is first
OUTPUT_STEMS = ("y", "target", "output", "label", "class", "out")
FEW_CLASSES = 5  # of whole numbers, which are surely no quantity
MOST_AUTOMATIC = 50  # classes by name in a column that nobody called the target
BY_NAME = ""  # the reason to take a column as the target
MOST_TEXTS = 2  # columns of texts, of which the first may be the class of a file with numbers last


class Target(NamedTuple):
    """The columns of the target, and the doubt about them as a sentence, or ""."""

    columns: tuple[int, ...]
    doubt: str = ""


def find_target(contents: Contents, usable: Sequence[int]) -> Target:
    """Return the target among the usable columns of a file that does not itself say which it is."""
    names = {column: plain(contents.table.columns[column]) for column in usable}
    several = _several(contents, names)
    if several is not None:
        return several
    return _named(contents, names) or _one_hot_at_end(contents, usable) or _by_content(contents, usable)


def plain(name: str) -> str:
    """Return a name's letters and digits, in lower case."""
    return re.sub(r"[\W_]+", "", name).lower()


def _named(contents: Contents, names: dict[int, str]) -> Target | None:
    places = {name: column for column, name in reversed(names.items())}
    last = next(reversed(names))
    is_coordinate = "x" in places and "y" in places and places["y"] != last  # x, y and a class, or a height
    known = TARGET_NAMES if is_coordinate else (*TARGET_NAMES, "y")
    for name in known:
        if name in places:
            return Target((places[name],))
    for name in LIKELY_NAMES:
        if name in places:
            column = places[name]
            at_start = column == next(iter(names)) and not _n_classes(contents, last)
            at_end = column == last or at_start
            return Target((column,), "" if at_end else _doubt(contents, column, BY_NAME))
    return None


def _several(contents: Contents, names: dict[int, str]) -> Target | None:
    """Return several columns that are the target together: Y1 and Y2 at the end, or a class's 0/1 columns."""
    for stem in OUTPUT_STEMS:
        found = [c for c, name in names.items() if re.fullmatch(rf"{stem}\d{{1,3}}", name) and _is_number(contents, c)]
        if len(found) > 1 and found == list(names)[-len(found) :] and len(found) < len(names):
            if is_one_hot(contents, found):
                return Target(tuple(found))
            one, other = (column_in_sentence(contents.table.columns[c]) for c in (found[0], found[-1]))
            told = mark("{one} to {other} were taken as targets of one regression; choose another with --target")
            if len(found) == 2:
                told = mark("{one} and {other} were taken as targets of one regression; choose another with --target")
            return Target(tuple(found), tr(told, one=one, other=other))
    for stem in (*TARGET_NAMES, "y"):
        titles = [contents.table.columns[c].lower() for c in names]
        found = [c for c, title in zip(names, titles, strict=True) if re.match(rf"{stem}[^a-z0-9]", title)]
        if len(found) > 1 and is_one_hot(contents, found):
            return Target(tuple(found))
    return None


def _one_hot_at_end(contents: Contents, usable: Sequence[int]) -> Target | None:
    """Return the last columns if they are the 0/1 columns of a class of three or more."""
    n = 0
    while n < len(usable) - 1 and contents.few_whole(usable[-1 - n]) == (0, 1):
        n += 1
    for start in range(len(usable) - n, len(usable) - 2):
        columns = tuple(usable[start:])
        if is_one_hot(contents, columns):
            one, other = (column_in_sentence(contents.table.columns[c]) for c in (columns[0], columns[-1]))
            told = mark(
                "{one} to {other} were taken as one class, as one of them is 1 in each row; choose another with "
                "--target"
            )
            return Target(columns, tr(told, one=one, other=other))
    return None


def _is_number(contents: Contents, column: int) -> bool:
    return contents.kind(column) == "number"


def is_one_hot(contents: Contents, columns: Sequence[int]) -> bool:
    """Whether each row has a 1 in one of these columns of 0 and 1, and not in the same one in all rows."""
    if any(contents.few_whole(column) != (0, 1) for column in columns):
        return False
    total = sum(contents.values(column) for column in columns)
    return bool((np.asarray(total) == 1).all())


def _by_content(contents: Contents, usable: Sequence[int]) -> Target:
    """Return the column of classes at the end, or at the beginning, else the last column."""
    first, last = usable[0], usable[-1]
    if len(usable) == 1:
        return Target((last,))
    n_first, n_last = _n_classes(contents, first), _n_classes(contents, last)
    codes = contents.few_whole(first)
    if contents.are_pixels and codes is not None and look_like_codes(codes):
        return Target((first,), _doubt(contents, first, mark("it is first and has few whole numbers")))
    text_first, text_last = contents.table.is_text(first) and n_first, contents.table.is_text(last) and n_last
    texts = [c for c in usable if contents.table.is_text(c) and contents.kind(c) in ("category", "yes/no")]
    if text_last and text_first:
        answers = {contents.kind(c) for c in usable[1:]} == {"yes/no"} and contents.kind(first) != "yes/no"  # votes
        column = first if n_first < n_last or (n_first == n_last and answers) else last
        return Target((column,), _doubt(contents, column, mark("it has the fewest different texts of both ends")))
    if text_first and n_last and n_last <= min(n_first, FEW_CLASSES):
        return Target((last,), _doubt(contents, last, mark("it is last and has few whole numbers")))
    if not text_last and (len(texts) > MOST_TEXTS or plain(contents.table.columns[first]) in UNLIKELY_NAMES):
        text_first = False  # one text among many is no class
    if text_last or text_first:
        column = last if text_last else first
        is_sure = text_last and len(texts) == 1 and n_last <= MOST_CATEGORIES and _is_last(contents, last)
        reason = mark("it is last and has texts") if text_last else mark("it is first and has texts")
        return Target((column,), "" if is_sure else _doubt(contents, column, reason))
    if n_last and (not n_first or n_last <= n_first) and _is_last(contents, last):
        return Target((last,))
    if n_last and not _is_last(contents, last):
        return Target((last,), _doubt(contents, last, mark("it is the last column that is of use")))
    if n_last:
        return Target((last,), _doubt(contents, last, mark("it is last")))
    if codes is not None and look_like_codes(codes) and 2 * len(codes) <= contents.table.n_rows:
        values = contents.known(first)
        is_sorted = bool((np.diff(values) >= 0).all())
        if not contents.table.has_names or is_sorted:
            return Target((first,), _doubt(contents, first, mark("it is first and has few whole numbers")))
    return Target((last,), _doubt(contents, last, mark("it is last")))


def _is_last(contents: Contents, column: int) -> bool:
    """Whether no column with values is behind this one."""
    return all(contents.is_empty(other) for other in range(column + 1, len(contents.table.columns)))


def _n_classes(contents: Contents, column: int) -> int:
    """Return how many classes a column may hold; 0 where it does not look like classes."""
    if contents.kind(column) == "date":
        return 0
    if contents.table.is_text(column):
        found = contents.texts(column, MOST_AUTOMATIC)
        n = 0 if found is None else len(found)
        return n if 2 <= n <= max(2, contents.table.n_rows // 2) else 0
    whole = contents.few_whole(column)
    return 0 if whole is None or len(whole) < 2 else len(whole)


def look_like_codes(whole: Sequence[int]) -> bool:
    """Whether whole numbers number classes: 0, 1, 2 … or 1, 2, 3 …, or −1 and 1."""
    return tuple(whole) == (-1, 1) or (whole[0] in (0, 1) and whole[-1] - whole[0] == len(whole) - 1)


def _doubt(contents: Contents, column: int, reason: str) -> str:
    name = column_in_sentence(contents.table.columns[column])
    if reason == BY_NAME:
        return tr("{name} was taken as the target because of its name; choose another with --target", name=name)
    told = mark("{name} was taken as the target because {reason}; choose another with --target")
    return tr(told, name=name, reason=tr(reason))
