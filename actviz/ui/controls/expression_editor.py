"""ExpressionEditor: a custom activation, drawn and analysed while it is typed."""

from __future__ import annotations

from dataclasses import replace
from math import inf, isnan

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from actviz.joined_text import clauses
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.expression.activation import FIRST_ALPHA, CustomActivation, costs_of, regions_text, story_of
from actviz.nn.expression.graph import BadExpression
from actviz.nn.output_moments import output_moments
from actviz.number_text import compact
from actviz.training.config.config import FIELDS, RunConfig
from actviz.translation import mark, tr
from actviz.ui.controls.expression_field import ExpressionField
from actviz.ui.controls.fields import NumberBox, number_text
from actviz.ui.plots.activation_part import HALF, Part
from actviz.ui.plots.activation_plot import ActivationPlot
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.buttons import tool_button
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.text import PlainLabel, paragraphs, set_tip

TYPING_MS = 120  # the text is parsed after a pause this long
PLOT_PX, MESSAGE_PX, SIZE = 190, 50, (560, 520)
FADED = 0.3  # opacity of the last valid drawing while the text is not valid
EXAMPLES = {
    "z*sigmoid(1.702*z)": mark("GELU's quick approximation"),
    "max(z, a*z)": mark("leaky ReLU; a is its slope below zero"),
    "where(z>0, z, exp(z)-1)": "ELU",
    "z*clip(z/6+0.5, 0, 1)": mark("hard swish"),
    "relu(z)**2": mark("squared ReLU"),
    "clip(z, -1, 1)": mark("hard tanh: flat on both sides"),
    "z + sin(z)**2": "snake",
    "exp(-z*z)": mark("a bell: its slope changes sign at 0"),
    "where(z>0, 1, 0)": mark("a step: the gradient cannot see the jump"),
}
FACTS = (
    mark("steepest slope"),
    mark("flat"),
    mark("nearly flat"),
    mark("shape"),
    mark("can die"),
    mark("mean output"),
    mark("variance"),
)
LEFT_FACTS = 4  # in the first of two columns
MOMENTS = mark("{value}. Of the output, where the input z is normal with mean 0 and variance 1.")


class ExpressionEditor(QDialog):
    """Reads an expression in z while it is typed; the running network changes only on Use, and only to a valid one.

    Signals:
        picked(dict): the settings to change: the activation, and α where the expression has an a.
    """

    picked = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Custom activation"))
        self.activation: CustomActivation | None = None  # the parsed text; None while it is not valid
        self._running = RunConfig()
        self.field = ExpressionField()
        set_tip(
            self.field,
            paragraphs(
                tr(
                    "An expression in z, and in a for the parameter α. Numbers, + − * / **, pi, e and the functions "
                    "exp log sqrt abs sign tanh sigmoid softplus relu erf Phi sin cos atan log1p expm1 min max "
                    "clip(x, low, high) where(condition, x, y)."
                )
            ),
        )
        self.alpha_box = NumberBox(replace(FIELDS["alpha"], nullable=False), 0.05)
        set_tip(self.alpha_box, tr("The value of a in the expression: the activation's parameter α"))
        self.alpha_box.setAccessibleName(tr("a, the parameter α"))
        self.alpha_box.setFixedWidth(px(80))
        self._alpha_letter = PlainLabel("a =")
        self._alpha_letter.setBuddy(self.alpha_box)
        for part in (self.alpha_box, self._alpha_letter):  # there only for an expression with an a
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
        self._alpha = FIRST_ALPHA
        self.message = PlainLabel()
        self.message.setWordWrap(True)
        self.message.setFixedHeight(px(MESSAGE_PX))
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.view = ActivationPlot()
        self.view.plot.widget.setAccessibleName(tr("The function, solid, and its slope, dashed"))
        set_tip(
            self.view.plot.widget,
            tr(
                "Solid: φ. Dashed: its slope φ′. Tinted: where the slope is zero (flat, the stronger tint), or "
                "less than 5 % of the largest (saturated)."
            ),
        )
        self.view.plot.widget.setMinimumHeight(px(PLOT_PX))
        self.facts = {name: self._make_fact() for name in FACTS}
        self.use_button = QPushButton(tr("Use"))
        self.use_button.setObjectName("primary")
        set_tip(self.use_button, tr("Switch the running network to this function; its weights stay. Ctrl+Z undoes it."))
        self.examples = [self._make_example(text, tr(tip)) for text, tip in EXAMPLES.items()]
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_MS)
        self._pause.timeout.connect(self.read)
        self.field.textEdited.connect(lambda _text: self._on_edited())
        self.field.returnPressed.connect(self._on_use)
        self.alpha_box.committed.connect(self._on_alpha)
        self.alpha_box.refused.connect(self._complain)
        self.use_button.clicked.connect(self._on_use)
        self._build()
        self.resize(*SIZE)

    def start(self, expression: str, config: RunConfig) -> None:
        """Show an expression, with the running configuration to compare it with."""
        self._running = config
        key = f"={expression}"
        self._alpha = config.alpha if config.alpha is not None and key in config.activations else FIRST_ALPHA
        self.field.setText(expression)
        self.field.selectAll()
        self.field.setFocus()
        self.read()

    def show_running(self, config: RunConfig) -> None:
        """Store the running configuration, so that Use is offered only for another function."""
        self._running = config
        self._show_use()

    def read(self) -> None:
        """Parse the text now, and show the function or the error."""
        self._pause.stop()
        try:
            entry = ACTIVATIONS[f"={self.field.text()}"]
            assert isinstance(entry, CustomActivation)
            entry.check_alpha(self._alpha)
        except BadExpression as fault:
            self.field.mark(fault.column)
            self._complain(str(fault))
            return
        self.activation = entry
        self.field.mark(None)
        for part in (self.alpha_box, self._alpha_letter):
            part.setVisible(entry.alpha is not None)
        self.alpha_box.show_text(number_text(float(self._alpha)))
        self.part = Part.alone(entry, self._used_alpha)
        self._show_facts(entry)
        self.view.plot.frame.item.setOpacity(1.0)
        self.view.show_parts([self.part])
        self._show_use()

    def restyle(self) -> None:
        """Apply the theme's colours."""
        self.view.restyle()
        self.read()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the timer that waits for a pause in typing."""
        self._pause.stop()
        super().hideEvent(event)

    # Building

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        name = PlainLabel("φ(z) =")
        name.setBuddy(self.field)
        top.addWidget(name)
        top.addWidget(self.field, 1)
        top.addWidget(self._alpha_letter)
        top.addWidget(self.alpha_box)
        heading = PlainLabel(tr("Examples to start from"))
        heading.setObjectName("muted")
        examples = QGridLayout()
        examples.setSpacing(6)
        for i, button in enumerate(self.examples):
            examples.addWidget(button, *divmod(i, 3))
        facts = QGridLayout()
        facts.setHorizontalSpacing(12)
        facts.setVerticalSpacing(2)
        facts.setColumnStretch(1, 3)
        facts.setColumnStretch(3, 2)
        for i, (text, label) in enumerate(self.facts.items()):
            title = PlainLabel(tr(text))
            title.setObjectName("muted")
            row, at = (i, 0) if i < LEFT_FACTS else (i - LEFT_FACTS, 2)
            facts.addWidget(title, row, at)
            facts.addWidget(label, row, at + 1)
        buttons = QDialogButtonBox()
        close_button = buttons.addButton(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.use_button, QDialogButtonBox.ButtonRole.ApplyRole)
        for each in (close_button, self.use_button):
            each.setAutoDefault(False)  # Return belongs to the fields: it must not press Close
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.message)
        column.addWidget(self.view.plot.widget, 1)
        column.addLayout(facts)
        column.addWidget(heading)
        column.addLayout(examples)
        column.addWidget(buttons)

    def _make_fact(self) -> NumberLabel:
        label = NumberLabel()
        label.setFont(theme.tabular(label.font()))
        label.setMinimumWidth(1)
        return label

    def _make_example(self, text: str, tip: str) -> QToolButton:
        button = tool_button("tool", text, tip, tr("Example {text}: {what}", text=text, what=tip))
        button.setFont(theme.small(button.font()))
        button.setSizePolicy(button.sizePolicy().Policy.Ignored, button.sizePolicy().Policy.Fixed)
        button.clicked.connect(lambda _checked=False: self._take(text))
        return button

    # What the user does

    def _take(self, text: str) -> None:
        self.field.setText(text)
        self.read()

    def _on_edited(self) -> None:
        self._offer_use(False)  # until it has been read
        self._pause.start()

    def _on_alpha(self, value: object) -> None:
        assert isinstance(value, (int, float))
        try:
            self._alpha = float(FIELDS["alpha"].check(value))
        except ValueError as problem:
            self._complain(str(problem))
            return
        self.read()

    def _on_use(self) -> None:
        self.read()
        if self.activation is not None:
            alpha = self._used_alpha
            self.picked.emit({"activation": self.activation.key} | ({} if alpha is None else {"alpha": alpha}))

    # What is shown

    @property
    def _used_alpha(self) -> float | None:
        return self._alpha if self.activation is not None and self.activation.alpha is not None else None

    def _complain(self, text: str) -> None:
        self.activation = None
        for label in self.facts.values():
            label.setEnabled(False)  # they and the drawing are of the last valid expression
        self.view.plot.frame.item.setOpacity(FADED)
        self._say(text, theme.current().dead_text)
        self._offer_use(False)

    def _offer_use(self, enabled: bool, in_use: bool = False) -> None:
        self.use_button.setEnabled(enabled)
        self.use_button.setText(tr("In use") if in_use else tr("Use"))

    def _say(self, text: str, colour: str) -> None:
        self.message.setStyleSheet(f"color: {colour};")
        self.message.setText(text)

    def _show_use(self) -> None:
        entry, alpha = self.activation, self._used_alpha
        if entry is None:
            return
        same = self._running.activation == entry.key and alpha in (None, self._running.alpha)
        self._offer_use(not same, in_use=same)
        facts = entry.facts(alpha)
        self._say(f"{story_of(facts)} {costs_of(facts)}", theme.current().muted)

    def _show_facts(self, entry: CustomActivation) -> None:
        facts = entry.facts(self._used_alpha)
        mean, variance = output_moments(entry, self._used_alpha)
        shape = tr("straight pieces") if facts.piecewise_linear else tr("a curve")
        if facts.jumps:
            shape = tr(
                "{shape}, jumps at {places}", shape=shape, places=clauses(compact(z, 3) for z in facts.jumps[:3])
            )
        texts = (
            compact(facts.largest_slope, 4),
            regions_text(facts.flat) if facts.flat else tr("nowhere"),
            _nearly_flat_text(self.part),
            shape,
            tr("yes") if facts.flat else tr("no"),
            *(tr("unknown") if isnan(value) else f"{value:.4f}" for value in (mean, variance)),
        )
        for label, text in zip(self.facts.values(), texts, strict=True):
            label.setEnabled(True)
            label.set_text(text.replace("-", "−"))
            set_tip(label, label.text())
        for name in ("mean output", "variance"):
            set_tip(self.facts[name], tr(MOMENTS, value=self.facts[name].text()))
        set_tip(
            self.facts["nearly flat"],
            tr(
                "{where}. The lighter tint: the slope is under 5 % of the steepest one, between −{end} and {end}.",
                where=self.facts["nearly flat"].text(),
                end=f"{HALF:g}",
            ),
        )


def _nearly_flat_text(part: Part) -> str:
    """Return the lightly tinted regions of the drawing; one that reaches its edge is open there."""
    regions = [(round(low, 2), round(high, 2)) for low, high in part.saturated_regions(HALF)]
    ends = [(-inf if low <= -HALF else low, inf if high >= HALF else high) for low, high in regions]
    return regions_text(tuple(ends)) if ends else tr("nowhere")
