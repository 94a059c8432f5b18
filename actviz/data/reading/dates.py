"""Dates and times of day as numbers: days since the first date, hours since midnight."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from actviz.arrays import Floats
from actviz.frozen import dataclass

_TIME = r"(?P<hour>\d{1,2})(?P<colon>[:.])(?P<minute>\d{2})(?:(?P=colon)(?P<second>\d{2})(?:\.\d+)?)?"
_AFTER = rf"(?:[T ]\s*{_TIME}\s*(?:Z|[+-]\d{{2}}:?\d{{2}})?)?"
_PARTS = r"(?P<sign>[-/.])(?P<two>\d{1,2})(?P=sign)"
_PATTERNS = {
    "year first": re.compile(
        rf"(?P<one>\d{{4}})(?P<sign>[-/.])(?P<two>\d{{1,2}})(?:(?P=sign)(?P<three>\d{{1,2}}){_AFTER})?", re.ASCII
    ),
    "day first": re.compile(rf"(?P<three>\d{{1,2}}){_PARTS}(?P<one>\d{{4}}){_AFTER}", re.ASCII),
    "month first": re.compile(rf"(?P<two>\d{{1,2}}){_PARTS.replace('two', 'three')}(?P<one>\d{{4}}){_AFTER}", re.ASCII),
    "time": re.compile(_TIME, re.ASCII),
}


@dataclass(frozen=True)
class DateForm:
    """How a column writes dates: the order of year, month and day, or the time of the day alone."""

    order: Literal["year first", "day first", "month first", "time"]
    is_sure: bool = True  # whether a value tells day from month

    def number(self, text: str) -> float:
        """Return days since the year 1, or hours since midnight.

        Raises:
            ValueError: the text is no date of this form.
        """
        found = _PATTERNS[self.order].fullmatch(text)
        if found is None:
            raise ValueError
        if self.order == "time":
            if found["colon"] == "." and found["second"] is None:  # 12.30 is a number
                raise ValueError
            return 24.0 * _share_of_day(found)
        month_day = int(found["two"]), int(found["three"] or 1)  # 2024-05 is its first day
        day = datetime.date(int(found["one"]), *month_day).toordinal()
        return day if found["hour"] is None else day + _share_of_day(found)


def _share_of_day(found: re.Match[str]) -> float:
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    if hour > 24 or minute > 59 or second > 60:
        raise ValueError
    return hour / 24 + minute / 1440 + second / 86400


def date_form(texts: Sequence[str]) -> DateForm | None:
    """Return how these texts write dates; None where not all of them are dates."""
    forms = [DateForm("year first"), DateForm("day first"), DateForm("month first"), DateForm("time")]
    fitting = [form for form in forms if texts and _fits(form, texts)]
    if not fitting:
        return None
    return DateForm(fitting[0].order, is_sure=len(fitting) == 1 or "." in texts[0])  # 1.2.2020 is not American


def _fits(form: DateForm, texts: Sequence[str]) -> bool:
    try:
        for text in texts:
            form.number(text)
    except ValueError:
        return False
    return True


def date_numbers(form: DateForm, texts: npt.NDArray[np.object_]) -> Floats:
    """Return the numbers (N,) of dates, NaN where one is missing; days count from the first date.

    Raises:
        ValueError: its only argument is the row of the first text that is no date of this form.
    """
    found = np.full(len(texts), np.nan)
    known: dict[str, float] = {"": np.nan}
    for row, text in enumerate(texts.tolist()):
        value = known.get(text)
        if value is None:
            try:
                value = known[text] = form.number(text)
            except ValueError:
                raise ValueError(row) from None
        found[row] = value
    if form.order != "time" and not np.isnan(found).all():
        found -= np.nanmin(np.floor(found))
    return found
