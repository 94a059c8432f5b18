"""A CustomActivation is an activation function that the user typed; its key is "=" followed by the expression.

`ActivationRegistry` makes it when such a key is looked up, and caches it; so a custom activation works wherever a
key does: in a configuration, a file, on the command line. Iteration yields the built-in ones only.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import field
from functools import lru_cache, reduce

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from actviz.arrays import Bools, Floats
from actviz.frozen import dataclass
from actviz.joined_text import items, sentences
from actviz.nn.activation import Activation, Alpha, Interval, Kernels
from actviz.nn.expression.analysis import Facts, facts_of, flat_at
from actviz.nn.expression.kernels import prepared
from actviz.nn.expression.parser import Expression, parse
from actviz.number_text import compact
from actviz.registry import Registry
from actviz.translation import mark, tr

SIGN = "="  # first character of a custom activation's key
FIRST_ALPHA = 0.1
LABEL_LENGTH = 22
MOST_KEPT = 100


@dataclass(frozen=True)
class CustomActivation(Activation):
    """An activation function made from an expression; its analysis is done again for each α.

    No short cut for ReLU applies to it.
    """

    expression: Expression = field(kw_only=True, compare=False)

    def facts(self, alpha: float | None = None) -> Facts:
        """Return the analysis for this α.

        Raises:
            BadExpression: with this α the value or slope is not finite for some z.
        """
        return _facts(self.expression, self._number(alpha))

    def check_alpha(self, alpha: float | None) -> None:
        """Check that the function has no gaps for this α.

        Raises:
            BadExpression: it has.
        """
        self.facts(alpha)

    @property
    def off_below_zero(self) -> bool:
        """Always False, because True would promise exactly ReLU's slope."""
        return False

    @property
    def feature_width(self) -> float:
        """A quarter: an expression may oscillate, jump and bend anywhere."""
        return 0.25

    def flat_regions(self, alpha: float | None = None) -> tuple[Interval, ...]:
        """Return the intervals on which the slope is exactly zero, for this α."""
        return self.facts(alpha).flat

    def is_flat(self, z: ArrayLike, alpha: Alpha = None, slope: Floats | None = None) -> Bools:
        """Return, elementwise, whether the slope is zero by construction, also outside the listed `flat_regions`."""
        pre = np.asarray(z)
        slopes = self.slope(pre, alpha) if slope is None else slope
        found = super().is_flat(pre, alpha, slopes)
        others = (slopes == 0.0) & ~found
        if others.any():
            found[others] = flat_at(self.expression, pre[others].astype(np.float64), self._alpha(alpha))
        return found

    def corners(self, alpha: float | None = None) -> tuple[float, ...]:
        """Return the z at which pieces of the function meet, for this α."""
        return self.facts(alpha).corners

    def max_slope(self, alpha: float | None = None) -> float:
        """Return max |φ′| over |z| <= 20, for this α."""
        return self.facts(alpha).largest_slope

    def negative_slope(self, alpha: float | None = None) -> float:
        """Return the slope below zero if this is a rectifier, else 0."""
        return self.facts(alpha).slope_below or 0.0

    @np.errstate(all="ignore")
    def value(self, z: ArrayLike, alpha: Alpha = None) -> Floats:
        """φ(z), elementwise, in z's own float type."""
        return super().value(z, alpha)

    @np.errstate(all="ignore")
    def slope(self, z: ArrayLike, alpha: Alpha = None) -> Floats:
        """φ′(z), elementwise; at a kink by the rules of `graph`."""
        return super().slope(z, alpha)


@lru_cache(maxsize=400)
def _facts(expression: Expression, alpha: float | None) -> Facts:
    return facts_of(expression, alpha)


def custom_activation(text: str) -> CustomActivation:
    """Make an activation from an expression in z and, for a parameter, a.

    Raises:
        BadExpression: the expression breaks a rule; the message gives the column (1-based) and a sentence.
    """
    expression = parse(text)
    alpha = FIRST_ALPHA if expression.has_a else None
    facts = _facts(expression, alpha)

    def make(shape: tuple[int, ...], dtype: DTypeLike, a: Alpha) -> Kernels:
        value = prepared(expression.value, shape, dtype, a)
        slope = prepared(expression.slope, shape, dtype, a)
        return value, lambda z, _h, d: slope(z, d)

    shown = expression.text
    return CustomActivation(
        SIGN + shown,
        shown if len(shown) <= LABEL_LENGTH else shown[: LABEL_LENGTH - 1] + "…",
        shown,
        sentences((tr("Your own function."), story_of(facts))),
        make,
        largest_slope=facts.largest_slope,
        flat=facts.flat,
        piecewise_linear=facts.piecewise_linear,
        alpha=alpha,
        alpha_name=mark("the expression's a") if alpha is not None else "",
        rectifier=facts.slope_below is not None,
        scales_with_alpha=alpha is not None,
        costs=costs_of(facts),
        expression=expression,
    )


def story_of(facts: Facts) -> str:
    """Describe the function in one or two sentences."""
    if facts.largest_slope == 0.0:
        still = tr("Its slope is zero everywhere: nothing can be learned through it.")
        return sentences((still, _jumps_text(facts)))
    told = mark("Curved, flat {flat}, steepest slope {slope}.")
    if facts.piecewise_linear:
        told = mark("Straight pieces, flat {flat}, steepest slope {slope}.")
    flat = regions_text(facts.flat) if facts.flat else tr("nowhere")
    return sentences((tr(told, flat=flat, slope=compact(facts.largest_slope, 3)), _jumps_text(facts)))


def costs_of(facts: Facts) -> str:
    """Return the function's drawback in one sentence; "" if it has none."""
    if facts.ends_at:
        nearest = min(facts.ends_at, key=abs)
        told = mark("Beyond z = {z} its value or slope is too large for a float: training can diverge there.")
        return tr(told, z=compact(nearest, 3))
    if facts.flat:
        return tr("A unit whose z is in the flat region on every example is dead.")
    if facts.largest_slope > 3.0:
        return tr("Slopes above 1 multiply through the layers: the gradient can explode.")
    if 0.0 < facts.largest_slope < 0.5:
        return tr("Slopes this small multiply through the layers: the gradient vanishes in a deep network.")
    return ""


def _jumps_text(facts: Facts) -> str:
    if not facts.jumps:
        return ""
    places = items(compact(z, 4) for z in facts.jumps[:3])
    if len(facts.jumps) > 3:
        places = tr("{places} and {n} more places", places=places, n=len(facts.jumps) - 3)
    return tr("It jumps at z = {places}: the gradient cannot see that.", places=places)


def regions_text(regions: tuple[Interval, ...]) -> str:
    """Return the intervals as text: "below 0 and above 6"."""
    texts = []
    for low, high in regions[:3]:
        if low == -np.inf:
            texts.append(tr("everywhere") if high == np.inf else tr("below {high}", high=compact(high, 4)))
        elif high == np.inf:
            texts.append(tr("above {low}", low=compact(low, 4)))
        else:
            texts.append(tr("from {low} to {high}", low=compact(low, 4), high=compact(high, 4)))
    told = reduce(lambda before, last: tr("{before} and {last}", before=before, last=last), texts)
    return told if len(regions) <= 3 else tr("{places} and in {n} more places", places=told, n=len(regions) - 3)


class ActivationRegistry(Registry[Activation]):
    """The built-in activations, and every custom one by its key.

    Raises:
        UnknownKey: there is no such activation; for a custom key that breaks a rule, its subclass BadExpression.
    """

    def __init__(self) -> None:
        super().__init__(mark("activation"))
        self._custom: OrderedDict[str, CustomActivation] = OrderedDict()

    def __getitem__(self, key: str) -> Activation:
        if not (isinstance(key, str) and key.lstrip().startswith(SIGN)):
            return super().__getitem__(key)
        found = self._custom.get(key)
        if found is None:
            made = custom_activation(key.lstrip()[len(SIGN) :])
            found = self._custom.setdefault(made.key, made)
            self._custom[key] = found
            while len(self._custom) > MOST_KEPT:
                self._custom.popitem(last=False)
        return found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None


def is_custom(key: str) -> bool:
    """Whether a key is an expression."""
    return key.lstrip().startswith(SIGN)
