"""Numbers are written as text in the same way wherever a person reads them: panels, axes, tips, sentences, tables.

Below a thousandth and above a hundred thousand they are multiples of a power of ten, 3.2·10⁻⁶. The separators are
those of the language in use: the window gives them to `use`. Files for machines keep 3.2e-06 and points.
"""

from __future__ import annotations

import math
import re

from actviz.translation import mark, tr, write_counts

SMALL, LARGE = 1e-3, 99_999.5
_BEFORE_NO_BREAK = re.compile(r" (?=%|\d+\.(?: |$))")
_ENGLISH = (".", ",")  # the decimal point, and between thousands
_UNITS = (  # of time: in words, in seconds, and the most of them that are said
    (mark("{n} s"), 1, 90),
    (mark("{n} min"), 60, 90),
    (mark("{n} h"), 3600, 48),
    (mark("{n} days"), 86_400, math.inf),
)
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


_separators = _ENGLISH


def use(decimal_point: str, group: str) -> None:
    """Write numbers with these separators, as in 1,234.5; English ones are in use at first."""
    global _separators
    _separators = (decimal_point, group)


def local(text: str) -> str:
    """Return a number in Python's notation, such as 1,234.5, with the separators in use."""
    if _separators == _ENGLISH:
        return text
    point, group = _separators
    return text.translate({ord("."): point, ord(","): group})


write_counts(local)


def whole(number: int) -> str:
    """Return a whole number with its thousands apart: 12,000."""
    return local(f"{number:,}")


def fixed(value: float, places: int) -> str:
    """Return a number with so many decimals: 1,234.5."""
    return local(f"{value:,.{places}f}")


def in_points(text: str) -> str:
    """Return a number that a person typed, with the separators in use or with English ones, in Python's notation."""
    typed = "".join(text.split()).replace("−", "-")
    if _separators != _ENGLISH:
        point, group = map(re.escape, _separators)
        if re.fullmatch(rf"-?\d{{1,3}}({group}\d{{3}})+({point}\d+)?", typed):
            typed = typed.replace(_separators[1], "")
        typed = typed.replace(_separators[0], ".")
    return typed.replace(",", ".") if typed.count(",") == 1 and "." not in typed else typed


def superscript(number: int) -> str:
    """Return a whole number as an exponent: ⁻¹³."""
    return str(number).translate(_SUPERSCRIPTS)


def power_of_ten(exponent: float) -> str:
    """Return a whole power of ten, such as a tick of an axis in decades: 10⁻⁵, 10⁰."""
    return f"10{superscript(round(exponent))}"


def scientific(value: float, decimals: int = 1) -> str:
    """Return a number as a multiple of a power of ten with so many decimals: 9.1·10⁻¹³; infinity as ∞, NaN as –.

    Without decimals a power of ten itself is written in short: 10⁻³.
    """
    if not math.isfinite(value):
        return "–" if math.isnan(value) else "−∞" if value < 0 else "∞"
    return _minus(value) + _multiple(f"{abs(value):.{decimals}e}") if value else "0"


def compact(value: float, figures: int = 6) -> str:
    """Return a number as short as it goes, as a setting is written: 0.3, −2, 12345, 10⁻⁵, 2.5·10⁻⁷."""
    if not math.isfinite(value):
        return scientific(value)
    text = f"{abs(value):.{figures}g}"
    return (_minus(value) if value else "") + (_multiple(text) if "e" in text else local(text))


def factor_text(log10: float) -> str:
    """Return a factor, given by its log10, as readable text: 0.41, 12, 9.1·10⁻¹³."""
    if math.isnan(log10):
        return tr("not a number")
    if math.isinf(log10):
        return "0" if log10 < 0 else tr("infinite")
    if -2.0 <= log10 < 3.0:
        return local(f"{10.0**log10:.2g}" if log10 < 2.0 else f"{10.0**log10:.0f}")
    exponent = math.floor(log10)  # 10**log10 may be out of a float's range
    mantissa = f"{10.0 ** (log10 - exponent):.1f}"
    if mantissa == "10.0":
        mantissa, exponent = "1.0", exponent + 1
    return _multiple(f"{mantissa}e{exponent}")


def fraction_text(ratio: float) -> str:
    """Return a ratio below 1 as a share of 1: 1/190,000; others, and the tiniest, as a plain number: 2.6, 4.8·10⁻¹⁴."""
    if not 0.0 < ratio < 0.5:
        return figure(ratio)
    size = 1.0 / ratio
    if size >= 1e7:
        return factor_text(math.log10(ratio))
    return f"1/{fixed(round(size, 2 - len(f'{size:.0f}')), 0)}" if size >= 99.5 else f"1/{size:.0f}"


def figure(value: float | None) -> str:
    """Return a number in two significant figures, such as 0.69, 47, 3.2·10⁻⁶ or 1,000."""
    if value is None or not math.isfinite(value):
        return "–" if value is None or math.isnan(value) else "∞"
    size = abs(value)
    if size and (size < SMALL or size >= LARGE):
        return scientific(value)
    if size >= 99.5:
        return fixed(value, 0)
    return "0" if not size else local(f"{value:#.2g}") if size < 9.95 else f"{value:.0f}"


def percent(share: float | None) -> str:
    """Return a share (0..1) as a whole percentage."""
    return "–" if share is None or math.isnan(share) else f"{100 * share:.0f} %"


def unbroken(text: str) -> str:
    """Return a text, as long, in which no line ends between a number and its percent sign, or before a last number."""
    return _BEFORE_NO_BREAK.sub("\N{NO-BREAK SPACE}", text)


def plain(value: float, figures: int = 3) -> str:
    """Return a number with so many significant figures, two beside a power of ten: 0.25, 12,346, −3.2·10⁻⁶."""
    size = abs(value)
    if size >= LARGE or 0.0 < size < SMALL or not math.isfinite(value):
        return scientific(value)
    return _minus(value) + local(f"{size:,.0f}" if size >= 10.0**figures - 0.5 else f"{size:.{figures}g}")


def signed(value: float, figures: int = 3) -> str:
    """Return such a number with its sign: +0.25."""
    return ("+" if value > 0.0 else "") + plain(value, figures)


def _multiple(text: str) -> str:
    """Return a positive number in Python's notation, 3.2e-06, as 3.2·10⁻⁶, and 1e-05 as 10⁻⁵."""
    mantissa, _, exponent = text.partition("e")
    power = power_of_ten(int(exponent))
    return power if mantissa == "1" else f"{local(mantissa)}·{power}"


def _minus(value: float) -> str:
    return "−" if value < 0.0 else ""


def count(n: int, noun: str) -> str:
    """Return "1 layer", "2,000 layers"."""
    return f"{whole(n)} {noun}" if n == 1 else f"{whole(n)} {noun}s"


def duration(seconds: float) -> str:
    """Return how long something takes, as one says it: 8 s, 12 min, 3.5 h, 20 days."""
    for told, size, most in _UNITS:
        if seconds / size < most:
            amount = seconds / size
            return tr(told, n=plain(amount, 2) if amount < 10 and size > 1 else whole(round(amount)))
    return tr("for ever")
