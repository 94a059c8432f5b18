"""The bytes of a text file become UTF-8 with plain line ends, whatever editor or spreadsheet wrote them.

UTF-8 and UTF-16 are told by their content, with or without a byte order mark. Everything else is an old code page: if
its letters beyond ASCII stand alone or in twos, as in "Größe", it is Windows-1252; if whole words are of them, as in
Greek or Japanese, charset-normalizer says which. On few such letters that library guesses worse than this rule.
"""

from __future__ import annotations

import codecs
import re

from actviz.data.limits import MAX_LINE_CHARACTERS, MAX_LINES
from actviz.frozen import dataclass
from actviz.number_text import whole
from actviz.outside_text import one_line
from actviz.registry import BadInput
from actviz.translation import mark, tr

WORD = 3  # bytes beyond ASCII beside each other
MOST_GUESSED_FROM = 65_536  # bytes of the words beyond ASCII that the code page is guessed from
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_WORDS_BEYOND_ASCII = re.compile(rb"[^\s,;\"']*[\x80-\xff][^\s,;\"']*")
# the code pages of Windows, which spreadsheets write
_PAGES = ["cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp932", "cp949", "gb18030", "big5"]


@dataclass(frozen=True)
class Content:
    """A text file's content: UTF-8 without a mark, with `\\n` as the only line end."""

    raw: bytes
    unsure: tuple[str, ...] = ()

    @property
    def n_lines(self) -> int:
        """Number of lines, blank ones included."""
        return self.raw.count(b"\n") + (not self.raw.endswith(b"\n") and bool(self.raw))


def decoded(name: str, raw: bytes) -> Content:
    """Return the content of a text file.

    Raises:
        BadInput: it is no text, or has too many or too long lines.
    """
    raw, encoding = _without_mark(raw)
    unsure: tuple[str, ...] = ()
    if encoding == "utf-8" and b"\0" in raw:
        encoding = _unmarked_utf16(raw) or _refuse_nul(name, raw)
    if encoding != "utf-8":
        raw = _from_utf16(name, raw, encoding)
    elif not raw.isascii():
        raw, unsure = _from_code_page(raw)
    if b"\r" in raw:
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    content = Content(raw, unsure)
    _check_lines(name, content)
    return content


def _without_mark(raw: bytes) -> tuple[bytes, str]:
    for sign, encoding in _MARKS:
        if raw.startswith(sign):
            return raw[len(sign) :], encoding
    return raw, "utf-8"


def _unmarked_utf16(raw: bytes) -> str | None:
    """Return the encoding of UTF-16 without a mark: in a table's text nearly every second byte is 0."""
    start = raw[:4096]
    even, odd = start[::2].count(0) / len(start[::2]), start[1::2].count(0) / max(1, len(start[1::2]))
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.1 else None


def _refuse_nul(name: str, raw: bytes) -> str:
    at = raw.index(b"\0")
    told = mark("{name}, line {line}: byte {n} is NUL, which is not text")
    raise BadInput(tr(told, name=name, line=_line_of(raw, at), n=at + 1))


def _from_utf16(name: str, raw: bytes, encoding: str) -> bytes:
    try:
        return raw.decode(encoding).encode()
    except UnicodeError as problem:
        at = problem.start if isinstance(problem, UnicodeDecodeError) else 0
        told = mark("{name} begins as UTF-16 text, and byte {n} is none (save it as UTF-8)")
        raise BadInput(tr(told, name=name, n=at + 1)) from None


def _from_code_page(raw: bytes) -> tuple[bytes, tuple[str, ...]]:
    try:
        raw.decode()
    except UnicodeDecodeError as problem:
        encoding = _code_page(raw)
        text = raw.decode(encoding, "replace")
        line = raw[raw.rfind(b"\n", 0, problem.start) + 1 :].partition(b"\n")[0].decode(encoding, "replace")
        start = len(raw[raw.rfind(b"\n", 0, problem.start) + 1 : problem.start])
        shown = one_line(line[max(0, start - 10) : start + 10].strip(), 30)
        note = tr(
            "the text is not UTF-8: it was read as {encoding}, which gives “{shown}” in line {line}; if that looks "
            "wrong, save the file as UTF-8",
            encoding=encoding,
            shown=shown,
            line=_line_of(raw, problem.start),
        )
        return text.encode(), (note,)
    return raw, ()


def _code_page(raw: bytes) -> str:
    runs = _BEYOND_ASCII.findall(raw[: 16 * MOST_GUESSED_FROM])
    if 2 * sum(len(run) >= WORD for run in runs) < len(runs):
        return "windows-1252"
    from charset_normalizer import from_bytes  # which few files need

    words = b"\n".join(dict.fromkeys(_WORDS_BEYOND_ASCII.findall(raw[: 16 * MOST_GUESSED_FROM])))
    best = from_bytes(words[:MOST_GUESSED_FROM], cp_isolation=_PAGES).best()
    return "windows-1252" if best is None else best.encoding.replace("cp125", "windows-125")


def _check_lines(name: str, content: Content) -> None:
    raw = content.raw
    if content.n_lines > MAX_LINES:
        raise BadInput(
            tr(
                "{name} has {n_lines} lines, and at most {most} can be read",
                name=name,
                n_lines=whole(content.n_lines),
                most=whole(MAX_LINES),
            )
        )
    start, number = 0, 1
    while len(raw) - start > MAX_LINE_CHARACTERS:
        # the last line end within the longest line that is allowed: everything before it is short enough
        end = raw.rfind(b"\n", start, start + MAX_LINE_CHARACTERS + 1)
        if end < 0:
            length = (raw.find(b"\n", start) if b"\n" in raw[start:] else len(raw)) - start
            raise BadInput(
                tr(
                    "{name}, line {number} has {length} characters, and at most {most} can be read",
                    name=name,
                    number=number,
                    length=whole(length),
                    most=whole(MAX_LINE_CHARACTERS),
                )
            )
        number += raw.count(b"\n", start, end + 1)
        start = end + 1


def _line_of(raw: bytes, position: int) -> int:
    return 1 + raw.count(b"\n", 0, position) + raw.count(b"\r", 0, position) - raw.count(b"\r\n", 0, position)
