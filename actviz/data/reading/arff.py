"""ARFF files, the format of Weka and OpenML: attributes with their types, then rows of cells, perhaps sparse ones.

The target is the attribute named class, or the last one if it is nominal.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from actviz.data.limits import MAX_COLUMNS
from actviz.data.reading.choices import DataChoices
from actviz.data.reading.progress import Progress
from actviz.data.reading.rows_table import Layout, RowsTable, gathered
from actviz.data.reading.source import Source
from actviz.data.reading.table import Table
from actviz.data.reading.text.decoding import decoded
from actviz.data.reading.text.header import Header, unique_names
from actviz.data.reading.text.numbers import NumberRules
from actviz.data.reading.text.rows import Row
from actviz.frozen import dataclass
from actviz.number_text import whole
from actviz.registry import BadInput, quoted
from actviz.translation import tr

MISSING = frozenset(["", "?"])
NUMERIC, TEXT = ("numeric", "real", "integer"), ("string", "date")
_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s*%[^\n\r]*[\n\r]|\s)*@relation\b", re.IGNORECASE)
_QUOTED = r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\""
_ATTRIBUTE = re.compile(rf"@attribute\s+({_QUOTED}|[^\s{{]+)\s*(\{{.*\}}|\S+)", re.IGNORECASE)
_CELL = re.compile(rf"\s*({_QUOTED}|[^,]*?)\s*(?:,|$)")
_ESCAPED = re.compile(r"\\(.)")
_PROGRESS_ROWS = 4_096


def is_arff(head: bytes, _members: list[str]) -> bool:
    """Whether a file's first bytes are those of an ARFF file."""
    return _BEGINNING.match(head) is not None


@dataclass(frozen=True)
class _Attribute:
    name: str
    categories: tuple[str, ...] = ()  # of a nominal attribute
    is_number: bool = False


def read_arff(source: Source, choices: DataChoices, progress: Progress) -> Table:
    """Return the table in an ARFF file.

    Raises:
        BadInput: the first fault of the file.
    """
    content = decoded(source.name, source.all_bytes())
    file = _ArffFile(source.name, content.raw, progress)
    names, renamed = unique_names([attribute.name for attribute in file.attributes])
    texts = frozenset(i for i, attribute in enumerate(file.attributes) if not attribute.is_number)
    numbers = frozenset(range(len(names))) - texts
    header = Header(names, 0, True, notes=tuple(renamed))
    rules = NumberRules(".", choices.missing_values, MISSING)
    layout = Layout(source.name, header, rules, choices, (), content.unsure, texts, numbers, file.targets())
    return gathered(layout, file.n_rows, list(_some(file.rows())), file.read_into)


def _some(rows: Iterator[Row]) -> Iterator[Row]:
    """Yield the first row, if there is one."""
    for row in rows:
        yield row
        return


class _ArffFile:
    """The attributes of an ARFF file, and its rows."""

    def __init__(self, name: str, raw: bytes, progress: Progress) -> None:
        self._name, self._raw, self._progress = name, raw, progress
        self.attributes: list[_Attribute] = []
        self._first_line, self._start = 0, 0
        self._read_header()
        self.n_rows = raw.count(b"\n", self._start) + 1
        self._categories = {i: frozenset(each.categories) for i, each in enumerate(self.attributes) if each.categories}

    def targets(self) -> tuple[int, ...]:
        """Return the attribute that is the target by ARFF's customs."""
        named = [i for i, attribute in enumerate(self.attributes) if attribute.name.lower() == "class"]
        last = len(self.attributes) - 1
        if named or self.attributes[last].categories:
            return (named[0] if named else last,)
        return ()

    def read_into(self, table: RowsTable) -> None:
        """Add all rows."""
        table.add(self.rows())

    def rows(self) -> Iterator[Row]:
        """Yield the rows."""
        width = len(self.attributes)
        text = io.TextIOWrapper(io.BytesIO(self._raw[self._start :]), encoding="utf-8", newline="\n")
        for line, content in enumerate(text, start=self._first_line):
            if line % _PROGRESS_ROWS == 0:
                self._progress((line - self._first_line) / self.n_rows)
            content = content.strip()
            if not content or content.startswith("%"):
                continue
            cells = self._sparse(line, content) if content.startswith("{") else _cells(content)
            if len(cells) == width:
                self._check_categories(line, cells)
            yield line, cells

    def _read_header(self) -> None:
        line = start = 0
        while start < len(self._raw):
            line += 1
            end = self._raw.find(b"\n", start) + 1 or len(self._raw)
            text = self._raw[start:end].decode(errors="replace").strip()
            start = end
            if text.lower().startswith("@data"):
                self._first_line, self._start = line + 1, start
                break
            if text.lower().startswith("@attribute"):
                self.attributes.append(self._attribute(line, text))
        else:
            raise BadInput(tr("{name} has no line @data, below which the rows of an ARFF file are", name=self._name))
        if len(self.attributes) > MAX_COLUMNS:
            raise BadInput(
                tr(
                    "{name} has {n} attributes, and at most {most} can be read",
                    name=self._name,
                    n=whole(len(self.attributes)),
                    most=whole(MAX_COLUMNS),
                )
            )
        if not self.attributes:
            raise BadInput(tr("{name} has no line @attribute, and one is needed for each column", name=self._name))

    def _attribute(self, line: int, text: str) -> _Attribute:
        found = _ATTRIBUTE.match(text)
        if found is None:
            raise BadInput(
                tr(
                    "{name}, line {line}: {text} is not an attribute with a name and a type",
                    name=self._name,
                    line=line,
                    text=quoted(text),
                )
            )
        name, kind = _plain(found[1]), found[2]
        if kind.startswith("{"):
            return _Attribute(name, tuple(_cells(kind[1:-1])))
        if kind.lower() in NUMERIC:
            return _Attribute(name, is_number=True)
        if kind.lower() in TEXT:
            return _Attribute(name)
        raise BadInput(
            tr(
                "{name}, line {line}: attribute {attribute} is of type {kind}, and known are numeric, real, integer, "
                "string, date and {{…}}",
                name=self._name,
                line=line,
                attribute=quoted(name),
                kind=quoted(kind),
            )
        )

    def _sparse(self, line: int, content: str) -> list[str]:
        """Return the cells of a row that names only those that are not 0."""
        cells = ["0" if each.is_number or not each.categories else each.categories[0] for each in self.attributes]
        for entry in _raw_cells(content.strip("{}").strip()):
            place, _, cell = entry.partition(" ")
            if not place.isdecimal() or int(place) >= len(cells):
                raise BadInput(
                    tr(
                        "{name}, line {line}: {entry} does not begin with the number of an attribute, 0 to {n}",
                        name=self._name,
                        line=line,
                        entry=quoted(entry),
                        n=whole(len(cells) - 1),
                    )
                )
            cells[int(place)] = _plain(cell.strip())
        return cells

    def _check_categories(self, line: int, cells: list[str]) -> None:
        for i, categories in self._categories.items():
            if cells[i] not in categories and cells[i] != "?":
                shown = ", ".join(self.attributes[i].categories[:5]) + ", …" * (len(categories) > 5)
                raise BadInput(
                    tr(
                        "{name}, line {line}, column {column}: {cell} is none of its values ({shown})",
                        name=self._name,
                        line=line,
                        column=quoted(self.attributes[i].name),
                        cell=quoted(cells[i]),
                        shown=shown,
                    )
                )


def _cells(text: str) -> list[str]:
    return [_plain(cell) for cell in _raw_cells(text)]


def _raw_cells(text: str) -> list[str]:
    """Return the cells of a row as they are written, quotes and all."""
    if not text:
        return []
    if "'" not in text and '"' not in text:
        return [cell.strip() for cell in text.split(",")]
    cells, at = [], 0
    while at < len(text) or text[at - 1] == ",":
        found = _CELL.match(text, at)
        if found is None:  # more behind a closing quote: one cell up to the next comma
            end = text.find(",", at)
            end = len(text) if end < 0 else end
            cells.append(text[at:end].strip())
            at = end + 1
            continue
        cells.append(found[1])
        if found.end() == at == len(text):
            break
        at = found.end()
    return cells


def _plain(cell: str) -> str:
    if len(cell) >= 2 and cell[0] == cell[-1] and cell[0] in "'\"":
        return _ESCAPED.sub(r"\1", cell[1:-1]).strip()
    return cell
