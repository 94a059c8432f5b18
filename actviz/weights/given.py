"""GivenWeights: what a network starts from in place of weights that are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.nn.named_parameter import NamedParameter
from actviz.registry import BadInput
from actviz.translation import tr
from actviz.weights.roles import OPTIONAL


@dataclass(frozen=True, eq=False)
class GivenWeights:
    """Values by the names that a network has for its parameters; what is not in it stays as in a new network."""

    values: Mapping[str, Floats]

    @classmethod
    def of(cls, parameters: Sequence[NamedParameter]) -> GivenWeights:
        """Copy all parameters of a network."""
        return cls({parameter.name: parameter.view.copy() for parameter in parameters})

    def put(self, parameters: Sequence[NamedParameter]) -> None:
        """Write the values into a network.

        Raises:
            BadInput: one of another shape, or weights without values, before anything is written.
        """
        for parameter in parameters:
            value = self.values.get(parameter.name)
            if value is None and parameter.kind not in OPTIONAL:
                raise BadInput(tr("the given weights lack {name}, which the network needs", name=parameter.name))
            if value is not None and value.shape != parameter.shape:
                raise BadInput(
                    tr(
                        "{name} has the shape {shape} in the given weights and {needed} in the network",
                        name=parameter.name,
                        shape=value.shape,
                        needed=parameter.shape,
                    )
                )
        for parameter in parameters:
            if parameter.name in self.values:
                with np.errstate(over="ignore"):
                    parameter.view[...] = self.values[parameter.name]
