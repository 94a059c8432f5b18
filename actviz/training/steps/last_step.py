"""LastStep: the gradient and the update of the latest step, computed only when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Bools, Floats
from actviz.nn.propagation import Propagation
from actviz.nn.structured_propagation import StructuredPropagation
from actviz.training.measure.gradient_reading import GradientReading, batch_gradient, dead_in_batch, whole_gradient
from actviz.training.measure.underflow import underflowing_layers
from actviz.training.measure.update_ratios import update_ratios
from actviz.training.pieces import finished
from actviz.training.steps.reserve import LONG
from actviz.training.steps.stepper import Stepper
from actviz.training.structure_facts import StructureFacts


class LastStep:
    """Reads the stepper's passes and optimizer; results are stored until the next step.

    `train` is the training set (x (n_0, N), target (n_L, N)), features first: before the first step of a network its
    gradient over all examples stands for the batch's. `per_root_size` is 1 / √(number of weights) of each layer.
    """

    def __init__(self, stepper: Stepper, train: tuple[Floats, Floats], per_root_size: NDArray[np.float64]) -> None:
        self._stepper, self._train, self._per_root_size = stepper, train, per_root_size
        self._norms: list[float] | None = None  # of the batch's gradient, layer by layer
        self._moved = False
        self._reading: GradientReading | None = None
        self._is_sure = False  # whether the reading's underflows were measured at this step
        self._update: Floats | None = None
        self._ratios: Floats | None = None  # the update's, where the update itself is lost
        self._passes: Propagation | None = None  # the latest step's, where the stepper has others
        self.moment = 0  # another number as soon as the network moves
        self._forget_underflows()

    def _forget_underflows(self) -> None:
        self._zero = self._known = np.zeros(0, bool)

    @property
    def is_known(self) -> bool:
        """Whether the present network has taken a step."""
        return self._norms is not None

    def record(self, norms: list[float], moved: bool = True) -> None:
        """Record a step by its gradient's norms; `moved` is False where the step was not completed."""
        self.forget()
        self._norms, self._moved = norms, moved

    def forget(self) -> None:
        """Discard the last step: the network was set to another state."""
        self._norms = self._reading = self._update = self._ratios = self._passes = None
        self._moved = self._is_sure = False
        self.moment += 1

    def follow(self, stepper: Stepper, train: tuple[Floats, Floats] | None = None) -> None:
        """Go on with another stepper, or other parameters or examples, but go on reporting the last step before.

        Of a large network's update only the size by layer: a copy of it would take a tenth of a second and more.
        """
        if self._stepper.network.parameters.size > LONG:
            self._ratios = self.update_ratios()
        else:
            self.update()
        if stepper.network is not self._stepper.network:
            self._norms = self._reading = None  # this network has computed no gradient yet
        elif self.is_known:
            self.gradient()
        passes = self.passes
        self._stepper, self._train = stepper, self._train if train is None else train
        self._passes = passes if self.is_known else None
        self.moment += 1
        self._forget_underflows()

    @property
    def passes(self) -> Propagation:
        """The passes of the latest step; a later change of the batch size leaves them."""
        return self._stepper.passes if self._passes is None else self._passes

    def gradient(self) -> GradientReading:
        """Return the batch's gradient and its factors, or, without a step, the gradient over the training set."""
        found = self.known_gradient()
        if found is None:
            found = self._reading = finished(whole_gradient(self._stepper.network, *self._train))
        return found

    def known_gradient(self, sure: bool = False) -> GradientReading | None:
        """Return the same; None where that would take a pass over the whole training set.

        Which zero gradients are underflow is measured again only when others are zero than before, or if `sure`.
        """
        if self._norms is not None and (self._reading is None or (sure and not self._is_sure)):
            underflows = self._underflows(np.array(self._norms) == 0.0, sure)
            self._reading, self._is_sure = batch_gradient(self.passes, self._norms, underflows), sure
        return self._reading

    def know(self, reading: GradientReading, moment: int) -> None:
        """Store the gradient over the training set if the network has not moved since `moment`."""
        if moment == self.moment:
            self._reading = reading

    def _underflows(self, zero: Bools, again: bool) -> Bools:
        """Return which of the zero gradients are underflow; not measured `again` while the same ones are zero."""
        if zero.any() and (again or not np.array_equal(zero, self._zero)):
            network, update = self._stepper.network, self.update()
            parameters = network.parameters if update is None else network.parameters - update
            self._zero, self._known = zero, underflowing_layers(network, self.passes, parameters, zero)
        return self._known if zero.any() else zero

    def update(self, out: Floats | None = None) -> Floats | None:
        """Return what the step added to the parameters; None where no step led here, or the update is lost.

        It may be written into `out`, which must then stay as it is until the next step.
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
        structure = self._structure(reading)
        return of_gradient | {
            "update_ratios": self.update_ratios(),
            "whole_gradient": not self.is_known,
            "structure": structure,
        }

    def _structure(self, reading: GradientReading | None) -> StructureFacts | None:
        """Return what the network has beside weights and activations; None of a plain one."""
        network, passes = self._stepper.network, self.passes
        if not isinstance(passes, StructuredPropagation):
            return None
        p, layout, knows = network.parameters, network.layout, self.is_known

        def of_units(spans: Sequence[slice]) -> tuple[Floats, ...]:
            return tuple(p[span].copy() for span in spans) if spans and spans[-1].stop > spans[0].start else ()

        of_batch = [stage.of_batch for stage in passes.batch_normalizations] if knows else []
        scale = network.architecture.branch_scale(max(1, len(layout.scales)))
        return StructureFacts(
            of_units(layout.gammas),
            of_units(layout.betas),
            of_units(layout.means),
            of_units(layout.variances),
            tuple(mean.copy() for mean, _ in of_batch),
            tuple(variance.copy() for _, variance in of_batch),
            dead_in_batch(network, passes) if knows and network.architecture.differs_in_training else (),
            tuple(d[:, 0] for d in passes.masks.dropped) if knows and network.architecture.dropout else (),
            tuple(float(p[span][0]) if span.stop > span.start else scale for span in layout.scales),
            *((), 0) if reading is None else (reading.skips, reading.n_examples),
        )

    def gradient_facts(self, reading: GradientReading) -> dict[str, Any]:
        """Return a snapshot's facts about a gradient."""
        norms = np.array(reading.norms)
        weight, slope, rest, gains = reading.factors()
        return {
            "gradient_norms": norms,
            "gradient_rms": norms * self._per_root_size,
            "weight_factors": weight,
            "slope_factors": slope,
            "normalization_factors": rest,
            "gains": gains,
            "signal": np.array(reading.signals),
            "backward": reading.backward(self._stepper.network.sizes[1:]),
            "underflows": reading.underflows,
        }
