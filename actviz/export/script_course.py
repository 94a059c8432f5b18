"""A Course is what a script repeats; a changed run's script makes the run's changes at the same steps.

What a change leaves and what it begins again is defined in `TrainState.adopt`: the weights stay; learned slopes stay
where α stays the same; the optimizer's memory stays where it means the same, but that of learned slopes never does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap

from actviz.export.script_parts import HiddenLayer, constant_values, hidden_layers, schedule_change, step_code
from actviz.export.script_structure import Structure
from actviz.frozen import dataclass
from actviz.training.config.change import Change
from actviz.training.config.config import RunConfig


@dataclass(frozen=True)
class Course:
    """A run from its first configuration to `steps` steps, and the loss on the training set that it reached."""

    first: RunConfig
    changes: tuple[Change, ...]
    steps: int
    loss: float
    n_examples: int

    @property
    def configs(self) -> list[RunConfig]:
        """The configurations, from the first to the last."""
        return [self.first, *(change.after for change in self.changes)]

    @property
    def layers(self) -> list[HiddenLayer]:
        """The hidden layers of all configurations, one after the other."""
        return [layer for config in self.configs for layer in hidden_layers(config)]

    @property
    def learns(self) -> bool:
        """Whether some configuration has learned slopes."""
        return any(layer.n_slopes for layer in self.layers)

    @property
    def structure(self) -> Structure:
        """Which of normalisation, residual connections and dropout there are."""
        return Structure(self.configs)

    @property
    def optimizer_changes(self) -> bool:
        """Whether the optimizer is replaced by one of another kind."""
        return len({config.optimizer for config in self.configs}) > 1

    @property
    def alphas(self) -> dict[str, float | None]:
        """The α that each activation has first, by its key."""
        found: dict[str, float | None] = {}
        for layer in self.layers:
            found.setdefault(layer.key, layer.alpha)
        return found

    def _constants(self, change: Change) -> list[str]:
        before, after = (
            constant_values(config, self.configs, self.n_examples) for config in (change.before, change.after)
        )
        return [f"{name} = {value}" for name, value in after.items() if value != before[name]]

    def training(self, code_of: Callable[[Change], Sequence[str]]) -> str:
        """Return a changed run's calls of the script's `train`, and the code of the changes between them."""
        parts, done = [], 0
        drawn_at = 0  # where the program drew these batches' first order; a script draws it at their first step
        for change in self.changes:
            if change.step > done:
                parts.append(f"train({done + 1}, {change.step})\n")
                done = change.step
            schedule = schedule_change(change.before, change.after, self.configs)
            lines = [*_heading(change), *self._constants(change), *schedule, *code_of(change)]
            if change.changes("batch_size"):
                if drawn_at == done:
                    lines.append("rng.permutation(len(x))  # the order drawn for the batches before, which gave none")
                lines.append("stream = batches()  # a new epoch")
                drawn_at = done
            parts.append("\n".join(lines) + "\n")
        if self.steps > done:
            parts.append(f"train({done + 1}, STEPS)\n")
        return "\n".join(parts)


def _heading(change: Change) -> Iterator[str]:
    text = "".join(c if c.isprintable() else "?" for c in f"after step {change.step:,}: {change.text}")
    return (f"# {line}" for line in wrap(text, 110))


def memory_stays(change: Change) -> bool:
    """Whether the optimizer's memory of weights and biases means the same after the change."""
    before, after = change.before, change.after
    same_memory = step_code(before).n_state == step_code(after).n_state  # SGD has none without momentum
    return before.optimizer == after.optimizer and same_memory


def structure_memory_stays(change: Change) -> bool:
    """Whether the optimizer's memory of γ, β, branch scales and projections stays where that of weights does."""
    before, after = change.before, change.after
    n_slopes = [[layer.n_slopes for layer in hidden_layers(config)] for config in (before, after)]
    return before.architecture == after.architecture and n_slopes[0] == n_slopes[1]


def slopes_after(
    change: Change, stays: str, restarts: str, spreads: str, joins: str, nothing: Callable[[HiddenLayer], str]
) -> list[str]:
    """Return code for each hidden layer's learned slopes after a change; `nothing` is for a layer that has none.

    The codes of slopes that stay, restart, spread from one to all units or join to their mean have the placeholders
    i (the layer, from 0), n (the number of slopes) and alpha.
    """
    found = []
    for i, (old, new) in enumerate(zip(hidden_layers(change.before), hidden_layers(change.after), strict=True)):
        if not new.n_slopes:
            found.append(nothing(new))
            continue
        code = stays if old.n_slopes == new.n_slopes else spreads if old.n_slopes == 1 else joins
        if not old.n_slopes or change.changes("alpha"):
            code = restarts
        found.append(code.format(i=i, n=new.n_slopes, alpha=new.alpha))
    return found
