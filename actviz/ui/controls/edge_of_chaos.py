"""The edge of chaos in words: at which spread of the weights an activation neither shrinks nor grows gradients."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtWidgets import QSizePolicy, QWidget

from actviz.nn.activation import Activation
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.theory import Edge, critical_sigma_w
from actviz.number_text import compact
from actviz.training.config.config import RunConfig
from actviz.ui.theme import theme
from actviz.ui.widgets.text import PlainLabel, Rich, bold, paragraphs, rich, set_tip

MEANING = (
    "Going back through a wide layer, the gradient's mean square is multiplied by χ = σ_w² E[φ′(z)²], where the "
    "weights have deviation σ_w / √fan_in. Below the σ_w of χ = 1, the edge of chaos, gradients vanish with depth; "
    "above it they explode."
)

edge_of = lru_cache(maxsize=64)(critical_sigma_w)


def edge_line(edge: Edge) -> str:
    """Return the edge as a few words."""
    return "no σ_w gives χ = 1" if edge.sigma_w is None else f"χ = 1 at σ_w {edge.sigma_w:.2f}"


def edge_tip(activation: Activation, alpha: float | None = None) -> Rich:
    """Return a paragraph of a tool tip that explains the edge and says where the activation has it."""
    edge = edge_of(activation, 0.0, alpha)
    return paragraphs(rich(bold(edge_line(edge)), f" (without biases): {edge.reason}. {MEANING}"))


def drawn_sigma_w(config: RunConfig) -> float | None:
    """Return the σ_w that hidden layer 2 is drawn with; None without one, or where theory cannot say it."""
    variances = INITIALIZERS[config.initializer].variances
    if len(config.hidden) < 2 or variances is None:
        return None
    activation = ACTIVATIONS[config.activations[1]]
    slope = activation.negative_slope(config.alpha if activation.alpha is not None else None)
    fan_in, fan_out = config.hidden[:2]
    return float((fan_in * variances(fan_in, fan_out, slope)[0]) ** 0.5 * config.init_scale)


class EdgeLabel(PlainLabel):
    """One line under the gallery: the edge of chaos of the function that runs, and the σ_w of the network's weights."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("muted")
        self.setFont(theme.tabular(theme.small(self.font())))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_config(self, config: RunConfig) -> None:
        """Show the edge of the configuration's function; hide where the layers have several."""
        keys = set(config.activations)
        self.setVisible(len(keys) == 1)
        if len(keys) > 1:
            return
        activation = ACTIVATIONS[keys.pop()]
        alpha = config.alpha if activation.alpha is not None else None
        drawn = drawn_sigma_w(config)
        edge = edge_of(activation, 0.0, alpha).sigma_w
        figures = 2 if edge is None or edge < 9.995 else 1  # the line is as long as the column is wide
        here = "" if drawn is None else f"weights σ_w {drawn:.2f} · "
        self.setText(
            here
            + (
                "no σ_w is steady"
                if edge is None
                else f"steady at σ_w {edge:.{figures}f}"
                if not here
                else f"steady at {edge:.{figures}f}"
            )
        )
        steady = "Steady: gradients neither shrink nor grow on their way back."
        of_this = "" if drawn is None else f"Here the weights of hidden layer 2 are drawn with σ_w {compact(drawn, 3)}."
        tip = rich(edge_tip(activation, alpha), paragraphs(steady, of_this))
        set_tip(self, tip)
        self.setAccessibleName(f"Edge of chaos: {self.text()}")
