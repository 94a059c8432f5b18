"""A configuration's file of weights, matched with the network that it is to be the start of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from actviz.nn.layers import Layers
from actviz.weights.given import GivenWeights

if TYPE_CHECKING:
    from actviz.weights.matching import Matching


def given_weights(path: str, network: Layers) -> GivenWeights:
    """Read a file of weights for a network.

    Raises:
        BadInput: the file has a fault, or its weights do not fit.
    """
    return matching_for(path, network).given(str(network.dtype))


def matching_for(path: str, network: Layers) -> Matching:
    """Read a file of weights, and find out which of its arrays are a network's.

    Raises:
        BadInput: the file has a fault.
    """
    from actviz.weights.matching import match  # few runs have a file of weights
    from actviz.weights.reading import read_weights

    return match(read_weights(Path(path)), network.named_parameters())
