"""Where gradients keep their size: the weights' spread at which an activation neither shrinks nor grows them."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtWidgets import QWidget

from actviz.joined_text import sentences
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.theory import critical_sigma_w
from actviz.training.config.config import RunConfig
from actviz.translation import mark, tr
from actviz.ui.theme import theme
from actviz.ui.widgets.text import PlainLabel, paragraphs, set_tip

MEANING = mark(
    "The spread is σ_w: a layer's weights have the standard deviation σ_w / √fan_in, with fan_in the number of its "
    "inputs. On its way back through a wide layer, the gradient's mean square is multiplied by σ_w² E[φ′(z)²], the "
    "spread squared times the mean squared slope; this factor is called χ. With χ below 1 gradients vanish with depth, "
    "above 1 they explode; the border between the two, where χ = 1 and they keep their size, is the edge of chaos."
)

edge_of = lru_cache(maxsize=64)(critical_sigma_w)


def drawn_sigma_w(config: RunConfig) -> float | None:
    """Return the σ_w that hidden layer 2 is drawn with; None without one, or where theory cannot say it."""
    variances = INITIALIZERS[config.initializer].variances
    if len(config.hidden) < 2 or variances is None or not config.draws_weights:
        return None
    activation = ACTIVATIONS[config.activations[1]]
    slope = activation.negative_slope(config.alpha if activation.alpha is not None else None)
    fan_in, fan_out = config.hidden[:2]
    return float((fan_in * variances(fan_in, fan_out, slope)[0]) ** 0.5 * config.init_scale)


class EdgeLabel(PlainLabel):
    """A sentence on the spread of the initial weights, and on the one at which gradients would keep their size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("muted")
        self.setFont(theme.tabular(theme.small(self.font())))
        self.setWordWrap(True)

    def show_config(self, config: RunConfig) -> None:
        """Show the sentence of the configuration's function.

        Hide where the layers have several, and with normalisation or skips, where no single spread decides.
        """
        keys = set(config.activations)
        holds = len(keys) == 1 and config.normalization == "none" and not config.residual
        self.setVisible(holds)
        if not holds:
            return
        activation = ACTIVATIONS[keys.pop()]
        edge = edge_of(activation, config.bias_spread, config.alpha if activation.alpha is not None else None)
        drawn = drawn_sigma_w(config)
        start = "" if drawn is None else tr("Weights start with a spread of {spread}.", spread=_short(drawn))
        if edge.sigma_w is None:
            keeps = tr("At no spread would the gradient keep its size.")
        else:
            keeps = tr("The gradient would keep its size at {spread}.", spread=_short(edge.sigma_w))
        self.setText(sentences((start, keeps)))
        told = tr("Without biases: {reason}.", reason=edge.reason)
        if config.bias_spread:
            spread = f"{config.bias_spread:g}"
            told = tr("With biases of spread {spread}: {reason}.", spread=spread, reason=edge.reason)
        set_tip(self, paragraphs(tr(MEANING), told))
        self.setAccessibleName(self.text())


def _short(sigma_w: float) -> str:
    return f"{sigma_w:.2f}" if sigma_w < 9.995 else f"{sigma_w:.1f}"
