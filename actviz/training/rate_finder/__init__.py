"""The learning-rate finder: `sweep` takes steps on a copy of a run at ever higher rates, `finding` draws conclusions.

Neither touches the run, reads a clock or knows threads: who wants to stop or to show progress calls
`RateSweep.advance` step by step.
"""

from actviz.training.rate_finder.finding import RateFinding, find_learning_rate
from actviz.training.rate_finder.sweep import RateSweep, Sweep, SweepStart

__all__ = ["RateFinding", "RateSweep", "Sweep", "SweepStart", "find_learning_rate"]
