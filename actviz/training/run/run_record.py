"""RunRecord: a run that is not running: enough to continue it with the same bits."""

from __future__ import annotations

from collections.abc import Sequence

from actviz.frozen import dataclass
from actviz.training.config.change import Change
from actviz.training.config.config import RunConfig
from actviz.training.history.history import History
from actviz.training.history.unit_activity import Activity
from actviz.training.snapshot import Divergence
from actviz.training.steps.checkpoints import Checkpoint
from actviz.weights.given import GivenWeights


@dataclass(frozen=True, eq=False, kw_only=True)
class RunRecord:
    """A run after `step` steps. All arrays in it are copies that nobody changes.

    `checkpoint` is the newest checkpoint, at `step` or before it; None when a file already holds it.
    """

    initial_config: RunConfig
    config: RunConfig
    step: int
    checkpoint: Checkpoint | None
    checkpoints: tuple[Checkpoint, ...]  # to travel back to; without that of step 0
    stride: int  # of the checkpoints, in steps
    history: History
    activity: Activity
    divergence: Divergence | None = None
    dtype: str = "float32"
    given: GivenWeights | None = None  # of the file that the run started from; None where its weights were drawn

    @property
    def changes(self) -> Sequence[Change]:
        """What was changed while it trained, in the order of the steps."""
        return self.history.changes

    @property
    def all_checkpoints(self) -> tuple[Checkpoint, ...]:
        """All checkpoints but that of step 0."""
        return (*self.checkpoints, *([] if self.checkpoint is None else [self.checkpoint]))

    @property
    def newest_checkpoint(self) -> Checkpoint | None:
        """The checkpoint of the latest step; None when there is that of step 0 alone."""
        return max(self.all_checkpoints, key=lambda each: each.step, default=None)
