"""Soundness: checks that the loss of a network is finite."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from actviz.arrays import Floats
from actviz.training.measure.non_finite import Fault, training_fault
from actviz.training.run.train_state import TrainState
from actviz.training.units.observer import Observer

MOST_EXAMPLES = 256  # on which the loss is computed where all examples would take long


class Soundness:
    """Checks that the loss over the training set is finite, each time the parameters' squared norm has doubled.

    Where all examples would take long, it checks those with the largest inputs. They overflow first as a rule, but not
    always: then the first batch with an example that overflows stops the run, and a measurement before that may show
    a loss that is not finite.
    """

    def __init__(self, state: TrainState, observer: Observer) -> None:
        self._state, self._observer = state, observer
        self._size = 0.0  # the parameters' squared norm when the loss was last seen to be finite

    def new_fault(self) -> Fault | None:
        """Return what is not finite; None if all is, or if the parameters have not grown enough for a new check."""
        parameters = self._state.network.parameters
        size = float(parameters.dot(parameters))
        if size <= 2.0 * self._size < np.inf:
            return None
        fault = self.fault()
        if fault is None:
            self._size = size
        return fault

    def fault(self) -> Fault | None:
        """Return what is not finite in the present network; None when the loss is finite."""
        return training_fault(self._state.network, self._examples)

    def forget(self) -> None:
        """Check at the next call, whatever the parameters' size: the run continues from another state or task."""
        self._size = 0.0
        self.__dict__.pop("_examples", None)

    @cached_property
    def _examples(self) -> tuple[Floats, Floats]:
        x, y = self._state.train
        most = min(MOST_EXAMPLES, self._observer.examples_at_once)
        if not self._observer.takes_long or x.shape[1] <= most:
            return x, y
        farthest = np.argsort(np.einsum("ij,ij->j", x, x, dtype=np.float64), kind="stable")[-most:]
        return np.ascontiguousarray(x[:, farthest]), np.ascontiguousarray(y[:, farthest])
