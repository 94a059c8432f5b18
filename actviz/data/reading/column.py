"""Column: what a column of a table holds, and what it is used for."""

from __future__ import annotations

from typing import Literal, TypeAlias

from actviz.data.reading.contents import Kind
from actviz.frozen import dataclass

Role: TypeAlias = Literal["target", "input", "ignored"]


@dataclass(frozen=True)
class Column:
    """One column of a table: what it holds and what it is used for."""

    name: str
    kind: Kind
    role: Role
    reason: str = ""  # why it is left out
    missing: float = 0.0  # share of its cells
    range: tuple[float, float] | None = None  # least and largest number
    values: tuple[str, ...] = ()  # the categories, or the classes of a target, in order

    @property
    def width(self) -> int:
        """How many inputs it becomes: one, or one for each category where there are more than two."""
        return len(self.values) if self.kind == "category" and len(self.values) > 2 else 1
