"""NamedParameter: one array of a network's parameters, with its name, its layer and its kind."""

from __future__ import annotations

from actviz.arrays import Floats
from actviz.frozen import dataclass


@dataclass(frozen=True, eq=False)
class NamedParameter:
    """A view of some of a network's numbers: what is written into it, the network has."""

    name: str  # its own in the network, such as "weights_1"
    layer: int  # from 1; the output layer is the last
    kind: str  # "weights" (fan_in, fan_out), "biases" (fan_out,), "alpha" (units or 1,), …
    view: Floats

    @property
    def shape(self) -> tuple[int, ...]:
        """The view's shape."""
        return self.view.shape
