"""The record counts how often each remedy has helped against each cause, in runs of the project's own.

`tests/benchmarks/remedies.py` makes it: it trains sick runs with and without each remedy and writes
`resources/remedies.toml`. A table for each cause lists the remedies in the order in which they are offered.
"""

from __future__ import annotations

import tomllib
from functools import cache

from actviz.frozen import dataclass
from actviz.resource_files import resource
from actviz.translation import tr

FILE = "remedies.toml"
LEAST_SHARE = 1 / 3  # of the runs in which a remedy was tried: below it the remedy is not offered


@dataclass(frozen=True)
class Helped:
    """In how many of the runs in which it was tried a remedy has helped."""

    helped: int
    tried: int

    @property
    def share(self) -> float:
        """Share of the runs in which it was tried."""
        return self.helped / max(1, self.tried)

    @property
    def is_worthy(self) -> bool:
        """Whether it has helped often enough to be offered."""
        return self.helped >= LEAST_SHARE * self.tried

    def __str__(self) -> str:
        return tr("helped in {helped} of {tried} runs", helped=self.helped, tried=self.tried)


def record_of(cause: str) -> dict[str, Helped]:
    """Return the record of each remedy for a cause, in the order in which they are offered."""
    return _record().get(cause, {})


def causes_on_record() -> list[str]:
    """Return the keys of the causes against which remedies were tried."""
    return list(_record())


@cache
def _record() -> dict[str, dict[str, Helped]]:
    tables = tomllib.loads(resource(FILE).read_text(encoding="utf-8"))
    return {cause: {key: Helped(*counts) for key, counts in remedies.items()} for cause, remedies in tables.items()}
