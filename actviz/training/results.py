"""Results: loss and accuracy of a network; and how much of its capacity is wasted, by its results without that part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from actviz.number_text import percent, plain


class Results(NamedTuple):
    """Loss and accuracy on the training and the test set; None for a regression's accuracy, or without a test set."""

    loss: float
    accuracy: float | None
    test_loss: float | None
    test_accuracy: float | None

    @property
    def text(self) -> str:
        """The training accuracy, or the training loss of a regression."""
        return f"{'loss' if self.accuracy is None else 'accuracy'} {self.figure}"

    @property
    def figure(self) -> str:
        """The same number alone."""
        return plain(self.loss) if self.accuracy is None else f"{100 * self.accuracy:.1f} %"


class Part(NamedTuple):
    """Some hidden units, and the weights that lead into them or out of them."""

    units: int
    weights: int


@dataclass(frozen=True)
class WastedCapacity:
    """The hidden units that add nothing to what the network computes, or next to nothing.

    No unit is in two of the three kinds. A dead unit is removed exactly: its constant output goes into the biases of
    the next layer. A silent (τ-dormant) unit is replaced by its mean over the training set. A linear unit is counted
    but not removed: it bends nothing, yet its value reaches the next layer. Folding it into weights past its layer
    would leave every output on the training set as it is.
    """

    n_units: int  # hidden
    n_weights: int
    dead: Part
    silent: Part
    linear: Part
    removed: Part  # dead with a constant output, and silent
    whole: Results
    without_dead: Results
    without: Results  # without the dead and the silent units

    @property
    def kinds(self) -> dict[str, Part]:
        """The three kinds by name."""
        return {"dead": self.dead, "silent": self.silent, "linear": self.linear}

    @property
    def counts_text(self) -> str:
        """How many units are of each kind, and the share of weights that can be removed."""
        counts = ", ".join(f"{name} {part.units}" for name, part in self.kinds.items())
        return f"{counts} of {self.n_units} units; {self.share_text}"

    @property
    def share_text(self) -> str:
        """The share of the weights that the removed units have."""
        return f"{percent(self.removed.weights / max(1, self.n_weights))} of the weights can go"

    @property
    def sentence(self) -> str:
        """How many units are wasted, and what was measured without them; "" where none are."""
        n = self.removed.units
        if not n:
            return ""
        share = percent(n / max(1, self.n_units))
        which = "loss" if self.whole.accuracy is None else "accuracy"
        same = self.whole.figure == self.without.figure
        result = f"is the same, {self.whole.figure}" if same else f"is {self.without.figure}, not {self.whole.figure}"
        are, them = ("are", "them") if n > 1 else ("is", "it")
        return f"{n} of {self.n_units} units ({share}) {are} wasted: without {them} the training {which} {result}."

    @property
    def results_text(self) -> str:
        """The result of the network as it is, and without the removed units."""
        return self.whole.text + (f", without them {self.without.figure}" if self.removed.units else "")

    @property
    def short_text(self) -> str:
        """The share of the weights that can go, and what that does to the result."""
        share = self.share_text.replace("the weights", "weights")
        return share + (f": {self.whole.text} → {self.without.figure}" if self.removed.units else "")
