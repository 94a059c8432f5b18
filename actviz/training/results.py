"""Results: loss and accuracy of a network; and how much of its capacity is wasted, by its results without that part."""

from __future__ import annotations

from typing import NamedTuple

from actviz.frozen import dataclass
from actviz.joined_text import clauses
from actviz.number_text import percent, plain
from actviz.translation import mark, tr, tr_count


class Results(NamedTuple):
    """Loss and accuracy on the training and the test set; None for a regression's accuracy, or without a test set."""

    loss: float
    accuracy: float | None
    test_loss: float | None
    test_accuracy: float | None

    @property
    def text(self) -> str:
        """The training accuracy, or the training loss of a regression."""
        return (
            tr("loss {value}", value=self.figure)
            if self.accuracy is None
            else tr("accuracy {value}", value=self.figure)
        )

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
        return {mark("dead"): self.dead, mark("silent"): self.silent, mark("linear"): self.linear}

    @property
    def counts_text(self) -> str:
        """How many units are of each kind, and the share of weights that can be removed."""
        counts = clauses(tr("{kind} {n}", kind=tr(name), n=part.units) for name, part in self.kinds.items())
        return tr("{counts} of {all} units; {share}", counts=counts, all=self.n_units, share=self.share_text)

    @property
    def share_text(self) -> str:
        """The share of the weights that the removed units have."""
        return tr("{share} of the weights can go", share=self._share)

    @property
    def sentence(self) -> str:
        """How many units are wasted, and what was measured without them; "" where none are."""
        n = self.removed.units
        if not n:
            return ""
        which = tr("training loss") if self.whole.accuracy is None else tr("training accuracy")
        told = mark("the {result} is {without}, not {whole}")
        if self.whole.figure == self.without.figure:
            told = mark("the {result} is the same, {whole}")
        return tr_count(
            "{n} of {all} units ({share}) is wasted: without it {what}.",
            "{n} of {all} units ({share}) are wasted: without them {what}.",
            n,
            all=self.n_units,
            share=percent(n / max(1, self.n_units)),
            what=tr(told, result=which, without=self.without.figure, whole=self.whole.figure),
        )

    @property
    def results_text(self) -> str:
        """The result of the network as it is, and without the removed units."""
        if not self.removed.units:
            return self.whole.text
        return tr("{whole}, without them {without}", whole=self.whole.text, without=self.without.figure)

    @property
    def short_text(self) -> str:
        """The share of the weights that can go, and what that does to the result."""
        share = tr("{share} of weights can go", share=self._share)
        if not self.removed.units:
            return share
        return tr("{share}: {whole} → {without}", share=share, whole=self.whole.text, without=self.without.figure)

    @property
    def _share(self) -> str:
        return percent(self.removed.weights / max(1, self.n_weights))
