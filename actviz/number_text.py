"""Numbers are written as text in the same way in all panels, lists and sentences.

Below a thousandth and above a hundred thousand they have an exponent, 3.2e-06. Powers of ten, as in
0.25²⁰ = 9.1·10⁻¹³, are for the chain rule only.
"""

from __future__ import annotations

import math

SMALL, LARGE = 1e-3, 99_999.5
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def superscript(number: int) -> str:
    """Return a whole number as an exponent: ⁻¹³."""
    return str(number).translate(_SUPERSCRIPTS)


def scientific(value: float, decimals: int = 1) -> str:
    """Return a number with an exponent and so many decimals: 9.1e-13; infinity as ∞, NaN as –."""
    if not math.isfinite(value):
        return "–" if math.isnan(value) else "−∞" if value < 0 else "∞"
    return _minus(value) + f"{abs(value):.{decimals}e}"


def factor_text(log10: float) -> str:
    """Return a factor, given by its log10, as readable text: 0.41, 12, 9.1·10⁻¹³."""
    if math.isnan(log10):
        return "not a number"
    if math.isinf(log10):
        return "0" if log10 < 0 else "infinite"
    if -2.0 <= log10 < 3.0:
        return f"{10.0**log10:.2g}" if log10 < 2.0 else f"{10.0**log10:.0f}"
    exponent = math.floor(log10)  # 10**log10 may be out of a float's range
    mantissa = f"{10.0 ** (log10 - exponent):.1f}"
    if mantissa == "10.0":
        mantissa, exponent = "1.0", exponent + 1
    return f"{mantissa}·10{superscript(exponent)}"


def fraction_text(ratio: float) -> str:
    """Return a ratio below 1 as a share of 1: 1/190,000; others, and the tiniest, as a plain number: 2.6, 4.8·10⁻¹⁴."""
    if not 0.0 < ratio < 0.5:
        return figure(ratio)
    size = 1.0 / ratio
    if size >= 1e7:
        return factor_text(math.log10(ratio))
    return f"1/{round(size, 2 - len(f'{size:.0f}')):,.0f}" if size >= 99.5 else f"1/{size:.0f}"


def figure(value: float | None) -> str:
    """Return a number in two significant figures, such as 0.69, 47, 3.2e-06 or 1,000."""
    if value is None or not math.isfinite(value):
        return "–" if value is None or math.isnan(value) else "∞"
    size = abs(value)
    if size and (size < SMALL or size >= LARGE):
        return scientific(value)
    if size >= 99.5:
        return f"{value:,.0f}"
    return "0" if not size else f"{value:#.2g}" if size < 9.95 else f"{value:.0f}"


def percent(share: float | None) -> str:
    """Return a share (0..1) as a whole percentage."""
    return "–" if share is None or math.isnan(share) else f"{100 * share:.0f} %"


def plain(value: float, figures: int = 3) -> str:
    """Return a number with so many significant figures, two beside an exponent: 0.25, 12,346, −3.2e-06."""
    size = abs(value)
    if size >= LARGE or 0.0 < size < SMALL or not math.isfinite(value):
        return scientific(value)
    return _minus(value) + (f"{size:,.0f}" if size >= 10.0**figures - 0.5 else f"{size:.{figures}g}")


def signed(value: float, figures: int = 3) -> str:
    """Return such a number with its sign: +0.25."""
    return ("+" if value > 0.0 else "") + plain(value, figures)


def _minus(value: float) -> str:
    return "−" if value < 0.0 else ""
