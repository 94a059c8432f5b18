"""LastStep: what the latest step left behind, its gradient and its update, read only when somebody asks."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.nn.propagation import Propagation
from actviz.training.measure.probes import GradientReading, batch_gradient, update_ratios, whole_gradient
from actviz.training.measure.underflow import underflowing_layers
from actviz.training.pieces import finished
from actviz.training.snapshot import Bools, Floats
from actviz.training.steps.reserve import LONG
from actviz.training.steps.stepper import Stepper

Array = NDArray[np.floating[Any]]


class LastStep:
    """Reads the stepper's passes and optimizer; what was read is kept until the next step.

    `train` is the training set (x (n_0, N), target (n_L, N)), features first: before the first step of a network its
    gradient over all examples is what there is to see. `per_root_size` is 1 / √(number of weights) of each layer.
    """

    def __init__(self, stepper: Stepper, train: tuple[Array, Array], per_root_size: NDArray[np.float64]) -> None:
        self._stepper, self._train, self._per_root_size = stepper, train, per_root_size
        self._norms: list[float] | None = None  # of the batch's gradient, layer by layer
        self._moved = False
        self._reading: GradientReading | None = None
        self._is_sure = False  # whether the reading's underflows were looked for at this step
        self._update: Array | None = None
        self._ratios: Floats | None = None  # the update's, where it was let go
        self._passes: Propagation | None = None  # the latest step's, where they are not the stepper's any more
        self.moment = 0  # tells whether the network still stands where it stood
        self._forget_underflows()

    def _forget_underflows(self) -> None:
        self._zero = self._known = np.zeros(0, bool)

    @property
    def is_known(self) -> bool:
        """Whether the present network has taken a step."""
        return self._norms is not None

    def note(self, norms: list[float], moved: bool = True) -> None:
        """Take note of a step by its gradient's norms; `moved` is False where the step was not completed."""
        self.forget()
        self._norms, self._moved = norms, moved

    def forget(self) -> None:
        """Nothing is known of how the network came to stand where it stands."""
        self._norms = self._reading = self._update = self._ratios = self._passes = None
        self._moved = self._is_sure = False
        self.moment += 1

    def follow(self, stepper: Stepper) -> None:
        """Go on with another stepper; what the step of the one before was is still told.

        Of the update of a large network only its size by layer: a copy of it would take a tenth of a second and more.
        """
        if self._stepper.network.parameters.size > LONG:
            self._ratios = self.update_ratios()
        else:
            self.update()
        if stepper.network is not self._stepper.network:
            self._norms = self._reading = None  # no gradient of this network has been taken yet
        elif self.is_known:
            self.gradient()
        passes = self.passes
        self._stepper = stepper
        self._passes = passes if self.is_known else None
        self.moment += 1
        self._forget_underflows()

    @property
    def passes(self) -> Propagation:
        """Those of the latest step: a change of the batch size after it does not touch them."""
        return self._stepper.passes if self._passes is None else self._passes

    def gradient(self) -> GradientReading:
        """Return the batch's gradient and its factors, or, without a step, the gradient over the training set."""
        found = self.known_gradient()
        if found is None:
            found = self._reading = finished(whole_gradient(self._stepper.network, *self._train))
        return found

    def known_gradient(self, sure: bool = False) -> GradientReading | None:
        """Return the same; None where the whole training set would have to be gone through for it.

        Where a gradient reads 0, whether that is underflow is as it was when the same ones read 0, unless `sure`.
        """
        if self._norms is not None and (self._reading is None or (sure and not self._is_sure)):
            underflows = self._underflows(np.array(self._norms) == 0.0, sure)
            self._reading, self._is_sure = batch_gradient(self.passes, self._norms, underflows), sure
        return self._reading

    def know(self, reading: GradientReading, moment: int) -> None:
        """Take over the gradient over the training set as it was computed with the parameters of a moment."""
        if moment == self.moment:
            self._reading = reading

    def _underflows(self, zero: Bools, again: bool) -> Bools:
        """Return which of the zero gradients are underflow; not measured `again` while the same ones are zero."""
        if zero.any() and (again or not np.array_equal(zero, self._zero)):
            network, update = self._stepper.network, self.update()
            parameters = network.parameters if update is None else network.parameters - update
            self._zero, self._known = zero, underflowing_layers(network, self.passes, parameters, zero)
        return self._known if zero.any() else zero

    def update(self, out: Array | None = None) -> Array | None:
        """Return what the step added to the parameters; None where no step led here, or the update was let go.

        It may be written into `out`, which then is not to be changed before the next step.
        """
        if self._update is None and self._moved and self._ratios is None:
            self._update = self._stepper.optimizer.last_update(out)
        return self._update

    def update_ratios(self) -> Floats | None:
        """Return ‖ΔW_l‖ / ‖W_l‖ per layer (L,) for the update; None where no step led here."""
        if not self._moved or self._ratios is not None:
            return self._ratios
        parts = self._stepper.optimizer.last_update_in_parts() if self._update is None else [self._update]
        return update_ratios(self._stepper.network, parts)

    def facts(self, reading: GradientReading | None) -> dict[str, Any]:
        """Return a snapshot's facts about this gradient, None for one that is still to come, and about the update."""
        of_gradient = {} if reading is None else self.gradient_facts(reading)
        return of_gradient | {"update_ratios": self.update_ratios(), "whole_gradient": not self.is_known}

    def gradient_facts(self, reading: GradientReading) -> dict[str, Any]:
        """Return a snapshot's facts about a gradient."""
        norms = np.array(reading.norms)
        weight, slope, gains = reading.factors()
        return {
            "gradient_norms": norms,
            "gradient_rms": norms * self._per_root_size,
            "weight_factors": weight,
            "slope_factors": slope,
            "gains": gains,
            "underflows": reading.underflows,
        }
